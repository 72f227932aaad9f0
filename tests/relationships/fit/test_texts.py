"""Texts: complete in both languages, and never a word the house discourages."""

import re
from collections.abc import Mapping

import pytest

from relationships.choices import FACTS, Cap, CollaborationType, Flag, Posture, Side, VerdictCode
from relationships.fit import LineKind, explain, judge, rule_set_1, summary, texts
from tests.relationships.fit.cases import DELIVERIES, facts

RULES = rule_set_1()
DISCOURAGED = re.compile(r"partner|preferred|voorkeursleverancier", re.IGNORECASE)

COMPLETE = {
    "TYPE_NAMES": set(CollaborationType),
    "TYPE_ESSENCES": set(CollaborationType),
    "FACT_NAMES": set(FACTS),
    "FACT_ANCHORS": set(FACTS),
    "TRUST_NAMES": {1, 2, 3, 4, 5},
    "TRUST_MEANINGS": {1, 2, 3, 4, 5},
    "SIDE_NAMES": set(Side),
    "POSTURE_NAMES": set(Posture),
    "CAP_NAMES": set(Cap),
    "VERDICT_NAMES": set(VerdictCode),
    "FLAG_NAMES": set(Flag),
    "FLAG_TEXTS": set(Flag),
}


@pytest.mark.parametrize("name", COMPLETE)
def test_every_code_has_words_in_both_languages(name):
    found = getattr(texts, name)
    assert set(found) == {"en", "nl"}
    for language in found:
        assert set(found[language]) == COMPLETE[name]


def test_every_fact_has_five_anchors():
    for anchors in texts.FACT_ANCHORS.values():
        for code, words in anchors.items():
            assert list(words) == [1, 2, 3, 4, 5], code
            assert all(words.values()), code


def test_both_languages_have_the_same_sentences_with_the_same_parts():
    for table in (texts.SENTENCES, texts.FLAG_TEXTS):
        assert table["en"].keys() == table["nl"].keys()
        for key, english in table["en"].items():
            parts = [set(re.findall(r"{(\w+)}", each)) for each in (english, table["nl"][key])]
            assert parts[0] == parts[1], key


def everything_in(found):
    if isinstance(found, str):
        yield found
    elif isinstance(found, Mapping):
        for each in found.values():
            yield from everything_in(each)


def test_no_text_holds_a_discouraged_word():
    for name in texts.__all__:
        for text in everything_in(getattr(texts, name)):
            assert not DISCOURAGED.search(text), text


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("case", DELIVERIES)
def test_an_explanation_is_complete(case, language):
    for chosen in (None, *CollaborationType):
        for unknown in ({}, {"interdependence": None, "attitude_supplier": None}):
            verdict = judge(facts(case, **unknown), RULES, chosen, 3, 2, 4, {2: 1, 3: 2})
            lines = explain(verdict, language)
            kinds = {line.kind for line in lines}

            assert kinds >= {
                LineKind.CONTRIBUTION,
                LineKind.SCORE,
                LineKind.NEEDED,
                LineKind.FEASIBLE,
                LineKind.RECOMMENDED,
                LineKind.CHANGE,
            }
            assert (LineKind.UNKNOWN in kinds) is bool(unknown)
            low = sum(each.points_range[0] for each in lines if each.kind == "CONTRIBUTION")
            assert low == verdict.recommendation.score_range[0]
            flags = [line.flag for line in lines if line.kind == "FLAG"]
            assert flags == [each.code for each in verdict.flags]
            for text in (*(line.text for line in lines), summary(verdict, language)):
                assert "{" not in text and "None" not in text
                assert not DISCOURAGED.search(text)
                assert text.endswith(".")


def test_why_the_outsourcing_is_no_integrated_team():
    verdict = judge(facts("A7"), RULES, CollaborationType.INTEGRATED, 4, 3, 3)
    said = {line.kind: line.text for line in explain(verdict, "en")}

    assert said["SCORE"] == "Together 74 of 100 points: depth 4 by score."
    assert said["GATE"] == (
        "The gate to depth 4 stays shut: interdependence of the work is 3, at least 4 needed and "
        "measurability of the result is 4, at most 3 needed."
    )
    assert said["NEEDED"] == "The delivery asks for depth 3: outcome-based delivery."


def test_tension_of_two_levels_comes_with_advice():
    verdict = judge(facts("A13"), RULES)
    advice = [line.text for line in explain(verdict, "nl") if line.kind == "ADVICE"]

    assert advice == [
        "Kies een andere partij, splits of specificeer de levering, of verhoog eerst: slechtste houding."
    ]


@pytest.mark.parametrize(
    ("case", "chosen", "actual", "language", "expected"),
    [
        (
            "A7",
            "INTEGRATED",
            (3, 3),
            "en",
            "Chosen: integrated team. The delivery asks for outcome-based delivery; 1 level deeper "
            "than needed and feasible. Trust 3 of 4 required: add 3 safeguards of level 4, or grow it.",
        ),
        (
            "A7",
            "INTEGRATED",
            (3, 3),
            "nl",
            "Gekozen: gemengd team. De levering vraagt sturing op resultaat; 1 trede dieper dan nodig "
            "en haalbaar. Vertrouwen 3, nodig is 4: voeg 3 waarborgen van niveau 4 toe, of laat het "
            "groeien.",
        ),
        (
            "A13",
            "SERVICE",
            (3, 3),
            "en",
            "Chosen: contracted standard delivery. The delivery asks for an integrated team; the "
            "parties allow no more than contracted standard delivery; that fits. Trust 3 of 3 "
            "required.",
        ),
        (
            "A2",
            None,
            (None, None),
            "nl",
            "Nog niet geclassificeerd. Aanbevolen: losse transactie.",
        ),
    ],
)
def test_a_summary_says_it_in_a_few_words(case, chosen, actual, language, expected):
    verdict = judge(facts(case), RULES, chosen and CollaborationType(chosen), 4, *actual)

    assert summary(verdict, language) == expected


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="en, nl"):
        summary(judge(facts("A2"), RULES), "fr")
