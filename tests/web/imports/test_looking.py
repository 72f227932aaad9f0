"""The page of one import: what it says by how far it is, and its rows."""

from __future__ import annotations

import json
import time

import pytest
from django.test import Client

from imports.models import ImportRun, PlannedRow
from imports.runs import acts
from relationships.actions.contracts import change_contract
from relationships.models import Contract
from tests import builders as b
from tests.imports.books import HEADER, lines
from tests.web.imports.conftest import signed_in

pytestmark = pytest.mark.django_db


def test_a_plan_shows_sums_beside_the_lists_own_total(pages: Client, planned) -> None:
    rows = lines(3)
    rows[1][3] = "31-02-2024"
    run = planned([HEADER, *rows, [None, "Totaal", None, None, None, 6013]])

    found = pages.get(f"/imports/{run.pk}/")
    assert [(each[0], each[3]) for each in found.context["kinds"]] == [
        ("CREATED", 2),
        ("UPDATED", 0),
        ("UNCHANGED", 0),
        ("SKIPPED", 1),
        ("REFUSED", 1),
    ]
    (total,) = found.context["totals"]
    assert (str(total["total"]), str(total["taken"]), str(total["difference"])) == (
        "6013.00",
        "4002.00",
        "2011.00",
    )
    assert [(str(part["amount"]), part["count"]) for part in total["parts"]] == [("2001.00", 1)]
    page = found.content.decode()
    assert "10.00 is not explained by the rows" in page
    assert "4,002.00" in page


def test_rows_are_narrowed_to_problems_and_paged(pages: Client, planned, monkeypatch) -> None:
    from web.views.imports import looking

    rows = lines(3)
    rows[2][5] = "veel"
    run = planned([HEADER, *rows])
    refused = pages.get(f"/imports/{run.pk}/?outcome=REFUSED")
    (row,) = refused.context["part"].records
    assert (row.number, row.why[0]["cell"]) == (4, "F4")
    assert "“veel”" in refused.content.decode() or "&quot;veel&quot;" in refused.content.decode()

    monkeypatch.setattr(looking, "ROWS", 2)
    first = pages.get(f"/imports/{run.pk}/").context["part"]
    assert [each.number for each in first.records] == [2, 3]
    second = pages.get(f"/imports/{run.pk}/{first.after}").context["part"]
    assert ([each.number for each in second.records], second.after) == ([4], "")
    assert pages.get(f"/imports/{run.pk}/?outcome=WRONG").status_code == 400


def test_a_changed_row_says_field_by_field_what_was_and_what_comes(pages: Client, planned, lead) -> None:
    acts.apply(by=lead, run=planned([HEADER, *lines(1)]))
    changed = lines(1)
    changed[0][4], changed[0][5] = "31-12-2027", 2500
    run = planned([HEADER, *changed])

    (row,) = pages.get(f"/imports/{run.pk}/").context["part"].records
    assert (row.party, row.subject) == ("Leverancier 1 B.V.", "C-001")
    assert [(str(each["record"]), each["field"], each["old"], each["new"]) for each in row.fields] == [
        ("Contract", "End", "31 Dec 2026", "31 Dec 2027"),
        ("Contract", "Contract value", "1,000.50", "2,500.00"),
        ("Contract line", "Contract value", "1,000.50", "2,500.00"),
        ("Contract line", "End", "31 Dec 2026", "31 Dec 2027"),
    ]


def test_the_page_costs_the_same_with_one_row_and_with_three(pages: Client, planned, lead, queries) -> None:
    acts.apply(by=lead, run=planned([HEADER, *lines(3)]))
    for many in (1, 3):
        changed = [[*row[:2], "Anders", *row[3:]] for row in lines(many)]
        run = planned([HEADER, *changed])
        pages.get(f"/imports/{run.pk}/")
        # session, user, preferences, the run, the roles, the rows, their number, their parties and contracts
        with queries(9):
            pages.get(f"/imports/{run.pk}/")


