"""Every text has its Dutch one, and what is compiled is what is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.gather_messages import (
    all_parts,
    catalogue_files,
    compiled,
    read_catalogue,
    texts_in_use,
)

CATALOGUES = {po.parent.parent.name: po for po in catalogue_files()}


def test_there_is_a_dutch_catalogue() -> None:
    assert list(CATALOGUES) == ["nl"]


@pytest.mark.parametrize("po", CATALOGUES.values(), ids=CATALOGUES)
def test_the_catalogue_holds_the_texts_in_use(po: Path) -> None:
    def keys(catalogue) -> set:
        return {(text.context, text.id) for text in catalogue if text.id}

    assert keys(texts_in_use()) ^ keys(read_catalogue(po)) == set(), "run `make messages`"


@pytest.mark.parametrize("po", CATALOGUES.values(), ids=CATALOGUES)
def test_each_text_is_translated(po: Path) -> None:
    untranslated = [
        text.id for text in read_catalogue(po) if text.id and (text.fuzzy or not all_parts(text.string))
    ]

    assert untranslated == []


@pytest.mark.parametrize("po", CATALOGUES.values(), ids=CATALOGUES)
def test_a_translation_fills_in_the_same_values(po: Path) -> None:
    catalogue = read_catalogue(po)
    wrong = [
        str(problem)
        for text in catalogue
        if text.id and all_parts(text.string)
        for problem in text.check(catalogue)
    ]

    assert wrong == []


@pytest.mark.parametrize("po", CATALOGUES.values(), ids=CATALOGUES)
def test_the_compiled_catalogue_belongs_to_the_written_one(po: Path) -> None:
    assert po.with_suffix(".mo").read_bytes() == compiled(po), "run `make messages`"
