"""What is due: sent once, signed, tried again with growing pauses, given up, withheld."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from django.db import connection

from access.actions.webhooks import (
    change_webhook,
    create_webhook,
    replay_delivery,
    replay_since,
    rotate_secret,
    test_webhook,
)
from access.models import Webhook, WebhookDelivery, WebhookEvent, WebhookState
from access.webhooks import daily, delivering
from access.webhooks.delivering import claimed, deliver_due
from access.webhooks.sending import Answer
from relationships.actions.units import revoke_role
from relationships.models import RoleAssignment
from tests import builders as b
from tests.access.webhooks.receiving import webhook

pytestmark = pytest.mark.django_db


class Sent:
    """Stands in for the network: keeps what is sent, and answers what it is told to."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[tuple[str, bytes, Mapping[str, str]]] = []

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        self.requests.append((url, body, headers))
        return self.answers.pop(0) if self.answers else Answer(status=200)

    @property
    def told(self) -> list[dict]:
        return [json.loads(body) for _url, body, _headers in self.requests]


FAILS = Answer("STATUS", 503, 12, "try later")


def round_at(at: datetime, send: Sent) -> datetime | None:
    return deliver_due(lambda: at, send)


def test_what_is_told_of_a_decision() -> None:
    hook = webhook(events=["CLASSIFIED"])
    relationship = b.relationship(external_key="K-1", subject="CANARY", portfolio=b.portfolio())
    b.classification(None, relationship, "SERVICE", 2, reason="CANARY")
    b.classification(None, relationship, "SPOT", 1, reason="CANARY")
    send = Sent()
    assert round_at(b.NOW, send) is None
    first, second = send.told
    key = WebhookEvent.objects.order_by("pk").last().key
    assert second == {
        "id": key,
        "kind": "CLASSIFIED",
        "occurred_at": b.NOW.isoformat().replace("+00:00", "Z"),
        "webhook": hook.pk,
        "unit": {"id": b.root().pk, "code": "ROOT"},
        "relationship": {"id": relationship.pk, "external_key": "K-1"},
        "says": {"old_type": "SERVICE", "old_trust_target": 2, "type": "SPOT", "trust_target": 1},
        "links": {"relationship": f"/api/v1/relationships/{relationship.pk}"},
    }
    assert first["says"]["old_type"] is None
    assert b"CANARY" not in b"".join(body for _url, body, _headers in send.requests)
    done = WebhookDelivery.objects.first()
    assert (done.state, done.status, done.attempts, done.next_at, done.claim) == (
        "DELIVERED",
        200,
        1,
        None,
        "",
    )


def test_the_signature_is_of_the_moment_and_the_body() -> None:
    given = {"unit": b.root(), "name": "W", "target": "https://8.8.8.8/", "events": ["CLASSIFIED"]}
    hook, secret = create_webhook(by=b.system(), given=given)
    test_webhook(by=b.system(), webhook=hook)
    send = Sent()
    round_at(b.NOW, send)
    ((_url, body, headers),) = send.requests
    moment = int(b.NOW.timestamp())
    mark = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["Counterpart-Signature"] == f"t={moment},v1={mark}"
    assert headers["Counterpart-Event"] == json.loads(body)["id"]
    assert (headers["Counterpart-Attempt"], headers["Counterpart-Kind"]) == ("1", "PING")
    assert len(base64.urlsafe_b64decode(secret.removeprefix("whsec_") + "=")) == 32


def test_after_a_rotation_both_secrets_sign_for_a_day() -> None:
    given = {"unit": b.root(), "name": "W", "target": "https://8.8.8.8/", "events": ["CLASSIFIED"]}
    hook, old = create_webhook(by=b.system(), given=given)
    hook, new = rotate_secret(by=b.system(), webhook=hook)
    assert old != new
    marks = []
    for later in (timedelta(hours=23), timedelta(hours=25)):
        at = b.NOW + later
        test_webhook(by=b.system(at), webhook=hook)
        send = Sent()
        round_at(at, send)
        ((_url, body, headers),) = send.requests
        signed = f"{int(at.timestamp())}.".encode() + body
        good = [
            hmac.new(each.encode(), signed, hashlib.sha256).hexdigest() in headers["Counterpart-Signature"]
            for each in (new, old)
        ]
        marks.append(good)
    assert marks == [[True, True], [True, False]]


