"""The clients whose recipes in docs/bi are tried, installed as tests/clients/locks says.

They stand outside the repository and its environment, in a folder named for their lock: they need other
versions of what the registry itself uses. `COUNTERPART_CLIENTS` names another place than the user's cache.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

LOCKS = Path(__file__).resolve().parent.parent / "tests" / "clients" / "locks"
PYTHON = ("sqlalchemy", "gql")
NODE = "javascript"
NAMES = (*PYTHON, NODE)
_NPM = ("package.json", "package-lock.json", ".npmrc")


def folder(name: str) -> Path:
    """Where a set of tools stands once installed; another lock is another folder."""
    locked = LOCKS / ("package-lock.json" if name == NODE else f"{name}.txt")
    digest = hashlib.sha256(locked.read_bytes()).hexdigest()[:16]
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    place = Path(os.environ.get("COUNTERPART_CLIENTS") or caches / "counterpart-clients")
    return place / f"{name}-{digest}"


def installed() -> bool:
    """Whether all of them are there."""
    return all(_stamp(name).exists() for name in NAMES)


def lacking() -> str:
    """Install what isn't there yet; return why that can't be, empty when all is there."""
    if not (shutil.which("npm") and shutil.which("node")):
        return "Node not found (apt install nodejs npm)"
    for name in NAMES:
        if _stamp(name).exists():
            continue
        try:
            _install(name)
        except subprocess.CalledProcessError as failed:
            return f"{name} can't be installed: {(failed.stderr or failed.stdout).strip()[-500:]}"
    return ""


def python_of(name: str) -> str:
    return str(folder(name) / "bin" / "python")


def _stamp(name: str) -> Path:
    return folder(name) / ".complete"


def _install(name: str) -> None:
    into = folder(name)
    shutil.rmtree(into, ignore_errors=True)
    if name == NODE:
        into.mkdir(parents=True)
        for each in _NPM:
            shutil.copy(LOCKS / each, into)
        _run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=into)
    else:
        uv = (sys.executable, "-m", "uv")
        _run(*uv, "venv", "--quiet", "--python", sys.executable, str(into))
        _run(
            *(*uv, "pip", "install", "--quiet", "--python", python_of(name)),
            *("--require-hashes", "--no-deps", "-r", str(LOCKS / f"{name}.txt")),
        )
    _stamp(name).touch()


def _run(*command: str, cwd: Path | None = None) -> None:
    subprocess.run(  # noqa: S603 our own commands
        command, cwd=cwd, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
