"""Names and numbers as the pictures say them, in the active language."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from principles.checks.texts import result_name as _result_name
from relationships.choices import LADDER, CollaborationType, Direction, Side
from relationships.fit.texts import (
    FACT_ANCHORS,
    FACT_NAMES,
    LANGUAGES,
    SIDE_NAMES,
    TRUST_NAMES,
    TYPE_NAMES,
    VERDICT_NAMES,
)
from relationships.labels import LABELS

Range = tuple[int, int]


def language() -> str:
    """The active one of the languages that the rule speaks."""
    spoken = (get_language() or "en")[:2]
    return spoken if spoken in LANGUAGES else "en"


def type_name(code: str) -> str:
    return TYPE_NAMES[language()][code]


def depth_name(depth: int) -> str:
    """A step with its name: "4 Integrated team"."""
    return f"{depth} {type_name(LADDER[depth])}"


def type_with_depth(code: str) -> str:
    """A type, with its step when it has one."""
    depth = CollaborationType(code).depth
    return type_name(code) if depth is None else depth_name(depth)


def trust_name(level: int) -> str:
    return TRUST_NAMES[language()][level]


def level_name(level: int | None) -> str:
    """A level with its name: "3 Competence"; in words when it is not there."""
    return not_yet_rated() if level is None else f"{level} {trust_name(level)}"


def verdict_name(code: str) -> str:
    return VERDICT_NAMES[language()][code]


def result_name(code: str) -> str:
    return _result_name(code, language())


def fact_name(code: str) -> str:
    return FACT_NAMES[language()][code]


def anchor(fact: str, value: int) -> str:
    """What this value of this fact means."""
    return FACT_ANCHORS[language()][fact][value]


def side_name(side: Side) -> str:
    return SIDE_NAMES[language()][side]


def direction_name(direction: Direction) -> str:
    return str(LABELS[Direction][direction])


def not_yet_rated() -> str:
    return _("not yet rated")


def span(found: Range) -> str:
    """A range in figures: "3", or "3–4"."""
    lowest, highest = found
    return str(lowest) if lowest == highest else f"{lowest}–{highest}"


def depths(found: Range | None) -> str:
    """Steps with their names; a range names both of its ends."""
    if found is None:
        return not_yet_rated()
    lowest, highest = found
    if lowest == highest:
        return depth_name(lowest)
    return _("%(lowest)s to %(highest)s, not yet decided") % {
        "lowest": depth_name(lowest),
        "highest": depth_name(highest),
    }


def levels(found: Range | None) -> str:
    """Trust levels with their names; a range names both of its ends."""
    if found is None:
        return not_yet_rated()
    lowest, highest = found
    if lowest == highest:
        return level_name(lowest)
    return _("%(lowest)s to %(highest)s, not yet decided") % {
        "lowest": level_name(lowest),
        "highest": level_name(highest),
    }


def labelled(label: str, said: object) -> str:
    """ "Chosen: 4 Integrated team" """
    return f"{label}: {said}"


def counts(found: Iterable[tuple[str, int]]) -> str:
    """Names with their numbers: "Fits 3, Misfit 1"; what there is none of is left out."""
    return ", ".join(f"{name} {figure(count)}" for name, count in found if count)


def figure(value: int | Decimal) -> str:
    """A number, grouped as the reader is used to."""
    if isinstance(value, int) and 0 <= value < 1000:
        return str(value)  # nothing to group, and most are so
    return str(number_format(value, force_grouping=True))


def money(value: int | float | Decimal, currency: str) -> str:
    """An amount without its cents, with its currency: "EUR 1,200,000"."""
    return f"{currency} {figure(Decimal(value).quantize(Decimal(1)))}"
