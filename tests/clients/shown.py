"""What the pages under docs/bi show, and the registry that it is tried on."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from relationships.models import User

PAGES = Path(__file__).resolve().parents[2] / "docs" / "bi"
HOST = "counterpart.example.org"


@dataclass(frozen=True)
class Registry:
    """Where it answers, and who asks."""

    host: str
    token: str
    reader: User

    def here(self, shown: str) -> str:
        """What a page shows, with the address of this registry in place of the one of the page."""
        over_http = shown.replace(f"https://{HOST}", f"http://{self.host}")
        return over_http.replace(f'@{HOST}/graphql/"', f'@{self.host}/graphql/?is_https=0"')

    def got(self, address: str, body: Any = None, **headers: str) -> bytes:
        """What is at an address, asked by POST where there is a body."""
        sent = None if body is None else json.dumps(body).encode()
        asked = Request(self.here(address), sent, {"Authorization": f"Bearer {self.token}", **headers})
        with urlopen(asked, timeout=60) as answer:
            return answer.read()

    def asked(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of an answer of the graph without errors."""
        body = {"query": query, "variables": variables}
        answer = json.loads(
            self.got(f"https://{HOST}/graphql/", body, **{"Content-Type": "application/json"})
        )
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def carried_out(self, *command: str, cwd: Path) -> str:
        """What a command says, with the token in its environment; fails with its complaint."""
        asked = subprocess.run(
            command,
            cwd=cwd,
            env={**os.environ, "TOKEN": self.token},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert asked.returncode == 0, asked.stderr[-3000:]
        return asked.stdout


def section(page: str, heading: str) -> str:
    """The part of a page under a heading of the second height."""
    text = (PAGES / page).read_text(encoding="utf-8")
    (found,) = re.findall(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    return found


def blocks(page: str, heading: str, language: str) -> list[str]:
    """What stands under a heading in a language, in its order."""
    return re.findall(rf"^```{language}\n(.*?)^```", section(page, heading), re.M | re.S)
