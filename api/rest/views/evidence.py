"""The evidence: a table of its kinds, and the same views for each.

Of each kind there is a list of all, one of a relationship to which is added, and the record itself to read,
change and remove.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from rest_framework.response import Response

from api.rest import principle_shapes as s
from api.rest.describing import body, listed, read, removed, written
from api.rest.door import Door
from principles import models as p
from principles.actions import benefits, capabilities, interests, plans, resistance, reviews
from principles.actions.records import Evidence
from relationships import filters
from relationships.choices import Cap
from relationships.models import Relationship


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of evidence as it is kept here.

    `noun` and `nouns` are what it is called; `name` is that in the names of operations, several in `names`.
    `argument` is how its acts call it. `more` are fields with a schema of their own; `beside` are the
    records that an answer speaks of.
    """

    address: str
    tag: str
    noun: str
    nouns: str
    what: Evidence
    shape: Any
    acts: tuple[Callable[..., Any], Callable[..., Any], Callable[..., None]]
    argument: str
    example: Mapping[str, Any]
    change: Mapping[str, Any]
    description: str
    optional: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    beside: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return "".join(each.capitalize() for each in self.noun.split())

    @property
    def names(self) -> str:
        return "".join(each.capitalize() for each in self.nouns.split())

    @property
    def model(self) -> Any:
        return self.what.model

    @property
    def article(self) -> str:
        return "an" if self.noun[0] in "aeiou" else "a"

    def taken(self, *, new: bool) -> dict[str, Any]:
        required = [each for each in self.what.required if each not in self.optional] if new else []
        plain = [each for each in self.what.fields if each not in self.more]
        return body(self.model, plain, required, **self.more)

    def rows(self, door: Door) -> QuerySet:
        return door.visible(self.model).select_related(*self.beside)


KINDS = (
    Kind(
        "benefits",
        "Benefits",
        "benefit",
        "benefits",
        benefits.BENEFIT,
        s.BenefitShape,
        (benefits.create_benefit, benefits.change_benefit, benefits.remove_benefit),
        "benefit",
        {"beneficiary": "THEM", "description": "Daytime work", "effect": 3, "stated_by_them": True},
        {"evidence": "Their letter of 3 November."},
        "An effect of the relationship for somebody, -5 to 5, or unknown as yet. An amount takes a currency.",
        more={"effect": {"type": ["integer", "null"], "minimum": -5, "maximum": 5}},
    ),
    Kind(
        "interests",
        "Interests",
        "interest",
        "interests",
        interests.INTEREST,
        s.InterestShape,
        (interests.create_interest, interests.change_interest, interests.remove_interest),
        "interest",
        {"side": "SUPPLIER", "kind": "GOAL", "description": "Steady volumes", "priority": "HIGH"},
        {"disclosed": True},
        "An interest, goal, need or hesitation of a side: inferred by us unless it is said to be disclosed.",
    ),
    Kind(
        "interest-pairs",
        "Interests",
        "interest pair",
        "interest pairs",
        interests.INTEREST_PAIR,
        s.InterestPairShape,
        (interests.create_interest_pair, interests.change_interest_pair, interests.remove_interest_pair),
        "interest_pair",
        {"customer_interest": 1, "supplier_interest": 2, "rating": "COMPATIBLE"},
        {"rating": "CONFLICTING", "arrangement": "Volumes are fixed each quarter."},
        "An interest of the customer beside one of the supplier, both of this relationship. CONFLICTING "
        "acknowledges an opposed interest, and asks for an arrangement.",
        beside=("customer_interest", "supplier_interest"),
    ),
    Kind(
        "capabilities",
        "Capabilities",
        "capability",
        "capabilities",
        capabilities.CAPABILITY,
        s.CapabilityShape,
        (
            capabilities.create_capability,
            capabilities.change_capability,
            capabilities.remove_capability,
        ),
        "capability",
        {"side": "SUPPLIER", "description": "Planning of shifts"},
        {"description": "Planning of shifts at short notice"},
        "What a side can do that bears on what is delivered.",
    ),
    Kind(
        "capability-pairs",
        "Capabilities",
        "capability pair",
        "capability pairs",
        capabilities.CAPABILITY_PAIR,
        s.CapabilityPairShape,
        (
            capabilities.create_capability_pair,
            capabilities.change_capability_pair,
            capabilities.remove_capability_pair,
        ),
        "capability_pair",
        {"customer_capability": 1, "supplier_capability": 2, "kind": "COMPLEMENTARY"},
        {"state": "IN_USE"},
        "A capability of the customer beside one of the supplier, both of this relationship. Only "
        "overlapping ones have a reason.",
        beside=("customer_capability", "supplier_capability"),
    ),
    Kind(
        "resistance-signals",
        "Resistance",
        "resistance signal",
        "resistance signals",
        resistance.RESISTANCE_SIGNAL,
        s.SignalShape,
        (resistance.create_signal, resistance.change_signal, resistance.remove_signal),
        "signal",
        {"side": "CUSTOMER", "subject": "Their way of planning", "raised_on": "2026-11-02"},
        {"investigation": "Talked with both planners.", "verdict": "RATIONAL"},
        "Resistance that showed on a day (today, without one). Its investigation and verdict may follow.",
    ),
    Kind(
        "development-plans",
        "Development plans",
        "development plan",
        "development plans",
        plans.PLAN,
        s.PlanShape,
        (plans.create_plan, plans.change_plan, plans.remove_plan),
        "plan",
        {"title": "Towards outcomes", "raises": ["goal_alignment"]},
        {"purpose": "From hours to clean rooms."},
        "A plan to develop the relationship; `raises` names the caps that it is to raise. Stages follow. "
        "One with stages is abandoned rather than removed.",
        more={
            "raises": {
                "type": ["array", "null"],
                "items": {"type": "string", "enum": [str(each) for each in Cap]},
            }
        },
    ),
    Kind(
        "reviews",
        "Reviews",
        "review",
        "reviews",
        reviews.REVIEW,
        s.ReviewShape,
        (reviews.create_review, reviews.change_review, reviews.remove_review),
        "review",
        {"held_on": "2026-11-03", "found": "Both are content.", "resistance": "ASKED_NONE"},
        {"participants": "Both account managers"},
        "A looking back at the relationship on a day (today, without one), and whether it asked about "
        "resistance.",
        optional=("held_on",),
    ),
)


