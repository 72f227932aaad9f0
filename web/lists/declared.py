"""What a list is: which records, in which columns, with which conditions at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from relationships.actor import Actor
from relationships.filters import FILTERS, Conditions
from relationships.permissions import Act

Read = Callable[[Sequence[Any], Actor], Mapping[Any, Any]]
"""From the records of a page what else is shown of them, by primary key: a constant number of queries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column. `cell` makes of a record, and of what was read beside it, text or safe markup.

    `order`: the name by which the FilterSet sorts it, empty where it can't. `related`: the records that are
    read together with each. `read`: what is read for all records of the page at once. `kind` is the class of
    the cells: number, drawn, wide, people.
    """

    name: str
    label: Any
    cell: Callable[[Any, Any], Any]
    order: str = ""
    kind: str = ""
    default: bool = False
    related: tuple[str, ...] = ()
    read: Read | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list. The first column names the record and leads to it; it is always there.

    `usual` are the conditions that stand above the list; all others are behind “More conditions”. `first`
    is the order where none is asked for. `of_contract` leads from a contract to the listed record, so that
    what the contracts in sight are worth can be added up; empty: these are the contracts. `table` is the
    table of the export that is sent as text. `new`: the page that makes one, how it is said, and the act that
    it takes.
    """

    name: str
    model: type[Model]
    title: Any
    one: Any
    several: Any
    empty: Any
    columns: tuple[Column, ...]
    usual: tuple[str, ...]
    first: str
    table: str
    of_contract: str = ""
    new: tuple[str, Any, Act] | None = None
    deferred: tuple[str, ...] = ()
    bulk: bool = False

    @property
    def conditions(self) -> type[Conditions]:
        return FILTERS[self.model]

    @property
    def by_name(self) -> dict[str, Column]:
        return {each.name: each for each in self.columns}

    @property
    def defaults(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.columns if each.default)

    def shown(self, chosen: Sequence[str]) -> tuple[Column, ...]:
        """The columns chosen that there are, in that order, else the usual ones; the first always."""
        known = self.by_name
        names = [name for name in dict.fromkeys(chosen) if name in known] or list(self.defaults)
        naming = self.columns[0]
        return (naming, *(known[name] for name in names if name != naming.name))
