"""The contracts of a list and their lines, set beside what is there."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from imports.comparing import (
    SUMS,
    differences,
    line_differences,
    line_key,
    line_occurrences,
    said_by,
    source_key,
    total,
    values_of,
)
from imports.drafts import Draft, Drafts
from imports.plan.refusing import Refuse
from imports.planned import Outcome, PlannedContract, PlannedLine, PlannedRelationship
from relationships.errors import Refusal
from relationships.models import Contract, ContractLine

CHUNK = 500


class Contracts:
    """Places rows as lines of contracts, and says what becomes of each."""

    def __init__(self, drafts: Drafts, refuse: Refuse, totals_repeated: bool) -> None:
        self.drafts = drafts
        self.refuse = refuse
        self.totals_repeated = totals_repeated
        self.planned: list[PlannedContract] = []
        self.outcomes: list[Outcome | None] = [None] * len(drafts)
        self._by_key: dict[Any, PlannedContract] = {}
        self._touched_parties: set[int] = set()

    def place(
        self, at: int, relationship: PlannedRelationship, number: str, digest: str, occurrence: int
    ) -> PlannedContract:
        """The contract that the row at this place is a line of.

        Rows that share a number are one; of those without, `digest` and `occurrence` name the contract, and
        where there is no digest either the row is one by itself.
        """
        key = (id(relationship), number or digest, occurrence) if number or digest else None
        return self._placed(at, key, relationship, number, occurrence)

    def place_known(self, draft: Draft, relationship: PlannedRelationship) -> None:
        """The row as a line of the contract whose id it gives."""
        contract = self._placed(draft.at, draft.contract_id, relationship, draft.number, 1)
        contract.pk = draft.contract_id

    def _placed(
        self, at: int, key: Any, relationship: PlannedRelationship, number: str, occurrence: int
    ) -> PlannedContract:
        contract = None if key is None else self._by_key.get(key)
        if contract is None:
            repeated = self.totals_repeated and bool(number)
            contract = PlannedContract(relationship, number, occurrence, array("L"), repeated)
            self.planned.append(contract)
            if key is not None:
                self._by_key[key] = contract
        contract.rows.append(at)
        return contract

    def by_held(self) -> dict[int, PlannedContract]:
        """The plans of contracts that are there, by the contract's id."""
        found: dict[int, PlannedContract] = {}
        for each in self.planned:
            if each.there and each.pk is not None:
                found.setdefault(each.pk, each)
        return found

    def compare(self, relationships: Iterable[PlannedRelationship]) -> None:
        """Set each planned contract and line beside what is there."""
        self._by_key.clear()
        there = {each.relationship.pk for each in relationships if each.relationship}
        for chunk in _chunks(self.planned):
            self._compare(chunk, there)
        refused = self.drafts.refused()
        self.planned = [each for each in self.planned if refused.isdisjoint(each.rows)]
        for contract in self.planned:
            self._tell(contract)

    def _compare(self, chunk: Sequence[PlannedContract], there: set[int]) -> None:
        """Find the contracts of a chunk, and what changes on them; nothing else of them is kept."""
        held = self._held(chunk, there)
        for contract in chunk:
            if contract.pk is not None and contract.pk not in held:
                missing = {"thing": Contract._meta.verbose_name, "value": contract.pk}
                for at in contract.rows:
                    refusal = Refusal("NOT_FOUND", "contract_id", missing)
                    self.refuse(self.drafts[at], refusal, "contract_id")
        lines = held_lines(list(held))
        for contract in chunk:
            record = held.get(contract.pk) if contract.pk is not None else None
            if record is not None:
                self._beside(contract, record, lines.get(record.pk, []))

    def _held(self, chunk: Sequence[PlannedContract], there: set[int]) -> dict[int, Contract]:
        """The records of these contracts by their id, which each is told."""
        named = [each.pk for each in chunk if each.pk is not None and _relationship(each) is not None]
        found = {}
        if named:
            rows = Contract.objects.filter(pk__in=named)
            found = {each.pk: each for each in rows if each.relationship_id in there}
        searched = [each for each in chunk if each.pk is None]
        pks = {pk for each in searched if (pk := _relationship(each)) is not None}
        if not pks:
            return found
        keys = {(_relationship(each), each.number, self._source_key(each)): each for each in searched}
        rows = Contract.objects.filter(relationship__in=pks)
        if len(pks) == 1:  # it may have many more
            numbers = {each.number for each in searched if each.number}
            sources = {key for _pk, number, key in keys if not number}
            rows = rows.filter(number__in=numbers) | rows.filter(number="", source_key__in=sources)
        for record in rows:
            key = record.relationship_id, record.number, "" if record.number else record.source_key
            contract = keys.get(key)
            if contract is not None:
                contract.pk = record.pk
                found[record.pk] = record
        return found

    def _source_key(self, contract: PlannedContract) -> str:
        return source_key(contract, self.drafts.said(contract.rows[0]))

    def _beside(self, contract: PlannedContract, record: Contract, held: list[ContractLine]) -> None:
        contract.there = True
        rows = said_by(self.drafts, contract)
        number = self.drafts.line.places["number"]
        named = zip(contract.rows, rows, line_occurrences(rows, number), strict=True)
        lines = _matched([PlannedLine(at, line_key(said, number, which)) for at, said, which in named], held)
        values = values_of(self.drafts, rows)
        kept = {each.line.pk for each in lines if each.line is not None}
        gone = [each for each in held if each.pk not in kept]
        for name, column in SUMS:
            values[name] = total([values[name], *(getattr(each, column) for each in gone)])
        contract.changes = differences(record, values)
        for each, said in zip(lines, rows, strict=True):
            if each.line is None:
                self.outcomes[each.at] = Outcome.CREATED
                continue
            each.changes = line_differences(record, each.line, self.drafts.line.said(said.line))
            self.outcomes[each.at] = Outcome.UPDATED if each.changes else Outcome.UNCHANGED
        contract.lines = [each for each in lines if each.line is None or each.changes]
        if contract.changes or contract.lines:
            contract.contract = record

    def _tell(self, contract: PlannedContract) -> None:
        """What becomes of its rows; what they share with others is changed by the first of them."""
        relationship = contract.relationship
        more = bool(contract.changes or relationship.changes or relationship.facts or relationship.further)
        for at in contract.rows:
            if not contract.there:
                self.outcomes[at] = Outcome.CREATED
            elif self.outcomes[at] is not Outcome.CREATED:
                decided = relationship.decided_in
                more = more or bool(relationship.decision and decided and decided.at == at)
                if self._touches(relationship) or more:
                    self.outcomes[at] = Outcome.UPDATED
            more = False

    def _touches(self, relationship: PlannedRelationship) -> bool:
        """Whether the party changes, and no row before said so."""
        party = relationship.party
        if party.party is None or not (party.values or party.identifiers or party.aliases):
            return False
        touched = party.party.pk in self._touched_parties
        self._touched_parties.add(party.party.pk)
        return not touched


