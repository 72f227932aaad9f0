"""The empty list to start from: the same headers, and what is filled in is taken in."""

from io import BytesIO

import openpyxl
import pytest

from imports.export import template
from imports.export.words import WORDS
from imports.fields import FIELDS
from imports.listed import CODES, HIDDEN
from imports.notation.choices import CHOICES, choice_reader
from relationships import models as m
from tests import builders
from tests.imports.books import saved

pytestmark = pytest.mark.django_db


def made(language):
    return openpyxl.load_workbook(BytesIO(b"".join(template(builders.system(), language))))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_row_filled_in_is_a_contract(take, language):
    book = made(language)
    page = book["Portfolio"]
    places = {cell.value: cell.column for cell in page[1]}
    given = {
        "contract_number": "2027-1",
        "party_name": "Nieuw B.V.",
        "our_role": WORDS["our_role"][language]["SUPPLIER"],
        "phase": WORDS["phase"][language]["OPERATION"],
        "status": WORDS["status"][language]["DRAFT"],
        "notice_period": {"en": "3 months", "nl": "3 maanden"}[language],
        "end": {"en": "open-ended", "nl": "onbepaald"}[language],
        "value": 1500,
    }
    for code, value in given.items():
        page.cell(2, places[FIELDS[code].label(language)]).value = value
    report = take(saved(book))
    assert [each.message() for each in report.problems] == []
    assert report.counts["created"] == 1
    contract = m.Contract.objects.get()
    assert (contract.number, contract.status, contract.term_kind) == ("2027-1", "DRAFT", "OPEN_ENDED")
    assert (contract.notice_count, contract.notice_unit, contract.value) == (3, "MONTHS", 1500)
    assert contract.relationship.our_role == "SUPPLIER"
    assert contract.relationship.phase == "OPERATION"


def test_nothing_filled_in_is_refused_and_not_taken_for_a_list(take):
    report = take(saved(made("en")))
    assert (report.refused.code, report.refused.params) == ("no_rows", {"sheet": "Portfolio", "row": 1})
    assert not m.Party.objects.exists()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_each_column_is_explained(language):
    first, listed, _lists = made(language)
    told = {row[0] for row in first.iter_rows(values_only=True)}
    headers = [cell.value for cell in listed[1]]
    assert headers == [FIELDS[code].label(language) for code in CODES]
    assert {FIELDS[code].label(language) for code in CODES if code not in HIDDEN} <= told


def test_every_word_that_is_shown_reads_as_its_code():
    for field, languages in WORDS.items():
        for words in languages.values():
            for code, word in words.items():
                if field in CHOICES:
                    assert choice_reader(field, lenient=False)(word) == code, (field, word)
