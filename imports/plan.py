"""The plan of an import: what each row would make, change or leave, before anything is written.

Parties by identifier or name; relationships by external key, else one per portfolio, unit, party, our role
and category; contracts by number within their relationship, rows that share one being its lines. A
contract without a number is recognised by the digest of its row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from imports import alike, edited
from imports.comparing import differences, line_differences, together, total
from imports.drafts import ATTRIBUTES, DECISION, Draft, Drafter
from imports.matching import NEW, Ambiguous, PartyBook, PlannedParty, party_answers
from imports.planned import (
    Outcome,
    Plan,
    PlannedContract,
    PlannedLine,
    PlannedRelationship,
    Setting,
)
from relationships.actor import Actor
from relationships.choices import FactSource
from relationships.errors import Refusal, shown
from relationships.models import (
    CategoryProfile,
    Classification,
    Contract,
    ContractLine,
    FactRating,
    Relationship,
    RelationshipParty,
)
from relationships.names import normalised_label
from relationships.queries.categories import Categories, categories

CHUNK = 500


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
    answers: Mapping[str, str] | None = None,
) -> Plan:
    """What these drafts come to in this portfolio. Reads only; a constant number of queries a batch."""
    while True:
        found = sum(len(each.problems) for each in drafts)
        planned = _Planner(drafts, drafter, setting, by, totals_repeated, answers or {}).plan()
        later = sum(len(each.problems) for each in drafts) > found
        # What a row refused so late says of its relationship is in the plan already: plan without it.
        if not later or not any(each.problems and (each.edits or each.decision) for each in drafts):
            return planned


class _Planner:
    def __init__(
        self,
        drafts: Sequence[Draft],
        drafter: Drafter,
        setting: Setting,
        by: Actor,
        totals_repeated: bool,
        answers: Mapping[str, str],
    ) -> None:
        self.answers = answers
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
        good = [each for each in self.drafts if not each.problems and each.edits is None]
        edited = [each for each in self.drafts if not each.problems and each.edits is not None]
        self.book = PartyBook(good, self.setting.unit, self.by, party_answers(self.answers))
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
        self._edit_relationships(edited)
        self._settle_decisions()
        self._compare()
        self._edit_contracts(edited)
        for draft in self.drafts:
            if draft.problems:
                self.outcomes[draft.row] = Outcome.REFUSED
        parties = [each for each in self.book.planned if each.rows or self._is_further(each)]
        new = [each for each in parties if each.party is None and not each.named_by_number]
        answered = self.book.answers
        asked = [each for each in new if self.book.key(each.values["name"]) not in answered]
        return Plan(
            setting=self.setting,
            parties=parties,
            near=[] if self.answers.get("parties") == NEW else alike.near(asked, self.by),
            alike=alike.alike(asked),
            relationships=list(self.relationships.values()),
            contracts=list(self.contracts.values()),
            outcomes=dict(sorted(self.outcomes.items())),
            problems=[problem for draft in self.drafts for problem in draft.problems],
            sums=self._sums(),
            ambiguous=len(self.book.ambiguous),
            unclear=list(self.book.ambiguous.values()),
            repeated_totals=[],
            drafts=list(self.drafts),
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
        rows = Relationship.objects.filter(portfolio=self.setting.portfolio).select_related(
            "profile", "party"
        )
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
        self._add_decision(planned, draft)
        for part, name in draft.further:
            party = self.book.named(name)
            if isinstance(party, PlannedParty) and (part, party) not in planned.further:
                planned.further.append((part, party))

    def _add_decision(self, planned: PlannedRelationship, draft: Draft) -> None:
        for code, value in draft.decision.items():
            if planned.decided_in is not None and planned.decision.get(code, value) != value:
                told = {"row": planned.decided_in.row, "other": planned.decision[code], "value": value}
                self._refuse(draft, Refusal("ROWS_DIFFER", code, told), code)
            else:
                planned.decision.setdefault(code, value)
                planned.decided_in = planned.decided_in or draft

    def _settle_decisions(self) -> None:
        """Leave only the decisions that say something new, each whole."""
        deciding = [each for each in self.relationships.values() if each.decision]
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
                self._refuse(draft, Refusal("REQUIRED", code), code)
        same = held is not None and all(said.get(code) == getattr(held, code) for code in DECISION[:2])
        if same and held is not None and said.get("reason", "") in ("", held.reason):
            said = {}
        planned.decision = {} if draft.problems else dict(said)

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

    # Rows of our own list that came back

    def _edit_relationships(self, drafts: Sequence[Draft]) -> None:
        """Plan what was edited of relationships, and the contracts that rows of theirs add."""
        for draft in drafts:
            assert draft.relationship_id is not None  # noqa: S101 for the type checker
            held = self.by_id[draft.relationship_id]
            planned = self._planned_edit(held, draft)
            self._edit_relationship(planned, held, draft)
            if draft.adds_contract:
                self._place(draft, planned, 1)

    def _edit_contracts(self, drafts: Sequence[Draft]) -> None:
        """Plan what was edited of contracts; a row without edits is unchanged."""
        rows: dict[int, list[Draft]] = defaultdict(list)
        for draft in drafts:
            if draft.contract_id is not None and not draft.problems:
                rows[draft.contract_id].append(draft)
        contracts = {
            each.pk: each
            for start in range(0, len(rows), CHUNK)
            for each in Contract.objects.filter(pk__in=list(rows)[start : start + CHUNK])
        }
        lines = self._held_lines(list(contracts))
        for pk, of_one in rows.items():
            _leave_kept_attributes(of_one, contracts[pk])
            self._edit_contract(contracts[pk], of_one, lines.get(pk, []))
        for draft in drafts:
            self.outcomes.setdefault(draft.row, Outcome.UPDATED if _said(draft) else Outcome.UNCHANGED)

    def _planned_edit(self, held: Relationship, draft: Draft) -> PlannedRelationship:
        key = ("id", held.pk)
        if key not in self.relationships:
            self.relationships[key] = PlannedRelationship(held, self.book.held(held.party), {}, None)
        planned = self.relationships[key]
        planned.party.rows.append(draft.row)
        return planned

    def _edit_relationship(self, planned: PlannedRelationship, held: Relationship, draft: Draft) -> None:
        for code, value in draft.relationship.items():
            kept = None if code == "external_key" and value == "" else value
            if code in planned.changes and planned.changes[code][1] != kept:
                told = {"row": "–", "other": shown(planned.changes[code][1]), "value": shown(kept)}
                self._refuse(draft, Refusal("ROWS_DIFFER", code, told), code)
            elif code == "external_key" and self.by_key.get(value or "", held).pk != held.pk:
                self._refuse(draft, Refusal("DUPLICATE", code, {"what": value}), code)
            elif kept != getattr(held, code):
                planned.changes[code] = (getattr(held, code), kept)
        if "category" in planned.changes:
            profile = self.categories.of_name(planned.changes["category"][1])
            if profile is not None and profile.pk != held.profile_id:
                planned.changes["profile"] = (held.profile, profile)
        for code, rated in draft.facts.items():
            if planned.facts.setdefault(code, rated) != rated:
                told = {"row": "–", "other": str(planned.facts[code]), "value": str(rated)}
                self._refuse(draft, Refusal("ROWS_DIFFER", code, told), code)
        self._add_decision(planned, draft)

    def _edit_contract(self, held: Contract, drafts: list[Draft], lines: list[ContractLine]) -> None:
        planned = self.relationships["id", held.relationship_id]
        by_id = {each.pk: each for each in lines}
        rows: list[tuple[Draft, ContractLine | None]] = []
        taken: set[int] = set()
        for draft in drafts:
            if draft.line_id in taken and _said(draft):
                refusal = Refusal("DUPLICATE", "line_id", {"what": str(draft.line_id)})
                self._refuse(draft, refusal, "line_id")
                continue
            taken.add(draft.line_id or 0)
            rows.append((draft, by_id.get(draft.line_id or 0)))
        new = self._new_lines_of(held)
        added = [each.draft for each in new.lines] if new else []
        changes, changed = edited.compare(held, rows, lines, added, self.by, self._refuse)
        if any(draft.problems for draft, _line in rows):
            return
        if new is not None:
            new.contract, new.changes = held, new.changes | changes
            return
        if changes or changed:
            contract = PlannedContract(planned, held.number, held.source_key, [], held.pk, held)
            contract.changes = changes
            contract.lines = [
                PlannedLine(draft, line.key, line, changed[line.pk])
                for draft, line in rows
                if line is not None and line.pk in changed
            ]
            self.contracts["edited", held.pk] = contract

    def _new_lines_of(self, held: Contract) -> PlannedContract | None:
        """The plan of rows without ids that turned out to be of this contract."""
        return next(
            (each for each in self.contracts.values() if each.contract and each.contract.pk == held.pk), None
        )

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
        contract.values = together([each.draft for each in contract.lines])
        gone = [each for each in held if each not in [line.line for line in contract.lines]]
        for name, column in (("value", "amount"), ("spent", "spent")):
            contract.values[name] = total(
                [each.draft.line[column] for each in contract.lines]
                + [getattr(each, column) for each in gone]
            )
        if contract.contract is not None:
            contract.changes = differences(contract.contract, contract.values)
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
                each.changes = line_differences(contract.contract, each.line, each.draft)

    def _outcome(self, contract: PlannedContract, line: PlannedLine, first: bool) -> Outcome:
        if contract.contract is None or line.line is None:
            return Outcome.CREATED
        relationship = contract.relationship
        more = first and bool(
            contract.changes or relationship.changes or relationship.facts or relationship.further
        )
        more = more or bool(relationship.decision and line.draft is relationship.decided_in)
        party = relationship.party
        if party.party is not None and (party.values or party.identifiers or party.aliases):
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


def _leave_kept_attributes(drafts: Iterable[Draft], held: Contract) -> None:
    """A custom attribute that the contract has already says nothing new."""
    for draft in drafts:
        told = draft.attributes.items()
        draft.attributes = {
            code: text for code, text in told if code in ATTRIBUTES or held.attributes.get(code) != text
        }


def _said(draft: Draft) -> bool:
    """Whether a row that came back says anything new."""
    said = (draft.relationship, draft.contract, draft.attributes, draft.line, draft.facts, draft.decision)
    return any(said)
