"""Conditions on the evidence: benefits, interests, capabilities, signals, plans with stages, reviews."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from principles import models as p
from principles.choices import (
    AnswerKind,
    Beneficiary,
    CapabilityPairKind,
    CapabilityPairState,
    InterestKind,
    OverlapReason,
    PairRating,
    Priority,
    ResistanceAsked,
    ResistanceDriver,
    ResistanceVerdict,
    Scope,
    StageKind,
)
from principles.filters.base import OfJudged, present
from relationships import models as m
from relationships.choices import Cap, Phase, Side
from relationships.filters import Conditions
from relationships.filters.base import changed, numbers, only_ids, within
from relationships.filters.kinds import (
    Amount,
    Codes,
    Currencies,
    Ordering,
    References,
    Subtrees,
    Text,
    Truth,
)

_ALWAYS = {
    "id": ("id",),
    "relationship": ("relationship_id",),
    "party": ("relationship__party__name",),
    "changed_at": ("changed_at",),
    "created_at": ("created_at",),
}


def _order(*names: str, **keys: tuple[str, ...]) -> Ordering:
    return Ordering(keys={**_ALWAYS, **{name: (name,) for name in names}, **keys})


class BenefitFilter(OfJudged):
    q = Text(method="search", help_text="A part of the description or the evidence.")
    beneficiary = Codes("beneficiary", codes=Beneficiary, help_text="For whom it is.")
    effect_min, effect_max = numbers("effect", "Effect -5 to 5", low=-5, high=5)
    effect_known = present("effect", "its effect is known")
    stated_by_them = Truth("stated_by_them", help_text="Whether the other party stated it.")
    has_evidence = present("evidence", "there is evidence")
    currency = Currencies("currency", help_text="The currency of its amount.")
    amount_min, amount_max = numbers("amount", "Amount (takes currency)", Amount)
    changed_since = changed()
    ordering = _order("beneficiary", "effect", amount=("currency", "amount"))

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(description__icontains=value) | Q(evidence__icontains=value))


class InterestFilter(OfJudged):
    q = Text("description", "icontains", help_text="A part of the description.")
    side = Codes("side", codes=Side, help_text="Whose it is.")
    kind = Codes("kind", codes=InterestKind, help_text="The kind.")
    priority = Codes("priority", codes=Priority, help_text="The priority.")
    disclosed = Truth("disclosed", help_text="Whether that side disclosed it; else we inferred it.")
    scope = Codes("scope", codes=Scope, help_text="Of a department or of the whole organisation.")
    own_target = Truth("own_target", help_text="Whether somebody is held to it as a target.")
    paired = Truth(method="in_pair", help_text="Whether it stands in a pair.")
    changed_since = changed()
    ordering = _order("side", "kind", "priority")

    def in_pair(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        own = Q(customer_interest=OuterRef("pk")) | Q(supplier_interest=OuterRef("pk"))
        paired = Exists(p.InterestPair.objects.filter(own))
        return queryset.filter(paired if value else ~paired)


class InterestPairFilter(OfJudged):
    interest = References(method="either", model=p.Interest, help_text="Of which this is one (id).")
    customer_interest = References("customer_interest", model=p.Interest, help_text="The customer's (id).")
    supplier_interest = References("supplier_interest", model=p.Interest, help_text="The supplier's (id).")
    rating = Codes("rating", codes=PairRating, help_text="How the two stand to each other.")
    rated = present("rating", "it is rated")
    has_arrangement = present("arrangement", "there is an arrangement")
    changed_since = changed()
    ordering = _order("rating")

    def either(self, queryset: QuerySet, name: str, value: list[Any]) -> QuerySet:
        return queryset.filter(Q(customer_interest__in=value) | Q(supplier_interest__in=value))


class CapabilityFilter(OfJudged):
    q = Text("description", "icontains", help_text="A part of the description.")
    side = Codes("side", codes=Side, help_text="Whose it is.")
    changed_since = changed()
    ordering = _order("side", "description")


class CapabilityPairFilter(OfJudged):
    capability = References(method="either", model=p.Capability, help_text="Of which this is one (id).")
    customer_capability = References(
        "customer_capability", model=p.Capability, help_text="The customer's (id)."
    )
    supplier_capability = References(
        "supplier_capability", model=p.Capability, help_text="The supplier's (id)."
    )
    kind = Codes("kind", codes=CapabilityPairKind, help_text="Complementary or overlapping.")
    state = Codes("state", codes=CapabilityPairState, help_text="The state.")
    reason = Codes("reason", codes=OverlapReason, help_text="Why overlapping ones are put together.")
    changed_since = changed()
    ordering = _order("kind", "state")

    def either(self, queryset: QuerySet, name: str, value: list[Any]) -> QuerySet:
        return queryset.filter(Q(customer_capability__in=value) | Q(supplier_capability__in=value))


class ResistanceSignalFilter(OfJudged):
    q = Text(method="search", help_text="A part of the subject, of who raised it, or of the investigation.")
    side = Codes("side", codes=Side, help_text="The side on which it showed.")
    driver = Codes("driver", codes=ResistanceDriver, help_text="What is behind it.")
    investigated = present("investigated_on", "it was investigated")
    verdict = Codes("verdict", codes=ResistanceVerdict, help_text="The verdict of the investigation.")
    answer_kind = Codes("answer_kind", codes=AnswerKind, help_text="The kind of answer.")
    answered = present("answer_kind", "it was answered")
    answer_done = present("answer_done_on", "what was answered is done")
    answer_told = present("answer_told_on", "the objector was told")
    raised_after, raised_before = within("raised_on", "Raised")
    investigated_after, investigated_before = within("investigated_on", "Investigated")
    answer_due_after, answer_due_before = within("answer_due_on", "Answer due")
    changed_since = changed()
    ordering = _order("raised_on", "investigated_on", "verdict_on", "answer_due_on")

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(
            Q(subject__icontains=value) | Q(raised_by__icontains=value) | Q(investigation__icontains=value)
        )


class DevelopmentPlanFilter(OfJudged):
    q = Text(method="search", help_text="A part of the title or the purpose.")
    raises = Codes(method="raising", codes=Cap, help_text="Is to raise this cap.")
    abandoned = present("abandoned_on", "it was abandoned")
    abandoned_after, abandoned_before = within("abandoned_on", "Abandoned")
    changed_since = changed()
    ordering = _order("title", "abandoned_on")

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(title__icontains=value) | Q(purpose__icontains=value))

    def raising(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        """The column is a list of codes; as text each stands between quotes."""
        found = Q()
        for cap in value:
            found |= Q(raises_text__contains=f'"{cap}"')
        return queryset.alias(raises_text=Cast("raises", TextField())).filter(found)


class StageFilter(Conditions):
    always = ("plan_id", "position")

    id = only_ids()
    plan = References("plan", model=p.DevelopmentPlan, help_text="Of this plan (id).")
    relationship = References(
        "plan__relationship", model=m.Relationship, help_text="Of this relationship (id)."
    )
    unit = Subtrees("plan__relationship__unit__path", help_text="Of this unit (id or code) or one below it.")
    portfolio = References(
        "plan__relationship__portfolio", model=m.Portfolio, help_text="At home in this portfolio (id)."
    )
    party = References("plan__relationship__party", model=m.Party, help_text="With this party (id).")
    our_role = Codes("plan__relationship__our_role", codes=Side, help_text="Our role in the relationship.")
    profile = References(
        "plan__relationship__profile",
        model=m.CategoryProfile,
        split=False,
        help_text="Its category profile (id or name).",
    )
    phase = Codes("plan__relationship__phase", codes=Phase, help_text="The phase of the relationship.")
    plan_abandoned = present("plan__abandoned_on", "its plan was abandoned")
    kind = Codes("kind", codes=StageKind, help_text="The kind.")
    approver = References("approver", model=m.User, help_text="Who is to approve its gate (id or user name).")
    started = present("started_on", "it was begun")
    done = present("done_on", "it is done")
    approved = present("approved_on", "its gate is open")
    awaiting_approval = Truth(method="awaited", help_text="Done, with its gate not yet approved.")
    back_dated = Truth("back_dated", help_text="Whether a day of it was recorded later than it came.")
    due_after, due_before = within("due_on", "Due")
    changed_since = changed()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "relationship": ("plan__relationship_id",),
            "plan": ("plan_id",),
            "position": ("position",),
            "due_on": ("due_on",),
            "started_on": ("started_on",),
            "done_on": ("done_on",),
            "changed_at": ("changed_at",),
        }
    )

    def awaited(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        waits = Q(done_on__isnull=False, approved_on__isnull=True)
        return queryset.filter(waits) if value else queryset.exclude(waits)


class ReviewFilter(OfJudged):
    q = Text(method="search", help_text="A part of who took part, what was asked or what was found.")
    resistance = Codes(
        "resistance", codes=ResistanceAsked, help_text="Whether it asked about resistance, and what it found."
    )
    held_after, held_before = within("held_on", "Held")
    changed_since = changed()
    ordering = _order("held_on")

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(
            Q(participants__icontains=value) | Q(asked__icontains=value) | Q(found__icontains=value)
        )
