"""Contracts whose deadline comes near: each webhook is told once of each deadline, found by the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from access.choices import EventKind
from access.models import DeadlineTold, Webhook
from access.webhooks.outbox import Told, write
from relationships import rows
from relationships.models import ContractPosition

BATCH = 500


def tell_near(at: datetime) -> int:
    """Write an event for each notice deadline that came within a webhook's days; how many. Idempotent.

    A few statements a webhook and batch; one in all where no webhook asks for deadlines.
    """
    asking = Webhook.objects.filter(active=True).select_related("unit").order_by("pk")
    return sum(_tell(each, at) for each in asking if EventKind.DEADLINE_NEAR in each.events)


def _tell(webhook: Webhook, at: datetime) -> int:
    on = timezone.localdate(at)
    count = 0
    while batch := list(_untold(webhook, on)[:BATCH]):
        _write(webhook, batch, at, on)
        count += len(batch)
    return count


def _untold(webhook: Webhook, on: date) -> Iterator[tuple[int, int, int, date]]:
    told = DeadlineTold.objects.filter(
        webhook=webhook, contract_id=OuterRef("pk"), deadline=OuterRef("notice_deadline")
    )
    near = ContractPosition.objects.filter(
        ~Exists(told),
        ended=False,
        notice_deadline__gte=on,
        notice_deadline__lte=on + timedelta(days=webhook.notice_days),
        contract__relationship__unit__path__startswith=webhook.unit.path,
    )
    return near.order_by("notice_deadline", "pk").values_list(
        "pk", "contract__relationship_id", "contract__relationship__unit_id", "notice_deadline"
    )


@transaction.atomic
def _write(webhook: Webhook, batch: list[tuple[int, int, int, date]], at: datetime, on: date) -> None:
    rows.insert(
        DeadlineTold,
        ("webhook_id", "contract_id", "deadline"),
        [(webhook.pk, contract, deadline) for contract, _relationship, _unit, deadline in batch],
    )
    write(
        [
            Told(
                EventKind.DEADLINE_NEAR,
                at,
                unit,
                relationship,
                {"contract": contract, "deadline": deadline.isoformat(), "days_left": (deadline - on).days},
                [webhook.pk],
            )
            for contract, relationship, unit, deadline in batch
        ]
    )


def forget_past(on: date) -> None:
    """Deadlines that are over come near no more."""
    DeadlineTold.objects.filter(deadline__lt=on).delete()