def test_what_fails_is_tried_again_with_growing_pauses_and_then_given_up(settings) -> None:
    settings.WEBHOOK_FAILING_DAYS = 30
    delivery = test_webhook(by=b.system(), webhook=webhook())
    at, pauses = b.NOW, []
    send = Sent(*[FAILS] * 8)
    while following := round_at(at, send):
        assert round_at(following - timedelta(seconds=1), send) == following
        pauses.append((following - at).total_seconds() / 60)
        at = following
    assert pauses == [1, 5, 30, 120, 720, 1440]
    assert [headers["Counterpart-Attempt"] for _url, _body, headers in send.requests] == list("1234567")
    assert len({headers["Counterpart-Event"] for _url, _body, headers in send.requests}) == 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.next_at) == ("GIVEN_UP", 7, None)
    assert (delivery.status, delivery.duration_ms, delivery.fault, delivery.answer) == (
        503,
        12,
        "STATUS",
        "try later",
    )


def test_a_webhook_that_fails_for_days_is_switched_off_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    hook = webhook()
    test_webhook(by=b.system(), webhook=hook)
    round_at(b.NOW, Sent(FAILS))
    assert WebhookState.objects.get(pk=hook.pk).failing_since == b.NOW
    later = b.NOW + timedelta(days=5)
    round_at(later, Sent(FAILS))
    hook.refresh_from_db()
    assert (hook.active, hook.version) == (False, 2)
    assert WebhookState.objects.get(pk=hook.pk).switched_off_at == later
    assert hook.history.first().history_user.username == "system"
    assert "was switched off" in caplog.text
    send = Sent()
    assert round_at(later + timedelta(days=1), send) is None
    assert send.requests == []
    change_webhook(by=b.system(later), webhook=hook, given={"active": True})
    round_at(later + timedelta(days=1), send)
    assert len(send.requests) == 1
    state = WebhookState.objects.get(pk=hook.pk)
    assert (state.failing_since, state.switched_off_at) == (None, None)


def test_a_server_that_fails_waits_with_all_that_it_is_told_and_keeps_nobody_else_waiting() -> None:
    broken, sound = webhook(events=["CLASSIFIED"]), webhook(events=["CLASSIFIED"], target="https://9.9.9.9/")
    for _each in range(3):
        b.classification(None, b.relationship())
    send = Sent(FAILS)
    following = round_at(b.NOW, send)
    assert [url for url, _body, _headers in send.requests] == ["https://8.8.8.8/hook"] + [
        "https://9.9.9.9/"
    ] * 3
    assert following == b.NOW + timedelta(minutes=1)
    assert broken.deliveries.filter(state="WAITING").count() == 3
    assert sound.deliveries.filter(state="DELIVERED").count() == 3


def test_a_round_has_an_end_and_the_next_follows_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    hook = webhook()
    for _each in range(3):
        test_webhook(by=b.system(), webhook=hook)
    monkeypatch.setattr(delivering, "MOST", 2)
    send = Sent()
    assert round_at(b.NOW, send) == b.NOW
    assert len(send.requests) == 2
    monkeypatch.setattr(delivering, "SECONDS", -1)
    assert round_at(b.NOW, send) == b.NOW
    assert WebhookDelivery.objects.get(state="WAITING").attempts == 0
    monkeypatch.setattr(delivering, "SECONDS", 60)
    assert round_at(b.NOW, send) is None


