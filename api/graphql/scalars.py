"""What clients send: scalars that take anything, so that the registry's own rules refuse what is wrong.

A wrong code, level or day is then refused with the same code, field and message as at every other door,
in the `errors` of the payload or with `extensions.code`, and not by a parser that knows no fields.
"""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import Any

import graphene
from graphql import (
    BooleanValueNode,
    EnumValueNode,
    FloatValueNode,
    GraphQLError,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    StringValueNode,
    ValueNode,
    VariableNode,
)

from api.graphql.ids import GlobalId, read_global_id

MOST_DIGITS = 400


def as_written(node: ValueNode, variables: dict[str, Any] | None = None) -> Any:
    """A literal of the document as the value that JSON would have carried."""
    match node:
        case StringValueNode() | EnumValueNode():
            return node.value
        case BooleanValueNode():
            return node.value
        case IntValueNode():
            return int(node.value) if len(node.value) <= MOST_DIGITS else node.value
        case FloatValueNode():
            number = float(node.value)
            return node.value if math.isfinite(number) else number
        case ListValueNode():
            return [as_written(each, variables) for each in node.values]
        case ObjectValueNode():
            return {each.name.value: as_written(each.value, variables) for each in node.fields}
        case VariableNode():
            return (variables or {}).get(node.name.value)
        case NullValueNode():
            return None
    raise GraphQLError("This value can't be read.")


class Given(graphene.Scalar):
    class Meta:
        description = "Anything; not used as such."

    @staticmethod
    def serialize(value: Any) -> Any:
        return value

    @staticmethod
    def parse_value(value: Any) -> Any:
        return value

    @staticmethod
    def parse_literal(node: ValueNode, variables: dict[str, Any] | None = None) -> Any:
        return as_written(node, variables)


class Text(Given):
    class Meta:
        description = "A text. Control characters, lone surrogates and too many characters are refused."


class Code(Given):
    class Meta:
        description = (
            "One of the codes that the description of the argument or field names, as text or as a bare "
            "word. Any other is refused as UNKNOWN_CODE."
        )


class Level(Given):
    class Meta:
        description = "A whole number on a scale, such as 1 to 5. Outside it: LEVEL_OUT_OF_RANGE."


class Whole(Given):
    class Meta:
        description = "A whole number. Anything else is refused as NUMBER_INVALID or NUMBER_OUT_OF_RANGE."


class Amount(Given):
    class Meta:
        description = (
            "An amount of money or another exact number, best sent as text: digits with a point for the "
            "decimals, such as “1250.50”."
        )


class Day(Given):
    class Meta:
        description = "A day as year-month-day, such as “2026-11-30”, between 1900 and 9999."


class Moment(Given):
    class Meta:
        description = "A moment: a day, or a time with its offset, such as “2026-11-30T12:00:00+01:00”."


class Truth(Given):
    class Meta:
        description = "true or false."


class Json(Given):
    class Meta:
        description = "Any JSON value, as the description of the argument or field says."


class Reference(Given):
    class Meta:
        description = (
            "A record that you may see: its `id`, its `pk`, or its code where it has one (a unit's code, a "
            "user's name, a category's name, the code of a kind of safeguard). Else: NOT_FOUND."
        )

    @staticmethod
    def parse_value(value: Any) -> Any:
        return read_global_id(value) or value

    @staticmethod
    def parse_literal(node: ValueNode, variables: dict[str, Any] | None = None) -> Any:
        return Reference.parse_value(as_written(node, variables))


class Date(graphene.Scalar):
    class Meta:
        description = "A day as year-month-day (ISO 8601), such as 2026-11-30."

    @staticmethod
    def serialize(value: date) -> str:
        return value.isoformat()


class DateTime(graphene.Scalar):
    class Meta:
        description = "A moment with its offset (ISO 8601), in UTC."

    @staticmethod
    def serialize(value: datetime) -> str:
        return value.isoformat()


__all__ = ["Amount", "Code", "Date", "DateTime", "Day", "GlobalId", "Json", "Level", "Moment"]
__all__ += ["Reference", "Text", "Truth", "Whole"]
