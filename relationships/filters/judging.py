"""Conditions on what is known and decided of relationships."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from relationships import models as m
from relationships.choices import (
    FACTS,
    CollaborationType,
    Direction,
    FactSource,
    Flag,
    Posture,
    Side,
    VerdictCode,
)
from relationships.filters.base import Conditions, OfRelationship, changed, within
from relationships.filters.kinds import (
    Codes,
    Day,
    Flags,
    Levels,
    Moment,
    Ordering,
    References,
    Subtrees,
    Texts,
    Truth,
)


class FactRatingFilter(OfRelationship):
    fact = Codes("fact", codes=FACTS, help_text="The fact.")
    value = Levels("value", help_text="The rating 1-5.")
    source = Codes("source", codes=[FactSource.ASSESSED, FactSource.IMPORTED], help_text="The source.")
    assessor = References("assessor", model=m.User, help_text="By this user (id or user name).")
    assessed_after, assessed_before = within("assessed_on", "Day of assessment")
    withdrawn = Truth("withdrawn_at", "isnull", exclude=True, help_text="Whether it was withdrawn.")
    changed_since = changed()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "relationship": ("relationship_id",),
            "fact": ("fact",),
            "assessed_on": ("assessed_on",),
            "recorded_at": ("recorded_at",),
            "changed_at": ("changed_at",),
        }
    )


class TrustAssessmentFilter(OfRelationship):
    direction = Codes("direction", codes=Direction, help_text="Who trusts whom.")
    level = Levels("level", help_text="The level 1-5.")
    assessor = References("assessor", model=m.User, help_text="By this user (id or user name).")
    assessed_after, assessed_before = within("assessed_on", "Day of assessment")
    withdrawn = Truth("withdrawn_at", "isnull", exclude=True, help_text="Whether it was withdrawn.")
    changed_since = changed()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "relationship": ("relationship_id",),
            "direction": ("direction",),
            "assessed_on": ("assessed_on",),
            "recorded_at": ("recorded_at",),
            "changed_at": ("changed_at",),
        }
    )


class SafeguardFilter(OfRelationship):
    kind = References("kind", model=m.SafeguardKind, help_text="Of this kind (id or code).")
    level = Levels("kind__level", low=2, high=4, help_text="Stands in for this level of trust, 2-4.")
    contract = References("contract", model=m.Contract, help_text="Laid down in this contract (id).")
    active_on = Day(method="active", help_text="Active on this day.")
    ends_after, ends_before = within("active_to", "Last day")
    changed_since = changed()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "relationship": ("relationship_id",),
            "kind": ("kind__code",),
            "active_from": ("active_from",),
            "active_to": ("active_to",),
            "changed_at": ("changed_at",),
        }
    )

    def active(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset.filter(Q(active_to__isnull=True) | Q(active_to__gte=value), active_from__lte=value)


class ClassificationFilter(OfRelationship):
    current = Truth("superseded_at", "isnull", help_text="Whether it is the decision that counts now.")
    chosen_type = Codes("chosen_type", codes=CollaborationType, help_text="The chosen type.")
    trust_target = Levels("trust_target", help_text="The chosen trust target 1-5.")
    decided_by = References("decided_by", model=m.User, help_text="By this user (id or user name).")
    decided_after = Moment("decided_at", "gte", help_text="Decided at this moment or later.")
    decided_before = Moment("decided_at", "lt", help_text="Decided before this moment.")
    rule_set = References("rule_set", model=m.RuleSet, help_text="Under this rule set (id).")
    changed_since = changed()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "relationship": ("relationship_id",),
            "decided_at": ("decided_at",),
            "changed_at": ("changed_at",),
        }
    )


class ArrangementFilter(OfRelationship):
    kind = Texts("kind", help_text="The kind, by its code.")
    state = Texts("state", help_text="PRESENT, ABSENT or NOT_APPLICABLE.")
    changed_since = changed()
    ordering = Ordering(keys={"id": ("id",), "relationship": ("relationship_id",), "kind": ("kind",)})


class VerdictFilter(Conditions):
    """Current verdicts as a list of their own, one a relationship."""

    relationship = References("relationship", model=m.Relationship, help_text="Of this relationship (id).")
    unit = Subtrees("relationship__unit__path", help_text="Of this unit (id or code) or one below it.")
    portfolio = References(
        "relationship__portfolio", model=m.Portfolio, help_text="At home in this portfolio (id)."
    )
    party = References("relationship__party", model=m.Party, help_text="With this party (id).")
    our_role = Codes("relationship__our_role", codes=Side, help_text="Our role in the relationship.")
    verdict = Codes("verdict", codes=VerdictCode, help_text="The verdict.")
    flag = Flags("flag_codes", codes=Flag, help_text="Has this flag.")
    chosen_type = Codes("chosen_type", codes=CollaborationType, help_text="The chosen type.")
    recommended_type = Codes("recommended_type", codes=CollaborationType, help_text="The recommended type.")
    delivery_type = Codes(
        "delivery_type", codes=CollaborationType, help_text="The type that the delivery alone needs."
    )
    posture = Codes("posture", codes=Posture, help_text="The posture.")
    parties_open = Truth("parties_open", help_text="Whether no fact of the parties is known yet.")
    required_trust = Levels("required_trust", help_text="The required trust 1-5 of the chosen type.")
    since_after = Moment("since", "gte", help_text="The same since this moment or later.")
    ordering = Ordering(
        keys={
            "relationship": ("relationship_id",),
            "verdict": ("verdict",),
            "score": ("score",),
            "since": ("since",),
        }
    )
