"""Ages counted in calendar months, in Python and in both databases alike."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import F

from principles.attention.days import DaysLater, MonthsLater, first_within, last_turned
from principles.models import Review
from relationships.terms.days import add_days, add_months
from tests import builders as b
from tests.principles import worlds as w


@pytest.mark.parametrize(
    ("on", "turned", "within"),
    [
        (date(2026, 11, 20), date(2025, 11, 20), date(2025, 11, 20)),
        (date(2025, 2, 28), date(2024, 2, 29), date(2024, 2, 28)),
        (date(2024, 2, 29), date(2023, 2, 28), date(2023, 3, 1)),
        (date(2024, 3, 1), date(2023, 3, 1), date(2023, 3, 1)),
    ],
)
def test_the_last_day_that_turned_twelve_months_and_the_first_that_is_within(on, turned, within) -> None:
    assert last_turned(on, 12) == turned
    assert first_within(on, 12) == within


@pytest.mark.parametrize("months", [1, 12, 48])
def test_the_bounds_are_those_of_adding_months_to_each_day(months) -> None:
    for on in (date(2024, 2, 28) + timedelta(days=each) for each in range(40)):
        days = [on - timedelta(days=each) for each in range(months * 31 + 5)]
        assert last_turned(on, months) == max(day for day in days if add_months(day, months) <= on)
        assert first_within(on, months) == min(day for day in days if add_months(day, months) >= on)


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2024, 1, 31), date(2024, 2, 29), date(2023, 12, 31), date(2025, 2, 28)])
def test_the_database_moves_a_day_as_the_registry_does(day) -> None:
    w.review(b.relationship(), held_on=day.isoformat())
    for number in (-1, 1, 12, 48):
        found = Review.objects.annotate(
            months=MonthsLater(F("held_on"), number), days=DaysLater(F("held_on"), number)
        ).get()
        assert found.months == add_months(day, number)
        assert found.days == add_days(day, number)
