"""Pieces of a statement with their parameters, and the rows that a piece speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL


class Declined(Exception):
    """Not for this way: the executor answers the document."""


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of a statement, and the parameters of its places in their order."""

    text: str
    params: tuple[Any, ...] = ()

    def __add__(self, other: Sql | str) -> Sql:
        if isinstance(other, str):
            return Sql(self.text + other, self.params)
        return Sql(self.text + other.text, self.params + other.params)

    def __radd__(self, other: str) -> Sql:
        return Sql(other + self.text, self.params)


def joined(parts: Iterable[Sql | str], between: str = ", ") -> Sql:
    """The pieces, one after the other."""
    pieces = [each if isinstance(each, Sql) else Sql(each) for each in parts]
    return Sql(between.join(each.text for each in pieces), tuple(p for each in pieces for p in each.params))


def statement_of(queryset: QuerySet[Any], connection: Any) -> Sql:
    """What the ORM asks the database for this."""
    try:
        text, params = queryset.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        raise Declined("it is known to be empty") from None
    return Sql(text, tuple(params))


class Row:
    """Rows of one kind that a piece of the statement reads, under an alias of their own.

    `names` gathers which columns are read of them. `beside` are pieces that stand beside them in FROM.
    """

    def __init__(self, model: Any, alias: str) -> None:
        self.model = model
        self.alias = alias
        self.names: dict[str, None] = {}
        self.beside: list[Sql] = []

    def column(self, field: Any) -> str:
        """A column of the record, as the pieces around the rows name it."""
        self.names[field.attname] = None
        return self.annotation(field.column)

    def named(self, name: str) -> str:
        """What the rows were annotated with under this name."""
        self.names[name] = None
        return self.annotation(name)

    def annotation(self, name: str) -> str:
        return f'{self.alias}."{name}"'

    @property
    def key(self) -> RawSQL:
        """The pk of these rows, for a queryset within."""
        return self.lead(self.model._meta.pk)

    def lead(self, field: Any) -> RawSQL:
        """What this column holds, for a queryset within."""
        return RawSQL(self.column(field), ())  # noqa: S611 names of our own only

    def read(self) -> tuple[str, ...]:
        """The columns to read; the pk where nothing else is asked."""
        return tuple(self.names) or (self.model._meta.pk.attname,)
