"""Acts by GraphQL: done, refused with the reasons, or stale; and who may."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from graphene.utils.str_converters import to_camel_case

from relationships.models import Contract, Party, Relationship
from tests import builders

CREATE = """mutation($input: RelationshipInput!) { createRelationship(input: $input) {
  ok errors { code field message } relationship { id pk subject version party { name } unit { code } } } }"""
CHANGE = """mutation($id: Reference!, $version: Int, $input: RelationshipInput!) {
  changeRelationship(id: $id, version: $version, input: $input) {
    ok errors { code field message } relationship { subject version phase } } }"""
CONTRACT = """mutation($of: Reference!, $input: ContractInput!) {
  createContract(relationship: $of, input: $input) {
  ok errors { code field message } contract { number value currency attributes { name text } } } }"""
RATE = """mutation($of: Reference!, $input: RatingsInput!) { rateFacts(relationship: $of, input: $input) {
  ok errors { code field message } ratings { fact value assessedOn assessor { username } } } }"""
CLASSIFY = """mutation($of: Reference!, $input: ClassificationInput!) {
  classify(relationship: $of, input: $input) {
  ok errors { code field message }
  classification { chosenType trustTarget verdict { verdict flags { code } } } } }"""
PARTY = """mutation($input: PartyInput!) { createParty(input: $input) {
  ok errors { code field message }
  party { id name aliases identifiers { scheme value } history { act door who { username } } } } }"""


def test_from_a_party_to_a_decision(ask) -> None:
    party = ask.done(
        PARTY,
        input={
            "name": "Smaakvol B.V.",
            "aliases": ["Smaakvol"],
            "identifiers": [{"scheme": "KVK", "value": "01234567"}],
        },
    )["party"]
    relationship = ask.done(
        CREATE, input={"unit": "ROOT", "party": party["id"], "ourRole": "CUSTOMER", "subject": "Catering"}
    )["relationship"]
    contract = ask.done(
        CONTRACT,
        of=relationship["id"],
        input={"number": "C-1", "value": "1200.50", "currency": "EUR", "attributes": {"Cost centre": "12"}},
    )["contract"]
    ratings = ask.done(RATE, of=relationship["pk"], input={"ratings": builders.CATERING})["ratings"]
    decision = ask.done(CLASSIFY, of=relationship["id"], input={"chosenType": "SERVICE", "trustTarget": 2})[
        "classification"
    ]

    assert party["identifiers"] == [{"scheme": "KVK", "value": "01234567"}]
    assert party["history"] == [{"act": "CREATED", "door": "GRAPHQL", "who": {"username": ask.user.username}}]
    assert relationship["party"] == {"name": "Smaakvol B.V."}
    assert contract["value"] == "1200.50"
    assert contract["attributes"] == [{"name": "Cost centre", "text": "12"}]
    assert len(ratings) == len(builders.CATERING)
    assert decision["chosenType"] == "SERVICE"


def test_bare_words_do_as_codes_in_a_document(ask) -> None:
    payload = ask.done(
        "mutation($party: Reference) { createRelationship("
        'input: {unit: "ROOT", party: $party, ourRole: SUPPLIER}) {'
        " ok errors { code } relationship { ourRole } } }",
        party=builders.party(builders.actor(ask.user)).pk,
    )

    assert payload["relationship"] == {"ourRole": "SUPPLIER"}


def test_a_change_that_saw_an_older_version_is_stale(ask) -> None:
    relationship = builders.relationship(subject="Catering")

    first = ask.done(CHANGE, id=relationship.pk, version=1, input={"phase": "OPERATION"})
    second = ask.refused(CHANGE, id=relationship.pk, version=1, input={"phase": "EXIT"})

    assert first["relationship"] == {"subject": "Catering", "version": 2, "phase": "OPERATION"}
    assert second == [("STALE", "version")]


def test_what_is_not_given_stays_and_null_empties(ask) -> None:
    relationship = builders.relationship(subject="Catering", category="Food", phase="EXIT")

    ask.done(CHANGE, id=relationship.pk, input={"subject": None})

    relationship.refresh_from_db()
    assert (relationship.subject, relationship.category, relationship.phase) == ("", "Food", "EXIT")


def test_a_removal_says_which_id_is_gone(ask) -> None:
    contract = builders.contract(None, builders.relationship(), number="C-1")
    (edge,) = ask("{ contracts { edges { node { id } } } }")["contracts"]["edges"]

    payload = ask.done(
        "mutation($id: Reference!) { removeContract(id: $id) { ok errors { code } removedId } }",
        id=edge["node"]["id"],
    )

    assert payload["removedId"] == edge["node"]["id"]
    assert not Contract.objects.filter(pk=contract.pk).exists()


def test_all_reasons_at_once(ask) -> None:
    refused = ask.refused(CREATE, input={"unit": "NOWHERE", "ourRole": "BUYER", "phase": 3, "party": "x"})

    assert sorted(refused) == [
        ("NOT_FOUND", "party"),
        ("NOT_FOUND", "unit"),
        ("UNKNOWN_CODE", "our_role"),
        ("UNKNOWN_CODE", "phase"),
    ]
    assert Relationship.objects.count() == 0


def test_parties_of_many_relationships_are_rated_at_once(ask) -> None:
    chosen = [builders.relationship() for _ in range(3)]
    query = """mutation($of: [Reference!]!, $input: PartyRatingsInput!) {
      rateParties(relationships: $of, input: $input) { ok errors { code field } ratings { fact value } } }"""

    done = ask.done(query, of=[each.pk for each in chosen], input={"ratings": {"goal_alignment": 4}})
    refused = ask.refused(query, of=[chosen[0].pk, 999_999], input={"ratings": {"goal_alignment": 4}})
    delivery = ask.refused(query, of=[chosen[0].pk], input={"ratings": {"complexity": 4}})

    assert done["ratings"] == [{"fact": "goal_alignment", "value": 4}] * 3
    assert refused == [("NOT_FOUND", "relationships.1")]
    assert delivery[0][0] == "UNKNOWN_CODE"


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("READER", [("NOT_ALLOWED", None)]),
        ("ACCOUNT_MANAGER", []),
        ("SOURCING_MANAGER", []),
    ],
)
def test_keeping_contracts_takes_an_account_manager(asking, role: str, expected: list) -> None:
    relationship = builders.relationship()
    asks = asking(builders.user(role))

    (payload,) = asks(CONTRACT, of=relationship.pk, input={"number": "C-1"}).values()

    assert [(each["code"], each["field"]) for each in payload["errors"]] == expected


def test_a_record_of_another_unit_is_not_there(asking) -> None:
    elsewhere = builders.relationship(unit=builders.unit("OTHER"), subject="canary")
    asks = asking(builders.user("ADMINISTRATOR", builders.unit("OWN")))

    assert asks.refused(CHANGE, id=elsewhere.pk, input={"subject": "mine"}) == [("NOT_FOUND", "id")]
    assert asks.refused(CONTRACT, of=elsewhere.pk, input={"number": "1"}) == [("NOT_FOUND", "relationship")]


def test_an_id_of_another_kind_is_not_there(ask) -> None:
    relationship = builders.relationship()
    (edge,) = ask("{ parties { edges { node { id } } } }")["parties"]["edges"]

    assert ask.refused(CHANGE, id=edge["node"]["id"], input={}) == [("NOT_FOUND", "id")]
    assert relationship.pk


def test_units_users_and_roles(ask) -> None:
    ask.done(
        'mutation { createUnit(input: {code: "CARE", name: "Care", parent: "ROOT"}) {'
        " ok errors { code } unit { code } } }"
    )
    ask.done(
        'mutation($p: String) { createUser(input: {username: "ann", fullName: "Ann"}, password: $p) {'
        " ok errors { code field } user { username } } }",
        p="correct-horse-battery",
    )
    payload = ask.done(
        'mutation { grantRole(input: {user: "ann", unit: "CARE", role: READER}) {'
        " ok errors { code field } roleAssignment { role user { username } unit { code } } } }"
    )

    assert payload["roleAssignment"] == {
        "role": "READER",
        "user": {"username": "ann"},
        "unit": {"code": "CARE"},
    }


# The same code, field and message as REST, for what is wrong in what is given.

BAD: dict[str, tuple[str, dict[str, Any]]] = {
    "unknown code": ("relationship", {"our_role": "BUYER"}),
    "code of another kind": ("relationship", {"phase": ["EXIT"]}),
    "name too long": ("party", {"name": "x" * 10_000}),
    "no name": ("party", {"name": "  "}),
    "nul": ("party", {"name": "a\u0000b"}),
    "lone surrogate": ("party", {"name": "a\ud800b"}),
    "control character": ("party", {"name": "a\u0007b"}),
    "wrong country": ("party", {"name": "x", "country": "XX"}),
    "wrong identifier": ("party", {"name": "x", "identifiers": [{"scheme": "KVK", "value": "12"}]}),
    "unknown scheme": ("party", {"name": "x", "identifiers": [{"scheme": "SSN", "value": "12"}]}),
    "name of another kind": ("party", {"name": 12}),
    "day before 1900": ("contract", {"start": "1899-12-31"}),
    "day after 9999": ("contract", {"start": "10000-01-01"}),
    "no day": ("contract", {"start": "2026-02-30"}),
    "day of another kind": ("contract", {"start": 20260101}),
    "end before start": ("contract", {"start": "2026-02-01", "stated_end": "2026-01-01"}),
    "nan amount": ("contract", {"value": "NaN", "currency": "EUR"}),
    "negative amount": ("contract", {"value": "-1", "currency": "EUR"}),
    "amount too large": ("contract", {"value": 10**20, "currency": "EUR"}),
    "amount too precise": ("contract", {"value": "1.001", "currency": "EUR"}),
    "amount of another kind": ("contract", {"value": [1], "currency": "EUR"}),
    "no currency": ("contract", {"value": 5}),
    "wrong currency": ("contract", {"value": 5, "currency": "EURO"}),
    "wrong cpv": ("contract", {"cpv": "abc"}),
    "wrong number": ("contract", {"term_months": 1.5}),
    "number too large": ("contract", {"term_months": 99_999}),
    "half a period": ("contract", {"notice_count": 3}),
    "wrong options": ("contract", {"options": "twelve"}),
    "level outside the scale": ("ratings", {"ratings": {"complexity": 6}}),
    "level of another kind": ("ratings", {"ratings": {"complexity": "high"}}),
    "unknown fact": ("ratings", {"ratings": {"colour": 3}}),
    "ratings of nothing": ("ratings", {"ratings": {"complexity": None, "access": True}}),
    "a list for a code": ("contract", {"kind": ["ORDER"], "term_months": [1], "value": True}),
    "no months": ("contract", {"term_months": 0, "renewal_months": 0}),
    "an address that acts": ("contract", {"document": "javascript:alert(1)"}),
    "some of it can be read": ("contract", {"kind": "Z", "start": "2026-02-01", "stated_end": "2026-01-01"}),
    "no type": ("classifications", {"chosen_type": None, "trust_target": None}),
    "no ratings": ("ratings", {"ratings": {}}),
    "a day to come": ("ratings", {"ratings": {"complexity": 3}, "assessed_on": "9000-01-01"}),
    "attitude without evidence": ("ratings", {"ratings": {"attitude_supplier": 1}}),
    "trust target outside the scale": ("classifications", {"chosen_type": "SPOT", "trust_target": 9}),
    "unknown type": ("classifications", {"chosen_type": "PARTNERSHIP", "trust_target": 2}),
    "no reason": ("classifications", {"chosen_type": "VENTURE", "trust_target": 5}),
}
_REST = {
    "relationship": "relationships",
    "party": "parties",
    "contract": "relationships/{pk}/contracts",
    "ratings": "relationships/{pk}/facts",
    "classifications": "relationships/{pk}/classifications",
}
_GRAPHQL = {
    "relationship": CREATE,
    "party": PARTY,
    "contract": CONTRACT,
    "ratings": RATE,
    "classifications": CLASSIFY,
}


def camel(given: dict[str, Any]) -> dict[str, Any]:
    return {to_camel_case(name): value for name, value in given.items()}


@pytest.mark.parametrize("what", BAD)
def test_rest_and_graphql_refuse_the_same_in_the_same_words(ask, what: str) -> None:
    kind, given = BAD[what]
    relationship = builders.relationship()
    builders.rate(None, relationship)
    parties, contracts = Party.objects.count(), Contract.objects.count()
    more = {}
    if kind == "relationship":
        given = {"unit": "ROOT", "party": relationship.party_id, "our_role": "CUSTOMER", **given}
    if kind not in ("relationship", "party"):
        more = {"of": relationship.pk}

    (payload,) = ask(_GRAPHQL[kind], input=camel(given), **more).values()
    rest = Client(raise_request_exception=False).post(
        "/api/v1/" + _REST[kind].format(pk=relationship.pk),
        json.dumps(given),
        content_type="application/json",
        headers=ask.headers,
    )

    assert payload["ok"] is False
    assert payload["errors"] == rest.json()["errors"]
    assert (Party.objects.count(), Contract.objects.count()) == (parties, contracts)
