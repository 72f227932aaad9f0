"""What the REST door refuses of the principles: always a problem with code and field, nothing changed."""

from __future__ import annotations

import pytest

from principles import models as p
from principles.queries.sets import text_of
from tests import builders as b
from tests.api.rest.conftest import codes
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db

LONG = "x" * 1_000_000
GOOD = {
    "benefits": {"beneficiary": "THEM", "description": "Steady work"},
    "interests": {"side": "CUSTOMER", "kind": "GOAL", "description": "Calm", "priority": "HIGH"},
    "capabilities": {"side": "CUSTOMER", "description": "Planning"},
    "resistance-signals": {"side": "CUSTOMER", "subject": "Planners"},
    "development-plans": {"title": "To outcomes"},
    "reviews": {"held_on": "2026-01-05", "found": "All as agreed"},
}
MODELS = {
    "benefits": p.Benefit,
    "interests": p.Interest,
    "capabilities": p.Capability,
    "resistance-signals": p.ResistanceSignal,
    "development-plans": p.DevelopmentPlan,
    "reviews": p.Review,
}
# Wrong as a whole or in one field of otherwise good input.
WRONG = [
    ("benefits", {"effect": 6}, "LEVEL_OUT_OF_RANGE", "effect"),
    ("benefits", {"effect": 2.5}, "NUMBER_INVALID", "effect"),
    ("benefits", {"effect": True}, "WRONG_TYPE", "effect"),
    ("benefits", {"effect": [1]}, "WRONG_TYPE", "effect"),
    ("benefits", {"amount": "12.00"}, "CURRENCY_MISSING", "currency"),
    ("benefits", {"amount": "NaN", "currency": "EUR"}, "AMOUNT_INVALID", "amount"),
    ("benefits", {"beneficiary": "US"}, "UNKNOWN_CODE", "beneficiary"),
    ("benefits", {"stated_by_them": "perhaps"}, "WRONG_TYPE", "stated_by_them"),
    ("benefits", {"description": ""}, "REQUIRED", "description"),
    ("benefits", {"relationship": 1}, "UNKNOWN_FIELD", "relationship"),
    ("interests", {"side": ["CUSTOMER"]}, "WRONG_TYPE", "side"),
    ("interests", {"priority": None}, "REQUIRED", "priority"),
    ("capabilities", {"description": {"a": 1}}, "WRONG_TYPE", "description"),
    ("resistance-signals", {"raised_on": "2999-01-01"}, "DATE_IN_FUTURE", "raised_on"),
    ("resistance-signals", {"raised_on": "2026-02-30"}, "DATE_INVALID", "raised_on"),
    ("resistance-signals", {"verdict": "RATIONAL"}, "REQUIRED", "investigation"),
    ("resistance-signals", {"answer": "Yes."}, "REQUIRED", "answer_kind"),
    ("development-plans", {"raises": ["speed"]}, "UNKNOWN_CODE", "raises"),
    ("development-plans", {"raises": {"a": 1}}, "WRONG_TYPE", "raises"),
    ("development-plans", {"abandoned_on": "2026-01-01"}, "UNKNOWN_FIELD", "abandoned_on"),
    ("reviews", {"held_on": "2999-01-01"}, "DATE_IN_FUTURE", "held_on"),
    ("reviews", {"resistance": "MAYBE"}, "UNKNOWN_CODE", "resistance"),
]


@pytest.fixture
def at(db) -> str:
    return f"relationships/{b.relationship().pk}"


@pytest.mark.parametrize(("kind", "given", "code", "field"), WRONG)
def test_evidence_that_cant_be(admin, at, kind, given, code, field) -> None:
    refused = admin.post(f"{at}/{kind}", {**GOOD[kind], **given})
    assert refused.status_code in (409, 422)
    assert refused["Content-Type"] == "application/problem+json"
    assert (code, field) in codes(refused)
    assert MODELS[kind].objects.count() == 0


