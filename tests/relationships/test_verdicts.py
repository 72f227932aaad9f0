"""The stored verdict is right after every change, and what it used to be can be told for any moment."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from unittest import mock

import pytest

from relationships import daily, verdicts
from relationships.actions.categories import change_profile
from relationships.actions.classify import classify
from relationships.actions.contracts import change_contract, create_contract, remove_contract
from relationships.actions.facts import BULK, rate_facts, rate_parties, withdraw_rating
from relationships.actions.relationships import change_relationship
from relationships.actions.rule_sets import activate_rule_set
from relationships.actions.tables import change_safeguard_kind
from relationships.actions.trust import add_safeguard, assess_trust, change_safeguard, withdraw_assessment
from relationships.choices import ATTITUDES, FACTS, CollaborationType, Direction
from relationships.models import (
    BulkRun,
    CategoryProfile,
    Contract,
    FactRating,
    PastVerdict,
    Relationship,
    Safeguard,
    SafeguardKind,
    TrustAssessment,
    Verdict,
)
from relationships.models.classification import VerdictColumns
from relationships.queries.rules import rule_set_in_force, rules_of
from relationships.queries.situations import situations
from relationships.tasks import compute_pending_verdicts
from tests import builders as b

pytestmark = pytest.mark.django_db

SAID = [each.attname for each in VerdictColumns._meta.fields if each.name != "since"]


def at(minutes: float) -> datetime:
    return b.NOW + timedelta(minutes=minutes)


@pytest.fixture
def relationship() -> Relationship:
    return b.relationship()


@pytest.fixture
def clock() -> Iterator[Callable[[datetime], None]]:
    """Sets the moment at which the worker works."""
    with mock.patch("relationships.verdicts.timezone.now", return_value=at(1_000)) as now:
        yield lambda moment: setattr(now, "return_value", moment)


def stored(relationship: Relationship) -> Verdict:
    return Verdict.objects.get(pk=relationship.pk)


def said(row: VerdictColumns) -> dict[str, Any]:
    return {name: getattr(row, name) for name in SAID}


def fresh(relationships: list[int], moment: datetime) -> dict[int, dict[str, Any]]:
    """What the rule says now, computed from the records alone."""
    rule_set = rule_set_in_force()
    found = {}
    for each in situations(relationships, moment):
        row = Verdict(
            rule_set=rule_set, **verdicts.columns_of(each, verdicts.judged(each, rules_of(rule_set)))
        )
        found[each.relationship] = said(row) | {"valid_until": each.valid_until}
    return found


def assert_right(moment: datetime) -> None:
    """Every stored verdict equals a fresh computation, or says that it is pending and nothing else."""
    rows = {each.pk: each for each in Verdict.objects.all()}
    expected = fresh(list(Relationship.objects.values_list("pk", flat=True)), moment)
    assert rows.keys() == expected.keys()
    for pk, row in rows.items():
        if row.verdict != "PENDING":
            assert said(row) | {"valid_until": row.valid_until} == expected[pk]
        else:
            assert_says_nothing(row)


def assert_says_nothing(row: Verdict) -> None:
    silent = Verdict(verdict="PENDING")
    assert said(row) == said(silent)
    assert row.valid_until is None


def pasts(relationship: Relationship) -> list[PastVerdict]:
    return list(relationship.past_verdicts.order_by("since"))


def assert_without_gaps(relationship: Relationship) -> None:
    """The past verdicts follow each other without a gap or an overlap, up to the current one."""
    rows = pasts(relationship)
    edges = [(each.since, each.until) for each in rows]
    assert all(since < until for since, until in edges)
    starts = [since for since, _until in edges[1:]] + [stored(relationship).since]
    assert [until for _since, until in edges] == starts if edges else True


class TestFollowsEveryChange:
    """One relationship through its life; the verdict is read back after each act."""

    def test_a_new_relationship_has_a_verdict_at_once(self, relationship: Relationship) -> None:
        row = stored(relationship)
        assert (row.verdict, row.chosen_type, row.unknown_facts, row.parties_open) == (
            "UNCLASSIFIED",
            "",
            21,
            True,
        )
        assert (row.score, row.score_low, row.score_high) == (None, 0, 100)
        assert row.since == b.NOW

    def test_facts_decide_the_type_and_a_withdrawal_opens_it_again(self, relationship: Relationship) -> None:
        b.rate(b.system(at(1)), relationship)
        row = stored(relationship)
        assert (row.recommended_type, row.score, row.needed_depth, row.feasible_depth) == (
            "SERVICE",
            23.5,
            2,
            3,
        )
        assert (row.unknown_facts, row.parties_open, row.since) == (0, False, at(1))
        withdraw_rating(by=b.system(at(2)), rating=relationship.ratings.get(fact="interdependence"))
        row = stored(relationship)
        assert (row.recommended_type, row.unknown_facts, row.score) == ("", 1, None)

    def test_the_decision_the_trust_and_the_safeguards(self, relationship: Relationship) -> None:
        told = []

        def note() -> None:
            row = stored(relationship)
            told.append((row.verdict, row.mutual_trust, row.residual_gap, row.flag_codes))

        b.rate(None, relationship)
        b.classification(b.system(at(1)), relationship, "SERVICE", 2)
        note()
        one = b.assessment(b.system(at(2)), relationship, "CUSTOMER_TO_SUPPLIER", 1)
        note()
        b.assessment(b.system(at(3)), relationship, "SUPPLIER_TO_CUSTOMER", 2)
        note()
        guard = b.safeguard(b.system(at(4)), relationship, "GUARANTEE", active_from="2026-11-01")
        note()
        change_safeguard(by=b.system(at(5)), safeguard=guard, given={"active_to": "2026-11-19"})
        note()
        withdraw_assessment(by=b.system(at(6)), assessment=one)
        note()
        assert told == [
            ("NOT_ASSESSABLE", None, None, "|FIT|TRUST_NOT_ASSESSED|"),
            ("NOT_ASSESSABLE", None, None, "|FIT|TRUST_NOT_ASSESSED|"),
            ("ATTENTION", 1, 1, "|FIT|TRUST_GAP|"),
            ("FIT", 1, 0, "|FIT|TRUST_GAP|"),
            ("ATTENTION", 1, 1, "|FIT|TRUST_GAP|"),
            ("NOT_ASSESSABLE", None, None, "|FIT|TRUST_NOT_ASSESSED|"),
        ]
        assert_without_gaps(relationship)

    def test_contracts_tell_the_duration(self, relationship: Relationship) -> None:
        b.rate(None, relationship)
        withdraw_rating(by=b.system(at(1)), rating=relationship.ratings.get(fact="duration"))
        told = [stored(relationship).recommended_type]
        contract = b.contract(b.system(at(2)), relationship, start="2026-01-01", stated_end="2028-12-31")
        told.append(stored(relationship).recommended_type)
        change_contract(by=b.system(at(3)), contract=contract, given={"stated_end": "2026-03-31"})
        told.append(stored(relationship).recommended_type)
        remove_contract(by=b.system(at(4)), contract=contract)
        told.append(stored(relationship).recommended_type)
        assert told == ["", "SERVICE", "CALL_OFF", ""]

    def test_the_category_brings_its_assumed_facts_and_takes_them_away(
        self, relationship: Relationship
    ) -> None:
        told = []
        for minute, category in enumerate(("computer hardware", "no such category"), start=1):
            by = b.system(at(minute))
            change_relationship(by=by, relationship=relationship, given={"category": category})
            row = stored(relationship)
            told.append((row.assumed_facts, row.unknown_facts, row.delivery_type, row.parties_open))
        assert told == [(13, 8, "CALL_OFF", True), (0, 21, "", True)]

    def test_a_change_of_no_account_leaves_it(self, relationship: Relationship) -> None:
        before = stored(relationship)
        change_relationship(by=b.system(at(5)), relationship=relationship, given={"subject": "New"})
        b.rating(b.system(at(6)), relationship, "viability_customer", 2)
        after = stored(relationship)
        assert (said(before), before.since) == (said(after), after.since)
        assert not pasts(relationship)

    def test_others_are_left_alone(self, relationship: Relationship) -> None:
        other = b.relationship()
        b.rate(b.system(at(5)), relationship)
        assert stored(other).since == b.NOW


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


class TestTime:
    def test_a_safeguard_that_starts_and_ends(self, relationship: Relationship) -> None:
        b.rate(None, relationship)
        b.classification(None, relationship)
        for direction in Direction:
            b.assessment(None, relationship, direction, 1)
        b.safeguard(None, relationship, "GUARANTEE", active_from="2026-11-25", active_to="2026-11-28")
        told = []
        for days in range(12):
            moment = b.NOW + timedelta(days=days)
            daily.recompute(moment)
            row = stored(relationship)
            told.append((row.verdict, row.valid_until))
            assert_right(moment)
        assert told == [
            *[("ATTENTION", date(2026, 11, 24))] * 5,
            *[("FIT", date(2026, 11, 28))] * 4,
            *[("ATTENTION", None)] * 3,
        ]
        assert_without_gaps(relationship)

    def test_days_that_were_missed_are_caught_up(self, relationship: Relationship) -> None:
        b.rate(None, relationship)
        b.classification(None, relationship)
        for direction in Direction:
            b.assessment(None, relationship, direction, 1)
        b.safeguard(None, relationship, "GUARANTEE", active_to="2026-11-28")
        assert daily.recompute(b.NOW + timedelta(days=8)).verdicts == 0
        month_later = b.NOW + timedelta(days=30)
        done = daily.recompute(month_later)
        assert (done.verdicts, stored(relationship).verdict) == (1, "ATTENTION")
        assert daily.recompute(month_later).verdicts == 0
        assert_right(month_later)

    def test_what_rests_on_no_day_is_valid_for_good(self, relationship: Relationship) -> None:
        b.safeguard(None, relationship, "GUARANTEE")
        assert stored(relationship).valid_until is None

    def test_the_first_day_to_come_counts(self, relationship: Relationship) -> None:
        b.safeguard(None, relationship, "GUARANTEE", active_to="2027-01-31")
        b.safeguard(None, relationship, "AUDIT", active_from="2026-12-15")
        b.safeguard(None, relationship, "ESCROW", active_from="2026-01-01", active_to="2026-02-01")
        assert stored(relationship).valid_until == date(2026, 12, 14)

    def test_an_assessment_of_a_day_that_has_not_come_for_a_slower_clock(
        self, relationship: Relationship
    ) -> None:
        """Two acts around midnight: the one of yesterday writes last and still does not miss the other's."""
        tomorrow = b.NOW + timedelta(days=1)
        b.assessment(b.system(tomorrow), relationship, "CUSTOMER_TO_SUPPLIER", 3)
        b.rating(b.system(at(1)), relationship, "access", 2)
        row = stored(relationship)
        assert (row.trust_customer_to_supplier, row.valid_until) == (None, date(2026, 11, 20))
        daily.recompute(tomorrow)
        assert stored(relationship).trust_customer_to_supplier == 3

    def test_a_relationship_without_a_verdict_gets_one(self, relationship: Relationship) -> None:
        Verdict.objects.all().delete()
        assert daily.recompute(b.NOW).verdicts == 1
        assert daily.recompute(b.NOW).verdicts == 0

    def test_contract_positions_follow_too(self, relationship: Relationship) -> None:
        contract = b.contract(
            None,
            relationship,
            start="2024-01-01",
            stated_end="2026-12-31",
            notice_count=1,
            notice_unit="MONTHS",
        )
        assert contract.position.ended is False
        done = daily.recompute(datetime(2027, 1, 1, 12, tzinfo=b.NOW.tzinfo))
        contract = Contract.objects.get(pk=contract.pk)
        assert (done.positions, contract.position.ended) == (1, True)
        assert daily.recompute(datetime(2027, 1, 1, 13, tzinfo=b.NOW.tzinfo)).positions == 0

    def test_what_the_rooms_above_do_daily_is_done(self) -> None:
        with mock.patch.dict(daily._more, clear=True):
            daily.register("explanations", lambda moment: 7)
            assert daily.recompute(b.NOW).more == {"explanations": 7}


