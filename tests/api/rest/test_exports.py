"""Workbooks of lists and portfolios, and the list to start from, by REST."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from relationships.models import Relationship
from tests import builders as b
from tests.api.rest.conftest import codes

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CANARY = "Canary Wharf Ornithology"


@pytest.fixture
def two(db) -> list[Relationship]:
    """A relationship of unit WEST in a portfolio, and one of unit EAST that speaks of canaries."""
    west, east = b.unit("WEST"), b.unit("EAST")
    home = b.portfolio(unit=west, name="Zorg & Co", currency="EUR")
    ours = b.relationship(unit=west, portfolio=home, party=b.party(name="Bakker B.V."), subject="Catering")
    b.contract(None, ours, number="C-1", title="=1+1", value="10.00", currency="EUR")
    theirs = b.relationship(unit=east, party=b.party(name=CANARY), subject=CANARY)
    b.contract(None, theirs, number="CANARY", title=CANARY)
    return [ours, theirs]


@pytest.fixture
def lead(two, as_user):
    """A sourcing manager of unit WEST, with a token that only reads."""
    return as_user(b.user("SOURCING_MANAGER", two[0].unit, username="lead"), "READ")


def _book(answer) -> openpyxl.Workbook:
    assert (answer.status_code, answer["Content-Type"]) == (200, XLSX)
    return openpyxl.load_workbook(io.BytesIO(answer.getvalue()))


def _words(book: openpyxl.Workbook) -> set[str]:
    return {str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row}


def _column(book: openpyxl.Workbook, page: str, header: str) -> list[object]:
    titles, *rows = book[page].iter_rows(values_only=True)
    return [row[titles.index(header)] for row in rows if row[0] is not None or row[5] is not None]


@pytest.mark.parametrize("what", ["relationships", "contracts", "parties"])
def test_a_list_is_a_workbook_of_what_one_may_export(lead, what) -> None:
    book = _book(lead.get(f"{what}/export"))
    assert book.sheetnames[:4] == ["Instructions", "Portfolio", "Relationships", "Parties"]
    assert _column(book, "Portfolio", "Contract number") == ["C-1"]
    assert _column(book, "Relationships", "Counterparty") == ["Bakker B.V."]
    assert not [each for each in _words(book) if "anary" in each]


def test_it_is_narrowed_as_its_list_is(lead) -> None:
    assert _column(_book(lead.get("contracts/export?number=C-1")), "Portfolio", "Title") == ["=1+1"]
    assert _column(_book(lead.get("contracts/export?number=C-2")), "Portfolio", "Title") == []
    assert codes(lead.get("contracts/export?colour=red")) == [("UNKNOWN_PARAMETER", "colour")]
    assert codes(lead.get("relationships/export?verdict=GREEN")) == [("INVALID_FILTER", "verdict")]


def test_a_portfolio_is_a_workbook_under_its_name(lead, two) -> None:
    answer = lead.get(f"portfolios/{two[0].portfolio_id}/export?language=nl")
    assert answer["Content-Disposition"].startswith('attachment; filename="Zorg-Co-2')
    assert "filename*=UTF-8''Zorg%20%26%20Co-2" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"
    assert _column(_book(answer), "Relaties", "Wederpartij") == ["Bakker B.V."]
    none = lead.get(f"portfolios/{two[0].portfolio_id}/export?subject=Nothing")
    assert codes(none) == [("UNKNOWN_PARAMETER", "subject")]
    narrowed = lead.get(f"portfolios/{two[0].portfolio_id}/export?q=Nothing")
    assert _column(_book(narrowed), "Relationships", "Counterparty") == []


def test_the_language_is_the_one_asked_for(lead) -> None:
    assert "Instructies" in _book(lead.get("parties/export", Accept_Language="nl")).sheetnames
    assert "Instructions" in _book(lead.get("parties/export?language=en", Accept_Language="nl")).sheetnames
    assert codes(lead.get("parties/export?language=fr")) == [("INVALID_FILTER", "language")]


def test_its_tables_are_had_as_text(lead) -> None:
    answer = lead.get("relationships/export?format=csv")
    header, *rows = csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    assert [row[header.index("Title")] for row in rows] == ["'=1+1"]
    answer = lead.get("relationships/export?table=relationships&language=nl", Accept="text/csv")
    assert "-relationships-2" in answer["Content-Disposition"]
    header, *rows = csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";")
    assert [row[header.index("Wederpartij")] for row in rows] == ["Bakker B.V."]
    assert codes(lead.get("relationships/export?table=relationships")) == [("INVALID_FILTER", "table")]
    assert codes(lead.get("relationships/export?format=csv&table=x")) == [("INVALID_FILTER", "table")]


def test_who_may_not_export_is_refused(two, as_user, anybody) -> None:
    reader = as_user(b.user("READER", two[0].unit))
    portfolio = f"portfolios/{two[0].portfolio_id}/export"
    for path in ("relationships/export", "contracts/export", "parties/export", portfolio):
        refused = reader.get(path)
        assert (refused.status_code, codes(refused)) == (403, [("NOT_ALLOWED", None)]), path
        assert codes(anybody.get(path)) == [("NOT_SIGNED_IN", None)], path
    elsewhere = as_user(b.user("SOURCING_MANAGER", two[1].unit))
    assert elsewhere.get(portfolio).status_code == 404


def test_the_first_bytes_do_not_wait_for_the_rows(lead, queries) -> None:
    """Three queries: rates, the set in force and its principles, of which there are columns."""
    answer = lead.get("relationships/export")
    with queries(3):
        assert next(iter(answer.streaming_content))[:2] == b"PK"


def test_the_list_to_start_from(lead, two, as_user) -> None:
    book = _book(lead.get("imports/template?language=nl"))
    assert book.sheetnames == ["Instructies", "Portfolio", "Lijsten"]
    assert codes(lead.get("imports/template?format=xlsx")) == [("UNKNOWN_PARAMETER", "format")]
    assert codes(as_user(b.user("READER", two[0].unit)).get("imports/template")) == [("NOT_ALLOWED", None)]


def test_what_was_exported_is_taken_in_as_unchanged(two, as_user, settings, tmp_path) -> None:
    settings.IMPORT_DIR = tmp_path
    lead = as_user(b.user("SOURCING_MANAGER", two[0].unit), "IMPORT")
    for form in ("xlsx", "csv"):
        sent = lead.get(f"portfolios/{two[0].portfolio_id}/export?format={form}").getvalue()
        path = f"imports?unit=WEST&portfolio=Zorg+%26+Co&file_name=list.{form}"
        run = lead.client.generic(
            "POST", f"/api/v1/{path}", sent, "application/octet-stream", headers=lead.headers
        ).json()
        assert (run["counts"], run["nothing_to_do"]) == (
            {"created": 0, "updated": 0, "unchanged": 1, "skipped": 0, "refused": 0},
            True,
        ), form


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_parties_found_by_an_identifier_are_exported(admin, form) -> None:
    given = [{"scheme": "CREDITOR", "value": "777", "issuer": "ROOT"}]
    b.contract(None, b.relationship(party=b.party(name="Found by number", identifiers=given)))

    answer = admin.get(f"parties/export?identifier=777&format={form}")

    assert answer.status_code == 200
    assert len(answer.getvalue()) > 100
