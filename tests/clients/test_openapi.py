"""docs/api/openapi.yaml, judged by the rules that others recommend, none of them left out."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from scripts.client_tools import NODE, folder

pytestmark = pytest.mark.clients

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "api" / "openapi.yaml"


def told(name: str, *options: str, of: Path, cwd: Path) -> Any:
    """What a program says of the document, as JSON."""
    program = folder(NODE) / "node_modules" / ".bin" / name
    said = subprocess.run(
        ("node", str(program), "lint", *options, "--format=json", str(of)),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert said.stdout.startswith(("{", "[")), said.stderr[-3000:]
    return json.JSONDecoder().raw_decode(said.stdout)[0]


def redocly(of: Path, cwd: Path) -> list[str]:
    """The rules of `recommended` that the document breaks."""
    (cwd / "redocly.yaml").write_text("extends: [recommended]\n")
    return [each["ruleId"] for each in told("redocly", "--config=redocly.yaml", of=of, cwd=cwd)["problems"]]


def spectral(of: Path, cwd: Path) -> list[str]:
    """The rules of `spectral:oas` that the document breaks."""
    (cwd / ".spectral.yaml").write_text('extends: ["spectral:oas"]\n')
    return [each["code"] for each in told("spectral", "--ruleset=.spectral.yaml", "--quiet", of=of, cwd=cwd)]


def broken(to: Path) -> Path:
    """A document that says next to nothing."""
    to.write_text("openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {responses: {}}}}\n")
    return to


def test_redocly_finds_nothing(tmp_path: Path) -> None:
    assert redocly(DOCUMENT, tmp_path) == []
    assert "operation-summary" in redocly(broken(tmp_path / "broken.yaml"), tmp_path)


@pytest.mark.long
def test_spectral_finds_nothing(tmp_path: Path) -> None:
    assert spectral(DOCUMENT, tmp_path) == []
    found = set(spectral(broken(tmp_path / "broken.yaml"), tmp_path))
    assert {"operation-description", "info-contact"} <= found
