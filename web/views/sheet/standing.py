"""What is to be done: the arrangements that the type asks for, and the acts that the reader may do."""

from __future__ import annotations

from dataclasses import dataclass

from relationships import arrangements as kinds
from relationships.choices import ArrangementState
from relationships.models import Arrangement
from relationships.permissions import Act
from web.templatetags.words import language
from web.views.sheet.reading import Read


@dataclass(frozen=True, slots=True)
class ArrangementLine:
    """Something that must be in place: what was said of it, and whether that leaves it to be done."""

    kind: str
    said: str
    kept: Arrangement | None
    asked: bool

    @property
    def state(self) -> str:
        return self.kept.state if self.kept else ""

    @property
    def to_do(self) -> bool:
        return self.asked and self.state in ("", ArrangementState.ABSENT)


@dataclass(frozen=True, slots=True)
class Arrangements:
    """Those that the chosen type asks for, to do first, then others that somebody recorded.

    `open` are those that would be asked too if the access, which is unknown, turns out to be deep.
    """

    asked: list[ArrangementLine]
    others: list[ArrangementLine]
    open: list[str]

    @property
    def to_do(self) -> int:
        return sum(each.to_do for each in self.asked)


def arrangements(found: Read) -> Arrangements:
    chosen = next((each for each in found.compared.types if each.chosen), None)
    access = found.compared.preview.situation.facts["access"].value
    asked = kinds.needed(chosen.type if chosen else None, access)
    lines = [_line(found, kind, True) for kind in asked]
    others = [_line(found, kind, False) for kind in found.arrangements if kind not in asked]
    waiting = chosen.arrangements_open if chosen else ()
    return Arrangements(
        sorted(lines, key=lambda each: not each.to_do),
        others,
        [named(kind) for kind in waiting if kind not in asked],
    )


def _line(found: Read, kind: str, asked: bool) -> ArrangementLine:
    return ArrangementLine(kind, named(kind), found.arrangements.get(kind), asked)


def named(kind: str) -> str:
    return kinds.NAMES[kind][language()]


def allowed(found: Read) -> dict[str, bool]:
    """By the name of each act on a relationship whether the reader may do it here."""
    return {each.name: found.may(each) for each in Act if not each.on_root}
