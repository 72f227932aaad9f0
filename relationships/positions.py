"""Where each contract's term stands, stored beside it so that lists filter and sort by its dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from relationships.choices import Side
from relationships.models import Contract, ContractPosition
from relationships.queries.facts import term_of
from relationships.terms import Position, position

BATCH = 500
_COPIED = (
    "current_end",
    "latest_end",
    "notice_deadline",
    "missed_deadline",
    "reminder_on",
    "option_deadline",
    "missed_option_deadline",
    "committed_until",
    "earliest_end",
    "retender_start",
    "ended",
    "notice_known",
    "valid_until",
)


def refresh(contracts: Iterable[int], on: date) -> None:
    """Compute and store where these contracts stand. Two queries a batch, the contracts being held."""
    wanted = sorted(set(contracts))
    for start in range(0, len(wanted), BATCH):
        with transaction.atomic():
            rows = (
                Contract.objects.filter(pk__in=wanted[start : start + BATCH])
                .select_related("relationship")
                .select_for_update(of=("self",), no_key=True)
                .order_by("pk")
            )
            store([(each, Side(each.relationship.our_role)) for each in rows], on)


def store(contracts: Iterable[tuple[Contract, Side]], on: date) -> None:
    """Store where these contracts, with our side in each, stand on a day."""
    ContractPosition.objects.bulk_create(
        [_row(contract, position(term_of(contract, side), on)) for contract, side in contracts],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["contract"],
        update_fields=[*_COPIED, "remarks"],
    )


def _row(contract: Contract, found: Position) -> ContractPosition:
    return ContractPosition(
        contract_id=contract.pk,
        remarks=[
            {"code": str(each.code), **{name: _plain(value) for name, value in each.params}}
            for each in found.remarks
        ],
        **{name: getattr(found, name) for name in _COPIED},
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def due(on: date) -> list[int]:
    """The contracts whose position time has overtaken, or that have none yet."""
    overtaken = ContractPosition.objects.filter(valid_until__lt=on).values_list("pk", flat=True)
    without = Contract.objects.filter(position__isnull=True).values_list("pk", flat=True)
    return [*overtaken, *without]
