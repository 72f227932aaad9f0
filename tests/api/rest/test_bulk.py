"""Many records made and changed in one request."""

from __future__ import annotations

import pytest

from relationships.models import Contract, Party, Relationship
from tests import builders as b
from tests.api.rest.conftest import Caller, codes


def outcomes(response) -> list[tuple[int, list[tuple[str, str | None]]]]:
    return [
        (each["status"], [(error["code"], error["field"]) for error in each["errors"]])
        for each in response.json()["items"]
    ]


def party(caller: Caller, name: str) -> Party:
    return Party.objects.get(pk=caller.post("parties", {"name": name}).json()["id"])


def test_each_item_has_its_own_answer(admin) -> None:
    kept = party(admin, "Kept")
    answer = admin.post(
        "parties/bulk",
        {
            "items": [
                {"name": "New", "country": "NL"},
                {"name": "", "country": "XX"},
                {"id": kept.pk, "version": 1, "country": "BE"},
                {"id": kept.pk, "version": 1, "country": "DE"},
                {"id": kept.pk, "country": "DE"},
                {"id": kept.pk, "version": "*", "country": "FR"},
                {"id": 999_999, "version": 1},
                {"name": "A", "version": 1},
                {"name": "A", "colour": "red"},
                7,
            ]
        },
    )
    assert answer.status_code == 200, answer.json()
    assert outcomes(answer) == [
        (201, []),
        (422, [("REQUIRED", "name"), ("COUNTRY_UNKNOWN", "country")]),
        (200, []),
        (412, [("STALE", "version")]),
        (428, [("PRECONDITION_REQUIRED", "version")]),
        (200, []),
        (422, [("NOT_FOUND", "id")]),
        (422, [("REQUIRED", "id")]),
        (422, [("UNKNOWN_FIELD", "colour")]),
        (422, [("WRONG_TYPE", None)]),
    ]
    told = answer.json()
    assert (told["made"], told["changed"], told["refused"]) == (1, 2, 7)
    new = Party.objects.get(name="New")
    assert [(each["index"], each["id"], each["version"]) for each in told["items"][:4]] == [
        (0, new.pk, 1),
        (1, None, None),
        (2, kept.pk, 2),
        (3, None, None),
    ]
    kept.refresh_from_db()
    assert (kept.country, kept.version) == ("FR", 3)
    assert Party.objects.count() == 2


def test_all_or_nothing(admin) -> None:
    kept = party(admin, "Kept")
    items = [{"name": "New"}, {"id": kept.pk, "version": 7, "country": "BE"}, {"name": ""}]
    refused = admin.post("parties/bulk", {"items": items, "all_or_nothing": True})
    assert (refused.status_code, codes(refused)) == (
        412,
        [("STALE", "items.1.version"), ("REQUIRED", "items.2.name")],
    )
    kept.refresh_from_db()
    assert (Party.objects.count(), kept.version) == (1, 1)

    items = [{"name": "New"}, {"id": kept.pk, "version": 1, "country": "BE"}]
    done = admin.post("parties/bulk", {"items": items, "all_or_nothing": True})
    assert outcomes(done) == [(201, []), (200, [])]
    assert Party.objects.count() == 2


def test_relationships_and_contracts(admin) -> None:
    asked = {"unit": b.root().code, "party": party(admin, "Veldhuis").pk, "our_role": "CUSTOMER"}
    made = admin.post("relationships/bulk", {"items": [{**asked, "subject": "A"}, {**asked, "subject": "B"}]})
    first, second = (each["id"] for each in made.json()["items"])
    assert sorted(Relationship.objects.values_list("pk", "subject")) == [(first, "A"), (second, "B")]

    contract = {"relationship": first, "number": "C-1", "value": "1200.50", "currency": "EUR"}
    made = admin.post("contracts/bulk", {"items": [contract, {"number": "C-2"}]})
    assert outcomes(made) == [(201, []), (422, [("REQUIRED", "relationship")])]
    held = {"id": made.json()["items"][0]["id"], "version": 1}
    changed = admin.post("contracts/bulk", {"items": [{**held, "title": "Catering"}]})
    assert outcomes(changed) == [(200, [])]
    assert Contract.objects.get().title == "Catering"
    moved = admin.post("contracts/bulk", {"items": [{**held, "version": 2, "relationship": second}]})
    assert outcomes(moved) == [(422, [("UNKNOWN_FIELD", "relationship")])]


def test_rights_and_sight_are_those_of_each_item(admin, as_user) -> None:
    away = b.relationship(unit=b.unit("WEST"))
    lead = as_user(b.user("SOURCING_MANAGER", unit=b.unit("EAST"), username="lead"))
    asked = {"party": party(lead, "P").pk, "our_role": "CUSTOMER"}
    answer = lead.post(
        "relationships/bulk",
        {
            "items": [
                {"id": away.pk, "version": 1, "subject": "Mine"},
                {**asked, "unit": "WEST"},
                {**asked, "unit": "EAST"},
            ]
        },
    )
    assert outcomes(answer)[0] == (422, [("NOT_FOUND", "id")])
    assert [each["status"] for each in answer.json()["items"]][2] == 201
    assert answer.json()["made"] == 1
    reader = as_user(b.user("ADMINISTRATOR", username="reader"), "READ")
    assert codes(reader.post("parties/bulk", {"items": [{"name": "N"}]})) == [("TOKEN_SCOPE", None)]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({}, ("REQUIRED", "items")),
        ({"items": []}, ("REQUIRED", "items")),
        ({"items": {}}, ("WRONG_TYPE", "items")),
        ({"items": [{}] * 501}, ("NUMBER_OUT_OF_RANGE", "items")),
        ({"items": [{"name": "A"}], "all_or_nothing": "perhaps"}, ("WRONG_TYPE", "all_or_nothing")),
        ({"items": [{"name": "A"}], "dry": True}, ("UNKNOWN_FIELD", "dry")),
    ],
)
def test_what_is_no_list_of_items(admin, given, refusal) -> None:
    assert codes(admin.post("parties/bulk", given)) == [refusal]


def test_one_that_we_fail_at_is_told_apart_and_a_key_holds_for_all(admin, monkeypatch) -> None:
    from api.rest.views import bulk

    make = bulk.create_party

    def fails(*, by, given):
        if given["name"] == "Bad":
            raise RuntimeError("secret of the database")
        return make(by=by, given=given)

    monkeypatch.setattr(bulk, "create_party", fails)
    admin.client.raise_request_exception = False
    asked = {"items": [{"name": "Bad"}, {"name": "Good"}]}
    answer = admin.post("parties/bulk", asked, Idempotency_Key="k")
    assert outcomes(answer) == [(500, [("UNEXPECTED", None)]), (201, [])]
    assert b"secret" not in answer.content
    assert admin.post("parties/bulk", asked, Idempotency_Key="k").content == answer.content
    assert Party.objects.count() == 1