def addresses() -> list[URLPattern]:
    """The addresses of all kinds of evidence."""
    found = []
    for kind in KINDS:
        found += [
            path(kind.address, _all(kind).as_view()),
            path(f"{kind.address}/<str:id>", _one(kind).as_view()),
            path(f"relationships/<str:id>/{kind.address}", _of_relationship(kind).as_view()),
        ]
    return found


def _all(kind: Kind) -> type[Door]:
    conditions = filters.FILTERS[kind.model]

    class All(Door):
        @listed(f"list{kind.names}", kind.nouns, kind.tag, kind.shape, conditions)
        def get(self, request: Any) -> Response:
            return self.page(kind.rows(self), conditions, kind.shape)

    return All


def _of_relationship(kind: Kind) -> type[Door]:
    conditions = filters.FILTERS[kind.model]
    create = kind.acts[0]

    class OfRelationship(Door):
        @listed(
            f"list{kind.names}OfRelationship",
            f"{kind.nouns} of a relationship",
            kind.tag,
            kind.shape,
            conditions,
        )
        def get(self, request: Any, id: str) -> Response:
            rows = kind.rows(self).filter(relationship=self.one(Relationship, id))
            return self.page(rows, conditions, kind.shape)

        @written(
            f"create{kind.name}",
            f"Record {kind.article} {kind.noun}",
            kind.tag,
            kind.shape,
            kind.taken(new=True),
            example=kind.example,
            description=kind.description,
        )
        def post(self, request: Any, id: str) -> Response:
            made = create(by=self.by, relationship=self.one(Relationship, id), given=self.given())
            return self.record(made, kind.shape, created=kind.address)

    return OfRelationship


def _one(kind: Kind) -> type[Door]:
    _create, change, remove = kind.acts

    class One(Door):
        @read(f"get{kind.name}", f"Read {kind.article} {kind.noun}", kind.tag, kind.shape)
        def get(self, request: Any, id: str) -> Response:
            return self.record(self.one(kind.model, id), kind.shape)

        @written(
            f"change{kind.name}",
            f"Change {kind.article} {kind.noun}",
            kind.tag,
            kind.shape,
            kind.taken(new=False),
            status=200,
            versioned=True,
            example=kind.change,
        )
        def patch(self, request: Any, id: str) -> Response:
            found = self.one(kind.model, id)
            seen = self.version_seen(found)
            changed = change(by=self.by, **{kind.argument: found}, given=self.given(), version=seen)
            return self.record(changed, kind.shape)

        @removed(
            f"remove{kind.name}",
            f"Remove {kind.article} {kind.noun}",
            kind.tag,
            "Removes what was recorded by mistake; what others rest on stays. Its history stays.",
        )
        def delete(self, request: Any, id: str) -> Response:
            found = self.one(kind.model, id)
            remove(by=self.by, **{kind.argument: found}, version=self.version_seen(found))
            return Response(status=204)

    return One


class AnswerSignal(Door):
    @written(
        "answerResistanceSignal",
        "Answer a resistance signal",
        "Resistance",
        s.SignalShape,
        body(p.ResistanceSignal, resistance.ANSWER_FIELDS, ("answer_kind",)),
        status=200,
        versioned=True,
        example={
            "answer_kind": "MEASURE",
            "answer": "A pilot of six weeks.",
            "answer_due_on": "2027-01-31",
            "answer_told_on": "2026-11-10",
        },
        description="Answers an investigated signal: a measure with a due day, an accepted risk, or a "
        "rejection that gives its reason and is told to the objector.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(p.ResistanceSignal, id)
        seen = self.version_seen(found)
        answered = resistance.answer_signal(by=self.by, signal=found, given=self.given(), version=seen)
        return self.record(answered, s.SignalShape)
