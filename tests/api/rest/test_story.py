"""The main job over REST, from party to verdict, every address on the way."""

from __future__ import annotations

import pytest

from tests import builders as b

pytestmark = pytest.mark.django_db


def test_from_a_party_to_a_verdict(admin) -> None:
    north = admin.post("units", {"code": "NORTH", "name": "North", "parent": "ROOT"})
    assert north.status_code == 201
    assert admin.patch("units/NORTH", {"name": "Region North"}).json()["name"] == "Region North"
    portfolio = admin.post("portfolios", {"unit": "NORTH", "name": "Facilities", "currency": "EUR"}).json()
    assert (portfolio["unit_code"], portfolio["our_role"]) == ("NORTH", None)
    party = admin.post(
        "parties",
        {
            "name": "Veldhuis Catering",
            "aliases": ["Veldhuis"],
            "identifiers": [{"scheme": "CREDITOR", "value": "0042", "issuer": "NORTH"}],
        },
    ).json()
    assert party["identifiers"] == [
        {"scheme": "CREDITOR", "value": "0042", "issuer": north.json()["id"], "issuer_code": "NORTH"}
    ]

    made = admin.post(
        "relationships",
        {
            "unit": "NORTH",
            "portfolio": portfolio["id"],
            "party": party["id"],
            "our_role": "CUSTOMER",
            "subject": "Catering",
            "owner": "admin",
        },
    )
    assert made.status_code == 201
    relationship = made.json()
    at = f"relationships/{relationship['id']}"
    assert made["Location"] == f"http://testserver/api/v1/{at}"
    assert made["ETag"] == '"1"'
    assert (relationship["verdict"], relationship["owner_username"]) == ("UNCLASSIFIED", "admin")

    rated = admin.post(f"{at}/facts", {"ratings": b.CATERING, "evidence": "Workshop"})
    assert rated.status_code == 201
    facts = {each["fact"]: each for each in rated.json()}
    assert (facts["complexity"]["value"], facts["complexity"]["source"]) == (2, "ASSESSED")
    assert facts["viability_customer"]["value"] is None
    assert admin.get(f"{at}/facts").json() == rated.json()

    for direction in ("CUSTOMER_TO_SUPPLIER", "SUPPLIER_TO_CUSTOMER"):
        assert admin.post(f"{at}/trust", {"direction": direction, "level": 3}).status_code == 201
    assert [each["level"] for each in admin.get(f"{at}/trust").json()["items"]] == [3, 3]

    kinds = admin.get("safeguard-kinds?level=2")
    assert kinds.status_code == 200, kinds.json()
    kind = kinds.json()["items"][0]["code"]
    safeguard = admin.post(f"{at}/safeguards", {"kind": kind, "active_from": "2026-01-01"}).json()
    ended = admin.patch(f"safeguards/{safeguard['id']}", {"active_to": "2026-12-31"}, If_Match='"1"')
    assert (ended.json()["active_to"], ended["ETag"]) == ("2026-12-31", '"2"')

    decision = admin.post(f"{at}/classifications", {"chosen_type": "SERVICE", "trust_target": 2})
    assert decision.status_code == 201
    assert decision.json()["recommendation"]["recommended_type"] == "SERVICE"
    admin.post(f"{at}/classifications", {"chosen_type": "INTEGRATED", "trust_target": 4, "reason": "Try"})
    past = admin.get(f"{at}/classifications?current=false").json()["items"]
    assert [each["chosen_type"] for each in past] == ["SERVICE"]

    verdict = admin.get(f"{at}/verdict?explain=1").json()
    assert verdict["verdict"] == "MISFIT"
    assert verdict["flags"][0] == {
        "code": "OVER",
        "levels": 2,
        "covered": None,
        "residual": None,
        "side": None,
    }
    assert verdict["explanation"]["language"] == "en"
    assert verdict["explanation"]["what_would_change"]
    assert admin.get(f"{at}/verdict").json()["explanation"] is None
    dutch = admin.get(f"{at}/verdict?explain=1", Accept_Language="nl").json()["explanation"]
    assert dutch["language"] == "nl"
    assert dutch["summary"] != verdict["explanation"]["summary"]

    to_do = admin.get(f"{at}/arrangements").json()
    assert [each["kind"] for each in to_do][:2] == ["IP_CLAUSE", "JOINT_LEAD"]
    said = admin.put(f"{at}/arrangements/IP_CLAUSE", {"state": "PRESENT"})
    assert (said.status_code, said.json()["state"]) == (200, "PRESENT")

    other = admin.post("parties", {"name": "Sub BV"}).json()
    further = admin.post(f"{at}/further-parties", {"party": other["id"], "part": "SUBCONTRACTOR"})
    assert further.status_code == 201
    assert [each["part"] for each in admin.get(at).json()["further_parties"]] == ["SUBCONTRACTOR"]
    assert admin.delete(f"further-parties/{further.json()['id']}").status_code == 204

    history = admin.get(f"{at}/history").json()
    assert [each["act"] for each in history] == ["CREATED"]
    assert (history[0]["who"], history[0]["door"]) == ("admin", "REST")

    listed = admin.get("relationships?verdict=MISFIT&count=1").json()
    assert (listed["count"], listed["items"][0]["flags"][0]) == (1, "OVER")


