"""A set that is not in force, tried: what it would say, what would change, and nothing is stored."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from principles import compliance
from principles.actions.principles import activate_principle, change_principle, deactivate_principle
from principles.actions.sets import change_set, put_in_force, submit_set
from principles.models import Compliance, PastCompliance, PrincipleSet
from principles.queries import provisional as tried
from principles.queries.provisional import Move, provisional, trial
from principles.queries.sets import set_in_force
from relationships.errors import Refused
from relationships.history import keep
from relationships.models import Relationship, User
from tests import builders as b
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db


@pytest.fixture
def catering() -> Relationship:
    """Depth 2, in operation; nothing but a benefit of our own is recorded: P1 is not complied with."""
    made = b.relationship(phase="OPERATION")
    b.rate(None, made)
    b.classification(None, made)
    w.benefit(made, beneficiary="OWN", effect=2)
    return made


@pytest.fixture
def changed() -> PrincipleSet:
    """A draft: P0 active, P1 from depth 3, P9 not active, an own principle without a check."""
    made = w.draft(b.user("READER", username="ann"))
    by = b.system()
    activate_principle(by=by, principle=made.principles.get(code="P0"))
    change_principle(by=by, principle=made.principles.get(code="P1"), given={"minimum_depth": 3})
    deactivate_principle(by=by, principle=made.principles.get(code="P9"))
    w.own_principle(made, active=True)
    made.refresh_from_db()
    return made


def all_of() -> Any:
    return Relationship.objects.all()


def test_each_principle_is_told_beside_the_one_in_force(catering: Relationship, changed: Any) -> None:
    found = {each.code: each for each in provisional(changed, [catering.pk], b.NOW)[catering.pk]}
    assert list(found) == ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P0", "OWN1", "P9"]
    assert {each.provisional for each in found.values()} == {True}
    assert {code: (each.old, each.new) for code, each in found.items() if each.changed} == {
        "P0": (None, "NOT_ASSESSABLE"),
        "P1": ("NON_COMPLIANT", "NOT_APPLICABLE"),
        "P9": ("PARTLY", None),
        "OWN1": (None, "NOT_ASSESSABLE"),
    }
    p1 = found["P1"].found
    assert p1 is not None
    assert p1.reasons == [{"code": "BELOW_MINIMUM_DEPTH", "params": {"minimum": 3}}]


def test_nothing_of_it_is_stored(catering: Relationship, changed: Any) -> None:
    before = list(Compliance.objects.values()), list(PastCompliance.objects.values())
    provisional(changed, [catering.pk], b.NOW)
    trial(changed, all_of(), at=b.NOW)
    assert (list(Compliance.objects.values()), list(PastCompliance.objects.values())) == before


def test_what_persons_said_goes_by_the_code(catering: Relationship) -> None:
    w.approved(catering, principle=w.principle("P1"))
    w.judgement(catering, principle=w.principle("P4"), result="COMPLIANT")
    made = w.draft(b.user("READER"))
    found = {each.code: each for each in provisional(made, [catering.pk], b.NOW)[catering.pk]}
    assert (found["P1"].new, found["P1"].new_result) == ("EXPLAINED", "NON_COMPLIANT")
    assert found["P4"].new == "COMPLIANT"
    assert not found["P1"].changed


def test_other_limits_count(catering: Relationship) -> None:
    for direction in ("CUSTOMER_TO_SUPPLIER", "SUPPLIER_TO_CUSTOMER"):
        b.assessment(None, catering, direction, 3, assessed_on="2026-08-01")
    made = w.draft(b.user("READER"))
    made = change_set(by=b.system(), principle_set=made, given={"limits": {"assessment_months": 3}})
    found = {each.code: each for each in provisional(made, [catering.pk], b.NOW)[catering.pk]}
    assert (found["P5"].old, found["P5"].new) == ("COMPLIANT", "PARTLY")


def test_it_is_tried_as_if_it_came_into_force_today(catering: Relationship) -> None:
    """What changed before is blamed on nobody: the same change under the set in force asks for a plan."""
    current = set_in_force()
    current.in_force_from = b.NOW.replace(year=2025)
    keep(current, b.system())
    b.contract(None, catering, start="2026-03-01")
    w.review(catering, held_on="2026-11-01")
    made = w.draft(b.user("READER"))
    found = {each.code: each for each in provisional(made, [catering.pk], b.NOW)[catering.pk]}
    assert (found["P9"].old, found["P9"].new) == ("PARTLY", "NOT_APPLICABLE")
    assert found["P9"].found is not None
    assert found["P9"].found.reasons[0]["params"] == {"since": "2026-11-20"}


def test_what_is_pending_is_tried_all_the_same(catering: Relationship, changed: Any) -> None:
    compliance.mark_pending(None, b.NOW)
    found = {each.code: each.old for each in provisional(changed, [catering.pk], b.NOW)[catering.pk]}
    assert found["P1"] == "NON_COMPLIANT"


def test_it_says_what_the_set_says_once_it_is_in_force(catering: Relationship, changed: Any) -> None:
    promised = {
        each.code: each.new for each in provisional(changed, [catering.pk], b.NOW)[catering.pk] if each.new
    }
    submit_set(by=b.system(), principle_set=changed)
    w.approve(changed, User.objects.get(username="ann"))
    put_in_force(by=b.system(), principle_set=changed)
    compliance.compute_due(b.NOW)
    kept = Compliance.objects.filter(relationship=catering).select_related("principle")
    assert {each.principle.code: each.effective for each in kept} == promised


def test_only_a_set_that_never_was_in_force_is_tried(catering: Relationship) -> None:
    for act in (
        lambda: provisional(set_in_force(), [catering.pk], b.NOW),
        lambda: trial(set_in_force(), all_of(), at=b.NOW),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert [each.code for each in refused.value.refusals] == ["WRONG_STATE"]


class TestTrial:
    def test_totals_are_of_all_and_rows_of_those_that_would_change(self, catering: Any) -> None:
        other = b.relationship()
        made = w.draft(b.user("READER"))
        principle = made.principles.get(code="P1")
        change_principle(by=b.system(), principle=principle, given={"minimum_depth": 3})
        found = trial(made, all_of(), at=b.NOW)
        assert found.provisional is True
        assert found.totals is not None
        assert (found.totals.relationships, found.totals.affected) == (2, 1)
        moves = [each for each in found.totals.moves if each.principle == "P1"]
        assert moves == [
            Move("P1", "NON_COMPLIANT", "NOT_APPLICABLE", 1),
            Move("P1", "NOT_ASSESSABLE", "NOT_ASSESSABLE", 1),
        ]
        (row,) = found.rows
        assert (row.relationship, [each.code for each in row.changes]) == (catering.pk, ["P1"])
        assert row.named == {"unit": "ROOT", "party": catering.party.name, "subject": ""}
        assert other.pk != catering.pk

    def test_pages_go_on_after_the_last_one(self, changed: Any) -> None:
        pks = [b.relationship().pk for _ in range(5)]
        first = trial(changed, all_of(), at=b.NOW, limit=2)
        second = trial(changed, all_of(), at=b.NOW, after=first.following, limit=2)
        third = trial(changed, all_of(), at=b.NOW, after=second.following, limit=2)
        pages = [[row.relationship for row in each.rows] for each in (first, second, third)]
        assert pages == [pks[:2], pks[2:4], pks[4:]]
        assert (second.totals, third.following) == (None, None)
        assert first.totals is not None
        assert first.totals.affected == 5

    def test_more_than_one_tries_at_once_is_refused(
        self, changed: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tried, "MOST", 1)
        b.relationship()
        assert trial(changed, all_of(), at=b.NOW).totals is not None
        b.relationship()
        with pytest.raises(Refused) as refused:
            trial(changed, all_of(), at=b.NOW)
        assert [each.code for each in refused.value.refusals] == ["TRIAL_TOO_LARGE"]

    def test_batches_hold_what_one_would(self, changed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        for _ in range(5):
            b.relationship()
        whole = trial(changed, all_of(), at=b.NOW)
        monkeypatch.setattr(tried, "BATCH", 2)
        parts = trial(changed, all_of(), at=b.NOW)
        assert [each.relationship for each in parts.rows] == [each.relationship for each in whole.rows]
        assert whole.totals is not None
        assert parts.totals is not None
        assert parts.totals.moves == whole.totals.moves

    def test_a_batch_takes_the_same_statements_whatever_its_size(self, changed: Any) -> None:
        def statements() -> int:
            with CaptureQueriesContext(connection) as captured:
                trial(changed, all_of(), at=b.NOW)
            return len(captured)

        b.relationship()
        with_one = statements()
        for _ in range(2):
            made = b.relationship()
            w.interest_pair(made)
            w.stage(w.plan(made))
        assert statements() == with_one
