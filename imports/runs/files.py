"""What runs keep outside the database: the file offered, how far they are, and whether they are to stop.

Each run has a folder of its own in `settings.IMPORT_DIR`. Progress stands there because a run that is being
applied holds its transaction until it is done: the database would show nothing of it. Server and worker need
the same folder.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from imports.choices import Stage
from relationships.errors import refuse

_LIST, _MARKED, _PROGRESS, _CANCEL, _LOCK = "list", "marked.xlsx", "progress.json", "cancel", "lock"
_INCOMING = "incoming-"
PAUSE = 0.3


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that came in, not yet of any run: where it is, its SHA-256, its length in bytes."""

    path: Path
    digest: str
    size: int


def take_in(portions: Iterable[bytes], name: str) -> Incoming:
    """Write what comes in to a file, a portion at a time. Refuses what is too large (TOO_LARGE) or empty."""
    folder = Path(settings.IMPORT_DIR)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    number, path = tempfile.mkstemp(prefix=_INCOMING, suffix=_ending(name), dir=folder)
    found, size, limit = hashlib.sha256(), 0, settings.IMPORT_LIMITS["file_bytes"]
    try:
        with os.fdopen(number, "wb") as opened:
            for portion in portions:
                size += len(portion)
                if size > limit:
                    refuse("TOO_LARGE", "file", limit=f"{limit:,} bytes")
                found.update(portion)
                opened.write(portion)
        if not size:
            refuse("REQUIRED", "file")
    except BaseException:
        Path(path).unlink(missing_ok=True)
        raise
    return Incoming(Path(path), found.hexdigest(), size)


def _ending(name: str) -> str:
    ending = Path(name).suffix.lower()
    return ending if ending[1:].isalnum() and ending.isascii() and len(ending) <= 6 else ""


def give_to(run: int, incoming: Incoming) -> None:
    """Make what came in the file of this run."""
    folder = _folder(run)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    incoming.path.rename(folder / f"{_LIST}{incoming.path.suffix}")


def list_of(run: int) -> Path | None:
    """The file of a run; None once it was removed."""
    return next(iter(sorted(_folder(run).glob(f"{_LIST}*"))), None)


def keep_marked(run: int, content: bytes) -> None:
    """Keep the list with its problems marked, until the run is planned again."""
    beside = _folder(run) / f"{_MARKED}.{os.getpid()}"
    beside.write_bytes(content)
    beside.replace(_folder(run) / _MARKED)


def marked_of(run: int) -> bytes | None:
    """The list with its problems marked; None where it wasn't made beforehand."""
    with suppress(OSError):
        return (_folder(run) / _MARKED).read_bytes()
    return None


def digest_of(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def remove(run: int) -> bool:
    """Remove all that is kept of a run; whether there was anything."""
    there = _folder(run).exists()
    shutil.rmtree(_folder(run), ignore_errors=True)
    return there


def remove_left_over(older_than: float) -> None:
    """Remove files that came in before this moment (seconds since 1970) and never became a run's."""
    for each in Path(settings.IMPORT_DIR).glob(f"{_INCOMING}*"):
        with suppress(OSError):
            if each.stat().st_mtime < older_than:
                each.unlink()


def _folder(run: int) -> Path:
    return Path(settings.IMPORT_DIR) / str(int(run))


# Who carries a run on


@contextmanager
def alone(run: int) -> Iterator[bool]:
    """Whether this process is the only one that carries the run on; however it ends, the system lets go."""
    folder = _folder(run)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    number = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(number)


# How far it is, and whether it is to stop


class Cancelled(Exception):
    """Somebody asked the run to stop."""


class LeftToWorker(Exception):
    """The list has more rows than a request can wait for."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: rows done of all rows of a stage, that began at `started` (seconds since 1970)."""

    stage: Stage
    done: int
    total: int
    started: float
    at: float

    @property
    def seconds_left(self) -> int | None:
        """How long this stage still takes at the speed so far; None: that can't be said yet."""
        spent = self.at - self.started
        if not self.done or not self.total or spent <= 0:
            return None
        return round(spent * (self.total - self.done) / self.done)


def progress_of(run: int) -> Progress | None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads((_folder(run) / _PROGRESS).read_text(encoding="utf-8"))
        return Progress(**{**told, "stage": Stage(told["stage"])})
    return None


def forget(run: int) -> None:
    """Forget what was marked, how far it was, and that it was to stop."""
    for each in (_MARKED, _PROGRESS, _CANCEL):
        (_folder(run) / each).unlink(missing_ok=True)


def progress_done(run: int) -> None:
    for each in (_PROGRESS, _CANCEL):
        (_folder(run) / each).unlink(missing_ok=True)


def ask_to_stop(run: int) -> None:
    _folder(run).mkdir(parents=True, exist_ok=True, mode=0o700)
    (_folder(run) / _CANCEL).touch()


class Watch:
    """Writes down how far a run is, and stops it where that is asked or where it has too many rows."""

    def __init__(self, run: int, most_rows: int | None = None) -> None:
        self.run, self.most_rows = run, most_rows
        self._stage: Stage | None = None
        self._started = self._written = 0.0

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        if (_folder(self.run) / _CANCEL).exists():
            raise Cancelled
        if self.most_rows is not None and total > self.most_rows:
            raise LeftToWorker
        now = time.time()
        if stage is not self._stage:
            self._stage, self._started, self._written = stage, now, 0.0
        if now - self._written >= PAUSE:
            self._written = now
            self._write(Progress(stage, done, total, self._started, now))

    def _write(self, progress: Progress) -> None:
        folder = _folder(self.run)
        beside = folder / f"{_PROGRESS}.{os.getpid()}"
        with suppress(OSError):  # a full disk stops no import
            beside.write_text(json.dumps(asdict(progress)), encoding="utf-8")
            beside.replace(folder / _PROGRESS)
