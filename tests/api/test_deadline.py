"""How long reading may take, at both doors alike."""

from __future__ import annotations

import time

import pytest
from django.db import connection, transaction
from django.test import Client

from api.authentication import identify
from api.deadline import _watch, reading
from relationships.errors import Refused
from tests import builders as b
from tests.api.graphql.conftest import Asking

pytestmark = pytest.mark.django_db
FOREVER = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(60)",
}


def slow(*args, **options):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FOREVER[connection.vendor])


def test_a_statement_is_broken_off_when_the_time_is_over(settings) -> None:
    settings.REQUEST_SECONDS = 0.1
    began = time.monotonic()
    with pytest.raises(Refused) as refused, reading():
        slow()
    assert time.monotonic() - began < 5
    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.params) == ("TOO_SLOW", {"limit": "0.1"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_none_begins_when_the_time_is_over(settings) -> None:
    settings.REQUEST_SECONDS = 0.01
    with pytest.raises(Refused), reading(), connection.cursor() as cursor:
        time.sleep(0.02)
        cursor.execute("SELECT 1")


def test_what_leaves_a_transaction_is_never_broken_off(settings) -> None:
    settings.REQUEST_SECONDS = 0.05
    broken_off: list[tuple[str, bool]] = []

    def watched(execute, sql, params, many, context):
        broken_off.append((sql.split()[0], limit in _watch._running))
        return execute(sql, params, many, context)

    with pytest.raises(Refused), reading() as limit, connection.execute_wrapper(watched):
        slow()
    assert [each for each in broken_off if each[0] in ("ROLLBACK", "RELEASE")] == [
        ("ROLLBACK", False),
        ("RELEASE", False),
    ]
    assert broken_off[0] == ("SAVEPOINT", True)


def test_at_both_doors_the_time_runs_from_when_it_is_known_who_asks(settings, monkeypatch) -> None:
    asking = Asking(b.user("ADMINISTRATOR"))

    def late(request):
        with connection.cursor() as cursor:
            time.sleep(0.6)
            cursor.execute("SELECT 1")
        return identify(request)

    monkeypatch.setattr("api.graphql.view.identify", late)
    monkeypatch.setattr("api.rest.door.identify", late)
    settings.REQUEST_SECONDS = 0.5
    assert asking.post({"query": "{ limits { page } }"}).status_code == 200
    assert Client().options("/api/v1/parties", headers=asking.headers).status_code == 204


def test_writing_is_never_broken_off(settings) -> None:
    settings.REQUEST_SECONDS = 0.01
    with reading(limited=False), connection.cursor() as cursor:
        time.sleep(0.02)
        cursor.execute("SELECT 1")


def test_the_doors_say_so_and_go_on(settings, monkeypatch) -> None:
    asking = Asking(b.user("ADMINISTRATOR"))
    settings.COMPILED_READS = False
    assert asking.post({"query": "{ me { username } }"}).status_code == 200
    monkeypatch.setattr("api.graphql.query.visible_to", slow)
    monkeypatch.setattr("api.rest.door.visible_to", slow)
    settings.REQUEST_SECONDS = 0.2

    for media in ("application/json", "application/graphql-response+json"):
        answer = asking.post({"query": "{ me { username } }"}, Accept=media)
        assert answer.status_code == 503
        (error,) = answer.json()["errors"]
        assert error["extensions"]["code"] == "TOO_SLOW"
        assert "Ask for less" in error["message"]
    refused = Client().get("/api/v1/parties", headers=asking.headers)
    assert (refused.status_code, refused.json()["code"]) == (503, "TOO_SLOW")

    monkeypatch.undo()
    settings.REQUEST_SECONDS = 60
    assert asking.post({"query": "{ me { username } }"}).status_code == 200


def test_the_limits_are_in_the_schema(settings) -> None:
    settings.THROTTLE = {**settings.THROTTLE, "per_minute": 0}
    settings.REQUEST_SECONDS = 60
    asked = (
        "{ limits { characters tokens depth fields aliases directives cost page defaultPage factRows seconds"
    )
    assert Asking(b.user("READER"), "READ")(asked + " requestsPerMinute burst } }") == {
        "limits": {
            "characters": 100_000,
            "tokens": 5_000,
            "depth": 15,
            "fields": 2_000,
            "aliases": 100,
            "directives": 100,
            "cost": 250_000,
            "page": 1_000,
            "defaultPage": 100,
            "factRows": 10_000,
            "seconds": 60,
            "requestsPerMinute": None,
            "burst": None,
        }
    }
