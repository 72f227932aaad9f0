"""The views of the tables of facts: their names, types and rows, of one unit, for one role, and no more."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.utils import timezone

from bi import views
from bi.declared import Kind
from bi.reading import listed
from bi.sight import Sight
from bi.tables import TABLES
from principles.attention.days import first_within, last_turned
from relationships.actions import contracts
from relationships.models import User
from tests import builders as b
from tests.bi.worlds import filled
from tests.clients.shown import blocks
from tests.kept import made_once

TYPES = {
    Kind.KEY: {"text", "character varying"},
    Kind.WHOLE: {"bigint", "integer", "smallint"},
    Kind.NUMBER: {"double precision"},
    Kind.TEXT: {"text", "character varying"},
    Kind.TRUTH: {"boolean"},
    Kind.DAY: {"date"},
    Kind.MOMENT: {"timestamp with time zone"},
}
ROLE = "bi_reader"


def test_on_sqlite_views_are_refused_with_another_way(db) -> None:
    if connection.vendor == "sqlite":
        with pytest.raises(CommandError, match=r"PostgreSQL only.*saved queries"):
            call_command("bi_views", unit="ROOT")


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """A filled unit with one below it, another that is hidden, and the views of the first."""
    with made_once(django_db_blocker):
        with b.computed_once():
            own = b.unit("OWN")
            filled(own, "W")
            filled(b.unit("BELOW", own), "X")
            filled(b.unit("HIDDEN", name="CANARY"), "CANARY")
            gone = filled(own, "GONE")
        contracts.remove_contract(by=b.system(), contract=gone.contracts.get())
        b.user("READER", own, username="reader")
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE ROLE {ROLE} NOLOGIN")
        call_command("bi_views", unit="OWN", grant=[ROLE], verbosity=0)
        yield


def rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def in_order(found: Any) -> list[tuple[Any, ...]]:
    return sorted(found, key=repr)


@pytest.mark.postgres
@pytest.mark.parametrize("name", list(TABLES))
def test_a_view_has_the_columns_types_and_rows_of_its_table(kept, db, name: str) -> None:
    table = TABLES[name]
    described = rows(
        "SELECT column_name, data_type FROM information_schema.columns "
        f"WHERE table_schema = 'bi' AND table_name = '{name}' ORDER BY ordinal_position"
    )
    assert [each[0] for each in described] == [each.name for each in table.columns]
    for column, (_name, kind) in zip(table.columns, described, strict=True):
        assert kind in TYPES[column.kind], column.name

    reader = User.objects.get(username="reader")
    source = listed(table, Sight(reader, timezone.localdate()), {})
    expected = source.fetched(source.selected(table.columns))
    assert expected
    assert in_order(rows(f'SELECT * FROM bi."{name}"')) == in_order(expected)
    assert "CANARY" not in str(rows(f'SELECT * FROM bi."{name}"'))


@pytest.mark.postgres
def test_the_role_reads_the_views_and_nothing_else(kept, db) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        try:
            cursor.execute("SELECT COUNT(*) FROM bi.relationships")
            assert cursor.fetchone() == (3,)
            for refused in (
                "SELECT * FROM relationships_relationship",
                "SELECT * FROM relationships_user",
                "SELECT * FROM access_token",
                "CREATE VIEW bi.mine AS SELECT 1",
            ):
                with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                    cursor.execute(refused)
            for written in ("DELETE FROM bi.relationships", "UPDATE bi.contracts SET title = 'x'"):
                with pytest.raises(DatabaseError), transaction.atomic():
                    cursor.execute(written)
        finally:
            cursor.execute("RESET ROLE")


@pytest.mark.postgres
def test_what_metabase_is_told_to_ask(kept, db) -> None:
    """docs/bi/tools.md, as the role that it tells to make."""
    by_unit, judged = blocks("tools.md", "Metabase", "sql")
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        try:
            assert rows(by_unit) == [
                ("BELOW", "EUR", 1, Decimal("1200.50")),
                ("OWN", "EUR", 1, Decimal("1200.50")),
            ]
            assert rows(judged)[0] == ("OWN", "W party", "W subject", "P1", "Not assessable")
        finally:
            cursor.execute("RESET ROLE")


@pytest.mark.postgres
def test_what_a_reader_adds_to_a_question_isnt_asked_of_hidden_rows(kept, db) -> None:
    """A condition that fails on the rows of another unit would tell that they are there."""
    failing = "1 / (CASE WHEN title LIKE 'CANARY%' THEN 0 ELSE 1 END) = 1"
    assert rows(f"SELECT COUNT(*) FROM bi.contracts WHERE {failing}") == [(2,)]
    barriers = rows(
        "SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = 'bi' AND c.reloptions @> ARRAY['security_barrier=true']"
    )
    assert barriers == [(len(TABLES),)]


@pytest.mark.postgres
def test_check_says_what_is_missing_or_not_up_to_date(kept, db, settings, capsys) -> None:
    with transaction.atomic():
        call_command("bi_views", check=True)
        assert "The views of unit OWN are up to date." in capsys.readouterr().out
        with connection.cursor() as cursor:
            cursor.execute("DROP VIEW bi.trust")
        settings.REMINDER_DAYS = settings.REMINDER_DAYS + 1
        with pytest.raises(CommandError, match="Not up to date: trust, attention"):
            call_command("bi_views", check=True)
        call_command("bi_views", drop=True)
        with pytest.raises(CommandError, match="There are no views"):
            call_command("bi_views", check=True)
        assert rows("SELECT COUNT(*) FROM pg_namespace WHERE nspname = 'bi'") == [(0,)]
        transaction.set_rollback(True)


@pytest.mark.postgres
def test_what_is_not_there_is_said(kept, db) -> None:
    with pytest.raises(CommandError, match="no role nobody"):
        call_command("bi_views", unit="OWN", grant=["nobody"])
    with pytest.raises(CommandError, match="There is no unit NOWHERE"):
        call_command("bi_views", unit="NOWHERE")
    with pytest.raises(CommandError, match="Say of which unit"):
        call_command("bi_views")


@pytest.mark.postgres
def test_no_day_is_frozen_into_a_view(kept, db) -> None:
    statements = dict(rows("SELECT viewname, definition FROM pg_views WHERE schemaname = 'bi'"))
    assert set(statements) == set(TABLES)
    assert "CURRENT_TIMESTAMP AT TIME ZONE 'Europe/Amsterdam'" in statements["attention"]
    for name, statement in statements.items():
        assert not re.search(r"'20\d\d-\d\d-\d\d", statement), name


def test_what_follows_today_in_another_way_is_refused() -> None:
    days = (date(2025, 3, 31), date(2024, 2, 29))
    for values in (
        (date(2025, 1, 1), date(2024, 1, 1)),
        (b.NOW, b.NOW),
        (1, 2),
    ):
        with pytest.raises(views.CantBeView):
            views._written(values, days)


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("which", "compared", "rule"), [("MAX", "<=", last_turned), ("MIN", ">=", first_within)]
)
def test_months_back_are_counted_alike_in_the_database(db, which: str, compared: str, rule: Any) -> None:
    days = [date(2023, 1, 1) + timedelta(days=3 * each) for each in range(490)]
    for months in (1, 6, 11, 12, 18, 48):
        written = views._back(which, compared).format(today="t.day", months=months)
        listed_days = ", ".join(f"('{each}'::date)" for each in days)
        found = rows(f"SELECT t.day, {written} FROM (VALUES {listed_days}) t(day)")
        assert dict(found) == {each: rule(each, months) for each in days}
