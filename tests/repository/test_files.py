"""What must not slip into the repository."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.repository.tracked import TOP, place, text_of, tracked_files

CI = ".ci/run"

# Written in pieces, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a path of one machine": re.compile("/" + r"(work|root)/(?=\w|\.)|/" + "home/" + r"\w"),
    "the address of a registry": re.compile(
        "pypi" + r"\.org|files\." + "pythonhosted|" + "registry" + r"\.npmjs|deb\." + "debian"
    ),
    "a folder outside the repository": re.compile(r"\.\./" + "shared|" + "DOMAIN" + r"\.md"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    found = [
        f"{place(path)}: {match.group()}"
        for path in tracked_files()
        if not (place(path) == CI and what == "a folder outside the repository")
        for match in [FORBIDDEN[what].search(text_of(path))]
        if match
    ]

    assert found == []


def test_no_file_is_larger_than_a_megabyte() -> None:
    large = [place(path) for path in tracked_files() if path.stat().st_size > 1_000_000]

    assert large == []


def test_no_room_reads_the_environment_behind_the_readers_back() -> None:
    """Settings come from config/env.py; the tests and scripts are not the registry."""
    readers = [
        place(path)
        for path in tracked_files()
        if path.suffix == ".py"
        and path.relative_to(TOP).parts[0] not in ("tests", "scripts", "bench")
        and re.search(r"os\.(environ(?!\.setdefault)|getenv)", text_of(path))
    ]

    assert readers == []


def test_each_dependency_says_why_it_is_there() -> None:
    listed = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text_of(TOP / "pyproject.toml"), re.S | re.M)
    lines = [line for block in listed for line in block.splitlines() if line.strip()]
    project = tomllib.loads(text_of(TOP / "pyproject.toml"))
    expected = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]

    assert len(lines) == len(expected)
    assert [line for line in lines if not re.search(r",\s+# \w", line)] == []


def test_the_make_targets_that_documents_name_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of(TOP / "Makefile"), re.M))
    documents = [path for path in tracked_files() if path.suffix == ".md"]
    named = {
        (place(path), target)
        for path in documents
        for target in re.findall(r"(?:`|^\s*\$? ?)make ([a-z-]+)", text_of(path), re.M)
    }

    assert {(where, target) for where, target in named if target not in targets} == set()
