"""One request to one address: to the network address that was checked, never further, never for long."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from access.choices import DeliveryFault
from access.webhooks.targets import Resolver, Target, resolved, target_of
from relationships.errors import Refused, shown

CONNECTING_SECONDS = 5.0
READING_SECONDS = 10.0
WHOLE_SECONDS = 20.0
ANSWER_BYTES = 2_048
SHOWN = 290
_FAULTS = {"TARGET_UNKNOWN": DeliveryFault.UNRESOLVED}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request: delivered when there is no fault. `text` is the beginning of the answer."""

    fault: DeliveryFault | None = None
    status: int | None = None
    duration_ms: int = 0
    text: str = ""


Sender = Callable[[str, bytes, Mapping[str, str]], Answer]


def post(url: str, body: bytes, headers: Mapping[str, str], resolver: Resolver | None = None) -> Answer:
    """Send it. Whatever goes wrong on the way is part of the answer."""
    began = time.monotonic()
    try:
        target = target_of(url)
        connection = _Pinned(target, resolved(target, resolver))
    except Refused as refused:
        fault = _FAULTS.get(refused.refusals[0].code, DeliveryFault.TARGET_REFUSED)
        return Answer(fault, duration_ms=_since(began))
    watch = threading.Timer(WHOLE_SECONDS, connection.break_off)
    watch.daemon = True
    watch.start()
    try:
        fault, status, text = _exchanged(connection, target, body, headers)
    except Exception as error:  # whatever a stranger's server does
        fault, status, text = _fault_of(error, connection), None, ""
    finally:
        watch.cancel()
        connection.close()
    return Answer(fault, status, _since(began), text)


def _exchanged(
    connection: _Pinned, target: Target, body: bytes, headers: Mapping[str, str]
) -> tuple[DeliveryFault | None, int, str]:
    connection.request("POST", target.path, body, dict(headers))
    answer = connection.getresponse()
    text = shown(answer.read(ANSWER_BYTES).decode("utf-8", "replace"), SHOWN)
    if connection.broken_off:
        raise TimeoutError
    if 200 <= answer.status < 300:
        return None, answer.status, text
    redirect = 300 <= answer.status < 400
    return (DeliveryFault.REDIRECT if redirect else DeliveryFault.STATUS), answer.status, text


class _Pinned(http.client.HTTPConnection):
    """A connection to one network address, under the name that was asked for (Host, and the certificate)."""

    def __init__(self, target: Target, address: str) -> None:
        super().__init__(target.host, target.port, timeout=READING_SECONDS)
        self.default_port = 443 if target.scheme == "https" else 80
        self.target = target
        self.address = address
        self.broken_off = False
        self.held: socket.socket | None = None  # http.client forgets its own before the answer is read

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.target.port), CONNECTING_SECONDS)
        self.sock = plain
        if self.target.scheme == "https":
            self.sock = _context().wrap_socket(plain, server_hostname=self.target.host)
        self.sock.settimeout(READING_SECONDS)
        self.held = self.sock

    def break_off(self) -> None:
        """End it from outside: a server that sends one byte now and then meets no other limit."""
        self.broken_off = True
        if self.held is not None:
            with suppress(OSError):
                self.held.shutdown(socket.SHUT_RDWR)


def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _fault_of(error: Exception, connection: _Pinned) -> DeliveryFault:
    if connection.broken_off or isinstance(error, TimeoutError):
        return DeliveryFault.TIMEOUT
    if isinstance(error, ssl.SSLCertVerificationError):
        return DeliveryFault.CERTIFICATE
    if isinstance(error, OSError | http.client.HTTPException):
        return DeliveryFault.CONNECTION
    return DeliveryFault.UNEXPECTED


def _since(began: float) -> int:
    return int((time.monotonic() - began) * 1_000)
