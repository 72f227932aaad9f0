"""The kinds of conditions that a list takes: each cleans its value with the registry's own rules.

A value is text as a URL has it, or what another door has already read (a number, a day, a list). Nothing
is dropped in silence: what can't be used is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Field, Model, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django_filters import Filter

from relationships import values
from relationships.errors import Refused, refuse
from relationships.models import Unit, User
from relationships.queries import find

MOST_VALUES = 100
LONGEST_TEXT = 200
ONE_VALUE = "several values are given; this takes one."
_WORDS = {"true": True, "false": False, "1": True, "0": False}

Cleaner = Callable[[Any], Any]


class Given(forms.Field):
    """A form field that cleans with one of the registry's own rules, so that every door says the same."""

    def __init__(self, *, cleaner: Cleaner, **options: Any) -> None:
        super().__init__(**options)
        self.cleaner = cleaner

    def clean(self, value: Any) -> Any:
        if value is None:
            return None
        try:
            return self.cleaner(value)
        except Refused as refused:
            raise ValidationError([each.message for each in refused.refusals]) from None


class Condition(Filter):
    """One condition of a list: its value cleaned, then looked up.

    `kind` tells the doors what a value is; `many` that several may be given, of which one is enough.
    """

    field_class = Given
    kind = "TEXT"
    many = False

    def __init__(
        self, field_name: str | None = None, lookup_expr: str = "exact", *, help_text: str, **options: Any
    ):
        options.setdefault("label", help_text)
        super().__init__(field_name, lookup_expr, help_text=help_text, **options)

    @property
    def field(self) -> forms.Field:
        if not hasattr(self, "_field"):
            self._field = Given(
                cleaner=self.cleaned if self.many else self._one_cleaned,
                label=self.label,
                help_text=self.extra["help_text"],
                required=False,
            )
        return self._field

    @property
    def help_text(self) -> str:
        return str(self.extra["help_text"])

    def _one_cleaned(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            raise ValidationError(gettext(ONE_VALUE))
        return self.cleaned(value)

    def cleaned(self, value: Any) -> Any:
        """The value to look up; refuses what can't be used."""
        return _said(values.line(value, "value", limit=LONGEST_TEXT))


class Text(Condition):
    """A text."""


class Truth(Condition):
    """true or false."""

    kind = "TRUTH"

    def cleaned(self, value: Any) -> bool:
        if isinstance(value, str):
            value = _WORDS.get(value.strip().lower(), value)
        return values.truth(value, "value")


class Present(Truth):
    """Whether something is there."""

    def filter(self, queryset: QuerySet, value: bool | None) -> QuerySet:
        if value is None or self.method is not None:
            return super().filter(queryset, value)
        model_field = _last_field(queryset.model, str(self.field_name))
        absent = {f"{self.field_name}__isnull": True} if model_field.null else {f"{self.field_name}": ""}
        return queryset.exclude(**absent) if value else queryset.filter(**absent)


class Whole(Condition):
    """A whole number in a range."""

    kind = "WHOLE"

    def __init__(self, *args: Any, low: int = 0, high: int = 32_767, **options: Any) -> None:
        self.low, self.high = low, high
        super().__init__(*args, **options)

    def cleaned(self, value: Any) -> int:
        return values.whole(value, "value", self.low, self.high)


class Number(Condition):
    """A number with decimals, such as a score."""

    kind = "NUMBER"

    def cleaned(self, value: Any) -> float:
        return float(values.amount(value, "value"))


class Amount(Condition):
    """An exact amount of money, in the currency that stands beside it."""

    kind = "AMOUNT"

    def cleaned(self, value: Any) -> Any:
        return values.amount(value, "value", negative=True)


class Day(Condition):
    """A day."""

    kind = "DAY"

    def cleaned(self, value: Any) -> Any:
        return values.day(value, "value")


class Moment(Condition):
    """A moment: a day, or a time with its offset."""

    kind = "MOMENT"

    def cleaned(self, value: Any) -> datetime:
        found = value
        if isinstance(value, str) and len(value) <= 10:
            day = values.day(value, "value")
            found = datetime(day.year, day.month, day.day)  # noqa: DTZ001 made aware below
        elif isinstance(value, str):
            try:
                found = parse_datetime(value[:40])
            except ValueError:
                found = None
        if not isinstance(found, datetime):
            refuse("DATE_INVALID", "value", value=shown(value))
        values.day(found.date(), "value")
        try:
            aware = found if timezone.is_aware(found) else timezone.make_aware(found)
            return aware.astimezone(UTC)
        except (OverflowError, ValueError):
            refuse("DATE_OUT_OF_RANGE", "value", value=shown(value))


class _Several(Condition):
    """Conditions that take several values: a list, or text with commas between them."""

    many = True
    split = True

    def cleaned(self, value: Any) -> list[Any]:
        if isinstance(value, str):
            given: Iterable[Any] = value.split(",") if self.split else [value]
        elif isinstance(value, list | tuple | set):
            given = [part for each in value for part in self._parts(each)]
        else:
            given = [value]
        wanted = list(given)
        if not wanted:
            refuse("REQUIRED", "value")
        if len(wanted) > MOST_VALUES:
            refuse("NUMBER_OUT_OF_RANGE", "value", value=len(wanted), low=1, high=MOST_VALUES)
        return [self.one(each.strip() if isinstance(each, str) else each) for each in wanted]

    def _parts(self, value: Any) -> list[Any]:
        return value.split(",") if self.split and isinstance(value, str) else [value]

    def one(self, value: Any) -> Any:
        raise NotImplementedError

    def filter(self, queryset: QuerySet, value: list[Any] | None) -> QuerySet:
        if value is None:
            return queryset
        return self.narrowed(queryset, value)

    def narrowed(self, queryset: QuerySet, wanted: list[Any]) -> QuerySet:
        return queryset.filter(**{f"{self.field_name}__in": wanted})


class Codes(_Several):
    """One of these codes is enough."""

    kind = "CODES"

    def __init__(self, *args: Any, codes: Iterable[str], **options: Any) -> None:
        self.codes = tuple(str(each) for each in codes)
        super().__init__(*args, **options)

    def one(self, value: Any) -> str:
        return values.one_of(value, "value", self.codes)


class Flags(Codes):
    """Verdicts with one of these flags: the column holds them as "|CODE|CODE|"."""

    def narrowed(self, queryset: QuerySet, wanted: list[str]) -> QuerySet:
        found = Q()
        for code in wanted:
            found |= Q(**{f"{self.field_name}__contains": f"|{code}|"})
        return queryset.filter(found)


class Levels(_Several):
    """One of these levels is enough."""

    kind = "WHOLES"

    def __init__(self, *args: Any, low: int = 1, high: int = 5, **options: Any) -> None:
        self.low, self.high = low, high
        super().__init__(*args, **options)

    def one(self, value: Any) -> int:
        return values.level(value, "value", self.low, self.high)


class Texts(_Several):
    """Exactly one of these texts."""

    kind = "TEXTS"
    split = False

    def one(self, value: Any) -> str:
        return _said(values.line(value, "value", limit=LONGEST_TEXT))


class Currencies(_Several):
    kind = "TEXTS"

    def one(self, value: Any) -> str:
        return values.currency(value, "value")


class Countries(_Several):
    kind = "TEXTS"

    def one(self, value: Any) -> str:
        return values.country(value, "value")


class References(_Several):
    """Records that the user may see, by id or by code; an unknown one is refused like a hidden one."""

    kind = "REFERENCES"

    def __init__(self, *args: Any, model: type[Model], split: bool = True, **options: Any) -> None:
        self.target = model
        self.split = split
        super().__init__(*args, **options)

    @property
    def user(self) -> User:
        return self.parent.user

    def one(self, value: Any) -> Any:
        if isinstance(value, self.target):
            value = value.pk
        return find(self.user, self.target, value, "value")

    def narrowed(self, queryset: QuerySet, wanted: list[Any]) -> QuerySet:
        return super().narrowed(queryset, [each.pk for each in wanted])


class Subtrees(References):
    """Units with all units below them. `field_name` leads to the path of the unit."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, model=Unit, **options)

    def narrowed(self, queryset: QuerySet, wanted: list[Any]) -> QuerySet:
        found = Q()
        for unit in wanted:
            found |= Q(**{f"{self.field_name}__startswith": unit.path})
        return queryset.filter(found)


class Ordering(_Several):
    """The order: names, each with a dash before it to turn it round; ties are settled by id.

    `keys` gives each name the columns that it sorts by. What is unknown comes last in either direction.
    """

    kind = "ORDER"

    def __init__(self, *, keys: dict[str, tuple[str, ...]], help_text: str = "") -> None:
        self.keys = keys
        self.codes = tuple(sign + name for name in keys for sign in ("", "-"))
        super().__init__(
            help_text=help_text or f"Order by {', '.join(keys)}; a dash before it turns it round."
        )

    def one(self, value: Any) -> str:
        return values.one_of(value, "value", self.codes)

    def narrowed(self, queryset: QuerySet, wanted: list[str]) -> QuerySet:
        return ordered(
            queryset,
            [
                ("-" if name.startswith("-") else "") + column
                for name in wanted
                for column in self.keys[name.lstrip("-")]
            ],
        )


def ordered(queryset: QuerySet, columns: Iterable[str]) -> QuerySet:
    """In the order of these columns, the unknown last, ties settled by id in the last direction."""
    keys: list[Any] = []
    descending = False
    seen = set()
    for column in columns:
        descending = column.startswith("-")
        name = column.lstrip("-")
        if name in seen:
            continue
        seen.add(name)
        if may_be_null(queryset.model, name):
            keys.append(F(name).desc(nulls_last=True) if descending else F(name).asc(nulls_last=True))
        else:
            keys.append(column)
    last = queryset.model._meta.pk.attname
    if last not in seen:
        keys.append(f"-{last}" if descending else last)
    return queryset.order_by(*keys)


def may_be_null(model: type[Model], column: str) -> bool:
    """Whether this column, perhaps of a related record, can be without a value."""
    for part in column.split("__"):
        field = model._meta.get_field(part)
        if not field.concrete or field.null:
            return True
        if field.is_relation:
            model = cast("type[Model]", field.related_model)
    return False


def _last_field(model: type[Model], path: str) -> Field:
    field: Any = None
    for part in path.split("__"):
        field = model._meta.get_field(part)
        if field.is_relation:
            model = cast("type[Model]", field.related_model)
    return field


def _said(text: str) -> str:
    return text or refuse("REQUIRED", "value")


def shown(value: Any) -> str:
    """A value as an error shows it: short and printable."""
    if isinstance(value, list | tuple):
        value = ",".join(str(each)[:40] for each in value[:5])
    text = str(value)[:81]
    text = "".join(each if each.isprintable() else "\ufffd" for each in text)
    return text[:80] + "…" if len(text) > 80 else text
