"""One request: where it goes, what it holds, and what a stranger's server can't do to us."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from access.webhooks import sending
from access.webhooks.sending import post
from tests.access.webhooks.receiving import Receiver, allow, serve


@pytest.fixture
def receiver(settings) -> Iterator[Receiver]:
    receiver = Receiver()
    server = serve(receiver)
    allow(settings, receiver.port)
    yield receiver
    server.shutdown()
    server.server_close()


def test_what_is_sent_arrives_as_it_is(receiver: Receiver) -> None:
    answer = post(receiver.url, b'{"a":1}', {"Counterpart-Kind": "PING", "Content-Type": "application/json"})
    assert (answer.fault, answer.status, answer.text) == (None, 200, "thanks")
    (got,) = receiver.received
    assert (got.path, got.body) == ("/hook?tenant=7", b'{"a":1}')
    assert got.headers["Counterpart-Kind"] == "PING"
    assert got.headers["Host"] == f"127.0.0.1:{receiver.port}"


def test_it_goes_to_the_address_that_was_checked_under_the_name_that_was_asked_for(
    receiver: Receiver,
) -> None:
    asked: list[str] = []

    def resolver(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    answer = post(f"http://hook.example:{receiver.port}/", b"{}", {}, resolver)
    assert answer.fault is None
    assert asked == ["hook.example"]
    assert receiver.received[0].headers["Host"] == f"hook.example:{receiver.port}"


def test_a_name_that_leads_inside_by_now_is_not_connected_to(receiver: Receiver, settings) -> None:
    settings.WEBHOOK_INTERNAL = []
    answer = post(f"http://rebound.example:{receiver.port}/", b"{}", {}, lambda *_asked: ["127.0.0.1"])
    assert (answer.fault, answer.status) == ("TARGET_REFUSED", None)
    answer = post(f"http://gone.example:{receiver.port}/", b"{}", {}, lambda *_asked: [])
    assert answer.fault == "UNRESOLVED"
    assert receiver.received == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(receiver: Receiver, status: int) -> None:
    receiver.status, receiver.headers = status, {"Location": f"http://127.0.0.1:{receiver.port}/inside"}
    assert post(receiver.url, b"{}", {}).fault == "REDIRECT"
    assert [each.path for each in receiver.received] == ["/hook?tenant=7"]


@pytest.mark.parametrize("status", [400, 404, 410, 500, 503])
def test_any_status_but_2xx_is_a_fault(receiver: Receiver, status: int) -> None:
    receiver.status = status
    answer = post(receiver.url, b"{}", {})
    assert (answer.fault, answer.status) == ("STATUS", status)


def test_of_an_answer_only_the_beginning_is_read_and_shown_harmless(receiver: Receiver) -> None:
    receiver.body = b"\x1b[31mno\x00\r\n<script>\xff" + b"x" * 5_000_000
    text = post(receiver.url, b"{}", {}).text
    assert text.startswith("\ufffd[31mno\ufffd\ufffd\ufffd<script>\ufffdxxx")
    assert len(text) == 291


def test_who_is_slow_is_left(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "READING_SECONDS", 0.1)
    receiver.wait = 0.4
    assert post(receiver.url, b"{}", {}).fault == "TIMEOUT"


def test_who_sends_a_byte_now_and_then_is_left_too(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "WHOLE_SECONDS", 0.2)
    receiver.drip = True
    began = time.monotonic()
    assert post(receiver.url, b"{}", {}).fault == "TIMEOUT"
    assert time.monotonic() - began < 2


def test_nobody_there_and_no_tls_are_faults_of_the_connection(receiver: Receiver, settings) -> None:
    settings.WEBHOOK_PORTS = [1, receiver.port]
    assert post("http://127.0.0.1:1/", b"{}", {}).fault == "CONNECTION"
    assert post(f"https://127.0.0.1:{receiver.port}/", b"{}", {}).fault == "CONNECTION"
