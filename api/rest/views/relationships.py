"""Relationships, and what belongs to each: further parties, arrangements, history."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from rest_framework.response import Response

from api.rest import shapes
from api.rest.describing import body, levels_by, listed, object_of, read, removed, written
from api.rest.door import Door
from relationships import arrangements
from relationships.actions.facts import BULK, rate_parties
from relationships.actions.relationships import (
    RELATIONSHIP_FIELDS,
    add_further_party,
    change_relationship,
    create_relationship,
    remove_further_party,
    remove_relationship,
    set_arrangement,
)
from relationships.choices import OTHER_FACTS, PARTY_FACTS
from relationships.errors import refuse
from relationships.filters import RelationshipFilter, filtered
from relationships.models import Arrangement, Relationship, RelationshipParty
from relationships.queries.facts import facts_of

_TAG = "Relationships"
_EXAMPLE = {
    "unit": "ROOT",
    "party": 17,
    "our_role": "CUSTOMER",
    "subject": "Catering at head office",
    "category": "Catering",
    "owner": "sourcing",
}
MOST_AT_ONCE = 10_000


class Relationships(Door):
    @listed(
        "listRelationships",
        "relationships",
        _TAG,
        shapes.RelationshipShape,
        RelationshipFilter,
        "The relationships that you may see, each with the main figures of its verdict.",
    )
    def get(self, request: Any) -> Response:
        return self.page(_rows(self), RelationshipFilter, shapes.RelationshipShape)

    @written(
        "createRelationship",
        "Make a relationship",
        _TAG,
        shapes.RelationshipDetailShape,
        body(Relationship, RELATIONSHIP_FIELDS, ("unit", "party", "our_role")),
        example=_EXAMPLE,
        description="A new relationship. A category that is known brings its assumed facts with it.",
    )
    def post(self, request: Any) -> Response:
        made = create_relationship(by=self.by, given=self.given())
        return self.record(_whole(self, made), shapes.RelationshipDetailShape, created="relationships")


class OneRelationship(Door):
    @read("getRelationship", "Read a relationship", _TAG, shapes.RelationshipDetailShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(_whole(self, self.one(Relationship, id)), shapes.RelationshipDetailShape)

    @written(
        "changeRelationship",
        "Change a relationship",
        _TAG,
        shapes.RelationshipDetailShape,
        body(Relationship, RELATIONSHIP_FIELDS),
        status=200,
        versioned=True,
        example={"phase": "OPERATION"},
    )
    def patch(self, request: Any, id: str) -> Response:
        found = self.one(Relationship, id)
        changed = change_relationship(
            by=self.by, relationship=found, given=self.given(), version=self.version_seen(found)
        )
        return self.record(_whole(self, changed), shapes.RelationshipDetailShape)

    @removed(
        "removeRelationship",
        "Remove a relationship",
        _TAG,
        "Removes one without contracts or decisions, recorded by mistake. Its history stays.",
    )
    def delete(self, request: Any, id: str) -> Response:
        found = self.one(Relationship, id)
        remove_relationship(by=self.by, relationship=found, version=self.version_seen(found))
        return Response(status=204)


class RateParties(Door):
    @written(
        "rateParties",
        "Rate the parties of a filtered list at once",
        _TAG,
        shapes.RatedShape,
        object_of(
            {
                "filter": {
                    "type": "object",
                    "minProperties": 1,
                    "description": "The conditions of the list of relationships, by name.",
                },
                "ratings": levels_by(PARTY_FACTS + OTHER_FACTS),
                "assessed_on": {"type": ["string", "null"], "format": "date"},
                "evidence": {"type": ["string", "null"]},
            },
            ("filter", "ratings"),
        ),
        example={
            "filter": {"portfolio": 1, "parties_open": True},
            "ratings": {"attitude_supplier": 3, "goal_alignment": 3},
            "evidence": "Category meeting of November.",
        },
        status=200,
        description=f"All ratings are kept or none. For more than {BULK} relationships the verdicts are "
        f"pending until the worker is done. At most {MOST_AT_ONCE:,} relationships at once.",
    )
    def post(self, request: Any) -> Response:
        given = self.given_only(
            "filter", "ratings", "assessed_on", "evidence", required=("filter", "ratings")
        )
        chosen = _chosen(self, given.pop("filter"))
        kept = rate_parties(by=self.by, relationships=chosen, **given)
        told = {
            "relationships": len(chosen),
            "ratings": len(kept),
            "pending": len(chosen) > BULK,
        }
        return Response(shapes.RatedShape(told).data)


def _chosen(door: Door, conditions: Any) -> list[Relationship]:
    if not isinstance(conditions, dict):
        refuse("WRONG_TYPE", "filter", expected="a JSON object", given=type(conditions).__name__)
    if not conditions:
        refuse("REQUIRED", "filter")
    found = filtered(RelationshipFilter, conditions, door.visible(Relationship), door.user)
    chosen = list(found.select_related("unit")[: MOST_AT_ONCE + 1])
    if len(chosen) > MOST_AT_ONCE:
        refuse("NUMBER_OUT_OF_RANGE", "filter", value=len(chosen), low=0, high=MOST_AT_ONCE)
    return chosen


class FurtherParties(Door):
    @read(
        "listFurtherParties",
        "List the further parties of a relationship",
        _TAG,
        shapes.FurtherPartyShape(many=True),
    )
    def get(self, request: Any, id: str) -> Response:
        rows = self.one(Relationship, id).further_parties.select_related("party")
        return self.rows(rows, shapes.FurtherPartyShape)

    @written(
        "addFurtherParty",
        "Add a further party",
        _TAG,
        shapes.FurtherPartyShape,
        body(RelationshipParty, ("party", "part"), ("party", "part")),
        example={"party": 18, "part": "SUBCONTRACTOR"},
    )
    def post(self, request: Any, id: str) -> Response:
        relationship = self.one(Relationship, id)
        given = self.given_only("party", "part")
        added = add_further_party(
            by=self.by, relationship=relationship, party=given.get("party"), part=given.get("part")
        )
        return self.record(added, shapes.FurtherPartyShape, created="further-parties")


class OneFurtherParty(Door):
    @read("getFurtherParty", "Read a further party", _TAG, shapes.FurtherPartyShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(RelationshipParty, id), shapes.FurtherPartyShape)

    @removed("removeFurtherParty", "Take a further party away", _TAG)
    def delete(self, request: Any, id: str) -> Response:
        found = self.one(RelationshipParty, id)
        seen = self.version_seen(found)
        if seen not in (None, found.version):
            refuse("STALE", "version", seen=seen, current=found.version)
        remove_further_party(by=self.by, further_party=found)
        return Response(status=204)


class Arrangements(Door):
    @read(
        "listArrangements",
        "List the arrangements of a relationship",
        _TAG,
        shapes.ArrangementShape(many=True),
        "What the chosen type asks for, whether it is in place, and what else was recorded.",
    )
    def get(self, request: Any, id: str) -> Response:
        return self.rows(_to_do(self.one(Relationship, id)), shapes.ArrangementShape)


class OneArrangement(Door):
    @written(
        "setArrangement",
        "Say whether an arrangement is in place",
        _TAG,
        shapes.ArrangementShape,
        body(Arrangement, ("state", "reason"), ("state",)),
        status=200,
        example={"state": "NOT_APPLICABLE", "reason": "Covered by the framework agreement."},
        description="PRESENT, ABSENT, or NOT_APPLICABLE with a reason.",
    )
    def put(self, request: Any, id: str, kind: str) -> Response:
        relationship = self.one(Relationship, id)
        given = self.given_only("state", "reason")
        set_arrangement(
            by=self.by,
            relationship=relationship,
            kind=kind,
            state=given.get("state"),
            reason=given.get("reason"),
        )
        row = next(each for each in _to_do(relationship) if each["kind"] == kind)
        return Response(shapes.ArrangementShape(row).data)


def _to_do(relationship: Relationship) -> list[dict[str, Any]]:
    """What is needed, in its order, then what else was recorded."""
    chosen = relationship.classifications.filter(superseded_at__isnull=True).first()
    access = facts_of([relationship.pk])[relationship.pk]["access"].value
    needed = arrangements.needed(chosen.chosen_type if chosen else None, access)
    held = {each.kind: each for each in relationship.arrangements.all()}
    language = "nl" if (get_language() or "").startswith("nl") else "en"
    kinds = [*needed, *(kind for kind in held if kind not in needed)]
    return [
        {
            "kind": kind,
            "name": arrangements.NAMES[kind][language],
            "needed": kind in needed,
            "state": held[kind].state if kind in held else None,
            "reason": held[kind].reason if kind in held else "",
            "version": held[kind].version if kind in held else None,
        }
        for kind in kinds
    ]


def _rows(door: Door) -> QuerySet:
    return door.visible(Relationship).select_related(
        "unit", "portfolio", "party", "profile", "owner", "deputy", "verdict"
    )


def _whole(door: Door, relationship: Relationship) -> Relationship:
    return _rows(door).prefetch_related("further_parties__party").get(pk=relationship.pk)
