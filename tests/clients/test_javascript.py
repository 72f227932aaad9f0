"""docs/bi/javascript.md, compiled and carried out as it stands by the clients themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.client_tools import NODE, folder
from tests.clients.shown import PAGES, Registry, blocks

pytestmark = [pytest.mark.clients, pytest.mark.one_connection, pytest.mark.django_db]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An application's folder, with what npm installed."""
    (tmp_path / "node_modules").symlink_to(folder(NODE) / "node_modules")
    return tmp_path


def test_relay_compiles_a_list_that_pages_and_its_documents_answer(registry: Registry, place: Path) -> None:
    (settings,) = blocks("javascript.md", "Relay", "json")
    (source,) = blocks("javascript.md", "Relay", "js")
    (place / "relay.config.json").write_text(settings)
    (place / "persisted.json").write_text("{}")
    (place / "schema.graphql").write_text((PAGES.parent / "api" / "schema.graphql").read_text())
    (place / "src").mkdir()
    (place / "src" / "portfolio.js").write_text(source)

    registry.carried_out("node", "node_modules/relay-compiler/cli.js", cwd=place)

    documents = json.loads((place / "persisted.json").read_text()).values()
    asked = {each.split("(")[0].split()[1]: each for each in documents}
    assert set(asked) == {"portfolioQuery", "portfolioPageQuery", "portfolioRowQuery"}
    first = registry.asked(asked["portfolioQuery"], count=3, phase=["OPERATION"])["relationships"]
    after = first["pageInfo"]["endCursor"]
    second = registry.asked(asked["portfolioPageQuery"], count=3, after=after, phase=["OPERATION"])
    nodes = [each["node"] for each in first["edges"] + second["relationships"]["edges"]]
    assert [each["subject"] for each in nodes] == ["K subject", "L subject", "M subject", "GONE subject"]
    row = registry.asked(asked["portfolioRowQuery"], id=nodes[0]["id"])["node"]
    assert [each["node"]["number"] for each in row["contracts"]["edges"]] == ["K-1"]


def test_apollo_puts_the_pages_of_a_list_together(registry: Registry, place: Path) -> None:
    (script,) = blocks("javascript.md", "Apollo Client", "js")
    (place / "paging.mjs").write_text(registry.here(script))

    said = registry.carried_out("node", "paging.mjs", cwd=place).splitlines()

    assert said == ["GONE subject", "K subject", "L subject", "M subject"]