class TestAnyOrder:
    """Many acts in an order drawn by a fixed seed, checked after each."""

    @pytest.mark.parametrize("seed", [1, 2])
    def test_every_stored_verdict_equals_a_fresh_computation(self, seed: int, clock: Callable) -> None:
        chance = random.Random(seed)
        people = [b.user("ADMINISTRATOR") for _ in range(2)]
        made = [b.relationship(category="computer hardware"), b.relationship(), b.relationship()]
        b.rate(None, made[1])
        b.rate(None, made[2])
        log: list[tuple[datetime, int, dict[str, Any]]] = []
        moment = b.NOW
        done = set()
        for _ in range(75):
            moment += timedelta(hours=chance.choice([0.5, 0.5, 7, 30]))
            clock(moment)
            verdicts.refresh(verdicts.due(moment), moment)
            moment += timedelta(minutes=1)
            clock(moment)
            by = b.actor(chance.choice(people), at=moment)
            act = chance.choice(ACTS)
            if act(chance, by, chance.choice(made)) is not SKIPPED:
                done.add(act.__name__)
            assert_right(moment)
            for each in Verdict.objects.exclude(verdict="PENDING"):
                log.append((moment, each.pk, said(each)))
        verdicts.compute_pending()
        assert_right(moment)
        assert len(done) == len(ACTS)
        for each in made:
            assert_without_gaps(each)
        for then, pk, what in log:
            assert as_of(pk, then) == what


