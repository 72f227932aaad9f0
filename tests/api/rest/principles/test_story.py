"""The principles over REST: a set comes into force, and relationships are held against it through time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from principles import compliance
from relationships.models import Relationship
from tests import builders as b
from tests.api.rest.conftest import Caller, codes
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db
TRUST = ("CUSTOMER_TO_SUPPLIER", "SUPPLIER_TO_CUSTOMER")


@pytest.fixture
def day(monkeypatch) -> Any:
    """`day(2)` moves the clock to the second day after everything was made, at noon in UTC."""

    def move(number: int) -> datetime:
        now = b.NOW + timedelta(days=number)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        return now

    move(0)
    return move


@pytest.fixture
def catering(db) -> Relationship:
    """A relationship in operation at depth 2, of which all facts are known."""
    made = b.relationship(subject="Catering", phase="OPERATION")
    b.rate(None, made)
    for direction in TRUST:
        b.assessment(None, made, direction, 3)
    b.classification(None, made, chosen_type="SERVICE", trust_target=2)
    return made


def _answer(caller: Caller, relationship: Relationship, code: str, asked: str = "", **headers: str) -> Any:
    told = caller.get(f"relationships/{relationship.pk}/compliance{asked}", **headers).json()
    return {each["principle_code"]: each for each in told["answers"]}[code]


def test_a_set_is_drafted_approved_by_all_and_put_in_force(day, as_user, catering) -> None:
    owner = as_user(b.user("PRINCIPLE_OWNER", username="olga"))
    stakeholders = {name: as_user(b.user("READER", username=name)) for name in ("ann", "bob", "cas")}
    made = owner.post("principle-sets", {"name": "Principles of 2027"})
    assert made.status_code == 201
    drafted = made.json()
    at = f"principle-sets/{drafted['id']}"
    assert made["Location"] == f"http://testserver/api/v1/{at}"
    assert (drafted["number"], drafted["state"], len(drafted["principles"])) == (2, "DRAFT", 10)
    assert codes(owner.post(f"{at}/submit")) == [("REQUIRED", "stakeholders")]

    named = owner.put(f"{at}/stakeholders", {"users": ["ann", "bob", "cas"]})
    assert (named.status_code, named.json()["awaited"]) == (200, ["ann", "bob", "cas"])
    limits = owner.patch(
        at, {"limits": {"review_months": 6, "stage_days": {"3": 90}}}, If_Match=named["ETag"]
    )
    assert limits.json()["limits"]["review_months"] == 6
    assert limits.json()["limits"]["stage_days"] == {"2": 0, "3": 90, "4": 60, "5": 90}
    own = owner.post(
        f"{at}/principles",
        {"code": "OWN1", "observation_en": "Small firms can't wait.", "principle_en": "Pay in 14 days."},
    )
    assert (own.status_code, own.json()["active"], own.json()["position"]) == (201, False, 10)
    principle = f"principles/{own.json()['id']}"
    assert owner.post(f"{principle}/activate").json()["active"] is True
    assert owner.patch(principle, {"minimum_depth": 2}).json()["minimum_depth"] == 2
    differences = owner.get(f"{at}/differences").json()
    assert [(each["field"], each["old"], each["new"]) for each in differences["limits"]] == [
        ("review_months", 12, 6),
        ("stage_days.3", 30, 90),
    ]
    assert [(each["code"], each["act"]) for each in differences["principles"]] == [("OWN1", "ADDED")]
    assert owner.get(f"{at}/differences?from={drafted['id']}").json()["same"] is True

    submitted = owner.post(f"{at}/submit")
    assert submitted.json()["state"] == "SUBMITTED"
    assert [each["id"] for each in owner.get("principle-sets?awaiting=ann").json()["items"]] == [
        drafted["id"]
    ]
    approved = stakeholders["ann"].post(f"{at}/approve", {"remark": "Good."}, If_Match=submitted["ETag"])
    assert (approved.status_code, approved.json()["awaited"]) == (200, ["bob", "cas"])
    assert [(each["user_username"], each["remark"]) for each in approved.json()["approvals"]] == [
        ("ann", "Good.")
    ]
    assert stakeholders["bob"].post(f"{at}/approve").json()["awaited"] == ["cas"]
    assert stakeholders["bob"].post(f"{at}/withdraw-approval").json()["awaited"] == ["bob", "cas"]
    assert codes(owner.post(f"{at}/put-in-force")) == [("APPROVALS_MISSING", None)]
    assert codes(owner.post(f"{at}/approve")) == [("NOT_A_STAKEHOLDER", None)]
    for name in ("bob", "cas"):
        stakeholders[name].post(f"{at}/approve")
    lapsed = owner.get("principle-set-approvals?standing=false").json()["items"]
    assert [(each["user_username"], each["lapse"]) for each in lapsed] == [("bob", "WITHDRAWN")]
    assert (
        len(
            owner.get(f"principle-set-stakeholders?principle_set={drafted['id']}&approved=true").json()[
                "items"
            ]
        )
        == 3
    )

    day(1)
    in_force = owner.post(f"{at}/put-in-force")
    assert (in_force.json()["state"], in_force.json()["awaited"]) == ("IN_FORCE", [])
    assert [each["number"] for each in owner.get("principle-sets?state=SUPERSEDED").json()["items"]] == [1]
    assert codes(owner.patch(at, {"name": "Other"})) == [("IMMUTABLE", None)]
    assert codes(owner.delete(at)) == [("IMMUTABLE", None)]
    assert _answer(owner, catering, "P5")["effective"] == "PENDING"
    compliance.compute_due(day(2))
    assert _answer(owner, catering, "OWN1")["effective"] == "NOT_ASSESSABLE"
    assert _answer(owner, catering, "P5")["principle_set"] == drafted["id"]
    assert _answer(owner, catering, "P5", "?on=2026-11-20")["principle_set"] != drafted["id"]
    acts = [each["act"] for each in owner.get(f"{at}/history").json()]
    assert acts[-1] == "CREATED"


def test_a_draft_is_discarded(admin) -> None:
    drafted = admin.post("principle-sets", {"name": "Wrong", "empty": True}).json()
    assert drafted["principles"] == []
    assert admin.delete(f"principle-sets/{drafted['id']}", If_Match='"9"').status_code == 412
    assert admin.delete(f"principle-sets/{drafted['id']}").status_code == 204
    assert admin.get(f"principle-sets/{drafted['id']}").status_code == 404
    assert admin.post("principle-sets", {"name": "Next"}).json()["number"] == 3


def test_a_principle_is_changed_and_taken_out_of_a_draft(admin) -> None:
    drafted = admin.post("principle-sets", {"name": "Next"}).json()
    held = {each["code"]: each for each in drafted["principles"]}
    at = f"principles/{held['P3']['id']}"
    assert admin.post(f"{at}/deactivate", If_Match='"1"').json()["active"] is False
    assert admin.delete(at, If_Match='"1"').status_code == 412
    assert admin.delete(at, If_Match='"2"').status_code == 204
    left = admin.get(f"principle-sets/{drafted['id']}/principles").json()["items"]
    assert [each["code"] for each in left] == ["P1", "P2", "P4", "P5", "P6", "P7", "P8", "P9", "P0"]
    assert admin.get("principles?set_state=IN_FORCE&code=P3").json()["items"][0]["theme_nl"] != ""


def test_evidence_makes_it_comply_and_the_day_before_stays_known(day, admin, catering) -> None:
    before = _answer(admin, catering, "P1")
    assert (before["effective"], [each["code"] for each in before["reasons"]]) == (
        "NOT_ASSESSABLE",
        ["NO_BENEFITS"],
    )
    assert before["reasons"][0]["text"] == "No benefits are recorded."
    assert before["ways"]
    dutch = _answer(admin, catering, "P1", Accept_Language="nl")
    assert (dutch["theme"], dutch["reasons"][0]["text"]) == (
        "Wederkerigheid",
        "Er zijn geen voordelen vastgelegd.",
    )

    day(2)
    at = f"relationships/{catering.pk}/benefits"
    for who in ("THEM", "JOINT"):
        given = {"beneficiary": who, "description": "Steady volume", "effect": 2}
        assert admin.post(at, given).status_code == 201
    after = _answer(admin, catering, "P1")
    assert (after["effective"], after["until"], after["since"]) == (
        "COMPLIANT",
        None,
        "2026-11-22T12:00:00Z",
    )
    for asked in ("?on=2026-11-20", "?on=2026-11-21"):
        past = _answer(admin, catering, "P1", asked)
        assert (past["effective"], past["until"]) == ("NOT_ASSESSABLE", "2026-11-22T12:00:00Z")
    assert _answer(admin, catering, "P1", "?on=2026-11-22")["effective"] == "COMPLIANT"
    # The day before it was made there was no answer to give.
    earlier = admin.get(f"relationships/{catering.pk}/compliance?on=2026-11-19").json()
    assert (earlier["on"], earlier["answers"]) == ("2026-11-19", [])
    found = admin.get("relationships?principle=P1&effective=COMPLIANT").json()["items"]
    assert [each["id"] for each in found] == [catering.pk]
    listed = admin.get(f"past-compliance?relationship={catering.pk}&principle=P1&on=2026-11-21").json()
    assert [each["effective"] for each in listed["items"]] == ["NOT_ASSESSABLE"]


def test_a_day_ends_where_the_registry_stands(day, admin, catering) -> None:
    """What changes on the 21st at 23:30 in Amsterdam is of the 21st, at 00:30 of the 22nd; both are of the
    21st in UTC."""
    rows = {"relationship": catering, "principle": w.principle("P1")}
    late = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)
    for result, since, until in (
        ("NOT_ASSESSABLE", b.NOW, late),
        ("PARTLY", late, late + timedelta(hours=1)),
    ):
        w.p.PastCompliance.objects.create(**rows, result=result, effective=result, since=since, until=until)
    now = w.p.Compliance.objects.filter(**rows)
    now.update(result="COMPLIANT", effective="COMPLIANT", since=late + timedelta(hours=1))
    day(3)
    assert _answer(admin, catering, "P1", "?on=2026-11-20")["effective"] == "NOT_ASSESSABLE"
    assert _answer(admin, catering, "P1", "?on=2026-11-21")["effective"] == "PARTLY"
    assert _answer(admin, catering, "P1", "?on=2026-11-22")["effective"] == "COMPLIANT"


def test_each_kind_of_evidence_is_kept_over_rest(day, admin, catering) -> None:
    at = f"relationships/{catering.pk}"
    ours = admin.post(
        f"{at}/interests", {"side": "CUSTOMER", "kind": "GOAL", "description": "Calm", "priority": "HIGH"}
    ).json()
    theirs = admin.post(
        f"{at}/interests", {"side": "SUPPLIER", "kind": "NEED", "description": "Volume", "priority": "LOW"}
    ).json()
    pair = admin.post(
        f"{at}/interest-pairs", {"customer_interest": ours["id"], "supplier_interest": theirs["id"]}
    )
    assert (pair.status_code, pair.json()["rating"]) == (201, None)
    assert pair.json()["supplier_interest_description"] == "Volume"
    rated = admin.patch(f"interest-pairs/{pair.json()['id']}", {"rating": "SHARED"}, If_Match=pair["ETag"])
    assert (rated.json()["rating"], rated["ETag"]) == ("SHARED", '"2"')
    assert codes(admin.delete(f"interests/{ours['id']}")) == [("IN_USE", None)]

    capable = [
        admin.post(f"{at}/capabilities", {"side": side, "description": "Planning"}).json()["id"]
        for side in ("CUSTOMER", "SUPPLIER")
    ]
    both = {"customer_capability": capable[0], "supplier_capability": capable[1], "kind": "OVERLAPPING"}
    overlap = admin.post(f"{at}/capability-pairs", {**both, "reason": "SCALE"}).json()
    assert (overlap["state"], overlap["reason"]) == ("IDENTIFIED", "SCALE")
    assert admin.delete(f"capability-pairs/{overlap['id']}").status_code == 204
    assert admin.delete(f"capabilities/{capable[0]}").status_code == 204

    signal = admin.post(f"{at}/resistance-signals", {"side": "SUPPLIER", "subject": "Our forms"})
    assert signal.json()["raised_on"] == "2026-11-20"
    there = f"resistance-signals/{signal.json()['id']}"
    assert codes(admin.post(f"{there}/answer", {"answer_kind": "ACCEPTED_RISK", "answer": "So be it."})) == [
        ("REQUIRED", "verdict")
    ]
    heard = admin.patch(there, {"investigation": "Asked both.", "verdict": "RATIONAL"}).json()
    assert (heard["investigated_on"], heard["verdict_on"]) == ("2026-11-20", "2026-11-20")
    answer = {"answer_kind": "MEASURE", "answer": "Shorter forms.", "answer_due_on": "2026-12-31"}
    answered = admin.post(f"{there}/answer", answer)
    assert (answered.status_code, answered.json()["answer_due_on"]) == (200, "2026-12-31")
    assert codes(admin.post(f"{there}/answer", {"subject": "Other"})) == [("UNKNOWN_FIELD", "subject")]

    review = admin.post(f"{at}/reviews", {"found": "Content.", "resistance": "ASKED_FOUND"}).json()
    assert review["held_on"] == "2026-11-20"
    assert admin.get("reviews?held_after=2026-11-20").json()["items"] == [review]
    amount = {"beneficiary": "OWN", "description": "Savings", "amount": "1200.5", "currency": "EUR"}
    assert admin.post(f"{at}/benefits", amount).json()["amount"] == "1200.50"
    history = admin.get(f"interest-pairs/{pair.json()['id']}/history").json()
    assert [each["act"] for each in history] == ["CHANGED", "CREATED"]


def test_a_plan_goes_through_its_gates(day, admin, as_user, catering) -> None:
    at = f"relationships/{catering.pk}/development-plans"
    plan = admin.post(at, {"title": "Towards outcomes", "raises": ["goal_alignment", "attitude"]})
    assert (plan.status_code, plan.json()["raises"]) == (201, ["attitude", "goal_alignment"])
    there = f"development-plans/{plan.json()['id']}"
    ria = as_user(b.user("READER", username="ria"), scope="WRITE")
    first = admin.post(f"{there}/stages", {"kind": "ALIGN_INTERESTS", "approver": "ria"}).json()
    second = admin.post(f"{there}/stages", {"kind": "UNDERSTAND_DRIVERS"}).json()
    assert (first["position"], second["position"], first["approver_username"]) == (0, 1, "ria")
    stage = f"stages/{first['id']}"
    assert codes(ria.post(f"{stage}/approve")) == [("REQUIRED", "done_on")]
    done = admin.patch(stage, {"started_on": "2026-11-01", "done_on": "2026-11-20"}, If_Match='"1"')
    assert (done.json()["back_dated"], done.json()["relationship"]) == (True, catering.pk)
    assert [each["id"] for each in ria.get("stages?approver=ria&awaiting_approval=true").json()["items"]] == [
        first["id"]
    ]
    assert codes(admin.post(f"{stage}/approve")) == [("NOT_THE_APPROVER", None)]
    assert ria.post(f"{stage}/approve", {"approved_on": "2026-11-20"}).json()["approved_on"] == "2026-11-20"
    assert admin.delete(f"stages/{second['id']}").status_code == 204
    assert codes(admin.delete(there)) == [("IN_USE", None)]
    abandoned = admin.post(f"{there}/abandon", {"reason": "The contract ends."}).json()
    assert (abandoned["abandoned_on"], abandoned["abandoned_reason"]) == ("2026-11-20", "The contract ends.")
    assert codes(admin.patch(stage, {"remarks": "Late"})) == [("ALREADY_WITHDRAWN", None)]


def test_a_departure_is_explained_and_approved_by_somebody_else(day, admin, as_user, catering) -> None:
    other = as_user(b.user("SOURCING_MANAGER", username="sam"))
    admin.post(
        f"relationships/{catering.pk}/benefits",
        {"beneficiary": "OWN", "description": "Cheaper lunches", "effect": 3},
    )
    assert _answer(admin, catering, "P1")["effective"] == "NON_COMPLIANT"
    written = admin.post(
        f"relationships/{catering.pk}/explanations",
        {
            "principle": w.principle("P1").pk,
            "reason": "They merge this year.",
            "instead": "We meet each month.",
            "valid_until": "2026-12-31",
        },
    )
    assert (written.status_code, written.json()["seen"]) == (201, None)
    at = f"explanations/{written.json()['id']}"
    assert _answer(admin, catering, "P1")["effective"] == "NON_COMPLIANT"
    assert codes(admin.post(f"{at}/approve")) == [("OWN_EXPLANATION", None)]
    assert codes(other.post(f"{at}/approve", If_Match='"7"')) == [("STALE", "If-Match")]
    approved = other.post(f"{at}/approve", If_Match=written["ETag"])
    assert (approved.status_code, approved.json()["approver_username"]) == (200, "sam")
    assert approved.json()["seen"] == {
        "phase": "OPERATION",
        "subject": "Catering",
        "category": "",
        "chosen_type": "SERVICE",
        "trust_target": 2,
    }
    explained = _answer(admin, catering, "P1")
    assert (explained["result"], explained["effective"]) == ("NON_COMPLIANT", "EXPLAINED")
    assert explained["explained"]["instead"] == "We meet each month."
    assert explained["valid_until"] == "2026-12-31"
    renew = admin.get("explanations?state=STANDING&lapses_by=2026-12-31").json()["items"]
    assert [each["id"] for each in renew] == [written.json()["id"]]
    assert admin.get("explanations?state=STANDING&lapses_by=2026-12-30").json()["items"] == []
    assert admin.post(f"{at}/withdraw").json()["lapse"] == "WITHDRAWN"
    assert _answer(admin, catering, "P1")["effective"] == "NON_COMPLIANT"


def test_a_person_judges_otherwise_and_takes_it_back(day, admin, catering) -> None:
    given = {"principle": w.principle("P1").pk, "result": "COMPLIANT", "reason": "Seen on site."}
    judged = admin.post(f"relationships/{catering.pk}/judgements", given)
    assert (judged.status_code, judged.json()["principle_code"]) == (201, "P1")
    answer = _answer(admin, catering, "P1")
    assert (answer["result"], answer["effective"]) == ("NOT_ASSESSABLE", "COMPLIANT")
    assert (answer["judged"]["reason"], answer["judged"]["judged_by_username"]) == ("Seen on site.", "admin")
    at = f"judgements/{judged.json()['id']}"
    assert admin.post(f"{at}/withdraw", If_Match=judged["ETag"]).json()["withdrawn_at"] is not None
    assert codes(admin.post(f"{at}/withdraw")) == [("ALREADY_WITHDRAWN", None)]
    assert _answer(admin, catering, "P1")["effective"] == "NOT_ASSESSABLE"
    assert admin.get("judgements?standing=true").json()["items"] == []


def test_a_label_is_found_dismissed_and_found_again(day, admin) -> None:
    title = "HR Partners BV " + "and so on " * 40
    named = b.relationship(subject="Strategic partner for ICT")
    b.contract(None, named, title=title)
    at = f"relationships/{named.pk}/labels"
    found = {each["place"]: each for each in admin.get(at).json()["found"]}
    assert (found["SUBJECT"]["word"], found["TITLE"]["text"].strip()) == ("Strategic partner", title.strip())
    assert _answer(admin, named, "P8")["effective"] == "PARTLY"
    for label in found.values():
        given = {**label, "reason": "A name."}
        dismissed = admin.post(f"relationships/{named.pk}/label-dismissals", given)
        assert dismissed.status_code == 201
    assert admin.get(at).json()["found"] == []
    assert {each["reason"] for each in admin.get(at).json()["dismissed"]} == {"A name."}
    assert _answer(admin, named, "P8")["effective"] == "NOT_APPLICABLE"
    assert admin.delete(f"label-dismissals/{dismissed.json()['id']}").status_code == 204
    assert len(admin.get(at).json()["found"]) == 1
    assert len(admin.get(f"relationships/{named.pk}/label-dismissals").json()["items"]) == 1


def test_the_word_list_is_kept(day, admin) -> None:
    named = b.relationship(subject="Trusted buddy for ICT")
    made = admin.post("discouraged-words", {"language": "en", "word": "Trusted  Buddy"})
    assert (made.status_code, made.json()["word"], made.json()["exception"]) == (201, "trusted buddy", False)
    assert _answer(admin, named, "P8")["effective"] == "PENDING"
    compliance.compute_due(b.NOW)
    assert _answer(admin, named, "P8")["effective"] == "PARTLY"
    at = f"discouraged-words/{made.json()['id']}"
    assert codes(admin.post("discouraged-words", {"language": "en", "word": "trusted buddy"})) == [
        ("DUPLICATE", "word")
    ]
    assert admin.patch(at, {"exception": True}, If_Match='"1"').json()["exception"] is True
    assert (
        admin.get("discouraged-words?language=en&exception=true&q=buddy").json()["items"][0]["version"] == 2
    )
    assert admin.delete(at).status_code == 204


def test_what_was_never_computed_is_pending_and_not_silent(admin) -> None:
    fresh = b.relationship()
    w.p.Compliance.objects.filter(relationship=fresh).delete()
    told = admin.get(f"relationships/{fresh.pk}/compliance").json()
    assert [each["principle_code"] for each in told["answers"]] == [f"P{number}" for number in range(1, 10)]
    assert {each["effective"] for each in told["answers"]} == {"PENDING"}
    assert {each["since"] for each in told["answers"]} == {None}
    assert admin.get("relationships?effective=PENDING&count=1").json()["count"] == 1
