"""Conditions on relationships: what they are, their verdict, their contracts."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from relationships import models as m
from relationships.choices import (
    CollaborationType,
    ContractStatus,
    Flag,
    Nature,
    Phase,
    Posture,
    Side,
    VerdictCode,
)
from relationships.filters.base import Conditions, changed, numbers, only_ids
from relationships.filters.kinds import (
    Amount,
    Codes,
    Currencies,
    Day,
    Flags,
    Levels,
    Number,
    Ordering,
    Present,
    References,
    Subtrees,
    Text,
    Texts,
    Truth,
    Whole,
)
from relationships.filters.parties import known_aliases, party_named


class RelationshipFilter(Conditions):
    """Relationships, by what they are, by their verdict and by their contracts."""

    id = only_ids()
    q = Text(
        method="search", help_text="A part of the subject, category, external key, or the party's names."
    )
    unit = Subtrees("unit__path", help_text="Of this unit (id or code) or one below it.")
    portfolio = References("portfolio", model=m.Portfolio, help_text="At home in this portfolio (id).")
    party = References("party", model=m.Party, help_text="With this party (id).")
    further_party = References(
        method="with_further", model=m.Party, help_text="In which this party (id) has a further part."
    )
    our_role = Codes("our_role", codes=Side, help_text="Our role.")
    nature = Codes("nature", codes=Nature, help_text="The nature.")
    phase = Codes("phase", codes=Phase, help_text="The phase.")
    category = Text("category", "icontains", help_text="A part of the category as given.")
    profile = References(
        "profile", model=m.CategoryProfile, split=False, help_text="Of this category profile (id or name)."
    )
    has_profile = Present("profile", help_text="Whether its category was recognised.")
    owner = References("owner", model=m.User, help_text="Owned by this user (id or user name).")
    has_owner = Present("owner", help_text="Whether it has an owner.")
    deputy = References("deputy", model=m.User, help_text="With this user (id or user name) as deputy.")
    external_key = Texts("external_key", help_text="Exactly this external key.")

    verdict = Codes(method="judged", codes=VerdictCode, help_text="The verdict.")
    pending = Truth(method="awaiting", help_text="Whether its verdict is still to be computed.")
    flag = Flags("verdict__flag_codes", codes=Flag, help_text="The verdict has this flag.")
    classified = Truth(method="decided", help_text="Whether a type was chosen.")
    chosen_type = Codes("verdict__chosen_type", codes=CollaborationType, help_text="The chosen type.")
    recommended_type = Codes(
        "verdict__recommended_type", codes=CollaborationType, help_text="The recommended type."
    )
    delivery_type = Codes(
        "verdict__delivery_type", codes=CollaborationType, help_text="The type that the delivery alone needs."
    )
    posture = Codes("verdict__posture", codes=Posture, help_text="The posture.")
    posture_side = Codes("verdict__posture_side", codes=Side, help_text="The side that the posture names.")
    parties_open = Truth("verdict__parties_open", help_text="Whether no fact of the parties is known yet.")
    score_min, score_max = numbers("verdict__score", "Score 0-100", Number)
    needed_depth = Levels("verdict__needed_depth", low=0, help_text="The needed depth 0-5.")
    has_needed_depth = Present("verdict__needed_depth", help_text="Whether the needed depth is known.")
    feasible_depth = Levels("verdict__feasible_depth", low=0, help_text="The feasible depth 0-5.")
    required_trust = Levels("verdict__required_trust", help_text="The required trust 1-5 of the chosen type.")
    required_trust_min, required_trust_max = numbers(
        "verdict__required_trust", "Required trust 1-5", low=1, high=5
    )
    trust_target = Levels("verdict__trust_target", help_text="The chosen trust target 1-5.")
    mutual_trust = Levels("verdict__mutual_trust", help_text="The mutual actual trust 1-5.")
    has_mutual_trust = Present(
        "verdict__mutual_trust", help_text="Whether trust was assessed in both directions."
    )
    mutual_trust_min, mutual_trust_max = numbers("verdict__mutual_trust", "Mutual trust 1-5", low=1, high=5)
    residual_gap_min = Whole(
        "verdict__residual_gap", "gte", high=5, help_text="Trust gap left by safeguards: at least this."
    )
    unknown_facts_min, unknown_facts_max = numbers("verdict__unknown_facts", "Number of unknown facts")
    assumed_facts_min, assumed_facts_max = numbers("verdict__assumed_facts", "Number of assumed facts")

    has_contract = Truth(method="contracted", help_text="Whether it has a contract.")
    contract_status = Codes(
        method="contracted", codes=ContractStatus, help_text="Has a contract with this status."
    )
    contract_ended = Truth(method="contracted", help_text="Has a contract whose term has ended, or has not.")
    currency = Currencies(method="contracted", help_text="Has a contract in this currency.")
    value_min = Amount(
        method="contracted", help_text="Has a contract of at least this value; takes currency."
    )
    value_max = Amount(method="contracted", help_text="Has a contract of at most this value; takes currency.")
    notice_deadline_after = Day(
        method="contracted", help_text="Has a contract with its notice deadline on this day or later."
    )
    notice_deadline_before = Day(
        method="contracted", help_text="Has a contract with its notice deadline on this day or earlier."
    )
    current_end_after = Day(
        method="contracted", help_text="Has a contract whose running term ends on this day or later."
    )
    current_end_before = Day(
        method="contracted", help_text="Has a contract whose running term ends on this day or earlier."
    )
    changed_since = changed()
    ordering = Ordering(
        keys={
            "id": ("id",),
            "party": ("party__name",),
            "subject": ("subject",),
            "unit": ("unit__code",),
            "category": ("category",),
            "phase": ("phase",),
            "verdict": ("verdict__verdict",),
            "score": ("verdict__score",),
            "recommended_type": ("verdict__recommended_type",),
            "chosen_type": ("verdict__chosen_type",),
            "required_trust": ("verdict__required_trust",),
            "mutual_trust": ("verdict__mutual_trust",),
            "residual_gap": ("verdict__residual_gap",),
            "unknown_facts": ("verdict__unknown_facts",),
            "verdict_since": ("verdict__since",),
            "changed_at": ("changed_at",),
            "created_at": ("created_at",),
        }
    )

    # The conditions on a contract, and what each asks of it; all hold of the same contract.
    _OF_CONTRACT = {
        "contract_status": "status__in",
        "contract_ended": "position__ended",
        "currency": "currency__in",
        "value_min": "value__gte",
        "value_max": "value__lte",
        "notice_deadline_after": "position__notice_deadline__gte",
        "notice_deadline_before": "position__notice_deadline__lte",
        "current_end_after": "position__current_end__gte",
        "current_end_before": "position__current_end__lte",
    }

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        aliases = m.PartyAlias.objects.filter(party=OuterRef("party_id"))
        return queryset.filter(
            Q(subject__icontains=value)
            | Q(category__icontains=value)
            | Q(external_key__icontains=value)
            | party_named(value, "party__")
            | Exists(aliases.filter(known_aliases(value)))
        )

    def with_further(self, queryset: QuerySet, name: str, value: list[m.Party]) -> QuerySet:
        return self.among(queryset, "relationship", m.RelationshipParty, Q(party__in=value))

    def judged(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        found = Q(verdict__verdict__in=value)
        return queryset.filter(found | Q(verdict__isnull=True) if VerdictCode.PENDING in value else found)

    def awaiting(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        there = Q(verdict__isnull=False) & ~Q(verdict__verdict=VerdictCode.PENDING)
        return queryset.filter(~there if value else there)

    def decided(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        current = Exists(
            m.Classification.objects.filter(relationship=OuterRef("pk"), superseded_at__isnull=True)
        )
        return queryset.filter(current if value else ~current)

    def contracted(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        queryset = super().filter_queryset(queryset)
        cleaned = self.cleaned
        asked = {
            lookup: cleaned[name] for name, lookup in self._OF_CONTRACT.items() if cleaned[name] is not None
        }
        contracts = m.Contract.objects.filter(relationship=OuterRef("pk"), **asked)
        if cleaned["has_contract"] is False:
            return queryset.filter(~Exists(contracts))
        return queryset.filter(Exists(contracts)) if asked or cleaned["has_contract"] else queryset
