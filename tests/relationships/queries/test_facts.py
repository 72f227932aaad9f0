"""Which rating of a fact counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from relationships.actions.categories import change_profile
from relationships.actions.facts import withdraw_rating
from relationships.choices import FACTS, FactSource, Side
from relationships.errors import Refused
from relationships.models import CategoryProfile, FactRating, Relationship, User
from relationships.queries.facts import CurrentFact, facts_of, kind_of, term_of
from relationships.queries.situations import situations
from relationships.terms import Period
from tests import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def relationship() -> Relationship:
    return b.relationship()


def fact(relationship: Relationship, code: str, at: datetime | None = None) -> CurrentFact:
    return facts_of([relationship.pk], at)[relationship.pk][code]


def someone(name: str) -> User:
    return User.objects.filter(username=name).first() or b.user("SOURCING_MANAGER", username=name)


def rate(
    relationship: Relationship,
    code: str,
    value: int,
    *,
    who: str = "ann",
    on: str = "2026-11-01",
    minute: int = 0,
    source: FactSource = FactSource.ASSESSED,
    evidence: str = "Seen in the quarterly review.",
) -> FactRating:
    by = b.actor(someone(who), at=b.NOW + timedelta(minutes=minute))
    return b.rating(by, relationship, code, value, assessed_on=on, source=source, evidence=evidence)


class TestPrecedence:
    def test_nobody_said_anything(self, relationship: Relationship) -> None:
        assert fact(relationship, "access") == CurrentFact("access")
        assert set(facts_of([relationship.pk])[relationship.pk]) == set(FACTS)

    def test_assessed_counts_before_imported_before_assumed(self) -> None:
        cleaning = b.relationship(category="computer hardware")  # its profile assumes access 2
        assert (fact(cleaning, "access").value, fact(cleaning, "access").source) == (2, FactSource.ASSUMED)
        rate(cleaning, "access", 4, source=FactSource.IMPORTED, on="2026-11-01")
        assert (fact(cleaning, "access").value, fact(cleaning, "access").source) == (4, FactSource.IMPORTED)
        rate(cleaning, "access", 3, on="2020-01-01")
        assert (fact(cleaning, "access").value, fact(cleaning, "access").source) == (3, FactSource.ASSESSED)

    def test_the_latest_day_of_assessment_counts_whenever_it_was_recorded(
        self, relationship: Relationship
    ) -> None:
        rate(relationship, "access", 5, on="2026-10-01", minute=1)
        rate(relationship, "access", 2, on="2026-09-01", minute=2)
        assert fact(relationship, "access").value == 5
        assert fact(relationship, "access").assessed_on == date(2026, 10, 1)

    def test_on_one_day_the_last_recorded_counts(self, relationship: Relationship) -> None:
        rate(relationship, "access", 5, minute=2)
        rate(relationship, "access", 2, minute=1, who="bob")
        assert fact(relationship, "access").value == 5

    def test_at_one_moment_the_last_written_counts(self, relationship: Relationship) -> None:
        rate(relationship, "access", 5)
        rate(relationship, "access", 2)
        assert fact(relationship, "access").value == 2

    def test_a_rating_is_added_and_overwrites_nothing(self, relationship: Relationship) -> None:
        rate(relationship, "access", 5)
        rate(relationship, "access", 2)
        assert [each.value for each in relationship.ratings.order_by("pk")] == [5, 2]

    def test_other_relationships_are_left_alone(self, relationship: Relationship) -> None:
        other = b.relationship()
        rate(relationship, "access", 5)
        assert facts_of([relationship.pk, other.pk])[other.pk]["access"].value is None


class TestWithdrawing:
    def test_the_next_in_order_counts_then_and_in_the_end_none(self) -> None:
        relationship = b.relationship(category="computer hardware")
        by = b.system()
        imported = rate(relationship, "access", 3, source=FactSource.IMPORTED)
        old = rate(relationship, "access", 4, on="2026-01-01")
        new = rate(relationship, "access", 5, on="2026-02-01")
        told = []
        for rating in (new, old, imported):
            told.append(fact(relationship, "access").value)
            withdraw_rating(by=by, rating=rating)
        told.append(fact(relationship, "access").value)
        assert told == [5, 4, 3, 2]

    def test_without_another_rating_the_fact_is_unknown(self, relationship: Relationship) -> None:
        withdraw_rating(by=b.system(), rating=rate(relationship, "access", 3))
        assert fact(relationship, "access") == CurrentFact("access")

    def test_twice_is_refused(self, relationship: Relationship) -> None:
        rating = rate(relationship, "access", 3)
        midnight = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # the 21st in Amsterdam
        withdraw_rating(by=b.system(midnight), rating=rating)
        with pytest.raises(Refused, match="withdrawn before, on 21 Nov 2026"):
            withdraw_rating(by=b.system(), rating=rating)


class TestExtremeAttitudes:
    """1 and 5 count only once a second assessor rates the same."""

    def told(self, relationship: Relationship) -> tuple[Any, Any]:
        found = fact(relationship, "attitude_supplier")
        return found.value, found.unconfirmed

    def rate(self, relationship: Relationship, *ratings: tuple[str, int]) -> None:
        for minute, (who, value) in enumerate(ratings, start=relationship.ratings.count()):
            rate(relationship, "attitude_supplier", value, who=who, minute=minute)

    @pytest.mark.parametrize("value", [1, 5])
    def test_takes_evidence(self, value: int, relationship: Relationship) -> None:
        with pytest.raises(Refused) as refused:
            rate(relationship, "attitude_supplier", value, evidence=" \n ")
        assert [(each.code, each.field) for each in refused.value.refusals] == [
            ("EVIDENCE_REQUIRED", "ratings.attitude_supplier")
        ]

    def test_of_one_assessor_is_unknown_and_shown_as_unconfirmed(self, relationship: Relationship) -> None:
        self.rate(relationship, ("ann", 1))
        assert self.told(relationship) == (None, 1)

    def test_of_two_assessors_counts(self, relationship: Relationship) -> None:
        self.rate(relationship, ("ann", 1), ("bob", 1))
        assert self.told(relationship) == (1, None)

    def test_of_the_same_assessor_twice_does_not(self, relationship: Relationship) -> None:
        self.rate(relationship, ("ann", 5), ("ann", 5))
        assert self.told(relationship) == (None, 5)

    def test_opposite_extremes_do_not_confirm_each_other(self, relationship: Relationship) -> None:
        self.rate(relationship, ("ann", 1), ("bob", 5))
        assert self.told(relationship) == (None, 5)

    def test_the_last_confirmed_rating_counts_until_then(self, relationship: Relationship) -> None:
        self.rate(relationship, ("ann", 3), ("bob", 5))
        assert self.told(relationship) == (3, 5)
        self.rate(relationship, ("cor", 5))
        assert self.told(relationship) == (5, None)

    def test_one_that_was_confirmed_counts_on_beside_a_new_extreme(self, relationship: Relationship) -> None:
        self.rate(relationship, ("ann", 1), ("bob", 1), ("bob", 5))
        assert self.told(relationship) == (1, 5)

    def test_confirmation_goes_when_the_second_changes_his_mind(self, relationship: Relationship) -> None:
        rate(relationship, "attitude_supplier", 1, who="bob", on="2026-09-01")
        rate(relationship, "attitude_supplier", 1, who="ann", on="2026-11-01")
        assert self.told(relationship) == (1, None)
        rate(relationship, "attitude_supplier", 2, who="bob", on="2026-10-01")
        assert self.told(relationship) == (2, 1)

    def test_confirmation_goes_when_the_second_withdraws(self, relationship: Relationship) -> None:
        self.rate(relationship, ("ann", 1), ("bob", 1))
        withdraw_rating(by=b.system(), rating=relationship.ratings.get(assessor__username="bob"))
        assert self.told(relationship) == (None, 1)

    def test_other_facts_need_no_second(self, relationship: Relationship) -> None:
        rate(relationship, "goal_alignment", 1, evidence="")
        rate(relationship, "dependence_customer", 5, evidence="")
        assert fact(relationship, "goal_alignment").value == 1
        assert fact(relationship, "dependence_customer").value == 5

    def test_an_unconfirmed_one_is_somebody_rating_the_parties(self, relationship: Relationship) -> None:
        (before,) = situations([relationship.pk], b.NOW)
        self.rate(relationship, ("ann", 1))
        (after,) = situations([relationship.pk], b.NOW)
        assert (before.parties_open, after.parties_open) == (True, False)
        assert "attitude_supplier" not in after.values


class TestSpread:
    @pytest.mark.parametrize(
        ("ratings", "spread", "align_first"),
        [
            ([("ann", 3)], None, False),
            ([("ann", 3), ("ann", 5)], None, False),
            ([("ann", 3), ("bob", 3)], 0, False),
            ([("ann", 3), ("bob", 4)], 1, False),
            ([("ann", 2), ("bob", 4)], 2, True),
            ([("ann", 1), ("bob", 4), ("ann", 4)], 0, False),
            ([("ann", 2), ("bob", 3), ("cor", 5)], 3, True),
        ],
    )
    def test_is_between_each_assessors_latest(
        self,
        ratings: list[tuple[str, int]],
        spread: int | None,
        align_first: bool,
        relationship: Relationship,
    ) -> None:
        for minute, (who, value) in enumerate(ratings):
            rate(relationship, "access", value, who=who, minute=minute)
        found = fact(relationship, "access")
        assert (found.spread, found.align_first) == (spread, align_first)


class TestDuration:
    def test_derived_from_contracts_counts_before_what_was_rated(self, relationship: Relationship) -> None:
        rate(relationship, "duration", 5)
        b.contract(None, relationship, start="2026-01-01", stated_end="2026-06-30")
        found = fact(relationship, "duration")
        assert (found.value, found.source, found.by_record) == (2, FactSource.ASSESSED, True)

    def test_options_are_included(self, relationship: Relationship) -> None:
        b.contract(None, relationship, start="2026-01-01", term_months=24, options="12+12")
        assert fact(relationship, "duration").value == 4

    def test_contracts_without_dates_leave_it_to_who_rates(self, relationship: Relationship) -> None:
        b.contract(None, relationship, title="No dates")
        assert fact(relationship, "duration").value is None
        rate(relationship, "duration", 5)
        found = fact(relationship, "duration")
        assert (found.value, found.by_record) == (5, False)

    def test_counts_as_assessed_not_as_assumed(self) -> None:
        relationship = b.relationship(category="computer hardware")
        (before,) = situations([relationship.pk], b.NOW)
        b.contract(None, relationship, start="2026-01-01", stated_end="2026-06-30")
        (after,) = situations([relationship.pk], b.NOW)
        assert (before.assumed, after.assumed) == (13, 12)


class TestAsOf:
    def test_what_was_recorded_by_then(self, relationship: Relationship) -> None:
        first = rate(relationship, "access", 2, on="2026-01-01", minute=10)
        rate(relationship, "access", 4, on="2026-02-01", minute=20)
        withdraw_rating(by=b.system(b.NOW + timedelta(minutes=30)), rating=first)
        told = {
            minute: fact(relationship, "access", b.NOW + timedelta(minutes=minute)).value
            for minute in (9, 10, 19, 20, 40)
        }
        assert told == {9: None, 10: 2, 19: 2, 20: 4, 40: 4}

    def test_a_rating_withdrawn_later_still_stood(self, relationship: Relationship) -> None:
        rating = rate(relationship, "access", 2, minute=10)
        withdraw_rating(by=b.system(b.NOW + timedelta(minutes=30)), rating=rating)
        assert fact(relationship, "access", b.NOW + timedelta(minutes=29)).value == 2
        assert fact(relationship, "access", b.NOW + timedelta(minutes=30)).value is None
        assert fact(relationship, "access").value is None


class TestAssumed:
    def test_a_changed_profile_never_touches_what_was_assessed(self) -> None:
        relationship = b.relationship(category="computer hardware")
        rate(relationship, "access", 5)
        profile = CategoryProfile.objects.get(name="computer hardware")
        facts = {each.fact: each.value for each in profile.facts.all()} | {"access": 1, "complexity": 5}
        change_profile(by=b.system(), profile=profile, given={"facts": facts})
        assert fact(relationship, "access").value == 5
        assert fact(relationship, "complexity").value == 5

    def test_party_facts_never_are(self) -> None:
        relationship = b.relationship(category="computer hardware")
        found = facts_of([relationship.pk])[relationship.pk]
        assumed = {code for code, each in found.items() if each.source is FactSource.ASSUMED}
        assert len(assumed) == 13
        assert not any(code.endswith("alignment") or code.startswith("attitude") for code in assumed)


class TestQueries:
    def test_the_number_does_not_depend_on_how_many_relationships(self, queries: Callable) -> None:
        made = [b.relationship(category="computer hardware") for _ in range(5)]
        for each in made:
            rate(each, "access", 3)
            b.contract(None, each, start="2026-01-01", stated_end="2026-06-30")
        for some in (made[:1], made[:3], made):
            with queries(4):
                facts_of([each.pk for each in some])
        for some in (made[:1], made[:3], made):
            with queries(7):
                situations([each.pk for each in some], b.NOW)


class TestTerms:
    def test_our_notice_period_is_of_our_side(self) -> None:
        buying, selling = b.relationship(our_role="CUSTOMER"), b.relationship(our_role="SUPPLIER")
        given = {
            "notice_count": 3,
            "notice_unit": "MONTHS",
            "their_notice_count": 2,
            "their_notice_unit": "WEEKS",
        }
        terms = [term_of(b.contract(None, each, **given), Side(each.our_role)) for each in (buying, selling)]
        ours, theirs = Period(3, "MONTHS"), Period(2, "WEEKS")
        assert (terms[0].notice_customer, terms[0].notice_supplier) == (ours, theirs)
        assert (terms[1].notice_customer, terms[1].notice_supplier) == (theirs, ours)

    @pytest.mark.parametrize(
        ("given", "kind"),
        [
            ({}, "FIXED"),
            ({"options": "12"}, "FIXED_OPTIONS"),
            ({"renewal_months": 12}, "FIXED_TACIT"),
            ({"term_kind": "OPEN_ENDED", "renewal_months": 12}, "OPEN_ENDED"),
        ],
    )
    def test_the_kind_is_said_or_shows(
        self, given: dict[str, Any], kind: str, relationship: Relationship
    ) -> None:
        assert kind_of(b.contract(None, relationship, **given)) == kind


def test_who_rates_for_tomorrow_is_refused(relationship: Relationship) -> None:
    late = b.system(datetime(2026, 11, 20, 23, 30, tzinfo=UTC))  # the 21st in Amsterdam
    rating = b.rating(late, relationship, "access", 3, assessed_on="2026-11-21")
    assert rating.assessed_on == date(2026, 11, 21)
    with pytest.raises(Refused) as refused:
        b.rating(None, relationship, "access", 3, assessed_on="2026-11-21")
    assert [(each.code, each.field) for each in refused.value.refusals] == [("DATE_IN_FUTURE", "assessed_on")]
