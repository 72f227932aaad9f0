"""The relationships of a plan, written, with the facts and further parties that the list says of them."""

from __future__ import annotations

from imports.planned import Plan, PlannedRelationship
from relationships.actor import Actor
from relationships.choices import FactSource, Nature, Phase
from relationships.history import insert_all, update_all
from relationships.models import FactRating, Portfolio, Relationship, RelationshipParty
from relationships.values import line


def write_relationships(plan: Plan, portfolio: Portfolio, by: Actor) -> tuple[list[Relationship], set[int]]:
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
