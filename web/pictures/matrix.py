"""The matrix: a portfolio by the depth its deliveries need and the trust that is there.

What is not known has a lane of its own: depth at the left, trust below the axis. It is never at zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import sqrt

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from relationships.choices import LADDER
from web.pictures import words as say
from web.pictures.drawing import Picture, circle, group, line, link, path, rect, words
from web.pictures.marks import UNKNOWN, VERDICTS, verdict_mark
from web.pictures.wrapping import wrapped

Amount = int | float | Decimal

COLUMN, ROW = 84, 86  # a cell
LEFT, TOP = 196, 30  # where depth 0 begins, where level 5 begins
LANE = LEFT - 98  # where the lane of unknown depth begins
BELOW = TOP + 5 * ROW + 14  # where the lane of unknown trust begins
WIDTH, HEIGHT = LEFT + 6 * COLUMN + 8, BELOW + ROW + 134
LARGEST, SMALLEST, HIT = 26.0, 5.0, 14.0  # radii: the largest amount, what can still be seen, be hit


@dataclass(frozen=True, kw_only=True)
class Bubble:
    """One relationship: its name, where it leads, its verdict, its value (None: not known)."""

    title: str
    href: str
    verdict: str
    value: Amount | None = None


@dataclass(frozen=True, kw_only=True)
class MatrixCell:
    """All relationships of one needed depth (0-5) and one mutual trust (1-5); None: not known.

    `href` leads to the list of exactly these. `verdicts` says how many have which. `value` is the sum of
    what is known, None when nothing is; `unvalued` counts those without. With `bubbles` for all of them
    they are drawn one by one as long as they fit beside each other, else as one with the count.
    """

    depth: int | None
    trust: int | None
    href: str
    verdicts: Mapping[str, int]
    value: Amount | None = None
    unvalued: int = 0
    bubbles: tuple[Bubble, ...] = ()

    @property
    def count(self) -> int:
        return sum(self.verdicts.values())


@dataclass(frozen=True, kw_only=True)
class Matrix(Picture):
    """A portfolio, its cells with at least one relationship each.

    `required` is the trust that each depth 0-5 requires at least: the line to be at or above. `currency` is
    the one that all values are in.
    """

    cells: tuple[MatrixCell, ...]
    required: tuple[int, int, int, int, int, int]
    currency: str
    drawn: tuple[MatrixCell, ...] = field(init=False, repr=False, compare=False)
    largest: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        for cell in self.cells:
            if cell.depth not in (None, *range(6)) or cell.trust not in (None, *range(1, 6)):
                raise ValueError(f"Depth {cell.depth}, trust {cell.trust}: there is no such cell.")
        ordered = sorted(self.cells, key=lambda cell: (_last(cell.depth), _last(cell.trust)))
        object.__setattr__(self, "drawn", tuple(ordered))
        worth = [cell.value or 0 for cell in ordered]
        worth += [bubble.value or 0 for cell in ordered for bubble in cell.bubbles]
        object.__setattr__(self, "largest", float(max(worth, default=0)))

    @property
    def linked(self) -> bool:
        return bool(self.cells) and not self.small

    def title(self) -> str:
        return _("Portfolio: needed depth and actual trust")

    def text(self) -> str:
        if not self.cells:
            return _("No relationships")
        return "\n".join(self._told(cell) for cell in self.drawn)

    def _told(self, cell: MatrixCell) -> str:
        one = f"{cell.bubbles[0].title}: " if cell.count == 1 and cell.bubbles else ""
        where = _("needed depth %(depth)s, mutual trust %(trust)s") % {
            "depth": say.not_yet_rated() if cell.depth is None else say.depth_name(cell.depth),
            "trust": say.level_name(cell.trust),
        }
        how_many = _("relationships: %(count)s") % {"count": say.figure(cell.count)}
        verdicts = say.counts((say.verdict_name(code), cell.verdicts.get(code, 0)) for code in VERDICTS)
        return f"{one}{where}; {how_many} ({verdicts}); {self._worth(cell.value, cell.unvalued)}"

    def _worth(self, value: Amount | None, unvalued: int = 0) -> str:
        if value is None:
            return _("value not known")
        known = _("value %(amount)s") % {"amount": say.money(value, self.currency)}
        if not unvalued:
            return known
        return _("%(known)s, not known of %(count)s") % {"known": known, "count": say.figure(unvalued)}

    def svg(self) -> SafeString:
        if self.small:
            return self.frame(120, 96, self._small())
        grid = (*self._grid(), *self._line(), *self._axes())
        bubbles = [each for cell in self.drawn for each in self._cell(cell)]
        return self.frame(WIDTH, HEIGHT, (*grid, *bubbles, *self._key()))

    def _small(self) -> Iterator[SafeString]:
        """One mark a cell: what asks most of the verdicts in it. The lanes lie left and below."""
        yield rect(20, 0.5, 99, 75, "p-ground")
        yield rect(0.5, 0.5, 16, 75, "p-lane")
        yield rect(20, 79.5, 99, 16, "p-lane")
        steps = [
            f"{20 + 16.5 * depth} {75.5 - 15 * (level - 1)}h16.5" for depth, level in enumerate(self.required)
        ]
        yield path("M" + "L".join(steps), "p-required")
        for cell in self.drawn:
            x = 8.5 if cell.depth is None else 28.25 + 16.5 * cell.depth
            y = 87.5 if cell.trust is None else 83 - 15 * cell.trust
            worst = next((code for code in VERDICTS if cell.verdicts.get(code)), "NOT_ASSESSABLE")
            r = max(2.5, self._radius(cell.value) / LARGEST * 5.5)
            yield verdict_mark(worst, x, y, r, cell.value is None)

    def _grid(self) -> Iterator[SafeString]:
        across, up = 6 * COLUMN, 5 * ROW
        yield rect(LEFT, TOP, across, up, "p-ground")
        yield rect(LANE, TOP, 82, up, "p-lane")
        yield rect(LEFT, BELOW, across, ROW, "p-lane")
        yield rect(LANE, BELOW, 82, ROW, "p-lane")
        inner = [f"M{LEFT + COLUMN * each} {TOP}V{TOP + up}" for each in range(1, 6)]
        inner += [f"M{LEFT} {TOP + ROW * each}H{LEFT + across}" for each in range(1, 5)]
        yield path("".join(inner), "p-grid")

    def _line(self) -> Iterator[SafeString]:
        """The steps of required trust: the lower edge of where a relationship of that depth should be."""
        steps = []
        for depth, level in enumerate(self.required):
            y = TOP + ROW * (5 - level) + ROW
            steps.append(
                f"{'M' if depth == 0 else 'L'}{LEFT + COLUMN * depth} {y}H{LEFT + COLUMN * (depth + 1)}"
            )
        yield path("".join(steps), "p-required")

    def _axes(self) -> Iterator[SafeString]:
        yield words(LANE, TOP - 12, f"↑ {_('Mutual trust')}", "p-text p-note p-soft")
        yield words(8, BELOW + ROW + 62, f"{_('Needed depth')} →", "p-text p-note p-soft p-wide")
        for level in range(1, 6):
            y = _middle(None, level)[1]
            yield words(LANE - 8, y - 1, level, "p-text p-end p-figure p-axis")
            yield words(LANE - 8, y + 13, say.trust_name(level), "p-text p-end p-note p-wide")
        foot = BELOW + ROW
        for depth, code in enumerate(LADDER):
            x = _middle(depth, None)[0]
            yield words(x, foot + 17, depth, "p-text p-middle p-figure p-axis")
            lower = depth % 2 * 29  # every other name, so that long ones have room
            if lower:
                yield line(x, foot + 23, x, foot + 21 + lower, "p-grid p-wide")
            for place, part in enumerate(wrapped(say.type_name(code), 18)):
                yield words(x, foot + 32 + lower + 13 * place, part, "p-text p-middle p-note p-wide")
        yield words(LANE + 41, foot + 17, "?", "p-text p-middle p-figure p-axis")
        yield words(LANE - 8, BELOW + ROW / 2 - 1, "?", "p-text p-end p-figure p-axis")
        for place, part in enumerate(wrapped(say.not_yet_rated(), 14)):
            yield words(LANE + 41, foot + 32 + 13 * place, part, "p-text p-middle p-note p-wide")
            yield words(LANE - 8, BELOW + ROW / 2 + 13 + 12 * place, part, "p-text p-end p-note p-wide")

    def _cell(self, cell: MatrixCell) -> Iterator[SafeString]:
        """The relationships of a cell one by one, or gathered when they don't fit."""
        x, y = _middle(cell.depth, cell.trust)
        singles = cell.bubbles if len(cell.bubbles) == cell.count else ()
        places = _places([self._radius(each.value) for each in singles])
        if places is None:
            yield self._gathered(cell, x, y)
            return
        for bubble, (right, down) in zip(singles, places, strict=True):
            yield self._single(bubble, x + right, y + down)

    def _single(self, bubble: Bubble, x: float, y: float) -> SafeString:
        name = f"{bubble.title}: {say.verdict_name(bubble.verdict)}, {self._worth(bubble.value)}"
        mark = verdict_mark(bubble.verdict, x, y, self._radius(bubble.value), bubble.value is None)
        return link(bubble.href, name, (circle(x, y, HIT, "p-hit"), mark))

    def _gathered(self, cell: MatrixCell, x: float, y: float) -> SafeString:
        """One bubble with the count in it, and under it how many have which verdict."""
        said = say.figure(cell.count)
        r = max(11.0, 4.0 + 4.0 * len(said), self._radius(cell.value))  # the count stands in it
        rows = _counted(cell.verdicts)
        top = y - r - 2 - 6.5 * len(rows)  # bubble and counts together in the middle
        class_ = "p-gathered" if cell.value is not None else "p-gathered p-dashed"
        inside = [
            circle(x, y, 34, "p-hit"),
            circle(x, top + r, r, class_),
            words(x, top + r + 5, said, "p-text p-middle p-strong p-figure p-count"),
        ]
        for place, row in enumerate(rows):
            inside += _marks(row, x, top + 2 * r + 10 + 13 * place)
        return link(cell.href, self._told(cell), inside)

    def _radius(self, value: Amount | None) -> float:
        """Area stands for value: the largest amount drawn gets the largest radius."""
        if value is None or value <= 0 or self.largest <= 0:
            return SMALLEST
        return max(SMALLEST, LARGEST * sqrt(min(1.0, float(value) / self.largest)))

    def _key(self) -> Iterator[SafeString]:
        for place, code in enumerate(("FIT", "ATTENTION", "MISFIT", "NOT_ASSESSABLE")):
            x, y = _key_place(place)
            mark = verdict_mark(code, x + 8, y - 4, 5.5)
            yield group((mark, words(x + 24, y, say.verdict_name(code), "p-text p-note")))
        x, y = _key_place(4)
        yield line(x, y - 4, x + 18, y - 4, "p-required")
        yield words(x + 24, y, _("trust required"), "p-text p-note")
        x, y = _key_place(5)
        yield circle(x + 5, y - 4, 3, "p-gathered")
        yield circle(x + 13, y - 4, 5, "p-gathered")
        yield words(x + 24, y, _("area: value"), "p-text p-note")


