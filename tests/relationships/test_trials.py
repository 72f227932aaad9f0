"""A rule set tried out says beforehand, exactly, what putting it in force does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest

from relationships import trials, verdicts
from relationships.actions.facts import rate_facts
from relationships.actions.rule_sets import activate_rule_set
from relationships.errors import Refused
from relationships.models import PastVerdict, Relationship, RuleSet, Unit, Verdict
from relationships.queries.recomputing import Recomputing, recomputing
from relationships.queries.rules import rule_set_in_force
from relationships.trials import Aspect, Effect, Move, chosen, totals_as_data, trial
from tests import builders as b

pytestmark = pytest.mark.django_db

AT = b.NOW + timedelta(hours=1)
OTHER = {
    "bands": {"2": 20, "3": 23, "tolerance": 1},
    "gates": [],
    "trust": {"SERVICE": {"base": 3}},
}
# Catering (score 23.5), catering made deeper, and with what isn't known.
RATINGS: list[dict[str, int]] = [
    b.CATERING,
    {**b.CATERING, "criticality": 4, "complexity": 4},
    {**b.CATERING, "attitude_supplier": 2, "goal_alignment": 2},
    {code: level for code, level in b.CATERING.items() if code not in ("interdependence", "criticality")},
    {code: level for code, level in b.CATERING.items() if not code.startswith("attitude")},
    {**b.CATERING, "duration": 1, "interdependence": 1},
]


def portfolio_of_all_kinds() -> list[Relationship]:
    """Classified and not, decided and not, with and without trust."""
    made = []
    for number, ratings in enumerate(RATINGS):
        for classified in (True, False):
            relationship = b.relationship(subject=f"{number}")
            b.rate(None, relationship, ratings)
            if classified:
                b.classification(None, relationship, ["SERVICE", "MANAGED", "CALL_OFF"][number % 3], 2)
            if number % 2:
                for direction in ("CUSTOMER_TO_SUPPLIER", "SUPPLIER_TO_CUSTOMER"):
                    b.assessment(None, relationship, direction, 2 + number % 3)
            made.append(relationship)
    return made


def stored() -> dict[int, dict[Aspect, Any]]:
    """What the verdicts say; None: undecided."""
    return {
        each.pk: {aspect: getattr(each, aspect.value) or None for aspect in Aspect}
        | {Aspect.NEEDED_DEPTH: each.needed_depth}
        for each in Verdict.objects.all()
    }


def all_of(rule_set: RuleSet, **options: Any) -> trials.Trial:
    return trial(rule_set, Relationship.objects.all(), at=AT, **options)


def test_what_it_foretells_is_what_the_verdicts_become() -> None:
    made = portfolio_of_all_kinds()
    tried = b.approved_rule_set(tables=OTHER)
    before = stored()
    found = all_of(tried)
    assert stored() == before and not PastVerdict.objects.filter(until=AT).exists()

    activate_rule_set(by=b.system(AT), rule_set=tried)
    verdicts.compute_pending()

    after = stored()
    changed = {pk for pk in after if after[pk] != before[pk]}
    assert {each.relationship for each in found.rows} == changed
    for each in found.rows:
        assert (each.before, each.after) == (before[each.relationship], after[each.relationship])
    totals = found.totals
    assert totals is not None
    assert (totals.relationships, totals.affected) == (len(made), len(changed))
    assert 0 < len(changed) < len(made)
    for aspect in Aspect:
        assert sum(totals.effects[aspect].values()) == len(made)
        moved = {pk for pk in after if after[pk][aspect] != before[pk][aspect]}
        assert sum(each.count for each in totals.moves(aspect)) == len(moved)


def test_undecided_and_unclassified_are_kept_apart() -> None:
    portfolio_of_all_kinds()
    totals = all_of(b.rule_set(tables=OTHER)).totals
    assert totals is not None
    assert totals.effects[Aspect.VERDICT][Effect.NOT_APPLICABLE] == 6
    assert totals.effects[Aspect.REQUIRED_TRUST][Effect.NOT_APPLICABLE] == 6
    assert totals.effects[Aspect.VERDICT][Effect.UNDECIDED] > 0
    assert totals.effects[Aspect.RECOMMENDED_TYPE][Effect.NOT_APPLICABLE] == 0
    data = totals_as_data(totals)
    verdict = next(each for each in data["aspects"] if each["aspect"] == "verdict")
    assert {each: verdict[each] for each in ("not_applicable", "undecided")} == {
        "not_applicable": 6,
        "undecided": totals.effects[Aspect.VERDICT][Effect.UNDECIDED],
    }


def test_one_relationship_from_what_to_what() -> None:
    relationship = b.relationship(subject="Catering", party=b.party(name="Cook"))
    b.rate(None, relationship)
    b.classification(None, relationship, "SERVICE", 2)
    found = all_of(b.rule_set(tables=OTHER))
    (row,) = found.rows
    assert row.named == {"unit": "ROOT", "party": "Cook", "subject": "Catering"}
    assert row.chosen_type == "SERVICE"
    assert (row.before[Aspect.RECOMMENDED_TYPE], row.after[Aspect.RECOMMENDED_TYPE]) == ("SERVICE", "MANAGED")
    assert (row.before[Aspect.NEEDED_DEPTH], row.after[Aspect.NEEDED_DEPTH]) == (2, 3)
    assert (row.before[Aspect.REQUIRED_TRUST], row.after[Aspect.REQUIRED_TRUST]) == (2, 3)
    assert row.effects[Aspect.RECOMMENDED_TYPE] is Effect.CHANGED
    assert found.totals is not None
    assert found.totals.moves(Aspect.NEEDED_DEPTH) == [Move(2, 3, 1)]


def test_the_rules_in_force_change_nothing() -> None:
    portfolio_of_all_kinds()
    found = all_of(rule_set_in_force())
    assert found.rows == []
    assert found.totals is not None and found.totals.affected == 0


def test_a_verdict_that_is_pending_is_judged_all_the_same() -> None:
    relationship = b.relationship()
    b.rate(None, relationship)
    tried = b.rule_set(tables=OTHER)
    expected = all_of(tried)
    verdicts.mark_pending(None, b.NOW + timedelta(minutes=1))
    assert all_of(tried).rows == expected.rows


def test_pages_together_are_the_whole_and_the_totals_come_once() -> None:
    for _ in range(5):
        b.rate(None, b.relationship())
    tried = b.rule_set(tables=OTHER)
    whole = [each.relationship for each in all_of(tried).rows]
    assert len(whole) == 5
    with mock.patch("relationships.trials.BATCH", 2):
        first = all_of(tried, limit=2)
        second = all_of(tried, limit=2, after=first.following)
        third = all_of(tried, limit=2, after=second.following)
    assert [each.relationship for page in (first, second, third) for each in page.rows] == whole
    assert first.totals is not None and first.totals.affected == 5
    assert (second.totals, third.totals, third.following) == (None, None, None)


def test_a_user_tries_what_he_sees() -> None:
    own, other = b.unit("OWN"), b.unit("OTHER")
    below = b.unit("BELOW", own)
    for unit in (own, below, other):
        b.rate(None, b.relationship(unit=unit))
    portfolio = b.portfolio(unit=own)
    b.rate(None, b.relationship(unit=own, portfolio=portfolio))
    ann, nobody = b.user("READER", own), b.user()
    tried = b.rule_set(tables=OTHER)

    def affected(user: Any, **narrowed: Any) -> int:
        totals = trial(tried, chosen(user, **narrowed), at=AT).totals
        assert totals is not None
        return totals.affected

    assert affected(ann) == 3
    assert affected(ann, unit=Unit.objects.get(code="BELOW")) == 1
    assert affected(ann, unit=other) == 0
    assert affected(ann, portfolio=portfolio) == 1
    assert affected(nobody) == 0


def test_too_many_at_once_are_refused_before_any_is_tried(queries: Callable) -> None:
    for _ in range(3):
        b.relationship()
    tried = b.rule_set()
    with mock.patch("relationships.trials.MOST", 2), queries(1), pytest.raises(Refused) as refused:
        all_of(tried)
    assert [each.code for each in refused.value.refusals] == ["TRIAL_TOO_LARGE"]
    assert "3 relationships are more than the 2" in str(refused.value)


def test_three_take_as_many_queries_as_one(queries: Callable) -> None:
    tried = b.rule_set(tables=OTHER)
    for _ in range(2):
        b.rate(None, b.relationship())
        with queries(12):
            all_of(tried)
        b.rate(None, b.relationship())


class TestRecomputing:
    def test_says_how_many_of_the_visible_are_waiting_and_since_when(self, queries: Callable) -> None:
        own = b.unit("OWN")
        for unit in (own, own, b.root()):
            b.relationship(unit=unit)
        ann, nobody = b.user("READER", own), b.user()
        with queries(1):
            assert recomputing(ann) == Recomputing(0, 2, None)
        activate_rule_set(by=b.system(AT), rule_set=b.approved_rule_set())
        assert recomputing(ann) == Recomputing(2, 2, AT)
        assert recomputing(b.system().user) == Recomputing(3, 3, AT)
        assert recomputing(nobody) == Recomputing(0, 0, None)
        rate_facts(by=b.system(AT), relationship=Relationship.objects.first(), ratings={"access": 2})
        assert recomputing(ann).pending == 1
        verdicts.compute_pending()
        assert recomputing(ann) == Recomputing(0, 2, None)
