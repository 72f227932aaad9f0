"""Acts on relationships themselves: who with whom, about what, in which phase, and who minds it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from relationships import arrangements, changes, positions, verdicts
from relationships.actions.inputs import action, apply, clean, locked
from relationships.actor import Actor
from relationships.choices import ArrangementState, PartyPart
from relationships.errors import Problems, refuse
from relationships.history import keep, remove
from relationships.models import (
    Arrangement,
    Contract,
    Party,
    Portfolio,
    Relationship,
    RelationshipParty,
    Unit,
)
from relationships.permissions import Act, require
from relationships.queries import find
from relationships.queries.categories import recognise_category
from relationships.values import block, one_of

RELATIONSHIP_FIELDS = (
    "unit",
    "portfolio",
    "party",
    "our_role",
    "subject",
    "nature",
    "category",
    "profile",
    "phase",
    "owner",
    "deputy",
    "sponsor_customer",
    "sponsor_supplier",
    "external_key",
)


@action
def create_relationship(*, by: Actor, given: Mapping[str, Any]) -> Relationship:
    """A new relationship. The portfolio, when given, is one of the same unit or of a unit above it.

    A category that is the name or alias of a profile brings that profile's assumed facts with it.
    """
    problems = Problems()
    kept = clean(
        Relationship,
        given,
        by=by,
        fields=RELATIONSHIP_FIELDS,
        problems=problems,
        required=("unit", "party", "our_role"),
    )
    problems.raise_if_any()
    require(by, Act.KEEP_RELATIONSHIPS, kept["unit"])
    _check(kept, None, kept["unit"], kept.get("portfolio"))
    if kept.get("category") and not kept.get("profile"):
        kept["profile"] = recognise_category(kept["category"])
    relationship = keep(Relationship(**kept), by)
    announce_relationships([relationship.pk], by)
    return relationship


@action
def change_relationship(
    *, by: Actor, relationship: Relationship, given: Mapping[str, Any], version: int | None = None
) -> Relationship:
    """Other particulars. Moving it to another unit or portfolio takes the right in both."""
    relationship, changed = amended(by=by, relationship=relationship, given=given, version=version)
    if changed:
        announce_relationships([relationship.pk], by)
    return relationship


def amended(
    *, by: Actor, relationship: Relationship, given: Mapping[str, Any], version: int | None
) -> tuple[Relationship, bool]:
    """The relationship with other particulars, kept, and whether any differs from what was there.

    Whoever changes many announces them together.
    """
    require(by, Act.KEEP_RELATIONSHIPS, relationship.unit)
    problems = Problems()
    kept = clean(Relationship, given, by=by, fields=RELATIONSHIP_FIELDS, problems=problems)
    problems.raise_if_any()
    relationship = locked(relationship, version=version)
    unit = kept.get("unit", relationship.unit)
    require(by, Act.KEEP_RELATIONSHIPS, unit)
    _check(kept, relationship, unit, kept.get("portfolio", relationship.portfolio))
    if kept.get("category") not in (None, relationship.category) and "profile" not in kept:
        kept["profile"] = recognise_category(kept["category"])
    side = relationship.our_role
    if not apply(relationship, kept):
        return relationship, False
    keep(relationship, by)
    if relationship.our_role != side:  # whose notice period counts depends on it
        positions.refresh(relationship.contracts.values_list("pk", flat=True), by.on)
    return relationship, True


def _check(
    kept: Mapping[str, Any],
    relationship: Relationship | None,
    unit: Unit,
    portfolio: Portfolio | None,
) -> None:
    """What holds between the fields of a relationship."""
    problems = Problems()
    moved = relationship is None or (unit, portfolio) != (relationship.unit, relationship.portfolio)
    if moved and portfolio is not None and not unit.path.startswith(portfolio.unit.path):
        problems.add("NOT_FOUND", "portfolio", thing="portfolio of this unit", value=portfolio.name)
    key = kept.get("external_key", relationship.external_key if relationship else None)
    if key and portfolio is None:
        if kept.get("external_key"):
            problems.add("REQUIRED", "portfolio")
    elif key:
        same = Relationship.objects.filter(portfolio=portfolio, external_key=key)
        if (same.exclude(pk=relationship.pk) if relationship else same).exists():
            problems.add("DUPLICATE", "external_key", what=key)
    problems.raise_if_any()


def announce_relationships(ids: Collection[int], by: Actor) -> None:
    """Have verdicts follow, and tell who registered that these relationships changed."""
    verdicts.refresh(ids, by.at)
    changes.announce(changes.Kind.RELATIONSHIP, ids, by)


@action
def add_further_party(*, by: Actor, relationship: Relationship, party: Any, part: Any) -> RelationshipParty:
    """Say that another party has a part in it: lead, consortium member, subcontractor, guarantor."""
    require(by, Act.KEEP_RELATIONSHIPS, relationship.unit)
    problems = Problems()
    with problems.gather():
        party = find(by.user, Party, party, "party")
    with problems.gather():
        part = one_of(part, "part", PartyPart)
    problems.raise_if_any()
    if relationship.further_parties.filter(party=party, part=part).exists():
        refuse("DUPLICATE", "party", what=f"{party} {part}")
    added = keep(RelationshipParty(relationship=relationship, party=party, part=part), by)
    changes.announce(changes.Kind.RELATIONSHIP, [relationship.pk], by)
    return added


@action
def remove_further_party(*, by: Actor, further_party: RelationshipParty) -> None:
    require(by, Act.KEEP_RELATIONSHIPS, further_party.relationship.unit)
    relationship = further_party.relationship_id
    remove(locked(further_party), by)
    changes.announce(changes.Kind.RELATIONSHIP, [relationship], by)


@action
def set_arrangement(
    *, by: Actor, relationship: Relationship, kind: Any, state: Any, reason: Any = ""
) -> Arrangement:
    """Say whether something that a type asks for is in place; not applicable takes a reason."""
    require(by, Act.KEEP_ARRANGEMENTS, relationship.unit)
    problems = Problems()
    with problems.gather():
        kind = one_of(kind, "kind", arrangements.KINDS)
    with problems.gather():
        state = one_of(state, "state", ArrangementState)
    with problems.gather():
        reason = block(reason, "reason")
    if not problems.refusals and state == ArrangementState.NOT_APPLICABLE and not reason:
        problems.add("REASON_REQUIRED", "reason", why="why this is not applicable here")
    problems.raise_if_any()
    held = relationship.arrangements.select_for_update().filter(kind=kind).first()
    arrangement = held or Arrangement(relationship=relationship, kind=kind)
    if apply(arrangement, {"state": state, "reason": reason}) or held is None:
        keep(arrangement, by)
        changes.announce(changes.Kind.ARRANGEMENT, [relationship.pk], by)
    return arrangement


@action
def remove_relationship(*, by: Actor, relationship: Relationship, version: int | None = None) -> None:
    """Delete a relationship that has nothing on it yet; one with contracts or a decision is ended instead."""
    require(by, Act.KEEP_RELATIONSHIPS, relationship.unit)
    relationship = locked(relationship, version=version)
    if relationship.classifications.exists():
        refuse("IN_USE", None, what=str(relationship), by="a classification")
    if Contract.objects.filter(relationship=relationship).exists():
        refuse("IN_USE", None, what=str(relationship), by="a contract")
    for each in [
        *relationship.ratings.all(),
        *relationship.trust_assessments.all(),
        *relationship.safeguards.all(),
        *relationship.arrangements.all(),
        *relationship.further_parties.all(),
    ]:
        remove(each, by)
    changes.announce(changes.Kind.RELATIONSHIP, [relationship.pk], by)
    remove(relationship, by)
