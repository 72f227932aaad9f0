"""What the plan said, done: in one transaction, with its history, verdicts to follow."""

from __future__ import annotations

from collections.abc import Callable

from imports.apply.contracts import write_contracts
from imports.apply.parties import write_parties
from imports.apply.relationships import write_relationships
from imports.planned import Plan
from relationships import changes, tasks, verdicts
from relationships.actions.classify import Choice, classify_all
from relationships.actions.portfolios import create_portfolio
from relationships.actor import Actor
from relationships.errors import Refused
from relationships.models import Portfolio, Relationship
from relationships.permissions import Act, require


class DecisionsRefused(Exception):
    """Decisions that the rule refuses, by the row that says them: nothing of the plan may stay written."""

    def __init__(self, refused: dict[int, Refused]) -> None:
        self.refused = refused
        super().__init__(f"{len(refused)} decisions refused")


def apply(plan: Plan, by: Actor, watch: Callable[[float], None] | None = None) -> Portfolio:
    """Write what was planned, within the caller's transaction; the portfolio it is at home in.

    `watch` is told now and then which part of it is written, and stops it by raising.

    Verdicts of what is new or touched are pending when this returns. Raises DecisionsRefused.
    """
    require(by, Act.IMPORT, plan.setting.unit)
    watch = watch or _unwatched
    watch(0.0)
    portfolio = plan.setting.portfolio or create_portfolio(
        by=by,
        given={
            "unit": plan.setting.unit,
            "name": plan.setting.name,
            "currency": plan.setting.currency,
            "our_role": plan.setting.our_role,
        },
    )
    write_parties(plan, by)
    watch(0.1)
    new, touched = write_relationships(plan, portfolio, by)
    watch(0.3)
    touched |= write_contracts(plan, by)
    watch(0.8)
    verdicts.add_pending([each.pk for each in new], by.at)
    touched -= {each.pk for each in new}
    if touched:
        verdicts.mark_pending(Relationship.objects.filter(pk__in=touched), by.at)
    tasks.compute_later()
    concerned = sorted(touched | {each.pk for each in new})
    if concerned:
        changes.announce(changes.Kind.CONTRACT, concerned, by, bulk=True)
    watch(0.9)
    _decide(plan, by)
    watch(1.0)
    return portfolio


def _unwatched(_part: float) -> None:
    return None


def _decide(plan: Plan, by: Actor) -> None:
    """Take the decisions, on the facts as they are now that the rest is written."""
    deciding = {
        each.relationship.pk: each for each in plan.relationships if each.decision and each.relationship
    }
    choices = [Choice(each.relationship, **each.decision) for each in deciding.values() if each.relationship]
    refused = classify_all(by=by, choices=choices) if choices else {}
    if refused:
        rows = {pk: each.decided_in for pk, each in deciding.items()}
        raise DecisionsRefused({row.row: refused[pk] for pk, row in rows.items() if row and pk in refused})
