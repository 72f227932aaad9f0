"""Ratings as if they were recorded, and one choice tried on many relationships."""

from __future__ import annotations

from typing import Any

import pytest

from relationships.errors import Refused
from relationships.previews import facts_if_rated, tried
from tests import builders as b

pytestmark = pytest.mark.django_db


def test_what_would_count_is_given_on_and_what_would_not_is_left_out(queries: Any) -> None:
    rater, other = b.user("SOURCING_MANAGER"), b.user("SOURCING_MANAGER")
    relationship = b.relationship()
    b.contract(None, relationship, start="2026-01-01", stated_end="2026-06-30")
    b.rating(b.actor(other), relationship, "access", 2, assessed_on="2026-06-01")
    b.rating(b.actor(other), relationship, "attitude_supplier", 1, evidence="Seen.")
    rated = {
        "access": "4",
        "duration": "5",
        "attitude_supplier": "1",
        "attitude_customer": "5",
        "complexity": "nine",
    }

    with queries(3):
        now = facts_if_rated(rater, relationship, rated, at=b.NOW)
    before = facts_if_rated(rater, relationship, {"access": "4"}, at=b.NOW, assessed_on="2026-01-01")

    assert now == {
        "access": {"value": 4, "confirmed": True},
        "attitude_supplier": {"value": 1, "confirmed": True},
        "attitude_customer": {"value": 5},
        "complexity": "nine",
    }
    assert before == {}


def test_one_choice_is_tried_on_each_relationship_by_its_own_facts() -> None:
    user, known, unknown = b.user("SOURCING_MANAGER"), b.relationship(), b.relationship()
    b.rate(None, known)

    found = tried(user, [known, unknown], "SERVICE", "2", at=b.NOW)

    assert [(each.relationship, each.admissible, each.reason_required) for each in found] == [
        (known, True, False),
        (unknown, None, True),
    ]
    assert [str(each.before.verdict) for each in found] == ["UNCLASSIFIED", "UNCLASSIFIED"]


def test_without_a_whole_choice_nothing_is_tried_and_a_wrong_one_is_refused() -> None:
    user, relationship = b.user("SOURCING_MANAGER"), b.relationship()

    assert tried(user, [relationship], "SERVICE", "", at=b.NOW)[0].then is None
    with pytest.raises(Refused) as refused:
        tried(user, [relationship], "SERVICES", "6", at=b.NOW)
    assert [(each.code, each.field) for each in refused.value.refusals] == [
        ("UNKNOWN_CODE", "chosen_type"),
        ("LEVEL_OUT_OF_RANGE", "trust_target"),
    ]


def test_the_number_tried_at_once_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relationships.previews.deciding.MOST_AT_ONCE", 1)
    user, made = b.user("SOURCING_MANAGER"), [b.relationship() for _ in range(2)]

    with pytest.raises(Refused) as refused:
        tried(user, made, "SERVICE", "2", at=b.NOW)
    assert [each.code for each in refused.value.refusals] == ["NUMBER_OUT_OF_RANGE"]
