"""Discouraged labels: found inflected and in compounds, and never where they mean something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.labels import SHIPPED, Finder, Kind, WordList, kind_of

FINDER = Finder(SHIPPED.values())


def written(text: str, finder: Finder = FINDER) -> list[str]:
    return [each.written for each in finder.find(text)]


@pytest.mark.parametrize(
    "label",
    [
        "partner",
        "Partners",
        "PARTNER",
        "partnership",
        "Partnerships",
        "partnerschap",
        "partnerschappen",
        "strategische partner",
        "Strategische partners",
        "strategisch partner",
        "strategisch partnerschap",
        "strategisch partnership",
        "strategic partner",
        "Strategic Partners",
        "strategic partnership",
        "preferred partner",
        "Preferred-Partner",
        "samenwerkingspartner",
        "samenwerkingspartners",
        "ICT-partner",
        "co-partner",
        "partnering",
        "partnered",
        "Partnercontract",
        "partner-ship",
        "part\u00adner",
        "pårtner",
        "ｐａｒｔｎｅｒ",
        "strategische\npartner",
        "samenwerkings-\npartner",
        "innovatiepartner",
        "ketenpartnerschap",
    ],
)
def test_a_label_is_found_whole(label) -> None:
    assert written(label) == [label]
    assert written(f"Raming 2026: {label}, perceel 2") == [label]


@pytest.mark.parametrize(
    "text",
    [
        "innovatiepartnerschap",
        "Innovatiepartnerschappen",
        "innovatie-partnerschap",
        "innovatiepartnerschapsprocedure",
        "publiek-private samenwerking",
        "Publiek-private samenwerkingen",
        "publieke-private samenwerking",
        "ketenpartner",
        "ketenpartners",
        "Keten-partners",
        "ketenpartneroverleg",
        "strategische ketenpartners",
        "sociale partners",
        "sociale partner",
        "businesspartner",
        "Business partners",
        "HR-businesspartner",
        "partnerregeling",
        "partnerregelingen",
        "partnerpensioen",
        "innovation partnership",
        "public-private partnerships",
        "social partners",
        "departement",
        "Strategische leverancier",
        "preferred supplier",
        "",
        "–",
    ],
)
def test_what_is_never_found(text) -> None:
    assert written(text) == []


def test_an_exception_excuses_nothing_beside_it() -> None:
    assert written("ketenpartners en samenwerkingspartners") == ["samenwerkingspartners"]
    assert written("sociale partners en partners") == ["partners"]


def test_each_place_is_told_with_its_word_and_language() -> None:
    text = "Notitie: strategische partners, Preferred Partner"
    found = FINDER.find(text, Kind.HINT)

    assert [(text[each.start : each.end], each.word, each.language) for each in found] == [
        ("strategische partners", "strategische partner", "nl"),
        ("Preferred Partner", "preferred partner", "en"),
    ]
    assert {each.kind for each in found} == {Kind.HINT}


def test_a_word_of_several_languages_is_said_to_be_of_the_texts_own() -> None:
    assert FINDER.find("our partner")[0].language == "nl"
    assert FINDER.find("our partner", language="en")[0].language == "en"
    assert FINDER.find("strategische partner", language="en")[0].language == "nl"


def test_a_legal_name_is_found_for_a_person_to_dismiss() -> None:
    assert written("HR Partners BV") == ["Partners"]


@pytest.mark.parametrize(
    ("place", "kind"),
    [("TYPE", "LABEL"), ("SEGMENT", "LABEL"), ("SUBJECT", "LABEL"), ("TITLE", "LABEL"), ("TEXT", "HINT")],
)
def test_in_running_text_it_is_only_a_hint(place, kind) -> None:
    assert kind_of(place) == kind


def test_the_place_in_a_text_with_letters_that_fold_to_several() -> None:
    text = "Straße\u200b ﬁt – Ünser Partner"

    assert [text[each.start : each.end] for each in FINDER.find(text)] == ["Partner"]


OWN = Finder([WordList.of("nl", [" vriend ", "", "maat", "beste maat"], ["klantvriendelijk", "vriendelijk"])])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("onze vrienden", ["vrienden"]),
        ("vriendschap", ["vriendschap"]),
        ("klantvriendelijke levering", []),
        ("een maat", ["maat"]),
        ("maten en maatje", ["maatje"]),
        ("maatwerk op maatschaal", []),
        ("béste  máat", ["béste  máat"]),
    ],
)
def test_an_organisations_own_words(text, expected) -> None:
    """A word of up to four letters is found whole or with a regular ending only."""
    assert written(text, OWN) == expected


def test_without_words_nothing_is_found() -> None:
    assert written("partner", Finder([])) == []
    assert written("partner", Finder([WordList("nl", (), ("partner",))])) == []


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_the_text_each_span_is_what_was_written(before, after) -> None:
    text = f"{before} partner {after}"
    found = FINDER.find(text)

    assert all(text[each.start : each.end] == each.written for each in found)
    assert [each.start for each in found] == sorted({each.start for each in found})
