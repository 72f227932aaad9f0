"""Who offers lists on the pages, with files in a folder of the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from imports.models import ImportRun
from imports.runs import acts, files
from relationships.actor import Actor
from relationships.models import User
from tests import builders as b
from tests.imports.books import book_of

BACKEND = "django.contrib.auth.backends.ModelBackend"
GIVEN = {"portfolio": "Main", "currency": "EUR", "our_role": "CUSTOMER"}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.IMPORT_DIR = tmp_path / "imports"
    return settings.IMPORT_DIR


@pytest.fixture
def manager(db: None) -> User:
    return b.user("SOURCING_MANAGER", username="lead")


@pytest.fixture
def lead(manager: User) -> Actor:
    return b.actor(manager)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def pages(manager: User) -> Client:
    """The pages, for a sourcing manager of the root."""
    return signed_in(manager)


def form(rows: Any, name: str = "contracten.xlsx", **given: Any) -> dict[str, Any]:
    """The form of an offer: rows, or a file's bytes."""
    content = rows if isinstance(rows, bytes) else book_of(rows)
    return {"unit": b.root().pk, **GIVEN, **given, "file": SimpleUploadedFile(name, content)}


@pytest.fixture
def planned(lead: Actor) -> Callable[..., ImportRun]:
    """A run of these rows as it is once they were offered."""

    def made(rows: Any, **given: Any) -> ImportRun:
        content = rows if isinstance(rows, bytes) else book_of(rows)
        incoming = files.take_in([content], "contracten.xlsx")
        offered = {"unit": b.root().code, **GIVEN, **given}
        return acts.offer(by=lead, given=offered, file=incoming, file_name="contracten.xlsx")

    return made
