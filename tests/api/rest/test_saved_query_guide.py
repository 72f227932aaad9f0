"""What docs/bi/saved-queries.md tells to type works: each query is saved, each address is asked."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from access.actions.tokens import create_token
from tests import builders as b

pytestmark = pytest.mark.django_db
GUIDE = Path(settings.BASE_DIR) / "docs/bi/saved-queries.md"
HOST = "https://counterpart.example.org"
_ADDRESS = re.compile(rf'{HOST}(/api/v1/queries/[^\s"`\)]+)')
_BODY = re.compile(r"--data '(\{.*?\n\})'", re.DOTALL)
_RELATIVE = re.compile(r'RelativePath = "([^"]+)", Query = \[([^\]]+)\]')


def addresses(guide: str) -> list[str]:
    """Every address of the page, those that Power Query puts together from parts included."""
    found = _ADDRESS.findall(guide)
    for path, given in _RELATIVE.findall(guide):
        values = dict(re.findall(r'(\w+) = "([^"]*)"', given))
        found.append(f"/{path}?" + "&".join(f"{name}={value}" for name, value in values.items()))
    return found


def test_every_address_of_the_guide_answers() -> None:
    relationship = b.relationship()
    b.contract(None, relationship, number="C-1", status="ACTIVE", value="1200.50", currency="EUR")
    _token, text = create_token(by=b.system(), user=b.user("SOURCING_MANAGER"), name="guide", scope="WRITE")
    guide = GUIDE.read_text(encoding="utf-8")
    bodies = [json.loads(each) for each in _BODY.findall(guide)]
    assert [each["name"] for each in bodies] == ["contracts", "value-by-unit"]
    client = Client(headers={"Authorization": f"Bearer {text}"})
    for body in bodies:
        saved = client.post("/api/v1/saved-queries", json.dumps(body), content_type="application/json")
        assert saved.status_code == 201, saved.json()

    basic = {"Authorization": "Basic " + b64encode(f"token:{text}".encode()).decode()}
    asked = addresses(guide)
    assert len(asked) == 12
    for address in asked:
        answer = Client(headers=basic).get(address)
        assert answer.status_code == 200, address
        assert b"".join(answer), address
    columns = Client(headers=basic).get("/api/v1/queries/contracts").json()["items"][0]
    for name in re.findall(r'\{"(\w+)", type', guide):
        assert name in columns