@pytest.mark.parametrize("kind", GOOD)
def test_each_kind_refuses_what_no_text_may_hold(admin, at, kind) -> None:
    texts = [
        each.name
        for each in MODELS[kind]._meta.concrete_fields
        if each.get_internal_type() in ("CharField", "TextField") and not each.choices
    ]
    texts = [each for each in texts if each not in ("currency", "abandoned_reason")]
    assert texts
    for name in texts:
        for value, code in (
            ("a\x00b", "UNSTORABLE_TEXT"),
            ("a\ud800", "UNSTORABLE_TEXT"),
            (LONG, "TOO_LONG"),
        ):
            given = {**GOOD[kind], name: value}
            if name == "answer":
                given |= {"answer_kind": "REJECTION", "verdict": "RATIONAL", "investigation": "Asked."}
            refused = admin.post(f"{at}/{kind}", given)
            assert refused.status_code == 422, (name, code)
            assert (code, name) in codes(refused)
    assert MODELS[kind].objects.count() == 0
    assert codes(admin.post(f"{at}/{kind}", {**GOOD[kind], "colour": "red"})) == [("UNKNOWN_FIELD", "colour")]
    assert admin.post(f"{at}/{kind}", "[]").json()["code"] == "WRONG_TYPE"
    assert admin.post(f"{at}/{kind}", GOOD[kind]).status_code == 201


@pytest.mark.parametrize("kind", GOOD)
def test_a_change_of_what_was_changed_since_is_refused(admin, at, kind) -> None:
    made = admin.post(f"{at}/{kind}", GOOD[kind])
    there = f"{kind}/{made.json()['id']}"
    name, value = {
        "benefits": ("description", "Other"),
        "interests": ("description", "Other"),
        "capabilities": ("description", "Other"),
        "resistance-signals": ("subject", "Other"),
        "development-plans": ("title", "Other"),
        "reviews": ("found", "Other"),
    }[kind]
    assert admin.patch(there, {name: value}, If_Match=made["ETag"])["ETag"] == '"2"'
    for caller in (admin.patch, admin.delete):
        refused = caller(there, *([{name: "Third"}] if caller == admin.patch else []), If_Match=made["ETag"])
        assert (refused.status_code, codes(refused)) == (412, [("STALE", "If-Match")])
    assert admin.get(there).json()[name] == "Other"
    assert admin.delete(there, If_Match='"2"').status_code == 204


def test_a_pair_is_of_one_relationship_and_of_both_sides(admin, at) -> None:
    other = b.relationship()
    ours, theirs = w.interest(other), w.interest(other, "SUPPLIER")
    refused = admin.post(
        f"{at}/interest-pairs", {"customer_interest": ours.pk, "supplier_interest": theirs.pk}
    )
    assert codes(refused) == [
        ("OTHER_RELATIONSHIP", "customer_interest"),
        ("OTHER_RELATIONSHIP", "supplier_interest"),
    ]
    turned = {"customer_interest": theirs.pk, "supplier_interest": ours.pk}
    refused = admin.post(f"relationships/{other.pk}/interest-pairs", turned)
    assert {each for each, _field in codes(refused)} == {"OTHER_SIDE"}
    pair = w.capability_pair(other)
    mixed = {"customer_capability": w.capability(b.relationship()).pk}
    assert codes(admin.patch(f"capability-pairs/{pair.pk}", mixed)) == [
        ("OTHER_RELATIONSHIP", "customer_capability")
    ]
    again = {
        "customer_capability": pair.customer_capability_id,
        "supplier_capability": pair.supplier_capability_id,
        "kind": "COMPLEMENTARY",
    }
    refused = admin.post(f"relationships/{other.pk}/capability-pairs", again)
    assert (refused.status_code, codes(refused)) == (409, [("DUPLICATE", "supplier_capability")])
    assert admin.patch(f"capability-pairs/{pair.pk}", {"reason": "SCALE"}).status_code == 422


