"""The matrix as it fits a phone: one mark and the count a cell, each leading to its relationships."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from web.pictures import words as say
from web.pictures.drawing import line, link, path, rect, words
from web.pictures.marks import VERDICTS, verdict_mark
from web.pictures.matrix import Matrix, MatrixCell

CELL = 45  # across and up
LEFT, TOP = 66, 24  # where depth 0 begins, where level 5 begins
LANE = LEFT - CELL - 4  # of unknown depth
BELOW = TOP + 5 * CELL + 4  # the lane of unknown trust
WIDTH, HEIGHT = LEFT + 6 * CELL + 4, BELOW + CELL + 62


class NarrowMatrix(Matrix):
    """The same portfolio in 340 units across, so that nothing scrolls sideways.

    A cell shows the mark of what asks most of the verdicts in it, and how many relationships are there.
    """

    def svg(self) -> SafeString:
        if self.small:
            return super().svg()
        return self.frame(WIDTH, HEIGHT, (*self._ground(), *self._numbers(), *self._cells()))

    def _ground(self) -> Iterator[SafeString]:
        yield rect(LEFT, TOP, 6 * CELL, 5 * CELL, "p-ground")
        yield rect(LANE, TOP, CELL, 5 * CELL, "p-lane")
        yield rect(LEFT, BELOW, 6 * CELL, CELL, "p-lane")
        yield rect(LANE, BELOW, CELL, CELL, "p-lane")
        inner = [f"M{LEFT + CELL * each} {TOP}v{5 * CELL}" for each in range(1, 6)]
        inner += [f"M{LEFT} {TOP + CELL * each}h{6 * CELL}" for each in range(1, 5)]
        yield path("".join(inner), "p-grid")
        steps = [
            f"{LEFT + CELL * depth} {TOP + CELL * (6 - level)}h{CELL}"
            for depth, level in enumerate(self.required)
        ]
        yield path("M" + "L".join(steps), "p-required")

    def _numbers(self) -> Iterator[SafeString]:
        foot = BELOW + CELL
        yield words(LANE, TOP - 10, f"↑ {_('Mutual trust')}", "p-text p-soft")
        yield words(LANE, foot + 36, f"{_('Needed depth')} →", "p-text p-soft")
        yield line(LANE, foot + 52, LANE + 18, foot + 52, "p-required")
        yield words(LANE + 26, foot + 56, _("trust required"), "p-text p-soft")
        for level in (1, 2, 3, 4, 5, None):
            y = _corner(None, level)[1] + CELL / 2 + 5
            yield words(LANE - 6, y, "?" if level is None else level, "p-text p-end p-figure")
        for depth in (0, 1, 2, 3, 4, 5, None):
            x = _corner(depth, None)[0] + CELL / 2
            yield words(x, foot + 17, "?" if depth is None else depth, "p-text p-middle p-figure")

    def _cells(self) -> Iterator[SafeString]:
        for cell in self.drawn:
            yield link(cell.href, self._told(cell), self._inside(cell))

    def _inside(self, cell: MatrixCell) -> Iterator[SafeString]:
        left, top = _corner(cell.depth, cell.trust)
        middle = left + CELL / 2
        worst = next((code for code in VERDICTS if cell.verdicts.get(code)), "NOT_ASSESSABLE")
        yield rect(left + 1, top + 1, CELL - 2, CELL - 2, "p-hit")
        yield verdict_mark(worst, middle, top + 15, 8, cell.value is None)
        yield words(middle, top + 38, say.figure(cell.count), "p-text p-middle p-figure p-strong")


def _corner(depth: int | None, trust: int | None) -> tuple[float, float]:
    """The left and the upper side of a cell, lanes of the unknown included."""
    x = LANE if depth is None else LEFT + CELL * depth
    y = BELOW if trust is None else TOP + CELL * (5 - trust)
    return x, y
