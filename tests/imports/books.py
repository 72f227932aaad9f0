"""Workbooks made on the spot."""

import io
import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import openpyxl

Rows = Sequence[Sequence[Any]]

HEADER = ["Contractnummer", "Leverancier", "Omschrijving", "Ingangsdatum", "Einddatum", "Contractwaarde"]


def lines(count: int = 6, first: int = 1) -> list[list[Any]]:
    """Ordinary rows under `HEADER`."""
    return [
        [
            f"C-{at:03}",
            f"Leverancier {at} B.V.",
            f"Dienst {at}",
            f"{12 + at}-01-2024",
            "31-12-2026",
            1000.5 * at,
        ]
        for at in range(first, first + count)
    ]


def book_of(rows: Rows, title: str = "Contracten") -> bytes:
    """An xlsx file with these rows from A1."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def with_part(content: bytes, name: str, part: bytes | None) -> bytes:
    """The package with one part replaced, or left out."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        if part is not None:
            new.writestr(name, part)
    return changed.getvalue()


def sheet_xml(rows: str) -> bytes:
    """A worksheet part around these rows."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    )


SHEET = "xl/worksheets/sheet1.xml"
