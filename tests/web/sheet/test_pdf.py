"""The sheet as PDF: the same page on paper, for who may see it, where that extra is installed."""

from __future__ import annotations

import os
import re
import zlib
from contextlib import suppress
from typing import Any

import pytest

from tests import builders as b
from tests.web.sheet.test_sheet import HOSTILE, catering, sheet, signed_in
from web import paper

pytestmark = pytest.mark.django_db

absent = pytest.mark.skipif(
    not paper.is_installed() and os.environ.get("REQUIRE_ALL", "0") in ("", "0"),
    reason="the extra pdf (WeasyPrint, Pango) is not installed",
)


def unpacked(pdf: bytes) -> bytes:
    """What its packed parts hold."""
    found = b""
    for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        with suppress(zlib.error):
            found += zlib.decompress(part)
    return found


@absent
def test_the_sheet_is_set_on_a_few_sheets_of_paper() -> None:
    client, relationship = signed_in(b.user("READER", language="nl")), catering()
    address = f"/relationships/{relationship.pk}/sheet.pdf"
    assert f'href="{address}"' in sheet(client, relationship).content.decode()

    answer = client.get(address)

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"].startswith("inline; filename")
    assert answer.content.startswith(b"%PDF-")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", unpacked(answer.content))) <= 3
    assert len(answer.content) < 200_000


@absent
def test_words_of_users_are_set_as_words_and_lead_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(paper, "_nothing_else", asked.append)
    outside = (
        f'{HOSTILE}<img src="file:///etc/passwd"><link rel="stylesheet" href="http://example.org/a.css">'
    )
    relationship = b.relationship(subject=outside)

    answer = signed_in(b.user("READER")).get(f"/relationships/{relationship.pk}/sheet.pdf")

    assert (answer.status_code, asked) == (200, [])


def test_where_the_extra_is_not_installed_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "is_installed", lambda: False)
    client, relationship = signed_in(b.user("READER")), catering()
    assert "sheet.pdf" not in sheet(client, relationship).content.decode()
    assert client.get(f"/relationships/{relationship.pk}/sheet.pdf").status_code == 404


def test_who_may_not_see_a_relationship_gets_no_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []
    monkeypatch.setattr(paper, "is_installed", lambda: True)
    monkeypatch.setattr(paper, "pdf_of", made.append)
    elsewhere = signed_in(b.user("ADMINISTRATOR", b.unit("ELSEWHERE")))
    assert elsewhere.get(f"/relationships/{catering().pk}/sheet.pdf").status_code == 404
    assert made == []


def test_of_our_own_styles_every_colour_is_known() -> None:
    drawn = paper._drawn()
    assert "var(" not in drawn
    assert "#b83a00" in drawn, "a misfit has its own colour on paper too"
