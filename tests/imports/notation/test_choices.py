"""The words for stored codes: those of the pages are read, and a workbook doesn't call things otherwise."""

from __future__ import annotations

import pytest
from django.utils import translation

from imports.fields.words import WORDS
from imports.notation.choices import CHOICES, choice_reader
from relationships import choices as c
from relationships.fit.texts import TYPE_NAMES
from relationships.labels import LABELS

OF_FIELDS = {
    "our_role": c.Side,
    "nature": c.Nature,
    "phase": c.Phase,
    "status": c.ContractStatus,
    "procedure": c.Procedure,
    "vat": c.VatTreatment,
}
CALLED_ALIKE = ("our_role", "phase", "status")


def shown(field: str, language: str) -> dict[str, str]:
    """What a page calls each code of a field."""
    if field == "chosen_type":
        return {str(code): name for code, name in TYPE_NAMES[language].items()}
    with translation.override(language):
        return {str(code): str(label) for code, label in LABELS[OF_FIELDS[field]].items()}


def test_every_field_that_chooses_is_looked_at() -> None:
    assert CHOICES.keys() == OF_FIELDS.keys() | {"chosen_type"}


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("field", CHOICES)
def test_what_a_page_or_a_workbook_says_is_read_back(field: str, language: str) -> None:
    read = choice_reader(field, lenient=False)
    for words in (shown(field, language), WORDS[field][language]):
        assert {read(word): word for word in words.values()} == dict(words)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("field", CALLED_ALIKE)
def test_a_workbook_says_what_a_page_says(field: str, language: str) -> None:
    assert dict(WORDS[field][language]) == shown(field, language)
