"""The same party classified in contradiction by two units, among what one may see."""

from __future__ import annotations

from datetime import timedelta

import pytest

from principles.choices import ResolvingAct, Severity
from relationships.actions.units import grant_role
from tests import builders as b
from tests.principles.attention.worlds import ON, asking, later

pytestmark = pytest.mark.django_db


def pair(first, second, *, category="Catering", other_category=None, units=None, days=0, **given):
    """Two units, each with the same party, classified as told."""
    party = b.party()
    units = units or (b.unit(), b.unit())
    categories = (category, category if other_category is None else other_category)
    made = []
    for place, (unit, chosen, named) in enumerate(zip(units, (first, second), categories, strict=True)):
        relationship = b.relationship(unit=unit, party=party, category=named, **given)
        b.classification(later(days * place), relationship, chosen, 3)
        made.append(relationship)
    return made


def test_guarded_against_deep_is_said_on_both_sides() -> None:
    here, there = pair("GUARDED", "INTEGRATED", category="", days=-3)
    items = {item.relationship: item for item in asking("CONTRADICTION")}

    assert {key: item.other for key, item in items.items()} == {here: there, there: here}
    assert {item.severity for item in items.values()} == {Severity.HIGH}
    assert {item.act for item in items.values()} == {ResolvingAct.ALIGN_UNITS}
    assert {item.since for item in items.values()} == {ON}
    assert items[here].why("en") == (
        f"Classified as defensive cooperation, while {there.unit} classified {there.party} "
        "as integrated team."
    )


def test_since_the_later_of_the_two_as_long_as_it_was_of_that_type() -> None:
    here, there = pair("GUARDED", "SPOT")
    b.classification(later(4), there, "VENTURE", 5)
    b.classification(later(8), there, "VENTURE", 4)

    assert {item.since for item in asking("CONTRADICTION")} == {ON + timedelta(days=4)}
    assert {item.relationship for item in asking("CONTRADICTION")} == {here, there}


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("GUARDED", "MANAGED", 0),
        ("GUARDED", "VENTURE", 2),
        ("SPOT", "CALL_OFF", 0),
        ("SPOT", "SERVICE", 2),
        ("SERVICE", "INTEGRATED", 2),
        ("CAPTIVE", "SPOT", 0),
    ],
)
def test_which_types_contradict(first, second, count) -> None:
    pair(first, second)

    assert len(asking("CONTRADICTION")) == count


def test_depths_apart_in_one_category_are_less_severe() -> None:
    pair("SPOT", "SERVICE")

    assert {item.severity for item in asking("CONTRADICTION")} == {Severity.MEDIUM}


def test_depths_apart_in_different_categories_are_no_contradiction() -> None:
    pair("SPOT", "MANAGED", category="Flowers (own)", other_category="Trucks (own)")

    assert asking("CONTRADICTION") == []


def test_depths_apart_without_a_category_are_no_contradiction() -> None:
    pair("SPOT", "MANAGED", category="")

    assert asking("CONTRADICTION") == []


def test_one_unit_may_work_in_two_ways_with_a_party() -> None:
    unit = b.unit()
    pair("GUARDED", "VENTURE", units=(unit, unit))

    assert asking("CONTRADICTION") == []


def test_what_one_may_not_see_contradicts_nothing() -> None:
    here, there = pair("GUARDED", "VENTURE")
    of_here = b.user("SOURCING_MANAGER", here.unit)
    of_both = b.user("SOURCING_MANAGER", here.unit)
    grant_role(by=b.system(), user=of_both, unit=there.unit, role="READER")

    assert asking("CONTRADICTION", user=of_here) == []
    assert len(asking("CONTRADICTION", user=of_both)) == 2


def test_conditions_narrow_the_one_side_only() -> None:
    here, there = pair("GUARDED", "VENTURE")
    (item,) = asking("CONTRADICTION", unit=here.unit.code)

    assert (item.relationship, item.other) == (here, there)


def test_an_ended_relationship_contradicts_nothing() -> None:
    pair("GUARDED", "VENTURE", phase="ENDED")

    assert asking("CONTRADICTION") == []
