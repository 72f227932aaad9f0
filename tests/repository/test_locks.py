"""The locks belong to pyproject.toml, hold digests, and tell nothing of a machine."""

from __future__ import annotations

import re

import pytest

from scripts import lock_dependencies
from tests.repository.tracked import TOP

EXTRAS = ("oidc", "parquet", "pdf")
LOCKS = {name: (TOP / f"requirements/{name}.txt").read_text() for name in ("run", "dev", *EXTRAS)}


def pinned(lock: str) -> set[str]:
    return set(re.findall(r"^([A-Za-z0-9._-]+==[^ ;\\]+)", lock, re.M))


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_was_made_from_the_present_dependencies(name: str) -> None:
    made_from = {
        "run": lock_dependencies.run_dependencies(),
        "dev": lock_dependencies.dev_dependencies(),
        **{each: lock_dependencies.extra_dependencies(each) for each in lock_dependencies.extras()},
    }

    assert sorted(made_from) == sorted(LOCKS)
    assert LOCKS[name].splitlines()[0] == lock_dependencies.first_line(made_from[name]), "run `make lock`"


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_carries_a_digest(name: str) -> None:
    entries = re.split(r"^(?=[A-Za-z0-9])", LOCKS[name], flags=re.M)[1:]

    assert len(entries) == len(pinned(LOCKS[name])) > (0 if name in EXTRAS else 40)
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_holds_no_address(name: str) -> None:
    assert re.findall(r"://|--index|--find-links| @ ", LOCKS[name]) == []


@pytest.mark.parametrize("name", ["run", *EXTRAS])
def test_developing_installs_what_running_installs_and_every_extra(name: str) -> None:
    assert pinned(LOCKS[name]) - pinned(LOCKS["dev"]) == set()


@pytest.mark.parametrize("name", EXTRAS)
def test_an_extra_adds_to_what_running_installs_and_changes_nothing_of_it(name: str) -> None:
    assert pinned(LOCKS[name]) & pinned(LOCKS["run"]) == set()
