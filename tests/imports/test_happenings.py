"""An import taken in, and one taken back, are told to who wants to hear of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from imports.models import ImportRun
from imports.undo import undo
from relationships import changes
from relationships.changes import Happening
from relationships.models import Portfolio
from tests import builders
from tests.imports.books import HEADER, lines

pytestmark = pytest.mark.django_db


def test_what_is_told_of_an_import(take, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Happening] = []
    monkeypatch.setattr(changes, "_hearers", [heard.extend])
    take([HEADER, *lines(2)])
    run = ImportRun.objects.get()
    counts = {"created": 2, "updated": 0, "unchanged": 0, "skipped": 0, "refused": 0}
    said = {"import": run.pk, "portfolio": Portfolio.objects.get().pk, "rows": counts}
    assert [(each.event, each.unit, each.relationship, each.at, each.says) for each in heard] == [
        ("IMPORT_APPLIED", run.unit_id, None, run.applied_at, said)
    ]
    heard.clear()
    undo(by=builders.system(builders.NOW + timedelta(hours=1)), run=run)
    assert [(each.event, each.unit, each.says) for each in heard] == [
        ("IMPORT_UNDONE", run.unit_id, {"import": run.pk})
    ]
