"""Many changes made one by one: compliance follows once, and nothing stale is passed off as known."""

from __future__ import annotations

from datetime import timedelta

import pytest

from principles import following
from principles.actions import benefits
from principles.models import Benefit, Compliance, PastCompliance
from relationships import changes
from relationships.actions.relationships import change_relationship
from relationships.actor import Actor
from tests import builders as b

pytestmark = pytest.mark.django_db


def result(relationship, code="P8") -> str:
    return Compliance.objects.get(relationship=relationship, principle__code=code).result


def later(days: int) -> Actor:
    by = b.system()
    return Actor(by.user, by.door, by.at + timedelta(days=days))


def benefit(relationship, by: Actor) -> Benefit:
    given = {"beneficiary": "THEM", "description": "Steady work"}
    return benefits.create_benefit(by=by, relationship=relationship, given=given)


def test_within_nothing_follows_until_it_is_asked_to():
    relationship = b.relationship()
    before = Compliance.objects.get(relationship=relationship, principle__code="P1").since
    subject = "Strategic partner"
    with following.gathered() as waiting:
        change_relationship(by=later(1), relationship=relationship, given={"subject": subject})
        assert result(relationship) == "NOT_APPLICABLE"
        assert waiting.relationships == {relationship.pk}
        waiting.follow(later(2).at)
        assert result(relationship) == "PARTLY"
        assert waiting.relationships == set()
    assert result(relationship) == "PARTLY"
    assert Compliance.objects.get(relationship=relationship, principle__code="P1").since == before
    past = PastCompliance.objects.get(relationship=relationship)
    assert (past.result, past.until) == ("NOT_APPLICABLE", later(2).at)


def test_what_still_waits_at_the_end_is_pending():
    touched, other = b.relationship(), b.relationship()
    with following.gathered():
        benefit(touched, later(1))

    assert result(touched) == "PENDING"
    assert result(other) == "NOT_APPLICABLE"


def test_afterwards_each_change_is_followed_at_once_again():
    relationship = b.relationship(subject="Catering")
    with following.gathered() as waiting:
        waiting.follow(later(1).at)
    change_relationship(by=later(2), relationship=relationship, given={"subject": "Catering partner"})

    assert result(relationship) == "PARTLY"


def test_a_failure_undoes_all_of_it():
    relationship = b.relationship()
    with pytest.raises(ZeroDivisionError), following.gathered():
        benefit(relationship, later(1))
        raise ZeroDivisionError

    assert not Benefit.objects.exists()
    assert result(relationship) == "NOT_APPLICABLE"


def test_a_change_of_everything_is_computed_with_the_rest():
    relationship = b.relationship()
    with following.gathered() as waiting:
        changes.announce(changes.Kind.PRINCIPLES, [], later(1), bulk=True)
        assert result(relationship) == "PENDING"
        waiting.follow(later(1).at)

    assert result(relationship) == "NOT_APPLICABLE"
