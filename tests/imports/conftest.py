"""Workbooks made on the spot, and the sample lists where they are present."""

import os
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Rows = Sequence[Sequence[Any]]


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


@pytest.fixture
def sample() -> Callable[[str], Path]:
    """The path of a sample list; the test is skipped, aloud, where the samples aren't."""
    folder = os.environ.get("COUNTERPART_SAMPLES")
    if not folder:
        pytest.skip("COUNTERPART_SAMPLES is not set: the real contract lists are not here")
    return lambda name: Path(folder) / name