def _key_place(place: int) -> tuple[float, float]:
    """Three columns of two rows, room for larger words on a phone."""
    return 8 + 232 * (place % 3), HEIGHT - 34 + 26 * (place // 3)


def _last(number: int | None) -> int:
    return 9 if number is None else number


def _middle(depth: int | None, trust: int | None) -> tuple[float, float]:
    """The middle of a cell, lanes of the unknown included."""
    x = LANE + 41 if depth is None else LEFT + COLUMN * (depth + 0.5)
    y = BELOW + ROW / 2 if trust is None else TOP + ROW * (5 - trust + 0.5)
    return x, y


def _places(radii: list[float]) -> list[tuple[float, float]] | None:
    """Where up to four bubbles stand about the middle of their cell; None when there is no room."""
    spread = {1: [(0, 0)], 2: [(-20, 0), (20, 0)], 3: [(-20, -17), (20, -17), (0, 18)]}
    spread[4] = [(-20, -17), (20, -17), (-20, 18), (20, 18)]
    if len(radii) not in spread or (len(radii) > 1 and max(radii) > 13):
        return None
    return [(float(x), float(y)) for x, y in spread[len(radii)]]


def _counted(verdicts: Mapping[str, int]) -> list[list[tuple[str, int]]]:
    """What stands under a gathered bubble: verdicts with their counts, in rows that fit in a cell.

    What is unclassified or still computed counts with what is not assessable: neither is known.
    """
    known = [(code, verdicts[code]) for code in VERDICTS if code not in UNKNOWN and verdicts.get(code)]
    unknown = sum(verdicts.get(code, 0) for code in UNKNOWN)
    found = known + ([("NOT_ASSESSABLE", unknown)] if unknown else [])
    return [found] if _breadth(found) <= COLUMN - 4 else [found[:2], found[2:]]


def _breadth(row: list[tuple[str, int]]) -> float:
    return sum(14 + 6 * len(say.figure(count)) for _code, count in row) + 4 * (len(row) - 1)


def _marks(row: list[tuple[str, int]], x: float, y: float) -> list[SafeString]:
    drawn = []
    at = x - _breadth(row) / 2
    for code, count in row:
        drawn.append(verdict_mark(code, at + 5, y, 3.6))
        drawn.append(words(at + 11, y + 3.5, say.figure(count), "p-text p-tiny p-figure"))
        at += 18 + 6 * len(say.figure(count))
    return drawn
