"""The registry moves between databases whole, and comes back the same."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from access.models import Token
from imports.models import ImportRun
from relationships.management import copying
from relationships.management.commands.copy_registry import opened
from relationships.management.tables import registry_models
from relationships.models import Contract, Relationship, User
from tests import builders as b
from tests.relationships.management.conftest import SharedDatabase
from tests.relationships.management.records import small_registry

pytestmark = pytest.mark.usefixtures("other_databases")


def copy_to(url: str) -> str:
    said = StringIO()
    call_command("copy_registry", "--to", url, stdout=said)
    return said.getvalue()


def held_in(alias: str) -> list[copying.Held]:
    return [copying._held(model, alias) for model in registry_models()]


@pytest.fixture
def elsewhere(tmp_path: Path, on_postgres: bool, other_databases: None) -> str:
    """The URL of another embedded database; it holds what every registry comes with, if anything."""
    return f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}" if on_postgres else SharedDatabase(tmp_path).url


def test_what_goes_there_and_back_is_the_same(elsewhere: str, empty_database: str) -> None:
    """On PostgreSQL: to SQLite, and on to PostgreSQL again."""
    small_registry()
    here = held_in("default")

    said = copy_to(elsewhere)
    with opened(elsewhere) as there:
        assert held_in(there) == here
        with opened(empty_database, "back"):
            copying.copy_registry(source=there, target="back", told=lambda held: None)
            back = held_in("back")
            contract = Contract.objects.using("back").get()
            run = ImportRun.objects.using("back").get()
            lead = User.objects.using("back").get(username="lead")
            tokens = Token.objects.using("back").filter(user=lead).count()
            added = Contract(relationship_id=contract.relationship_id, number="new")
            Contract._base_manager.using("back").bulk_create([added])

    assert back == here
    assert len(here) > 40
    assert contract.value == Decimal("1234567.8901")
    assert contract.changed_at == Contract.objects.get().changed_at
    assert run.report["ape"] == {"é": "“quoted”", "large": 12345678901234567890}
    assert lead.check_password(b.PASSWORD)
    assert tokens == 1
    assert added.pk == contract.pk + 2  # the id of the removed contract is not given out again
    assert "rows copied, read back, and found the same." in said
    assert "value 1234567.8901" in next(
        line for line in said.splitlines() if line.startswith("relationships_contract ")
    )


def test_a_target_in_use_is_refused(elsewhere: str) -> None:
    small_registry()
    copy_to(elsewhere)

    with pytest.raises(CommandError, match="The target is in use: it holds 1 relationships"):
        copy_to(elsewhere)


def test_nothing_stands_in_the_target_when_what_arrived_differs(
    elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_registry()
    measured = copying._held

    def forgetful(model: type, alias: str) -> copying.Held:
        held = measured(model, alias)
        held.rows -= model is Relationship
        return held

    monkeypatch.setattr(copying, "_held", forgetful)

    with pytest.raises(CommandError, match="What arrived is not what was sent"):
        copy_to(elsewhere)

    with opened(elsewhere) as there:
        assert Relationship.objects.using(there).count() == 0


def test_a_database_is_not_copied_onto_itself() -> None:
    with pytest.raises(copying.NotCopied, match="the same database"):
        copying.copy_registry(source="default", target="default", told=lambda held: None)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://localhost/other", "DATABASE_URL should start with postgres:// or sqlite:///"),
        ("sqlite:////no/such/folder/file.sqlite3", "Nothing was copied: unable to open database file"),
        ("postgres://nobody@127.0.0.1:1/nothing", "Nothing was copied: connection"),
    ],
)
def test_a_target_that_can_not_be_opened_is_said(url: str, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        copy_to(url)


def test_the_tables_of_every_room_are_copied_and_of_nobody_else() -> None:
    labels = {model._meta.app_label for model in registry_models()}

    assert {"relationships", "access", "imports"} <= labels
    assert labels <= {"relationships", "principles", "access", "imports", "api", "web"}