def test_a_delivery_is_claimed_once_until_the_claim_runs_out() -> None:
    test_webhook(by=b.system(), webhook=webhook())
    first = claimed(b.NOW)
    assert first is not None
    assert claimed(b.NOW) is None
    assert claimed(b.NOW + timedelta(minutes=1, seconds=59)) is None
    second = claimed(b.NOW + timedelta(minutes=2))
    assert second is not None
    assert (second.pk, second.attempts) == (first.pk, 2)
    assert second.claim != first.claim


def test_who_lost_his_claim_keeps_nothing() -> None:
    delivery = test_webhook(by=b.system(), webhook=webhook())

    class Overtaken(Sent):
        def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
            assert claimed(b.NOW + timedelta(minutes=3)) is not None
            return FAILS

    round_at(b.NOW, Overtaken())
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.status) == ("WAITING", 2, None)


def test_a_delivery_that_takes_its_worker_along_is_given_up() -> None:
    delivery = test_webhook(by=b.system(), webhook=webhook())
    for each in range(7):
        assert claimed(b.NOW + timedelta(minutes=2 * each)) is not None
    send = Sent()
    round_at(b.NOW + timedelta(minutes=14), send)
    delivery.refresh_from_db()
    assert (delivery.state, send.requests) == ("GIVEN_UP", [])


@pytest.mark.parametrize("lost", ["role", "unit", "gone"])
def test_what_the_owner_may_not_see_by_the_time_of_sending_is_withheld(lost: str) -> None:
    unit, other = b.unit("A"), b.unit("B")
    owner = b.user("ADMINISTRATOR", unit)
    webhook(b.actor(owner), unit=unit, events=["CLASSIFIED"])
    relationship = b.relationship(unit=unit)
    b.classification(None, relationship)
    match lost:
        case "role":
            revoke_role(by=b.system(), assignment=RoleAssignment.objects.get(user=owner))
        case "unit":
            connection.cursor().execute(
                "UPDATE relationships_relationship SET unit_id = %s WHERE id = %s",
                [other.pk, relationship.pk],
            )
        case "gone":
            WebhookEvent.objects.update(relationship_id=relationship.pk + 1_000)
    send = Sent()
    round_at(b.NOW, send)
    assert send.requests == []
    assert WebhookDelivery.objects.get().state == "WITHHELD"


def test_one_delivery_is_replayed_with_the_same_id() -> None:
    delivery = test_webhook(by=b.system(), webhook=webhook())
    send = Sent()
    round_at(b.NOW, send)
    later = b.NOW + timedelta(hours=1)
    again = replay_delivery(by=b.system(later), delivery=delivery)
    assert (again.state, again.attempts, again.next_at) == ("WAITING", 0, later)
    round_at(later, send)
    assert [each["id"] for each in send.told] == [delivery.event.key] * 2


def test_all_since_a_moment_is_replayed_for_one_webhook() -> None:
    hook, other = webhook(), webhook()
    for hours in (0, 1, 2):
        test_webhook(by=b.system(b.NOW + timedelta(hours=hours)), webhook=hook)
        test_webhook(by=b.system(b.NOW + timedelta(hours=hours)), webhook=other)
    later = b.NOW + timedelta(hours=3)
    round_at(later, Sent())
    assert replay_since(by=b.system(later), webhook=hook, since=b.NOW + timedelta(hours=1))[1] == 2
    send = Sent()
    round_at(later, send)
    assert {each["webhook"] for each in send.told} == {hook.pk}
    assert len(send.told) == 2


def test_what_is_old_is_swept_away_with_events_that_nobody_is_told_of() -> None:
    test_webhook(by=b.system(), webhook=webhook())
    daily.sweep(b.NOW + timedelta(days=29))
    assert WebhookEvent.objects.count() == 1
    daily.sweep(b.NOW + timedelta(days=31))
    assert (WebhookEvent.objects.count(), WebhookDelivery.objects.count()) == (0, 0)
    assert Webhook.objects.count() == 1
