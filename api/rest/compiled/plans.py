"""How the records of a kind become JSON in a shape: worked out once, whoever asks and for which page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection

from api.graphql.compiled.statements import Declined, Row, Sql
from api.graphql.compiled.writing import Writer, writer
from api.rest import fields as f
from api.rest.compiled.joins import RECORD, Joins
from api.rest.compiled.values import Gathered, Made, Read, dumped, value_of

_MOST_PAIRS = 45
"""How many fields the database writes in one piece."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Fields that stand side by side: written by the database (no name), or one that is made of columns.

    `first` and `last` say where in a row its columns stand.
    """

    first: int
    last: int
    name: str = ""
    read: Read | None = None
    gathered: Gathered | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is read of each record after its pk, from what is joined to it, and the pieces of its text.

    `own` are the columns that this takes of the record itself; None: it is read again for them. `names`:
    whether users are named, so that the statement must say first who may be.
    """

    columns: Sql
    own: tuple[str, ...] | None
    beside: str
    pieces: tuple[Piece, ...]
    names: bool

    @property
    def plain(self) -> bool:
        """Whether the database writes all of it in one piece."""
        return len(self.pieces) == 1 and not self.pieces[0].name


def plan_of(model: Any, shape: Any) -> Plan:
    """The plan of records of this model in this shape. Declines what only the serializer knows."""
    writer(connection)  # what the database must know of us
    found = _plan(connection.vendor, model, shape)
    if found is None:
        raise Declined("as before")
    return found


@lru_cache(maxsize=512)
def _plan(_vendor: str, model: Any, shape: Any) -> Plan | None:
    try:
        return _Planning(writer(connection), model).plan(shape)
    except Declined:
        return None


class _Planning:
    def __init__(self, writer: Writer, model: Any) -> None:
        self.writer = writer
        self.model = model
        self.joins = Joins(writer, model)
        self.row = Row(model, RECORD)
        self.columns: list[Sql] = []
        self.pieces: list[Piece] = []
        self.pairs: list[tuple[str, Sql]] = []

    def plan(self, shape: Any) -> Plan:
        if getattr(shape, "within", None):
            raise Declined("some fields only of a record within")
        fields = shape().fields
        for name, field in fields.items():
            self._add(name, value_of(self.writer, self.joins, shape, field))
        self._close()
        beside = "".join(" CROSS JOIN " + _known(each).text for each in self.row.beside)
        names = any(type(each) is f.PersonName for each in fields.values())
        own = None if self.writer.reads_again else tuple(self.joins.names)
        return Plan(_listed(self.columns), own, self.joins.text + beside, tuple(self.pieces), names)

    def _add(self, name: str, value: Sql | Made | Gathered) -> None:
        match value:
            case Sql():
                self.pairs.append((name, _known(value)))
                if len(self.pairs) >= _MOST_PAIRS:
                    self._close()
            case Made():
                self._close()
                self._put(map(Sql, value.columns), dumped(name), value.read)
            case Gathered():
                self._close()
                self._put((), dumped(name), None, value)

    def _close(self) -> None:
        if self.pairs:
            self._put([self.writer.object_text(self.pairs, self.row)])
            self.pairs = []

    def _put(
        self,
        columns: Iterable[Sql],
        name: str = "",
        read: Callable[[Sequence[Any]], str] | None = None,
        gathered: Gathered | None = None,
    ) -> None:
        first = len(self.columns) + 1
        self.columns += columns
        self.pieces.append(Piece(first, len(self.columns) + 1, name, read, gathered))


def _known(value: Sql) -> Sql:
    """A piece without parameters, so that a plan serves every statement."""
    if value.params:
        raise Declined("a value of its own")
    return value


def _listed(columns: Sequence[Sql]) -> Sql:
    return Sql("".join(", " + each.text for each in columns))
