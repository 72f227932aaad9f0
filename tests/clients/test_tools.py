"""docs/bi/tools.md: every address, header and document that it tells to give a tool, asked over HTTP."""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import shutil
from base64 import b64encode
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from access.actions.saved_queries import create_saved_query
from tests import builders as b
from tests.clients.shown import HOST, PAGES, Registry, blocks, section

pytestmark = [pytest.mark.django_db, pytest.mark.one_connection]
PAGE = "tools.md"
INTRODUCTION = (PAGES / PAGE).read_text(encoding="utf-8").split("\n## ")[0]
SAVED = [json.loads(each) for each in re.findall(r"```json\n(.*?)```", INTRODUCTION, re.S)]
# Where nothing may be left out, its absence fails.
LACKING = shutil.which("curl") is None and os.environ.get("REQUIRE_ALL", "") in ("", "0")


@pytest.fixture
def saved(registry: Registry) -> Registry:
    """The registry with the queries that the page tells to save."""
    for each in SAVED:
        create_saved_query(by=b.actor(registry.reader), given=each)
    return registry


def basic(registry: Registry) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"bi:{registry.token}".encode()).decode()}


def test_the_queries_to_save_are_those_that_are_asked() -> None:
    asked = set(re.findall(rf"{HOST}/api/v1/queries/([\w-]+)", (PAGES / PAGE).read_text()))

    assert [each["name"] for each in SAVED] == ["contract-list", "verdicts"]
    assert asked == {"contract-list", "verdicts"}


@pytest.mark.skipif(LACKING, reason="curl is not on this machine")
def test_curl(saved: Registry, tmp_path: Path) -> None:
    shown = [saved.here(each).replace("$TOKEN", saved.token) for each in blocks(PAGE, "curl", "sh")]
    rows, verdicts, graph = (saved.carried_out(*shlex.split(each), cwd=tmp_path) for each in shown)

    assert rows.startswith("\ufeffrowKey,unitCode,partyName,number,title,currency,value,valueText")
    assert [each["valueText"] for each in csv.DictReader(StringIO(rows))] == ["1200.50"] * 3
    assert [(each["unitCode"], each["count"]) for each in json.loads(verdicts)["items"]] == [("OWN", 4)]
    assert [each["partyName"] for each in json.loads(graph)["data"]["contractFacts"]] == [
        "K party",
        "L party",
    ]


def test_power_query(saved: Registry) -> None:
    (text,) = blocks(PAGE, "Power Query", "powerquery")
    (base,) = re.findall(r'Web\.Contents\(\s*"([^"]+)"', text)
    (path, given) = re.findall(r'RelativePath = "([^"]+)", Query = \[([^\]]+)\]', text)[0]
    values = dict(re.findall(r'(\w+) = "([^"]*)"', given))

    answer = saved.got(f"{base}/{path}?{urlencode(values)}", **basic(saved)).decode("utf-8-sig")

    (row, *others) = csv.DictReader(StringIO(answer))
    typed = dict(re.findall(r'\{"(\w+)", type (\w+)\}', text))
    assert typed == {"value": "number", "start": "date", "asOf": "date"}
    assert {name: row[name] for name in typed} == {
        "value": "1200.5",
        "start": "2026-01-01",
        "asOf": "2026-11-21",
    }
    assert len(others) == 2


def test_tableau(saved: Registry) -> None:
    rows = re.findall(r"^\| ([\w ]+) \| (.+) \|$", section(PAGE, "Tableau"), re.M)
    said = {setting: re.findall(r"`([^`]+)`", value) for setting, value in rows}
    (address,) = said["address"]
    assert said["method"] == ["GET"]

    pages = []
    while address:
        page = json.loads(saved.got(address, **basic(saved)))
        pages.append(page[said["rows"][0]])
        address = page[said["next page"][0]]

    assert [len(each) for each in pages] == [2, 1]
    everything = [row for page in pages for row in page]
    assert len({row[said["row key"][0]] for row in everything}) == 3
    assert set(said["columns"]) <= set(everything[0])


@pytest.mark.parametrize("at", [0, 1])
def test_grafana(saved: Registry, at: int) -> None:
    panel = json.loads(blocks(PAGE, "Grafana", "json")[at])
    options = panel["url_options"]
    if options["method"] == "POST":
        kind = {"Content-Type": options["body_content_type"]}
        answer = saved.got(panel["url"], {"query": options["body_graphql_query"]}, **kind)
    else:
        given = urlencode([(each["key"], each["value"]) for each in options["params"]])
        answer = saved.got(f"{panel['url']}?{given}")

    rows: Any = json.loads(answer)
    for step in panel["root_selector"].split("."):
        rows = rows[step]
    kinds = {"string": str, "number": int}
    assert len(rows) > 0
    for row in rows:
        for column in panel["columns"]:
            assert isinstance(row[column["selector"]], kinds[column["type"]]), column
