"""Acts on benefits: what the relationship brings to them, to both, to us and to the world."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from principles.actions import records
from principles.choices import RecordKind
from principles.models import Benefit
from relationships.actions.inputs import action
from relationships.actor import Actor
from relationships.errors import Problems
from relationships.models import Relationship


def _tidy(benefit: Benefit, by: Actor, problems: Problems) -> None:
    if benefit.amount is not None and not benefit.currency:
        problems.add("CURRENCY_MISSING", "currency")


BENEFIT = records.Evidence(
    Benefit,
    RecordKind.BENEFIT,
    fields=("beneficiary", "description", "effect", "amount", "currency", "stated_by_them", "evidence"),
    required=("beneficiary", "description"),
    scales={"effect": (-5, 5)},
    tidy=_tidy,
)


@action
def create_benefit(*, by: Actor, relationship: Relationship, given: Mapping[str, Any]) -> Benefit:
    """Record an effect for somebody, -5…5, or unknown as yet."""
    return records.create(BENEFIT, by=by, relationship=relationship, given=given)


@action
def change_benefit(
    *, by: Actor, benefit: Benefit, given: Mapping[str, Any], version: int | None = None
) -> Benefit:
    return records.change(BENEFIT, benefit, by=by, given=given, version=version)


@action
def remove_benefit(*, by: Actor, benefit: Benefit, version: int | None = None) -> None:
    records.take_away(BENEFIT, benefit, by=by, version=version)
