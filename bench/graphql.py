"""How fast reads are answered: `python -m bench.graphql` (100,000 relationships unless said).

Each read by GraphQL (compiled to one statement, and by graphql-core's executor alone), by a statement
written by hand that gives the same JSON (1×; that it is the same is looked at first), and by graphene-django,
plain and looking ahead; all behind the same middleware and the same check of the token. Medians of 30, taken
in turn. On SQLite, and on a PostgreSQL server of its own. Figures to look at, not asserted.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter
from typing import Any

from bench import scratch_environment

ROUNDS = 30
WARM = 4
# What takes longer than so many seconds is asked a few times only.
SLOW = 0.5
FEW = 3
PLAIN = "graphene-django"
AHEAD = "graphene-django looking ahead"
READS = {
    "facts": (
        "tables of facts, 1,000 × 10",
        "{ relationshipFacts(first: 1000) { id subject unitCode unitName partyName phase ourRole "
        "categoryName chosenType verdict } }",
    ),
    "list": (
        "connection, 1,000 × 10",
        "{ relationships(first: 1000) { edges { node { pk ourRole subject nature category phase "
        "sponsorCustomer sponsorSupplier externalKey version } } } }",
    ),
    "nested": (
        "nested, 200 relationships",
        "{ relationships(first: 200) { edges { node { pk subject party { name } profile { name } "
        "verdict { verdict chosenType } contracts { edges { node { title start } } } "
        "compliance(first: 100) { edges { node { result effective } } } } } } }",
    ),
    "summary": (
        "summary by type × trust",
        "{ relationshipSummary(groupBy: [CHOSEN_TYPE, TRUST_TARGET], measures: [COUNT]) { chosenType "
        "trustTarget count } }",
    ),
}
PAGES = (
    "query Q($after: String) { relationships(first: 100, after: $after) { edges { node { pk subject } } } }"
)
REST = "/api/v1/relationships?limit=1000"
TEN = "id,our_role,subject,nature,category,phase,sponsor_customer,sponsor_supplier,external_key,version"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--relationships", type=int, default=100_000)
    asked.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.worker:
        return _measure(given.relationships)
    for name, environment in _databases():
        print(f"-- {name}, {given.relationships:,} relationships")
        command = [
            sys.executable,
            "-m",
            "bench.graphql",
            "--worker",
            "--relationships",
            str(given.relationships),
        ]
        subprocess.run(command, env=environment, check=True)  # noqa: S603


def _databases() -> Iterator[tuple[str, dict[str, str]]]:
    from scripts.temporary_postgres import binaries, temporary_postgres

    with scratch_environment() as environment:
        yield "SQLite", environment
    found = binaries()
    if found is None:
        print("-- no PostgreSQL on this machine")
        return
    with temporary_postgres(found) as server, scratch_environment() as environment, _database(server) as url:
        yield "PostgreSQL", environment | {"DATABASE_URL": url, "DATABASE_POOL_SIZE": "0"}


@contextmanager
def _database(server: str) -> Iterator[str]:
    import psycopg

    with psycopg.connect(server.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE bench")
    yield server.rsplit("/", 1)[0] + "/bench"


# In a process of its own, on one database.


def _measure(relationships: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench.world import build

    call_command("migrate", verbosity=0)
    build(relationships=relationships)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    doors = _Doors()
    for name, (said, document) in READS.items():
        contenders = {
            "by hand": doors.by_hand(name),
            "compiled": doors.graphql(document, compiled=True),
            "executor": doors.graphql(document, compiled=False),
            AHEAD: doors.plain(name, ahead=True),
            PLAIN: doors.plain(name),
        }
        _say(said, contenders)
    with_all = {"by hand": doors.by_hand("rest"), "REST": doors.rest(REST)}
    with_ten = {"by hand": doors.by_hand("ten"), "REST": doors.rest(f"{REST}&fields={TEN}")}
    _say("REST list of 1,000, 43 fields", with_all | {"serializers": doors.rest(REST, compiled=False)})
    _say("REST list of 1,000, 10 fields", with_ten)
    _say("page of 100", {"first page": doors.page(0), "last page": doors.page(relationships)})


def _say(what: str, contenders: dict[str, Callable[[], Any] | None]) -> None:
    there = {name: ask for name, ask in contenders.items() if ask is not None}
    if "by hand" in there:
        expected = _rows(there["by hand"]())
        for name in there.keys() - {"by hand", PLAIN, AHEAD}:
            if _rows(there[name]()) != expected:
                raise SystemExit(f"{what}: {name} gives something else than what is written by hand")
    times: dict[str, list[float]] = {name: [] for name in there}
    for turn in range(ROUNDS + WARM):
        for name, ask in there.items():
            if len(times[name]) >= FEW and times[name][0] > SLOW:
                continue
            began = perf_counter()
            ask()
            if turn >= WARM or perf_counter() - began > SLOW:
                times[name].append(perf_counter() - began)
    found = {name: median(each) for name, each in times.items()}
    first = next(iter(found.values()))
    told = "  ".join(f"{name} {each * 1000:.1f} ms ({each / first:.2f}×)" for name, each in found.items())
    print(f"{what:<30}{told}", flush=True)


def _rows(answer: Any) -> Any:
    """What an answer holds, whichever door gave it; in any order, which nobody asked for by hand."""
    told = json.loads(answer.content)
    found = told["items"] if "items" in told else next(iter(told["data"].values()))
    return sorted(found, key=json.dumps) if isinstance(found, list) else found


class _Doors:
    """Sends requests through all middleware, with a token, and looks whether they were answered."""

    def __init__(self) -> None:
        from django.conf import settings
        from django.core.handlers.base import BaseHandler
        from django.test import RequestFactory
        from django.urls import include, path

        settings.ROOT_URLCONF = __name__
        globals()["urlpatterns"] = [
            path("by-hand/<name>", _by_hand),
            path("plain/<int:ahead>", _plain),
            path("", include("config.urls")),
        ]
        self.handler = BaseHandler()
        self.handler.load_middleware()
        self.requests = RequestFactory()
        self.headers = {"Authorization": f"Bearer {_token()}"}

    def graphql(self, document: str, *, compiled: bool, **variables: Any) -> Callable[[], Any]:
        from django.conf import settings

        post = self._post("/graphql/", {"query": document, "variables": variables})

        def ask() -> Any:
            settings.COMPILED_READS = compiled
            answer = post()
            if b'"errors"' in answer.content[:200]:
                raise SystemExit(answer.content[:500])
            return answer

        return ask

    def by_hand(self, name: str) -> Callable[[], Any]:
        return self._post(f"/by-hand/{name}", {"query": READS[name][1] if name in READS else REST})

    def plain(self, name: str, *, ahead: bool = False) -> Callable[[], Any] | None:
        try:
            from bench.contenders.plain import AHEAD as LOOKING_AHEAD
            from bench.contenders.plain import DOCUMENTS
        except ImportError:
            return None
        document = (LOOKING_AHEAD if ahead else DOCUMENTS).get(name)
        return None if document is None else self._post(f"/plain/{int(ahead)}", {"query": document})

    def rest(self, address: str, *, compiled: bool = True) -> Callable[[], Any]:
        from django.conf import settings

        def ask() -> Any:
            settings.COMPILED_READS = compiled
            return self._answered(self.requests.get(address, headers=self.headers))

        return ask

    def page(self, before: int) -> Callable[[], Any]:
        """The first page of a hundred, or the last one before that id."""
        if not before:
            return self.graphql(PAGES, compiled=True)
        from relationships.models import Relationship
        from relationships.paging import cursor_of, keys_of

        rows = Relationship.objects.order_by("id")
        return self.graphql(
            PAGES, compiled=True, after=cursor_of(Relationship, keys_of(rows), [before - 100])
        )

    def _post(self, address: str, body: dict[str, Any]) -> Callable[[], Any]:
        written = json.dumps(body)

        def ask() -> Any:
            request = self.requests.post(
                address, written, content_type="application/json", headers=self.headers
            )
            return self._answered(request)

        return ask

    def _answered(self, request: Any) -> Any:
        answer = self.handler.get_response(request)
        if answer.status_code != 200:
            raise SystemExit(f"{answer.status_code} {answer.content[:500]!r}")
        return answer


def _token() -> str:
    from access.actions.tokens import create_token
    from bench.world import AT
    from relationships.actions import units
    from relationships.actor import actor
    from relationships.choices import Door
    from relationships.models import Unit, User
    from relationships.shipped import system_actor

    by = system_actor(AT)
    user = User.objects.get(username="assessor0")
    units.grant_role(by=by, user=user, unit=Unit.objects.get(parent=None), role="ADMINISTRATOR")
    return create_token(by=actor(user, Door.COMMAND), user=user, name="bench", scope="ADMIN")[1]


def _open_to_programs(view: Any) -> Any:
    view.csrf_exempt = True
    return view


@_open_to_programs
def _by_hand(request: Any, name: str) -> Any:
    """The statement written by hand, after the same check of the token and reading of the request."""
    from django.db import connection
    from django.http import HttpResponse

    from access.scopes import Scope
    from api.authentication import identify, require_scope
    from api.graphql.asking import asked
    from bench.contenders.statements import STATEMENTS

    identity = identify(request)
    require_scope(identity, Scope.READ)
    asked(request)
    statement = STATEMENTS[connection.vendor][name]
    with connection.cursor() as cursor:
        cursor.execute(statement, {"user": identity.user.pk})
        found = cursor.fetchone()[0]
    return HttpResponse(
        f'{{"data":{{"found":{found}}}}}'.encode(), content_type="application/json; charset=utf-8"
    )


@_open_to_programs
def _plain(request: Any, ahead: int) -> Any:
    from django.http import HttpResponse

    from access.scopes import Scope
    from api.authentication import identify, require_scope
    from api.graphql.asking import asked
    from bench.contenders.plain import SCHEMAS

    require_scope(identify(request), Scope.READ)
    result = SCHEMAS[bool(ahead)].execute(asked(request).query, context_value=request)
    if result.errors:
        raise SystemExit(result.errors)
    return HttpResponse(json.dumps({"data": result.data}).encode(), content_type="application/json")


if __name__ == "__main__":
    main()
