"""The conditions of a list as inputs, and those that hold as something to read and to take away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from relationships.filters import Condition
from relationships.models import CategoryProfile, Contract, Party, Relationship, User
from relationships.queries import visible_to
from web.lists.asked import ORDER, Asked, suggested
from web.lists.names import called, code_name
from web.pictures.words import depth_name, level_name
from web.templatetags import words

MOST_CHOICES = 200
"""More records than these are not a list to choose from: one types, and is shown what fits."""
_TYPED: tuple[type[Model], ...] = (Party, Relationship, Contract)
_APART = ("q", ORDER, "id")
_INPUTS = {
    "TEXT": "text",
    "TEXTS": "text",
    "WHOLE": "number",
    "NUMBER": "decimal",
    "AMOUNT": "decimal",
    "DAY": "date",
    "MOMENT": "date",
    "TRUTH": "select",
    "CODES": "checks",
    "WHOLES": "checks",
    "REFERENCES": "select",
}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    said: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A condition to fill in. `drawn`: text, number, decimal, date, select, checks, or suggested: a text
    whose suggestions are those of the kind `suggests`."""

    name: str
    label: str
    drawn: str
    value: str = ""
    options: Sequence[Option] = ()
    suggests: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition that holds, and the address of the list without it."""

    label: str
    said: str
    without: str


def usual_inputs(asked: Asked) -> list[Input]:
    """Those that stand above the list, each on a line: one value of many by a drop-down."""
    known = asked.listing.conditions.conditions()
    return [
        _input(name, known[name], asked, narrow=True) for name in asked.listing.usual if name not in _APART
    ]


def further_inputs(asked: Asked) -> list[Input]:
    """All others."""
    apart = (*_APART, *asked.listing.usual)
    known = asked.listing.conditions.conditions()
    return [_input(name, each, asked) for name, each in known.items() if name not in apart]


def chips(asked: Asked) -> list[Chip]:
    """The conditions that hold, except the quick search; after `asked.checked` found them usable."""
    cleaned = asked.checked.cleaned
    known = asked.listing.conditions.conditions()
    return [
        Chip(called(name, known[name]), _said(known[name], cleaned[name]), asked.without(name))
        for name in asked.conditions
        if name != "q"
    ]


def kept(asked: Asked) -> list[tuple[str, str]]:
    """What the form sends along while its further conditions are not on the page."""
    apart = ("q", ORDER, *asked.listing.usual)
    return [(name, value) for name in asked.given if name not in apart for value in _values(asked, name)]


def _input(name: str, condition: Condition, asked: Asked, *, narrow: bool = False) -> Input:
    values = _values(asked, name)
    drawn = _INPUTS.get(condition.kind, "text")
    made = {"name": name, "label": called(name, condition), "value": ",".join(values)}
    if condition.kind == "REFERENCES":
        options = _records(condition.target, asked.user)
        if options is None:
            made["value"] = _as_suggested(asked, name, values) or made["value"]
            return Input(**made, drawn="suggested", suggests=condition.target._meta.model_name)
        return Input(**made, drawn="select", options=_marked(options, values))
    if condition.kind in ("CODES", "WHOLES", "TRUTH"):
        drawn = "select" if narrow or condition.kind == "TRUTH" else "checks"
        return Input(
            **made, drawn=drawn, options=_marked(_offered(condition), values, whole=drawn == "select")
        )
    return Input(**made, drawn=drawn)


def _as_suggested(asked: Asked, name: str, values: list[str]) -> str:
    """The one record that is asked for, as it is suggested while one types."""
    found = asked.checked.cleaned.get(name) if len(values) == 1 else None
    return suggested(found[0]) if found and len(found) == 1 else ""


def _values(asked: Asked, name: str) -> list[str]:
    given = asked.given.get(name, [])
    return given if isinstance(given, list) else [given]


def _offered(condition: Condition) -> list[tuple[str, str]]:
    if condition.kind == "TRUTH":
        return [("true", _("yes")), ("false", _("no"))]
    if condition.kind == "WHOLES":
        return [(str(each), _level(condition, each)) for each in range(condition.low, condition.high + 1)]
    return [(code, code_name(condition.codes, code)) for code in condition.codes]


def _records(model: type[Model], user: User) -> list[tuple[str, str]] | None:
    """Those that the reader may see, oneself first among users; None where they are too many."""
    if model in _TYPED:
        return None
    seen = list(visible_to(user, model)[: MOST_CHOICES + 1])
    if len(seen) > MOST_CHOICES:
        return None
    if model is User:
        seen.sort(key=lambda each: (each.pk != user.pk, str(each)))
    return [(str(each.pk), _named(each)) for each in seen]


def _marked(options: Iterable[tuple[str, str]], values: list[str], *, whole: bool = True) -> list[Option]:
    """With what is chosen marked. Several values in a drop-down are one more choice, as they stand."""
    parts = [part.strip() for value in values for part in value.split(",")]
    marked = [
        Option(value, said, value in parts if not whole else parts == [value]) for value, said in options
    ]
    if whole and parts and not any(each.chosen for each in marked):
        names = {each.value: each.said for each in marked}
        said = ", ".join(names.get(part, part) for part in parts)
        marked.append(Option(",".join(values), said, True))
    return marked


def _said(condition: Condition, value: Any) -> str:
    """What was asked, in words."""
    if isinstance(value, list):
        return ", ".join(_said(condition, each) for each in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date | datetime):
        return words.day(value)
    if isinstance(value, Model):
        return _named(value)
    if condition.kind == "WHOLES":
        return _level(condition, value)
    return code_name(condition.codes, value) if condition.kind == "CODES" else str(value)


def _level(condition: Condition, level: int) -> str:
    """A step of the ladder, from 0, or a level of trust, from 1, with its name."""
    return depth_name(level) if condition.low == 0 else level_name(level)


def _named(record: Any) -> str:
    if isinstance(record, CategoryProfile):
        return words.named(record)
    if isinstance(record, Contract):
        return record.number or record.title or str(record.pk)
    return str(record)
