"""What the plan said, done: in one transaction, with its history, verdicts to follow."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

from imports.matching import PlannedParty
from imports.planned import Plan, PlannedContract, PlannedRelationship
from relationships import changes, positions, tasks, verdicts
from relationships.actions.classify import Choice, classify_all
from relationships.actions.portfolios import create_portfolio
from relationships.actor import Actor
from relationships.choices import ContractStatus, FactSource, IdentifierScheme, Nature, Phase, Side
from relationships.errors import Refused
from relationships.history import insert_all, update_all
from relationships.models import (
    Contract,
    ContractLine,
    FactRating,
    Party,
    PartyAlias,
    PartyIdentifier,
    Portfolio,
    Relationship,
    RelationshipParty,
)
from relationships.names import normalised
from relationships.permissions import Act, require
from relationships.queries.facts import term_of
from relationships.terms import position
from relationships.values import line


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
    _write_parties(plan, by)
    watch(0.1)
    new, touched = _write_relationships(plan, portfolio, by)
    watch(0.3)
    touched |= _write_contracts(plan, by)
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


def _write_parties(plan: Plan, by: Actor) -> None:
    new = [each for each in plan.parties if each.party is None]
    for each in new:
        each.party = _party(each, by)
    insert_all([each.party for each in new], by)
    changed = [each for each in plan.parties if each.party is not None and each not in new and each.values]
    for each in changed:
        for name, value in each.values.items():
            setattr(each.party, name, value)
    update_all([each.party for each in changed], ("place", "legal_name", "country"), by)
    insert_all(
        [
            PartyAlias(party=each.party, name=name, normalised_name=normalised(name))
            for each in plan.parties
            for name in each.aliases
        ],
        by,
    )
    insert_all(
        [
            PartyIdentifier(
                party=each.party,
                scheme=scheme,
                value=value,
                issuer=plan.setting.unit if scheme is IdentifierScheme.CREDITOR else None,
            )
            for each in plan.parties
            for scheme, value in each.identifiers
        ],
        by,
    )


def _party(planned: PlannedParty, by: Actor) -> Party:
    name = line(planned.values["name"], "party_name")
    more = {key: value for key, value in planned.values.items() if key != "name"}
    return Party(name=name, normalised_name=normalised(name), created_by=by.user, **more)


def _write_relationships(plan: Plan, portfolio: Portfolio, by: Actor) -> tuple[list[Relationship], set[int]]:
    """The new relationships, and the ids of those that were there and are touched."""
    new: list[Relationship] = []
    changed: list[Relationship] = []
    touched: set[int] = set()
    for each in plan.relationships:
        if each.relationship is None:
            each.relationship = _relationship(each, portfolio)
            new.append(each.relationship)
        elif each.changes:
            for name, (_before, value) in each.changes.items():
                setattr(each.relationship, name, value)
            changed.append(each.relationship)
    insert_all(new, by)
    update_all(changed, ("subject", "nature", "phase", "category", "profile", "external_key"), by)
    touched |= {each.pk for each in changed}
    ratings = [
        _rating(each, code, value, by) for each in plan.relationships for code, value in each.facts.items()
    ]
    insert_all(ratings, by)
    touched |= {each.relationship_id for each in ratings}
    insert_all(
        [
            RelationshipParty(relationship=each.relationship, party=party.party, part=part)
            for each in plan.relationships
            for part, party in each.further
        ],
        by,
    )
    return new, touched


def _relationship(planned: PlannedRelationship, portfolio: Portfolio) -> Relationship:
    values = planned.values
    return Relationship(
        unit=portfolio.unit,
        portfolio=portfolio,
        party=planned.party.party,
        our_role=values["our_role"],
        subject=line(values.get("subject"), "subject", limit=500),
        nature=values.get("nature", Nature.COMMERCIAL),
        category=values.get("category", ""),
        profile=planned.profile,
        phase=values.get("phase", Phase.OPERATION),
        external_key=values.get("external_key"),
    )


def _rating(planned: PlannedRelationship, code: str, value: int, by: Actor) -> FactRating:
    return FactRating(
        relationship=planned.relationship,
        fact=code,
        value=value,
        source=FactSource.IMPORTED,
        assessor=by.user,
        assessed_on=by.on,
        recorded_at=by.at,
    )


def _write_contracts(plan: Plan, by: Actor) -> set[int]:
    """The ids of the relationships that were there and whose contracts are touched."""
    new = [each for each in plan.contracts if each.contract is None]
    changed = [each for each in plan.contracts if each.contract is not None and each.changes]
    for each in new:
        each.contract = _contract(each, by)
    insert_all([each.contract for each in new], by)
    fields = set(chain.from_iterable(each.changes for each in changed))
    for each in changed:
        for name, (_before, value) in each.changes.items():
            setattr(each.contract, name, value)
    update_all([each.contract for each in changed], sorted(fields), by)
    touched = _write_lines(plan, by) | {each.contract.relationship_id for each in changed if each.contract}
    touched |= {each.contract.relationship_id for each in new if each.contract}
    positions.store([(each.contract, _side(each)) for each in [*new, *changed] if each.contract], by.on)
    return touched


def _side(planned: PlannedContract) -> Side:
    relationship = planned.relationship.relationship
    assert relationship is not None  # noqa: S101 for the type checker
    return Side(relationship.our_role)


def _contract(planned: PlannedContract, by: Actor) -> Contract:
    contract = Contract(relationship=planned.relationship.relationship, source_key=planned.source_key)
    for name, value in planned.values.items():
        if value is not None:
            setattr(contract, name, value)
    if "status" not in planned.values and position(term_of(contract, _side(planned)), by.on).ended:
        contract.status = ContractStatus.ENDED
    return contract


def _write_lines(plan: Plan, by: Actor) -> set[int]:
    new: list[ContractLine] = []
    changed: list[ContractLine] = []
    for contract in plan.contracts:
        for each in contract.lines:
            values: dict[str, Any] = {**each.draft.line, "source": each.draft.source, "key": each.key}
            if each.line is None:
                each.line = ContractLine(contract=contract.contract, **values)
                new.append(each.line)
            elif each.changes:
                if each.draft.edits is not None:
                    values = {name: value for name, (_before, value) in each.changes.items()}
                for name, value in values.items():
                    if value not in (None, "") or each.draft.edits is not None:
                        setattr(each.line, name, value)
                changed.append(each.line)
    insert_all(new, by)
    update_all(
        changed, ("number", "description", "amount", "spent", "start", "end", "credit", "source", "key"), by
    )
    return {each.contract.relationship_id for each in [*new, *changed]}
