"""The parameters of a rule set as tables that people edit, and back.

Three kinds of table: a column (`weights.access`: one cell a row), a grid (`trust.SPOT.base`: rows with
named columns) and a list of rows (`gates.0.fact`). `tables_of` shows rules as tables; `rules_with` takes
some of them with other cells, and says of each cell that is wrong at which address it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from relationships.fit.reading import (
    CAPS,
    DEEPENING,
    INVERTIBLE,
    MOST_CONDITIONS,
    MOST_GROUPS,
    POSTURE_LEVELS,
    SCORED,
    TRUST_NUMBERS,
    TYPES,
    VERDICT_NUMBERS,
    VERDICT_TYPES,
)
from relationships.fit.rules import Rules, RulesInvalid, Wrong
from relationships.fit.sentences import Sentence

Path = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where the value of a cell stands among the parameters.

    `field` is how a refusal names that place. With `code` the cell says whether the list there holds it.
    """

    path: Path
    field: str
    code: str | None = None


def _at(*path: str) -> Cell:
    return Cell(path, ".".join(path))


def _nth(*path: str, count: int = 5) -> dict[str, Cell]:
    """Cells of a list, counted from 1."""
    return {
        str(place): Cell((*path, place - 1), ".".join((*path, str(place)))) for place in range(1, count + 1)
    }


def _of_type(code: str) -> dict[str, Cell]:
    """The row of a type in the trust table."""
    lists = {"modified": ("trust", "modified_types"), **{name: ("verdict", name) for name in VERDICT_TYPES}}
    return {
        "base": _at("trust", "base", code),
        "coverable": _at("safeguards", "coverable", code),
        **{name: Cell(path, ".".join(path), code) for name, path in lists.items()},
    }


COLUMNS: dict[str, dict[str, Cell]] = {
    "weights": {code: _at("weights", code) for code in SCORED},
    "inverted": {code: Cell(("inverted",), "inverted", code) for code in INVERTIBLE},
    "bands": {**_nth("bands"), "tolerance": _at("tolerance")},
    "posture": {name: _at("posture", name) for name in POSTURE_LEVELS},
    "modifiers": {name: _at("trust", name) for name in TRUST_NUMBERS},
    "safeguards": {level: _at("safeguards", "needed", level) for level in ("2", "3", "4")},
    "verdict": {name: _at("verdict", name) for name in VERDICT_NUMBERS},
}
"""The tables of one column: the cells by their names."""

GRIDS: dict[str, dict[str, dict[str, Cell]]] = {
    "caps": {name: _nth("caps", name) for name in CAPS},
    "trust": {code.value: _of_type(code.value) for code in TYPES},
}
"""The tables of several columns: the cells by row and column."""

BOUNDS = ("fact", "at_least", "at_most")
ROWS: dict[str, tuple[str, ...]] = {
    "gates": ("depth", *BOUNDS),
    "floors": ("depth", *BOUNDS),
    "replaceable": BOUNDS,
    "raising": ("group", *BOUNDS),
    "minimum": BOUNDS,
}
"""The tables that are lists of conditions: the columns of a row. Empty where a row has no such bound."""

NAMES = (
    "weights",
    "inverted",
    "bands",
    "gates",
    "floors",
    "caps",
    "posture",
    "replaceable",
    "trust",
    "modifiers",
    "raising",
    "minimum",
    "safeguards",
    "verdict",
)
"""The tables, in the order of the rule."""

_MOST_ROWS = {
    "gates": len(DEEPENING) * MOST_CONDITIONS,
    "floors": len(DEEPENING) * MOST_CONDITIONS,
    "raising": MOST_GROUPS * MOST_CONDITIONS,
}


def tables_of(rules: Rules) -> dict[str, Any]:
    """These rules as tables, by name: cells by name, by row and column, or rows in a list."""
    given = rules.to_dict()
    shown: dict[str, Any] = {}
    for name in NAMES:
        if name in COLUMNS:
            shown[name] = {key: _value(cell, given) for key, cell in COLUMNS[name].items()}
        elif name in GRIDS:
            shown[name] = {
                row: {column: _value(cell, given) for column, cell in cells.items()}
                for row, cells in GRIDS[name].items()
            }
        else:
            shown[name] = _rows_of(name, given)
    return shown


