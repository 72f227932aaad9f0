"""What the settings allow is what a list may ask, and a list that was read apart comes to the same."""

import pytest

from imports import workbook
from relationships import models as m
from tests.imports.books import HEADER, lines

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("limit", "most", "code"),
    [
        ("file_bytes", 1000, "file_too_large"),
        ("rows", 3, "too_many_rows"),
        ("columns", 4, "too_many_columns"),
        ("cells", 20, "too_many_cells"),
        ("seconds", 0.0, "too_slow"),
    ],
)
def test_a_list_beyond_a_setting_is_refused_and_nothing_written(limit, most, code, take, settings):
    settings.IMPORT_LIMITS = {**settings.IMPORT_LIMITS, limit: most}
    report = take([HEADER, *lines(6)])
    assert (report.exit_status, report.refused.code) == (2, code)
    assert not m.Party.objects.exists()


def test_the_settings_are_those_of_the_reader(settings):
    assert workbook.Limits(**settings.IMPORT_LIMITS) == workbook.Limits()


def test_a_list_read_apart_is_taken_in_like_any_other(take, monkeypatch):
    whole = workbook.read
    monkeypatch.setattr(workbook, "read", lambda *args, **given: whole(*args, **given, apart=True))
    rows = [HEADER, *lines(6)]
    assert take(rows).counts["created"] == 6
    assert take(rows).counts["unchanged"] == 6
