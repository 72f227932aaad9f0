"""A server that receives what webhooks are told, and webhooks to tell it."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from access.actions.webhooks import create_webhook
from access.models import Webhook
from relationships.actor import Actor
from relationships.models import Unit
from tests import builders as b


@dataclass
class Received:
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Receiver:
    """What came in, and how it is answered: a status, a body, headers, and how long that takes."""

    port: int = 0
    status: int = 200
    body: bytes = b"thanks"
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: bool = False
    received: list[Received] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?tenant=7"


def serve(receiver: Receiver) -> http.server.ThreadingHTTPServer:
    """Serve in a thread of its own; the caller shuts it down."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            receiver.received.append(Received(self.path, dict(self.headers), self.rfile.read(length)))
            time.sleep(receiver.wait)
            self.send_response(receiver.status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                if receiver.drip:
                    for _each in range(100):
                        self.wfile.write(b".")
                        time.sleep(0.05)
                self.wfile.write(receiver.body)
            except OSError:
                pass  # who asked went away

        def log_message(self, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    receiver.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    return server


def allow(settings: Any, port: int) -> None:
    """The settings under which this server may be told."""
    settings.WEBHOOK_ALLOW_HTTP = True
    settings.WEBHOOK_PORTS = [443, port]
    settings.WEBHOOK_INTERNAL = ["127.0.0.0/8", "hook.example"]


def webhook(
    by: Actor | None = None, *, unit: Unit | None = None, target: str = "https://8.8.8.8/hook", **given: Any
) -> Webhook:
    """A webhook of a unit (else the root) that asks for verdicts and decisions unless said."""
    number = Webhook.objects.count() + 1
    given = {
        "unit": unit or b.root(),
        "name": f"Webhook {number}",
        "target": target,
        "events": ["CLASSIFIED", "VERDICT_CHANGED"],
        **given,
    }
    return create_webhook(by=by or b.system(), given=given)[0]
