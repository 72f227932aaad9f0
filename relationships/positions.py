"""Where each contract's term stands, stored beside it so that lists filter and sort by its dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import Any

from django.db import transaction

from relationships import rows
from relationships.choices import Side
from relationships.models import Contract, ContractPosition
from relationships.queries.facts import term_of
from relationships.terms import Position, position

BATCH = 500
ADDED_AT_ONCE = 2_000
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
_STORED = ("contract_id", *_COPIED, "remarks")
_copied = attrgetter(*_COPIED)


def refresh(contracts: Iterable[int], on: date) -> None:
    """Compute and store where these contracts stand. Two queries a batch, the contracts being held."""
    wanted = sorted(set(contracts))
    for start in range(0, len(wanted), BATCH):
        with transaction.atomic():
            held = (
                Contract.objects.filter(pk__in=wanted[start : start + BATCH])
                .select_related("relationship")
                .select_for_update(of=("self",), no_key=True)
                .order_by("pk")
            )
            store([(each, Side(each.relationship.our_role)) for each in held], on)


def store(contracts: Iterable[tuple[Contract, Side]], on: date) -> None:
    """Store where these contracts, with our side in each, stand on a day."""
    put((contract.pk, position(term_of(contract, side), on)) for contract, side in contracts)


def add(found: Iterable[tuple[int, Position]]) -> None:
    """The same of contracts that are new."""
    waiting = iter(found)
    while portion := list(islice(waiting, ADDED_AT_ONCE)):
        rows.insert(ContractPosition, _STORED, map(_stored, portion))


def put(found: Iterable[tuple[int, Position]]) -> None:
    """Store where contracts, named by their id, were found to stand."""
    waiting = iter(found)
    while portion := list(islice(waiting, BATCH)):
        rows.put(ContractPosition, _STORED, map(_stored, portion))


def _stored(found: tuple[int, Position]) -> tuple[Any, ...]:
    pk, each = found
    return pk, *_copied(each), _remarks(each)


def _remarks(found: Position) -> list[dict[str, Any]]:
    return [
        {"code": str(each.code), **{name: _plain(value) for name, value in each.params}}
        for each in found.remarks
    ]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def due(on: date) -> list[int]:
    """The contracts whose position time has overtaken, or that have none yet."""
    overtaken = ContractPosition.objects.filter(valid_until__lt=on).values_list("pk", flat=True)
    without = Contract.objects.filter(position__isnull=True).values_list("pk", flat=True)
    return [*overtaken, *without]
