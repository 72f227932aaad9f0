"""Rule sets in GraphQL: the same acts and refusals as at every door."""

from __future__ import annotations

from typing import Any

import pytest

from relationships.queries.rules import rule_set_in_force
from tests import builders as b

pytestmark = pytest.mark.django_db

_ERRORS = "ok errors { code field }"


@pytest.fixture
def owner(asking: Any) -> Any:
    return asking(b.user("PRINCIPLE_OWNER", username="owner"))


def test_a_rule_set_from_draft_to_in_force(owner: Any, asking: Any) -> None:
    relationship = b.relationship(subject="Catering")
    b.rate(None, relationship)
    ann = asking(b.user("READER", username="ann"))
    made = owner(
        """mutation { draftRuleSet(input: {name: "D", tables: {bands: {_3: 1}}}) { ok errors { field } } }""",
    )["draftRuleSet"]
    assert made == {"ok": False, "errors": [{"field": "bands._3"}]}
    tables = {"bands": {"2": 20, "3": 23, "tolerance": 1}, "gates": []}
    made = owner(
        f'mutation ($tables: Json) {{ draftRuleSet(input: {{name: "Deeper", tables: $tables}}) '
        f"{{ {_ERRORS} ruleSet {{ id number state version tables }} }} }}",
        tables=tables,
    )["draftRuleSet"]
    assert (made["ok"], made["ruleSet"]["number"], made["ruleSet"]["state"]) == (True, 2, "DRAFT")
    assert made["ruleSet"]["tables"]["bands"]["3"] == 23
    pk = made["ruleSet"]["id"]

    compared = owner(
        "query ($old: Reference!, $new: Reference!) "
        "{ comparedRuleSets(old: $old, new: $new) { same cells { cell old new } } }",
        old=rule_set_in_force().pk,
        new=pk,
    )["comparedRuleSets"]
    assert compared["same"] is False
    assert compared["cells"][0] == {"cell": "bands.2", "old": 30, "new": 20}

    tried = owner(
        "query ($id: Reference!) { triedRuleSet(ruleSet: $id) { following tried { relationship { subject } "
        "before { recommendedType neededDepth verdict } after { recommendedType neededDepth } "
        "effects { recommendedType verdict } } "
        "totals { relationships affected aspects { aspect changed notApplicable moves { old new count } } } "
        "} }",
        id=pk,
    )["triedRuleSet"]
    (row,) = tried["tried"]
    assert row == {
        "relationship": {"subject": "Catering"},
        "before": {"recommendedType": "SERVICE", "neededDepth": 2, "verdict": "UNCLASSIFIED"},
        "after": {"recommendedType": "MANAGED", "neededDepth": 3},
        "effects": {"recommendedType": "CHANGED", "verdict": "NOT_APPLICABLE"},
    }
    assert (tried["totals"]["relationships"], tried["totals"]["affected"], tried["following"]) == (1, 1, None)
    assert tried["totals"]["aspects"][0] == {
        "aspect": "recommended_type",
        "changed": 1,
        "notApplicable": 0,
        "moves": [{"old": "SERVICE", "new": "MANAGED", "count": 1}],
    }

    named = owner(
        'mutation ($id: Reference!) { nameRuleSetStakeholders(ruleSet: $id, input: {users: ["ann"]}) '
        f"{{ {_ERRORS} stakeholders {{ user {{ username }} approval {{ remark }} }} }} }}",
        id=pk,
    )["nameRuleSetStakeholders"]
    assert named["stakeholders"] == [{"user": {"username": "ann"}, "approval": None}]

    def act(who: Any, name: str, more: str = "", argument: str = "id") -> Any:
        asked = f"mutation ($id: Reference!) {{ {name}({argument}: $id{more}) {{ {_ERRORS} }} }}"
        return who(asked, id=pk)[name]

    assert act(owner, "submitRuleSet")["ok"] is True
    assert act(owner, "activateRuleSet")["errors"] == [{"code": "APPROVALS_MISSING", "field": None}]
    assert act(owner, "approveRuleSet")["errors"] == [{"code": "NOT_A_STAKEHOLDER", "field": None}]
    assert act(ann, "approveRuleSet", ', remark: "Tried."')["ok"] is True
    assert act(ann, "withdrawRuleSetApproval", argument="ruleSet")["ok"] is True
    assert act(ann, "approveRuleSet")["ok"] is True
    assert owner("{ recomputing { pending total startedAt } }")["recomputing"]["pending"] == 0
    assert act(owner, "activateRuleSet")["ok"] is True
    assert owner("{ recomputing { pending total } }")["recomputing"] == {"pending": 1, "total": 1}
    assert act(owner, "discardRuleSet")["errors"] == [{"code": "IMMUTABLE", "field": None}]


def test_wrong_cells_are_refused_by_their_address(owner: Any) -> None:
    made = b.rule_set()
    changed = owner(
        "mutation ($id: Reference!, $tables: Json) { changeRuleSet(id: $id, input: {tables: $tables}) "
        f"{{ {_ERRORS} }} }}",
        id=made.pk,
        tables={"weights": {"access": -1}, "caps": {"attitude": {"4": 9}}},
    )["changeRuleSet"]
    assert (changed["ok"], sorted(each["field"] for each in changed["errors"])) == (
        False,
        ["caps.attitude.4", "weights.access"],
    )


def test_who_sees_nothing_tries_nothing(asking: Any) -> None:
    b.rate(None, b.relationship())
    made = b.rule_set(tables={"bands": {"2": 20, "3": 25}})
    ann = asking(b.user("READER", b.unit("OWN"), username="ann"))
    tried = ann(
        "query ($id: Reference!) { triedRuleSet(ruleSet: $id) { tried { relationship { pk } } "
        "totals { relationships } } recomputing { total } }",
        id=made.pk,
    )
    assert tried == {
        "triedRuleSet": {"tried": [], "totals": {"relationships": 0}},
        "recomputing": {"total": 0},
    }
