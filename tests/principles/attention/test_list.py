"""The list as a whole: scope, conditions, order, pages, counts, money, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from principles.attention import attention, counts, listing
from principles.attention.items import view_of
from principles.attention.kinds import WAYS
from principles.attention.listing import RESTS_ON_SET
from principles.attention.texts import LANGUAGES, act_sentence, kind_name, severity_name
from principles.choices import AttentionKind, ResolvingAct, Severity
from relationships.actions.tables import set_rate
from relationships.errors import Refused
from relationships.models import Verdict
from relationships.verdicts import mark_pending
from tests import builders as b
from tests.principles import worlds as w
from tests.principles.attention.worlds import ON, asking, classified, tacit, viewer

pytestmark = pytest.mark.django_db


def busy(unit=None, **given):
    """A relationship that many kinds speak of."""
    with b.computed_once():
        return _busy(unit or b.root(), given)


def _busy(unit, given):
    relationship = classified("INTEGRATED", 4, unit=unit, **given)
    for direction in ("CUSTOMER_TO_SUPPLIER", "SUPPLIER_TO_CUSTOMER"):
        b.assessment(None, relationship, direction, 2, assessed_on="2025-01-01")
    b.rating(None, relationship, "viability_supplier", 1)
    w.signal(relationship, raised_on="2026-10-01")
    w.approved(relationship, principle=w.principle("P6").pk, valid_until="2026-12-01")
    tacit(relationship, kind="FRAMEWORK", start="2022-01-01", review_date="2026-11-01")
    tacit(relationship, number="C-2", notice_count=None, notice_unit="")
    return relationship


BUSY = {
    "ARRANGEMENTS_MISSING",
    "CONTRACT_REVIEW_DUE",
    "DEADLINE_UNKNOWN",
    "EXPLANATION_LAPSING",
    "FRAMEWORK_TOO_LONG",
    "MISFIT",
    "NON_COMPLIANCE",
    "NOTICE_DEADLINE",
    "OWNER_MISSING",
    "RESISTANCE_UNINVESTIGATED",
    "REVIEW_OVERDUE",
    "TACIT_RENEWAL_UNLIMITED",
    "TRUST_GAP",
    "TRUST_STALE",
    "VIABILITY_LOW",
}


def test_everything_that_asks_is_on_one_list() -> None:
    busy()

    assert {str(item.kind) for item in attention(viewer(), on=ON)} == BUSY


def test_every_sentence_is_there_in_both_languages() -> None:
    busy()
    for item in attention(viewer(), on=ON):
        for language in LANGUAGES:
            assert item.why(language).endswith(".") and "{" not in item.why(language)
            assert item.resolve(language).endswith(".")
    for language in LANGUAGES:
        assert all(kind_name(each, language) for each in AttentionKind)
        assert all(act_sentence(each, language) for each in ResolvingAct)
        assert all(severity_name(each, language) for each in Severity)
        assert set(LANGUAGES[language].WHY) == set(AttentionKind)


def test_another_units_relationships_are_never_on_it() -> None:
    mine, theirs = b.unit(), b.unit()
    user = b.user("SOURCING_MANAGER", mine)
    busy(theirs)

    assert attention(user, on=ON) == []
    assert counts(user, on=ON).items == 0
    seen = busy(mine)
    assert {item.relationship for item in attention(user, on=ON)} == {seen}
    assert counts(user, on=ON).items == len(attention(user, on=ON))


def test_without_a_role_there_is_nothing() -> None:
    busy()
    b.relationship()

    assert attention(b.user(), on=ON) == []
    assert counts(b.user(), on=ON).items == 0


def test_each_item_has_an_id_of_its_own_and_a_severity_of_its_kind() -> None:
    busy(), busy()
    items = attention(viewer(), on=ON)

    assert len({item.id for item in items}) == len(items)
    assert [item for item in items if item.severity not in WAYS[item.kind].severities] == []


def test_the_most_severe_first_then_what_is_most_at_stake_then_what_is_due_first() -> None:
    set_rate(by=b.system(), code="USD", valid_from="2026-01-01", rate="0.5")
    contracts = {
        "small": tacit(value="100", currency="EUR"),
        "dollars": tacit(value="1000", currency="USD"),
        "pounds": tacit(value="99999", currency="GBP"),
        "nothing": tacit(),
        "later": tacit(value="600", currency="EUR", term_months=11, notice_count=5, notice_unit="DAYS"),
        "yearly": tacit(annual_value="550", currency="EUR"),
    }
    named = {contract.pk: name for name, contract in contracts.items()}
    items = asking("NOTICE_DEADLINE", on=date(2026, 11, 19))

    assert [(named[item.contract.pk], item.severity, item.stake.reporting) for item in items] == [
        ("later", Severity.CRITICAL, Decimal("600.00")),
        ("yearly", Severity.HIGH, Decimal("550.00")),
        ("dollars", Severity.HIGH, Decimal("500.00")),
        ("small", Severity.HIGH, Decimal("100.00")),
        ("pounds", Severity.HIGH, None),
        ("nothing", Severity.HIGH, None),
    ]
    pounds = items[4].stake
    assert (pounds.amounts, pounds.without_rate) == ((("GBP", Decimal("99999")),), ("GBP",))
    assert items[5].stake.amounts == ()


def test_a_rate_counts_from_its_day_on_and_the_reporting_currency_is_a_setting(settings) -> None:
    settings.REPORTING_CURRENCY = "USD"
    set_rate(by=b.system(), code="EUR", valid_from="2026-11-21", rate="2")
    tacit(value="100", currency="EUR")

    assert asking("NOTICE_DEADLINE")[0].stake.reporting is None
    found = asking("NOTICE_DEADLINE", on=date(2026, 11, 21))[0]
    assert (found.stake.reporting, found.currency) == (Decimal("200.00"), "USD")


def test_at_stake_in_a_relationship_is_what_its_running_contracts_are_worth_by_currency() -> None:
    relationship = b.relationship()
    b.classification(None, relationship)
    above = b.contract(None, relationship, number="A", value="100", currency="EUR")
    b.contract(None, relationship, number="B", value="40", currency="EUR", parent=above.pk)
    b.contract(None, relationship, number="C", value="7", currency="USD")
    b.contract(None, relationship, number="D", value="999", currency="EUR", status="ENDED")
    (item,) = asking("OWNER_MISSING")

    assert item.stake.amounts == (("EUR", Decimal("100")), ("USD", Decimal("7")))
    assert (item.stake.reporting, item.stake.without_rate) == (Decimal("100.00"), ("USD",))


def test_pages_from_either_end_hold_what_the_whole_list_holds() -> None:
    busy(), busy(), b.relationship()
    whole = [item.id for item in attention(viewer(), on=ON)]
    forwards, after = [], None
    while part := attention(viewer(), on=ON, size=4, after=after):
        forwards += [item.id for item in part]
        after = part[-1].key
    backwards, before = [], None
    while part := attention(viewer(), on=ON, size=4, before=before, backwards=True):
        backwards = [item.id for item in part] + backwards
        before = part[0].key

    assert forwards == whole
    assert backwards == whole


def test_conditions() -> None:
    unit, owner = b.unit(), b.user("ACCOUNT_MANAGER")
    portfolio = b.portfolio(unit=unit)
    here = b.relationship(unit=unit, portfolio=portfolio.pk, owner=owner.pk, deputy=viewer().pk)
    there = b.relationship()
    tacit(here), tacit(there, notice_count=5, notice_unit="DAYS")

    def of(**given):
        return {
            item.relationship for item in attention(viewer(), {"kind": "NOTICE_DEADLINE", **given}, on=ON)
        }

    assert of() == {here}
    on = date(2026, 12, 1)
    for given in (
        {"unit": unit.code},
        {"portfolio": portfolio.pk},
        {"owner": owner.username},
        {"relationship": here.pk},
        {"party": here.party_id},
        {"mine": True},
        {"severity": "HIGH"},
        {"due_before": "2026-11-30"},
    ):
        assert of(**given) == {here}, given
    assert of(due_before="2026-11-29") == set()
    assert of(severity="LOW,MEDIUM") == set()
    assert of(mine=False) == set()
    assert of(unit=[b.root().code]) == {here}
    assert [item.relationship for item in asking("NOTICE_DEADLINE", on=on, mine=False)] == [there]


def test_mine_is_what_one_owns_or_stands_in_for() -> None:
    owned = b.relationship(owner=viewer().pk)
    deputised = b.relationship(deputy=viewer().pk)
    b.relationship()
    for each in (owned, deputised):
        tacit(each)

    found = attention(viewer(), {"mine": "true", "kind": "NOTICE_DEADLINE"}, on=ON)
    assert {item.relationship for item in found} == {owned, deputised}
    assert [item.quantity for item in asking("UNCLASSIFIED", mine=True)] == [2]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"colour": "red"}, "UNKNOWN_PARAMETER", "colour"),
        ({"kind": "NOTHING"}, "INVALID_FILTER", "kind"),
        ({"severity": "high; DROP"}, "INVALID_FILTER", "severity"),
        ({"due_before": "soon"}, "INVALID_FILTER", "due_before"),
        ({"unit": "0"}, "INVALID_FILTER", "unit"),
        ({"mine": "perhaps"}, "INVALID_FILTER", "mine"),
    ],
)
def test_what_can_not_be_used_is_refused(given, code, field) -> None:
    for ask in (attention, counts):
        with pytest.raises(Refused) as refused:
            ask(viewer(), given, on=ON)
        assert [(each.code, each.field) for each in refused.value.refusals] == [(code, field)]


def test_counts_say_per_kind_how_many_and_of_how_many_relationships() -> None:
    first, _second = busy(), busy()
    for _ in range(3):
        b.relationship()
    found = {each.kind: each for each in counts(viewer(), on=ON).kinds}

    assert (found["TRUST_STALE"].items, found["TRUST_STALE"].relationships) == (4, 2)
    assert (found["UNCLASSIFIED"].items, found["UNCLASSIFIED"].relationships) == (1, 3)
    assert found["OWNER_MISSING"].severities == {Severity.MEDIUM: 2, Severity.LOW: 1}
    assert (found["OWNER_MISSING"].items, found["OWNER_MISSING"].relationships) == (3, 5)
    assert counts(viewer(), on=ON).items == len(attention(viewer(), on=ON))
    narrowed = counts(viewer(), {"relationship": first.pk, "severity": "LOW"}, on=ON)
    assert {each.kind for each in narrowed.kinds} == {"TACIT_RENEWAL_UNLIMITED", "DEADLINE_UNKNOWN"}


def test_what_is_still_being_computed_is_said() -> None:
    classified("INTEGRATED", 4)
    assert counts(viewer(), on=ON).pending == 0

    mark_pending(None, b.NOW)
    assert Verdict.objects.get().verdict == "PENDING"
    assert counts(viewer(), on=ON).pending == 1
    assert asking("MISFIT") == []


def test_a_portfolio_of_a_unit_above_is_not_named_to_who_may_not_see_it() -> None:
    below = b.unit()
    portfolio = b.portfolio(name="Of the board")
    b.relationship(unit=below, portfolio=portfolio.pk)
    user = b.user("SOURCING_MANAGER", below)
    (item,) = asking("UNCLASSIFIED", user=user)

    assert (item.portfolio, item.quantity) == (None, 1)
    assert "board" not in item.why("en") + str(item.params)
    assert [each.portfolio for each in asking("OWNER_MISSING", user=user)] == [None]


def counted(do: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as statements:
        do()
    return len(statements)


def test_statements_are_kept_of_kinds_that_are_made_of_the_view_alone(django_assert_num_queries) -> None:
    b.relationship()
    view = view_of(viewer(), on=ON)
    alone = [kind for kind in WAYS if kind not in RESTS_ON_SET]
    with django_assert_num_queries(0):
        for kind in alone:
            WAYS[kind].find(view).query.sql_with_params()
    assert view.key == view_of(view.user, {"kind": "MISFIT"}, on=ON).key
    others = (view_of(b.user("READER"), on=ON), view_of(view.user, {"unit": "ROOT"}, on=ON))
    assert view.key not in [each.key for each in others]


def test_it_costs_the_same_for_one_as_for_three() -> None:
    user = viewer()
    busy(), b.relationship()
    one = counted(lambda: attention(user, on=ON))
    busy(), busy(), b.relationship()

    assert counted(lambda: attention(user, on=ON)) == one == 25
    assert counted(lambda: counts(user, on=ON)) == 5


def test_where_many_are_seen_it_is_the_same_list(monkeypatch) -> None:
    """Sought among those with the most at stake first, in whole and from any item on; and counted alike."""
    for value in ("900", "20", "900"):
        relationship = busy()
        b.contract(None, relationship, number="C-3", value=value, currency="EUR")
        b.contract(None, relationship, number="C-4", value="5", currency="USD" if value == "20" else "EUR")
    b.relationship(), b.user("READER", b.unit())
    user = viewer()
    items, number = attention(user, on=ON), counts(user, on=ON)
    high = attention(user, {"severity": "HIGH"}, on=ON)
    theirs = attention(user, {"owner": user.pk}, on=ON)

    monkeypatch.setattr("relationships.queries.among.FEW", 0)
    monkeypatch.setattr(listing, "FOREMOST", 8)
    assert (attention(user, on=ON), counts(user, on=ON)) == (items, number)
    assert [attention(user, on=ON, size=2, after=each.key) for each in items] == [
        items[place : place + 2] for place in range(1, len(items) + 1)
    ]
    assert attention(user, {"severity": "HIGH"}, on=ON, size=2) == high[:2]
    assert attention(user, on=ON, size=3, backwards=True) == items[-3:]
    assert attention(user, {"owner": user.pk}, on=ON) == theirs == []
