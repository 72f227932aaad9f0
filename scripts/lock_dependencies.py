"""`make lock`: renews requirements/run.txt and dev.txt from pyproject.toml, a lock of each extra with what it
adds to run.txt, and the locks of the clients of Python in tests/clients/locks.

Each lock starts with a line that holds a digest of what it was made from, so that a forgotten
renewal is seen without a network (tests/repository/test_locks.py).
"""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
CLIENTS = TOP / "tests" / "clients" / "locks"
OLDEST_PYTHON = "3.11"


def main() -> None:
    write("run", run_dependencies(), compiled(run_dependencies(), []))
    write("dev", dev_dependencies(), compiled(dev_dependencies(), constraint("run")))
    for name in extras():  # as dev.txt has them: what was tested is what is installed
        write(name, extra_dependencies(name), added(compiled(extra_dependencies(name), constraint("dev"))))
    for asked in sorted(CLIENTS.glob("*.in")):
        asked.with_suffix(".txt").write_text(client_lock(asked))


def client_lock(asked: Path) -> str:
    """Return the lock of a client whose recipe is tried, in an environment of its own."""
    dependencies = asked.read_text().splitlines()
    return first_line(dependencies, asked.name) + "\n" + compiled(dependencies, [])


def write(name: str, dependencies: list[str], lock: str) -> None:
    path = TOP / "requirements" / f"{name}.txt"
    path.write_text(first_line(dependencies) + "\n" + lock)
    print(f"{path.relative_to(TOP)}: {lock.count('==')} packages")


def constraint(name: str) -> list[str]:
    return ["--constraint", str(TOP / f"requirements/{name}.txt")]


def added(lock: str) -> str:
    """Return the entries of this lock that run.txt doesn't have."""
    present = set(entries((TOP / "requirements/run.txt").read_text()))
    return "".join(entry for name, entry in entries(lock).items() if name not in present)


def entries(lock: str) -> dict[str, str]:
    """Return each package's lines, by its name."""
    found = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.M)
    return {re.match(r"[A-Za-z0-9._-]+", each)[0].lower(): each for each in found[1:]}  # type: ignore[index]


def run_dependencies() -> list[str]:
    return list(_project()["project"]["dependencies"])


def extras() -> list[str]:
    return sorted(_project()["project"]["optional-dependencies"])


def extra_dependencies(name: str) -> list[str]:
    return list(_project()["project"]["optional-dependencies"][name])


def dev_dependencies() -> list[str]:
    """Return what developing needs: all that runs, every extra, and the tools."""
    offered = [each for name in extras() for each in extra_dependencies(name)]
    return run_dependencies() + offered + list(_project()["dependency-groups"]["dev"])


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
