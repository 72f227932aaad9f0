"""Answers of some fields only: `fields=id,party_name,days_left`, in the order of the shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_

from api.rest.flat import places_of
from relationships.errors import Problems, refuse
from relationships.filters.kinds import ONE_VALUE, shown

PARAMETER = "fields"
_ONE_OF = N_("one of: %(choices)s.")
_KEPT_SHAPES = 256


@lru_cache(maxsize=_KEPT_SHAPES)
def names_of(shape: Any) -> tuple[str, ...]:
    """What may be asked of records of this shape: its fields, those of a record within it with a point."""
    return tuple(dict.fromkeys(name for each in places_of(shape) for name in each.names))


def names_asked(sent: list[str], shape: Any) -> frozenset[str] | None:
    """The fields asked for; None: all of them. Refuses names that aren't there (INVALID_FILTER)."""
    if not sent:
        return None
    if len(sent) > 1:
        refuse("INVALID_FILTER", PARAMETER, value=shown(sent), why=gettext(ONE_VALUE))
    known, problems = names_of(shape), Problems()
    names = dict.fromkeys(each.strip() for each in sent[0].split(","))
    for name in names:
        if name not in known:
            why = gettext(_ONE_OF) % {"choices": ", ".join(known)}
            problems.add("INVALID_FILTER", PARAMETER, value=shown(name), why=why)
    problems.raise_if_any()
    return frozenset(names)


@lru_cache(maxsize=_KEPT_SHAPES)
def narrowed(shape: Any, names: frozenset[str] | None) -> Any:
    """The shape with these fields only. Its `within` are those of a record within, by the field it is in."""
    if names is None:
        return shape
    within = {name.partition(".")[0] for name in names if "." in name} - names

    def get_fields(this: Any) -> Any:
        return {name: each for name, each in super(made, this).get_fields().items() if has(names, name)}

    def to_representation(this: Any, instance: Any) -> Any:
        return pruned(super(made, this).to_representation(instance), names)

    made = type(
        shape.__name__,
        (shape,),
        {"kept": names, "within": within, "get_fields": get_fields}
        | ({"to_representation": to_representation} if within else {}),
    )
    return made


def has(names: Iterable[str], name: str) -> bool:
    """Whether something of what goes by this name was asked for."""
    return any(each == name or each.startswith(name + ".") for each in names)


def pruned(told: Any, names: frozenset[str], above: str = "") -> Any:
    """A record as it is told, or a list of them, without what wasn't asked for."""
    if isinstance(told, list | tuple):
        return [pruned(each, names, above) for each in told]
    if not isinstance(told, Mapping):
        return told
    return {
        name: value if above + name in names else pruned(value, names, f"{above}{name}.")
        for name, value in told.items()
        if above + name in names or has(names, above + name)
    }
