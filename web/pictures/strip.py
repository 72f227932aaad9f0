"""The strip: the result of each principle, a cell each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from web.pictures import words as say
from web.pictures.drawing import Picture, link, words
from web.pictures.marks import TONES, result_mark

PER_ROW = 12


@dataclass(frozen=True, kw_only=True)
class StripCell:
    """A principle and what counts for it in the end.

    `result` as `principles.choices.EffectiveResult`; `theme` names the principle; `href` leads to its card.
    """

    code: str
    result: str
    theme: str = ""
    href: str = ""

    @property
    def name(self) -> str:
        """ "P6 Made to measure: Compliant" """
        return say.labelled(f"{self.code} {self.theme}".strip(), say.result_name(self.result))


@dataclass(frozen=True, kw_only=True)
class Strip(Picture):
    """Cells in their order, twelve a row. Provisional: the set that they are judged by is not in force."""

    cells: tuple[StripCell, ...]
    provisional: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if unknown := [cell.result for cell in self.cells if cell.result not in TONES]:
            raise ValueError(f"No results: {', '.join(map(repr, unknown))}.")

    @property
    def linked(self) -> bool:
        return not self.small and any(cell.href for cell in self.cells)

    def title(self) -> str:
        return _("Guiding principles")

    def text(self) -> str:
        told = [cell.name for cell in self.cells] or [_("Nothing to judge by yet")]
        if self.provisional:
            told.append(_("Provisional: the principles are not in force yet"))
        return "\n".join(told)

    def svg(self) -> SafeString:
        side, pitch, row = (12, 13, 13) if self.small else (36, 40, 60)
        columns = max(1, min(len(self.cells), PER_ROW))
        rows = max(1, -(-len(self.cells) // PER_ROW))
        below = 18 if self.provisional and not self.small else 0
        width, height = (
            columns * pitch - (pitch - side),
            rows * row - (row - side - (0 if self.small else 18)),
        )
        note = [words(0, height + 14, _("provisional"), "p-text p-note")] if below else []
        return self.frame(
            max(width, 70 if below else 0), height + below, (*self._cells(side, pitch, row), *note)
        )

    def _cells(self, side: float, pitch: float, row: float) -> Iterator[SafeString]:
        for place, cell in enumerate(self.cells):
            x, y = place % PER_ROW * pitch, place // PER_ROW * row
            mark = result_mark(cell.result, x, y, side, self.provisional)
            if self.small:
                yield mark
                continue
            code = words(x + side / 2, y + side + 14, cell.code, "p-text p-middle p-note")
            if cell.href:
                yield link(cell.href, cell.name, (mark, code))
            else:
                yield mark
                yield code
