"""Merging parties in GraphQL: the same acts and refusals as at every door."""

from __future__ import annotations

from typing import Any

import pytest

from relationships import models as m
from tests import builders as b

pytestmark = pytest.mark.django_db

MERGE = (
    "mutation ($into: Reference!, $other: Reference!, $version: Int, $otherVersion: Int) "
    "{ mergeParties(into: $into, other: $other, version: $version, otherVersion: $otherVersion) "
    "{ ok errors { code field } merge { id otherPk otherName into { name } undoneAt } } }"
)
UNDO = (
    "mutation ($id: Reference!) { undoMerge(id: $id) { ok errors { code field } party { pk name aliases } } }"
)
DUPLICATES = (
    "query ($party: Reference, $reason: Code, $limit: Whole, $after: Text) "
    "{ duplicateParties(party: $party, reason: $reason, limit: $limit, after: $after) "
    "{ total following found { one { pk name } two { pk parent { name } } reason similarity told } } }"
)
PREVIEW = (
    "query ($into: Reference!, $other: Reference!) { mergePreview(into: $into, other: $other) { allowed "
    "into { name } other { name } names numbers moving { relationships aliases subsidiaries } "
    "filled { country place parent { name } } } }"
)


@pytest.fixture
def admin(asking: Any) -> Any:
    return asking(b.user("ADMINISTRATOR"), scope="WRITE")


@pytest.fixture
def pair() -> tuple[m.Party, m.Party]:
    into = b.party(name="Veldhuis Catering", identifiers=[{"scheme": "KVK", "value": "12345678"}])
    numbers = [{"scheme": "KVK", "value": "87654321"}]
    other = b.party(name="Veldhuis Catering B.V.", country="NL", identifiers=numbers)
    for party in (into, other):
        b.relationship(party=party)
    return into, other


def test_from_suggestion_to_merge_and_back(admin: Any, pair: tuple[m.Party, m.Party]) -> None:
    into, other = pair
    found = admin(DUPLICATES)["duplicateParties"]
    assert found == {
        "total": 1,
        "following": None,
        "found": [
            {
                "one": {"pk": into.pk, "name": into.name},
                "two": {"pk": other.pk, "parent": None},
                "reason": "SAME_NAME",
                "similarity": 100,
                "told": "veldhuis catering",
            }
        ],
    }
    assert admin(PREVIEW, into=into.pk, other=other.pk)["mergePreview"] == {
        "allowed": True,
        "into": {"name": into.name},
        "other": {"name": other.name},
        "names": [other.name],
        "numbers": ["KVK"],
        "moving": {"relationships": 1, "aliases": 0, "subsidiaries": 0},
        "filled": {"country": "NL", "place": None, "parent": None},
    }
    merge = admin.done(MERGE, into=into.pk, other=other.pk, version=1, otherVersion=1)["merge"]
    assert (merge["otherPk"], merge["otherName"], merge["into"]) == (
        other.pk,
        other.name,
        {"name": into.name},
    )
    listed = admin("{ partyMerges(standing: true) { totalCount edges { node { id } } } }")["partyMerges"]
    assert listed == {"totalCount": 1, "edges": [{"node": {"id": merge["id"]}}]}
    back = admin.done(UNDO, id=merge["id"])["party"]
    assert back == {"pk": other.pk, "name": other.name, "aliases": []}
    assert admin.refused(UNDO, id=merge["id"]) == [("ALREADY_WITHDRAWN", None)]


def test_two_that_are_told_apart(admin: Any, pair: tuple[m.Party, m.Party]) -> None:
    into, other = pair
    told = admin.done(
        "mutation ($one: Reference!, $two: Reference!) { tellPartiesApart(party: $one, other: $two, "
        'reason: "Vader en zoon.") { ok errors { code } distinction { id reason first { name } } } }',
        one=other.pk,
        two=into.pk,
    )["distinction"]
    assert (told["reason"], told["first"]) == ("Vader en zoon.", {"name": into.name})
    assert admin(DUPLICATES)["duplicateParties"]["total"] == 0
    (listed,) = admin("{ partyDistinctions { edges { node { second { name } } } } }").values()
    assert listed["edges"][0]["node"]["second"] == {"name": other.name}
    admin.done(
        "mutation ($id: Reference!) { tellPartiesApartNoMore(id: $id) { ok errors { code } removedId } }",
        id=told["id"],
    )
    assert admin(DUPLICATES)["duplicateParties"]["total"] == 1


def test_what_is_refused(admin: Any, asking: Any, pair: tuple[m.Party, m.Party]) -> None:
    into, other = pair
    assert admin.refused(MERGE, into=into.pk, other=into.pk) == [("DUPLICATE", "other")]
    assert admin.refused(MERGE, into=into.pk, other=999) == [("NOT_FOUND", "other")]
    assert admin.refused(MERGE, into=into.pk, other=other.pk, otherVersion=9) == [("STALE", "other_version")]
    reader = asking(b.user("READER"))
    assert reader.refused(MERGE, into=into.pk, other=other.pk) == [("NOT_ALLOWED", None)]
    assert reader(PREVIEW, into=into.pk, other=other.pk)["mergePreview"]["allowed"] is False
    nobody = asking(b.user("READER", b.unit("SOUTH")))
    assert nobody(DUPLICATES)["duplicateParties"] == {"total": 0, "following": None, "found": []}
    for asked, code in (({"after": "x"}, "INVALID_CURSOR"), ({"reason": "LOOKS"}, "UNKNOWN_CODE")):
        answer = admin.answer(DUPLICATES, **asked)
        assert [each["extensions"]["code"] for each in answer["errors"]] == [code]
    answer = nobody.answer(PREVIEW, into=into.pk, other=other.pk)
    assert [each["extensions"]["code"] for each in answer["errors"]] == ["NOT_FOUND"]


@pytest.mark.parametrize("records", [1, 3])
def test_as_many_statements_for_three_as_for_one(admin: Any, queries: Any, records: int) -> None:
    for at in range(records):
        parent = b.party(name=f"Holding {at}")
        b.relationship(party=parent)
        for name in ("Zuid", "Zuid B.V."):
            b.relationship(party=b.party(name=f"{'Noord' * (at + 1)} {name}", parent=parent))
    admin("{ me { pk } }")
    with queries(8):
        assert len(admin(DUPLICATES)["duplicateParties"]["found"]) == records
