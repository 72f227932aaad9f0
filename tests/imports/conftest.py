"""The sample lists, where they are present."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imports import pipeline
from imports.pipeline import Report
from tests import builders
from tests.imports.books import book_of


@pytest.fixture
def sample() -> Callable[[str], Path]:
    """The path of a sample list; the test is skipped, aloud, where the samples aren't."""
    folder = os.environ.get("COUNTERPART_SAMPLES")
    if not folder:
        pytest.skip("COUNTERPART_SAMPLES is not set: the real contract lists are not here")
    return lambda name: Path(folder) / name


@pytest.fixture
def take(tmp_path: Path) -> Callable[..., Report]:
    """Take rows (or a file's bytes) in, as a workbook of their own, and report."""

    def taken(rows: Any, *, by: Any = None, dry_run: bool = False, **given: Any) -> Report:
        file = tmp_path / "list.xlsx"
        file.write_bytes(rows if isinstance(rows, bytes) else book_of(rows))
        given = {
            "portfolio": "Main",
            "unit": builders.root(),
            "currency": "EUR",
            "our_role": "CUSTOMER",
            **given,
        }
        request = pipeline.Request(file=file, **given)
        return pipeline.run(request, by or builders.system(), dry_run=dry_run)

    return taken
