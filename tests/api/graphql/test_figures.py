"""Figures, progress, try-outs and suggestions over GraphQL."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from principles.actions.interests import create_interest_pair
from principles.actions.principles import change_principle
from principles.models import Compliance
from principles.queries.sets import set_in_force
from relationships.models import FactRating, Relationship
from tests import builders as b
from tests.principles import worlds as w

FIGURES = """complianceFigures{} {{
  on group groupCode groupName principleCode theme recorded relationships
  compliant partly nonCompliant explained notAssessable notApplicable pending
  computedNonCompliant applicable assessable share }}"""
SUGGESTED = """suggestedRatings { fact value pairCount currentValue currentSource differs takenOverBy
  mayTakeOver reasons { code text } }"""
PROVISIONAL = """provisionalCompliance(principleSet: %s) { principleCode provisional effective
  effectiveInForce changed reasons { code text } ways { code text } }"""


@pytest.fixture
def catering(db: None, fixed_clock: Any) -> Relationship:
    made = b.relationship(unit=b.unit("NORTH"), phase="OPERATION", subject="Catering")
    b.rate(None, made)
    b.classification(None, made)
    w.benefit(made, beneficiary="OWN", effect=2)
    return made


@pytest.fixture
def changed(catering: Relationship) -> Any:
    made = w.draft(b.user("READER"))
    change_principle(by=b.system(), principle=made.principles.get(code="P1"), given={"minimum_depth": 3})
    return made


@pytest.fixture
def stranger(asking: Any) -> Any:
    return asking(b.user("ADMINISTRATOR", b.unit("WEST")))


def figures(asks: Any, arguments: str = "") -> list[dict[str, Any]]:
    return asks("{" + FIGURES.format(arguments) + "}")["complianceFigures"]


def refusals(asks: Any, query: str) -> list[tuple[str, str | None]]:
    errors = asks.answer(query)["errors"]
    return [(each["extensions"]["code"], each["extensions"]["field"]) for each in errors]


def test_figures_are_a_flat_list_of_plain_values(ask: Any, catering: Relationship) -> None:
    b.relationship()
    assert figures(ask, '(groupBy: UNIT, unit: ["NORTH"])')[0] == {
        "on": None,
        "group": catering.unit_id,
        "groupCode": "NORTH",
        "groupName": "Unit NORTH",
        "principleCode": "P1",
        "theme": "Mutuality",
        "recorded": True,
        "relationships": 1,
        "compliant": 0,
        "partly": 0,
        "nonCompliant": 1,
        "explained": 0,
        "notAssessable": 0,
        "notApplicable": 0,
        "pending": 0,
        "computedNonCompliant": 1,
        "applicable": 1,
        "assessable": 1,
        "share": 1.0,
    }
    assert {each["relationships"] for each in figures(ask)} == {2}


def test_a_series_says_what_is_not_known(ask: Any, catering: Relationship) -> None:
    lines = figures(ask, '(from: "2026-08-01", to: "2026-09-30", step: MONTH)')
    assert len(lines) == 18
    assert {
        (each["recorded"], each["relationships"], each["compliant"], each["share"]) for each in lines
    } == {(False, None, None, None)}


def test_what_cannot_be_used_is_refused(ask: Any, catering: Relationship) -> None:
    for arguments, field in (
        ("groupBy: COLOUR", "group_by"),
        ('on: "2026-11-21"', "on"),
        ('on: "2026-11-01", step: YEAR', "on"),
        ('unit: ["NOWHERE"]', "unit"),
    ):
        query = "{ complianceFigures(" + arguments + ") { share } }"
        assert refusals(ask, query) == [("INVALID_FILTER", field)], arguments


def test_progress_tells_how_much_is_pending(ask: Any, catering: Relationship) -> None:
    Compliance.objects.filter(relationship=catering).update(result="PENDING", effective="PENDING")
    b.relationship()
    query = "{ complianceProgress { relationships relationshipsPending total computed pending running } }"
    assert ask(query)["complianceProgress"] == {
        "relationships": 2,
        "relationshipsPending": 1,
        "total": 18,
        "computed": 9,
        "pending": 9,
        "running": False,
    }


def test_a_set_is_tried(ask: Any, catering: Relationship, changed: Any) -> None:
    b.relationship()
    found = ask(
        """query($set: Reference!) { triedPrincipleSet(principleSet: $set) {
          provisional following principleSet { number }
          totals { relationships affected moves { principleCode old new count } }
          tried { relationship { subject } changes { principleCode effective effectiveInForce } } } }""",
        set=changed.pk,
    )["triedPrincipleSet"]
    assert (found["provisional"], found["following"], found["principleSet"]) == (True, None, {"number": 2})
    assert (found["totals"]["relationships"], found["totals"]["affected"]) == (2, 1)
    move = {"principleCode": "P1", "old": "NON_COMPLIANT", "new": "NOT_APPLICABLE", "count": 1}
    assert move in found["totals"]["moves"]
    change = {"principleCode": "P1", "effective": "NOT_APPLICABLE", "effectiveInForce": "NON_COMPLIANT"}
    assert found["tried"] == [{"relationship": {"subject": "Catering"}, "changes": [change]}]


def test_pages_of_a_trial_follow_one_another(ask: Any, changed: Any) -> None:
    w.own_principle(changed, active=True)
    b.relationship()
    query = """query($set: Reference!, $after: Whole) {
      triedPrincipleSet(principleSet: $set, limit: 1, afterRelationship: $after) {
        following totals { affected } tried { relationship { pk } } } }"""
    first = ask(query, set=changed.pk)["triedPrincipleSet"]
    again = ask(query, set=changed.pk, after=first["following"])["triedPrincipleSet"]
    assert (first["totals"], again["totals"], again["following"]) == ({"affected": 2}, None, None)
    assert first["tried"][0]["relationship"]["pk"] < again["tried"][0]["relationship"]["pk"]


def test_one_relationship_under_a_draft(ask: Any, catering: Relationship, changed: Any) -> None:
    query = "{ relationships { edges { node { " + PROVISIONAL % changed.pk + " } } } }"
    (edge,) = ask(query)["relationships"]["edges"]
    assert edge["node"]["provisionalCompliance"][0] == {
        "principleCode": "P1",
        "provisional": True,
        "effective": "NOT_APPLICABLE",
        "effectiveInForce": "NON_COMPLIANT",
        "changed": True,
        "reasons": [{"code": "BELOW_MINIMUM_DEPTH", "text": "This principle applies from depth 3."}],
        "ways": [],
    }
    in_force = "{ relationships { edges { node { " + PROVISIONAL % set_in_force().pk + " } } } }"
    assert refusals(ask, in_force) == [("WRONG_STATE", None)]
    tried = "{ triedPrincipleSet(principleSet: 99) { provisional } }"
    assert refusals(ask, tried) == [("NOT_FOUND", "principle_set")]


def test_suggestions_stand_beside_the_rating(ask: Any, asking: Any, catering: Relationship) -> None:
    for _ in range(3):
        given = {
            "customer_interest": w.interest(catering, priority="LOW").pk,
            "supplier_interest": w.interest(catering, "SUPPLIER", priority="LOW").pk,
            "rating": "COMPATIBLE",
        }
        create_interest_pair(by=b.system(), relationship=catering, given=given)
    b.rating(None, catering, "goal_alignment", 2)
    before = FactRating.objects.count()
    query = "{ relationships { edges { node { " + SUGGESTED + " } } } }"
    alignment, complementing = ask(query)["relationships"]["edges"][0]["node"]["suggestedRatings"]
    assert alignment == {
        "fact": "goal_alignment",
        "value": 3,
        "pairCount": 3,
        "currentValue": 2,
        "currentSource": "ASSESSED",
        "differs": True,
        "takenOverBy": "rateFacts",
        "mayTakeOver": True,
        "reasons": [{"code": "AVERAGE", "text": "The 3 pairs come to 3.0 on average."}],
    }
    assert (complementing["value"], complementing["mayTakeOver"]) == (None, False)
    assert [each["code"] for each in complementing["reasons"]] == ["TOO_FEW_PAIRS"]
    reader = asking(b.user("READER"))
    (edge,) = reader(query)["relationships"]["edges"]
    assert edge["node"]["suggestedRatings"][0]["mayTakeOver"] is False
    assert FactRating.objects.count() == before


def test_a_stranger_counts_and_tries_nothing(stranger: Any, catering: Any, changed: Any) -> None:
    assert {(each["relationships"], each["pending"], each["share"]) for each in figures(stranger)} == {
        (0, 0, None)
    }
    for group_by in ("UNIT", "CATEGORY", "TYPE", "PORTFOLIO"):
        assert figures(stranger, f"(groupBy: {group_by})") == []
    assert refusals(stranger, '{ complianceFigures(unit: ["NORTH"]) { share } }') == [
        ("INVALID_FILTER", "unit")
    ]
    assert stranger("{ complianceProgress { relationships total pending } }")["complianceProgress"] == {
        "relationships": 0,
        "total": 0,
        "pending": 0,
    }
    tried = stranger(
        """query($set: Reference!) { triedPrincipleSet(principleSet: $set) {
          totals { relationships moves { count } } tried { changes { principleCode } } } }""",
        set=changed.pk,
    )["triedPrincipleSet"]
    assert tried == {"totals": {"relationships": 0, "moves": []}, "tried": []}


def test_the_number_of_statements_is_that_of_one(ask: Any, changed: Any) -> None:
    query = (
        "{"
        + FIGURES.format("(groupBy: UNIT)")
        + " complianceProgress { pending } relationships { edges { node { "
        + SUGGESTED
        + PROVISIONAL % changed.pk
        + " } } } }"
    )

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            ask(query)
        return len(captured)

    statements()
    with_one = statements()
    for _ in range(2):
        made = b.relationship(unit=b.unit())
        w.capability_pair(made)
    assert statements() == with_one
