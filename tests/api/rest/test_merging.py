"""Merging parties at the REST door: suggested, looked at, done, undone; and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from relationships import models as m
from tests import builders as b
from tests.api.rest.conftest import Caller, codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(as_user: Any) -> Caller:
    return as_user(b.user("ADMINISTRATOR"), "WRITE")


@pytest.fixture
def pair() -> tuple[m.Party, m.Party]:
    """Two that may be one, each with a relationship."""
    into = b.party(name="Veldhuis Catering")
    other = b.party(name="Veldhuis Catering B.V.", country="NL", aliases=["Veldhuis"])
    for party in (into, other):
        b.relationship(party=party)
    return into, other


def test_from_suggestion_to_merge_and_back(admin: Caller, pair: tuple[m.Party, m.Party]) -> None:
    into, other = pair
    listed = admin.get("duplicate-parties").json()
    (found,) = listed["items"]
    assert (found["one"]["id"], found["two"]["id"]) == (into.pk, other.pk)
    assert (found["reason"], found["similarity"], found["told"]) == ("SAME_NAME", 100, "veldhuis catering")
    assert (listed["total"], listed["next"]) == (1, None)

    preview = admin.get(f"parties/{into.pk}/merge-preview?other={other.pk}").json()
    assert (preview["into"]["id"], preview["other"]["id"], preview["allowed"]) == (into.pk, other.pk, True)
    assert preview["moving"] == {
        "aliases": 1,
        "identifiers": 0,
        "relationships": 1,
        "further_parts": 0,
        "subsidiaries": 0,
    }
    assert (preview["filled"], preview["names"]) == ({"country": "NL"}, ["Veldhuis Catering B.V."])

    seen = admin.get(f"parties/{into.pk}")["ETag"]
    given = {"other": other.pk, "other_version": 1}
    done = admin.post(f"parties/{into.pk}/merge", given, If_Match=seen)
    assert done.status_code == 201, done.json()
    merge = done.json()
    assert (merge["into"], merge["other"], merge["undone_at"]) == (into.pk, other.pk, None)
    assert done["Location"].endswith(f"/api/v1/party-merges/{merge['id']}")
    assert admin.get(f"parties/{other.pk}").status_code == 404
    held = admin.get(f"parties/{into.pk}").json()
    assert (held["country"], held["aliases"]) == ("NL", ["Veldhuis", "Veldhuis Catering B.V."])
    assert admin.get(f"relationships?party={into.pk}&count=1").json()["count"] == 2
    assert admin.get(f"party-merges?other={other.pk}&standing=true").json()["items"] == [merge]
    assert admin.get("duplicate-parties").json()["total"] == 0

    back = admin.post(f"party-merges/{merge['id']}/undo")
    assert (back.status_code, back.json()["id"], back.json()["aliases"]) == (200, other.pk, ["Veldhuis"])
    assert admin.get(f"party-merges/{merge['id']}").json()["undone_by_username"]
    assert codes(admin.post(f"party-merges/{merge['id']}/undo")) == [("ALREADY_WITHDRAWN", None)]
    assert len(admin.get(f"parties/{other.pk}/history").json()) == 3


def test_two_that_are_told_apart(admin: Caller, pair: tuple[m.Party, m.Party]) -> None:
    into, other = pair
    given = {"party": other.pk, "other": into.pk, "reason": "Vader en zoon."}
    made = admin.post("party-distinctions", given)
    assert made.status_code == 201, made.json()
    told = made.json()
    assert (told["first"], told["second_name"], told["reason"]) == (into.pk, other.name, "Vader en zoon.")
    assert admin.get("duplicate-parties").json()["items"] == []
    assert codes(admin.post("party-distinctions", given)) == [("DUPLICATE", "other")]
    assert admin.get(f"party-distinctions?party={other.pk}").json()["items"] == [told]
    at = f"party-distinctions/{told['id']}"
    assert admin.delete(at, If_Match='"9"').status_code == 412
    assert admin.delete(at, If_Match=made["ETag"]).status_code == 204
    assert admin.get("duplicate-parties").json()["total"] == 1


def test_pages_of_suggestions(admin: Caller) -> None:
    for at in range(3):
        b.relationship(party=b.party(name=f"Gemeente Vught {'.' * at}"))
    first = admin.get("duplicate-parties?limit=2").json()
    assert (len(first["items"]), first["total"]) == (2, 3)
    second = admin.get(first["next"].partition("/api/v1/")[2]).json()
    assert (len(second["items"]), second["next"]) == (1, None)


def test_what_is_refused(admin: Caller, pair: tuple[m.Party, m.Party]) -> None:
    into, other = pair
    at = f"parties/{into.pk}/merge"
    assert codes(admin.post(at, {})) == [("REQUIRED", "other")]
    assert codes(admin.post(at, {"other": into.pk})) == [("DUPLICATE", "other")]
    assert codes(admin.post(at, {"other": 999})) == [("NOT_FOUND", "other")]
    assert codes(admin.post(at, {"other": [1]})) == [("WRONG_TYPE", "other")]
    assert codes(admin.post(at, {"other": other.pk, "colour": 1})) == [("UNKNOWN_FIELD", "colour")]
    assert codes(admin.post(at, {"other": other.pk}, If_Match='"9"')) == [("STALE", "If-Match")]
    seen = {"other": other.pk, "other_version": 9}
    assert codes(admin.post(at, seen)) == [("STALE", "other_version")]
    for path in (
        "duplicate-parties?reason=LOOKS",
        "duplicate-parties?least=12",
        "duplicate-parties?limit=0",
        "duplicate-parties?party=999",
        "duplicate-parties?colour=1",
    ):
        assert admin.get(path).status_code == 400, path
    assert codes(admin.get("duplicate-parties?after=x")) == [("INVALID_CURSOR", "after")]
    for query in ("", "?other=0", "?other=", "?other=1&other=2"):
        assert codes(admin.get(f"parties/{into.pk}/merge-preview{query}")) == [("INVALID_FILTER", "other")]
    assert m.Party.objects.filter(pk=other.pk).exists()


def test_rights_at_this_door(as_user: Any, pair: tuple[m.Party, m.Party]) -> None:
    into, other = pair
    north = b.unit("NORTH")
    for party in pair:
        b.relationship(unit=north, party=party)
    northerner = as_user(b.user("ADMINISTRATOR", north))
    assert northerner.get(f"parties/{into.pk}/merge-preview?other={other.pk}").json()["allowed"] is False
    refused = northerner.post(f"parties/{into.pk}/merge", {"other": other.pk})
    assert codes(refused) == [("NOT_ALLOWED", None)]
    assert "ROOT" not in refused.json()["detail"]
    reader = as_user(b.user("READER", b.unit("SOUTH")))
    assert reader.get("duplicate-parties").json()["total"] == 0
    assert reader.post(f"parties/{into.pk}/merge", {"other": other.pk}).status_code == 404
    assert as_user(b.user("ADMINISTRATOR"), "READ").post(f"parties/{into.pk}/merge", {}).status_code == 403


@pytest.mark.parametrize("records", [1, 3])
def test_as_many_statements_for_three_as_for_one(admin: Caller, queries: Any, records: int) -> None:
    for at in range(records):
        parent = b.party(name=f"Holding {at}")
        for name in ("Zuid", "Zuid B.V."):
            b.relationship(party=b.party(name=f"{'Noord' * (at + 1)} {name}", parent=parent))
    admin.get("me")
    with queries(6):
        assert len(admin.get("duplicate-parties").json()["items"]) == records