def rules_with(rules: Rules, tables: Mapping[str, Any]) -> Rules:
    """These rules with other tables.

    Of a column or a grid the cells given change and the others stay; a list of rows replaces the one there.
    Raises `RulesInvalid` with every cell that is wrong, by its address.
    """
    edit = _Edit(tables_of(rules))
    edit.take(tables)
    parameters = edit.parameters()
    try:
        made = Rules.from_dict(parameters)
    except RulesInvalid as error:
        edit.wrongs += [
            Wrong(edit.address(each.field), each.text, each.values)
            for each in error.wrongs
            if not edit.said(edit.address(each.field))
        ]
    if edit.wrongs:
        raise RulesInvalid(*edit.wrongs)
    return made


def _value(cell: Cell, parameters: Any) -> Any:
    found = parameters
    for part in cell.path:
        found = found[part]
    return found if cell.code is None else cell.code in found


def _row(condition: Mapping[str, Any], **before: Any) -> dict[str, Any]:
    return {**before, **{name: condition.get(name) for name in BOUNDS}}


def _rows_of(name: str, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    match name:
        case "gates" | "floors":
            return [_row(each, depth=int(depth)) for depth, them in given[name].items() for each in them]
        case "raising":
            groups = enumerate(given["trust"]["raised_when_any"], start=1)
            return [_row(each, group=number) for number, them in groups for each in them]
        case "minimum":
            return [_row(each) for each in given["trust"]["at_least_when"]]
    return [_row(each) for each in given["posture"]["replaceable"]]


class _Edit:
    """Tables being changed: what is wrong so far, and the address of each place among the parameters."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self.tables = tables
        self.rows = {
            name: [(f"{name}.{number}", row) for number, row in enumerate(tables[name])] for name in ROWS
        }
        self.wrongs: list[Wrong] = []
        self.addresses: dict[str, str] = {}

    def wrong(self, address: str, text: Sentence, **values: Any) -> None:
        if len(self.wrongs) < 100:
            self.wrongs.append(Wrong(address, text, values))

    def said(self, address: str) -> bool:
        """Whether something is said of this cell, or of what it stands in, already."""
        return any(address == each.field or address.startswith(f"{each.field}.") for each in self.wrongs)

    def take(self, given: Mapping[str, Any]) -> None:
        for name, table in given.items():
            if name not in NAMES:
                self.wrong(_short(name), Sentence.NO_TABLE, value=_short(name), choices=", ".join(NAMES))
            elif name in COLUMNS:
                self.tables[name] = self._cells(table, name, self.tables[name], COLUMNS[name])
            elif name in GRIDS:
                self.tables[name] = self._grid(table, name)
            else:
                self.rows[name] = self._read_rows(table, name)

    def _grid(self, given: Any, name: str) -> dict[str, Any]:
        rows = dict(self.tables[name])
        if not isinstance(given, Mapping):
            self.wrong(name, Sentence.TABLE)
            return rows
        for row, cells in given.items():
            address = f"{name}.{_short(row)}"
            if row not in GRIDS[name]:
                self._unknown(address, row, GRIDS[name])
                continue
            rows[row] = self._cells(cells, address, rows[row], GRIDS[name][row])
        return rows

    def _cells(
        self, given: Any, address: str, present: Mapping[str, Any], cells: Mapping[str, Cell]
    ) -> dict[str, Any]:
        kept = dict(present)
        if not isinstance(given, Mapping):
            self.wrong(address, Sentence.TABLE)
            return kept
        for key, value in given.items():
            at = f"{address}.{_short(key)}"
            if key not in cells:
                self._unknown(at, key, cells)
            elif cells[key].code is not None and not isinstance(value, bool):
                self.wrong(at, Sentence.TRUTH)
            else:
                kept[key] = value
        return kept

    def _read_rows(self, given: Any, name: str) -> list[tuple[str, dict[str, Any]]]:
        """The rows with the address of each; one that can't be read is said and left out."""
        kept: list[tuple[str, dict[str, Any]]] = []
        most = _MOST_ROWS.get(name, MOST_CONDITIONS)
        if not isinstance(given, list):
            self.wrong(name, Sentence.ROWS)
        elif len(given) > most:
            self.wrong(name, Sentence.TOO_MANY, most=most)
        else:
            for number, row in enumerate(given):
                address = f"{name}.{number}"
                if not isinstance(row, Mapping):
                    self.wrong(address, Sentence.ROW, choices=", ".join(ROWS[name]))
                    continue
                unknown = [key for key in row if key not in ROWS[name]]
                for key in unknown:
                    self._unknown(f"{address}.{_short(key)}", key, ROWS[name])
                if not unknown and self._numbered(row, name, address):
                    kept.append((address, dict(row)))
        return kept

    def _numbered(self, row: Mapping[str, Any], name: str, address: str) -> bool:
        """Whether a row says at which depth, or in which group, it stands; where its table has these."""
        column = ROWS[name][0]
        if column == "fact":
            return True
        highest = len(DEEPENING) if column == "depth" else MOST_GROUPS
        place = row.get(column)
        if isinstance(place, bool) or not isinstance(place, int) or not 1 <= place <= highest:
            self.wrong(f"{address}.{column}", Sentence.WHOLE, low=1, high=highest)
            return False
        return True

    def _unknown(self, address: str, key: Any, known: Any) -> None:
        self.wrong(address, Sentence.NO_CELL, value=_short(key), choices=", ".join(known))

    def parameters(self) -> dict[str, Any]:
        """What the tables stand for, remembering which address each part came from."""
        given: dict[str, Any] = {
            "weights": {},
            "inverted": [],
            "tolerance": None,
            "bands": [None] * 5,
            "gates": self._by_number("gates", "depth"),
            "floors": self._by_number("floors", "depth"),
            "caps": {name: [None] * 5 for name in CAPS},
            "posture": {"replaceable": self._listed("replaceable", "posture.replaceable")},
            "trust": {
                "base": {},
                "modified_types": [],
                "raised_when_any": self._groups(),
                "at_least_when": self._listed("minimum", "trust.at_least_when"),
            },
            "safeguards": {"needed": {}, "coverable": {}},
            "verdict": {name: [] for name in VERDICT_TYPES},
        }
        for name, cells in COLUMNS.items():
            for key, cell in cells.items():
                self._put(given, cell, self.tables[name][key], f"{name}.{key}")
        for name, rows in GRIDS.items():
            for row, cells in rows.items():
                for column, cell in cells.items():
                    self._put(given, cell, self.tables[name][row][column], f"{name}.{row}.{column}")
        return given

    def _put(self, given: Any, cell: Cell, value: Any, address: str) -> None:
        at = given
        for part in cell.path[:-1]:
            at = at[part]
        if cell.code is None:
            at[cell.path[-1]] = value
            self.addresses[cell.field] = address
        elif value:
            at[cell.path[-1]].append(cell.code)

    def _by_number(self, name: str, column: str) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for address, row in self.rows[name]:
            listed = found.setdefault(str(row[column]), [])
            self.addresses[f"{name}.{row[column]}.{len(listed)}"] = address
            listed.append(_condition(row))
        return found

    def _groups(self) -> list[list[Any]]:
        found: dict[int, list[tuple[str, Any]]] = {}
        for address, row in self.rows["raising"]:
            found.setdefault(row["group"], []).append((address, _condition(row)))
        for place, group in enumerate(sorted(found)):
            for number, (address, _row) in enumerate(found[group]):
                self.addresses[f"trust.raised_when_any.{place}.{number}"] = address
        return [[row for _address, row in found[group]] for group in sorted(found)]

    def _listed(self, name: str, field: str) -> list[Any]:
        rows = self.rows[name]
        self.addresses[field] = name
        for number, (address, _row) in enumerate(rows):
            self.addresses[f"{field}.{number}"] = address
        return [_condition(row) for _address, row in rows]

    def address(self, field: str) -> str:
        """Where the parameter that a refusal names stands in the tables."""
        parts = field.split(".")
        for length in range(len(parts), 0, -1):
            known = self.addresses.get(".".join(parts[:length]))
            if known is not None:
                return ".".join((known, *parts[length:]))
        return field


def _condition(row: Mapping[str, Any]) -> dict[str, Any]:
    """The condition in a row, without the bounds that it leaves empty."""
    return {name: row[name] for name in BOUNDS if row.get(name) is not None}


def _short(value: Any) -> str:
    text = str(value)[:61]
    return text if len(text) <= 60 else f"{text[:57]}…"
