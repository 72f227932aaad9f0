"""What a layout is: a file, what is given with it, and the figures that an import of it must meet."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Layout:
    """A list as somebody keeps it, and what it must come to once it is taken in.

    `fields`: the header of each column → its field. `terms`: contract number → start, end, kind of term.
    `questions` are those asked at first; with `answers` the list is taken in. `problems`: cell and code.
    `given`: what the request says besides (sheet, currency, fields).
    """

    name: str
    content: bytes
    fields: Mapping[str, str | None]
    header_row: int | None
    rows: int
    contracts: int
    parties: int
    sums: Mapping[str, str]
    terms: Mapping[str, tuple[str | None, str | None, str]]
    sheet: str = "Contracten"
    questions: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)


def written(rows: Sequence[Sequence[Any]], *, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """A delimited file with these rows."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)
