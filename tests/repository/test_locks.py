"""The locks belong to pyproject.toml, hold digests, and tell nothing of a machine."""

from __future__ import annotations

import re

import pytest

from scripts import lock_dependencies
from tests.repository.tracked import TOP

LOCKS = {name: (TOP / f"requirements/{name}.txt").read_text() for name in ("run", "dev")}


def pinned(lock: str) -> set[str]:
    return set(re.findall(r"^([A-Za-z0-9._-]+==[^ ;\\]+)", lock, re.M))


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_was_made_from_the_present_dependencies(name: str) -> None:
    run, dev = lock_dependencies.run_dependencies(), lock_dependencies.dev_dependencies()
    expected = lock_dependencies.first_line(run if name == "run" else run + dev)

    assert LOCKS[name].splitlines()[0] == expected, "run `make lock`"


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_carries_a_digest(name: str) -> None:
    entries = re.split(r"^(?=[A-Za-z0-9])", LOCKS[name], flags=re.M)[1:]

    assert len(entries) == len(pinned(LOCKS[name])) > 40
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_holds_no_address(name: str) -> None:
    assert re.findall(r"://|--index|--find-links| @ ", LOCKS[name]) == []


def test_developing_installs_what_running_installs() -> None:
    assert pinned(LOCKS["run"]) - pinned(LOCKS["dev"]) == set()
