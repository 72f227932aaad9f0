"""What a list shows, as a file."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from tests import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(signed_in):
    own = b.unit("OWN")
    for name, phase in (("Alpha", "EXIT"), ("Beta", "CHOICE")):
        there = b.relationship(unit=own, party=b.party(name=name), phase=phase, subject="=1+1")
        b.contract(None, there, number=f"C-{name}", value="100", currency="EUR")
    b.relationship(party=b.party(name="Foreign"), phase="EXIT")
    return signed_in(b.user("SOURCING_MANAGER", own))


def text(answer) -> str:
    return b"".join(answer.streaming_content).decode("utf-8-sig")


@pytest.mark.parametrize(
    ("address", "there", "not_there"),
    [
        ("/relationships/export/?phase=EXIT&format=csv", "Alpha", "Beta"),
        ("/parties/export/?q=alpha&format=csv", "Alpha", "Beta"),
        ("/contracts/export/?number=C-Alpha&format=csv", "C-Alpha", "C-Beta"),
    ],
)
def test_the_same_conditions_choose_what_is_in_the_text(address, there, not_there, client) -> None:
    answer = client.get(address)

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    written = text(answer)
    assert there in written
    assert not_there not in written
    assert "Foreign" not in written
    assert ",=1+1" not in written


def test_a_workbook_comes_unless_text_is_asked(client) -> None:
    answer = client.get("/relationships/export/?phase=EXIT")

    assert 'filename="relationships-' in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)
    assert "Relationships" in book.sheetnames


def test_it_takes_the_right_to_export(signed_in) -> None:
    client = signed_in(b.user("READER"))

    assert client.get("/relationships/export/").status_code == 403


@pytest.mark.parametrize("query", ["format=pdf", "nonsense=1", "phase=NEVER"])
def test_what_cannot_be_asked_is_refused(query: str, client) -> None:
    assert client.get(f"/relationships/export/?{query}").status_code == 400
