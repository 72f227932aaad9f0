"""Both doors against their own descriptions, by schemathesis: `python -m tests.fuzzing [--long]`.

A thousand cases made from the OpenAPI document and from the GraphQL schema (ten thousand with `--long`), the
same ones at every run, against a server of its own on a scratch database.
"""

from __future__ import annotations

import argparse
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

TOP = Path(__file__).resolve().parent.parent.parent
SCHEMATHESIS = Path(sys.executable).parent / "schemathesis"
USUAL = ("--continue-on-failure", "--generation-deterministic", "--warnings", "off", "--no-color")
REST_CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,unsupported_method"
)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--long", action="store_true", help="ten times as many cases")
    long = arguments.parse_args().long
    with tempfile.TemporaryDirectory(prefix="counterpart-fuzz-") as folder, _server(Path(folder)) as found:
        address, token = found
        rest = _tried(
            folder,
            f"{address}/api/v1/openapi.json",
            token,
            *("--phases", "examples,fuzzing", "--max-examples", "20" if long else "2"),
            *("--checks", REST_CHECKS),
        )
        graphql = _tried(
            folder,
            f"{address}/graphql/",
            token,
            *("--phases", "fuzzing", "--max-examples", "20" if long else "2"),
            *("--checks", "answered_or_refused"),
        )
    return rest or graphql


def _tried(folder: str, address: str, token: str, *options: str) -> int:
    command = [str(SCHEMATHESIS), "run", address, "-H", f"Authorization: Bearer {token}", *USUAL, *options]
    environment = os.environ | {"SCHEMATHESIS_HOOKS": "tests.fuzzing.hooks", "PYTHONPATH": str(TOP)}
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode


@contextmanager
def _server(folder: Path) -> Iterator[tuple[str, str]]:
    """A server with a small registry; its address, and a token that is good for everything."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "DEBUG": "0",
        "LOG_LEVEL": "ERROR",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'fuzz.sqlite3'}",
        "THROTTLE_PER_MINUTE": "0",
        "THROTTLE_STRANGERS_PER_MINUTE": "0",
    }
    options = {"cwd": TOP, "env": environment}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, **options)
    made = [sys.executable, "-m", "tests.fuzzing.world"]
    token = subprocess.run(made, check=True, stdout=subprocess.PIPE, text=True, **options).stdout
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    serving = [sys.executable, "manage.py", "serve", "--port", port, "--no-demo"]
    with subprocess.Popen(serving, stdout=subprocess.DEVNULL, **options) as running:
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", running)
            yield f"http://127.0.0.1:{port}", token.split()[-1]
        finally:
            running.terminate()


def _wait_for(address: str, running: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if running.poll() is not None:
            raise SystemExit("The server did not start.")
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server does not answer.")


if __name__ == "__main__":
    sys.exit(main())
