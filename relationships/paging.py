"""Pages by key, not by number: a cursor holds where a record stands in the order, so a page stays right while
records come and go. The last page of a long list costs what the first one does.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db.models import F, Field, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan

from relationships.errors import refuse
from relationships.filters import may_be_null

DEFAULT_PAGE = 100
LARGEST_PAGE = 1_000
_LONGEST_CURSOR = 8_000


@dataclass(frozen=True, slots=True)
class Key:
    """A column that a list is in the order of. Where it may be empty, the empty ones come last."""

    name: str
    descending: bool
    nullable: bool
    field: Field

    def order(self, *, backwards: bool) -> OrderBy:
        column = F(self.name)
        empty: dict[str, bool] = {}
        if self.nullable:
            empty = {"nulls_first": True} if backwards else {"nulls_last": True}
        down = self.descending != backwards
        return column.desc(**empty) if down else column.asc(**empty)

    def beyond(self, value: Any, *, backwards: bool) -> Q | None:
        """What comes after this value in the order (before it, backwards); None: nothing can."""
        greater = self.descending == backwards
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if backwards else None
        found = Q(**{f"{self.name}__{'gt' if greater else 'lt'}": value})
        if self.nullable and not backwards:
            found |= Q(**{f"{self.name}__isnull": True})
        return found

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})

    def of(self, record: Model) -> Any:
        found: Any = record
        for part in self.annotation.split("__") if self.annotation == self.name else [self.annotation]:
            found = getattr(found, part)
        return getattr(found, "pk", found) if isinstance(found, Model) else found

    @property
    def annotation(self) -> str:
        """The name under which a record that was read carries the value."""
        return f"key_{self.name}" if "__" in self.name else self.field.attname


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list: `first` from `after` on, or `last` up to `before`."""

    size: int
    backwards: bool
    after: str | None
    before: str | None


def page(
    first: int | None = None, last: int | None = None, after: str | None = None, before: str | None = None
) -> Page:
    """The page asked for; refuses what can't be one."""
    if first is not None and last is not None:
        refuse("INVALID_FILTER", "last", value=last, why="give first or last, not both.")
    for name, value in (("first", first), ("last", last)):
        if value is not None and not 0 <= value <= LARGEST_PAGE:
            refuse("NUMBER_OUT_OF_RANGE", name, value=value, low=0, high=LARGEST_PAGE)
    size = first if first is not None else last
    return Page(DEFAULT_PAGE if size is None else size, last is not None, after, before)


def keys_of(queryset: QuerySet) -> tuple[Key, ...]:
    """The columns of the queryset's order, the primary key last, so that no two records are alike."""
    model = queryset.model
    order = queryset.query.order_by or model._meta.ordering or ()
    keys: list[Key] = []
    for each in order:
        name, descending = _read(each)
        field = _field(model, name)
        keys.append(Key(name, descending, may_be_null(model, name), field))
        if field.primary_key and "__" not in name:
            return tuple(keys)
    down = keys[-1].descending if keys else False
    return (*keys, Key(model._meta.pk.attname, down, False, model._meta.pk))


def _read(order: Any) -> tuple[str, bool]:
    if isinstance(order, OrderBy):
        column: Any = order.expression
        return column.name, bool(order.descending)
    if isinstance(order, F):
        return cast(Any, order).name, False
    return order.lstrip("-"), order.startswith("-")


def _field(model: Any, name: str) -> Any:
    field: Any = None
    for part in name.split("__"):
        field = model._meta.pk if part == "pk" else model._meta.get_field(part)
        model = getattr(field, "related_model", None)
    return field


def in_order(queryset: QuerySet, keys: Sequence[Key], *, backwards: bool) -> QuerySet:
    """In this order, each record carrying the values of its keys."""
    carried = {each.annotation: F(each.name) for each in keys if "__" in each.name}
    return queryset.annotate(**carried).order_by(*(each.order(backwards=backwards) for each in keys))


def within(queryset: QuerySet, keys: Sequence[Key], asked: Page) -> QuerySet:
    """Only what lies between the cursors of the page."""
    for name, written, backwards in (("after", asked.after, False), ("before", asked.before, True)):
        if written is not None:
            values = read_cursor(written, queryset.model, keys, name)
            queryset = _beyond(queryset, keys, values, backwards=backwards)
    return queryset


def _beyond(queryset: QuerySet, keys: Sequence[Key], values: Sequence[Any], *, backwards: bool) -> QuerySet:
    down = {each.descending for each in keys}
    if len(down) == 1 and not any(each.nullable for each in keys):
        # One comparison of rows, which an index answers at once; a chain of ORs reads on from the start.
        lookup = TupleGreaterThan if down == {backwards} else TupleLessThan
        return queryset.filter(lookup(tuple(F(each.name) for each in keys), tuple(values)))
    found = Q(pk__in=[])
    same = Q()
    for key, value in zip(keys, values, strict=True):
        further = key.beyond(value, backwards=backwards)
        if further is not None:
            found |= same & further
        same &= key.same(value)
    return queryset.filter(found)


def _signature(model: Any, keys: Sequence[Key]) -> str:
    order = ",".join(("-" if each.descending else "") + each.name for each in keys)
    return hashlib.sha256(f"{model._meta.label}:{order}".encode()).hexdigest()[:8]


def write_cursor(record: Model, keys: Sequence[Key]) -> str:
    """Where this record stands in the order, opaque to clients."""
    return cursor_of(type(record), keys, [each.of(record) for each in keys])


def cursor_of(model: Any, keys: Sequence[Key], values: Sequence[Any]) -> str:
    """Where a row with these values of the keys stands in the order of a list of these."""
    written = json.dumps([_signature(model, keys), *values], default=_plain, separators=(",", ":"))
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def read_cursor(written: str, model: Any, keys: Sequence[Key], argument: str) -> list[Any]:
    """The values of the keys at a cursor; refuses with INVALID_CURSOR what isn't one of this list."""
    try:
        if len(written) > _LONGEST_CURSOR:
            raise ValueError
        packed = base64.b64decode(written + "=" * (-len(written) % 4), altchars=b"-_", validate=True)
        signature, *values = json.loads(packed.decode())
        if signature != _signature(model, keys) or len(values) != len(keys):
            raise ValueError
        return [_value(each, value) for each, value in zip(keys, values, strict=True)]
    except (binascii.Error, ValueError, TypeError, AttributeError, RecursionError, ValidationError):
        refuse("INVALID_CURSOR", argument)


def _value(key: Key, value: Any) -> Any:
    if value is None:
        if not key.nullable:
            raise ValueError
        return None
    if not isinstance(value, str | int | float):
        raise ValueError
    if isinstance(value, str) and ("\x00" in value or not value.isascii()):
        value.encode("utf-8")
        if "\x00" in value:
            raise ValueError
    field: Any = key.field
    if field.is_relation:
        field = field.target_field
    read = field.to_python(value)
    if isinstance(read, int) and not -(2**63) <= read < 2**63:
        raise ValueError
    if isinstance(read, float) and read != read:
        raise ValueError
    return read