def _relationship(contract: PlannedContract) -> int | None:
    held = contract.relationship.relationship
    return held.pk if held is not None else None


def _chunks(planned: Iterable[PlannedContract]) -> Iterator[list[PlannedContract]]:
    """Contracts of relationships that are there, some at a time, those of one beside each other."""
    there = [each for each in planned if each.pk is not None or _relationship(each) is not None]
    there.sort(key=lambda each: _relationship(each) or 0)
    return (there[start : start + CHUNK] for start in range(0, len(there), CHUNK))


def _matched(lines: list[PlannedLine], held: list[ContractLine]) -> list[PlannedLine]:
    """Lines by key; of those left over, row by row in order where their numbers are the same."""
    by_key = {each.key: each for each in held}
    for each in lines:
        each.line = by_key.pop(each.key, None)
    left = [each for each in lines if each.line is None]
    if len(left) == len(by_key) and len(lines) == len(held):
        for each, line in zip(left, sorted(by_key.values(), key=lambda line: line.pk), strict=True):
            each.line = line
    return lines


def held_lines(contracts: list[int]) -> dict[int, list[ContractLine]]:
    """The lines of these contracts, by contract."""
    found: dict[int, list[ContractLine]] = defaultdict(list)
    for start in range(0, len(contracts), CHUNK):
        for each in ContractLine.objects.filter(contract__in=contracts[start : start + CHUNK]):
            found[each.contract_id].append(each)
    return found
