"""Every reason and every way has a sentence in both languages."""

from __future__ import annotations

import json
import string

import pytest

from principles.checks.codes import ReasonCode, Result, StageKind, WayCode
from principles.checks.findings import Reason, Way, because
from principles.checks.texts import LANGUAGES, reason_of, result_name, sentence, stage_name, way_of
from principles.checks.ways import WAYS
from principles.labels import SHIPPED, Finder
from tests.principles.checks.cases import ON, found


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_text(language) -> None:
    texts = LANGUAGES[language]

    assert set(texts.REASONS) == set(ReasonCode)
    assert set(texts.WAYS) == set(WayCode)
    assert all(result_name(each, language) for each in Result)
    assert all(stage_name(each, language) for each in StageKind)


def test_both_languages_fill_in_the_same() -> None:
    en, nl = LANGUAGES["en"], LANGUAGES["nl"]

    assert {code: fields(text) for code, text in en.REASONS.items()} == {
        code: fields(text) for code, text in nl.REASONS.items()
    }
    assert {code: fields(text) for code, text in en.WAYS.items()} == {
        code: fields(text) for code, text in nl.WAYS.items()
    }


def test_every_way_is_offered_for_some_reason() -> None:
    assert {way for found_ways in WAYS.values() for way in found_ways} == set(WayCode)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_holds_a_discouraged_word(language) -> None:
    finder, texts = Finder(SHIPPED.values()), LANGUAGES[language]
    all_texts = [*texts.REASONS.values(), *texts.WAYS.values(), *texts.NAMES.values()]

    assert [text for text in all_texts if finder.find(text)] == []


@pytest.mark.parametrize(
    ("reason", "dutch", "english"),
    [
        (
            because(ReasonCode.REVIEW_OVERDUE, on=ON, months=12),
            "De laatste evaluatie, van 20 november 2026, is meer dan 12 maanden oud.",
            "The last review, of 20 November 2026, is more than 12 months old.",
        ),
        (
            because(ReasonCode.SIDE_WITHOUT_INTEREST, side="SUPPLIER"),
            "Er is geen belang of doel van de leverancier vastgelegd.",
            "No interest or goal of the supplier is recorded.",
        ),
        (
            because(ReasonCode.DEPTH_OFF, depth=1, levels=2, depths=(3, 4)),
            "Diepte 1 ligt 2 treden af van wat de levering vraagt: diepte 3 of 4.",
            "Depth 1 is off by 2 levels from what the delivery asks: depth 3 or 4.",
        ),
        (
            because(ReasonCode.LABELLED, words=("partner",), places=("SEGMENT", "TITLE")),
            "Ontraden etiket “partner”, in: segment en titel.",
            "Discouraged label “partner”, in the segment and title.",
        ),
        (
            because(ReasonCode.DEPENDS_ON_UNKNOWN, facts=()),
            "Het resultaat hangt af van wat nog niet bekend is: de onbekende feiten.",
            "The result depends on what is not known yet: the unknown facts.",
        ),
    ],
)
def test_a_sentence_reads_well_in_both_languages(reason, dutch, english) -> None:
    assert sentence(reason, "nl") == dutch
    assert sentence(reason, "en") == english


def test_a_reason_and_a_way_read_back_from_json_say_the_same() -> None:
    finding = found("P2")
    kept = json.loads(json.dumps([each._asdict() for each in (*finding.reasons, *finding.ways)]))
    count = len(finding.reasons)
    back = [reason_of(each) for each in kept[:count]], [way_of(each) for each in kept[count:]]

    assert ([*finding.reasons], [*finding.ways]) == back
    assert all(isinstance(each, Reason) for each in back[0]) and all(
        isinstance(each, Way) for each in back[1]
    )


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        sentence(because(ReasonCode.NO_PAIR), "fr")
