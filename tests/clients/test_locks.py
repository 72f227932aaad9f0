"""The locks of the clients: made from what is asked, with digests, and without a word of a machine."""

from __future__ import annotations

import json
import re

import pytest

from scripts import lock_dependencies
from scripts.client_tools import LOCKS, PYTHON


@pytest.mark.parametrize("name", PYTHON)
def test_a_lock_of_python(name: str) -> None:
    lock = (LOCKS / f"{name}.txt").read_text()
    asked = (LOCKS / f"{name}.in").read_text().splitlines()
    entries = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.M)[1:]

    expected = lock_dependencies.first_line(asked, f"{name}.in")
    assert lock.splitlines()[0] == expected, "run `make lock`"
    assert len(entries) > 10
    assert [each.split()[0] for each in entries if "--hash=sha256:" not in each] == []
    assert re.findall(r"://|--index|--find-links| @ ", lock) == []


def test_the_lock_of_node() -> None:
    asked = json.loads((LOCKS / "package.json").read_text())["dependencies"]
    lock = json.loads((LOCKS / "package-lock.json").read_text())
    packages = {place: each for place, each in lock["packages"].items() if place}

    assert lock["packages"][""]["dependencies"] == asked
    assert [place for place, each in packages.items() if not each["integrity"].startswith("sha512-")] == []
    assert [place for place, each in packages.items() if "resolved" in each] == []
