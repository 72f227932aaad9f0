"""`make test`: every check there is, and a summary of what ran. What takes one processor goes two at a time.

A check whose tools are missing says SKIPPED; with REQUIRE_ALL=1 it fails instead.
"""

import argparse
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from scripts.client_tools import lacking
from scripts.find_chromium import chromium
from scripts.temporary_postgres import answers, binaries, temporary_postgres

TOP = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
OUR_APPS = ("relationships", "principles", "imports", "access", "api", "web")
# Two tests at a time; those of a file, which may share something slow to make, one after the other.
# In the order in which they were found: those that empty the database come last.
AT_ONCE = ("-n2", "--dist", "loadfile", "--no-loadscope-reorder")
LINTED = ("--no-cache", "--ignore-initial-migrations", "--quiet", "ignore", "ok", "--include-apps", *OUR_APPS)
# Hundreds of processes read the same modules: compiled once, whatever the machine is set to.
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
PYTEST_CLOSING = re.compile(r"^=+ .*\d+ (passed|failed|error|deselected|skipped).* =+$")


@dataclass(frozen=True)
class Check:
    """A command that ends well or not."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass
class Checks:
    """Runs checks, remembers how they went."""

    require_all: bool
    lines: list[str] = field(default_factory=list)
    failed: bool = False

    def run(self, name: str, *command: str, **environment: str) -> None:
        """One that keeps all processors busy; its output is shown as it comes."""
        print(f"\n--- {name}", flush=True)
        self._told(*_carried_out(Check(name, command, environment), _show))

    def together(self, checks: Sequence[Check]) -> None:
        """Two at a time; the output of each is shown when it ends."""
        with ThreadPoolExecutor(2) as pool:
            for name, good, took, said in pool.map(_carried_out, checks):
                print(f"\n--- {name}\n{said}", end="", flush=True)
                self._told(name, good, took, said)

    def _told(self, name: str, good: bool, took: str, _said: str) -> None:
        self.failed |= not good
        self.lines.append(f"{'ok' if good else 'FAILED':<8}{name} ({took})")

    def missing(self, name: str, why: str) -> None:
        self.failed |= self.require_all
        verdict = "FAILED" if self.require_all else "SKIPPED"
        self.lines.append(f"{verdict:<8}{name}: {why}")
        print(f"\n--- {name}\n{verdict}: {why}", flush=True)


def _show(line: str) -> None:
    print(line, end="", flush=True)


def _carried_out(check: Check, show: Callable[[str], None] | None = None) -> tuple[str, bool, str, str]:
    """Its name, whether it ended well, how long it took or how pytest closed, and what was not shown."""
    began = time.monotonic()
    closing, said = "", []
    with subprocess.Popen(  # noqa: S603 our own tools
        check.command,
        cwd=TOP,
        env={**os.environ, **COMPILED, **check.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as running:
        for line in running.stdout or ():
            (show or said.append)(line)
            if PYTEST_CLOSING.match(line.strip()):
                closing = line.strip(" =\n")
    took = closing or f"{time.monotonic() - began:.1f} s"
    return check.name, running.returncode == 0, took, "".join(said)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--long", action="store_true", help="the long versions too")
    long = ["--long"] if arguments.parse_args().long else []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # takes the temporary server along
    checks = Checks(require_all=os.environ.get("REQUIRE_ALL", "") not in ("", "0"))
    with tempfile.TemporaryDirectory() as var_dir:
        static_checks(checks, var_dir)
    pytest = [sys.executable, "-m", "pytest", *long]
    checks.run(
        "tests on SQLite", *pytest, *AT_ONCE, "-m", "not browser and not clients", TEST_DATABASE="sqlite"
    )
    postgres_tests(checks, pytest)
    checks.together(beside(checks, pytest, long))
    print("\n=== What ran\n" + "\n".join(checks.lines))
    print("FAILED" if checks.failed else "All that ran is green.", flush=True)
    return int(checks.failed)


def static_checks(checks: Checks, var_dir: str) -> None:
    manage = [sys.executable, "manage.py"]
    testing = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "VAR_DIR": var_dir}
    production = {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "VAR_DIR": var_dir,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "counterpart.example",
    }
    checks.together(
        [
            Check("types", (str(BIN / "mypy"),)),
            Check("style", (str(BIN / "ruff"), "check", ".")),
            Check("layout of the code", (str(BIN / "ruff"), "format", "--check", ".")),
            Check("rooms and shelves", (str(BIN / "lint-imports"),)),
            Check(  # the apps by name: one without any migration would be passed over
                "migrations are made",
                (*manage, "makemigrations", "--check", "--dry-run", *OUR_APPS),
                testing,
            ),
            Check("migrations are safe", (*manage, "lintmigrations", *LINTED), testing),
            Check("production settings", (*manage, "check", "--deploy", "--fail-level=WARNING"), production),
        ]
    )


def beside(checks: Checks, pytest: list[str], long: list[str]) -> list[Check]:
    """What takes a server or a browser of its own, and hardly more than one processor."""
    found = [Check("doors against their descriptions", (sys.executable, "-m", "tests.fuzzing", *long))]
    if chromium():
        pages, in_browser = "tests/browser/test_pages.py", (*pytest, "-m", "browser")
        on_sqlite = {"TEST_DATABASE": "sqlite"}
        found.append(Check("pages in the browser", (*in_browser, pages), on_sqlite))
        found.append(Check("journeys in the browser", (*in_browser, f"--ignore={pages}"), on_sqlite))
    else:
        checks.missing("browser tests", "Chromium not found (apt install chromium)")
    if why := lacking():
        checks.missing("recipes for clients", why)
    else:
        found.append(Check("recipes for clients", (*pytest, "-m", "clients"), {"TEST_DATABASE": "sqlite"}))
    return found


def postgres_tests(checks: Checks, pytest: list[str]) -> None:
    name = "tests on PostgreSQL"
    with ExitStack() as stack:
        url = os.environ.get("DATABASE_URL_POSTGRES", "")
        if url and not answers(url):
            print("\nDATABASE_URL_POSTGRES is set, but no server answers there.", flush=True)
            url = ""
        if not url:
            found = binaries()
            if not found:
                checks.missing(name, "PostgreSQL not found (apt install postgresql)")
                return
            url = stack.enter_context(temporary_postgres(found))
        checks.run(
            name,
            *(*pytest, *AT_ONCE, "-m", "not browser and not clients"),
            TEST_DATABASE="postgres",
            DATABASE_URL_POSTGRES=url,
        )


if __name__ == "__main__":
    sys.exit(main())
