"""The contracts of a list and their lines, set beside what is there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from imports.comparing import differences, line_differences, together, total
from imports.drafts import Draft
from imports.plan.refusing import Refuse
from imports.planned import Outcome, PlannedContract, PlannedLine, PlannedRelationship
from relationships.errors import Refusal
from relationships.models import Contract, ContractLine

CHUNK = 500


class Contracts:
    """Places rows as lines of contracts, and says what becomes of each."""

    def __init__(self, refuse: Refuse, totals_repeated: bool) -> None:
        self.refuse = refuse
        self.totals_repeated = totals_repeated
        self.planned: dict[Any, PlannedContract] = {}
        self.outcomes: dict[int, Outcome] = {}
        self._keys: Counter[tuple[PlannedContract, str]] = Counter()
        self._touched_parties: set[int] = set()

    def place(self, draft: Draft, relationship: PlannedRelationship, digest: str, occurrence: int) -> None:
        """The row as a line of its contract. `digest` names the contract where it has no number."""
        number = draft.contract.get("number", "")
        source_key = "" if number else f"{digest}-{occurrence}"
        key = ("id", draft.contract_id) if draft.contract_id else (id(relationship), number, source_key)
        contract = self.planned.get(key)
        if contract is None:
            contract = PlannedContract(relationship, number, source_key, [], draft.contract_id)
            self.planned[key] = contract
        stem = f"n:{draft.line['number']}" if draft.line["number"] else digest or draft.digest
        self._keys[contract, stem] += 1
        contract.lines.append(PlannedLine(draft, f"{stem}-{self._keys[contract, stem]}"))

    def by_held(self) -> dict[int, PlannedContract]:
        """The plans of contracts that are there, by the contract's id."""
        found: dict[int, PlannedContract] = {}
        for each in self.planned.values():
            if each.contract is not None:
                found.setdefault(each.contract.pk, each)
        return found

    def compare(self, relationships: Iterable[PlannedRelationship]) -> None:
        """Set each planned contract and line beside what is there."""
        held = _held_contracts([each.relationship.pk for each in relationships if each.relationship])
        for contract in self.planned.values():
            self._find(contract, held)
        self.planned = {
            key: each
            for key, each in self.planned.items()
            if not any(line.draft.problems for line in each.lines)
        }
        lines = held_lines([each.contract.pk for each in self.planned.values() if each.contract])
        for contract in self.planned.values():
            self._compare(contract, lines.get(contract.contract.pk, []) if contract.contract else [])

    def _find(self, contract: PlannedContract, held: dict[Any, Contract]) -> None:
        pk = contract.relationship.relationship.pk if contract.relationship.relationship else None
        if pk is not None:
            key = ("id", contract.pk) if contract.pk else (pk, contract.number, contract.source_key)
            contract.contract = held.get(key)
        if contract.pk is not None and contract.contract is None:
            missing = {"thing": Contract._meta.verbose_name, "value": contract.pk}
            for each in contract.lines:
                self.refuse(each.draft, Refusal("NOT_FOUND", "contract_id", missing), "contract_id")

    def _compare(self, contract: PlannedContract, held: list[ContractLine]) -> None:
        _match_lines(contract, held)
        if self.totals_repeated and contract.number:
            for each in contract.lines[1:]:
                each.draft.line["amount"] = None
        contract.values = together([each.draft for each in contract.lines])
        kept = {line.line.pk for line in contract.lines if line.line}
        gone = [each for each in held if each.pk not in kept]
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
            if party.party.pk not in self._touched_parties:
                more = True
            self._touched_parties.add(party.party.pk)
        return Outcome.UPDATED if line.changes or more else Outcome.UNCHANGED


def _match_lines(contract: PlannedContract, held: list[ContractLine]) -> None:
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


def _held_contracts(relationships: list[int]) -> dict[Any, Contract]:
    found: dict[Any, Contract] = {}
    for start in range(0, len(relationships), CHUNK):
        chunk = relationships[start : start + CHUNK]
        for each in Contract.objects.filter(relationship__in=chunk):
            found[each.relationship_id, each.number, each.source_key if not each.number else ""] = each
            found["id", each.pk] = each
    return found


def held_lines(contracts: list[int]) -> dict[int, list[ContractLine]]:
    """The lines of these contracts, by contract."""
    found: dict[int, list[ContractLine]] = defaultdict(list)
    for start in range(0, len(contracts), CHUNK):
        for each in ContractLine.objects.filter(contract__in=contracts[start : start + CHUNK]):
            found[each.contract_id].append(each)
    return found
