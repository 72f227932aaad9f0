"""The files of the repository, as git would keep them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


@cache
def tracked_files() -> list[Path]:
    """Return every file that git keeps or would keep; without git every file but the ignored."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=TOP,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        ignored = {".venv", "var", "staticfiles", "node_modules", "__pycache__", ".git", ".hypothesis"}
        return sorted(
            path
            for path in TOP.rglob("*")
            if path.is_file()
            and not ignored & set(path.parts)
            and not any(part.endswith("_cache") for part in path.parts)
        )
    return sorted(TOP / name for name in set(listed) if name and (TOP / name).is_file())


@cache
def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def place(path: Path) -> str:
    return path.relative_to(TOP).as_posix()