def test_an_explanation_that_cant_be(admin, at) -> None:
    good = {"principle": w.principle("P1").pk, "reason": "a", "instead": "b", "valid_until": "2999-01-01"}
    assert codes(admin.post(f"{at}/explanations", good)) == [("VALID_TOO_LONG", "valid_until")]
    for given, wanted in (
        ({}, {("REQUIRED", each) for each in ("principle", "reason", "instead", "valid_until")}),
        ({**good, "valid_until": "1999-01-01"}, {("END_BEFORE_START", "valid_until")}),
        ({**good, "principle": "P99"}, {("NOT_FOUND", "principle"), ("VALID_TOO_LONG", "valid_until")}),
        ({**good, "owner": "nobody"}, {("NOT_FOUND", "owner"), ("VALID_TOO_LONG", "valid_until")}),
        ({**good, "approver": "admin"}, {("UNKNOWN_FIELD", "approver"), ("VALID_TOO_LONG", "valid_until")}),
        ({**good, "reason": "a\x00"}, {("UNSTORABLE_TEXT", "reason"), ("VALID_TOO_LONG", "valid_until")}),
    ):
        refused = admin.post(f"{at}/explanations", given)
        assert (refused.status_code, set(codes(refused)) - {("REQUIRED", None)}) == (422, wanted)
    drafted = w.own_principle(w.draft(b.user("READER")))
    assert codes(admin.post(f"{at}/explanations", {**good, "principle": drafted.code})) == [
        ("NOT_FOUND", "principle"),
        ("VALID_TOO_LONG", "valid_until"),
    ], "a code is that of the set in force"
    assert admin.get("principles/P1").json()["id"] == w.principle("P1").pk
    given = {"principle": drafted.pk, "result": "COMPLIANT", "reason": "Seen."}
    refused = admin.post(f"{at}/judgements", given)
    assert (refused.status_code, codes(refused)) == (409, [("WRONG_STATE", "principle")])
    refused = admin.post(f"{at}/judgements", {**given, "result": "EXPLAINED"})
    assert ("UNKNOWN_CODE", "result") in codes(refused)
    assert p.Explanation.objects.count() == p.Judgement.objects.count() == 0


def test_a_set_that_cant_be(admin) -> None:
    for given, wanted in (
        ({}, [("REQUIRED", "name")]),
        ({"name": " "}, [("REQUIRED", "name")]),
        ({"name": 3}, [("WRONG_TYPE", "name")]),
        ({"name": "a\x00"}, [("UNSTORABLE_TEXT", "name")]),
        ({"name": LONG}, [("TOO_LONG", "name")]),
        ({"name": "A", "empty": "yes"}, [("WRONG_TYPE", "empty")]),
        ({"name": "A", "number": 9}, [("UNKNOWN_FIELD", "number")]),
    ):
        assert codes(admin.post("principle-sets", given)) == wanted
    assert p.PrincipleSet.objects.count() == 1


def test_limits_stakeholders_and_principles_that_cant_be(admin) -> None:
    drafted = w.draft(b.user("READER"))
    at, before = f"principle-sets/{drafted.pk}", text_of(drafted)
    for limits, code in (
        ({"review_months": 0}, "NUMBER_OUT_OF_RANGE"),
        ({"review_months": True}, "WRONG_TYPE"),
        ({"stage_days": {"9": 1}}, "UNKNOWN_FIELD"),
        ({"stage_days": [1]}, "WRONG_TYPE"),
        ({"patience": 3}, "UNKNOWN_FIELD"),
        ([], "WRONG_TYPE"),
        (None, "WRONG_TYPE"),
    ):
        refused = admin.patch(at, {"limits": limits})
        assert [each for each, _field in codes(refused)] == [code], limits
    for users, wanted in (
        (["nobody"], [("NOT_FOUND", "users.0")]),
        ("admin", [("WRONG_TYPE", "users")]),
        ([True], [("WRONG_TYPE", "users.0")]),
        ([{"id": 1}], [("WRONG_TYPE", "users.0")]),
        (None, [("REQUIRED", "users")]),
    ):
        assert codes(admin.put(f"{at}/stakeholders", {"users": users})) == wanted
    for given, wanted in (
        ({}, [("REQUIRED", "code")]),
        ({"code": "P1"}, [("DUPLICATE", "code")]),
        ({"code": "A B"}, [("CODE_INVALID", "code")]),
        ({"code": "N", "check_code": "P1"}, [("DUPLICATE", "check_code")]),
        ({"code": "N", "check_code": "P10"}, [("UNKNOWN_CODE", "check_code")]),
        ({"code": "N", "minimum_depth": 6}, [("LEVEL_OUT_OF_RANGE", "minimum_depth")]),
        ({"code": "N", "active": True}, [("OBSERVATION_REQUIRED", "active")]),
        ({"code": "N", "observation_en": "a\x00"}, [("UNSTORABLE_TEXT", "observation_en")]),
        ({"code": "N", "principle_set": 1}, [("UNKNOWN_FIELD", "principle_set")]),
    ):
        assert codes(admin.post(f"{at}/principles", given)) == wanted
    assert admin.post(f"{at}/put-in-force").json()["code"] == "WRONG_STATE"
    assert admin.post(f"{at}/submit", If_Match='"77"').status_code == 412
    assert text_of(p.PrincipleSet.objects.get(pk=drafted.pk)) == before


