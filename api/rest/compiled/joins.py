"""From the source of a field to a column: the records on the way are joined, each once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from api.graphql.compiled.statements import Declined
from api.graphql.compiled.writing import Writer

RECORD = '"r0"'
"""What a statement calls the record that a row is of."""


class Joins:
    """What is read of a kind of record, and of those it leads to (none where there is no such record).

    `names` are the columns that are read of the record itself, by their names in Django.
    """

    def __init__(self, writer: Writer, model: Any) -> None:
        self._writer = writer
        self._met: dict[tuple[str, ...], tuple[str, Any]] = {(): (RECORD, model)}
        self._written: list[str] = []
        self.names: dict[str, None] = {}

    @property
    def text(self) -> str:
        return "".join(self._written)

    def column(self, way: Sequence[str]) -> tuple[str, Any]:
        """The column at the end of this way, and its field. Declines what is none."""
        alias, model = self._record(tuple(way[:-1]))
        field = _column(model, way[-1])
        self._noted(alias, field)
        return f'{alias}."{field.column}"', field

    def _record(self, way: tuple[str, ...]) -> tuple[str, Any]:
        if way not in self._met:
            above, model = self._record(way[:-1])
            alias = f'"r{len(self._met)}"'
            self._met[way] = alias, self._join(above, alias, model, way[-1])
        return self._met[way]

    def _join(self, above: str, alias: str, model: Any, name: str) -> Any:
        there, here = _both_ends(model, name)
        self._noted(above, here)
        table, value = there.model._meta.db_table, f'{above}."{here.column}"'
        self._written.append(self._writer.join(table, alias, there.column, value))
        return there.model

    def _noted(self, alias: str, field: Any) -> None:
        if alias == RECORD:
            self.names[field.attname] = None


def _both_ends(model: Any, name: str) -> tuple[Any, Any]:
    """The columns that are alike: of the record led to, and of the one that leads to it."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        raise Declined("no record is led to") from None
    if field.concrete and (field.many_to_one or field.one_to_one):
        return field.target_field, field
    if field.one_to_one and field.auto_created:
        return field.field, field.field.target_field
    raise Declined("not one record is led to")


def _column(model: Any, name: str) -> Any:
    for field in model._meta.concrete_fields:
        if name == field.attname or (name == "pk" and field.primary_key):
            return field
    raise Declined(f"no column: {name}")
