"""What the REST door refuses, and how it says so: always a problem with code and field, nothing changed."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.utils import timezone

from relationships.models import Contract, Party, Relationship
from tests import builders as b
from tests.api.rest.conftest import codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(db) -> Relationship:
    return b.relationship(subject="Kept")


CONTRACTS = [
    ({"value": "NaN", "currency": "EUR"}, "AMOUNT_INVALID", "value"),
    ({"value": "Infinity", "currency": "EUR"}, "AMOUNT_INVALID", "value"),
    ({"value": "-1", "currency": "EUR"}, "AMOUNT_NEGATIVE", "value"),
    ({"annual_value": "-0.01", "currency": "EUR"}, "AMOUNT_NEGATIVE", "annual_value"),
    ({"value": "1.001", "currency": "EUR"}, "AMOUNT_TOO_PRECISE", "value"),
    ({"value": "10000000000000", "currency": "EUR"}, "AMOUNT_TOO_LARGE", "value"),
    ({"value": 10**400, "currency": "EUR"}, "AMOUNT_TOO_LARGE", "value"),
    ({"value": True, "currency": "EUR"}, "WRONG_TYPE", "value"),
    ({"value": "1,50", "currency": "EUR"}, "AMOUNT_INVALID", "value"),
    ({"value": {}, "currency": "EUR"}, "WRONG_TYPE", "value"),
    ({"value": "1"}, "CURRENCY_MISSING", "currency"),
    ({"value": "1", "currency": "EURO"}, "CURRENCY_UNKNOWN", "currency"),
    ({"value": "1", "currency": "XXX"}, "CURRENCY_UNKNOWN", "currency"),
    ({"value": "1", "currency": ["EUR"]}, "WRONG_TYPE", "currency"),
    ({"start": "1899-12-31"}, "DATE_OUT_OF_RANGE", "start"),
    ({"start": "10000-01-01"}, "DATE_OUT_OF_RANGE", "start"),
    ({"start": "2026-02-30"}, "DATE_INVALID", "start"),
    ({"start": 20260101}, "DATE_INVALID", "start"),
    ({"start": "2026-02-01", "stated_end": "2026-01-31"}, "END_BEFORE_START", "stated_end"),
    ({"kind": "CONTRACT"}, "UNKNOWN_CODE", "kind"),
    ({"kind": 3}, "UNKNOWN_CODE", "kind"),
    ({"cpv": "12"}, "CPV_INVALID", "cpv"),
    ({"term_months": 3.5}, "NUMBER_INVALID", "term_months"),
    ({"term_months": 0}, "NUMBER_OUT_OF_RANGE", "term_months"),
    ({"renewal_months": 0}, "NUMBER_OUT_OF_RANGE", "renewal_months"),
    ({"term_months": True}, "WRONG_TYPE", "term_months"),
    ({"kind": ["ORDER"]}, "WRONG_TYPE", "kind"),
    ({"document": "javascript:alert(1)"}, "WRONG_TYPE", "document"),
    ({"term_months": -1}, "NUMBER_OUT_OF_RANGE", "term_months"),
    ({"term_months": 10**30}, "NUMBER_OUT_OF_RANGE", "term_months"),
    ({"options": "12+x"}, "WRONG_TYPE", "options"),
    ({"options": "12", "options_exercised": 2}, "OPTIONS_EXCEEDED", "options_exercised"),
    ({"title": "x" * 10_000}, "TOO_LONG", "title"),
    ({"title": "a\x00b"}, "UNSTORABLE_TEXT", "title"),
    ({"title": "a\ud800b"}, "UNSTORABLE_TEXT", "title"),
    ({"title": "a\x07b"}, "CONTROL_CHARACTER", "title"),
    ({"remarks": "a\x00b"}, "UNSTORABLE_TEXT", "remarks"),
    ({"title": 7}, "WRONG_TYPE", "title"),
    ({"attributes": [1]}, "WRONG_TYPE", "attributes"),
    ({"attributes": {"a\x00": "b"}}, "UNSTORABLE_TEXT", "attributes"),
    ({"parent": 10**30}, "NOT_FOUND", "parent"),
    ({"parent": "x\x00"}, "NOT_FOUND", "parent"),
    ({"colour": "red"}, "UNKNOWN_FIELD", "colour"),
    ({"\ud800": 1}, "UNKNOWN_FIELD", None),
]


@pytest.mark.parametrize(("given", "code", "field"), CONTRACTS, ids=[str(at) for at in range(len(CONTRACTS))])
def test_a_contract_that_cant_be(admin, kept, given, code, field) -> None:
    refused = admin.post(f"relationships/{kept.pk}/contracts", given)
    assert refused.status_code == 422
    assert refused["Content-Type"] == "application/problem+json"
    assert code in [each[0] for each in codes(refused)]
    if field:
        assert (code, field) in codes(refused)
    assert all(each["message"] for each in refused.json()["errors"])
    assert Contract.objects.count() == 0


PARTIES = [
    ({}, "REQUIRED", "name"),
    ({"name": None}, "REQUIRED", "name"),
    ({"name": " \t "}, "REQUIRED", "name"),
    ({"name": "x" * 10_000}, "TOO_LONG", "name"),
    ({"name": "A", "country": "ZZ"}, "COUNTRY_UNKNOWN", "country"),
    ({"name": "A", "country": "nl"}, "COUNTRY_UNKNOWN", "country"),
    (
        {"name": "A", "identifiers": [{"scheme": "KVK", "value": "123"}]},
        "IDENTIFIER_INVALID",
        "identifiers.0",
    ),
    ({"name": "A", "identifiers": [{"scheme": "TAX", "value": "1"}]}, "UNKNOWN_CODE", "identifiers.0.scheme"),
    ({"name": "A", "identifiers": "KVK"}, "WRONG_TYPE", "identifiers"),
    ({"name": "A", "identifiers": ["KVK"]}, "WRONG_TYPE", "identifiers.0"),
    ({"name": "A", "aliases": ["x" * 400]}, "TOO_LONG", "aliases.0"),
    ({"name": "A", "aliases": [["x"]]}, "WRONG_TYPE", "aliases.0"),
    ({"name": "A", "parent": 999}, "NOT_FOUND", "parent"),
    ({"name": "A", "parent": True}, "WRONG_TYPE", "parent"),
    ({"name": "A", "country": ["NL"]}, "WRONG_TYPE", "country"),
    ({"name": "A", "identifiers": [{"value": "1"}]}, "REQUIRED", "identifiers.0.scheme"),
    *(
        (given, "CONTROL_CHARACTER", next(reversed(given)))
        for sign in "\u202a\u202e\u2066\u2069"
        for given in ({"name": f"Acme{sign}BV"}, {"name": "A", "legal_name": f"Acme{sign}BV"})
    ),
    ({"name": "A", "aliases": ["Acme\u202eVB"]}, "CONTROL_CHARACTER", "aliases.0"),
]


@pytest.mark.parametrize(("given", "code", "field"), PARTIES, ids=[str(at) for at in range(len(PARTIES))])
def test_a_party_that_cant_be(admin, given, code, field) -> None:
    refused = admin.post("parties", given)
    assert refused.status_code == 422
    assert any(each == code and (name or "").startswith(field) for each, name in codes(refused))
    assert Party.objects.count() == 0


def test_line_breaks_and_tabs_in_a_name_become_blanks_and_stay_in_long_texts(admin, kept) -> None:
    party = admin.post("parties", {"name": "Acme\tBV\r\n"}).json()
    assert party["name"] == "Acme BV"
    contract = admin.post(f"relationships/{kept.pk}/contracts", {"remarks": "one\r\n\ttwo"}).json()
    assert contract["remarks"] == "one\n\ttwo"


def test_nothing_is_its_own_ancestor(admin) -> None:
    upper = admin.post("parties", {"name": "Upper"}).json()
    lower = admin.post("parties", {"name": "Lower", "parent": upper["id"]}).json()
    refused = admin.patch(f"parties/{upper['id']}", {"parent": lower["id"]})
    assert (refused.status_code, codes(refused)) == (422, [("CYCLE", "parent")])
    north, south = (
        admin.post("units", {"code": code, "name": code, "parent": parent}).json()
        for code, parent in (("N", "ROOT"), ("S", "N"))
    )
    assert codes(admin.patch(f"units/{north['id']}", {"parent": south["id"]})) == [("CYCLE", "parent")]


@pytest.mark.parametrize("value", [0, 6, 2.5, "x", None, True, [], 10**40, "9" * 30])
def test_levels_run_from_1_to_5(admin, kept, value) -> None:
    refused = admin.post(f"relationships/{kept.pk}/facts", {"ratings": {"complexity": value}})
    assert refused.status_code == 422
    assert codes(refused)[0][1] == "ratings.complexity"
    trust = admin.post(
        f"relationships/{kept.pk}/trust", {"direction": "CUSTOMER_TO_SUPPLIER", "level": value}
    )
    assert trust.status_code == 422
    assert codes(trust)[0][1] == "level"


def test_all_reasons_come_at_once(admin, kept) -> None:
    refused = admin.post(
        f"relationships/{kept.pk}/contracts", {"start": "x", "value": "y", "kind": "Z", "colour": 1}
    )
    assert {name for _code, name in codes(refused)} == {"start", "value", "kind", "colour"}


def test_an_extreme_attitude_takes_evidence_and_an_odd_choice_a_reason(admin, kept) -> None:
    at = f"relationships/{kept.pk}"
    refused = admin.post(f"{at}/facts", {"ratings": {"attitude_supplier": 1}})
    assert codes(refused) == [("EVIDENCE_REQUIRED", "ratings.attitude_supplier")]
    refused = admin.post(f"{at}/classifications", {"chosen_type": "VENTURE", "trust_target": 1})
    assert codes(refused) == [("REASON_REQUIRED", "reason")]
    refused = admin.put(f"{at}/arrangements/BENCHMARK", {"state": "NOT_APPLICABLE"})
    assert codes(refused) == [("REASON_REQUIRED", "reason")]
    assert codes(admin.put(f"{at}/arrangements/CAKE", {"state": "PRESENT"})) == [("UNKNOWN_CODE", "kind")]


def test_there_is_one_of_some_things(admin) -> None:
    portfolio = b.portfolio()
    given = {"unit": "ROOT", "party": b.relationship().party_id, "our_role": "CUSTOMER"}
    given |= {"portfolio": portfolio.pk, "external_key": "K-1"}
    assert admin.post("relationships", given).status_code == 201
    refused = admin.post("relationships", given)
    assert (refused.status_code, codes(refused)) == (409, [("DUPLICATE", "external_key")])


BODIES = [
    (b"{", 400, "MALFORMED"),
    (b"", 422, "REQUIRED"),
    (b"\xff\xfe{}", 400, "MALFORMED"),
    (b'{"name": "\xe9"}', 400, "MALFORMED"),
    (b'{"name": NaN}', 400, "MALFORMED"),
    (b'{"name": Infinity}', 400, "MALFORMED"),
    (b'{"name": "a", "name": "b"}', 400, "MALFORMED"),
    (b'{"\\ud800": 1, "\\ud800": 2}', 400, "MALFORMED"),
    (b"[]", 422, "WRONG_TYPE"),
    (b'"text"', 422, "WRONG_TYPE"),
    (b"null", 422, "WRONG_TYPE"),
    (b"1e400", 422, "WRONG_TYPE"),
    (b"9" * 5_000, 400, "MALFORMED"),
    (b"[" * 100_000 + b"]" * 100_000, 400, "MALFORMED"),
    (b'{"name":' + b"[" * 50 + b"]" * 50 + b"}", 400, "MALFORMED"),
    (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, 400, "MALFORMED"),
    (b'{"name": "' + b"x" * 10_000_000 + b'"}', 413, "TOO_LARGE"),
]


@pytest.mark.parametrize(("sent", "status", "code"), BODIES, ids=[str(at) for at in range(len(BODIES))])
def test_a_body_that_cant_be_read(admin, sent, status, code) -> None:
    refused = admin.post("parties", sent)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert len(refused.content) < 5_000
    assert Party.objects.count() == 0


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "x" * 300,
    ],
)
def test_only_json_is_read(admin, kind) -> None:
    refused = admin.client.generic(
        "POST", "/api/v1/parties", data=b'{"name": "A"}', content_type=kind, headers=admin.headers
    )
    assert (refused.status_code, refused.json()["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_only_json_is_given(admin) -> None:
    refused = admin.get("parties", Accept="text/html")
    assert (refused.status_code, refused.json()["code"]) == (406, "NOT_ACCEPTABLE")
    assert admin.get("parties", Accept="text/html, application/json;q=0.5").status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "BREW"])
def test_a_method_that_isnt_there(admin, method) -> None:
    refused = admin.call(method, "parties")
    assert (refused.status_code, refused.json()["code"]) == (405, "METHOD_NOT_ALLOWED")
    assert "GET" in refused["Allow"]
    assert "POST" in refused["Allow"]


@pytest.mark.parametrize(
    "path", ["", "nothing", "parties/", "relationships/1/nothing", "a\x00b", "%00", "%ff"]
)
def test_an_address_that_isnt_there(admin, path) -> None:
    refused = admin.get(path)
    assert (refused.status_code, refused.json()["code"]) == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    "id", ["0", "-1", "x", "999", "9" * 40, "%00", "1%00", "%ED%A0%80", "1.0", "٣", "null"]
)
def test_a_record_that_isnt_there(admin, kept, id) -> None:
    for path in ("relationships", "contracts", "parties", "units", "safeguards", "classifications"):
        refused = admin.get(f"{path}/{id}")
        assert (refused.status_code, refused.json()["code"]) == (404, "NOT_FOUND")
        assert "Traceback" not in refused.content.decode()


PARAMETERS = [
    ("colour=red", "UNKNOWN_PARAMETER", "colour"),
    ("format=xml", "INVALID_FILTER", "format"),
    ("verdict=GOOD", "INVALID_FILTER", "verdict"),
    ("verdict=", "INVALID_FILTER", "verdict"),
    ("score_min=NaN", "INVALID_FILTER", "score_min"),
    ("q=a&q=b", "INVALID_FILTER", "q"),
    ("q=%00", "INVALID_FILTER", "q"),
    ("q=" + "x" * 300, "INVALID_FILTER", "q"),
    ("unit=NOWHERE", "INVALID_FILTER", "unit"),
    ("party=" + "9" * 30, "INVALID_FILTER", "party"),
    ("id=" + "9" * 30, "INVALID_FILTER", "id"),
    ("changed_since=0000-01-01", "INVALID_FILTER", "changed_since"),
    ("changed_since=9999-12-31T23:59:59-12:00", "INVALID_FILTER", "changed_since"),
    ("value_min=1", "CURRENCY_MISSING", "currency"),
    ("limit=0", "INVALID_FILTER", "limit"),
    ("limit=1001", "INVALID_FILTER", "limit"),
    ("limit=x", "INVALID_FILTER", "limit"),
    ("limit=1&limit=2", "INVALID_FILTER", "limit"),
    ("count=maybe", "INVALID_FILTER", "count"),
    ("after=x", "INVALID_CURSOR", "after"),
    ("after=%00", "INVALID_CURSOR", "after"),
    ("after=" + "A" * 9_000, "INVALID_CURSOR", "after"),
    ("ordering=colour", "INVALID_FILTER", "ordering"),
]


@pytest.mark.parametrize(("asked", "code", "field"), PARAMETERS, ids=[each[0][:30] for each in PARAMETERS])
def test_a_list_that_cant_be_asked(admin, kept, asked, code, field) -> None:
    refused = admin.get(f"relationships?{asked}")
    assert refused.status_code == (422 if code == "CURRENCY_MISSING" else 400)
    assert codes(refused) == [(code, field)]


def test_parameters_are_refused_where_there_are_none(admin, kept) -> None:
    for path in (f"relationships/{kept.pk}", "me", f"relationships/{kept.pk}/verdict", "units/ROOT/history"):
        refused = admin.get(path + "?colour=red")
        assert (refused.status_code, codes(refused)) == (400, [("UNKNOWN_PARAMETER", "colour")])
    refused = admin.post("parties?dry=1", {"name": "A"})
    assert codes(refused) == [("UNKNOWN_PARAMETER", "dry")]
    assert codes(admin.get(f"relationships/{kept.pk}/verdict?explain=2")) == [("INVALID_FILTER", "explain")]


def test_a_change_of_what_was_changed_since_is_refused(admin, kept) -> None:
    at = f"relationships/{kept.pk}"
    seen = admin.get(at)["ETag"]
    assert admin.patch(at, {"subject": "First"}, If_Match=seen)["ETag"] == '"2"'
    refused = admin.patch(at, {"subject": "Second"}, If_Match=seen)
    assert (refused.status_code, codes(refused)) == (412, [("STALE", "If-Match")])
    assert admin.patch(at, {"subject": "Second"}, If_Match='"7", "2"').status_code == 200
    assert admin.patch(at, {"subject": "Third"}, If_Match="*").status_code == 200
    assert admin.patch(at, {"subject": "Fourth"}, If_Match="abc").status_code == 412
    for refused in (
        admin.patch(at, {"subject": "Fifth"}, If_Match=None),
        admin.delete(at, If_Match=None),
        admin.put("principle-sets/1/stakeholders", {"users": []}, If_Match=None),
    ):
        assert (refused.status_code, codes(refused)) == (428, [("PRECONDITION_REQUIRED", "If-Match")])
    assert admin.get(at).json()["subject"] == "Third"


UNREADABLE = [
    (b"{", "op regel 1, kolom 2 is het geen JSON.", None),
    (b'{"name": NaN}', "NaN is geen JSON.", None),
    (b"9" * 5_000, "er staat een getal met te veel cijfers in.", None),
    (b'{"name": "a", "name": "b"}', "“name” staat er twee keer.", "name"),
    (b"\xff", "byte 1 is geen UTF-8.", None),
    (b"[" * 50 + b"]" * 50, "het is dieper genest dan 12 niveaus.", None),
    (b"[" * 100_000, "het is dieper genest dan 12 niveaus.", None),
]


@pytest.mark.parametrize(("sent", "why", "field"), UNREADABLE, ids=[str(at) for at in range(len(UNREADABLE))])
def test_what_cant_be_read_is_said_in_the_language_asked_for(admin, sent, why, field) -> None:
    (told,) = admin.post("parties", sent, Accept_Language="nl").json()["errors"]
    assert (told["code"], told["field"]) == ("MALFORMED", field)
    assert told["message"].endswith(why)


def test_a_number_of_another_length_is_said_in_the_language_asked_for(admin) -> None:
    given = {"name": "A", "identifiers": [{"scheme": "KVK", "value": "12"}]}
    (told,) = admin.post("parties", given, Accept_Language="nl").json()["errors"]
    assert told["message"].endswith("het heeft 2 cijfers in plaats van 8.")
    (told,) = admin.post("parties", given).json()["errors"]
    assert told["message"].endswith("it has 2 digits, not 8.")


def test_no_message_shows_a_value_as_python_writes_it(admin, kept) -> None:
    at = f"relationships/{kept.pk}"
    refused = [
        admin.post(f"{at}/classifications", {}),
        admin.post(f"{at}/classifications", {"chosen_type": True, "trust_target": [2]}),
        admin.post(f"{at}/trust", {"direction": None, "level": None}),
        admin.post(f"{at}/contracts", {"kind": True, "term_months": [1], "value": {}, "parent": [1]}),
        admin.get("relationships?limit=1&limit=2&q=a&q=b&score_min=1&score_min=2"),
    ]
    told = [each for answer in refused for each in answer.json()["errors"]]
    assert [(each["code"], each["field"]) for each in told[:6]] == [
        ("REQUIRED", "chosen_type"),
        ("REQUIRED", "trust_target"),
        ("WRONG_TYPE", "chosen_type"),
        ("WRONG_TYPE", "trust_target"),
        ("REQUIRED", "direction"),
        ("REQUIRED", "level"),
    ]
    for each in told:
        assert not any(word in each["message"] for word in ("None", "True", "[", "{", "bool")), each
    assert admin.get("relationships?limit=1&limit=2").json()["detail"] == (
        "“1,2” can't be used here: several values are given; this takes one."
    )


def test_who_may_do_it_nowhere_is_told_so_without_a_unit(as_user) -> None:
    reader = as_user(b.user("READER", b.unit("N")))
    refused = reader.post("parties", {"name": "A"}).json()
    assert (refused["code"], refused["status"]) == ("NOT_ALLOWED", 403)
    assert "in any unit" in refused["detail"] and "–" not in refused["detail"]


def test_the_root_is_below_none(admin) -> None:
    north = admin.post("units", {"code": "N", "name": "N", "parent": "ROOT"}).json()
    assert codes(admin.patch("units/ROOT", {"parent": north["id"]})) == [("CYCLE", "parent")]


def test_a_contract_says_what_is_to_be_said_beside_its_dates(admin, kept) -> None:
    given = {"start": "2030-01-01", "term_months": 12, "stated_end": "2031-01-31", "term_kind": "FIXED"}
    contract = admin.post(f"relationships/{kept.pk}/contracts", given).json()
    assert contract["term_remarks"][0] == {
        "code": "STATED_END_DIFFERS",
        "stated": "2031-01-31",
        "computed": "2030-12-31",
    }
    assert contract["days_left"]["current_end"] == (date(2031, 1, 31) - timezone.localdate()).days
    assert contract["days_left"]["option_deadline"] is None


def test_a_line_never_erases_the_value(admin, kept) -> None:
    given = {"title": "Catering", "value": "2335500.00", "currency": "EUR"}
    contract = admin.post(f"relationships/{kept.pk}/contracts", given).json()
    at = f"contracts/{contract['id']}"
    assert codes(admin.post(f"{at}/lines", {})) == [("REQUIRED", "amount")]
    assert admin.get(at).json()["value"] == "2335500.00"
    assert admin.post(f"{at}/lines", {"amount": "50.00"}).status_code == 201
    assert admin.get(at).json()["value"] == "2335550.00"
    assert codes(admin.patch(at, {"currency": ""})) == [("CURRENCY_MISSING", "currency")]


def test_messages_are_in_the_language_asked_for(admin) -> None:
    english = admin.post("parties", {}, Accept_Language="en").json()
    dutch = admin.post("parties", {}, Accept_Language="nl-BE, fr;q=0.5").json()
    assert english["detail"] == "This is required. Give a value."
    assert dutch["detail"] != english["detail"]
    assert (english["code"], english["errors"][0]["field"]) == (dutch["code"], dutch["errors"][0]["field"])


def test_a_problem_has_the_shape_of_rfc_9457(admin) -> None:
    problem = admin.post("parties", {}).json()
    assert problem == {
        "type": "urn:counterpart:problem:REQUIRED",
        "title": "Unprocessable Entity",
        "status": 422,
        "code": "REQUIRED",
        "detail": "This is required. Give a value.",
        "errors": [{"code": "REQUIRED", "field": "name", "message": "This is required. Give a value."}],
    }


def test_what_goes_wrong_on_our_side_says_no_more_than_that(admin, monkeypatch) -> None:
    def burst(*args, **options):
        raise RuntimeError("SELECT secret FROM /etc/passwd")

    monkeypatch.setattr("api.rest.views.parties.create_party", burst)
    admin.client.raise_request_exception = False
    broken = admin.post("parties", {"name": "A"})
    assert (broken.status_code, broken.json()["code"]) == (500, "UNEXPECTED")
    assert "secret" not in broken.content.decode()
    assert broken["X-Request-ID"] in broken.json()["detail"]


def test_a_body_is_utf_8_json(admin) -> None:
    made = admin.post("parties", json.dumps({"name": "Œuvre Ĳssel 名"}, ensure_ascii=False).encode())
    assert made.status_code == 201
    assert "Œuvre Ĳssel 名".encode() in made.content
