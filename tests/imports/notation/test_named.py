"""Months by name in five languages, and parts of a year; never a month that may be another one."""

from datetime import date

import pytest

from imports.notation import Unreadable, dates
from imports.notation.named import named


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2 juil. 2024", date(2024, 7, 2)),
        ("15 juin 2024", date(2024, 6, 15)),
        ("3 décembre 2023", date(2023, 12, 3)),
        ("12 févr. 2024", date(2024, 2, 12)),
        ("1er août 2023", date(2023, 8, 1)),
        ("1. März 2024", date(2024, 3, 1)),
        ("31. Dez. 2023", date(2023, 12, 31)),
        ("5 Mrz 2024", date(2024, 3, 5)),
        ("1 de março de 2024", date(2024, 3, 1)),
        ("1º de setembro de 2024", date(2024, 9, 1)),
        ("per 1-2-2024", date(2024, 2, 1)),
        ("vanaf 1 februari 2024", date(2024, 2, 1)),
        ("à partir du 01/02/2024", date(2024, 2, 1)),
    ],
)
def test_a_month_by_its_name(cell, day):
    assert dates.reader("day-first")(cell) == day


def test_a_month_that_may_be_two_is_none():
    assert named("2 jui 2024") is None
    assert dates.reader("day-first")("2 jui 2024") == Unreadable("date_unreadable")


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("H1 2024", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024 H2", date(2024, 7, 1), date(2024, 12, 31)),
        ("1e halfjaar 2024", date(2024, 1, 1), date(2024, 6, 30)),
        ("2. Halbjahr 2023", date(2023, 7, 1), date(2023, 12, 31)),
        ("1er semestre 2024", date(2024, 1, 1), date(2024, 6, 30)),
        ("Q3 2024", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2e kwartaal 2024", date(2024, 4, 1), date(2024, 6, 30)),
        ("2º trimestre de 2024", date(2024, 4, 1), date(2024, 6, 30)),
    ],
)
def test_a_part_of_a_year_is_its_first_day_or_the_last_of_an_end(cell, first, last):
    begins, ends = dates.reader("text")(cell), dates.reader("text", end=True)(cell)
    assert (begins.value, begins.code) == (first, "date_part_only")
    assert (ends.value, ends.code) == (last, "date_part_only")


@pytest.mark.parametrize("cell", ["05-2024", "05/2024", "2024-05", "mei 2024", "May-24", "mei '24"])
def test_a_month_only(cell):
    begins, ends = dates.reader("text")(cell), dates.reader("text", end=True)(cell)
    assert (begins.value, ends.value) == (date(2024, 5, 1), date(2024, 5, 31))
    assert begins.code == ends.code == "date_month_only"


@pytest.mark.parametrize(
    "cell", ["3e halfjaar 2024", "Q5 2024", "medio 2025", "2024/2025", "H1", "13-2024", "12-Mar"]
)
def test_what_is_no_part_of_a_year_is_refused(cell):
    assert dates.reader("text")(cell) == Unreadable("date_unreadable")
