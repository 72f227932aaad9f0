"""`manage.py serve`, behind `make run`: two processes that begin and end together."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.repository.tracked import TOP

ENDED_WITHIN = 30


@pytest.fixture(scope="module")
def var_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture
def serve(var_dir: Path) -> Iterator[Callable[..., subprocess.Popen]]:
    """Start the command on a free port, wait until it says that it is up."""
    started: list[subprocess.Popen] = []

    def start(*, port: int | None = None) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--no-demo", "--port", str(port or free_port())],
            cwd=TOP,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "config.settings.development",
                "VAR_DIR": str(var_dir),
                "DATABASE_URL": "",
                "DEBUG": "0",
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=ENDED_WITHIN)


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def read_until_up(process: subprocess.Popen) -> str:
    said = ""
    for line in process.stdout:
        said += line
        if "Counterpart runs at" in line:
            return said
    raise AssertionError(f"it never came up:\n{said}")


def children_of(process: subprocess.Popen) -> dict[str, int]:
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    found = {}
    for pid, parent, command in re.findall(r"^\s*(\d+)\s+(\d+)\s+(.*)$", listed, re.M):
        if int(parent) == process.pid:
            found["server" if "gunicorn" in command else "worker"] = int(pid)
    return found


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_both_end_when_asked(serve: Callable, how: signal.Signals) -> None:
    process = serve()
    read_until_up(process)
    children = children_of(process)

    process.send_signal(how)
    process.communicate(timeout=ENDED_WITHIN)

    assert process.returncode == 0
    assert set(children) == {"server", "worker"}
    assert [name for name, pid in children.items() if is_running(pid)] == []


@pytest.mark.parametrize("crashed", ["server", "worker"])
def test_the_crash_of_one_ends_the_other(serve: Callable, crashed: str) -> None:
    process = serve()
    read_until_up(process)
    children = children_of(process)

    os.kill(children[crashed], signal.SIGKILL)
    said, _ = process.communicate(timeout=ENDED_WITHIN)

    assert process.returncode == 1
    assert f"The {crashed} ended by itself (status -9)" in said
    time.sleep(0.1)
    assert [name for name, pid in children.items() if is_running(pid)] == []


def test_a_taken_port_is_said_with_the_way_out(serve: Callable) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        process = serve(port=port)
        said, _ = process.communicate(timeout=ENDED_WITHIN)

    assert process.returncode == 1
    assert f"Can't listen on 127.0.0.1 port {port}" in said
    assert "make run PORT=" in said
