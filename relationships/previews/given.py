"""What is given for a preview, read as the actions read it; all that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from relationships.arrangements import KINDS
from relationships.choices import (
    ATTITUDES,
    DELIVERY_FACTS,
    FACTS,
    ArrangementState,
    CollaborationType,
    Direction,
    FactSource,
)
from relationships.errors import Problems, Refused, refuse, shown
from relationships.models import CategoryProfile, SafeguardKind
from relationships.previews.lookups import Lookups
from relationships.queries.facts import CurrentFact
from relationships.values import cpv, level, line, one_of, truth

MOST = 100
"""How many previews one request asks for at most."""

TRUST = {f"trust_{str(each).lower()}": each for each in Direction}
FIELDS = (
    "facts",
    "profile",
    "category",
    "cpv",
    "chosen_type",
    "trust_target",
    *TRUST,
    "safeguards",
)
SUPPOSED_FIELDS = (*FIELDS, "add_safeguards", "end_safeguards")
COMPARED_FIELDS = (*FIELDS, "arrangements")
_FACT_FIELDS = ("value", "source", "confirmed")
_MOST_NAMES = 100
_EXTREMES = (1, 5)


@dataclass(frozen=True, slots=True)
class Given:
    """What was given, read. What is not there was not given; a level of None is given as unknown.

    `chosen` and `target` are those that count: given, else recorded.
    """

    facts: dict[str, CurrentFact] = field(default_factory=dict)
    category: CategoryProfile | None = None
    category_given: bool = False
    chosen: CollaborationType | None = None
    target: int | None = None
    trust: dict[Direction, int | None] = field(default_factory=dict)
    safeguards: dict[str, list[SafeguardKind]] = field(default_factory=dict)
    arrangements: dict[str, ArrangementState] = field(default_factory=dict)

    def laid_over(self, facts: Mapping[str, CurrentFact]) -> dict[str, CurrentFact]:
        """These facts with the given ones over them. One that waits for a second assessor changes nothing
        but is shown so."""
        found = dict(facts)
        for code, given in self.facts.items():
            if given.unconfirmed is not None:
                given = replace(found[code], unconfirmed=given.unconfirmed)
            found[code] = given
        return found


Choice = tuple[CollaborationType | None, int | None]
"""A type and its trust target."""


def read(given: Any, fields: Iterable[str], lookups: Lookups, recorded: Choice = (None, None)) -> Given:
    """What was given of these fields. Refuses with every reason at once, by the name of the field."""
    problems = Problems()
    given = _object(given, fields, problems)
    category, named = _category(given, lookups, problems)
    chosen, target = _choice(given, recorded, problems)
    found = Given(
        facts=_facts(given.get("facts"), problems),
        category=category,
        category_given=named,
        chosen=chosen,
        target=target,
        trust=_trust(given, problems),
        safeguards={
            name: _safeguards(given[name], name, lookups, problems)
            for name in ("safeguards", "add_safeguards", "end_safeguards")
            if given.get(name) is not None
        },
        arrangements=_arrangements(given.get("arrangements"), problems),
    )
    problems.raise_if_any()
    return found


def _object(given: Any, fields: Iterable[str], problems: Problems) -> Mapping[str, Any]:
    """The fields that may be given; the others are problems."""
    if not isinstance(given, Mapping):
        refuse("WRONG_TYPE", None, expected="a JSON object", given=type(given).__name__)
    names = list(fields)
    _within(given, None)
    for name in given:
        if name not in names:
            problems.add("UNKNOWN_FIELD", shown(name), value=shown(name), choices=", ".join(names))
    return {name: value for name, value in given.items() if name in names}


def _within(given: Any, name: str | None) -> None:
    if len(given) > _MOST_NAMES:
        refuse("NUMBER_OUT_OF_RANGE", name, value=len(given), low=0, high=_MOST_NAMES)


def _facts(given: Any, problems: Problems) -> dict[str, CurrentFact]:
    found: dict[str, CurrentFact] = {}
    for code, value in _by_name(given, "facts", FACTS, problems):
        with problems.gather("facts"):
            found[code] = _fact(code, value)
    return found


def _by_name(given: Any, name: str, codes: Iterable[str], problems: Problems) -> Iterable[tuple[str, Any]]:
    """The pairs of an object whose names are codes; what is none of them is a problem."""
    if given is None:
        return
    with problems.gather():
        if not isinstance(given, Mapping):
            refuse("WRONG_TYPE", name, expected="a JSON object", given=type(given).__name__)
        _within(given, name)
        for code, value in given.items():
            if code in codes:
                yield str(code), value
            else:
                choices = ", ".join(codes)
                problems.add("UNKNOWN_CODE", f"{name}.{shown(code)}", value=shown(code), choices=choices)


def _fact(code: str, given: Any) -> CurrentFact:
    """A level, null for unknown, or an object that also says where it comes from and whether a second
    assessor rated the same."""
    if not isinstance(given, Mapping):
        given = {"value": given}
    problems = Problems()
    for name in given:
        if name not in _FACT_FIELDS:
            choices = ", ".join(_FACT_FIELDS)
            problems.add("UNKNOWN_FIELD", f"{code}.{shown(name)}", value=shown(name), choices=choices)
        problems.raise_if_any()
    value: int | None = None
    source = FactSource.ASSESSED
    confirmed = False
    if given.get("value") is not None:
        with problems.gather():
            value = level(given["value"], code)
    if given.get("source") is not None:
        with problems.gather():
            source = FactSource(one_of(given["source"], f"{code}.source", _sources(code)))
    if given.get("confirmed") is not None:
        with problems.gather():
            confirmed = truth(given["confirmed"], f"{code}.confirmed")
    problems.raise_if_any()
    if value is None:
        return CurrentFact(code)
    if code in ATTITUDES and value in _EXTREMES and not confirmed:
        return CurrentFact(code, unconfirmed=value)
    return CurrentFact(code, value, source)


def _sources(code: str) -> tuple[FactSource, ...]:
    """Facts of the parties are never assumed."""
    return tuple(FactSource) if code in DELIVERY_FACTS else (FactSource.ASSESSED, FactSource.IMPORTED)


def _category(
    given: Mapping[str, Any], lookups: Lookups, problems: Problems
) -> tuple[CategoryProfile | None, bool]:
    """The profile said; else the one that the CPV code or the name means. And whether one was given."""
    profile = None
    code = name = ""
    if given.get("profile") is not None:
        with problems.gather():
            profile = lookups.profile(given["profile"])
    with problems.gather():
        code = cpv(given.get("cpv"), "cpv")
    with problems.gather():
        name = line(given.get("category"), "category", limit=300)
    if profile is None and code:
        profile = lookups.categories.of_cpv(code)
    if profile is None and name:
        profile = lookups.categories.of_name(name)
    return profile, any(each in given for each in ("profile", "category", "cpv"))


def _choice(given: Mapping[str, Any], recorded: Choice, problems: Problems) -> Choice:
    """A type is judged with its target, as it is decided: neither stands alone (REQUIRED)."""
    chosen, target = recorded
    if "chosen_type" in given:
        chosen = None
        if given["chosen_type"] is None:
            target = None
        else:
            with problems.gather():
                chosen = CollaborationType(one_of(given["chosen_type"], "chosen_type", CollaborationType))
    if "trust_target" in given:
        target = None
        if given["trust_target"] is not None:
            with problems.gather():
                target = level(given["trust_target"], "trust_target")
    for name, value, other in (("chosen_type", chosen, target), ("trust_target", target, chosen)):
        if value is None and other is not None and not problems.on(name):
            problems.add("REQUIRED", name)
    return chosen, target


def _trust(given: Mapping[str, Any], problems: Problems) -> dict[Direction, int | None]:
    found: dict[Direction, int | None] = {}
    for name, direction in TRUST.items():
        if name in given:
            with problems.gather():
                value = given[name]
                found[direction] = None if value is None else level(value, name)
    return found


def _safeguards(given: Any, name: str, lookups: Lookups, problems: Problems) -> list[SafeguardKind]:
    """Kinds that are active on the day, each once."""
    found: dict[int, SafeguardKind] = {}
    with problems.gather():
        if not isinstance(given, list | tuple):
            refuse("WRONG_TYPE", name, expected="list", given=type(given).__name__)
        _within(given, name)
        for place, each in enumerate(given):
            with problems.gather():
                kind = lookups.kind(each, f"{name}.{place}")
                found[kind.pk] = kind
    return list(found.values())


def _arrangements(given: Any, problems: Problems) -> dict[str, ArrangementState]:
    found = {}
    for kind, value in _by_name(given, "arrangements", KINDS, problems):
        with problems.gather("arrangements"):
            found[kind] = ArrangementState(one_of(value, kind, ArrangementState))
    return found


def each_of(items: Any, reading: Callable[[Any], Any]) -> list[Any]:
    """What `reading` makes of each item, or its refusal: one that is wrong does not spoil the others.

    Refuses itself what is no list of 1 to `MOST` items.
    """
    if items is None:
        refuse("REQUIRED", "items")
    if not isinstance(items, list | tuple):
        refuse("WRONG_TYPE", "items", expected="list", given=type(items).__name__)
    if not items:
        refuse("REQUIRED", "items")
    if len(items) > MOST:
        refuse("NUMBER_OUT_OF_RANGE", "items", value=len(items), low=1, high=MOST)
    found: list[Any] = []
    for each in items:
        try:
            found.append(reading(each))
        except Refused as no:
            found.append(no)
    return found
