"""The plan of an import: what each row would make, change or leave, before anything is written.

Parties by identifier or name; relationships by external key, else one per portfolio, unit, party, our role
and category; contracts by number within their relationship, rows that share one being its lines. A
contract without a number is recognised by the digest of its row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from imports.drafts import Draft, Drafter
from imports.findings import Problem
from imports.matching import Ambiguous, PartyBook, PlannedParty
from relationships.actor import Actor
from relationships.choices import FactSource, PartyPart, TermKind
from relationships.errors import Refusal
from relationships.models import (
    CategoryProfile,
    Contract,
    ContractLine,
    FactRating,
    Portfolio,
    Relationship,
    RelationshipParty,
    Unit,
)
from relationships.names import normalised_label
from relationships.queries.categories import Categories, categories

CHUNK = 500
Changes = dict[str, tuple[Any, Any]]


class Outcome(StrEnum):
    """What becomes of a row of the list."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the list is taken in. `portfolio` is None when it is yet to be made, named `name`."""

    unit: Unit
    name: str
    portfolio: Portfolio | None
    currency: str
    our_role: str


@dataclass(slots=True, eq=False)
class PlannedRelationship:
    """A relationship that is there, with what changes on it, or one to be made of `values`."""

    relationship: Relationship | None
    party: PlannedParty
    values: dict[str, Any]
    profile: CategoryProfile | None
    changes: Changes = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    further: list[tuple[PartyPart, PlannedParty]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class PlannedLine:
    """A row of the list as a line of its contract."""

    draft: Draft
    key: str
    line: ContractLine | None = None
    changes: Changes = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class PlannedContract:
    """A contract that is there, with what changes on it, or one to be made of `values`."""

    relationship: PlannedRelationship
    number: str
    source_key: str
    lines: list[PlannedLine]
    pk: int | None = None
    contract: Contract | None = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: Changes = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """All that an import would do, with what stands in its way."""

    setting: Setting
    parties: list[PlannedParty]
    relationships: list[PlannedRelationship]
    contracts: list[PlannedContract]
    outcomes: dict[int, Outcome]
    problems: list[Problem]
    sums: dict[str, Decimal]
    ambiguous: int
    repeated_totals: list[str]


def repeats_totals(drafts: Iterable[Draft]) -> list[str]:
    """The contract numbers whose rows all hold the same amount, if that is so of most that repeat.

    Then the rows may repeat one contract's total rather than add up to it: that has to be asked.
    """
    amounts: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for draft in drafts:
        number, amount = draft.contract.get("number"), draft.line.get("amount")
        if number and amount and not draft.problems:
            amounts[number, draft.party.get("name", "").casefold()].append(amount)
    several = {key: each for key, each in amounts.items() if len(each) > 1}
    same = [number for (number, _party), each in several.items() if len(set(each)) == 1]
    return same if 2 * len(same) > len(several) else []


def plan(
    drafts: Sequence[Draft],
    drafter: Drafter,
    setting: Setting,
    by: Actor,
    *,
    totals_repeated: bool = False,
) -> Plan:
    """What these drafts come to in this portfolio. Reads only; a constant number of queries a batch."""
    return _Planner(drafts, drafter, setting, by, totals_repeated).plan()


class _Planner:
    def __init__(
        self, drafts: Sequence[Draft], drafter: Drafter, setting: Setting, by: Actor, totals_repeated: bool
    ) -> None:
        self.drafts = drafts
        self.drafter = drafter
        self.setting = setting
        self.by = by
        self.totals_repeated = totals_repeated
        self.categories: Categories = categories()
        self.outcomes: dict[int, Outcome] = {}
        self.relationships: dict[Any, PlannedRelationship] = {}
        self.contracts: dict[Any, PlannedContract] = {}
        self.touched_parties: set[int] = set()

    def plan(self) -> Plan:
        good = [each for each in self.drafts if not each.problems]
        self.book = PartyBook(good, self.setting.unit, self.by)
        self._read_relationships()
        occurrences: dict[str, int] = defaultdict(int)
        # Rows with an identifier and a name first: one with either then finds the party it means.
        placed: dict[int, PlannedRelationship] = {}
        for draft in sorted(good, key=lambda each: (not each.identifiers, "name" not in each.party)):
            relationship = self._relationship_of(draft)
            if relationship is not None:
                placed[draft.row] = relationship
        for draft in good:
            occurrences[draft.digest] += 1
            if draft.row in placed:
                self._place(draft, placed[draft.row], occurrences[draft.digest])
        self._compare()
        for draft in self.drafts:
            if draft.problems:
                self.outcomes[draft.row] = Outcome.REFUSED
        return Plan(
            setting=self.setting,
            parties=[each for each in self.book.planned if each.rows or self._is_further(each)],
            relationships=list(self.relationships.values()),
            contracts=list(self.contracts.values()),
            outcomes=dict(sorted(self.outcomes.items())),
            problems=[problem for draft in self.drafts for problem in draft.problems],
            sums=self._sums(),
            ambiguous=len(self.book.ambiguous),
            repeated_totals=[],
        )

    def _is_further(self, planned: PlannedParty) -> bool:
        return any(party is planned for each in self.relationships.values() for _part, party in each.further)

    # Relationships

    def _read_relationships(self) -> None:
        """The relationships that are there, by external key and by what else tells them apart."""
        self.by_id: dict[int, Relationship] = {}
        self.by_key: dict[str, Relationship] = {}
        self.by_rest: dict[tuple[int, str, Any], list[Relationship]] = defaultdict(list)
        if self.setting.portfolio is None:
            return
        rows = Relationship.objects.filter(portfolio=self.setting.portfolio).select_related("profile")
        for each in rows.order_by("pk"):
            self.by_id[each.pk] = each
            if each.external_key:
                self.by_key[each.external_key] = each
            kind = self._category_key(each.category, each.profile)
            self.by_rest[each.party_id, each.our_role, kind].append(each)

    def _category_key(self, category: str, profile: CategoryProfile | None) -> Any:
        return profile.pk if profile else normalised_label(category)

    def _relationship_of(self, draft: Draft) -> PlannedRelationship | None:
        party = self.book.of(draft)
        if isinstance(party, Ambiguous):
            self._refuse_ambiguous(draft, party)
            return None
        category = draft.relationship.get("category", "")
        profile = self.categories.of_cpv(draft.contract.get("cpv", "")) or self.categories.of_name(category)
        role = draft.relationship.get("our_role") or self.setting.our_role
        external = draft.relationship.get("external_key")
        there = self.by_key.get(external) if external else None
        if draft.relationship_id is not None:
            there = self.by_id.get(draft.relationship_id)
            if there is None:
                missing = {"thing": Relationship._meta.verbose_name, "value": draft.relationship_id}
                self._refuse(draft, Refusal("NOT_FOUND", "relationship_id", missing), "relationship_id")
                return None
        if there is not None and party.party is not None and there.party_id != party.party.pk:
            self._refuse(draft, Refusal("DUPLICATE", "external_key", {"what": external}), "external_key")
            return None
        kind = self._category_key(category, profile)
        if there is None and not external and party.party is not None:
            there = next(iter(self.by_rest.get((party.party.pk, role, kind), [])), None)
        key = ("id", there.pk) if there is not None else ("new", external or (id(party), role, kind))
        planned = self.relationships.get(key)
        if planned is None:
            planned = PlannedRelationship(there, party, {}, profile)
            self.relationships[key] = planned
        self._add_to_relationship(planned, draft, role)
        return planned

    def _add_to_relationship(self, planned: PlannedRelationship, draft: Draft, role: str) -> None:
        values = {**draft.relationship, "our_role": role}
        values.setdefault("subject", "")
        for name, value in values.items():
            if value and not planned.values.get(name):
                planned.values[name] = value
        if not planned.values.get("subject"):
            text = draft.contract.get("title") or draft.contract.get("description") or ""
            planned.values["subject"] = " ".join(text.split())[:300]
        planned.facts |= {code: value for code, value in draft.facts.items() if code not in planned.facts}
        for part, name in draft.further:
            party = self.book.named(name)
            if isinstance(party, PlannedParty) and (part, party) not in planned.further:
                planned.further.append((part, party))

    def _refuse_ambiguous(self, draft: Draft, found: Ambiguous) -> None:
        names = ", ".join(f"{each.name} (#{each.pk})" for each in found.parties[:5])
        refusal = Refusal("PARTY_AMBIGUOUS", "party_name", {"value": found.name, "parties": names})
        self._refuse(draft, refusal, "party_name")

    def _refuse(self, draft: Draft, refusal: Refusal, code: str) -> None:
        problem = self.drafter.problem(draft, refusal, code)
        if problem.value is None:
            named = refusal.params.get("value") or refusal.params.get("what")
            problem = replace(problem, value=None if named is None else str(named))
        draft.problems.append(problem)

    # Contracts and their lines

    def _place(self, draft: Draft, relationship: PlannedRelationship, occurrence: int) -> None:
        number = draft.contract.get("number", "")
        source_key = "" if number else f"{draft.digest}-{occurrence}"
        key = ("id", draft.contract_id) if draft.contract_id else (id(relationship), number, source_key)
        contract = self.contracts.get(key)
        if contract is None:
            contract = PlannedContract(relationship, number, source_key, [], draft.contract_id)
            self.contracts[key] = contract
        stem = f"n:{draft.line['number']}" if draft.line["number"] else draft.digest
        same = sum(each.key.rpartition("-")[0] == stem for each in contract.lines)
        contract.lines.append(PlannedLine(draft, f"{stem}-{same + 1}"))

    def _compare(self) -> None:
        """Set each planned contract and line beside what is there."""
        there = [each for each in self.relationships.values() if each.relationship is not None]
        self._compare_relationships(there)
        held = self._held_contracts([each.relationship.pk for each in there if each.relationship])
        for contract in self.contracts.values():
            pk = contract.relationship.relationship.pk if contract.relationship.relationship else None
            if pk is not None:
                key = ("id", contract.pk) if contract.pk else (pk, contract.number, contract.source_key)
                contract.contract = held.get(key)
            if contract.pk is not None and contract.contract is None:
                missing = {"thing": Contract._meta.verbose_name, "value": contract.pk}
                for each in contract.lines:
                    self._refuse(each.draft, Refusal("NOT_FOUND", "contract_id", missing), "contract_id")
        self.contracts = {
            key: each
            for key, each in self.contracts.items()
            if not any(line.draft.problems for line in each.lines)
        }
        lines = self._held_lines([each.contract.pk for each in self.contracts.values() if each.contract])
        for contract in self.contracts.values():
            self._compare_contract(contract, lines.get(contract.contract.pk, []) if contract.contract else [])

    def _compare_relationships(self, there: list[PlannedRelationship]) -> None:
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
            each.facts = {
                code: value for code, value in each.facts.items() if rated.get((held.pk, code)) != value
            }
            each.further = [
                (part, party)
                for part, party in each.further
                if party.party is None or (held.pk, str(part), party.party.pk) not in further
            ]

    def _held_contracts(self, relationships: list[int]) -> dict[Any, Contract]:
        found: dict[Any, Contract] = {}
        for start in range(0, len(relationships), CHUNK):
            chunk = relationships[start : start + CHUNK]
            for each in Contract.objects.filter(relationship__in=chunk):
                found[each.relationship_id, each.number, each.source_key if not each.number else ""] = each
                found["id", each.pk] = each
        return found

    def _held_lines(self, contracts: list[int]) -> dict[int, list[ContractLine]]:
        found: dict[int, list[ContractLine]] = defaultdict(list)
        for start in range(0, len(contracts), CHUNK):
            for each in ContractLine.objects.filter(contract__in=contracts[start : start + CHUNK]):
                found[each.contract_id].append(each)
        return found

    def _compare_contract(self, contract: PlannedContract, held: list[ContractLine]) -> None:
        self._match_lines(contract, held)
        if self.totals_repeated and contract.number:
            for each in contract.lines[1:]:
                each.draft.line["amount"] = None
        contract.values = _together([each.draft for each in contract.lines])
        gone = [each for each in held if each not in [line.line for line in contract.lines]]
        for name, column in (("value", "amount"), ("spent", "spent")):
            contract.values[name] = _sum(
                [each.draft.line[column] for each in contract.lines]
                + [getattr(each, column) for each in gone]
            )
        if contract.contract is not None:
            contract.changes = _differences(contract.contract, contract.values)
        first = True
        for each in contract.lines:
            self.outcomes[each.draft.row] = self._outcome(contract, each, first)
            first = False

    def _match_lines(self, contract: PlannedContract, held: list[ContractLine]) -> None:
        """Lines by key; of those left over, row by row in order where their numbers are the same."""
        by_key = {each.key: each for each in held}
        for each in contract.lines:
            each.line = by_key.pop(each.key, None)
        left = [each for each in contract.lines if each.line is None]
        if len(left) == len(by_key) and len(contract.lines) == len(held):
            for each, line in zip(left, sorted(by_key.values(), key=lambda line: line.pk), strict=True):
                each.line = line
        for each in contract.lines:
            if each.line is not None:
                each.changes = _line_differences(contract.contract, each.line, each.draft)

    def _outcome(self, contract: PlannedContract, line: PlannedLine, first: bool) -> Outcome:
        if contract.contract is None or line.line is None:
            return Outcome.CREATED
        relationship = contract.relationship
        more = first and bool(
            contract.changes or relationship.changes or relationship.facts or relationship.further
        )
        party = relationship.party
        if party.party is not None and party.values | dict(party.identifiers):
            if party.party.pk not in self.touched_parties:
                more = True
            self.touched_parties.add(party.party.pk)
        return Outcome.UPDATED if line.changes or more else Outcome.UNCHANGED

    def _sums(self) -> dict[str, Decimal]:
        """The sum of the values per currency of the rows that are taken; XXX where none is known."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for draft in self.drafts:
            amount = draft.line.get("amount")
            if not draft.problems and amount is not None:
                sums[draft.contract.get("currency") or "XXX"] += amount
        return dict(sorted(sums.items()))


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [each for each in amounts if each is not None]
    return sum(known, Decimal(0)) if known else None


def _together(drafts: Sequence[Draft]) -> dict[str, Any]:
    """A contract from its rows: the first that says something counts, the earliest start, the latest end."""
    values: dict[str, Any] = {}
    attributes: dict[str, str] = {}
    for draft in drafts:
        for name, value in draft.contract.items():
            values.setdefault(name, value)
        for name, text in draft.attributes.items():
            attributes.setdefault(name, text)
    for name, choose in (("start", min), ("stated_end", max), ("stated_latest_end", max)):
        days: list[date] = [draft.contract[name] for draft in drafts if name in draft.contract]
        if days:
            values[name] = choose(days)
    if any(draft.contract.get("term_kind") == TermKind.OPEN_ENDED for draft in drafts):
        values["term_kind"] = TermKind.OPEN_ENDED
        values.pop("stated_end", None)
    if values.get("stated_end") and values.get("stated_latest_end"):
        values["stated_latest_end"] = max(values["stated_end"], values["stated_latest_end"])
    values["attributes"] = attributes
    return values


def _line_differences(contract: Contract | None, line: ContractLine, draft: Draft) -> Changes:
    """What the row says otherwise than its line; a day that is the contract's own is not the line's."""
    changes: Changes = {}
    for name, value in draft.line.items():
        before = getattr(line, name)
        own = {"start": "start", "end": "stated_end"}.get(name)
        inherited = before is None and own is not None and getattr(contract, own, None) == value
        if value not in (None, "") and value != before and not inherited:
            changes[name] = (before, value)
    return changes


def _differences(contract: Contract, values: dict[str, Any]) -> Changes:
    """What the file says otherwise than the record. What the file leaves empty stays as it is."""
    changes: Changes = {}
    for name, value in values.items():
        before = getattr(contract, name)
        if name == "attributes":
            value = {**before, **value}
        if value is not None and value != "" and value != before:
            changes[name] = (before, value)
    return changes
