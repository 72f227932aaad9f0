"""What may be asked of the figures: groups, a day, or a series of days; all else is refused with its name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from principles.queries.figures import question
from relationships.errors import Refused

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("given", "group_by", "days"),
    [
        ({}, "NONE", None),
        ({"group_by": "UNIT", "on": None}, "UNIT", None),
        ({"on": "2026-02-03"}, "NONE", (date(2026, 2, 3),)),
        (
            {"from": "2026-01-31", "to": "2026-04-29", "step": "MONTH"},
            "NONE",
            (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)),
        ),
        (
            {"from": "2025-07-01", "step": "QUARTER"},
            "NONE",
            (
                date(2025, 9, 30),
                date(2025, 12, 31),
                date(2026, 3, 31),
                date(2026, 6, 30),
                date(2026, 9, 30),
            ),
        ),
        (
            {"from": "2023-12-31", "to": "2025-12-30", "step": "YEAR"},
            "NONE",
            (date(2023, 12, 31), date(2024, 12, 31)),
        ),
        ({"from": "2026-11-01"}, "NONE", ()),
    ],
)
def test_days_are_the_last_of_each_step(given: Any, group_by: str, days: Any) -> None:
    asked = question(given, TODAY)
    assert (asked.group_by, asked.days) == (group_by, days)


def test_a_series_is_of_the_past_year_by_month_unless_said() -> None:
    days = question({"step": "MONTH"}, TODAY).days or ()
    assert (days[0], days[-1], len(days)) == (date(2025, 11, 30), date(2026, 10, 31), 12)


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"group_by": "COLOUR"}, ["group_by"]),
        ({"on": "2026-11-21"}, ["on"]),
        ({"on": "soon", "to": "2026-13-01", "step": "WEEK"}, ["on", "on", "step", "to"]),
        ({"on": "2026-01-01", "from": "2026-01-01"}, ["on"]),
        ({"from": "2026-02-01", "to": "2026-01-01"}, ["from"]),
        ({"from": "1900-01-01"}, ["from"]),
        ({"from": "9999-01-01"}, ["from"]),
        ({"step": ["MONTH", "YEAR"]}, ["step"]),
    ],
)
def test_what_cannot_be_used_is_refused(given: Any, fields: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        question(given, TODAY)
    assert sorted(str(each.field) for each in refused.value.refusals) == fields
    assert {each.code for each in refused.value.refusals} == {"INVALID_FILTER"}


def test_sixty_days_are_the_most() -> None:
    assert len(question({"from": "2021-12-01"}, TODAY).days or ()) == 60 - 1
    with pytest.raises(Refused) as refused:
        question({"from": "2021-10-01"}, TODAY)
    assert "61" in str(refused.value)
