"""A PostgreSQL server of our own for the length of the tests, from the binaries of the system."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS_TO_START = 30
FASTER_AND_FORGETFUL = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off"),
    *("wal_level=minimal", "max_wal_senders=0"),
    *("autovacuum=off", "jit=off"),  # tables are small, and gone soon
)


def binaries() -> Path | None:
    """Return the folder that holds initdb and postgres, the newest version first; None without."""
    folders = [Path(found).parent for found in [shutil.which("initdb")] if found]
    folders += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: int(folder.parent.name) if folder.parent.name.isdigit() else 0,
        reverse=True,
    )
    folders += sorted(Path("/opt/homebrew/opt").glob("postgresql*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


@contextmanager
def temporary_postgres(folder_of_binaries: Path) -> Iterator[str]:
    """Start a server on 127.0.0.1 and yield its URL; nothing of it is left afterwards."""
    password = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory(prefix="counterpart-pg-", ignore_cleanup_errors=True) as home:
        as_user = unprivileged_user()
        secret = Path(home) / "password"
        secret.write_text(password)
        if as_user:
            for path in (Path(home), secret):
                os.chown(path, as_user.pw_uid, as_user.pw_gid)
        identity = {"user": as_user.pw_uid, "group": as_user.pw_gid} if as_user else {}
        cluster = Path(home) / "cluster"
        subprocess.run(  # noqa: S603 the system's own initdb
            [
                *(str(folder_of_binaries / "initdb"), "-D", str(cluster), "-U", "counterpart"),
                *("--auth=scram-sha-256", f"--pwfile={secret}", "-E", "UTF8", "--locale=C.UTF-8"),
                "--no-sync",
            ],
            check=True,
            capture_output=True,
            cwd=home,
            **identity,
        )
        port = free_port()
        options = [part for option in FASTER_AND_FORGETFUL for part in ("-c", option)]
        with (Path(home) / "log").open("wb") as log:
            server = subprocess.Popen(  # noqa: S603 the system's own postgres
                [
                    *(str(folder_of_binaries / "postgres"), "-D", str(cluster), "-k", home),
                    *("-h", "127.0.0.1", "-p", str(port), *options),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=home,
                start_new_session=True,
                **identity,
            )
        url = f"postgres://counterpart:{password}@127.0.0.1:{port}/counterpart"
        try:
            wait_until_up(url, server, Path(home) / "log")
            yield url
        finally:
            server.send_signal(2)  # a fast shutdown
            server.wait(timeout=30)


def answers(url: str) -> bool:
    """Does a server answer at this URL? (Its database may still have to be made.)"""
    import psycopg

    server = url.partition("?")[0].rpartition("/")[0]
    for attempt in (url, f"{server}/postgres"):
        try:
            psycopg.connect(attempt, connect_timeout=5).close()
        except psycopg.Error:
            continue
        return True
    return False


def wait_until_up(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while not answers(url):
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError("PostgreSQL did not start:\n" + log.read_text(errors="replace"))
        time.sleep(0.2)


def unprivileged_user() -> pwd.struct_passwd | None:
    """Return whom the server runs as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL can't run as root, and there is no user postgres or nobody.")


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
