from __future__ import annotations

from datetime import date

import pytest

from relationships.actions.trust import withdraw_assessment
from relationships.choices import Direction
from relationships.queries.trends import trend, trends
from tests import builders as b


@pytest.mark.parametrize(
    ("levels", "way"),
    [([], None), ([3], None), ([2, 3], 1), ([3, 3], 0), ([4, 2], -1), ([2, 4, 3], 1), ([1, 4, 3, 2], -1)],
)
def test_the_last_three_levels_go_up_down_or_neither(levels: list[int], way: int | None) -> None:
    assert trend(levels) == way


@pytest.mark.django_db
def test_each_direction_goes_its_own_way_without_what_was_withdrawn() -> None:
    relationship = b.relationship()
    there, back = Direction.CUSTOMER_TO_SUPPLIER, Direction.SUPPLIER_TO_CUSTOMER
    for day, level in (("2026-01-01", 2), ("2026-02-01", 3)):
        b.assessment(None, relationship, there, level, assessed_on=day)
        b.assessment(None, relationship, back, level, assessed_on=day)
    last = b.assessment(None, relationship, back, 1, assessed_on="2026-03-01")
    found = list(relationship.trust_assessments.all())

    assert trends(found, date(2026, 11, 20)) == {there: 1, back: -1}
    assert trends(found, date(2026, 1, 15)) == {}

    withdraw_assessment(by=b.system(), assessment=last)
    assert trends(relationship.trust_assessments.all(), date(2026, 11, 20)) == {there: 1, back: 1}
