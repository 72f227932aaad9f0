"""Runs whose files stand in a folder of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from imports.models import ImportRun
from imports.runs import acts, files
from relationships.actor import Actor
from relationships.errors import Refused
from tests import builders
from tests.imports.books import book_of
from tests.relationships.management.conftest import shared_database


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.IMPORT_DIR = tmp_path / "imports"
    return settings.IMPORT_DIR


@pytest.fixture
def lead(db) -> Actor:
    return builders.actor(builders.user("SOURCING_MANAGER", username="lead"))


@pytest.fixture
def offered(lead: Actor) -> Callable[..., ImportRun]:
    """Offer rows (or a file's bytes) as a workbook; the run as it is then."""

    def made(rows: Any, *, by: Actor | None = None, **given: Any) -> ImportRun:
        content = rows if isinstance(rows, bytes) else book_of(rows)
        given = {
            "unit": builders.root().code,
            "portfolio": "Main",
            "currency": "EUR",
            "our_role": "CUSTOMER",
            **given,
        }
        incoming = files.take_in([content], "list.xlsx")
        return acts.offer(by=by or lead, given=given, file=incoming, file_name="list.xlsx")

    return made


@contextmanager
def refuses(code: str, field: str | None = None) -> Iterator[None]:
    """What is done within is refused, for this one reason."""
    with pytest.raises(Refused) as refused:
        yield
    assert [(each.code, each.field) for each in refused.value.refusals] == [(code, field)]


__all__ = ["shared_database"]
