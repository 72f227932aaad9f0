"""How long things take, each bench in a scratch registry of its own (`make bench`)."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch_environment(keep: Path | None = None) -> Iterator[dict[str, str]]:
    """The environment of processes that work on a SQLite database of their own; `keep`: on that file."""
    with tempfile.TemporaryDirectory(prefix="counterpart-bench-") as folder:
        yield os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "DEBUG": "0",
            "THROTTLE_PER_MINUTE": "0",
            "LOG_LEVEL": "ERROR",
            "VAR_DIR": folder,
            "SECRET_KEY": "only-for-a-bench",
            "ALLOWED_HOSTS": "testserver",
            "DATABASE_URL": f"sqlite:///{(keep or Path(folder) / 'bench.sqlite3').absolute()}",
        }
