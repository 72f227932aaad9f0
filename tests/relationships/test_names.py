"""When two names are one: legal form, case, blanks, diacritics and further lines aside."""

from __future__ import annotations

import pytest

from relationships.names import first_line, normalised, normalised_label


@pytest.mark.parametrize(
    "name",
    [
        "Bakker",
        "BAKKER",
        "  Bakker  ",
        "Bakker B.V.",
        "Bakker BV",
        "Bakker b.v.",
        "Bakker B. V.",
        "Bakker, B.V.",
        "Bakker (BV)",
        "Bakker B.V. i.o.",
        "Bakker BV in oprichting",
        "Bakker N.V.",
        "Bakker V.O.F.",
        "Bakker Inc.",
        "Bakker Inc..",
        "Bakker, Inc",
        "Bakker Ltd.",
        "Bakker GmbH",
        "Bakker GmbH & Co. KG",
        "Bakker S.A.",
        "Bakker Pty Ltd",
        "Stichting Bakker",
        "Coöperatie Bakker U.A.",
        "Vereniging Bakker",
        "Bakker B.V.\nPostbus 1\n3500 AA Utrecht",
        "\n\nBakker BV",
        "Bäkker bv",
        "Ba\u0301kker",
        "Ｂａｋｋｅｒ",
    ],
)
def test_these_are_one(name: str) -> None:
    assert normalised(name) == "bakker"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ørsted A/S", "Orsted a/s"),
        ("Łukasz Sp. z o.o.", "Lukasz"),
        ("Straße AG", "STRASSE AG"),
        ("Cœur SA", "Coeur"),
        ("İstanbul Ltd", "istanbul"),
        ("Café\u00a0de  la Paix", "CAFE DE LA PAIX"),
        ("Jansen & Zn. B.V.", "jansen & zn"),
    ],
)
def test_these_are_one_too(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bakker Utrecht", "Bakker Zwolle"),
        ("Bakker 1", "Bakker 2"),
        ("Bakker", "Bakkerij"),
        ("Abbvie", "Abvie"),
        ("Visa", "Vi SA"),
        ("Cobv", "Co BV"),
    ],
)
def test_these_are_two(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("B.V.", "b.v"),
        ("BV", "bv"),
        ("Ltd", "ltd"),
        ("Stichting", "stichting"),
        ("S.A.", "s.a"),
        ("...", "..."),
    ],
)
def test_nothing_but_a_legal_form_is_still_a_name(name: str, kept: str) -> None:
    assert normalised(name) == kept


def test_comparing_twice_changes_nothing() -> None:
    for name in ("Stichting Vereniging A B.V. Inc.", "Straße AG", "B.V.", "A & Co. Ltd", "ﬁne", "Å"):
        assert normalised(normalised(name)) == normalised(name)


def test_is_never_longer_than_its_column() -> None:
    assert len(normalised("\ufdfa" * 300)) == 600
    assert len(normalised_label("\ufdfa" * 200)) == 400


def test_takes_no_time_over_long_and_nasty_names() -> None:
    for nasty in ("b." * 5_000, "a " * 5_000, " ," * 5_000 + "bv", "b v " * 2_500, "(" * 10_000):
        assert len(normalised(nasty)) <= 600


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Bakker BV\nUtrecht", "Bakker BV"),
        ("\r\n Bakker \t BV \r\nUtrecht", "Bakker BV"),
        ("Bakker\u2028Utrecht", "Bakker"),
        ("", ""),
        ("\n \n", ""),
    ],
)
def test_the_first_line_that_says_something(text: str, line: str) -> None:
    assert first_line(text) == line


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ("ICT-hardware", "ict hardware"),
        ("  Schoonmaak / glasbewassing ", "schoonmaak glasbewassing"),
        ("Café's", "cafe s"),
        ("–", ""),
    ],
)
def test_labels_of_categories(label: str, kept: str) -> None:
    assert normalised_label(label) == kept
