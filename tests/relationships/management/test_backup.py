"""A backup is taken while the registry is in use, looked over, and brings everything back."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

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


def test_the_copy_is_for_its_owner_only(embedded: None, tmp_path: Path) -> None:
    back_up(tmp_path / "today.sqlite3")

    assert stat.S_IMODE((tmp_path / "today.sqlite3").stat().st_mode) == 0o600


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
