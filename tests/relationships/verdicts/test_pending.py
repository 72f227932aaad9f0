"""Where much changes at once verdicts are pending until the worker comes, and moments follow each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from unittest import mock

import pytest

from relationships import verdicts
from relationships.actions.categories import change_profile
from relationships.actions.facts import BULK, rate_facts, rate_parties, withdraw_rating
from relationships.actions.relationships import change_relationship
from relationships.actions.rule_sets import activate_rule_set
from relationships.actions.tables import change_safeguard_kind
from relationships.choices import Direction
from relationships.models import (
    BulkRun,
    CategoryProfile,
    FactRating,
    PastVerdict,
    Relationship,
    SafeguardKind,
    Verdict,
)
from relationships.queries.rules import rule_set_in_force
from relationships.tasks import compute_pending_verdicts
from tests import builders as b
from tests.relationships.verdicts.shared import (
    assert_right,
    assert_says_nothing,
    assert_without_gaps,
    at,
    pasts,
    said,
    stored,
)

pytestmark = pytest.mark.django_db


class TestMany:
    def test_rating_the_parties_of_a_few_follows_at_once(self) -> None:
        few = [b.relationship() for _ in range(3)]
        rate_parties(by=b.system(at(1)), relationships=few, ratings={"goal_alignment": 1})
        assert {stored(each).feasible_high for each in few} == {1}

    def test_rating_the_parties_of_many_is_left_to_the_worker(
        self, relationship: Relationship, clock: Callable
    ) -> None:
        with mock.patch("relationships.actions.facts.BULK", 2):
            many = [b.relationship() for _ in range(3)]
            rate_parties(by=b.system(at(1)), relationships=many, ratings={"goal_alignment": 1})
        for each in many:
            assert_says_nothing(stored(each))
        assert stored(relationship).verdict == "UNCLASSIFIED"
        assert verdicts.compute_pending() == 3
        assert {(stored(each).feasible_high, stored(each).since) for each in many} == {(1, at(1))}
        assert_right(at(1_000))

    def test_many_is_more_than_fifty(self) -> None:
        assert BULK == 50

    def test_the_same_relationship_twice_is_rated_once(self, relationship: Relationship) -> None:
        rate_parties(by=b.system(), relationships=[relationship, relationship], ratings={"goal_alignment": 1})
        assert relationship.ratings.count() == 1

    def test_another_rule_set(self, relationship: Relationship, clock: Callable) -> None:
        b.rate(None, relationship)
        parameters = {**rule_set_in_force().parameters, "bands": [10, 20, 40, 60, 80]}
        rules = b.approved_rule_set(parameters=parameters)
        activate_rule_set(by=b.system(at(1)), rule_set=rules)
        assert_says_nothing(stored(relationship))
        (past,) = pasts(relationship)
        assert (past.verdict, past.recommended_type, past.since, past.until, past.rule_set.number) == (
            "UNCLASSIFIED",
            "SERVICE",
            b.NOW,
            at(1),
            1,
        )
        assert verdicts.compute_pending() == 1
        row = stored(relationship)
        assert (row.rule_set, row.since, row.recommended_type) == (rules, at(1), "SERVICE")
        assert_without_gaps(relationship)

    def test_another_category_profile(self, relationship: Relationship, clock: Callable) -> None:
        profile = CategoryProfile.objects.get(name="computer hardware")
        other = b.relationship(category="cleaning")
        change_relationship(by=b.system(), relationship=relationship, given={"profile": profile})
        facts = {each.fact: 5 for each in profile.facts.all()}
        change_profile(by=b.system(at(1)), profile=profile, given={"facts": facts})
        assert stored(relationship).verdict == "PENDING"
        assert stored(other).verdict == "UNCLASSIFIED"
        verdicts.compute_pending()
        assert stored(relationship).needed_depth == 3
        assert_right(at(1_000))

    def test_another_name_for_a_category_profile_changes_nothing(self) -> None:
        relationship = b.relationship(category="computer hardware")
        profile = relationship.profile
        assert profile is not None
        facts = {each.fact: each.value for each in profile.facts.all()}
        change_profile(by=b.system(), profile=profile, given={"name_nl": "Computers", "facts": facts})
        assert stored(relationship).verdict == "UNCLASSIFIED"

    def test_another_level_for_a_kind_of_safeguard(self, relationship: Relationship, clock: Callable) -> None:
        other = b.relationship()
        b.rate(None, relationship)
        b.classification(None, relationship)
        for direction in Direction:
            b.assessment(None, relationship, direction, 1)
        b.safeguard(None, relationship, "GUARANTEE")
        assert stored(relationship).verdict == "FIT"
        kind = SafeguardKind.objects.get(code="GUARANTEE")
        change_safeguard_kind(by=b.system(at(1)), kind=kind, given={"level": 3})
        assert stored(relationship).verdict == "PENDING"
        assert stored(other).verdict == "UNCLASSIFIED"
        verdicts.compute_pending()
        assert stored(relationship).verdict == "ATTENTION"


class TestPending:
    def test_the_outcome_being_the_same_it_counts_as_never_interrupted(
        self, relationship: Relationship, clock: Callable
    ) -> None:
        b.rate(b.system(at(1)), relationship)
        before = stored(relationship)
        verdicts.mark_pending(None, at(2))
        assert len(pasts(relationship)) == 2
        verdicts.compute_pending()
        after = stored(relationship)
        assert (said(after), after.since) == (said(before), at(1))
        assert len(pasts(relationship)) == 1
        assert_without_gaps(relationship)

    def test_another_outcome_counts_from_the_change_on(
        self, relationship: Relationship, clock: Callable
    ) -> None:
        verdicts.mark_pending(None, at(2))
        FactRating._base_manager.bulk_create(
            [
                FactRating(
                    relationship=relationship,
                    fact="goal_alignment",
                    value=1,
                    source="IMPORTED",
                    assessor=b.system().user,
                    assessed_on=date(2026, 11, 1),
                    recorded_at=at(2),
                )
            ]
        )
        verdicts.compute_pending()
        assert stored(relationship).since == at(2)
        assert_without_gaps(relationship)

    def test_marking_twice_keeps_one_past(self, relationship: Relationship, clock: Callable) -> None:
        assert verdicts.mark_pending(None, at(2)) == 1
        assert verdicts.mark_pending(None, at(3)) == 0
        assert len(pasts(relationship)) == 1
        verdicts.compute_pending()
        assert not pasts(relationship)

    def test_an_act_in_between_computes_it_at_once(self, relationship: Relationship, clock: Callable) -> None:
        verdicts.mark_pending(None, at(2))
        b.rate(b.system(at(3)), relationship)
        assert stored(relationship).recommended_type == "SERVICE"
        assert verdicts.compute_pending() == 0
        assert_without_gaps(relationship)

    def test_of_the_moment_at_which_it_was_computed_leaves_no_past(
        self, relationship: Relationship, clock: Callable
    ) -> None:
        verdicts.mark_pending(None, b.NOW)
        assert not pasts(relationship)
        verdicts.compute_pending()
        assert stored(relationship).since == b.NOW

    def test_only_those_asked_for(self, relationship: Relationship) -> None:
        other = b.relationship()
        assert verdicts.mark_pending(Relationship.objects.filter(pk=other.pk), at(2)) == 1
        assert verdicts.mark_pending(Relationship.objects.none(), at(2)) == 0
        assert [stored(each).verdict for each in (relationship, other)] == ["UNCLASSIFIED", "PENDING"]

    def test_new_relationships_of_an_import(self, relationship: Relationship, clock: Callable) -> None:
        Verdict.objects.all().delete()
        verdicts.add_pending([relationship.pk], at(1))
        assert_says_nothing(stored(relationship))
        verdicts.compute_pending()
        assert (stored(relationship).verdict, stored(relationship).since) == ("UNCLASSIFIED", at(1))
        assert not pasts(relationship)

    def test_is_found_by_filtering(self, relationship: Relationship) -> None:
        other = b.relationship()
        verdicts.mark_pending(Relationship.objects.filter(pk=other.pk), at(2))
        assert list(Relationship.objects.filter(verdict__verdict="PENDING")) == [other]
        assert list(Relationship.objects.filter(verdict__verdict="UNCLASSIFIED")) == [relationship]

    def test_broken_off_in_the_middle_it_is_taken_up_where_it_stopped(self, clock: Callable) -> None:
        made = [b.relationship() for _ in range(5)]
        verdicts.mark_pending(None, at(2))
        progress: list[tuple[int, int]] = []

        def die(done: int, total: int) -> None:
            progress.append((done, total))
            if done == 4:
                raise KeyboardInterrupt

        with mock.patch("relationships.verdicts.BATCH", 2):
            with pytest.raises(KeyboardInterrupt):
                verdicts.compute_pending(die)
            assert progress == [(2, 5), (4, 5)]
            assert [stored(each).verdict for each in made] == ["UNCLASSIFIED"] * 4 + ["PENDING"]
            assert verdicts.compute_pending() == 1
            assert verdicts.compute_pending() == 0
        assert_right(at(1_000))

    def test_a_batch_that_fails_stays_pending_as_a_whole(self, clock: Callable) -> None:
        for _ in range(2):
            b.relationship()
        verdicts.mark_pending(None, at(2))
        with (
            mock.patch("relationships.verdicts.columns_of", side_effect=RuntimeError),
            pytest.raises(RuntimeError),
        ):
            verdicts.compute_pending()
        assert Verdict.objects.filter(verdict="PENDING").count() == 2
        assert PastVerdict.objects.count() == 2

    def test_the_worker_says_how_far_it_is(self, relationship: Relationship) -> None:
        verdicts.mark_pending(None, at(2))
        assert compute_pending_verdicts.call() == 1
        run = BulkRun.objects.get()
        assert (run.kind, run.done, run.total) == ("VERDICTS", 1, 1)
        assert run.ended_at is not None
        assert stored(relationship).verdict == "UNCLASSIFIED"


class TestMoments:
    def test_two_changes_at_one_moment_leave_the_last(self, relationship: Relationship) -> None:
        by = b.system(at(5))
        rate_facts(by=by, relationship=relationship, ratings={"goal_alignment": 1})
        rate_facts(by=by, relationship=relationship, ratings={"goal_alignment": 2})
        assert (stored(relationship).feasible_high, stored(relationship).since) == (2, at(5))
        assert [(each.feasible_high, each.until) for each in pasts(relationship)] == [(4, at(5))]
        assert_without_gaps(relationship)

    def test_there_and_back_at_one_moment_leaves_nothing(self, relationship: Relationship) -> None:
        by = b.system(at(5))
        (rating,) = rate_facts(by=by, relationship=relationship, ratings={"goal_alignment": 1})
        withdraw_rating(by=by, rating=rating)
        assert stored(relationship).since == b.NOW
        assert not pasts(relationship)

    def test_a_clock_that_lags_behind_makes_no_overlap(self, relationship: Relationship) -> None:
        rate_facts(by=b.system(at(5)), relationship=relationship, ratings={"goal_alignment": 1})
        rate_facts(by=b.system(at(3)), relationship=relationship, ratings={"goal_alignment": 2})
        assert stored(relationship).feasible_high == 1  # of two on one day the last recorded counts
        assert_without_gaps(relationship)
        verdicts.mark_pending(None, at(4))
        assert_without_gaps(relationship)
        verdicts.refresh([relationship.pk], at(4.5))
        assert_without_gaps(relationship)
        assert_right(at(6))

    def test_there_and_back_at_two_moments_leaves_both(self, relationship: Relationship) -> None:
        (rating,) = rate_facts(by=b.system(at(5)), relationship=relationship, ratings={"goal_alignment": 1})
        withdraw_rating(by=b.system(at(6)), rating=rating)
        assert [(each.since, each.until, each.feasible_high) for each in pasts(relationship)] == [
            (b.NOW, at(5), 4),
            (at(5), at(6), 1),
        ]
