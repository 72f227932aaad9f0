"""`make lock`: renews requirements/run.txt and dev.txt from pyproject.toml,
and the locks of the clients of Python in tests/clients/locks.

Each lock starts with a line that holds a digest of what it was made from, so that a forgotten
renewal is seen without a network (tests/repository/test_locks.py).
"""

import hashlib
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
CLIENTS = TOP / "tests" / "clients" / "locks"
OLDEST_PYTHON = "3.11"


def main() -> None:
    wanted = {"run": run_dependencies(), "dev": run_dependencies() + dev_dependencies()}
    for name, dependencies in wanted.items():
        lock = TOP / "requirements" / f"{name}.txt"
        bound = ["--constraint", str(TOP / "requirements/run.txt")] if name == "dev" else []
        lock.write_text(first_line(dependencies) + "\n" + compiled(dependencies, bound))
        print(f"{lock.relative_to(TOP)}: {lock.read_text().count('==')} packages")
    for asked in sorted(CLIENTS.glob("*.in")):
        asked.with_suffix(".txt").write_text(client_lock(asked))


def client_lock(asked: Path) -> str:
    """Return the lock of a client whose recipe is tried, in an environment of its own."""
    dependencies = asked.read_text().splitlines()
    return first_line(dependencies, asked.name) + "\n" + compiled(dependencies, [])


def run_dependencies() -> list[str]:
    return list(_project()["project"]["dependencies"])


def dev_dependencies() -> list[str]:
    return list(_project()["dependency-groups"]["dev"])


def first_line(dependencies: list[str], asked: str = "pyproject.toml") -> str:
    """Return the comment that says which dependencies a lock was made from."""
    digest = hashlib.sha256(json.dumps(sorted(dependencies)).encode()).hexdigest()[:16]
    return f"# made by `make lock` from {asked}, dependencies {digest}"


def compiled(dependencies: list[str], bound: list[str]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder) / "asked.in"
        asked.write_text("\n".join(dependencies) + "\n")
        answer = subprocess.run(  # noqa: S603 our own command
            [
                *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"),
                *("--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header"),
                *("--python-version", OLDEST_PYTHON, *bound, str(asked)),
            ],
            cwd=folder,  # no pyproject.toml, no settings of this machine's project
            check=True,
            capture_output=True,
            text=True,
        )
    return answer.stdout


def _project() -> dict:
    return tomllib.loads((TOP / "pyproject.toml").read_text())


if __name__ == "__main__":
    main()
