"""Suggested ratings of relationships: read for many at once, beside the rating that counts."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from principles.actions.interests import create_interest_pair
from principles.queries.suggestions import suggested_ratings
from relationships.models import FactRating, Relationship
from tests import builders as b
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db


def agreed() -> Relationship:
    """Three shared pairs of medium priority, and two complementary pairs of capabilities in use."""
    made = b.relationship()
    for _ in range(3):
        given = {
            "customer_interest": w.interest(made, priority="MEDIUM").pk,
            "supplier_interest": w.interest(made, "SUPPLIER", priority="MEDIUM").pk,
            "rating": "SHARED",
        }
        create_interest_pair(by=b.system(), relationship=made, given=given)
    for _ in range(2):
        w.capability_pair(made, state="IN_USE")
    return made


def test_suggestions_stand_beside_the_rating_and_never_over_it() -> None:
    made, bare = agreed(), b.relationship()
    b.rating(None, made, "goal_alignment", 3)
    found = suggested_ratings([made.pk, bare.pk])
    alignment, complementing = found[made.pk]
    assert (alignment.suggestion.value, alignment.current.value, alignment.differs) == (5, 3, True)
    assert (complementing.suggestion.value, complementing.current.value, complementing.differs) == (
        5,
        None,
        True,
    )
    assert [(each.suggestion.value, each.differs) for each in found[bare.pk]] == [(None, False)] * 2
    assert FactRating.objects.count() == 1
    b.rating(None, made, "complementarity", 5)
    assert suggested_ratings([made.pk])[made.pk][1].differs is False


def test_many_take_as_many_statements_as_one() -> None:
    made = [agreed() for _ in range(3)]
    counted = []
    for number in (1, 3):
        with CaptureQueriesContext(connection) as captured:
            suggested_ratings([each.pk for each in made[:number]])
        counted.append(len(captured))
    assert counted[0] == counted[1]
    assert counted[0] <= 8
