"""Saved queries in GraphQL: the same acts, refused alike."""

from __future__ import annotations

import pytest

from access.models import SavedQuery
from tests import builders as b
from tests.api.graphql.conftest import Asking

pytestmark = pytest.mark.django_db
CREATE = """mutation ($input: SavedQueryInput!) { createSavedQuery(input: $input) {
  ok errors { code field } savedQuery: query { pk name shared document variables version
    unit { code } owner { username } parameters { name type required } } } }"""
DOCUMENT = "query ($q: Text!) { contractFacts(q: $q) { number } }"


def test_a_saved_query_from_its_making_to_its_removal() -> None:
    ask = Asking(b.user("SOURCING_MANAGER", username="keeper"), "WRITE")
    made = ask.done(CREATE, input={"name": "mine", "document": DOCUMENT, "unit": "ROOT"})["savedQuery"]
    pk = made.pop("pk")
    assert made == {
        "name": "mine",
        "shared": True,
        "document": DOCUMENT,
        "variables": {},
        "version": 1,
        "unit": {"code": "ROOT"},
        "owner": {"username": "keeper"},
        "parameters": [{"name": "q", "type": "Text!", "required": True}],
    }
    change = """mutation ($id: Reference!, $version: Int, $input: SavedQueryInput!) {
      changeSavedQuery(id: $id, version: $version, input: $input) {
        ok errors { code field } query { version parameters { required } history { act } } } }"""
    given = {"variables": {"q": "x"}}
    assert ask.refused(change, id=pk, version=7, input=given) == [("STALE", "version")]
    assert ask.done(change, id=pk, version=1, input=given)["query"] == {
        "version": 2,
        "parameters": [{"required": False}],
        "history": [{"act": "CHANGED"}, {"act": "CREATED"}],
    }
    found = ask('{ savedQueries(name: "mine") { totalCount edges { node { name } } } }')
    assert found["savedQueries"] == {"totalCount": 1, "edges": [{"node": {"name": "mine"}}]}
    ask.done(
        "mutation ($id: Reference!) { removeSavedQuery(id: $id) { ok errors { code } removedId } }", id=pk
    )
    assert not SavedQuery.objects.exists()


def test_what_cant_be_saved_is_refused_as_at_rest() -> None:
    ask = Asking(b.user("READER"), "WRITE")
    for given, reason in (
        ({"name": "x", "document": "{ me { pk } }"}, ("MALFORMED", "document")),
        ({"name": "x.y", "document": DOCUMENT}, ("WRONG_TYPE", "name")),
        ({"name": "x"}, ("REQUIRED", "document")),
        ({"name": "x", "document": DOCUMENT, "unit": "ROOT"}, ("NOT_ALLOWED", None)),
    ):
        assert ask.refused(CREATE, input=given) == [reason]


def test_a_list_of_saved_queries_takes_as_many_statements_for_three_as_for_one(queries) -> None:
    ask = Asking(b.user("SOURCING_MANAGER"), "WRITE")
    listed = """{ savedQueries { edges { node { name shared unit { code } owner { username } variables
      parameters { name } } } } }"""
    for times, shared in ((1, "ROOT"), (2, b.unit("BELOW").code)):
        for at in range(times):
            ask.done(CREATE, input={"name": f"{shared.lower()}-{at}", "document": DOCUMENT, "unit": shared})
        ask(listed)
        with queries(4):  # the token, saved queries, their units, their owners
            found = ask(listed)["savedQueries"]["edges"]
        with queries(2):  # the token, saved queries
            page = ask.client.get("/api/v1/saved-queries", headers=ask.headers).json()
        assert len(found) == len(page["items"]) == (1 if times == 1 else 3)
