"""Every table and column is described: in itself, and in the page about them."""

from __future__ import annotations

import re

import pytest

from bi.described import PAGE, page
from bi.tables import TABLES
from tests.repository.tracked import TOP, text_of

COLUMNS = [(table, each) for table in TABLES.values() for each in table.columns]


def test_the_page_is_that_of_the_declarations() -> None:
    assert page(text_of(TOP / PAGE)) == text_of(TOP / PAGE), "run `manage.py bi_guide`"


def test_every_column_is_described_in_both_languages() -> None:
    for table, column in COLUMNS:
        for text in (column.en, column.nl):
            assert re.match(r"[A-Z`].{4,}", text), (table.name, column.name, text)
            assert text.endswith("."), (table.name, column.name)
        assert column.then or column.lost or not table.tells_of_the_past, (table.name, column.name)


def test_names_are_those_that_every_door_can_use() -> None:
    for table, column in COLUMNS:
        assert re.fullmatch(r"[a-z][a-z_]*[a-z]", column.name), (table.name, column.name)
    for table in TABLES.values():
        names = [each.name for each in table.columns]
        assert len(names) == len(set(names)), table.name


@pytest.mark.parametrize("name", TABLES)
def test_each_code_has_its_labels_and_each_amount_its_text(name: str) -> None:
    names = {each.name for each in TABLES[name].columns}
    coded = {each.removesuffix("_label_nl") for each in names if each.endswith("_label_nl")}

    assert {f"{each}_label_en" for each in coded} <= names
    assert coded <= names
    assert "currency" in names or not any(each.endswith("value") and each != "value" for each in names)