def as_of(pk: int, moment: datetime) -> dict[str, Any]:
    current = Verdict.objects.get(pk=pk)
    if current.since <= moment:
        return said(current)
    return said(PastVerdict.objects.get(relationship=pk, since__lte=moment, until__gt=moment))


SKIPPED = object()


def act_rate(chance: random.Random, by: Any, on: Relationship) -> Any:
    facts = chance.sample(FACTS, 3)
    ratings = {each: chance.randint(2, 4) if each in ATTITUDES else chance.randint(1, 5) for each in facts}
    rate_facts(by=by, relationship=on, ratings=ratings)


def act_rate_extreme(chance: random.Random, by: Any, on: Relationship) -> Any:
    ratings = {"attitude_supplier": chance.choice([1, 5])}
    rate_facts(by=by, relationship=on, ratings=ratings, evidence="Seen.")


def act_rate_parties(chance: random.Random, by: Any, on: Relationship) -> Any:
    limit, ratings = chance.choice([1, 50]), {"goal_alignment": chance.randint(1, 5)}
    with mock.patch("relationships.actions.facts.BULK", limit):
        rate_parties(by=by, relationships=list(Relationship.objects.all()), ratings=ratings)


def act_withdraw(chance: random.Random, by: Any, on: Relationship) -> Any:
    ratings = list(on.ratings.filter(withdrawn_at__isnull=True))
    return withdraw_rating(by=by, rating=chance.choice(ratings)) if ratings else SKIPPED


