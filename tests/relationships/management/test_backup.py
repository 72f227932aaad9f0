"""A backup is taken while the registry is in use, looked over, and brings everything back."""

from __future__ import annotations

import re
import sqlite3
import stat
import tarfile
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from relationships.management.commands import backup as command
from tests.relationships.management.records import small_registry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def records(request: pytest.FixtureRequest, on_postgres: bool) -> Iterator[None]:
    if not on_postgres:
        small_registry()
    yield


@pytest.fixture
def embedded(on_postgres: bool) -> None:
    if on_postgres:
        pytest.skip("the embedded database only")


@pytest.fixture(autouse=True)
def kept(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the lists of imports."""
    settings.IMPORT_DIR = tmp_path_factory.mktemp("var") / "imports"
    return settings.IMPORT_DIR


def back_up(file: Path) -> str:
    said = StringIO()
    call_command("backup", str(file), stdout=said)
    return said.getvalue()


def test_the_copy_holds_everything_and_says_so(embedded: None, tmp_path: Path) -> None:
    file = tmp_path / "today.sqlite3"

    said = back_up(file)

    assert f"{file}: " in said
    assert "MB, sound." in said
    assert [line.split() for line in said.splitlines() if "Contract" in line] == [["1", "Contract"]]
    with closing(sqlite3.connect(file)) as copy:
        assert copy.execute("SELECT number, value FROM relationships_contract").fetchall() == [
            ("A-1", 12345678901)
        ]
        assert copy.execute("SELECT count(*) FROM relationships_historicalcontract").fetchone()[0] == 3


def test_the_lists_of_imports_are_in_it(embedded: None, tmp_path: Path, kept: Path) -> None:
    for name in ("7/list.csv", "7/marked.xlsx", "7/progress.json", "7/lock", "12/list", "incoming-x.csv"):
        (kept / name).parent.mkdir(parents=True, exist_ok=True)
        (kept / name).write_text(name)

    said = back_up(tmp_path / "today.sqlite3")

    archive = tmp_path / "today.sqlite3.files.tar"
    assert said.splitlines()[-1] == f"{archive}: 0.0 MB. 3 files of imports."
    restored = tmp_path / "restored"
    with tarfile.open(archive) as packed:
        packed.extractall(restored, filter="data")
    found = sorted(each for each in restored.rglob("*") if each.is_file())
    assert {str(each.relative_to(restored)): each.read_text() for each in found} == {
        "imports/12/list": "12/list",
        "imports/7/list.csv": "7/list.csv",
        "imports/7/marked.xlsx": "7/marked.xlsx",
    }


def test_without_imports_the_files_are_none(embedded: None, tmp_path: Path) -> None:
    said = back_up(tmp_path / "today.sqlite3")

    assert said.splitlines()[-1].endswith("MB. 0 files of imports.")
    with tarfile.open(tmp_path / "today.sqlite3.files.tar") as packed:
        assert packed.getnames() == []


def test_files_that_are_there_leave_no_half_a_backup(embedded: None, tmp_path: Path) -> None:
    (tmp_path / "today.sqlite3.files.tar").write_text("yesterday")

    with pytest.raises(CommandError, match=r"files\.tar is there already and is not overwritten"):
        back_up(tmp_path / "today.sqlite3")

    assert [each.name for each in tmp_path.iterdir()] == ["today.sqlite3.files.tar"]
    assert (tmp_path / "today.sqlite3.files.tar").read_text() == "yesterday"


def test_the_copy_is_for_its_owner_only(embedded: None, tmp_path: Path) -> None:
    back_up(tmp_path / "today.sqlite3")

    assert {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()} == {0o600}


def test_a_file_that_is_there_stays_as_it_is(embedded: None, tmp_path: Path) -> None:
    file = tmp_path / "yesterday.sqlite3"
    file.write_text("yesterday")

    with pytest.raises(CommandError, match=r"is there already and is not overwritten. Name another file"):
        back_up(file)

    assert file.read_text() == "yesterday"


def test_a_folder_that_is_missing_is_said(embedded: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Can't write .*No such file or directory"):
        back_up(tmp_path / "absent" / "today.sqlite3")


def test_a_copy_that_is_not_sound_is_not_kept(
    embedded: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_half(file: Path) -> None:
        written_whole(file)
        with file.open("r+b") as half:
            half.truncate(file.stat().st_size // 2)

    written_whole = command.write
    monkeypatch.setattr(command, "write", write_half)

    with pytest.raises(CommandError, match="not sound"):
        back_up(tmp_path / "today.sqlite3")

    assert list(tmp_path.iterdir()) == []


def test_on_postgresql_it_says_what_to_run_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = {"HOST": "db", "PORT": 5433, "USER": "counterpart", "PASSWORD": "hush", "NAME": "my registry"}
    assert command.pg_dump(described, Path("today.dump")) == (
        "pg_dump --format=custom --file=today.dump --host=db --port=5433 --username=counterpart "
        "'--dbname=my registry'"
    )

    there = SimpleNamespace(vendor="postgresql", settings_dict=described)
    monkeypatch.setattr(command, "connection", there)
    with pytest.raises(CommandError) as refused:
        back_up(tmp_path / "today.dump")
    assert "pg_dump --format=custom --file=" in str(refused.value)
    assert "hush" not in str(refused.value)
    assert re.search(
        r"tar --create --file=\S+/today\.dump\.files\.tar '--exclude=incoming-\*' \S+ .* imports\n",
        str(refused.value),
    )