def test_a_contract_with_its_lines_and_dates(admin) -> None:
    relationship = b.relationship(portfolio=b.portfolio(currency="EUR"))
    made = admin.post(
        f"relationships/{relationship.pk}/contracts",
        {
            "number": "C-1",
            "start": "2018-09-27",
            "term_months": 36,
            "renewal_months": 12,
            "notice_count": 3,
            "notice_unit": "MONTHS",
            "value": "1234.5",
        },
    )
    assert made.status_code == 201
    contract = made.json()
    assert (contract["value"], contract["currency"]) == ("1234.50", "EUR")
    assert contract["notice_deadline"] is not None
    at = f"contracts/{contract['id']}"
    line = admin.post(f"{at}/lines", {"description": "Lunches", "amount": "1000.00"})
    assert (line.status_code, line.json()["currency"]) == (201, "EUR")
    admin.post(f"{at}/lines", {"description": "Credit", "amount": "-0.10", "credit": True})
    assert admin.get(at).json()["value"] == "2234.40"  # the value stated before is a line of its own
    assert codes_of(admin.patch(at, {"value": "1.00"})) == ["LINES_ADD_UP"]
    assert (
        admin.patch(f"contract-lines/{line.json()['id']}", {"amount": "2000"}).json()["amount"] == "2000.00"
    )
    assert admin.get(at).json()["value"] == "3234.40"
    assert admin.get("contracts?value_min=3234.40&currency=EUR").json()["items"][0]["id"] == contract["id"]
    assert admin.delete(f"contract-lines/{line.json()['id']}").status_code == 204
    assert admin.delete(at).status_code == 204
    assert admin.get(at).status_code == 404


def codes_of(response) -> list[str]:
    return [each["code"] for each in response.json()["errors"]]


def test_amounts_have_the_decimals_of_their_currency(admin) -> None:
    relationship = b.relationship()
    for currency, sent, told in (
        ("EUR", "9999999999999.99", "9999999999999.99"),
        ("JPY", "1200", "1200"),
        ("KWD", "1.5", "1.500"),
        ("CLF", "0.0001", "0.0001"),
        ("EUR", 0.1, "0.10"),
    ):
        given = {"relationship": relationship.pk, "value": sent, "currency": currency}
        assert admin.post("contracts", given).json()["value"] == told


def test_the_parties_of_a_filtered_list_are_rated_at_once(admin) -> None:
    portfolio = b.portfolio()
    inside = [b.relationship(portfolio=portfolio) for _ in range(2)]
    outside = b.relationship()
    rated = admin.post(
        "relationships/rate-parties",
        {"filter": {"portfolio": portfolio.pk, "parties_open": True}, "ratings": {"attitude_supplier": 3}},
    )
    assert rated.json() == {"relationships": 2, "ratings": 2, "pending": False}
    values = [
        {each["fact"]: each["value"] for each in admin.get(f"relationships/{one.pk}/facts").json()}
        for one in (*inside, outside)
    ]
    assert [each["attitude_supplier"] for each in values] == [3, 3, None]


def test_a_withdrawn_rating_counts_no_more(admin) -> None:
    relationship = b.relationship()
    rating = b.rating(None, relationship, "complexity", 4)
    assert admin.post(f"facts/{rating.pk}/withdraw").json()["withdrawn_at"] is not None
    assert codes_of(admin.post(f"facts/{rating.pk}/withdraw")) == ["ALREADY_WITHDRAWN"]
    facts = {
        each["fact"]: each["value"] for each in admin.get(f"relationships/{relationship.pk}/facts").json()
    }
    assert facts["complexity"] is None


def test_tables_of_the_installation(admin) -> None:
    made = admin.post(
        "categories",
        {"name": "Kites", "aliases": ["Vliegers"], "cpv_prefixes": ["3745"], "facts": {"complexity": 1}},
    )
    assert made.status_code == 201
    category = made.json()
    assert (category["aliases"], category["cpv_prefixes"], category["facts"]) == (
        ["Vliegers"],
        ["3745"],
        {"complexity": 1},
    )
    changed = admin.patch(f"categories/{category['id']}", {"facts": {"complexity": 2}})
    assert changed.json()["facts"] == {"complexity": 2}
    assert admin.get("categories/Kites").json()["id"] == category["id"]
    assert admin.get("rule-sets?state=IN_FORCE").json()["items"][0]["number"] == 1
    kind = admin.post("safeguard-kinds", {"code": "JOINT", "name": "Joint audit", "level": 3})
    assert kind.status_code == 201
    assert admin.patch("safeguard-kinds/JOINT", {"level": 4}).json()["level"] == 4


def test_who_one_is(admin, as_user) -> None:
    me = as_user(b.user("READER", username="ria"), scope="READ").get("me").json()
    assert (me["username"], me["scope"], me["roles"][0]["role"]) == ("ria", "READ", "READER")
    assert {each["username"] for each in admin.get("users").json()["items"]} >= {"ria", "admin"}


def test_a_relationship_without_a_verdict_is_pending(admin) -> None:
    relationship = b.relationship()
    relationship.verdict.delete()
    assert admin.get("relationships").json()["items"][0]["verdict"] == "PENDING"
    assert admin.get(f"relationships/{relationship.pk}").json()["verdict_detail"] is None
    assert admin.get(f"relationships/{relationship.pk}/verdict").json()["verdict"] == "PENDING"
    assert len(admin.get("relationships?pending=true").json()["items"]) == 1


def test_a_relationship_with_nothing_on_it_is_removed(admin) -> None:
    relationship = b.relationship()
    assert admin.delete(f"relationships/{relationship.pk}", If_Match='"9"').status_code == 412
    assert admin.delete(f"relationships/{relationship.pk}").status_code == 204
    classified = b.relationship()
    b.classification(None, classified)
    assert codes_of(admin.delete(f"relationships/{classified.pk}")) == ["IN_USE"]