def act_assess(chance: random.Random, by: Any, on: Relationship) -> Any:
    given = {"direction": chance.choice(list(Direction)), "level": chance.randint(1, 5)}
    assess_trust(by=by, relationship=on, given=given)


def act_withdraw_assessment(chance: random.Random, by: Any, on: Relationship) -> Any:
    found = list(TrustAssessment.objects.filter(withdrawn_at__isnull=True))
    return withdraw_assessment(by=by, assessment=chance.choice(found)) if found else SKIPPED


def act_guard(chance: random.Random, by: Any, on: Relationship) -> Any:
    start = by.on + timedelta(days=chance.randint(-3, 3))
    end = start + timedelta(days=chance.randint(0, 5))
    kind = chance.choice(["GUARANTEE", "AUDIT", "REFERENCES", "ESCROW"])
    add_safeguard(by=by, relationship=on, given={"kind": kind, "active_from": start, "active_to": end})


def act_change_guard(chance: random.Random, by: Any, on: Relationship) -> Any:
    found = list(Safeguard.objects.all())
    return (
        change_safeguard(by=by, safeguard=chance.choice(found), given={"active_to": None})
        if found
        else SKIPPED
    )


def act_classify(chance: random.Random, by: Any, on: Relationship) -> Any:
    classify(
        by=by,
        relationship=on,
        chosen_type=chance.choice(list(CollaborationType)),
        trust_target=chance.randint(1, 5),
        reason="Drawn.",
    )


