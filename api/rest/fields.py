"""How a value looks in an answer. Output only: what may come in is decided by the actions."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC
from decimal import Decimal
from functools import wraps
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from api.rest import people
from relationships.values import currencies

AMOUNT_PATTERN = r"^-?\d+(\.\d+)?$"
USUAL_PLACES = 2
"""How many decimals an amount has in a currency that isn't known."""


def amount_text(value: Decimal | None, currency: str) -> str | None:
    """An exact amount with the decimals of its currency, at least: "1234.50"."""
    if value is None:
        return None
    places = currencies().get(currency, USUAL_PLACES)
    text = f"{value:.4f}"
    spare = len(text) - len(text.rstrip("0"))
    return f"{value:.{max(places, 4 - spare)}f}"


class Shape(serializers.Serializer):
    """What an answer holds of a record, explicit and flat."""


def whole(help_text: str = "", source: str | None = None, **options: Any) -> serializers.Field:
    return serializers.IntegerField(source=source, help_text=help_text, **_maybe(source, options))


def number(help_text: str = "", source: str | None = None, **options: Any) -> serializers.Field:
    return serializers.FloatField(source=source, help_text=help_text, **_maybe(source, options))


def text(help_text: str = "", source: str | None = None, **options: Any) -> serializers.Field:
    return serializers.CharField(source=source, help_text=help_text, **_maybe(source, options))


class PersonName(serializers.CharField):
    """The user name of somebody, where who asks may see him."""

    def get_attribute(self, instance: Any) -> str | None:
        person = _reached(instance, tuple(self.source_attrs[:-1]))
        return None if person is None else people.named(person.pk, person.username)


def person(source: str, help_text: str = "The user name; null: not for you to see.") -> serializers.Field:
    """The user name of the user that `source` leads to."""
    return PersonName(source=f"{source}.username", help_text=help_text, allow_null=True)


def truth(help_text: str = "", source: str | None = None, **options: Any) -> serializers.Field:
    return serializers.BooleanField(source=source, help_text=help_text, **_maybe(source, options))


def day(help_text: str = "", source: str | None = None, **options: Any) -> serializers.Field:
    options.setdefault("allow_null", True)
    return serializers.DateField(source=source, help_text=help_text, **options)


def moment(help_text: str = "", source: str | None = None, **options: Any) -> serializers.Field:
    return serializers.DateTimeField(
        source=source, help_text=help_text, default_timezone=UTC, **_maybe(source, options)
    )


def _maybe(source: str | None, options: dict[str, Any]) -> dict[str, Any]:
    """What is read of a related record may be absent, unless it is said never to be."""
    if source is not None and "." in source:
        options.setdefault("allow_null", True)
    return options


class _OrDefault(serializers.Field):
    """A field whose default stands in for a related record that isn't there."""

    def get_attribute(self, instance: Any) -> Any:
        found = super().get_attribute(instance)
        return self.get_default() if found is None and self.default is not empty else found


class CodeText(_OrDefault):
    def to_representation(self, value: Any) -> str | None:
        return str(value) if value else None


def code(
    codes: Collection[str], help_text: str = "", source: str | None = None, **options: Any
) -> serializers.Field:
    """One of these codes; null where there is none."""
    if "default" not in options:
        options = _maybe(source, options)
    listed: list[str | None] = [str(each) for each in codes]
    if options.get("allow_null"):
        listed.append(None)
    kind = extend_schema_field({"type": "string", "enum": listed})(type("Code", (CodeText,), {}))
    return kind(source=source, help_text=help_text, **options)


@extend_schema_field({"type": "string", "pattern": AMOUNT_PATTERN, "examples": ["1234.50"]})
class AmountText(serializers.Field):
    """An amount as exact text; its currency stands in the field `currency` beside it."""

    def __init__(self, currency: str = "currency", **options: Any) -> None:
        options.setdefault("allow_null", True)
        super().__init__(**options)
        self.currency = currency

    def get_attribute(self, instance: Any) -> Any:
        found = instance
        for part in self.currency.split("."):
            found = getattr(found, part)
        value = getattr(instance, self.source)
        return None if value is None else (value, found)

    def to_representation(self, value: tuple[Decimal, str]) -> str | None:
        return amount_text(*value)


def amount(help_text: str = "", currency: str = "currency") -> serializers.Field:
    return AmountText(currency, help_text=help_text)


@extend_schema_field({"type": "object", "additionalProperties": True})
class Loose(serializers.Field):
    """JSON as it was kept."""

    def to_representation(self, value: Any) -> Any:
        return value


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class Codes(serializers.Field):
    """A list of codes."""

    def to_representation(self, value: Any) -> list[str]:
        return [str(each) for each in value]


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class FlagCodes(_OrDefault):
    """The flags of a verdict, read from "|CODE|CODE|"."""

    def to_representation(self, value: Any) -> list[str]:
        return [each for each in value.split("|") if each] if isinstance(value, str) else value


class Attribute(serializers.Field):
    """An attribute of whatever the record is, as it is."""

    def to_representation(self, value: Any) -> Any:
        return value


def made_of(*sources: str) -> Callable:
    """Says of which attributes alone the value of a method of a shape is made: it is given what they hold,
    None where a record on the way to it isn't there."""
    ways = [tuple(each.split(".")) for each in sources]

    def marked(method: Callable) -> Callable:
        @wraps(method)
        def of_record(shape: Any, record: Any) -> Any:
            return method(shape, *(_reached(record, way) for way in ways))

        of_record.made_of = ways  # type: ignore[attr-defined]
        of_record.of_values = method  # type: ignore[attr-defined]
        return of_record

    return marked


def _reached(record: Any, way: tuple[str, ...]) -> Any:
    for part in way:
        record = getattr(record, part, None)
    return record


def gathered(relation: str, of: str | type[Shape]) -> Callable:
    """A method of a shape that gives the records of a relation: each in this shape, or this text of it."""

    def records_of(_shape: Any, record: Any) -> Any:
        found = getattr(record, relation)
        found = found.all() if hasattr(found, "all") else found
        return [getattr(each, of) for each in found] if isinstance(of, str) else of(found, many=True).data

    records_of.gathered = (relation, of)  # type: ignore[attr-defined]
    said = {"type": "array", "items": {"type": "string"}} if isinstance(of, str) else of(many=True)
    return extend_schema_field(said)(records_of)
