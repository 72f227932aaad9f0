from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


def test_without_a_url_the_database_is_embedded() -> None:
    described = env.database("", var_dir=Path("/srv/var"), pool_size=10)

    assert described["ENGINE"] == "django.db.backends.sqlite3"
    assert described["NAME"] == "/srv/var/counterpart.sqlite3"
    assert described["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgres_keeps_a_pool_unless_told_not_to() -> None:
    url = "postgres://counterpart:p%40ss@db.example:5433/registry"

    pooled = env.database(url, var_dir=Path("/srv/var"), pool_size=4)
    single = env.database(url, var_dir=Path("/srv/var"), pool_size=0)

    assert (pooled["HOST"], pooled["PORT"], pooled["NAME"]) == ("db.example", 5433, "registry")
    assert pooled["PASSWORD"] == "p@ss"
    assert pooled["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 4, "timeout": 10}
    assert "pool" not in single["OPTIONS"]


def test_postgres_compiles_no_statements_unless_the_url_says_so() -> None:
    url = "postgres://counterpart@db.example/registry"

    usual = env.database(url, var_dir=Path("/srv/var"), pool_size=0)
    own = env.database(f"{url}?options=-c%20jit%3Don", var_dir=Path("/srv/var"), pool_size=0)

    assert usual["OPTIONS"]["options"] == "-c jit=off"
    assert own["OPTIONS"]["options"] == "-c jit=off -c jit=on"  # the last one holds


def test_another_database_is_refused_with_the_way_out() -> None:
    with pytest.raises(ImproperlyConfigured, match="postgres:// or sqlite:///"):
        env.database("mysql://root@localhost/registry", var_dir=Path(), pool_size=0)


def test_a_required_setting_that_is_empty_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "  ")

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        env.value("SECRET_KEY")


def test_a_number_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HSTS_SECONDS", "a year")

    with pytest.raises(ImproperlyConfigured, match="HSTS_SECONDS should be int"):
        env.value("HSTS_SECONDS")


def test_an_undeclared_name_is_not_read() -> None:
    with pytest.raises(KeyError):
        env.value("NOT_DECLARED")


@pytest.mark.django_db
def test_the_embedded_database_checks_foreign_keys() -> None:
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_requests_are_counted_by_each_process_unless_told_where() -> None:
    assert env.cache("")["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache"
    shared = env.cache("dbcache://counts")
    assert (shared["BACKEND"], shared["LOCATION"]) == (
        "django.core.cache.backends.db.DatabaseCache",
        "counts",
    )


def test_origins_are_named_one_by_one() -> None:
    assert env.origins(["https://bi.example", "http://localhost:3000"]) == [
        "https://bi.example",
        "http://localhost:3000",
    ]
    for named in ("*", "https://bi.example/", "bi.example", "https://*.example", "null"):
        with pytest.raises(ImproperlyConfigured, match="CORS_ORIGINS"):
            env.origins([named])
