"""Amounts typed with the marks of the reader's language."""

from __future__ import annotations

import pytest

from web.forms.typed import without_marks


@pytest.mark.parametrize(
    ("typed", "passed_on"),
    [
        ("1.234,50", "1234.50"),
        ("2.400.000,00", "2400000.00"),
        ("0,68", "0.68"),
        ("-12,5", "-12.5"),
        ("1.234.567", "1234567"),
        ("€ 12", "€ 12"),
        ("1.234", "1234"),
        ("1234.56", "1234.56"),
        ("1,2,3", "1,2,3"),
    ],
)
def test_an_amount_with_a_decimal_comma(typed: str, passed_on: str) -> None:
    assert without_marks(typed, ",", ".") == passed_on


@pytest.mark.parametrize(
    ("typed", "passed_on"),
    [("1,234.50", "1234.50"), ("1,234,567", "1234567"), ("1,234", "1234"), ("0,68", "0,68")],
)
def test_an_amount_with_a_decimal_point(typed: str, passed_on: str) -> None:
    assert without_marks(typed, ".", ",") == passed_on


def test_what_can_be_read_in_two_ways_is_left_to_the_action() -> None:
    assert without_marks("1.234", ",", ".", places=6) == "1.234"
    assert without_marks("1.234.567", ",", ".", places=6) == "1234567"
