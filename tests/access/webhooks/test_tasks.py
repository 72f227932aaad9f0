"""The worker's part: rounds are queued when something is to be sent, and for when it is due again."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from access.actions.webhooks import create_webhook, test_webhook
from access.models import WebhookDelivery
from access.webhooks import daily, tasks
from access.webhooks.delivering import claimed
from relationships import daily as day
from tests import builders as b
from tests.access.webhooks.receiving import Receiver, allow, serve, webhook

pytestmark = pytest.mark.django_db


@pytest.fixture
def receiver(settings) -> Iterator[Receiver]:
    receiver = Receiver()
    server = serve(receiver)
    allow(settings, receiver.port)
    yield receiver
    server.shutdown()
    server.server_close()


def rounds() -> list:
    found = DBTaskResult.objects.filter(task_path=tasks.deliver.module_path).order_by("run_after")
    return list(found.values_list("run_after", flat=True))


def test_from_a_decision_to_a_receiver(receiver, django_capture_on_commit_callbacks) -> None:
    given = {"unit": b.root(), "name": "W", "target": receiver.url, "events": ["CLASSIFIED"]}
    _hook, secret = create_webhook(by=b.system(), given=given)
    relationship = b.relationship()
    with django_capture_on_commit_callbacks(execute=True):
        b.classification(b.system(timezone.now()), relationship)
        assert rounds() == []
    assert rounds() == [get_date_max()]
    tasks.deliver.func()
    (got,) = receiver.received
    assert json.loads(got.body)["relationship"] == {"id": relationship.pk, "external_key": None}
    moment, mark = got.headers["Counterpart-Signature"].removeprefix("t=").split(",v1=")
    signed = hmac.new(secret.encode(), moment.encode() + b"." + got.body, hashlib.sha256)
    assert signed.hexdigest() == mark
    assert abs(int(moment) - timezone.now().timestamp()) < 60
    assert WebhookDelivery.objects.get().answer == "thanks"
    assert rounds() == [get_date_max()]


def test_what_failed_is_queued_for_when_it_is_due_again(receiver) -> None:
    receiver.status = 503
    test_webhook(by=b.system(), webhook=webhook(target=receiver.url))
    tasks.deliver.func()
    (due,) = rounds()
    assert timedelta(seconds=50) < due - timezone.now() <= timedelta(minutes=1)
    assert due == WebhookDelivery.objects.get().next_at


def test_a_round_is_queued_once() -> None:
    now = timezone.now()
    for at in (now + timedelta(hours=1), now + timedelta(hours=2), now + timedelta(hours=1)):
        tasks.queue(at)
    assert rounds() == [now + timedelta(hours=1)]
    tasks.queue(now)
    tasks.queue(now)
    assert rounds() == [now + timedelta(hours=1), get_date_max()]


def test_each_day_what_waits_is_taken_up(django_capture_on_commit_callbacks) -> None:
    assert "webhooks" in day._more
    with django_capture_on_commit_callbacks(execute=True):
        assert daily.take_up(b.NOW) == 0
    assert rounds() == []
    test_webhook(by=b.system(), webhook=webhook())
    with django_capture_on_commit_callbacks(execute=True):
        daily.take_up(b.NOW)
    assert rounds() == [get_date_max()]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_claim_two_deliveries_without_waiting() -> None:
    hook = webhook()
    for _each in range(2):
        test_webhook(by=b.system(), webhook=hook)
    other: list[WebhookDelivery | None] = []

    def claim() -> None:
        other.append(claimed(b.NOW))
        other.append(claimed(b.NOW))
        connection.close()

    with transaction.atomic():
        first = claimed(b.NOW)
        thread = threading.Thread(target=claim)
        thread.start()
        thread.join(10)
        assert not thread.is_alive()
    assert first is not None
    assert [each and each.pk != first.pk for each in other] == [True, None]
