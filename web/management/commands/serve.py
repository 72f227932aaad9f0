"""`make run`: the tables, the demonstration portfolio, the server and the worker, in one go."""

import ctypes
import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from contextlib import suppress
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import NoReturn

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

DEMONSTRATION_USERS = ("reader", "account", "sourcing", "principles", "admin")
SECONDS_TO_START = 120  # a slow machine that is busy, too
SECONDS_TO_END = 30  # the worker finishes the task it is at
PR_SET_PDEATHSIG = 1


class Ended(BaseException):
    """Somebody asked to end: Ctrl-C, a signal, or the end of the parent."""


class Command(BaseCommand):
    help = (
        "Migrates, loads the demonstration portfolio into an empty registry, and runs the server "
        "and the background worker together until Ctrl-C."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
        parser.add_argument("--port", type=int, default=8000, help="default: %(default)s")
        parser.add_argument("--threads", type=int, default=8, help="requests answered at a time")
        parser.add_argument("--no-demo", action="store_true", help="leaves an empty registry empty")
        parser.add_argument(
            "--end-with-parent", action="store_true", help="ends when its parent, make, is gone"
        )

    def handle(self, *, host: str, port: int, threads: int, no_demo: bool, **options: bool) -> None:
        self.parent = Parent() if options["end_with_parent"] else None
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.ending = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.end_asked)
        try:
            refuse_taken_port(host, port)
            self.say("Preparing the database ...")
            settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
            call_command("migrate", verbosity=0, interactive=False)
            if not no_demo:
                self.load_demonstration()
            connections.close_all()
            self.start("server", server_command(host, port, threads))
            self.start("worker", worker_command())
            users = standing_demonstration_users()
            connections.close_all()
            self.wait_until_up(host, port)
            self.say_where(host, port, users)
            self.watch()
        except Ended:
            self.say("\nEnding ...")
        finally:
            self.ending = True
            self.end_all()

    def load_demonstration(self) -> None:
        """Let `demo` keep its users in their file; note there with which stored passwords they stand."""
        self.say("Looking after the demonstration portfolio (the first time takes a while) ...")
        printed = StringIO()
        call_command("demo", stdout=printed)
        if printed.getvalue().strip() and users_file().exists():
            stored = stored_passwords()
            kept = [line.split()[:2] for line in users_file().read_text().splitlines() if line.strip()]
            users_file().write_text(
                "".join(f"{name} {password} {fingerprint(stored.get(name, ''))}\n" for name, password in kept)
            )

    def start(self, name: str, command: list[str]) -> None:
        # A session of its own: Ctrl-C in the terminal reaches only this command, which then ends
        # both once and in order.
        self.running[name] = subprocess.Popen(  # noqa: S603 our own two commands
            command,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_this_process if sys.platform == "linux" else None,
        )

    def wait_until_up(self, host: str, port: int) -> None:
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until:
            self.fail_if_one_ended()
            with suppress(OSError, http.client.HTTPException):
                asked = http.client.HTTPConnection(reachable(host), port, timeout=2)
                asked.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
                if asked.getresponse().status == 200:
                    return
            time.sleep(0.1)
        raise CommandError(f"The server did not answer within {SECONDS_TO_START} seconds.")

    def say_where(self, host: str, port: int, users: list[tuple[str, str]]) -> None:
        named = "localhost" if reachable(host) == "127.0.0.1" else host
        self.say(f"\nCounterpart runs at http://{named}:{port}/  (Ctrl-C ends it)")
        if users:
            self.say(f"Demonstration users (kept in {users_file()}):")
            for name, password in users:
                self.say(f"  {name:<12}{password}")
        self.say("")

    def watch(self) -> NoReturn:
        while True:
            self.fail_if_one_ended()
            if self.parent is not None and self.parent.has_ended():
                raise Ended
            time.sleep(0.2)

    def fail_if_one_ended(self) -> None:
        for name, process in self.running.items():
            if process.poll() is not None:
                raise CommandError(
                    f"The {name} ended by itself (status {process.returncode}); "
                    "its last lines are above. The other one is ended too."
                )

    def end_asked(self, number: int, frame: FrameType | None) -> None:
        if self.ending:  # asked twice: don't wait any longer
            for process in self.running.values():
                process.kill()
            return
        self.ending = True
        raise Ended

    def end_all(self) -> None:
        for process in self.running.values():
            process.terminate()
        until = time.monotonic() + SECONDS_TO_END
        for name, process in self.running.items():
            try:
                process.wait(timeout=max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.say(f"The {name} did not end within {SECONDS_TO_END} seconds; killed.")
                process.kill()
                process.wait()

    def say(self, line: str) -> None:
        with suppress(BrokenPipeError):
            self.stdout.write(line)
            self.stdout.flush()


class Parent:
    """The process that started this one: make, which passes SIGTERM on but not SIGINT."""

    def __init__(self) -> None:
        self.id = os.getppid()
        self.caught_interrupts = self.catches_interrupts()

    def has_ended(self) -> bool:
        """Is it gone, or interrupted and waiting for us?

        GNU make that alone gets a SIGINT (not from a terminal, where we get it too) stops catching
        it and waits for its children; Linux shows that among the signals a process catches.
        """
        if os.getppid() != self.id:
            return True
        return self.caught_interrupts and not self.catches_interrupts()

    def catches_interrupts(self) -> bool:
        with suppress(OSError):
            for line in Path(f"/proc/{self.id}/status").read_text().splitlines():
                if line.startswith("SigCgt:"):
                    return bool(int(line.split()[1], 16) & 1 << (signal.SIGINT - 1))
        return False


def refuse_taken_port(host: str, port: int) -> None:
    """Raise CommandError, with the way out, when nobody can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except (OSError, OverflowError) as refused:
            raise CommandError(
                f"Can't listen on {host} port {port}: {refused}. "
                f"Choose another port: make run PORT={port + 1 if 0 < port < 65535 else 8001}"
            ) from refused


def server_command(host: str, port: int, threads: int) -> list[str]:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        *(sys.executable, "-m", "gunicorn", "config.wsgi:application"),
        *("--bind", address),
        *("--worker-class", "gthread", "--workers", "1", "--threads", str(threads)),
        *("--timeout", "120", "--graceful-timeout", "10"),
        *("--limit-request-line", "8190"),  # conditions and queries stand in addresses
        *("--log-level", "warning"),
        "--no-control-socket",
    ]


def worker_command() -> list[str]:
    manage = str(Path(settings.BASE_DIR) / "manage.py")
    return [sys.executable, manage, "worker", "--no-reload", "--no-startup-delay"]


def users_file() -> Path:
    return Path(settings.VAR_DIR) / "demonstration_users.txt"


def standing_demonstration_users() -> list[tuple[str, str]]:
    """Return the demonstration users whose first password still stands, with that password."""
    if not users_file().exists():
        return []
    stored = stored_passwords()
    printed = [line.split() for line in users_file().read_text().splitlines() if len(line.split()) > 1]
    return [
        (name, password)
        for name, password, *seen in printed
        if name in stored and ([fingerprint(stored[name])] == seen or check_password(password, stored[name]))
    ]


def stored_passwords() -> dict[str, str]:
    users = get_user_model()._default_manager
    named = users.filter(username__in=DEMONSTRATION_USERS, is_active=True)
    return dict(named.values_list("username", "password"))


def fingerprint(stored: str) -> str:
    """Return what tells an unchanged password at once: checking it takes most of a second."""
    return hashlib.sha256(stored.encode()).hexdigest()[:16]


def reachable(host: str) -> str:
    """Return the address at which this machine itself reaches what listens on `host`."""
    return {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def end_with_this_process() -> None:
    """Have the system end a child whose parent was killed without a chance to end it."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
