"""What a table of facts is: columns with a name, a type, a meaning in two languages, and an expression."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bi.sight import Paths, Sight
    from bi.virtual import Before

Expression = Callable[["Paths"], Any]
"""From the way to a record's columns to what the database computes."""


class Kind(StrEnum):
    """The type of a column, as every door knows it. MOMENT carries its offset; KEY is an opaque text."""

    KEY = "ID"
    WHOLE = "Int"
    NUMBER = "Float"
    TEXT = "String"
    TRUTH = "Boolean"
    DAY = "Date"
    MOMENT = "DateTime"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `always`: never empty. `then`: whether it is known of a day in the past; else it is empty
    there, and `lost` says why.
    """

    name: str
    kind: Kind
    en: str
    nl: str
    expression: Expression
    always: bool = False
    then: bool = True
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What rows can be counted together by: the columns that one group has in common, the key first.

    `follows`: whether the others, names and labels, are the same wherever the key is.
    """

    name: str
    en: str
    columns: tuple[Column, ...]
    follows: bool = True


@dataclass(frozen=True, slots=True)
class Measure:
    """What can be asked of a group: its columns, each computed of all its rows.

    `of_money`: it only says something within one currency.
    """

    name: str
    en: str
    columns: tuple[Column, ...]
    of_money: bool = False


@dataclass(frozen=True)
class Table:
    """A table of facts. `model` is what is listed; its scope and conditions are those of that list.

    `listed` is for what is kept nowhere: the statement of its rows, under `conditions`.

    `key` are the columns of the model that tell rows apart, in the usual order. `recorded`: whether the
    recorded history of the model answers what stood on a day in the past; `then` is what answers instead.
    `changed`: the moment at which a row became what it is; None where that isn't known. `computed`: whether
    columns are computed in the background after a change of many.
    """

    name: str
    model: Any
    en: str
    nl: str
    row: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...] = ()
    measures: tuple[Measure, ...] = ()
    key: tuple[str, ...] = ("id",)
    recorded: bool = False
    then: tuple[Any, Callable[[Sight], Before]] | None = None
    changed: Expression | None = None
    computed: bool = False
    listed: Callable[[Sight, Mapping[str, Any]], Before] | None = None
    conditions: Any = None

    @property
    def tells_of_the_past(self) -> bool:
        return self.recorded or self.then is not None

    def column(self, name: str) -> Column:
        return next(each for each in self.columns if each.name == name)
