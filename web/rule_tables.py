"""A rule set as tables on a page, to read or to edit: each cell with its address, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from relationships.choices import LADDER
from relationships.fit.reading import CONDITION_FACTS, INVERTIBLE, SCORED
from relationships.fit.sheets import COLUMNS, GRIDS, NAMES, ROWS
from web import rule_texts as texts
from web.templatetags.words import word

BLANK_ROWS = 2
"""So many empty rows end each list of conditions that is edited."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value at its address. `kind`: number, truth or fact; none: there is no such cell.

    `label` is what it is about, for who can't see the table; `was` is what stands in the rules in force,
    where that differs.
    """

    address: str = ""
    value: Any = None
    kind: str = ""
    label: str = ""
    heading: str = ""
    wrong: Sequence[str] = ()
    was: str | None = None

    @property
    def said(self) -> str:
        if self.kind == "fact" and self.value:
            return texts.fact_name(str(self.value))
        return "–" if self.value in (None, "") else str(self.value)


@dataclass(frozen=True, slots=True)
class Row:
    heading: str
    cells: list[Cell]
    wrong: Sequence[str] = ()
    added: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    said: Any
    explained: Any
    first: Any
    headings: list[Any]
    rows: list[Row]
    wrong: Sequence[str]
    gone: list[str]
    wide: bool = False


def tables(
    values: Mapping[str, Any],
    *,
    wrong: Mapping[str, Sequence[str]] | None = None,
    before: Mapping[str, Any] | None = None,
    blanks: int = 0,
) -> list[Table]:
    """The tables of these values (as `tables_of` gives them, or as typed), in the order of the rule.

    `before`: the tables of the rules in force, to mark what differs.
    """
    making = _Making(values, wrong or {}, before, blanks)
    return [making.table(name) for name in texts.TABLES]


class _Making:
    def __init__(
        self,
        values: Mapping[str, Any],
        wrong: Mapping[str, Sequence[str]],
        before: Mapping[str, Any] | None,
        blanks: int,
    ) -> None:
        self.values, self.wrong, self.before, self.blanks = values, wrong, before, blanks

    def table(self, name: str) -> Table:
        said, explained = texts.TABLES[name]
        if name in ROWS:
            return Table(
                name,
                said,
                explained,
                "",
                [texts.COLUMNS[each] for each in ROWS[name]],
                list(self._conditions(name)),
                self.wrong.get(name, ()),
                self._gone(name),
            )
        first, headings, rows = self._laid_out(name)
        wide = name == "trust"
        told = [*self.wrong.get(name, ()), *(self.wrong.get("inverted", ()) if name == "weights" else ())]
        return Table(name, said, explained, first, headings, list(rows), told, [], wide)

    def _laid_out(self, name: str) -> tuple[Any, list[Any], Iterator[Row]]:
        columns = texts.COLUMNS
        if name == "weights":
            return columns["fact"], [columns["weight"], columns["inverted"]], self._weights()
        if name == "bands":
            return columns["depth"], [columns["begins"]], self._column(name, columns["begins"])
        if name == "caps":
            return (
                "",
                [str(level) for level in range(1, 6)],
                self._grid(name, {str(n): str(n) for n in range(1, 6)}),
            )
        if name == "trust":
            named = {each: str(columns[each]) for each in next(iter(GRIDS["trust"].values()))}
            return "", list(named.values()), self._grid(name, named)
        heading = columns["kinds"] if name == "safeguards" else columns["value"]
        return "", [heading], self._column(name, heading)

    def _weights(self) -> Iterator[Row]:
        for code in SCORED:
            said = texts.fact_name(code)
            cells = [self._cell("weights", code, label=said, heading=str(texts.COLUMNS["weight"]))]
            if code in INVERTIBLE:
                heading = str(texts.COLUMNS["inverted"])
                cells.append(self._cell("inverted", code, label=said, heading=heading, kind="truth"))
            else:
                cells.append(Cell())
            yield Row(said, cells)

    def _column(self, name: str, heading: Any) -> Iterator[Row]:
        for key in COLUMNS[name]:
            said = _row_name(name, key)
            yield Row(said, [self._cell(name, key, label=said, heading=str(heading))])

    def _grid(self, name: str, columns: Mapping[str, str]) -> Iterator[Row]:
        for row, cells in GRIDS[name].items():
            said = texts.cap_name(row) if name == "caps" else word(row, "type")
            yield Row(
                said,
                [
                    self._cell(
                        name,
                        f"{row}.{column}",
                        label=said,
                        heading=columns[column],
                        kind="truth" if cells[column].code else "number",
                    )
                    for column in cells
                ],
            )

    def _cell(self, table: str, at: str, *, label: str, heading: str, kind: str = "number") -> Cell:
        value, before = _at(self.values, table, at), _at(self.before, table, at)
        address = f"{table}.{at}"
        was = None
        if self.before is not None and str(value) != str(before):
            was = ("✓" if before else "–") if kind == "truth" else str(before)
        return Cell(address, value, kind, label, heading, self.wrong.get(address, ()), was)

    def _conditions(self, name: str) -> Iterator[Row]:
        rows = list(self.values.get(name) or [])
        before = None if self.before is None else self.before[name]
        for number in range(len(rows) + self.blanks):
            row = rows[number] if number < len(rows) else {}
            cells = [
                Cell(
                    f"{name}.{number}.{column}",
                    row.get(column),
                    "fact" if column == "fact" else "number",
                    f"{texts.TABLES[name][0]} {number + 1}",
                    str(texts.COLUMNS[column]),
                    self.wrong.get(f"{name}.{number}.{column}", ()),
                )
                for column in ROWS[name]
            ]
            added = bool(row) and before is not None and row not in before
            yield Row("", cells, self.wrong.get(f"{name}.{number}", ()), added)

    def _gone(self, name: str) -> list[str]:
        """The rows of the rules in force that are no longer there, in words."""
        if self.before is None:
            return []
        return [condition(each) for each in self.before[name] if each not in (self.values.get(name) or [])]


def condition(row: Mapping[str, Any]) -> str:
    """A row of conditions in words: “Depth 3, Complexity, at least 3”."""
    told = [f"{texts.COLUMNS[each]} {row[each]}" for each in ("depth", "group") if row.get(each) is not None]
    told.append(texts.fact_name(str(row.get("fact"))))
    told += [
        f"{texts.COLUMNS[each]} {row[each]}".lower()
        for each in ("at_least", "at_most")
        if row.get(each) is not None
    ]
    return ", ".join(told)


def _row_name(table: str, key: str) -> str:
    if table == "bands" and key.isdecimal():
        return f"{key} {word(LADDER[int(key)], 'type')}"
    if table == "safeguards":
        return f"{key} {word(int(key), 'trust')}"
    return str(texts.ROWS[key])


def _at(values: Mapping[str, Any] | None, table: str, at: str) -> Any:
    found: Any = (values or {}).get(table)
    for part in at.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def facts() -> list[tuple[str, str]]:
    """The facts that a condition can look at."""
    return [(str(code), texts.fact_name(str(code))) for code in CONDITION_FACTS]


def typed(sent: Mapping[str, str]) -> dict[str, Any]:
    """The tables as typed: whole numbers as numbers, what is none as it stands, empty rows left out."""
    given: dict[str, Any] = {}
    for name in NAMES:
        if name in COLUMNS:
            given[name] = {
                key: f"{name}.{key}" in sent if cell.code else _number(sent.get(f"{name}.{key}", ""))
                for key, cell in COLUMNS[name].items()
            }
        elif name in GRIDS:
            given[name] = {
                row: {
                    key: f"{name}.{row}.{key}" in sent
                    if cell.code
                    else _number(sent.get(f"{name}.{row}.{key}", ""))
                    for key, cell in cells.items()
                }
                for row, cells in GRIDS[name].items()
            }
        else:
            given[name] = list(_rows(name, sent))
    return given


def _rows(name: str, sent: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    numbers = {int(each.split(".")[1]) for each in sent if _of_row(each, name)}
    for number in sorted(numbers):
        row = {column: sent.get(f"{name}.{number}.{column}", "").strip() for column in ROWS[name]}
        if any(row.values()):
            yield {
                column: value if column == "fact" else (_number(value) if value else None)
                for column, value in row.items()
            }


def _of_row(address: str, table: str) -> bool:
    parts = address.split(".")
    return len(parts) == 3 and parts[0] == table and parts[1].isdecimal() and len(parts[1]) < 4


def _number(value: str) -> Any:
    value = value.strip()
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 7 else value
