"""Each sheet and each column of an export is described."""

import pytest
from django.utils import translation

from imports.export import CSV_LISTS, contracts, deadlines, of_list, parties, relationships
from imports.export.books import SHEETS, lists
from imports.fields import FIELDS
from relationships.models import Relationship
from tests import builders
from tests.repository.tracked import TOP

pytestmark = pytest.mark.django_db


@pytest.fixture
def text():
    return (TOP / "docs/workbook.md").read_text(encoding="utf-8")


@pytest.fixture
def sheets(db):
    chosen = of_list(Relationship, {}, builders.system())
    principles = relationships.Principles()
    return [
        relationships.sheet(chosen, "en", principles),
        parties.sheet(chosen, {}),
        deadlines.sheet(chosen),
        contracts.sheet(chosen, "en"),
    ]


def test_every_column_is_in_the_document(text, sheets):
    missing = []
    for sheet in sheets[:3]:
        _before, _found, described = text.partition(f"| column of `{sheet.code}` |")
        described = described.partition("\n\n")[0]
        missing += [each.code for each in sheet.columns if f"| `{each.code}` |" not in described]
    assert missing == []
    assert [each.code for each in sheets[3].columns if each.code not in FIELDS] == []


def test_every_sheet_and_list_is_in_the_document(text):
    assert [each for each in CSV_LISTS if f"| `{each}` |" not in text] == []
    assert len(SHEETS) == 8
    assert "list_phase" in text
    assert "phase" in lists("en")


def test_no_two_columns_of_a_table_share_a_header_or_a_name(sheets):
    for language in ("en", "nl"):
        with translation.override(language):
            for sheet in sheets:
                headers = [each.header.casefold() for each in sheet.columns]
                codes = [each.code for each in sheet.columns]
                assert len(set(headers)) == len(headers)
                assert len(set(codes)) == len(codes)
