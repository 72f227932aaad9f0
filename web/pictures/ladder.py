"""The ladder: how deep the delivery asks the relationship to be, the parties allow it, and was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from relationships.choices import LADDER, CollaborationType, Posture, Side
from web.pictures import words as say
from web.pictures.drawing import Picture, circle, hatch, line, path, rect, words
from web.pictures.key import Entry, Key
from web.pictures.marks import posture_mark

STEP = 32  # from rung to rung, large
TOP = 30  # the upper rung, large
KEY = TOP + 5 * STEP + 42  # the first line of the key
EVERY = (0, 5)
BAR = 16  # from step to step, small


@dataclass(frozen=True, kw_only=True)
class Ladder(Picture):
    """Six steps 0-5.

    `needed` and `feasible` are the lowest and the highest depth that they can still be, both included;
    equal when decided, None when nothing is known of it. `chosen` is None before a classification.
    `posture` is the recommended one, None when it is not decided; `posture_side` the side that misbehaves
    (GUARDED) or is locked in (CAPTIVE).
    """

    needed: tuple[int, int] | None
    feasible: tuple[int, int] | None
    chosen: CollaborationType | None = None
    posture: Posture | None = Posture.NONE
    posture_side: Side | None = None

    def title(self) -> str:
        return _("Collaboration type")

    @property
    def distance(self) -> int | None:
        """By how many steps the chosen one is deeper than what is asked (negative: less deep), 0 within."""
        depth = self.chosen_depth
        if depth is None or self.needed is None:
            return None
        lowest, highest = self.needed
        return max(0, depth - highest) + min(0, depth - lowest)

    @property
    def chosen_depth(self) -> int | None:
        return None if self.chosen is None else CollaborationType(self.chosen).depth

    @property
    def _nothing_known(self) -> bool:
        """Whether what the delivery asks may still be any step."""
        return self.needed in (None, EVERY)

    @property
    def signs(self) -> tuple[tuple[str, bool], ...]:
        """The postures shown beside the ladder, each with whether it is the chosen type."""
        asked = [str(self.posture)] if self.posture not in (None, Posture.NONE) else []
        own = str(self.chosen) if self.chosen is not None and self.chosen_depth is None else None
        if own is not None and own not in asked:
            asked.append(own)
        return tuple((each, each == own) for each in asked)

    def text(self) -> str:
        return "\n".join(say.labelled(label, said) for label, said in self._said())

    def _said(self) -> Iterator[tuple[str, str]]:
        yield _("The delivery asks"), say.depths(self.needed)
        yield _("The parties allow"), say.depths(self.feasible)
        yield _("Chosen"), self._chosen_said()
        if self.posture is None:
            yield _("Posture"), _("not yet decided")
        elif self.posture != Posture.NONE:
            yield _("Posture"), self._posture_said()

    def _chosen_said(self) -> str:
        if self.chosen is None:
            return _("nothing yet")
        name = say.type_with_depth(self.chosen)
        if not self.distance:
            return name
        told = (
            _("%(type)s, %(steps)s deeper than asked")
            if self.distance > 0
            else _("%(type)s, %(steps)s less deep than asked")
        )
        return told % {"type": name, "steps": steps(abs(self.distance))}

    def _posture_said(self) -> str:
        name = say.type_name(str(self.posture))
        return name if self.posture_side is None else f"{name} ({say.side_name(self.posture_side)})"

    def svg(self) -> SafeString:
        if self.small:
            return self.frame(120, 30, self._small())
        key = self._key()
        return self.frame(384, KEY + key.height - 8, (*self._large(), *key.drawn(19, KEY)))

    # In lists: six bars that rise, the ceiling across them, the bracket under them, the dot on one.

    def _small(self) -> Iterator[SafeString]:
        for depth in range(6):
            yield rect(1 + BAR * depth, 22 - _height(depth), BAR - 3, _height(depth), self._step_class(depth))
        if self.feasible is not None:
            lowest, highest = self.feasible
            ceiling = 22 - _height(highest) - 1
            yield path(f"M0 {ceiling}H{6 * BAR - 2}", "p-ceiling")
            if lowest < highest:
                yield path(f"M0 {22 - _height(lowest) - 1}H{6 * BAR - 2}", "p-ceiling p-open")
        if not self._nothing_known:
            left, right = (BAR * depth + 1 for depth in self.needed or EVERY)
            yield path(f"M{left} 24.5V28H{right + BAR - 3}V24.5", "p-needed")
        else:
            yield path(f"M1 28H{6 * BAR - 2}", "p-needed p-open")
        if self.chosen_depth is not None:
            x = BAR * self.chosen_depth + 1 + (BAR - 3) / 2
            yield circle(x, 22 - _height(self.chosen_depth) / 2, 5, "p-dot")
        for place, (code, chosen) in enumerate(self.signs[:1]):
            yield posture_mark(code, 109, 14 + place, 18, chosen)
        if self.posture is None:
            yield words(109, 19, "?", "p-text p-middle p-soft")

    def _step_class(self, depth: int) -> str:
        beyond = self.feasible is not None and depth > self.feasible[1]
        return "p-step p-beyond" if beyond else "p-step"

    # On the sheet: rungs with their names, the bracket left, the ceiling across, the key below.

    def _large(self) -> Iterator[SafeString]:
        yield from self._ladder()
        yield from self._ceiling()
        yield self._bracket()
        yield from self._choice()
        for sign, depth in zip(self.signs, (4, 1), strict=False):  # beside the shorter names
            yield from self._sign(*sign, y=_y(depth))

    def _ladder(self) -> Iterator[SafeString]:
        if self.feasible is not None and self.feasible[1] < 5:
            top, bottom = TOP - 16, _y(self.feasible[1]) - STEP / 2
            yield path(hatch(32, top, 40, bottom - top, 8), "p-hatch")
        yield path(f"M32 {TOP - 16}V{_y(0) + 14}M72 {TOP - 16}V{_y(0) + 14}", "p-rail")
        for depth, code in enumerate(LADDER):
            yield line(32, _y(depth), 72, _y(depth), "p-rung")
            class_ = "p-text p-strong" if depth == self.chosen_depth else "p-text"
            yield words(86, _y(depth) + 5, depth, f"{class_} p-figure")
            yield words(102, _y(depth) + 5, say.type_name(code), class_)

    def _ceiling(self) -> Iterator[SafeString]:
        if self.feasible is None:
            return
        lowest, highest = self.feasible
        y = _y(highest) - STEP / 2
        yield line(24, y, 80, y, "p-ceiling")
        if lowest < highest:
            open_y = _y(lowest) - STEP / 2
            yield line(24, open_y, 80, open_y, "p-ceiling p-open")

    def _bracket(self) -> SafeString:
        if self._nothing_known:
            return path(f"M16 {_y(5) - 9}H8V{_y(0) + 9}H16", "p-needed p-open")
        lowest, highest = self.needed or EVERY
        return path(f"M16 {_y(highest) - 9}H8V{_y(lowest) + 9}H16", "p-needed")

    def _choice(self) -> Iterator[SafeString]:
        if self.chosen_depth is None:
            return
        if self.distance and self.needed is not None:
            edge = self.needed[1] if self.distance > 0 else self.needed[0]
            yield line(52, _y(edge), 52, _y(self.chosen_depth), "p-distance")
            yield line(44, _y(edge), 60, _y(edge), "p-distance")
        yield circle(52, _y(self.chosen_depth), 9, "p-dot")

    def _sign(self, code: str, chosen: bool, y: float) -> Iterator[SafeString]:
        yield posture_mark(code, 346, y - 16, 32, chosen)
        if code == str(self.posture) and self.posture_side is not None:
            yield words(346, y + 16, say.side_name(self.posture_side), "p-text p-middle p-note")

    def _key(self) -> Key:
        signs = iter(
            (
                path("M4 -7H-4V6H4", "p-needed"),
                line(-9, 0, 9, 0, "p-ceiling"),
                self._choice_key(),
                self._posture_key(),
            )
        )
        told = (Entry(say.labelled(label, said), (next(signs),)) for label, said in self._said())
        return Key(tuple(told), indent=38, most=52)

    def _choice_key(self) -> SafeString:
        if self.chosen is None or self.chosen_depth is not None:
            return circle(0, 0, 6, "p-dot" if self.chosen else "p-dot p-assumed")
        return posture_mark(str(self.chosen), 0, 0, 14, True)

    def _posture_key(self) -> SafeString:
        if self.posture is None:
            return words(0, 4, "?", "p-text p-middle p-soft")
        return posture_mark(str(self.posture), 0, 0, 14, False)


def _y(depth: int) -> float:
    return TOP + STEP * (5 - depth)


def _height(depth: int) -> int:
    return 6 + 3 * depth


def steps(count: int) -> str:
    """ "1 step", "2 steps" """
    return _("one step") if count == 1 else _("%(count)s steps") % {"count": count}
