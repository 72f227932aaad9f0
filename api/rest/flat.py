"""Records as rows: the columns that a shape comes to, and what stands in each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from rest_framework import serializers
from rest_framework.utils.encoders import JSONEncoder

from api.rest import fields as f
from imports.notation.guards import guarded
from imports.workbook.writing import Column, Kind

SEPARATOR = "; "
"""Stands between the values of a list of plain values."""
_KINDS: tuple[tuple[type, Kind], ...] = (
    (f.AmountText, Kind.AMOUNT),
    (serializers.IntegerField, Kind.NUMBER),
    (serializers.FloatField, Kind.NUMBER),
    (serializers.DateTimeField, Kind.MOMENT),
    (serializers.DateField, Kind.DATE),
)
_BY_FORMAT = {"date": Kind.DATE, "date-time": Kind.MOMENT}
_WIDTHS = {Kind.TEXT: 24, Kind.NUMBER: 12, Kind.AMOUNT: 16, Kind.DATE: 12, Kind.MOMENT: 18}


Rows = list[list[Any]]
Told = Callable[[Any, Kind], Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A column: where its value stands in a record, and of what kind it is."""

    path: tuple[str, ...]
    kind: Kind

    @property
    def name(self) -> str:
        """The names of the fields on the way to it, with points between them."""
        return ".".join(self.path)

    @property
    def names(self) -> tuple[str, ...]:
        """What may be asked to have it: its name, and those of the records that it stands in."""
        return tuple(".".join(self.path[:size]) for size in range(1, len(self.path) + 1))

    @property
    def column(self) -> Column:
        return Column(self.name, self.name, self.kind, max(_WIDTHS[self.kind], min(len(self.name) + 4, 32)))

    def values(self, records: Sequence[Mapping[str, Any]]) -> list[Any]:
        """What stands there in each of these records; None where there is no such record on the way."""
        first, *further = self.path
        found = [each.get(first) for each in records]
        for part in further:
            found = [each.get(part) if isinstance(each, Mapping) else None for each in found]
        return found


def places_of(shape: type[f.Shape]) -> list[Place]:
    """The columns of records of this shape; a record within one has a column for each of its fields.

    Of a shape that was narrowed only those `kept` by name, or below one that is.
    """
    kept = getattr(shape, "kept", None)
    return [each for each in _places(shape(), ()) if kept is None or not kept.isdisjoint(each.names)]


def as_texts(records: Iterable[Mapping[str, Any]], places: Sequence[Place]) -> Rows:
    """The rows as they stand in a file of separated values: no text can be taken for a formula."""
    return _rows(records, places, _text)


def as_cells(records: Iterable[Mapping[str, Any]], places: Sequence[Place]) -> Rows:
    """The rows as they stand in a workbook: numbers, days and moments (in UTC) as such."""
    return _rows(records, places, _cell)


def _rows(records: Iterable[Mapping[str, Any]], places: Sequence[Place], told: Told) -> Rows:
    """Column by column, as most of a column is alike: what is told twice is worked out once."""
    held = list(records)
    columns = [_column(each.values(held), each.kind, told) for each in places]
    return [list(each) for each in zip(*columns, strict=True)]


def _column(values: Sequence[Any], kind: Kind, told: Told) -> list[Any]:
    once: dict[str | None, Any] = {None: told(None, kind)}
    for value in values:
        if type(value) is str and value not in once:
            once[value] = told(value, kind)
    known = {str, type(None)}
    return [once[value] if type(value) in known else told(value, kind) for value in values]


def _places(shape: serializers.Serializer, above: tuple[str, ...]) -> Iterable[Place]:
    for name, field in shape.fields.items():
        within = _nested(field, shape)
        if within is not None:
            yield from _places(within, (*above, name))
        else:
            yield Place((*above, name), _kind(field, shape))


def _nested(field: Any, shape: Any) -> serializers.Serializer | None:
    """The shape of a record within the record, if that is what the field holds."""
    if isinstance(field, serializers.Serializer):
        return field
    said = _said(field, shape)
    return said if isinstance(said, serializers.Serializer) else None


def _kind(field: Any, shape: Any) -> Kind:
    for kind_of_field, kind in _KINDS:
        if isinstance(field, kind_of_field):
            return kind
    said = _said(field, shape)
    if isinstance(said, dict):
        if str(said.get("pattern", "")) == f.AMOUNT_PATTERN:
            return Kind.AMOUNT
        return _BY_FORMAT.get(str(said.get("format")), Kind.TEXT)
    return Kind.TEXT


def _said(field: Any, shape: Any) -> Any:
    """What the description says of a field whose values are made by hand."""
    source = field
    if isinstance(field, serializers.SerializerMethodField):
        source = getattr(shape, str(field.method_name))
    return getattr(source, "_spectacular_annotation", {}).get("field")


def _text(value: Any, kind: Kind) -> str:
    told = plain(value)
    if told is None:
        return ""
    if isinstance(told, str):
        return guarded(told) if kind is Kind.TEXT else told
    return str(told)


def _cell(value: Any, kind: Kind) -> Any:
    told = plain(value)
    if not isinstance(told, str):
        return told
    try:
        return _READ[kind](told) if kind in _READ else told
    except (ValueError, InvalidOperation):
        return told


def plain(value: Any) -> Any:
    """A text, a number or None: plain values of a list joined, records as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, str | int | float | Decimal):
        return value
    if isinstance(value, list | tuple):
        if not any(isinstance(each, Mapping | list | tuple) for each in value):
            return SEPARATOR.join(str(plain(each)) for each in value if each is not None)
    elif not isinstance(value, Mapping):
        return str(value)
    return json.dumps(value, cls=JSONEncoder, ensure_ascii=False, separators=(",", ":"))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)


_READ: Mapping[Kind, Any] = {
    Kind.AMOUNT: Decimal,
    Kind.DATE: date.fromisoformat,
    Kind.MOMENT: _moment,
}
