"""A filled registry that answers over HTTP, for clients outside its own process."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import QuietWSGIRequestHandler

from access.actions.tokens import create_token
from relationships.actions import contracts
from tests import builders as b
from tests.bi.worlds import filled
from tests.clients.shown import Registry
from tests.kept import made_once


@pytest.fixture(scope="module")
def registry(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Registry]:
    """Four relationships and three contracts that a reader sees, one he doesn't; nothing is left behind.

    The server's threads use the one connection of the tests, within its transaction.
    """
    with made_once(django_db_blocker):
        with b.computed_once():
            own = b.unit("OWN")
            for name in ("K", "L", "M"):
                filled(own, name)
            filled(b.unit("HIDDEN"), "CANARY")
            gone = filled(own, "GONE")
        contracts.remove_contract(by=b.system(), contract=gone.contracts.get())
        reader = b.user("READER", own)
        _token, token = create_token(by=b.actor(reader), user=reader, name="bi", scope="READ")
        connection = connections["default"]
        connection.inc_thread_sharing()
        server = _Server(
            ("localhost", 0), QuietWSGIRequestHandler, connections_override={"default": connection}
        )
        server.set_app(WSGIHandler())
        Thread(target=server.serve_forever, daemon=True).start()
        yield Registry(f"localhost:{server.server_port}", token, reader)
        server.shutdown()
        server.server_close()
        connection.dec_thread_sharing()


class _Server(ThreadedWSGIServer):
    """Leaves the connection that it was given open, for whoever gave it."""

    def _close_connections(self) -> None:
        pass
