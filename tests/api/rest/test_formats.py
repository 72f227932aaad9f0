"""The form of an answer: what is asked for, what a file is called, how it is made, what is refused."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from api.rest import files
from api.rest.fields import Shape, amount, day, moment, text, truth, whole
from api.rest.flat import as_cells, as_texts, places_of
from imports.export import naming
from tests import builders as b
from tests.api.rest.conftest import codes

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _kind(answer) -> str:
    return answer["Content-Type"].partition(";")[0]


@pytest.mark.parametrize(
    ("asked", "accept", "kind"),
    [
        ("", "*/*", "application/json"),
        ("", "text/csv", "text/csv"),
        ("", "text/*", "text/csv"),
        ("", XLSX, XLSX),
        ("", "text/html, text/csv;q=0.4, application/json;q=0.5", "application/json"),
        ("", "text/csv;q=0, application/*;q=0.1", "application/json"),
        ("?format=csv", "application/json", "text/csv"),
        ("?format=xlsx", "image/png", XLSX),
        ("?format=json", "text/csv", "application/json"),
    ],
)
def test_format_goes_before_accept(admin, asked, accept, kind) -> None:
    answer = admin.get(f"parties{asked}", Accept=accept)
    assert (answer.status_code, _kind(answer)) == (200, kind)
    assert "Accept" in answer["Vary"]


@pytest.mark.parametrize(
    ("path", "accept", "status", "reason"),
    [
        ("parties?format=pdf", "*/*", 400, ("INVALID_FILTER", "format")),
        ("parties?format=csv&format=xlsx", "*/*", 400, ("INVALID_FILTER", "format")),
        ("parties?format=csv&colour=red", "*/*", 400, ("UNKNOWN_PARAMETER", "colour")),
        ("parties?format=csv&limit=0", "*/*", 400, ("INVALID_FILTER", "limit")),
        ("parties?format=csv&after=x", "*/*", 400, ("INVALID_CURSOR", "after")),
        ("parties", "application/pdf", 406, ("NOT_ACCEPTABLE", None)),
        ("parties/1?format=csv", "*/*", 400, ("UNKNOWN_PARAMETER", "format")),
        ("me", "text/csv", 406, ("NOT_ACCEPTABLE", None)),
        ("parties/export?format=json", "*/*", 400, ("INVALID_FILTER", "format")),
        ("parties/export", "application/json", 406, ("NOT_ACCEPTABLE", None)),
    ],
)
def test_another_form_is_refused(admin, path, accept, status, reason) -> None:
    refused = admin.get(path, Accept=accept)
    assert (refused.status_code, codes(refused)) == (status, [reason])
    assert refused["Content-Type"] == "application/problem+json"


def test_who_may_ask_is_looked_at_before_the_form(anybody) -> None:
    assert codes(anybody.get("parties?format=pdf")) == [("NOT_SIGNED_IN", None)]


def test_a_file_has_a_name_and_is_kept_by_nobody(admin) -> None:
    made = b.relationship()
    answer = admin.get(f"relationships/{made.pk}/contracts?format=csv")
    stem = f"relationships-{made.pk}-contracts-"
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{stem}2')
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.streaming


def test_head_says_the_same_and_reads_no_further(admin) -> None:
    b.relationship()
    answer = admin.call("HEAD", "relationships?format=csv")
    assert (answer.status_code, _kind(answer), answer.getvalue()) == (200, "text/csv", b"")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("parties-2", 'attachment; filename="parties-2.xlsx"'),
        ("Zorg & Co", "attachment; filename=\"Zorg-Co.xlsx\"; filename*=UTF-8''Zorg%20%26%20Co.xlsx"),
        ("Café", "attachment; filename=\"Cafe.xlsx\"; filename*=UTF-8''Caf%C3%A9.xlsx"),
        ("合同", "attachment; filename=\"export.xlsx\"; filename*=UTF-8''%E5%90%88%E5%90%8C.xlsx"),
        ('../a"\r\nb', "attachment; filename=\"a-b.xlsx\"; filename*=UTF-8''..ab.xlsx"),
    ],
)
def test_names_are_safe_everywhere(name, said) -> None:
    answer = files.attachment([b""], name, files.Format.XLSX)
    assert answer["Content-Disposition"] == said


def _parties(count: int) -> None:
    by = b.actor(b.User.objects.get(username="admin"))
    for at in range(count):
        b.party(by, name=f"P{at}", aliases=[f"A{at}"])


def test_a_list_is_sent_in_portions_in_its_order(admin, queries, monkeypatch) -> None:
    """A query for the token, and for each portion one for its parties and two for what belongs to them."""
    _parties(5)
    admin.get("me")
    for portion, number in ((2, 10), (1_000, 4)):
        monkeypatch.setattr(files, "LARGEST", portion)
        with queries(number):
            sent = admin.get("parties?format=csv&ordering=-name").getvalue().decode()
        rows = list(csv.DictReader(io.StringIO(sent)))
        assert [(each["name"], each["aliases"]) for each in rows] == [
            ("P4", "A4"), ("P3", "A3"), ("P2", "A2"), ("P1", "A1"), ("P0", "A0"),
        ]  # fmt: skip


def test_with_a_limit_the_file_is_a_page(admin) -> None:
    _parties(3)
    first = admin.get("parties?format=csv&limit=2&count=1&ordering=name")
    assert first["X-Total-Count"] == "3"
    assert [row[4] for row in csv.reader(io.StringIO(first.getvalue().decode()))] == ["name", "P0", "P1"]
    address = first["Link"].removeprefix("<http://testserver/api/v1/").removesuffix('>; rel="next"')
    rest = admin.get(address)
    assert [row[4] for row in csv.reader(io.StringIO(rest.getvalue().decode()))] == ["name", "P2"]
    assert "Link" not in rest


def test_what_no_sheet_can_hold_is_refused(admin, monkeypatch) -> None:
    monkeypatch.setattr(naming, "MOST_ROWS", 1)
    b.contract(None, b.relationship(party=b.party(name="A")))
    b.relationship(party=b.party(name="B"))
    for path in ("parties?format=xlsx", "relationships/export", "parties/export"):
        refused = admin.get(path)
        assert (refused.status_code, codes(refused)) == (413, [("TOO_MANY_ROWS", None)]), path
    assert refused.json()["detail"] == (
        "2 rows are more than the 1 that a sheet can hold. Ask for csv, or for less."
    )
    assert admin.get("parties?format=csv").status_code == 200
    assert admin.get("contracts/export").status_code == 200


class _Where(Shape):
    place = text()


class _Told(Shape):
    name = text()
    where = _Where(allow_null=True)
    number = whole()
    worth = amount()
    on = day()
    at = moment()
    open = truth()
    tags = text()
    parts = text()


RECORD = {
    "name": "=1+1",
    "where": {"place": "-"},
    "number": -3,
    "worth": "-1234.50",
    "on": "2026-11-30",
    "at": "2026-11-30T12:30:00Z",
    "open": False,
    "tags": ["a", "b"],
    "parts": [{"of": 1}],
}
EMPTY = dict.fromkeys(RECORD)


def test_records_are_rows_and_texts_never_formulas() -> None:
    places = places_of(_Told)
    assert [each.name for each in places] == [
        "name", "where.place", "number", "worth", "on", "at", "open", "tags", "parts",
    ]  # fmt: skip
    plain = ["2026-11-30", "2026-11-30T12:30:00Z"]
    assert as_texts([RECORD, EMPTY], places) == [
        [
            "'=1+1",
            "'-",
            "-3",
            "-1234.50",
            *plain,
            "false",
            "a; b",
            '[{"of":1}]',
        ],
        [""] * 9,
    ]
    [row, empty] = as_cells([RECORD, EMPTY], places)
    assert [str(each) for each in row] == [
        "=1+1", "-", "-3", "-1234.50", "2026-11-30", "2026-11-30 12:30:00", "false", "a; b", '[{"of":1}]',
    ]  # fmt: skip
    assert isinstance(row[3], Decimal)
    assert empty == [None] * 9
