"""What docs/api/graphql.md shows runs as it stands there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.principles import worlds as w

PAGE = Path(__file__).resolve().parents[3] / "docs" / "api" / "graphql.md"
# Line breaks within the JSON text stand there for reading.
SHOWN = [
    json.loads(each.replace("\n", " "))
    for each in re.findall(r"<<'JSON'\n(.*?)\nJSON\n", PAGE.read_text(), re.S)
]


@pytest.mark.parametrize("asked", SHOWN, ids=lambda asked: asked["query"][:40])
def test_it_runs(ask, asked: dict) -> None:
    w.draft()  # the set that the page calls 2
    answer = ask.post(asked).json()

    assert "errors" not in answer
    assert "data" in answer


def test_there_are_examples_of_reading_and_changing() -> None:
    assert len(SHOWN) >= 10
    assert {each["query"].split("(")[0].split()[0] for each in SHOWN} == {"{", "query", "mutation"}