def act_contract(chance: random.Random, by: Any, on: Relationship) -> Any:
    start = date(2026, 1, 1)
    end = start + timedelta(days=chance.randint(0, 3_000))
    create_contract(by=by, relationship=on, given={"start": start, "stated_end": end})


def act_remove_contract(chance: random.Random, by: Any, on: Relationship) -> Any:
    found = list(Contract.objects.all())
    return remove_contract(by=by, contract=chance.choice(found)) if found else SKIPPED


def act_categorise(chance: random.Random, by: Any, on: Relationship) -> Any:
    category = chance.choice(["computer hardware", "standard software, subscriptions", "none"])
    change_relationship(by=by, relationship=on, given={"category": category})


def act_profile(chance: random.Random, by: Any, on: Relationship) -> Any:
    profile = CategoryProfile.objects.get(name="computer hardware")
    change_profile(by=by, profile=profile, given={"facts": {"complexity": chance.randint(1, 5)}})


def act_kind(chance: random.Random, by: Any, on: Relationship) -> Any:
    kind = SafeguardKind.objects.get(code="AUDIT")
    change_safeguard_kind(by=by, kind=kind, given={"level": chance.randint(2, 4)})


def act_rules(chance: random.Random, by: Any, on: Relationship) -> Any:
    parameters = {**rule_set_in_force().parameters, "tolerance": chance.randint(3, 5)}
    activate_rule_set(by=by, rule_set=b.approved_rule_set(name="Drawn", parameters=parameters))


def act_work(chance: random.Random, by: Any, on: Relationship) -> Any:
    verdicts.compute_pending()


ACTS = [each for name, each in list(globals().items()) if name.startswith("act_")]


class TestQueries:
    """Exact numbers; PostgreSQL takes one statement more a batch, for the lock on the rules."""

    @pytest.mark.parametrize("count", [1, 3, 28])
    def test_refreshing_takes_as_many_for_one_as_for_many(
        self, count: int, queries: Callable, on_postgres: bool
    ) -> None:
        made = [b.relationship() for _ in range(count)]
        pks = [each.pk for each in made]
        rate_parties(by=b.system(at(1)), relationships=made, ratings={"goal_alignment": 1})
        with queries(14 if on_postgres else 13):
            verdicts.refresh(pks, at(2))

    def test_marking_takes_as_many_for_one_as_for_many(self, queries: Callable, on_postgres: bool) -> None:
        b.relationship()
        for _ in range(2):
            with queries(6 if on_postgres else 4):
                verdicts.mark_pending(None, at(2))
            b.relationship()
            b.relationship()

    def test_more_than_a_batch_takes_as_many_again(self, queries: Callable, on_postgres: bool) -> None:
        pks = [b.relationship().pk for _ in range(3)]
        with mock.patch("relationships.verdicts.BATCH", 2), queries(28 if on_postgres else 26):
            verdicts.refresh(pks, at(2))


def test_a_relationship_that_is_gone_is_passed_by() -> None:
    verdicts.refresh([999_999], b.NOW)
    assert not Verdict.objects.exists()
