"""Conditions on principle sets and what they consist of, and on the word lists."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from principles import models as p
from principles.choices import CHECK_CODES, ApprovalLapse, Language, SetState
from principles.filters.base import Under, present
from principles.queries.past import end_of
from relationships import models as m
from relationships.filters import Conditions
from relationships.filters.base import changed, only_ids, within
from relationships.filters.kinds import Codes, Day, Levels, Moment, Ordering, References, Text, Truth

_NUMBER = 2**31 - 1


def _given() -> Exists:
    """That the stakeholder of this row has an approval that stands."""
    return Exists(
        p.Approval.objects.filter(
            principle_set=OuterRef("principle_set"), user=OuterRef("user"), lapsed_at__isnull=True
        )
    )


class PrincipleSetFilter(Conditions):
    always = ("number",)

    id = only_ids()
    q = Text("name", "icontains", help_text="A part of the name.")
    number = Levels("number", low=1, high=_NUMBER, help_text="The number.")
    state = Codes("state", codes=SetState, help_text="The state.")
    stakeholder = References(
        method="named", model=m.User, help_text="Names this user (id or user name) as a stakeholder."
    )
    awaiting = References(
        method="awaited",
        model=m.User,
        help_text="Submitted, and still awaits the approval of this user (id or user name).",
    )
    in_force_on = Day(method="held", help_text="In force at the end of this day.")
    submitted_after, submitted_before = within("submitted_at", "Submitted", Moment)
    changed_since = changed()
    ordering = Ordering(
        keys={
            "number": ("number",),
            "id": ("id",),
            "in_force_from": ("in_force_from",),
            "changed_at": ("changed_at",),
        }
    )

    def named(self, queryset: QuerySet, name: str, value: list[m.User]) -> QuerySet:
        return self.among(queryset, "principle_set", p.Stakeholder, Q(user__in=value))

    def awaited(self, queryset: QuerySet, name: str, value: list[m.User]) -> QuerySet:
        missing = Q(user__in=value) & ~Q(_given())
        return self.among(queryset, "principle_set", p.Stakeholder, missing).filter(state=SetState.SUBMITTED)

    def held(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        end = end_of(value)
        ended = Q(in_force_to__isnull=True) | Q(in_force_to__gte=end)
        return queryset.filter(ended, in_force_from__lt=end)


class PrincipleFilter(Conditions):
    always = ("principle_set_id", "position")

    id = only_ids()
    q = Text(method="search", help_text="A part of the code, theme, observation or principle.")
    principle_set = References("principle_set", model=p.PrincipleSet, help_text="Of this set (id).")
    set_state = Codes("principle_set__state", codes=SetState, help_text="The state of its set.")
    code = Under("code", help_text="Exactly this code.")
    check_code = Codes("check_code", codes=CHECK_CODES, help_text="Its automatic check.")
    has_check = present("check_code", "it has an automatic check")
    active = Truth("active", help_text="Whether it counts in its set.")
    minimum_depth = Levels("minimum_depth", low=0, help_text="The depth from which it applies, 0-5.")
    changed_since = changed()
    ordering = Ordering(
        keys={
            "principle_set": ("principle_set__number",),
            "position": ("position",),
            "code": ("code",),
            "id": ("id",),
            "changed_at": ("changed_at",),
        }
    )

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        found = Q(code__icontains=value)
        for part in ("theme", "observation", "principle", "rationale"):
            for language in Language:
                found |= Q(**{f"{part}_{language}__icontains": value})
        return queryset.filter(found)


class StakeholderFilter(Conditions):
    always = ("principle_set_id",)

    id = only_ids()
    principle_set = References("principle_set", model=p.PrincipleSet, help_text="Of this set (id).")
    set_state = Codes("principle_set__state", codes=SetState, help_text="The state of the set.")
    user = References("user", model=m.User, help_text="This user (id or user name).")
    approved = Truth(method="agreed", help_text="Whether his or her approval stands.")
    changed_since = changed()
    ordering = Ordering(keys={"principle_set": ("principle_set__number",), "id": ("id",)})

    def agreed(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queryset.filter(_given() if value else ~_given())


class ApprovalFilter(Conditions):
    always = ("principle_set_id",)

    id = only_ids()
    principle_set = References("principle_set", model=p.PrincipleSet, help_text="Of this set (id).")
    user = References("user", model=m.User, help_text="By this user (id or user name).")
    standing = Truth("lapsed_at", "isnull", help_text="Whether it counts.")
    lapse = Codes("lapse", codes=ApprovalLapse, help_text="Why it no longer counts.")
    approved_after, approved_before = within("approved_at", "Approved", Moment)
    changed_since = changed()
    ordering = Ordering(
        keys={
            "principle_set": ("principle_set__number",),
            "approved_at": ("approved_at",),
            "id": ("id",),
            "changed_at": ("changed_at",),
        }
    )


class DiscouragedWordFilter(Conditions):
    always = ("language", "exception", "word")

    id = only_ids()
    q = Text("word", "icontains", help_text="A part of the word.")
    language = Codes("language", codes=Language, help_text="The language of the list.")
    exception = Truth("exception", help_text="Whether it is never found.")
    changed_since = changed()
    ordering = Ordering(
        keys={
            "language": ("language",),
            "word": ("word",),
            "exception": ("exception",),
            "id": ("id",),
            "changed_at": ("changed_at",),
        }
    )
