"""Idempotency-Key: what is sent twice is done once."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from access import once
from access.models import KeptAnswer
from relationships.models import Party
from tests import builders as b
from tests.api.rest.conftest import codes

KEY = "3f1c-one"
VELDHUIS = {"name": "Veldhuis Catering", "country": "NL"}
LIST = {"unit": "ROOT", "portfolio": "Main", "currency": "EUR", "our_role": "CUSTOMER"}
CSV = b"Number;Title;Supplier;Value\r\nC-1;Catering;Veldhuis;1200\r\n"


def test_a_post_sent_again_is_answered_the_same_and_done_once(admin) -> None:
    first = admin.post("parties", VELDHUIS, Idempotency_Key=KEY)
    again = admin.post("parties", VELDHUIS, Idempotency_Key=KEY)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert [again[name] for name in ("Location", "ETag", "Content-Type")] == [
        first[name] for name in ("Location", "ETag", "Content-Type")
    ]
    assert again["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    assert Party.objects.filter(name="Veldhuis Catering").count() == 1


def test_other_bytes_or_another_address_under_the_same_key_are_refused(admin) -> None:
    assert admin.post("parties", VELDHUIS, Idempotency_Key=KEY).status_code == 201
    for refused in (
        admin.post("parties", {**VELDHUIS, "country": "BE"}, Idempotency_Key=KEY),
        admin.post("relationships", VELDHUIS, Idempotency_Key=KEY),
    ):
        assert refused.status_code == 422
        assert codes(refused) == [("IDEMPOTENCY_KEY_REUSED", "Idempotency-Key")]
        assert "POST /api/v1/parties" in refused.json()["detail"]


def test_a_key_is_ones_own(admin, as_user) -> None:
    other = as_user(b.user("ADMINISTRATOR", username="other"))
    assert admin.post("parties", VELDHUIS, Idempotency_Key=KEY).status_code == 201
    assert "Idempotency-Replayed" not in other.post("parties", {"name": "B"}, Idempotency_Key=KEY)
    assert Party.objects.filter(name="B").exists()


def test_what_was_refused_leaves_the_key_free(admin) -> None:
    assert admin.post("parties", {"name": ""}, Idempotency_Key=KEY).status_code == 422
    assert not KeptAnswer.objects.exists()
    assert admin.post("parties", VELDHUIS, Idempotency_Key=KEY).status_code == 201


def test_while_it_runs_the_same_request_waits_and_a_dead_one_is_taken_over(admin) -> None:
    assert admin.post("parties", VELDHUIS, Idempotency_Key=KEY).status_code == 201
    running = KeptAnswer.objects.all()
    running.update(status=None, answered_at=None, claimed_until=timezone.now() + timedelta(minutes=1))

    refused = admin.post("parties", VELDHUIS, Idempotency_Key=KEY)
    assert (refused.status_code, codes(refused)) == (409, [("IDEMPOTENCY_IN_PROGRESS", "Idempotency-Key")])
    assert Party.objects.count() == 1

    running.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert admin.post("parties", VELDHUIS, Idempotency_Key=KEY).status_code == 201
    assert Party.objects.count() == 2
    assert admin.post("parties", VELDHUIS, Idempotency_Key=KEY)["Idempotency-Replayed"] == "true"


def test_the_claim_is_there_before_anything_is_done(admin, monkeypatch) -> None:
    seen = []

    def create(**options):
        seen.extend(KeptAnswer.objects.values_list("status", "address"))
        raise RuntimeError

    monkeypatch.setattr("api.rest.views.parties.create_party", create)
    admin.client.raise_request_exception = False
    failed = admin.post("parties", VELDHUIS, Idempotency_Key=KEY)
    monkeypatch.undo()

    assert seen == [(None, "POST /api/v1/parties")]
    assert failed.status_code == 500
    again = admin.post("parties", VELDHUIS, Idempotency_Key=KEY)
    assert (again.status_code, again["Idempotency-Replayed"]) == (500, "true")
    assert not Party.objects.exists()


@pytest.mark.parametrize("key", ["", "a b", "a" * 201, "é"])
def test_what_is_no_key(admin, key: str) -> None:
    refused = admin.post("parties", VELDHUIS, Idempotency_Key=key)
    assert (refused.status_code, codes(refused)) == (400, [("MALFORMED", "Idempotency-Key")])


def test_a_secret_is_never_kept(admin, settings) -> None:
    settings.WEBHOOK_INTERNAL = ["127.0.0.1"]
    settings.WEBHOOK_ALLOW_HTTP = True
    settings.WEBHOOK_PORTS = [8080]
    b.root()
    asked = {"unit": "ROOT", "name": "ERP", "target": "http://127.0.0.1:8080/", "events": ["CLASSIFIED"]}
    made = admin.post("webhooks", asked, Idempotency_Key=KEY)
    again = admin.post("webhooks", asked, Idempotency_Key=KEY)

    assert made.status_code == 201
    assert (again.status_code, codes(again)) == (409, [("ANSWER_NOT_KEPT", "Idempotency-Key")])
    (kept,) = KeptAnswer.objects.all()
    assert (kept.status, kept.body) == (201, None)


def test_too_long_an_answer_is_not_kept(admin, monkeypatch) -> None:
    monkeypatch.setattr(once, "LONGEST_ANSWER", 10)
    assert admin.post("parties", VELDHUIS, Idempotency_Key=KEY).status_code == 201
    assert codes(admin.post("parties", VELDHUIS, Idempotency_Key=KEY)) == [
        ("ANSWER_NOT_KEPT", "Idempotency-Key")
    ]
    assert Party.objects.count() == 1


def test_what_records_nothing_keeps_nothing(admin) -> None:
    asked = {"facts": {"complexity": 4}}
    for _time in range(2):
        assert "Idempotency-Replayed" not in admin.post("fit/preview", asked, Idempotency_Key=KEY)
    assert admin.get("parties", Idempotency_Key=KEY).status_code == 200
    assert not KeptAnswer.objects.exists()


def test_a_file_sent_again_is_taken_in_once(admin, settings, tmp_path) -> None:
    settings.IMPORT_DIR = tmp_path
    b.root()

    def offered(content: bytes):
        form = {"file": SimpleUploadedFile("contracts.csv", content), **LIST}
        headers = {**admin.headers, "Idempotency-Key": KEY}
        return admin.client.post("/api/v1/imports", form, headers=headers)

    first, again, other = offered(CSV), offered(CSV), offered(CSV + b"C-2;Bread;Veldhuis;9\r\n")
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert again.json() == first.json()
    assert len(admin.get("imports").json()["items"]) == 1


def test_a_file_as_the_body_sent_again_is_taken_in_once(admin, settings, tmp_path) -> None:
    settings.IMPORT_DIR = tmp_path
    b.root()

    def offered(content: bytes):
        path = f"/api/v1/imports?{urlencode(LIST)}&file_name=contracts.csv"
        headers = {**admin.headers, "Idempotency-Key": KEY}
        return admin.client.generic("POST", path, content, content_type="text/csv", headers=headers)

    first, again, other = offered(CSV), offered(CSV), offered(CSV + b"\r\n")
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert again.json()["id"] == first.json()["id"]
    assert again.content == first.content


def test_old_answers_are_removed_each_day(admin) -> None:
    assert admin.post("parties", VELDHUIS, Idempotency_Key=KEY).status_code == 201
    (kept,) = KeptAnswer.objects.all()
    assert once.sweep(kept.kept_until - timedelta(seconds=1)) == 0
    assert once.sweep(kept.kept_until) == 1
    assert not KeptAnswer.objects.exists()
