"""Conditions on compliance, on what persons say of it, and on relationships by their compliance."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from principles import models as p
from principles.choices import ComputedResult, EffectiveResult, ExplanationLapse, LabelPlace, Result
from principles.filters.base import OfJudged, Under, present
from principles.queries.past import end_of
from relationships import models as m
from relationships.filters.base import changed, within
from relationships.filters.kinds import (
    Codes,
    Condition,
    Day,
    Moment,
    Ordering,
    References,
    Text,
    Truth,
)

_UNDER = "Under the principle of this code, such as P4."
STANDING, AWAITING_APPROVAL, LAPSED = EXPLANATION_STATES = ("STANDING", "AWAITING_APPROVAL", "LAPSED")


class _Found(OfJudged):
    """What the lists of present and of past compliance have in common."""

    principle = Under("principle__code", help_text=_UNDER)
    principle_set = References(
        "principle__principle_set", model=p.PrincipleSet, help_text="Found under this set (id)."
    )
    result = Codes("result", codes=ComputedResult, help_text="What the check says.")
    effective = Codes("effective", codes=EffectiveResult, help_text="What counts in the end.")
    judged = present("judgement", "a person's judgement counts")
    explained = present("explanation", "an explanation counts")
    since_after, since_before = within("since", "The same since", Moment)


_KEYS = {
    "relationship": ("relationship_id",),
    "party": ("relationship__party__name",),
    "principle": ("principle__position",),
    "result": ("result",),
    "effective": ("effective",),
    "since": ("since",),
}


class ComplianceFilter(_Found):
    """Compliance as it is, one row a relationship and active principle."""

    always = ("relationship_id", "principle__position")

    pending = Truth(method="awaiting", help_text="Whether it is still to be computed.")
    valid_until_after, valid_until_before = within("valid_until", "Holds by itself until")
    ordering = Ordering(keys={**_KEYS, "valid_until": ("valid_until",), "id": ("id",)})

    def awaiting(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        there = Q(result=ComputedResult.PENDING)
        return queryset.filter(there if value else ~there)


class PastComplianceFilter(_Found):
    """What compliance used to be, until it changed."""

    always = ("relationship_id", "since")

    on = Day(method="held", help_text="As it stood at the end of this day.")
    until_after, until_before = within("until", "Held until", Moment)
    ordering = Ordering(keys={**_KEYS, "until": ("until",), "id": ("id",)})

    def held(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        end = end_of(value)
        return queryset.filter(since__lt=end, until__gte=end)


class JudgementFilter(OfJudged):
    q = Text("reason", "icontains", help_text="A part of the reason.")
    principle = Under("principle_code", help_text=_UNDER)
    result = Codes("result", codes=Result, help_text="The person's result.")
    standing = Truth("withdrawn_at", "isnull", help_text="Whether it counts; else it was withdrawn.")
    judged_by = References("judged_by", model=m.User, help_text="By this user (id or user name).")
    judged_after, judged_before = within("judged_at", "Judged", Moment)
    changed_since = changed()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "relationship": ("relationship_id",),
            "party": ("relationship__party__name",),
            "principle": ("principle_code",),
            "judged_at": ("judged_at",),
            "changed_at": ("changed_at",),
        }
    )


class ExplanationFilter(OfJudged):
    q = Text(method="search", help_text="A part of the reason or of what is done instead.")
    principle = Under("principle_code", help_text=_UNDER)
    state = Codes(
        method="standing",
        codes=EXPLANATION_STATES,
        help_text="Whether it was approved and counts, still awaits approval, or lapsed. One whose last day "
        "is past is lapsed.",
    )
    lapse = Codes("lapse", codes=ExplanationLapse, help_text="Why it no longer counts.")
    owner = References("owner", model=m.User, help_text="Who owns it (id or user name).")
    author = References("author", model=m.User, help_text="Who wrote it (id or user name).")
    approver = References("approver", model=m.User, help_text="Who approved it (id or user name).")
    lapses_by = Day(
        method="lapsing", help_text="Not lapsed, and its last day is this day or earlier: what to renew."
    )
    valid_until_after, valid_until_before = within("valid_until", "Last day")
    written_after, written_before = within("written_on", "Written")
    approved_after, approved_before = within("approved_at", "Approved", Moment)
    changed_since = changed()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "relationship": ("relationship_id",),
            "party": ("relationship__party__name",),
            "principle": ("principle_code",),
            "valid_until": ("valid_until",),
            "written_on": ("written_on",),
            "approved_at": ("approved_at",),
            "changed_at": ("changed_at",),
        }
    )

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(reason__icontains=value) | Q(instead__icontains=value))

    def standing(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        stands = _not_lapsed()
        wanted = {
            STANDING: stands & Q(approved_at__isnull=False),
            AWAITING_APPROVAL: stands & Q(approved_at__isnull=True),
            LAPSED: ~stands,
        }
        found = Q()
        for state in value:
            found |= wanted[state]
        return queryset.filter(found)

    def lapsing(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset.filter(_not_lapsed(), valid_until__lte=value)


def _not_lapsed() -> Q:
    """Whatever the daily act has not come to yet: who has passed its last day counts no more."""
    return Q(lapsed_at__isnull=True, valid_until__gte=timezone.localdate())


class LabelDismissalFilter(OfJudged):
    q = Text(method="search", help_text="A part of the word, the text or the reason.")
    place = Codes("place", codes=LabelPlace, help_text="Where the label stands.")
    dismissed_by = References("dismissed_by", model=m.User, help_text="By this user (id or user name).")
    dismissed_after, dismissed_before = within("dismissed_at", "Dismissed", Moment)
    changed_since = changed()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "relationship": ("relationship_id",),
            "party": ("relationship__party__name",),
            "word": ("word",),
            "dismissed_at": ("dismissed_at",),
            "changed_at": ("changed_at",),
        }
    )

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(
            Q(word__icontains=value) | Q(text__icontains=value) | Q(reason__icontains=value)
        )


# Conditions on relationships. All that are given hold of the same answer.
_OF_ANSWER = {"principle": "principle__code__in", "result": "result__in", "effective": "effective__in"}


def _answered(condition: Condition, queryset: QuerySet) -> QuerySet:
    """Those with an answer of which all conditions hold; the first one given sees to it for all."""
    cleaned = condition.parent.cleaned
    given = {name: cleaned[name] for name in _OF_ANSWER if cleaned[name] is not None}
    if condition.parent.filters[next(iter(given))] is not condition:
        return queryset
    rows = p.Compliance.objects.filter(relationship=OuterRef("pk"))
    found = Q(Exists(rows.filter(**{_OF_ANSWER[name]: value for name, value in given.items()})))
    wanted = [*given.get("result", ()), *given.get("effective", ())]
    if ComputedResult.PENDING in wanted:
        found |= ~Q(Exists(rows))
    return queryset.filter(found)


class _AnswerUnder(Under):
    def narrowed(self, queryset: QuerySet, wanted: list[Any]) -> QuerySet:
        return _answered(self, queryset)


class _Answer(Codes):
    def narrowed(self, queryset: QuerySet, wanted: list[Any]) -> QuerySet:
        return _answered(self, queryset)


COMPLYING: dict[str, Condition] = {
    "principle": _AnswerUnder(help_text="Has an answer under the principle of this code, such as P4."),
    "result": _Answer(
        codes=ComputedResult,
        help_text="What the check says, of the principle given or else of any. Not computed yet is PENDING.",
    ),
    "effective": _Answer(
        codes=EffectiveResult,
        help_text="What counts in the end, of the principle given or else of any. Not computed yet is "
        "PENDING.",
    ),
}
