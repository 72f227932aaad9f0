"""Two versions side by side: what differs, per principle and per field."""

from __future__ import annotations

import pytest

from principles.actions.principles import change_principle, remove_principle
from principles.actions.sets import change_set, draft_set
from principles.queries.compare import Comparison, FieldDifference, compare
from principles.queries.sets import set_in_force
from tests import builders as b
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db


def test_a_copy_is_the_same() -> None:
    made = draft_set(by=b.system(), name="B")
    assert compare(set_in_force(), made) == Comparison((), ())
    assert compare(set_in_force(), made).same is True


def test_what_was_added_removed_and_changed_is_told_by_field() -> None:
    by = b.system()
    made = draft_set(by=by, name="B")
    w.own_principle(made)
    remove_principle(by=by, principle=made.principles.get(code="P0"))
    change_principle(
        by=by, principle=made.principles.get(code="P3"), given={"minimum_depth": 4, "theme_nl": "Verschil"}
    )
    made = change_set(
        by=by, principle_set=made, given={"limits": {"answer_days": 10, "stage_days": {"4": 75}}}
    )

    found = compare(set_in_force(), made)

    assert found.limits == (
        FieldDifference("answer_days", 30, 10),
        FieldDifference("stage_days.4", 60, 75),
    )
    assert [(each.code, each.act) for each in found.principles] == [
        ("OWN1", "ADDED"),
        ("P0", "REMOVED"),
        ("P3", "CHANGED"),
    ]
    assert found.principles[2].fields == (
        FieldDifference("theme_nl", "Verschillen bieden kansen", "Verschil"),
        FieldDifference("minimum_depth", 3, 4),
    )
    assert FieldDifference("observation_en", None, "We are small.") in found.principles[0].fields
    assert found.same is False
