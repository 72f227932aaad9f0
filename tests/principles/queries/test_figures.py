"""Portfolio figures: equal to a count by hand, honest about the unknown, and no more than one may see."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from principles import compliance
from principles.actions.principles import deactivate_principle
from principles.actions.sets import put_in_force, submit_set
from principles.choices import Result
from principles.models import Compliance, PastCompliance, Principle
from principles.queries.figures import Figure, GroupBy, counted, figures, figures_on, question
from principles.queries.sets import set_in_force
from relationships.errors import Refused
from relationships.filters import RelationshipFilter, filtered
from relationships.history import keep
from relationships.models import CategoryProfile, Relationship, Unit, User
from relationships.queries import visible_to
from tests import builders as b
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
BEGIN = datetime(2026, 1, 10, 9, tzinfo=UTC)
MONTHS = question({"from": "2025-12-01", "to": "2026-11-20", "step": "MONTH"}, TODAY).days or ()
COUNTS = ("compliant", "partly", "non_compliant", "explained", "not_assessable", "not_applicable", "pending")
TYPES = ("", "SPOT", "SERVICE", "MANAGED")


@pytest.fixture
def root() -> User:
    return b.user("READER")


@pytest.fixture
def in_force() -> datetime:
    """Set 1 is in force since the first of January."""
    current = set_in_force()
    current.in_force_from = datetime(2026, 1, 1, 6, tzinfo=UTC)
    return keep(current, b.system()).in_force_from


def ask(user: User, group_by: GroupBy = GroupBy.NONE, **conditions: Any) -> list[Figure]:
    return figures(user, _chosen(user, conditions), group_by)


def ask_on(user: User, *days: date, group_by: GroupBy = GroupBy.NONE, **conditions: Any) -> list[Figure]:
    return figures_on(user, _chosen(user, conditions), days, group_by)


def _chosen(user: User, conditions: dict[str, Any]) -> Any:
    return filtered(RelationshipFilter, conditions, visible_to(user, Relationship), user)


def under(code: str, lines: list[Figure]) -> Figure:
    (found,) = [each for each in lines if each.principle == code]
    return found


def counts(figure: Figure) -> dict[str, int]:
    return {name: getattr(figure, name) for name in COUNTS if getattr(figure, name)}


class World:
    """Relationships whose compliance is anything, now and before, and what a count by hand makes of it."""

    def __init__(self, number: int, seed: int) -> None:
        self.chance = random.Random(seed)
        self.units = [b.unit("NORTH"), b.unit("SOUTH")]
        self.portfolios = {each.pk: [None, b.portfolio(unit=each)] for each in self.units}
        self.profiles = [None, *CategoryProfile.objects.order_by("pk")[:2]]
        self.principles = list(set_in_force().principles.filter(active=True))
        with b.computed_once():
            self.relationships = [self._relationship() for _ in range(number)]
        Compliance.objects.all().delete()
        PastCompliance.objects.all().delete()
        for each in self.relationships:
            for principle in self.principles:
                self._rows(each, principle)

    def _relationship(self) -> Relationship:
        pick = self.chance.choice
        unit = pick(self.units)
        made = b.relationship(
            unit=unit, portfolio=pick(self.portfolios[unit.pk]), profile=pick(self.profiles)
        )
        for chosen in {pick(TYPES), pick(TYPES)} - {""}:  # a later decision supersedes the first
            b.classification(None, made, chosen)
        return made

    def _rows(self, relationship: Relationship, principle: Principle) -> None:
        """Nothing yet, or one stretch after another up to the present one."""
        if self.chance.random() < 0.15:
            return
        since = BEGIN + timedelta(days=self.chance.randrange(200))
        while self.chance.random() < 0.6:
            until = since + timedelta(days=self.chance.randrange(1, 70), hours=self.chance.randrange(24))
            PastCompliance.objects.create(
                relationship=relationship, principle=principle, since=since, until=until, **self._found()
            )
            since = until
        Compliance.objects.create(
            relationship=relationship, principle=principle, since=since, **self._found(now=True)
        )

    def _found(self, *, now: bool = False) -> dict[str, str]:
        result = self.chance.choice([*map(str, Result), *(["PENDING"] if now else [])])
        effective = result
        if result in ("PARTLY", "NON_COMPLIANT") and self.chance.random() < 0.3:
            effective = "EXPLAINED"
        elif result == "NOT_ASSESSABLE" and self.chance.random() < 0.3:
            effective = "COMPLIANT"
        return {"result": result, "effective": effective}

    def by_hand(self, group: Any, moment: datetime | None) -> dict[tuple[Any, str], Counter[str]]:
        """The effective and computed results of each group and principle, and how many there are of it."""
        found: dict[tuple[Any, str], Counter[str]] = {}
        for each in self.relationships:
            rows = [*each.past_compliance.all(), *each.compliance.all()]
            if moment is not None and not any(row.since < moment for row in rows):
                continue
            for principle in self.principles:
                tally = found.setdefault((group(each), principle.code), Counter())
                tally["relationships"] += 1
                row = self._at([row for row in rows if row.principle_id == principle.pk], moment)
                if row is None or row.result == "PENDING":
                    tally["pending"] += 1
                else:
                    tally[row.effective.lower()] += 1
                    tally[f"computed_{row.result.lower()}"] += 1
        return found

    def _at(self, rows: list[Any], moment: datetime | None) -> Any:
        for row in rows:
            until = getattr(row, "until", None)
            if moment is None and until is None:
                return row
            if moment is not None and row.since < moment and (until is None or until >= moment):
                return row
        return None


GROUPS: dict[GroupBy, Any] = {
    GroupBy.NONE: lambda each: None,
    GroupBy.UNIT: lambda each: each.unit.code,
    GroupBy.CATEGORY: lambda each: each.profile and each.profile.name,
    GroupBy.TYPE: lambda each: (
        "".join(each.classifications.filter(superseded_at__isnull=True).values_list("chosen_type", flat=True))
        or None
    ),
    GroupBy.PORTFOLIO: lambda each: each.portfolio and each.portfolio.name,
}


def _as_by_hand(lines: list[Figure], group_by: GroupBy) -> dict[tuple[Any, str], Counter[str]]:
    found = {}
    for each in lines:
        assert each.relationships is not None
        name = each.group.names.get("en") if group_by is GroupBy.PORTFOLIO else each.group.code
        counted_ = Counter({of: getattr(each, of) for of in (*COUNTS, "relationships")})
        counted_.update({f"computed_{of.lower()}": getattr(each, f"computed_{of.lower()}") for of in Result})
        found[name or None, each.principle] = +counted_
    return found


def test_figures_are_those_of_a_count_by_hand(root: User, in_force: datetime) -> None:
    world = World(20, seed=3)
    for group_by in GroupBy:
        by_hand = world.by_hand(GROUPS[group_by], None)
        assert _as_by_hand(ask(root, group_by), group_by) == by_hand, group_by


def test_figures_through_time_are_those_of_a_count_by_hand(root: User, in_force: datetime) -> None:
    world = World(20, seed=4)
    assert MONTHS[0] == date(2025, 12, 31)
    for group_by in (GroupBy.NONE, GroupBy.UNIT, GroupBy.TYPE):
        lines = ask_on(root, *MONTHS, group_by=group_by)
        for day in MONTHS:
            of_day = [each for each in lines if each.on == day and each.recorded]
            by_hand = world.by_hand(GROUPS[group_by], counted.end_of(day))
            assert _as_by_hand(of_day, group_by) == by_hand, (group_by, day)
        assert len({each.on for each in lines if each.recorded}) > 8


def test_what_is_applicable_and_what_is_assessable_of_it(root: User) -> None:
    results = {
        "COMPLIANT": 3,
        "PARTLY": 1,
        "NON_COMPLIANT": 1,
        "EXPLAINED": 1,
        "NOT_ASSESSABLE": 2,
        "NOT_APPLICABLE": 4,
        "PENDING": 2,
    }
    for effective, number in results.items():
        for _ in range(number):
            _say(b.relationship(), "P1", effective)
    (figure,) = [each for each in ask(root) if each.principle == "P1"]
    assert counts(figure) == {name.lower(): number for name, number in results.items()}
    assert figure.relationships == 14
    assert (figure.applicable, figure.assessable, figure.share) == (8, 6, 0.75)


def _say(relationship: Relationship, code: str, effective: str) -> None:
    result = "PARTLY" if effective == "EXPLAINED" else effective
    row = Compliance.objects.filter(relationship=relationship, principle__code=code)
    assert row.update(result=result, effective=effective) == 1


def test_of_nothing_there_is_no_share(root: User) -> None:
    lines = ask(root)
    assert [each.principle for each in lines] == [f"P{number}" for number in range(1, 10)]
    assert {(each.relationships, each.applicable, each.assessable, each.share) for each in lines} == {
        (0, 0, 0, None)
    }
    b.relationship()
    assert (under("P8", ask(root)).not_applicable, under("P8", ask(root)).share) == (1, None)
    assert (under("P1", ask(root)).not_assessable, under("P1", ask(root)).share) == (1, 0.0)


def test_explained_and_judged_count_as_what_they_come_to(root: User) -> None:
    explained, judged = b.relationship(phase="OPERATION"), b.relationship(phase="OPERATION")
    for each in (explained, judged):
        b.classification(None, each)
        w.benefit(each, beneficiary="OWN", effect=1)
    w.approved(explained, principle=w.principle("P1"))
    w.judgement(judged, principle=w.principle("P1"), result="COMPLIANT")
    figure = under("P1", ask(root))
    assert counts(figure) == {"explained": 1, "compliant": 1}
    assert (figure.computed_non_compliant, figure.computed_compliant) == (2, 0)
    assert figure.share == 1.0


def test_what_is_not_computed_yet_is_pending_and_no_part_of_the_share(root: User) -> None:
    one, other, unseen = (b.relationship() for _ in range(3))
    for each in (one, other):
        _say(each, "P1", "COMPLIANT")
    compliance.mark_pending([other.pk], b.NOW + timedelta(hours=1))
    Compliance.objects.filter(relationship=unseen).delete()
    figure = under("P1", ask(root))
    assert counts(figure) == {"compliant": 1, "pending": 2}
    assert (figure.relationships, figure.applicable, figure.share) == (3, 1, 1.0)


def test_a_set_that_came_into_force_leaves_everything_pending(root: User) -> None:
    b.relationship()
    before = {each.principle for each in ask(root)}
    made = w.submitted(root)
    w.approve(made, root)
    put_in_force(by=b.system(b.NOW + timedelta(hours=1)), principle_set=made)
    lines = ask(root)
    assert {each.principle for each in lines} == before
    assert {(each.pending, each.relationships, each.share) for each in lines} == {(1, 1, None)}


class TestSight:
    @pytest.fixture
    def world(self, in_force: datetime) -> World:
        return World(6, seed=5)

    def test_a_stranger_counts_nothing(self, world: World) -> None:
        strangers = (b.user("ADMINISTRATOR", b.unit("ELSEWHERE")), b.user())
        for stranger, group_by in product(strangers, GroupBy):
            assert {each.relationships for each in ask(stranger, group_by)} <= {0}
            lines = ask_on(stranger, *MONTHS, group_by=group_by)
            assert {(each.recorded, each.relationships, each.compliant) for each in lines} <= {
                (False, None, None)
            }
            if group_by is not GroupBy.NONE:
                assert lines == []

    def test_one_counts_what_is_of_his_units(self, world: World) -> None:
        reader = b.user("READER", world.units[0])
        mine = [each for each in world.relationships if each.unit == world.units[0]]
        assert 0 < len(mine) < 6
        assert {each.relationships for each in ask(reader)} == {len(mine)}
        assert {each.group.code for each in ask(reader, GroupBy.UNIT)} == {"NORTH"}

    def test_a_portfolio_of_others_is_not_named(self) -> None:
        north = b.unit("NORTH")
        hidden, own = b.portfolio(name="Of the whole house"), b.portfolio(unit=north, name="Ours")
        for portfolio in (hidden, own, None):
            b.relationship(unit=north, portfolio=portfolio)
        lines = ask(b.user("READER", north), GroupBy.PORTFOLIO)
        found = [(each.group.id, each.group.names.get("en"), each.relationships) for each in lines[::9]]
        assert found == [(own.pk, "Ours", 1), (None, None, 2)]

    def test_the_conditions_of_the_list_of_relationships_narrow_it(self, world: World, root: User) -> None:
        mine = [each for each in world.relationships if each.unit == world.units[1]]
        assert {each.relationships for each in ask(root, unit="SOUTH")} == {len(mine)}
        with pytest.raises(Refused) as refused:
            ask(root, colour="red")
        assert [each.code for each in refused.value.refusals] == ["UNKNOWN_PARAMETER"]


class TestDays:
    def test_of_no_days_there_are_no_figures(self, root: User) -> None:
        b.relationship()
        assert ask_on(root) == []

    def test_before_anything_was_found_nothing_is_known(self, root: User, in_force: datetime) -> None:
        relationship = b.relationship()
        Compliance.objects.filter(relationship=relationship).update(since=datetime(2026, 5, 2, tzinfo=UTC))
        before, after = ask_on(root, date(2026, 4, 30), date(2026, 5, 31))[::9]
        assert (before.recorded, before.relationships, before.compliant, before.pending) == (
            False,
            None,
            None,
            None,
        )
        assert (before.applicable, before.assessable, before.share) == (None, None, None)
        assert (after.recorded, after.relationships) == (True, 1)

    def test_before_a_set_was_in_force_nothing_is_known(self, root: User, in_force: datetime) -> None:
        relationship = b.relationship()
        Compliance.objects.filter(relationship=relationship).update(since=datetime(2025, 5, 2, tzinfo=UTC))
        assert [each.recorded for each in ask_on(root, date(2025, 12, 31), date(2026, 1, 1))[::9]] == [
            False,
            True,
        ]

    def test_the_principles_are_those_of_the_set_of_that_day(self, root: User, in_force: datetime) -> None:
        relationship = b.relationship()
        Compliance.objects.filter(relationship=relationship).update(since=datetime(2026, 2, 1, tzinfo=UTC))
        made = w.draft(root)
        w.own_principle(made, active=True)
        deactivate_principle(by=b.system(), principle=made.principles.get(code="P9"))
        submit_set(by=b.system(), principle_set=made)
        w.approve(made, root)
        moment = datetime(2026, 6, 15, 12, tzinfo=UTC)
        put_in_force(by=b.system(moment), principle_set=made)
        compliance.compute_due(moment + timedelta(days=1))
        days = [date(2026, 6, 14), date(2026, 6, 15)]
        lines = ask_on(root, *days)
        codes = {day: [each.principle for each in lines if each.on == day] for day in days}
        assert codes[days[0]] == [f"P{number}" for number in range(1, 10)]
        assert codes[days[1]] == [*(f"P{number}" for number in range(1, 9)), "OWN1"]
        assert {(each.relationships, each.pending) for each in lines} == {(1, 0)}

    def test_a_day_ends_where_the_registry_stands(self, root: User, in_force: datetime) -> None:
        relationship = b.relationship()
        late = datetime(2026, 6, 30, 21, 59, tzinfo=UTC)  # a minute to midnight in Amsterdam
        rows = Compliance.objects.filter(relationship=relationship)
        rows.update(since=late)
        assert ask_on(root, date(2026, 6, 30))[0].recorded is True
        rows.update(since=late + timedelta(minutes=1))
        assert ask_on(root, date(2026, 6, 30))[0].recorded is False


def test_more_lines_than_anybody_reads_are_refused(
    root: User, in_force: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counted, "MOST_ROWS", 17)
    for code in ("NORTH", "SOUTH"):
        b.relationship(unit=b.unit(code))
    assert len(ask(root)) == 9
    for act in (lambda: ask(root, GroupBy.UNIT), lambda: ask_on(root, *MONTHS[:2])):
        with pytest.raises(Refused) as refused:
            act()
        assert [each.code for each in refused.value.refusals] == ["TOO_LARGE"]
    assert len(Unit.objects.all()) == 3


@pytest.mark.parametrize("group_by", GroupBy)
def test_the_number_of_statements_is_that_of_one(root: User, in_force: datetime, group_by: GroupBy) -> None:
    def statements() -> tuple[int, int, int]:
        found = []
        for act in (
            lambda: ask(root, group_by),
            lambda: ask_on(root, *MONTHS[:1], group_by=group_by),
            lambda: ask_on(root, *MONTHS, group_by=group_by),
        ):
            with CaptureQueriesContext(connection) as captured:
                act()
            found.append(len(captured))
        return found[0], found[1], found[2]

    named = group_by in (GroupBy.UNIT, GroupBy.CATEGORY, GroupBy.PORTFOLIO)
    profile = CategoryProfile.objects.first()
    portfolio = b.portfolio()
    b.relationship(portfolio=portfolio, profile=profile)
    assert statements() == (4 + named, 5 + named, 5 + named)
    for _ in range(2):
        b.relationship(unit=b.unit(), portfolio=b.portfolio(), profile=profile)
    assert statements() == (4 + named, 5 + named, 5 + named)
