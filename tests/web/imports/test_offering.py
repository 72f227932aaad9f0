"""A list offered on the pages, the lists that were, and what can be taken away."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from imports.models import ImportRun
from tests import builders as b
from tests.imports.books import HEADER, lines
from tests.web.imports.conftest import form, signed_in

pytestmark = pytest.mark.django_db


def test_a_file_offered_is_planned_and_nothing_is_written(pages: Client) -> None:
    answer = pages.post("/imports/offer/", form([HEADER, *lines(2)]))

    run = ImportRun.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/imports/{run.pk}/")
    assert (run.state, run.file_name, run.user.username) == ("PLANNED", "contracten.xlsx", "lead")
    sent = pages.post("/imports/offer/", form([HEADER, *lines(2)]), headers={"HX-Request": "true"})
    assert (sent.status_code, sent["HX-Redirect"]) == (204, f"/imports/{run.pk + 1}/")


def test_what_is_missing_stands_beside_the_fields(pages: Client) -> None:
    given = form([HEADER, *lines(1)], portfolio="", currency="EURO")
    answer = pages.post("/imports/offer/", given)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"portfolio", "currency"}
    assert answer.context["form"].errors.as_data()["currency"][0].code == "CURRENCY_UNKNOWN"

    del given["file"]
    without = pages.post("/imports/offer/", {**given, "portfolio": "Main", "currency": "EUR"})
    assert without.status_code == 422
    assert [each.code for each in without.context["form"].errors.as_data()["file"]] == ["REQUIRED"]
    assert b'value="Main"' in without.content
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(("size", "padding"), [(4_000, 0), (10, 1_100_000)])
def test_a_file_that_is_too_large_is_refused_while_it_comes_in(
    pages: Client, settings: Any, size: int, padding: int
) -> None:
    settings.IMPORT_LIMITS = {**settings.IMPORT_LIMITS, "file_bytes": 1_000}
    given = form(b"x" * size, sheet="y" * padding)
    answer = pages.post("/imports/offer/", given)

    assert answer.status_code == 413
    (refused,) = answer.context["form"].errors.as_data()["file"]
    assert (refused.code, refused.message) == (
        "TOO_LARGE",
        "This is larger than the limit of 1,000 bytes. Send it in parts.",
    )
    assert not ImportRun.objects.exists()


def test_a_form_from_elsewhere_is_refused(manager) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(manager, backend="django.contrib.auth.backends.ModelBackend")
    assert strict.post("/imports/offer/", form([HEADER, *lines(1)])).status_code == 403
    assert not ImportRun.objects.exists()

    strict.get("/imports/offer/")
    token = strict.cookies["csrftoken"].value
    given = {**form([HEADER, *lines(1)]), "csrfmiddlewaretoken": token}
    assert strict.post("/imports/offer/", given).status_code == 302


def test_only_who_may_import_offers_and_only_to_his_units(pages: Client) -> None:
    own, other = b.unit("OWN"), b.unit("OTHER")
    keeper = signed_in(b.user("ACCOUNT_MANAGER", own))
    for answer in (keeper.get("/imports/offer/"), keeper.post("/imports/offer/", form(b"x"))):
        assert (answer.status_code, b'data-code="NOT_ALLOWED"' in answer.content) == (403, True)
    assert b"/imports/offer/" not in keeper.get("/imports/").content
    assert keeper.get("/imports/template/").status_code == 403

    half = b.user("SOURCING_MANAGER", own)
    b.units.grant_role(by=b.system(), user=half, unit=b.root(), role="READER")
    client = signed_in(half)
    page = client.get("/imports/offer/").content.decode()
    assert f'type="hidden" name="unit" value="{own.pk}"' in page
    refused = client.post("/imports/offer/", form([HEADER, *lines(1)], unit=other.pk))
    assert (refused.status_code, b'data-code="NOT_ALLOWED"' in refused.content) == (403, True)
    assert client.post("/imports/offer/", form([HEADER, *lines(1)], unit="999")).status_code == 404
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7 x", "not_a_list"),
        (b"PK\x03\x04broken", "damaged"),
        (b"<html><table></table></html>", "web_page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
        (b" ", "file_empty"),
    ],
)
def test_what_is_no_list_says_so_with_the_code_of_every_door(
    pages: Client, content: bytes, code: str
) -> None:
    answer = pages.post("/imports/offer/", form(content), follow=True)

    run = ImportRun.objects.get()
    assert (answer.status_code, run.state) == (200, "REFUSED")
    assert run.told("en")["refused"]["code"] == code
    assert f'data-code="{code}"' in answer.content.decode()


def test_hostile_names_are_text(pages: Client) -> None:
    name = "<script>alert(1)</script>.xlsx"
    answer = pages.post(
        "/imports/offer/", form([[*HEADER, "<b>x</b>"], [*lines(1)[0], "=1+1"]], name), follow=True
    )
    shown = answer.content.decode()
    assert "script&gt;" in shown
    assert "<script>alert" not in shown
    columns = pages.get(f"/imports/{ImportRun.objects.get().pk}/columns/").content.decode()
    assert "&lt;b&gt;x&lt;/b&gt;" in columns
    refused = pages.post("/imports/offer/", form([HEADER, *lines(1)], portfolio="a\0b"))
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"portfolio"})


def test_the_list_of_imports_holds_what_its_reader_may_see(pages: Client, planned, queries) -> None:
    own = b.unit("OWN")
    planned([HEADER, *lines(1)])
    narrow = signed_in(b.user("SOURCING_MANAGER", own))
    assert b"contracten.xlsx" not in narrow.get("/imports/").content

    pages.get("/imports/")
    for _more in range(2):
        with queries(6):  # session, user, preferences, the roles, the runs, the portfolios to export
            page = pages.get("/imports/").content.decode()
        planned([HEADER, *lines(1)])
    assert "1 new" in page
    assert "Ready to be taken in" in page
    assert "No list was offered that meets this" in pages.get("/imports/?state=APPLIED").content.decode()
    assert pages.get("/imports/?state=NOTHING").status_code == 400
    assert pages.get("/imports/?colour=red").status_code == 400


def test_more_imports_than_a_page_holds_go_on(pages: Client, planned, monkeypatch) -> None:
    from web.views.imports import offering

    monkeypatch.setattr(offering, "RUNS", 1)
    first, second = planned([HEADER, *lines(1)]), planned([HEADER, *lines(1)])
    newest = pages.get("/imports/").context["part"]
    assert ([each.pk for each in newest.records], newest.before) == ([second.pk], "")
    older = pages.get(f"/imports/{newest.after}").context["part"]
    assert ([each.pk for each in older.records], older.after) == ([first.pk], "")
    back = pages.get(f"/imports/{older.before}").context["part"]
    assert [each.pk for each in back.records] == [second.pk]
    assert pages.get("/imports/?after=nonsense").status_code == 400


def test_the_empty_list_and_a_portfolio_are_sent_to_be_kept(pages: Client) -> None:
    kept = b.portfolio(name="Onderhoud & <b>")
    b.contract(None, b.relationship(portfolio=kept, subject="Cleaning"), number="C-1")

    empty = pages.get("/imports/template/")
    book = pages.get(f"/imports/export/?portfolio={kept.pk}")
    for answer in (empty, book):
        assert answer["Content-Disposition"].startswith("attachment; ")
        assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    assert "Portfolio" in openpyxl.load_workbook(io.BytesIO(empty.getvalue())).sheetnames
    sheet = openpyxl.load_workbook(io.BytesIO(book.getvalue()))["Portfolio"]
    assert "C-1" in {cell for row in sheet.iter_rows(values_only=True) for cell in row}

    text = pages.get(f"/imports/export/?portfolio={kept.pk}&table=deadlines")
    assert text["Content-Type"] == "text/csv; charset=utf-8"
    assert pages.get(f"/imports/export/?portfolio={kept.pk}&table=secrets").status_code == 422
    assert pages.get("/imports/export/?portfolio=0").status_code == 404
    assert pages.get("/imports/export/").status_code == 404
    reader = signed_in(b.user("READER"))
    assert reader.get(f"/imports/export/?portfolio={kept.pk}").status_code == 403
    assert (
        signed_in(b.user("SOURCING_MANAGER", b.unit("OWN")))
        .get(f"/imports/export/?portfolio={kept.pk}")
        .status_code
        == 404
    )
