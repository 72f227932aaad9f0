"""Imports through GraphQL: what was found in each list, and what becomes of its rows."""

from __future__ import annotations

import pytest

from imports.models import ImportRun
from tests import builders
from tests.api.graphql.import_worlds import fill

pytestmark = pytest.mark.django_db

ROWS = """{ importRuns(first: 5) { totalCount edges { node {
  pk state fileName counts { created refused } sums { currency amount amountNumber } nothingToDo
  unit { code } portfolio { name } user { username } notes columns { header field }
  questions { code message choices }
  plannedRows(first: 5) { totalCount edges { node {
    number outcome changes { record field old new } was { outcome changes { field } }
    problems(language: "nl") { code cell message } relationship { subject } contract { number }
  } } } } } } }"""


def test_an_import_says_what_was_found_and_what_becomes_of_its_rows(ask) -> None:
    fill(1, ask.user)
    (edge,) = ask(ROWS)["importRuns"]["edges"]
    run = edge["node"]
    assert (run["state"], run["fileName"], run["counts"]) == (
        "PLANNED",
        "W0 0.xlsx",
        {"created": 1, "refused": 1},
    )
    assert run["sums"] == [{"currency": "EUR", "amount": "1.00", "amountNumber": 1.0}]
    (row,) = (each["node"] for each in run["plannedRows"]["edges"])
    assert (row["number"], row["outcome"]) == (1, "UPDATED")
    assert row["changes"] == [{"record": "contract", "field": "title", "old": None, "new": "W0"}]
    assert row["was"] == {"outcome": "CREATED", "changes": [{"field": "title"}]}
    assert row["problems"] == [{"code": "REQUIRED", "cell": "A1", "message": "W0"}]
    assert (row["relationship"]["subject"], row["contract"]["number"]) == ("W 0", "P0")


def test_the_queries_do_not_grow_with_imports(ask, queries) -> None:
    fill(1, ask.user, "A")
    ask("{ me { pk } }")
    with queries(10):
        ask(ROWS)
    fill(3, ask.user, "B")
    ask("{ me { pk } }")  # the token is marked as used once a minute
    with queries(10):
        ask(ROWS)


def test_imports_and_rows_can_be_narrowed(ask) -> None:
    fill(1, ask.user)
    ImportRun.objects.update(state="ASKING")
    told = ask(
        """{ asking: importRuns(state: ["ASKING"]) { totalCount }
          planned: importRuns(state: ["PLANNED"]) { totalCount }
          importRuns { edges { node {
            refused: plannedRows(outcome: ["REFUSED"]) { totalCount }
            otherwise: plannedRows(conflict: true) { totalCount } } } } }"""
    )
    assert (told["asking"]["totalCount"], told["planned"]["totalCount"]) == (1, 0)
    node = told["importRuns"]["edges"][0]["node"]
    assert (node["refused"]["totalCount"], node["otherwise"]["totalCount"]) == (0, 1)


def test_imports_of_other_units_are_not_there(asking) -> None:
    fill(1, builders.user("ADMINISTRATOR", username="owner"), "CANARY")
    asks = asking(builders.user("ADMINISTRATOR", builders.unit("OWN")))
    assert asks("{ importRuns { totalCount edges { node { pk } } } }")["importRuns"] == {
        "totalCount": 0,
        "edges": [],
    }
