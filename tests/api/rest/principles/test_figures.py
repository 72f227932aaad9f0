"""Figures, progress, try-outs and suggestions over REST."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from principles.actions.interests import create_interest_pair
from principles.actions.principles import change_principle
from principles.models import Compliance
from principles.queries.sets import set_in_force
from relationships.history import keep
from relationships.models import FactRating, Relationship
from tests import builders as b
from tests.api.rest.conftest import Caller, codes
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db
FIGURES = "compliance/figures"


@pytest.fixture
def catering(fixed_clock: datetime) -> Relationship:
    """Depth 2, in operation; nothing but a benefit of our own is recorded: P1 is not complied with."""
    made = b.relationship(unit=b.unit("NORTH"), phase="OPERATION", subject="Catering")
    b.rate(None, made)
    b.classification(None, made)
    w.benefit(made, beneficiary="OWN", effect=2)
    return made


@pytest.fixture
def stranger(as_user: Any) -> Caller:
    return as_user(b.user("ADMINISTRATOR", b.unit("WEST")))


def items(answer: Any) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.json()
    return answer.json()["items"]


class TestFigures:
    def test_a_line_is_flat(self, admin: Caller, catering: Relationship) -> None:
        b.relationship()
        line = items(admin.get(f"{FIGURES}?unit=NORTH&group_by=UNIT"))[0]
        assert line == {
            "on": None,
            "group": catering.unit_id,
            "group_code": "NORTH",
            "group_name": "Unit NORTH",
            "principle_code": "P1",
            "theme": "Mutuality",
            "recorded": True,
            "relationships": 1,
            "compliant": 0,
            "partly": 0,
            "non_compliant": 1,
            "explained": 0,
            "not_assessable": 0,
            "not_applicable": 0,
            "pending": 0,
            "computed_compliant": 0,
            "computed_partly": 0,
            "computed_non_compliant": 1,
            "computed_not_assessable": 0,
            "computed_not_applicable": 0,
            "applicable": 1,
            "assessable": 1,
            "share": 1.0,
        }

    def test_names_are_in_the_language_asked_for(self, admin: Caller, catering: Relationship) -> None:
        line = items(admin.get(f"{FIGURES}?group_by=TYPE", Accept_Language="nl"))[0]
        assert (line["group_code"], line["group_name"], line["theme"]) == (
            "SERVICE",
            "Standaardlevering op contract",
            "Wederkerigheid",
        )

    def test_a_series_says_what_is_not_known(self, admin: Caller, catering: Relationship) -> None:
        current = set_in_force()
        current.in_force_from = datetime(2026, 1, 1, tzinfo=UTC)
        keep(current, b.system())
        Compliance.objects.update(since=datetime(2026, 8, 10, tzinfo=UTC))
        lines = items(admin.get(f"{FIGURES}?from=2026-07-01&to=2026-09-30&step=MONTH"))[::9]
        assert [(each["on"], each["recorded"], each["non_compliant"], each["share"]) for each in lines] == [
            ("2026-07-31", False, None, None),
            ("2026-08-31", True, 1, 1.0),
            ("2026-09-30", True, 1, 1.0),
        ]
        (line, *_) = items(admin.get(f"{FIGURES}?on=2026-08-10"))
        assert (line["on"], line["relationships"]) == ("2026-08-10", 1)

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ("group_by=COLOUR", [("INVALID_FILTER", "group_by")]),
            ("group_by=UNIT&group_by=TYPE", [("INVALID_FILTER", "group_by")]),
            ("on=", [("INVALID_FILTER", "on")]),
            ("on=2026-11-21", [("INVALID_FILTER", "on")]),
            ("on=2026-11-01&step=YEAR", [("INVALID_FILTER", "on")]),
            ("from=1900-01-01", [("INVALID_FILTER", "from")]),
            ("from=%00&to=x", [("INVALID_FILTER", "from"), ("INVALID_FILTER", "to")]),
            ("colour=red", [("UNKNOWN_PARAMETER", "colour")]),
            ("ordering=id", [("UNKNOWN_PARAMETER", "ordering")]),
            ("limit=3", [("UNKNOWN_PARAMETER", "limit")]),
            ("unit=NOWHERE", [("INVALID_FILTER", "unit")]),
        ],
    )
    def test_what_cannot_be_used_is_refused(
        self, admin: Caller, fixed_clock: datetime, asked: str, expected: list[Any]
    ) -> None:
        refused = admin.get(f"{FIGURES}?{asked}")
        assert (refused.status_code, codes(refused)) == (400, expected)

    def test_a_stranger_counts_nothing(self, stranger: Caller, catering: Relationship) -> None:
        lines = items(stranger.get(FIGURES))
        assert {(each["relationships"], each["pending"], each["share"]) for each in lines} == {(0, 0, None)}
        for group_by in ("UNIT", "CATEGORY", "TYPE", "PORTFOLIO"):
            assert items(stranger.get(f"{FIGURES}?group_by={group_by}")) == []
        hidden = stranger.get(f"{FIGURES}?unit=NORTH")
        assert (hidden.status_code, codes(hidden)) == (400, [("INVALID_FILTER", "unit")])

    def test_the_number_of_statements_is_that_of_one(self, admin: Caller, catering: Relationship) -> None:
        def statements() -> int:
            with CaptureQueriesContext(connection) as captured:
                items(admin.get(f"{FIGURES}?group_by=UNIT&step=MONTH"))
            return len(captured)

        statements()
        with_one = statements()
        for _ in range(2):
            b.relationship(unit=b.unit())
        assert statements() == with_one


class TestProgress:
    def test_it_tells_how_much_is_pending(self, admin: Caller, catering: Relationship) -> None:
        Compliance.objects.filter(relationship=catering).update(result="PENDING", effective="PENDING")
        b.relationship()
        assert admin.get("compliance/progress").json() == {
            "relationships": 2,
            "relationships_pending": 1,
            "total": 18,
            "computed": 9,
            "pending": 9,
            "running": False,
        }
        assert admin.get("compliance/progress?unit=NORTH").json()["computed"] == 0

    def test_a_stranger_counts_nothing(self, stranger: Caller, catering: Relationship) -> None:
        assert set(stranger.get("compliance/progress").json().values()) == {0}


class TestTrial:
    @pytest.fixture
    def changed(self, catering: Relationship) -> Any:
        made = w.draft(b.user("READER"))
        principle = made.principles.get(code="P1")
        change_principle(by=b.system(), principle=principle, given={"minimum_depth": 3})
        return made

    def test_totals_and_the_relationships_that_would_change(
        self, admin: Caller, catering: Relationship, changed: Any
    ) -> None:
        b.relationship()
        found = admin.get(f"principle-sets/{changed.pk}/trial").json()
        assert (found["provisional"], found["next"]) == (True, None)
        assert (found["totals"]["relationships"], found["totals"]["affected"]) == (2, 1)
        assert {
            "principle_code": "P1",
            "old": "NON_COMPLIANT",
            "new": "NOT_APPLICABLE",
            "count": 1,
        } in found["totals"]["moves"]
        assert found["items"] == [
            {
                "relationship": catering.pk,
                "unit": "NORTH",
                "party": catering.party.name,
                "subject": "Catering",
                "changes": [
                    {
                        "principle_code": "P1",
                        "result": "NOT_APPLICABLE",
                        "effective": "NOT_APPLICABLE",
                        "result_in_force": "NON_COMPLIANT",
                        "effective_in_force": "NON_COMPLIANT",
                        "changed": True,
                        "provisional": True,
                    }
                ],
            }
        ]

    def test_pages_follow_their_address(self, admin: Caller, changed: Any) -> None:
        w.own_principle(changed, active=True)
        for _ in range(2):
            b.relationship()
        answer = admin.get(f"principle-sets/{changed.pk}/trial?limit=2").json()
        assert len(answer["items"]) == 2
        rest = admin.get(answer["next"].partition("/api/v1/")[2]).json()
        assert (len(rest["items"]), rest["next"], rest["totals"]) == (1, None, None)

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ("limit=0", (400, [("INVALID_FILTER", "limit")])),
            ("limit=1001", (400, [("INVALID_FILTER", "limit")])),
            ("after=x", (400, [("INVALID_FILTER", "after")])),
            ("portfolio=77", (400, [("INVALID_FILTER", "portfolio")])),
        ],
    )
    def test_what_cannot_be_used_is_refused(
        self, admin: Caller, changed: Any, asked: str, expected: Any
    ) -> None:
        refused = admin.get(f"principle-sets/{changed.pk}/trial?{asked}")
        assert (refused.status_code, codes(refused)) == expected

    def test_a_set_in_force_is_not_tried(self, admin: Caller, catering: Relationship) -> None:
        number = set_in_force().pk
        refused = admin.get(f"principle-sets/{number}/trial")
        assert (refused.status_code, codes(refused)) == (409, [("WRONG_STATE", None)])
        refused = admin.get(f"relationships/{catering.pk}/compliance/provisional?principle_set={number}")
        assert (refused.status_code, codes(refused)) == (409, [("WRONG_STATE", None)])

    def test_a_stranger_tries_nothing(self, stranger: Caller, catering: Any, changed: Any) -> None:
        found = stranger.get(f"principle-sets/{changed.pk}/trial").json()
        assert (found["items"], found["totals"]) == ([], {"relationships": 0, "affected": 0, "moves": []})
        for path in ("compliance/provisional?principle_set=1", "suggestions"):
            assert stranger.get(f"relationships/{catering.pk}/{path}").status_code == 404

    def test_one_relationship_under_a_draft(self, admin: Caller, catering: Any, changed: Any) -> None:
        at = f"relationships/{catering.pk}/compliance/provisional"
        found = admin.get(f"{at}?principle_set={changed.pk}").json()
        assert (found["relationship"], found["principle_set"], found["provisional"]) == (
            catering.pk,
            changed.pk,
            True,
        )
        first = found["answers"][0]
        assert {name: first[name] for name in ("principle_code", "effective", "effective_in_force")} == {
            "principle_code": "P1",
            "effective": "NOT_APPLICABLE",
            "effective_in_force": "NON_COMPLIANT",
        }
        assert first["reasons"][0]["text"] == "This principle applies from depth 3."
        assert codes(admin.get(at)) == [("INVALID_FILTER", "principle_set")]
        assert codes(admin.get(f"{at}?principle_set=99")) == [("INVALID_FILTER", "principle_set")]


class TestSuggestions:
    def test_they_stand_beside_the_rating_with_the_act_that_takes_them_over(
        self, admin: Caller, as_user: Any, catering: Relationship
    ) -> None:
        for _ in range(3):
            given = {
                "customer_interest": w.interest(catering, priority="LOW").pk,
                "supplier_interest": w.interest(catering, "SUPPLIER", priority="LOW").pk,
                "rating": "SHARED",
            }
            create_interest_pair(by=b.system(), relationship=catering, given=given)
        before = FactRating.objects.count()
        found = admin.get(f"relationships/{catering.pk}/suggestions").json()
        assert (found["relationship"], found["may_take_over"]) == (catering.pk, True)
        assert found["suggestions"][0] == {
            "fact": "goal_alignment",
            "value": 5,
            "reasons": [
                {
                    "code": "AVERAGE",
                    "params": {"count": 3, "average": "5.0"},
                    "text": "The 3 pairs come to 5.0 on average.",
                }
            ],
            "pairs": {"SHARED": 3, "COMPATIBLE": 0, "CONFLICTING": 0},
            "current_value": 3,
            "current_source": "ASSESSED",
            "differs": True,
            "take_over": {
                "method": "POST",
                "address": f"/api/v1/relationships/{catering.pk}/facts",
                "body": {"ratings": {"goal_alignment": 5}},
            },
        }
        assert (found["suggestions"][1]["value"], found["suggestions"][1]["take_over"]) == (None, None)
        assert FactRating.objects.count() == before
        act = found["suggestions"][0]["take_over"]
        reader = as_user(b.user("READER"))
        assert reader.get(f"relationships/{catering.pk}/suggestions").json()["may_take_over"] is False
        path = act["address"].removeprefix("/api/v1/")
        assert reader.post(path, act["body"]).status_code == 403
        assert admin.post(path, act["body"]).status_code == 201
        again = admin.get(f"relationships/{catering.pk}/suggestions").json()["suggestions"][0]
        assert (again["current_value"], again["differs"], again["take_over"]) == (5, False, None)


def test_days_of_a_series_end_where_the_registry_stands(admin: Caller, fixed_clock: datetime) -> None:
    lines = items(admin.get(f"{FIGURES}?step=QUARTER"))
    assert [each["on"] for each in lines[::9]] == [
        "2025-12-31",
        "2026-03-31",
        "2026-06-30",
        "2026-09-30",
    ]
