"""Rule sets at the REST door: from draft to in force, tried out before, with refusals by cell."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest

from relationships.actions.rule_sets import activate_rule_set
from relationships.models import RuleSet
from tests import builders as b
from tests.api.rest.conftest import Caller, codes

pytestmark = pytest.mark.django_db

DEEPER = {"bands": {"2": 20, "3": 23, "tolerance": 1}, "gates": []}


@pytest.fixture
def owner(as_user: Any) -> Caller:
    return as_user(b.user("PRINCIPLE_OWNER", username="owner"))


@pytest.fixture
def ann(as_user: Any) -> Caller:
    return as_user(b.user("READER", username="ann"), "WRITE")


def test_a_rule_set_from_draft_to_in_force(owner: Caller, ann: Caller) -> None:
    b.rate(None, b.relationship())
    made = owner.post("rule-sets", {"name": "Deeper", "tables": DEEPER})
    assert made.status_code == 201, made.json()
    drafted = made.json()
    at = f"rule-sets/{drafted['id']}"
    assert (drafted["number"], drafted["state"], drafted["tables"]["bands"]["3"]) == (2, "DRAFT", 23)
    assert made["Location"].endswith(at)

    changed = owner.patch(at, {"tables": {"trust": {"SERVICE": {"base": 3}}}}, If_Match=made["ETag"])
    assert changed.json()["tables"]["trust"]["SERVICE"]["base"] == 3
    assert changed.json()["tables"]["bands"]["3"] == 23
    assert owner.patch(at, {"name": "Other"}, If_Match=made["ETag"]).status_code == 412
    cells = owner.get(f"{at}/differences").json()
    assert cells["same"] is False
    assert {"table": "trust", "cell": "trust.SERVICE.base", "old": 2, "new": 3} in cells["cells"]

    trial = owner.get(f"{at}/trial").json()
    (tried,) = trial["items"]
    assert (tried["before"]["recommended_type"], tried["after"]["recommended_type"]) == ("SERVICE", "MANAGED")
    assert tried["effects"]["verdict"] == "NOT_APPLICABLE"
    assert (trial["totals"]["relationships"], trial["totals"]["affected"], trial["next"]) == (1, 1, None)

    assert codes(owner.post(f"{at}/submit")) == [("REQUIRED", "stakeholders")]
    named = owner.put(f"{at}/stakeholders", {"users": ["ann"]}).json()
    assert ([each["user_username"] for each in named["stakeholders"]], named["awaited"]) == (["ann"], ["ann"])
    submitted = owner.post(f"{at}/submit")
    assert submitted.json()["state"] == "SUBMITTED"
    assert codes(owner.post(f"{at}/put-in-force")) == [("APPROVALS_MISSING", None)]
    assert codes(owner.post(f"{at}/approve", {})) == [("NOT_A_STAKEHOLDER", None)]
    approved = ann.post(f"{at}/approve", {"remark": "Tried."}, If_Match=submitted["ETag"]).json()
    assert (approved["approvals"][0]["remark"], approved["awaited"]) == ("Tried.", [])
    assert ann.post(f"{at}/withdraw-approval").json()["approvals"][0]["lapse"] == "WITHDRAWN"
    ann.post(f"{at}/approve", {})
    listed = ann.get(f"rule-set-approvals?rule_set={drafted['id']}&standing=true").json()["items"]
    assert [each["user_username"] for each in listed] == ["ann"]

    assert owner.get("rule-sets/recomputing").json() == {"pending": 0, "total": 1, "started_at": None}
    forced = owner.post(f"{at}/put-in-force").json()
    assert forced["state"] == "IN_FORCE"
    waiting = owner.get("rule-sets/recomputing").json()
    assert (waiting["pending"], waiting["total"]) == (1, 1)
    assert codes(owner.patch(at, {"name": "Other"})) == [("IMMUTABLE", None)]
    assert codes(owner.delete(at)) == [("IMMUTABLE", None)]


def test_wrong_cells_are_refused_all_at_once_by_their_address(owner: Caller) -> None:
    made = b.rule_set()
    tables = {
        "weights": {"access": -1},
        "gates": [{"depth": 9, "fact": "access", "at_least": 1}],
        "colour": 1,
    }
    refused = owner.patch(f"rule-sets/{made.pk}", {"tables": tables})
    assert refused.status_code == 422
    assert sorted(codes(refused)) == [
        ("RULES_INVALID", "colour"),
        ("RULES_INVALID", "gates.0.depth"),
        ("RULES_INVALID", "weights.access"),
    ]
    assert codes(owner.patch(f"rule-sets/{made.pk}", {"tables": [1]})) == [("WRONG_TYPE", "tables")]
    assert codes(owner.post("rule-sets", {"tables": DEEPER})) == [("REQUIRED", "name")]
    assert codes(owner.post("rule-sets", {"name": "A", "colour": 1})) == [("UNKNOWN_FIELD", "colour")]


def test_messages_are_in_the_language_asked_for(owner: Caller) -> None:
    made = b.rule_set()
    refused = owner.patch(f"rule-sets/{made.pk}", {"tables": {"weights": {"access": 5}}})
    assert "The weights add up to 101, not to 100." in refused.json()["errors"][0]["message"]


def test_a_draft_is_discarded(owner: Caller) -> None:
    made = b.submitted_rule_set()
    assert owner.delete(f"rule-sets/{made.pk}").status_code == 204
    assert owner.get(f"rule-sets/{made.pk}").status_code == 404
    assert not RuleSet.objects.filter(pk=made.pk).exists()


def test_only_with_a_role_and_the_scope(ann: Caller, as_user: Any) -> None:
    made = b.rule_set()
    assert codes(ann.post("rule-sets", {"name": "A"})) == [("TOKEN_SCOPE", None)]
    ben = as_user(b.user("READER"), "ADMIN")
    for act in (
        lambda: ben.post("rule-sets", {"name": "A"}),
        lambda: ben.patch(f"rule-sets/{made.pk}", {"name": "A"}),
        lambda: ben.put(f"rule-sets/{made.pk}/stakeholders", {"users": []}),
        lambda: ben.post(f"rule-sets/{made.pk}/submit"),
        lambda: ben.post(f"rule-sets/{made.pk}/put-in-force"),
        lambda: ben.delete(f"rule-sets/{made.pk}"),
    ):
        assert codes(act()) == [("NOT_ALLOWED", None)]
    nobody = as_user(b.user(), "ADMIN")
    for path in ("", "/differences", "/trial"):
        assert nobody.get(f"rule-sets/{made.pk}{path}").status_code == 404


class TestTrial:
    def test_of_what_one_sees_narrowed_by_the_conditions_of_the_list(self, as_user: Any) -> None:
        own = b.unit("OWN")
        for unit in (own, b.root()):
            b.rate(None, b.relationship(unit=unit, subject="Catering"))
        made = b.rule_set(tables=DEEPER)
        ann = as_user(b.user("READER", own))
        assert ann.get(f"rule-sets/{made.pk}/trial").json()["totals"]["relationships"] == 1
        none = ann.get(f"rule-sets/{made.pk}/trial?q=nothing").json()
        assert (none["items"], none["totals"]["relationships"]) == ([], 0)
        assert codes(ann.get(f"rule-sets/{made.pk}/trial?colour=red")) == [("UNKNOWN_PARAMETER", "colour")]
        assert codes(ann.get(f"rule-sets/{made.pk}/trial?limit=0")) == [("INVALID_FILTER", "limit")]

    def test_in_pages(self, owner: Caller) -> None:
        for _ in range(3):
            b.rate(None, b.relationship())
        made = b.rule_set(tables=DEEPER)
        first = owner.get(f"rule-sets/{made.pk}/trial?limit=2").json()
        assert (len(first["items"]), first["totals"]["affected"]) == (2, 3)
        second = owner.get(first["next"].removeprefix("http://testserver/api/v1/")).json()
        assert (len(second["items"]), second["totals"], second["next"]) == (1, None, None)

    def test_of_too_many_is_refused(self, owner: Caller) -> None:
        b.relationship()
        made = b.rule_set()
        with mock.patch("relationships.trials.MOST", 0):
            refused = owner.get(f"rule-sets/{made.pk}/trial")
        assert (refused.status_code, codes(refused)) == (422, [("TRIAL_TOO_LARGE", None)])


def test_reading_one_takes_the_same_queries_whoever_approved(owner: Caller, queries: Any) -> None:
    made = b.approved_rule_set()
    owner.get("me")
    with queries(6):
        assert owner.get(f"rule-sets/{made.pk}").status_code == 200
    many = b.submitted_rule_set(*(b.user("READER") for _ in range(3)))
    with queries(6):
        assert len(owner.get(f"rule-sets/{many.pk}").json()["stakeholders"]) == 3


def test_the_one_before_stays_to_be_read(owner: Caller) -> None:
    first = RuleSet.objects.get(number=1)
    activate_rule_set(by=b.system(b.NOW + timedelta(days=1)), rule_set=b.approved_rule_set())
    assert owner.get(f"rule-sets/{first.pk}").json()["state"] == "SUPERSEDED"
