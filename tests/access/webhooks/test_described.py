"""docs/api/webhooks.md: its recipes check real requests, and it names every event, fault and pause."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from access.actions.webhooks import create_webhook, rotate_secret, test_webhook
from access.choices import DeliveryFault, EventKind
from access.webhooks.delivering import PAUSES, claimed, headers_of
from access.webhooks.payloads import body_of
from tests import builders as b

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "api" / "webhooks.md").read_text()


def shown(language: str, at: int = 0) -> str:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)[at]


def signed() -> tuple[str, bytes, list[str]]:
    """A request as it is sent after a rotation: its signature, its body, and both secrets."""
    given = {"unit": b.root(), "name": "W", "target": "https://8.8.8.8/", "events": ["CLASSIFIED"]}
    hook, old = create_webhook(by=b.system(), given=given)
    hook, new = rotate_secret(by=b.system(), webhook=hook)
    test_webhook(by=b.system(), webhook=hook)
    delivery = claimed(b.NOW)
    assert delivery is not None
    body = body_of(delivery)
    assert body is not None
    return headers_of(delivery, body, b.NOW)["Counterpart-Signature"], body, [old, new]


@pytest.mark.django_db
def test_the_recipe_in_python() -> None:
    header, body, secrets = signed()
    names: dict = {}
    exec(shown("python"), names)
    is_ours, now = names["is_ours"], b.NOW.timestamp()
    assert [is_ours(header, body, each, now) for each in [*secrets, "whsec_other"]] == [True, True, False]
    assert not is_ours(header, body + b" ", secrets[0], now)
    assert not is_ours(header, body, secrets[0], now + 301)


@pytest.mark.django_db
def test_the_recipe_in_the_shell(tmp_path: Path) -> None:
    header, body, secrets = signed()
    (tmp_path / "body.json").write_bytes(body)
    told = []
    for secret in [*secrets, "whsec_other"]:
        environment = {"PATH": "/usr/bin:/bin:/usr/local/bin", "SIGNATURE": header, "SECRET": secret}
        ran = subprocess.run(
            ["sh", "-c", shown("sh", 1)], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        told.append((ran.returncode, ran.stdout.strip()))
    assert told == [(0, "ours"), (0, "ours"), (1, "forged")]


def test_every_event_and_every_fault_is_described() -> None:
    assert set(re.findall(r"^\| `([A-Z_]+)` \|.*`\{.*\}` \|$", PAGE, re.M)) == set(EventKind)
    for says in re.findall(r"^\| `[A-Z_]+` \|.*`(\{.*\})` \|$", PAGE, re.M):
        json.loads(says)
    assert set(DeliveryFault) <= set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.M))
    assert json.loads(shown("json"))["kind"] == "CLASSIFIED"


def test_the_pauses_are_those_described() -> None:
    minutes = [int(each.total_seconds() // 60) for each in PAUSES]
    assert minutes == [1, 5, 30, 2 * 60, 12 * 60, 24 * 60]
    assert "1 minute, 5 minutes, 30 minutes, 2 hours, 12 hours and 24 hours" in PAGE
