"""The list's own totals beside ours: what they differ, and what explains it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from imports.fields import FIELDS
from imports.findings import Note
from imports.notation import Interpreted, Unreadable, reader
from imports.tables import ColumnMapping, SourceTable, TypedRow

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Part:
    """Something that makes the list's total differ.

    REFUSED rows, amounts as TEXT, REPEATED totals, and amounts KEPT as the registry has them: those not
    edited in a list of ours that came back, and changed here since it was written.
    """

    code: str
    amount: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class ListTotal:
    """A total that the list itself gives in a cell, beside what the rows taken add up to.

    `difference` is the list's less ours; `unexplained` what of it the parts leave.
    """

    row: int
    cell: str
    total: Decimal
    ours: Decimal
    parts: tuple[Part, ...]

    @property
    def difference(self) -> Decimal:
        return self.total - self.ours

    @property
    def unexplained(self) -> Decimal:
        return self.difference - sum((each.amount for each in self.parts), ZERO)

    def as_json(self) -> dict[str, object]:
        return {
            "row": self.row,
            "cell": self.cell,
            "total": f"{self.total:.2f}",
            "taken": f"{self.ours:.2f}",
            "difference": f"{self.difference:.2f}",
            "parts": [
                {"code": each.code, "amount": f"{each.amount:.2f}", "count": each.count}
                for each in self.parts
            ],
            "unexplained": f"{self.unexplained:.2f}",
        }

    def notes(self) -> Iterator[Note]:
        params = {
            "total": f"{self.total:.2f}",
            "taken": f"{self.ours:.2f}",
            "difference": f"{self.difference:.2f}",
        }
        if not self.difference:
            yield Note("list_total_same", row=self.row, cell=self.cell, params=params)
            return
        yield Note("list_total_differs", row=self.row, cell=self.cell, params=params)
        for each in self.parts:
            told = {"amount": f"{each.amount:.2f}", "count": each.count}
            yield Note(f"list_total_{each.code.lower()}", row=self.row, cell=self.cell, params=told)
        if self.unexplained:
            left = {"amount": f"{self.unexplained:.2f}"}
            yield Note("list_total_unexplained", row=self.row, cell=self.cell, params=left)


class ListedAmounts:
    """What each row says in the column of values, gathered as rows are read where the list gives totals."""

    def __init__(self, table: SourceTable, mappings: Sequence[ColumnMapping]) -> None:
        value = _value(mappings)
        self._position = value.position if value is not None and table.totals else None
        self._rows: list[tuple[int, Decimal | None, bool]] = []

    def add(self, row: TypedRow) -> None:
        if self._position is not None:
            amount = row.values.get("value")
            known = amount if isinstance(amount, Decimal) else None
            self._rows.append((row.number, known, isinstance(row.cells[self._position], str)))

    def counting(self, taken: Mapping[int, Decimal | None]) -> list[tuple[int, Decimal, bool]]:
        """The rows that say an amount, or of which one is taken: number, amount, whether it is text."""
        return [
            (number, ZERO if amount is None else amount, is_text)
            for number, amount, is_text in self._rows
            if amount is not None or taken.get(number)
        ]


def _value(mappings: Sequence[ColumnMapping]) -> ColumnMapping | None:
    return next((each for each in mappings if each.field == "value" and each.notation), None)


def list_totals(
    table: SourceTable,
    mappings: Sequence[ColumnMapping],
    rows: ListedAmounts,
    taken: Mapping[int, Decimal | None],
) -> tuple[ListTotal, ...]:
    """The totals in the column of values. `taken`: the amount that counts of each row taken."""
    value = _value(mappings)
    if value is None or value.notation is None or not table.totals:
        return ()
    read = reader(value.notation, FIELDS["value"], (), value.header)
    amounts = rows.counting(taken)
    found: list[ListTotal] = []
    above = 0
    for each in table.totals:
        total = read(each.cells[value.position]) if each.cells[value.position] is not None else None
        if isinstance(total, Interpreted):
            total = total.value
        if isinstance(total, Unreadable) or not isinstance(total, Decimal):
            continue
        whole = [one for one in amounts if one[0] < each.number]
        part = [one for one in whole if one[0] > above]
        meant = min((whole, part), key=lambda block: abs(total - sum((one[1] for one in block), ZERO)))
        cell = table.address(value.position, each.number)
        found.append(_explained(each.number, cell, total, meant, taken))
        above = each.number
    return tuple(found)


def _explained(
    row: int,
    cell: str,
    total: Decimal,
    block: Sequence[tuple[int, Decimal, bool]],
    taken: Mapping[int, Decimal | None],
) -> ListTotal:
    ours = sum((taken.get(number) or ZERO for number, _amount, _text in block), ZERO)
    refused = [amount for number, amount, _text in block if number not in taken]
    text = [taken.get(number) or ZERO for number, _amount, is_text in block if is_text and number in taken]
    repeated = [amount for number, amount, _text in block if number in taken and taken[number] is None]
    kept = [
        amount - (taken[number] or ZERO) for number, amount, _text in block if taken.get(number) is not None
    ]
    kept = [each for each in kept if each]
    possible = [
        Part("REFUSED", sum(refused, ZERO), len(refused)),
        Part("TEXT", -sum(text, ZERO), len(text)),
        Part("REPEATED", sum(repeated, ZERO), len(repeated)),
        Part("KEPT", sum(kept, ZERO), len(kept)),
    ]
    parts = _parts(total - ours, [each for each in possible if each.amount])
    return ListTotal(row, cell, total, ours, parts)


def _parts(difference: Decimal, possible: Sequence[Part]) -> tuple[Part, ...]:
    """Those that together come nearest to the difference, the fewest of them."""
    sets = [each for size in range(len(possible) + 1) for each in combinations(possible, size)]
    return min(sets, key=lambda each: abs(difference - sum((part.amount for part in each), ZERO)))
