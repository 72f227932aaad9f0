"""Every code has its sentence in both languages, with the same places to fill in."""

import re
from pathlib import Path
from string import Formatter

import pytest

import imports
from imports.findings import FILE_REFUSALS, MAPPING_REFUSALS
from imports.messages import LANGUAGES, MESSAGES, text


@pytest.mark.parametrize("code", MESSAGES)
def test_both_languages_fill_in_the_same_places(code):
    places = [
        {name for _, name, _, _ in Formatter().parse(MESSAGES[code][language]) if name}
        for language in LANGUAGES
    ]
    assert places[0] == places[1]


def test_every_code_that_is_raised_has_a_sentence():
    said = re.compile(
        r'(?:Note|Unreadable|Interpreted|Refused|_with_note)\(\s*(?:[\w.()\[\]" ]+,\s*)??"([a-z_0-9]+)"'
    )
    found = set()
    for module in Path(imports.__file__).parent.rglob("*.py"):
        found |= set(said.findall(module.read_text()))
    rooms = {code for code in found if "_" in code or code in ("encrypted", "damaged")}
    assert len(rooms) > 60
    assert rooms - set(MESSAGES) == set()


def test_every_refusal_has_a_sentence():
    assert set(FILE_REFUSALS) | set(MAPPING_REFUSALS) <= set(MESSAGES)


def test_braces_in_a_value_stay_as_they_are():
    assert text("amount_unreadable", value="{row.x} {0}") == '"{row.x} {0}" isn\'t an amount. Type a number.'


def test_a_missing_value_shows_as_a_dash():
    assert text("file_too_large", limit=5).startswith("The file is – MB; at most 5 MB")
