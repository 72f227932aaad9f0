"""Principles by GraphQL: a set from draft to force, evidence, comply or explain, and days in the past."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from principles import compliance
from principles.models import DiscouragedWord, PrincipleSet
from tests import builders
from tests.principles import worlds as w

pytestmark = pytest.mark.usefixtures("fixed_clock")

ERRORS = "ok errors { code field message }"
COMPLIANCE = """query($of: [Reference!], $principle: [Text!], $day: Day) {
  relationships(id: $of) { edges { node {
  compliance(principle: $principle) { edges { node { principle { code } result effective label pending
    reasons { code text params } ways { code text params }
    dutch: reasons(language: "nl") { text } judgement { result } explanation { state } } } }
  complianceOn(day: $day) { principle { code } result effective reasons { code } until } } } } }"""
WRITE = """mutation($of: Reference!, $input: ExplanationInput!) {
  writeExplanation(relationship: $of, input: $input) {
  ok errors { code field message } explanation { id version state author { username } } } }"""
APPROVE = """mutation($id: Reference!, $version: Int) { approveExplanation(id: $id, version: $version) {
  ok errors { code field message } explanation { state approver { username }
    seen { chosenType trustTarget } } } }"""


def act(name: str, arguments: str, gives: str, variables: str = "") -> str:
    """A document with one mutation."""
    declared = f"({variables})" if variables else ""
    return f"mutation{declared} {{ {name}({arguments}) {{ {ERRORS} {gives} }} }}"


@pytest.fixture
def team(db: None) -> dict[str, Any]:
    """A relationship of depth 3, ten days ago, and who works with it."""
    by = builders.system(builders.NOW - timedelta(days=10))
    care = builders.unit("CARE")
    relationship = builders.relationship(by, unit=care, subject="Cleaning", phase="OPERATION")
    builders.classification(by, relationship, "MANAGED", 3)
    return {
        "relationship": relationship,
        "manager": builders.user("ACCOUNT_MANAGER", care, username="ann"),
        "lead": builders.user("SOURCING_MANAGER", care, username="bob"),
    }


def told(asks: Any, relationship: Any, code: str, day: str | None = None) -> tuple[dict, dict]:
    """The answer under one principle now, and as it was on a day."""
    (edge,) = asks(COMPLIANCE, of=[relationship.pk], principle=[code], day=day)["relationships"]["edges"]
    ((now,), before) = edge["node"]["compliance"]["edges"], edge["node"]["complianceOn"]
    return now["node"], next((each for each in before if each["principle"]["code"] == code), {})


def test_a_set_is_drafted_approved_by_three_and_comes_into_force(asking, team) -> None:
    owner = asking(builders.user("PRINCIPLE_OWNER", username="owner"))
    three = [builders.user("READER", username=name) for name in ("legal", "finance", "works")]
    drafted = owner.done(
        act("draftPrincipleSet", 'input: {name: "Principles of 2027"}', "principleSet { id number state }")
    )["principleSet"]
    of, declared = {"of": drafted["id"]}, "$of: Reference!, $input: "
    owner.done(
        act("changePrincipleSet", "id: $of, input: $input", "", declared + "PrincipleSetInput!"),
        **of,
        input={"limits": {"review_months": 6, "stage_days": {"3": 45}}},
    )
    own = owner.done(
        act(
            "addPrinciple",
            "principleSet: $of, input: $input",
            "principle { id }",
            declared + "PrincipleInput!",
        ),
        **of,
        input={"code": "OWN1", "observationNl": "Wij zijn klein.", "principleNl": "Houd het eenvoudig."},
    )["principle"]
    owner.done(act("activatePrinciple", f'id: "{own["id"]}"', "principle { active }"))
    named = owner.done(
        act(
            "nameStakeholders",
            "principleSet: $of, input: $input",
            "stakeholders { user { username } approval { id } }",
            declared + "StakeholdersInput!",
        ),
        **of,
        input={"users": ["legal", three[1].pk, "works"]},
    )["stakeholders"]
    owner.done(act("submitPrincipleSet", "id: $of", "", "$of: Reference!"), **of)

    force = act("putPrincipleSetInForce", "id: $of", "principleSet { state }", "$of: Reference!")
    approve = act(
        "approvePrincipleSet",
        'id: $of, remark: "Agreed."',
        "approval { user { username } remark lapsedAt }",
        "$of: Reference!",
    )
    assert owner.refused(force, **of) == [("APPROVALS_MISSING", None)]
    for user in three:
        given = asking(user, scope="WRITE").done(approve, **of)["approval"]
        assert given == {"user": {"username": user.username}, "remark": "Agreed.", "lapsedAt": None}
    assert owner.refused(approve, **of) == [("NOT_A_STAKEHOLDER", None)]
    assert owner.done(force, **of)["principleSet"] == {"state": "IN_FORCE"}

    assert [each["user"]["username"] for each in named] == ["legal", "finance", "works"]
    assert [each["approval"] for each in named] == [None, None, None]
    found = owner(
        """{ principleSets(state: [IN_FORCE, SUPERSEDED]) { edges { node { number state
          limits { reviewMonths stageDays { depth days } }
          principles(code: ["OWN1"]) { edges { node { principle observation principleEn } } }
          stakeholders { edges { node { user { username } approval { remark } } } } } } } }"""
    )["principleSets"]["edges"]
    before, now = (each["node"] for each in found)
    assert (before["number"], before["state"], now["number"], now["state"]) == (
        1,
        "SUPERSEDED",
        2,
        "IN_FORCE",
    )
    assert now["limits"]["reviewMonths"] == 6
    assert {"depth": 3, "days": 45} in now["limits"]["stageDays"]
    assert now["principles"]["edges"] == [
        {"node": {"principle": "Houd het eenvoudig.", "observation": "Wij zijn klein.", "principleEn": None}}
    ]
    assert now["stakeholders"]["edges"][0]["node"] == {
        "user": {"username": "legal"},
        "approval": {"remark": "Agreed."},
    }

    pending, _ = told(owner, team["relationship"], "P2")
    assert (pending["effective"], pending["pending"], pending["reasons"]) == ("PENDING", True, [])
    compliance.compute_due(builders.NOW)
    computed, _ = told(owner, team["relationship"], "P2")
    assert (computed["effective"], computed["pending"]) == ("NOT_ASSESSABLE", False)


def test_what_differs_between_two_sets(ask) -> None:
    drafted = w.draft()
    w.own_principle(drafted)

    found = ask(
        """query($new: Reference!) { comparedPrincipleSets(old: 1, new: $new) {
          same old { number } new { number }
          limits { field old new } principles { code act fields { field old new } } } }""",
        new=drafted.pk,
    )["comparedPrincipleSets"]

    assert (found["same"], found["limits"]) == (False, [])
    assert (found["old"], found["new"]) == ({"number": 1}, {"number": 2})
    (own,) = found["principles"]
    assert (own["code"], own["act"]) == ("OWN1", "ADDED")
    assert {"field": "principle_en", "old": None, "new": "Keep it simple."} in own["fields"]


def test_sets_that_are_not_there_are_not_compared(ask) -> None:
    answer = ask.answer('{ comparedPrincipleSets(old: 1000, new: "two") { same } }')

    assert [each["extensions"] for each in answer["errors"]] == [
        {"code": "NOT_FOUND", "field": "old", "classification": "NOT_FOUND"},
        {"code": "NOT_FOUND", "field": "new", "classification": "NOT_FOUND"},
    ]


def test_reasons_and_ways_are_sentences_in_the_language_asked_for(asking, team) -> None:
    asks = asking(team["manager"])

    found, _ = told(asks, team["relationship"], "P2")

    assert (found["result"], found["label"]) == ("NOT_ASSESSABLE", "Not assessable")
    assert found["reasons"][0] == {
        "code": "SIDE_WITHOUT_INTEREST",
        "text": "No interest or goal of the customer is recorded.",
        "params": {"side": "CUSTOMER"},
    }
    assert found["ways"][0] == {
        "code": "RECORD_INTEREST",
        "text": "Ask for and record the main interest or goal of the customer.",
        "params": {"side": "CUSTOMER"},
    }
    assert found["dutch"][0]["text"].startswith("Er is geen belang of doel van de klant")


def test_evidence_an_explanation_and_the_day_before(asking, team) -> None:
    manager, lead = asking(team["manager"]), asking(team["lead"])
    relationship = team["relationship"]
    of = {"of": relationship.pk}
    interests = [
        manager.done(
            act(
                "createInterest",
                "relationship: $of, input: $input",
                "interest { id side kind disclosed }",
                "$of: Reference!, $input: InterestInput!",
            ),
            **of,
            input={
                "side": side,
                "kind": "GOAL",
                "description": "Rest",
                "priority": "HIGH",
                "disclosed": True,
            },
        )["interest"]
        for side in ("CUSTOMER", "SUPPLIER")
    ]
    manager.done(
        act(
            "createInterestPair",
            "relationship: $of, input: $input",
            "interestPair { rating customerInterest { description } }",
            "$of: Reference!, $input: InterestPairInput!",
        ),
        **of,
        input={
            "customerInterest": interests[0]["id"],
            "supplierInterest": interests[1]["id"],
            "rating": "CONFLICTING",
        },
    )
    now, before = told(manager, relationship, "P2", "2026-11-15")
    assert now["effective"] == "NON_COMPLIANT"
    assert [each["code"] for each in now["reasons"]] == ["HIGH_CONFLICT_WITHOUT_ARRANGEMENT"]
    assert before["effective"] == "NOT_ASSESSABLE"
    assert before["reasons"][0] == {"code": "SIDE_WITHOUT_INTEREST"}
    assert before["until"] is not None

    given = {
        "principle": w.principle("P2").pk,
        "reason": "They merge this year.",
        "instead": "We meet each month.",
        "validUntil": "2027-06-30",
    }
    written = manager.done(WRITE, **of, input=given)["explanation"]
    assert (written["state"], written["author"]) == ("AWAITING_APPROVAL", {"username": "ann"})
    assert manager.refused(APPROVE, id=written["id"]) == [("NOT_ALLOWED", None)]
    own = lead.done(WRITE, **of, input=given)["explanation"]
    assert lead.refused(APPROVE, id=own["id"]) == [("OWN_EXPLANATION", None)]
    assert lead.refused(APPROVE, id=written["id"]) == [("LAPSED", None)]
    written = manager.done(WRITE, **of, input=given)["explanation"]
    assert lead.refused(APPROVE, id=written["id"], version=9) == [("STALE", "version")]
    assert lead.done(APPROVE, id=written["id"], version=written["version"])["explanation"] == {
        "state": "STANDING",
        "approver": {"username": "bob"},
        "seen": {"chosenType": "MANAGED", "trustTarget": 3},
    }
    now, _ = told(manager, relationship, "P2")
    assert (now["result"], now["effective"], now["label"]) == ("NON_COMPLIANT", "EXPLAINED", "Explained")
    assert now["explanation"] == {"state": "STANDING"}

    w.interest(relationship)
    now, _ = told(manager, relationship, "P2")
    assert (now["effective"], now["explanation"]) == ("NON_COMPLIANT", None)
    lapsed = manager(
        "query($of: [Reference!]) { explanations(relationship: $of, state: LAPSED) {"
        " edges { node { pk state lapse } } } }",
        **of,
    )["explanations"]["edges"]
    assert {each["node"]["lapse"] for each in lapsed} == {"REPLACED", "RECORD_CHANGED"}


def test_a_person_judges_otherwise_and_takes_that_back(asking, team) -> None:
    manager, relationship = asking(team["manager"]), team["relationship"]
    judged = manager.done(
        act(
            "judgeCompliance",
            "relationship: $of, input: $input",
            "judgement { id version principleCode judgedBy { username } }",
            "$of: Reference!, $input: JudgementInput!",
        ),
        of=relationship.pk,
        input={"principle": w.principle("P2").pk, "result": "COMPLIANT", "reason": "Seen on site."},
    )["judgement"]

    now, _ = told(manager, relationship, "P2")
    assert (now["result"], now["effective"], now["judgement"]) == (
        "NOT_ASSESSABLE",
        "COMPLIANT",
        {"result": "COMPLIANT"},
    )
    assert (judged["principleCode"], judged["judgedBy"]) == ("P2", {"username": "ann"})
    withdraw = act("withdrawJudgement", "id: $id", "judgement { withdrawnAt }", "$id: Reference!")
    manager.done(withdraw, id=judged["id"])
    assert manager.refused(withdraw, id=judged["id"]) == [("ALREADY_WITHDRAWN", None)]
    assert told(manager, relationship, "P2")[0]["effective"] == "NOT_ASSESSABLE"


def test_a_plan_with_stages_and_a_gate(asking, team) -> None:
    manager, lead = asking(team["manager"]), asking(team["lead"])
    plan = manager.done(
        act(
            "createDevelopmentPlan",
            "relationship: $of, input: $input",
            "developmentPlan { id raises }",
            "$of: Reference!, $input: DevelopmentPlanInput!",
        ),
        of=team["relationship"].pk,
        input={"title": "To outcomes", "raises": ["goal_alignment"]},
    )["developmentPlan"]
    stage = manager.done(
        act(
            "addStage",
            "plan: $of, input: $input",
            "stage { id label backDated approver { username } }",
            "$of: Reference!, $input: StageInput!",
        ),
        of=plan["id"],
        input={
            "kind": "ALIGN_INTERESTS",
            "startedOn": "2026-11-01",
            "doneOn": "2026-11-19",
            "approver": "bob",
        },
    )["stage"]
    gate = act("approveStage", "id: $id", "stage { approvedOn }", "$id: Reference!")

    assert plan["raises"] == ["goal_alignment"]
    assert (stage["label"], stage["backDated"], stage["approver"]) == (
        "align interests",
        True,
        {"username": "bob"},
    )
    assert manager.refused(gate, id=stage["id"]) == [("NOT_THE_APPROVER", None)]
    assert lead.done(gate, id=stage["id"])["stage"] == {"approvedOn": "2026-11-20"}
    abandon = act(
        "abandonDevelopmentPlan",
        "id: $id, input: $input",
        "developmentPlan { abandonedOn abandonedReason }",
        "$id: Reference!, $input: AbandonmentInput!",
    )
    assert manager.refused(abandon, id=plan["id"], input={}) == [("REQUIRED", "reason")]
    assert manager.done(abandon, id=plan["id"], input={"reason": "Sold."})["developmentPlan"] == {
        "abandonedOn": "2026-11-20",
        "abandonedReason": "Sold.",
    }


def test_labels_found_and_dismissed(asking, team) -> None:
    manager, relationship = asking(team["manager"]), team["relationship"]
    builders.contract(None, relationship, number="1", title="HR Partners BV", description="Our partner.")
    query = """query($of: [Reference!]) { relationships(id: $of) { edges { node {
      foundLabels { place word text hint } } } } }"""

    (edge,) = manager(query, of=[relationship.pk])["relationships"]["edges"]
    title = {"place": "TITLE", "word": "Partners", "text": "HR Partners BV", "hint": False}
    hint = {"place": "TEXT", "word": "partner", "text": "Our partner.", "hint": True}
    assert edge["node"]["foundLabels"] == [title, hint]

    manager.done(
        act(
            "dismissLabel",
            "relationship: $of, input: $input",
            "labelDismissal { word }",
            "$of: Reference!, $input: LabelDismissalInput!",
        ),
        of=relationship.pk,
        input={"place": "TITLE", "word": "Partners", "text": "HR Partners BV", "reason": "Legal name."},
    )
    (edge,) = manager(query, of=[relationship.pk])["relationships"]["edges"]
    assert edge["node"]["foundLabels"] == [hint]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ('"2026-11-21"', "DATE_IN_FUTURE"),
        ('"9999-12-31"', "DATE_IN_FUTURE"),
        ('"10000-01-01"', "DATE_OUT_OF_RANGE"),
        ('"2026-02-30"', "DATE_INVALID"),
        ("5", "DATE_INVALID"),
        ('["2026-01-01"]', "WRONG_TYPE"),
    ],
)
def test_a_day_that_cannot_be_asked_about(ask, team, day: str, code: str) -> None:
    answer = ask.answer(
        f"{{ relationships {{ edges {{ node {{ complianceOn(day: {day}) {{ result }} }} }} }} }}"
    )

    assert [(each["extensions"]["code"], each["extensions"]["field"]) for each in answer["errors"]] == [
        (code, "day")
    ]


def test_before_a_relationship_was_there_nothing_held(ask, team) -> None:
    _, before = told(ask, team["relationship"], "P2", "2026-01-01")

    assert before == {}


def test_days_in_the_past_of_many_relationships_in_two_queries_more(ask, queries) -> None:
    relationships = [
        builders.relationship(builders.system(builders.NOW - timedelta(days=9))) for _ in range(3)
    ]
    for each in relationships:
        w.benefit(each)
    ask("{ me { pk } }")
    query = """query($day: Day, $of: [Reference!]) { relationships(id: $of) { edges { node {
      complianceOn(day: $day) { result principle { code } } } } } }"""

    for of in (relationships[:1], relationships):
        with queries(5):  # the token; the relationships; what stands, what stood; the principles
            found = ask(query, day="2026-11-15", of=[each.pk for each in of])
        assert [len(edge["node"]["complianceOn"]) for edge in found["relationships"]["edges"]] == [9] * len(
            of
        )


def test_governing_takes_the_scope_admin_and_evidence_does_not(asking, team) -> None:
    owner = builders.user("ADMINISTRATOR", username="owner")
    asks = asking(owner, scope="WRITE")

    answer = asks.answer(act("draftPrincipleSet", 'input: {name: "Mine"}', ""))
    benefit = act(
        "createBenefit",
        "relationship: $of, input: $input",
        "benefit { effect }",
        "$of: Reference!, $input: BenefitInput!",
    )

    assert [each["extensions"]["code"] for each in answer["errors"]] == ["TOKEN_SCOPE"]
    assert PrincipleSet.objects.count() == 1
    given = {"beneficiary": "THEM", "description": "Steady work", "effect": 3}
    assert asks.done(benefit, of=team["relationship"].pk, input=given)["benefit"] == {"effect": 3}


def test_words_of_the_list_are_kept_by_owners_of_principles(asking, ask) -> None:
    add = act(
        "addDiscouragedWord", "input: {language: en, word: Ally}", "discouragedWord { id word language }"
    )
    reader = asking(builders.user("READER"))

    assert reader.refused(add) == [("NOT_ALLOWED", None)]
    word = ask.done(add)["discouragedWord"]
    assert (word["word"], word["language"]) == ("ally", "en")
    assert ask.refused(add) == [("DUPLICATE", "word")]
    remove = act("removeDiscouragedWord", "id: $id", "removedId", "$id: Reference!")
    assert ask.done(remove, id=word["id"])["removedId"] == word["id"]
    assert not DiscouragedWord.objects.filter(word="ally").exists()


def test_compliance_with_reasons_in_a_fixed_number_of_queries(ask, queries) -> None:
    relationships = [builders.relationship() for _ in range(3)]
    for each in relationships:
        w.judgement(each, principle=w.principle("P4").pk, result="PARTLY")
        w.approved(each, principle=w.principle("P4").pk)
    ask("{ me { pk } }")
    query = """query($of: [Reference!]) { relationships(id: $of) { edges { node {
      compliance { edges { node { principle { code } effective reasons { text } ways { text }
        judgement { result } explanation { state } } } } } } } }"""

    for of in (relationships[:1], relationships):
        with queries(6):  # the token; relationships; compliance; principles, judgements, explanations
            found = ask(query, of=[each.pk for each in of])
        answers = [edge["node"]["compliance"]["edges"] for edge in found["relationships"]["edges"]]
        assert [len(each) for each in answers] == [9] * len(of)
        assert {each["node"]["effective"] for each in answers[0] if each["node"]["judgement"]} == {
            "EXPLAINED"
        }


@pytest.mark.parametrize(
    ("asked", "cost"),
    [
        # Two relationships, 20 answers each, three levels deep.
        ("relationships(id: [1, 2]) { edges { node { compliance { edges { node { effective } } } } } }", 127),
        ("relationships(first: 2) { edges { node { complianceOn { effective } } } }", 67),
        ("relationships(first: 2) { edges { node { foundLabels { word } } } }", 127),
        ("compliance(first: 1000) { edges { node { effective } } }", 3_001),
    ],
)
def test_what_the_new_lists_cost(ask, asked: str, cost: int) -> None:
    assert ask.answer(f"{{ {asked} }}")["extensions"]["cost"]["asked"] == cost
