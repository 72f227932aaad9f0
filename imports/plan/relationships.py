"""The relationships of a list: those that are there, found again, and those to be made."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from imports.drafts import DECISION, Draft
from imports.matching import Ambiguous, PartyBook, PlannedParty
from imports.plan.refusing import Refuse
from imports.planned import PlannedRelationship, Setting
from relationships.choices import FactSource
from relationships.errors import Refusal
from relationships.models import (
    CategoryProfile,
    Classification,
    FactRating,
    Relationship,
    RelationshipParty,
)
from relationships.names import normalised_label
from relationships.queries.categories import categories

CHUNK = 500


class Relationships:
    """Finds or plans the relationship of each row; those that are there are read in one query."""

    def __init__(self, setting: Setting, book: PartyBook, refuse: Refuse) -> None:
        self.setting = setting
        self.book = book
        self.refuse = refuse
        self.planned: dict[Any, PlannedRelationship] = {}
        self._categories = categories()
        self._kinds: dict[tuple[str, str], tuple[CategoryProfile | None, Any]] = {}
        self._read()

    def _read(self) -> None:
        """The relationships that are there, by external key and by what else tells them apart."""
        self.by_id: dict[int, Relationship] = {}
        self.by_key: dict[str, Relationship] = {}
        self.by_rest: dict[tuple[int, str, Any], list[Relationship]] = defaultdict(list)
        if self.setting.portfolio is None:
            return
        rows = Relationship.objects.filter(portfolio=self.setting.portfolio).select_related(
            "profile", "party"
        )
        for each in rows.order_by("pk"):
            self.by_id[each.pk] = each
            if each.external_key:
                self.by_key[each.external_key] = each
            kind = _kind(each.category, each.profile)
            self.by_rest[each.party_id, each.our_role, kind].append(each)

    def of(self, draft: Draft) -> PlannedRelationship | None:
        """The relationship that the draft means, with what the row adds to it; None where it is refused."""
        party = self.book.of(draft)
        if isinstance(party, Ambiguous):
            self._refuse_ambiguous(draft, party)
            return None
        category = draft.relationship.get("category", "")
        profile, kind = self._meant(draft.contract.get("cpv", ""), category)
        role = draft.relationship.get("our_role") or self.setting.our_role
        external = draft.relationship.get("external_key")
        there = self.by_key.get(external) if external else None
        if draft.relationship_id is not None:
            there = self.by_id.get(draft.relationship_id)
            if there is None:
                missing = {"thing": Relationship._meta.verbose_name, "value": draft.relationship_id}
                self.refuse(draft, Refusal("NOT_FOUND", "relationship_id", missing), "relationship_id")
                return None
        if there is not None and party.party is not None and there.party_id != party.party.pk:
            self.refuse(draft, Refusal("DUPLICATE", "external_key", {"what": external}), "external_key")
            return None
        if there is None and not external and party.party is not None:
            there = next(iter(self.by_rest.get((party.party.pk, role, kind), [])), None)
        key = ("id", there.pk) if there is not None else ("new", external or (id(party), role, kind))
        planned = self.planned.get(key)
        if planned is None:
            planned = PlannedRelationship(there, party, {}, profile)
            self.planned[key] = planned
        self._add(planned, draft, role)
        return planned

    def _meant(self, cpv: str, category: str) -> tuple[CategoryProfile | None, Any]:
        """The profile that code or category mean, and what tells this kind of delivery from another."""
        found = self._kinds.get((cpv, category))
        if found is None:
            profile = self._categories.of_cpv(cpv) or self._categories.of_name(category)
            found = self._kinds[cpv, category] = profile, _kind(category, profile)
        return found

    def profile_of(self, category: str) -> CategoryProfile | None:
        """The profile of exactly this name."""
        return self._categories.of_name(category)

    def _add(self, planned: PlannedRelationship, draft: Draft, role: str) -> None:
        values = planned.values
        for name, value in (*draft.relationship.items(), ("our_role", role)):
            if value and not values.get(name):
                values[name] = value
        if not values.get("subject"):
            values["subject"] = " ".join(draft.subject.split())[:300]
        for code, rated in draft.facts.items():
            planned.facts.setdefault(code, rated)
        self.add_decision(planned, draft)
        for part, name in draft.further:
            party = self.book.named(name)
            if isinstance(party, PlannedParty) and (part, party) not in planned.further:
                planned.further.append((part, party))

    def add_decision(self, planned: PlannedRelationship, draft: Draft) -> None:
        """What the row says of the decision; it is refused where an earlier one says something else."""
        for code, value in draft.decision.items():
            if planned.decided_in is not None and planned.decision.get(code, value) != value:
                told = {"row": planned.decided_in.row, "other": planned.decision[code], "value": value}
                self.refuse(draft, Refusal("ROWS_DIFFER", code, told), code)
            else:
                planned.decision.setdefault(code, value)
                planned.decided_in = planned.decided_in or draft

    def settle_decisions(self) -> None:
        """Leave only the decisions that say something new, each whole."""
        deciding = [each for each in self.planned.values() if each.decision]
        pks = [each.relationship.pk for each in deciding if each.relationship]
        current: dict[int, Classification] = {}
        for start in range(0, len(pks), CHUNK):
            for each in Classification.objects.filter(
                relationship__in=pks[start : start + CHUNK], superseded_at__isnull=True
            ):
                current[each.relationship_id] = each
        for planned in deciding:
            held = current.get(planned.relationship.pk) if planned.relationship else None
            self._settle_decision(planned, held)

    def _settle_decision(self, planned: PlannedRelationship, held: Classification | None) -> None:
        draft, said = planned.decided_in, planned.decision
        planned.decided_before = {code: getattr(held, code) for code in DECISION} if held else {}
        assert draft is not None  # noqa: S101 for the type checker
        if held is not None and draft.edits is not None:
            said = {code: said.get(code, getattr(held, code)) for code in DECISION}
        if "chosen_type" not in said and "trust_target" not in said:
            planned.decision = {}  # a reason alone decides nothing
            return
        for code in ("chosen_type", "trust_target"):
            if not said.get(code):
                self.refuse(draft, Refusal("REQUIRED", code), code)
        same = held is not None and all(said.get(code) == getattr(held, code) for code in DECISION[:2])
        if same and held is not None and said.get("reason", "") in ("", held.reason):
            said = {}
        planned.decision = {} if draft.problems else dict(said)

    def _refuse_ambiguous(self, draft: Draft, found: Ambiguous) -> None:
        names = ", ".join(f"{each.name} (#{each.pk})" for each in found.parties[:5])
        refusal = Refusal("PARTY_AMBIGUOUS", "party_name", {"value": found.name, "parties": names})
        self.refuse(draft, refusal, "party_name")

    def compare(self) -> None:
        """Set each that is there beside what the list says of it."""
        there = [each for each in self.planned.values() if each.relationship is not None]
        pks = [each.relationship.pk for each in there if each.relationship]
        rated: dict[tuple[int, str], int] = {}
        if any(each.facts for each in there):
            rows = FactRating.objects.filter(
                relationship__in=pks, source=FactSource.IMPORTED, withdrawn_at__isnull=True
            ).order_by("assessed_on", "recorded_at", "pk")
            rated = {(each.relationship_id, each.fact): each.value for each in rows}
        further: set[tuple[int, str, int]] = set()
        if any(each.further for each in there):
            listed = RelationshipParty.objects.filter(relationship__in=pks)
            further = set(listed.values_list("relationship_id", "part", "party_id"))
        for each in there:
            held = each.relationship
            assert held is not None  # noqa: S101 for the type checker
            for name in ("nature", "phase", "category"):
                value = each.values.get(name)
                if value and value != getattr(held, name):
                    each.changes[name] = (getattr(held, name), value)
            if each.profile is not None and each.profile.pk != held.profile_id and not held.profile_id:
                each.changes["profile"] = (held.profile, each.profile)
            each.facts_before = {
                code: rated[held.pk, code] for code in each.facts if (held.pk, code) in rated
            }
            each.facts = {
                code: value for code, value in each.facts.items() if rated.get((held.pk, code)) != value
            }
            each.further = [
                (part, party)
                for part, party in each.further
                if party.party is None or (held.pk, str(part), party.party.pk) not in further
            ]


def _kind(category: str, profile: CategoryProfile | None) -> Any:
    return profile.pk if profile else normalised_label(category)