def test_bodies_where_none_is_taken(admin, at) -> None:
    judged = w.judgement(b.relationship())
    for path in (f"judgements/{judged.pk}/withdraw", f"principles/{w.principle().pk}/activate"):
        assert codes(admin.post(path, {"reason": "x"})) == [("UNKNOWN_FIELD", "reason")]


@pytest.mark.parametrize(
    ("asked", "code", "field"),
    [
        ("compliance?effective=GOOD", "INVALID_FILTER", "effective"),
        ("compliance?principle=", "INVALID_FILTER", "principle"),
        ("compliance?principle=P%00", "INVALID_FILTER", "principle"),
        ("compliance?colour=red", "UNKNOWN_PARAMETER", "colour"),
        ("compliance?ordering=colour", "INVALID_FILTER", "ordering"),
        ("past-compliance?on=yesterday", "INVALID_FILTER", "on"),
        ("explanations?lapses_by=0", "INVALID_FILTER", "lapses_by"),
        ("explanations?state=OPEN", "INVALID_FILTER", "state"),
        ("benefits?effect_min=-6", "INVALID_FILTER", "effect_min"),
        ("benefits?amount_min=1", "CURRENCY_MISSING", "currency"),
        ("stages?approver=nobody", "INVALID_FILTER", "approver"),
        ("principles?principle_set=99", "INVALID_FILTER", "principle_set"),
        ("relationships?principle=P4&effective=BAD", "INVALID_FILTER", "effective"),
        ("reviews?limit=0", "INVALID_FILTER", "limit"),
    ],
)
def test_a_list_that_cant_be_asked(admin, asked, code, field) -> None:
    refused = admin.get(asked)
    assert refused.status_code in (400, 422)
    assert codes(refused) == [(code, field)]


@pytest.mark.parametrize(
    "sent", ["2999-01-01", "2026-02-30", "yesterday", "", "a%00", "2026-01-01&on=2026-01-02"]
)
def test_a_day_that_cant_be_asked(admin, at, sent) -> None:
    refused = admin.get(f"{at}/compliance?on={sent}")
    assert (refused.status_code, codes(refused)) == (400, [("INVALID_FILTER", "on")])


@pytest.mark.parametrize("sent", ["99", "x", "", "%00", "9" * 30, "1&from=1"])
def test_a_set_that_cant_be_compared_with(admin, sent) -> None:
    refused = admin.get(f"principle-sets/{w.principle().principle_set_id}/differences?from={sent}")
    assert (refused.status_code, codes(refused)) == (400, [("INVALID_FILTER", "from")])


@pytest.mark.parametrize("id", ["0", "-1", "x", "9" * 40, "%00", "1.5", "🐦"])
def test_a_record_that_isnt_there(admin, id) -> None:
    for path in ("principle-sets", "benefits", "stages", "explanations", "discouraged-words"):
        assert admin.get(f"{path}/{id}").json()["code"] == "NOT_FOUND"
    assert admin.get(f"relationships/{id}/compliance").status_code == 404
