"""Deadlines that come near: told once, when they come within the days of each webhook."""

from __future__ import annotations

from datetime import timedelta

import pytest

from access.models import DeadlineTold, WebhookEvent
from access.webhooks import deadlines
from relationships.models import Contract, ContractPosition
from tests import builders as b
from tests.access.webhooks.receiving import webhook

pytestmark = pytest.mark.django_db


def contract_with_deadline(days: int, unit=None) -> Contract:
    contract = b.contract(None, b.relationship(unit=unit))
    deadline = b.NOW.date() + timedelta(days=days)
    ContractPosition.objects.filter(contract=contract).update(notice_deadline=deadline)
    return contract


def told() -> list[tuple[int, dict]]:
    return [(each.relationship_id, each.says) for each in WebhookEvent.objects.order_by("pk")]


def test_a_deadline_is_told_once_within_the_days_of_the_webhook() -> None:
    webhook(events=["DEADLINE_NEAR"], notice_days=10)
    contract = contract_with_deadline(12)
    contract_with_deadline(-1)
    assert deadlines.tell_near(b.NOW) == 0
    assert deadlines.tell_near(b.NOW + timedelta(days=3)) == 1
    assert deadlines.tell_near(b.NOW + timedelta(days=4)) == 0
    deadline = (b.NOW.date() + timedelta(days=12)).isoformat()
    says = {"contract": contract.pk, "deadline": deadline, "days_left": 9}
    assert told() == [(contract.relationship_id, says)]


def test_another_deadline_of_the_same_contract_is_told_anew() -> None:
    webhook(events=["DEADLINE_NEAR"], notice_days=30)
    contract = contract_with_deadline(12)
    assert deadlines.tell_near(b.NOW) == 1
    ContractPosition.objects.filter(contract=contract).update(
        notice_deadline=b.NOW.date() + timedelta(days=20)
    )
    assert deadlines.tell_near(b.NOW) == 1


def test_each_webhook_is_told_by_its_own_days_and_unit() -> None:
    unit = b.unit()
    early, late = (webhook(events=["DEADLINE_NEAR"], notice_days=days, unit=unit) for days in (60, 5))
    webhook(events=["DEADLINE_NEAR"], notice_days=60, unit=b.unit())
    webhook(events=["CLASSIFIED"], notice_days=60, unit=unit)
    webhook(events=["DEADLINE_NEAR"], notice_days=60, unit=unit, active=False)
    contract_with_deadline(20, unit)
    assert deadlines.tell_near(b.NOW) == 1
    assert deadlines.tell_near(b.NOW + timedelta(days=15)) == 1
    assert [
        [each.webhook_id for each in event.deliveries.all()] for event in WebhookEvent.objects.order_by("pk")
    ] == [[early.pk], [late.pk]]


@pytest.mark.parametrize("count", [1, 3])
def test_so_many_statements_whatever_the_number(queries, count: int) -> None:
    webhook(events=["DEADLINE_NEAR"])
    for _each in range(count):
        contract_with_deadline(5)
    with queries(8):
        assert deadlines.tell_near(b.NOW) == count


def test_what_is_over_is_forgotten() -> None:
    webhook(events=["DEADLINE_NEAR"])
    contract_with_deadline(5)
    deadlines.tell_near(b.NOW)
    deadlines.forget_past(b.NOW.date() + timedelta(days=5))
    assert DeadlineTold.objects.count() == 1
    deadlines.forget_past(b.NOW.date() + timedelta(days=6))
    assert DeadlineTold.objects.count() == 0
