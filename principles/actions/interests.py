"""Acts on interests of each side, and on how two of them stand to each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from principles.actions import records
from principles.choices import RecordKind
from principles.models import Interest, InterestPair
from relationships.actions.inputs import action
from relationships.actor import Actor
from relationships.errors import Problems
from relationships.models import Relationship


def _tidy_interest(interest: Interest, by: Actor, problems: Problems) -> None:
    if interest.pk is None:
        return
    wrong = Q(customer_interest=interest) if interest.side != "CUSTOMER" else Q(supplier_interest=interest)
    if InterestPair.objects.filter(wrong).exists():
        problems.add("IN_USE", "side", what=str(interest), by=str(InterestPair._meta.verbose_name))


def _tidy_pair(pair: InterestPair, by: Actor, problems: Problems) -> None:
    records.of_sides(pair, "customer_interest", "supplier_interest", problems)
    records.paired_once(pair, "customer_interest", "supplier_interest", problems)


INTEREST = records.Evidence(
    Interest,
    RecordKind.INTEREST,
    fields=("side", "kind", "description", "priority", "disclosed", "scope", "own_target"),
    required=("side", "kind", "description", "priority"),
    tidy=_tidy_interest,
)
INTEREST_PAIR = records.Evidence(
    InterestPair,
    RecordKind.INTEREST_PAIR,
    fields=("customer_interest", "supplier_interest", "rating", "arrangement"),
    required=("customer_interest", "supplier_interest"),
    tidy=_tidy_pair,
)


@action
def create_interest(*, by: Actor, relationship: Relationship, given: Mapping[str, Any]) -> Interest:
    """Record an interest, goal, need or hesitation of a side; inferred by us unless said disclosed."""
    return records.create(INTEREST, by=by, relationship=relationship, given=given)


@action
def change_interest(
    *, by: Actor, interest: Interest, given: Mapping[str, Any], version: int | None = None
) -> Interest:
    return records.change(INTEREST, interest, by=by, given=given, version=version)


@action
def remove_interest(*, by: Actor, interest: Interest, version: int | None = None) -> None:
    """Delete an interest that stands in no pair."""
    records.take_away(INTEREST, interest, by=by, version=version)


@action
def create_interest_pair(*, by: Actor, relationship: Relationship, given: Mapping[str, Any]) -> InterestPair:
    """Put an interest of the customer beside one of the supplier, rated or not yet."""
    return records.create(INTEREST_PAIR, by=by, relationship=relationship, given=given)


@action
def change_interest_pair(
    *, by: Actor, interest_pair: InterestPair, given: Mapping[str, Any], version: int | None = None
) -> InterestPair:
    return records.change(INTEREST_PAIR, interest_pair, by=by, given=given, version=version)


@action
def remove_interest_pair(*, by: Actor, interest_pair: InterestPair, version: int | None = None) -> None:
    records.take_away(INTEREST_PAIR, interest_pair, by=by, version=version)