def test_what_is_under_way_says_how_far_it_is(pages: Client, planned, settings, folder) -> None:
    settings.IMPORT_ROWS_AT_ONCE = 1
    run = planned([HEADER, *lines(2)])
    page = pages.get(f"/imports/{run.pk}/").content.decode()
    assert 'role="progressbar"' in page
    assert "Waiting its turn" in page

    ImportRun.objects.filter(pk=run.pk).update(state="READING")
    now = time.time()
    told = {"stage": "PLANNING", "done": 1000, "total": 4000, "started": now - 10, "at": now}
    (folder / str(run.pk) / "progress.json").write_text(json.dumps(told))
    part = pages.get(f"/imports/{run.pk}/progress/").content.decode()
    assert "1,000 of 4,000 rows" in part
    assert "about 30 seconds left" in part
    assert 'aria-valuenow="25"' in part
    assert "Nothing was heard" not in part
    (folder / str(run.pk) / "progress.json").write_text(json.dumps({**told, "at": now - 60}))
    assert "Nothing was heard" in pages.get(f"/imports/{run.pk}/progress/").content.decode()


def test_what_is_done_takes_the_place_of_its_bar_and_is_announced(pages: Client, planned) -> None:
    run = planned([HEADER, *lines(1)])
    answer = pages.get(f"/imports/{run.pk}/progress/", headers={"HX-Request": "true"})
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#run", "outerHTML")
    page = answer.content.decode()
    assert 'id="notices" hx-swap-oob' in page
    assert 'role="progressbar"' not in page


def test_of_other_units_there_is_nothing(pages: Client, planned) -> None:
    run = planned([HEADER, *lines(1)])
    client = signed_in(b.user("ADMINISTRATOR", b.unit("OWN")))
    for path in ("", "progress/", "columns/", "undo/", "marked/"):
        assert client.get(f"/imports/{run.pk}/{path}").status_code == 404, path
    acted = (
        "answers",
        "rows/decide",
        "all-or-nothing",
        "forget",
        "apply",
        "cancel",
        "plan",
        "undo",
        "profile",
    )
    for path in acted:
        assert client.post(f"/imports/{run.pk}/{path}/").status_code == 404, path
    assert ImportRun.objects.get(pk=run.pk).state == "PLANNED"


def test_who_may_only_read_sees_the_plan_and_does_nothing(planned) -> None:
    run = planned([HEADER, *lines(1)], currency="", our_role="")
    client = signed_in(b.user("READER"))
    page = client.get(f"/imports/{run.pk}/").content.decode()
    assert "customer or the supplier" in page
    assert "/answers/" not in page
    assert "/cancel/" not in page
    for path, given in (
        ("answers", {"question-0": "our_role", "answer-0": "CUSTOMER"}),
        ("apply", {}),
        ("cancel", {}),
        ("plan", {}),
        ("undo", {}),
        ("profile", {"name": "x"}),
        ("forget", {}),
        ("all-or-nothing", {}),
        ("rows/decide", {}),
    ):
        answer = client.post(f"/imports/{run.pk}/{path}/", given)
        assert b'data-code="NOT_ALLOWED"' in answer.content, path
    for path in ("undo", "marked"):
        assert client.get(f"/imports/{run.pk}/{path}/").status_code == 403, path
    assert ImportRun.objects.get(pk=run.pk).state == "ASKING"


def test_what_changed_since_the_plan_is_shown_and_decided_row_by_row(pages: Client, planned, lead) -> None:
    acts.apply(by=lead, run=planned([HEADER, *lines(2)]))
    run = planned([HEADER, *[[*row[:2], f"Nieuw {row[0]}", *row[3:]] for row in lines(2)]])
    held = Contract.objects.get(number="C-001")
    change_contract(by=lead, contract=held, given={"title": "Meanwhile", "description": "Meanwhile"})

    pages.post(f"/imports/{run.pk}/apply/", {"plan": run.plan})
    found = pages.get(f"/imports/{run.pk}/?conflict=true")
    (row,) = found.context["part"].records
    assert (found.context["run"].conflicts, row.number, row.decidable) == (1, 2, True)
    assert b'name="row-2"' in found.content
    assert b"Dienst 1" in found.content

    pages.post(f"/imports/{run.pk}/rows/decide/", {"row-2": "registry"})
    assert list(PlannedRow.objects.filter(run=run).values_list("number", "outcome")) == [
        (2, "SKIPPED"),
        (3, "UPDATED"),
    ]
