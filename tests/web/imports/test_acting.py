"""A plan put right, taken in, stopped, taken back; its reading kept; its problems marked."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from imports.models import ImportProfile, ImportRun
from imports.runs import acts
from relationships.actions.contracts import change_contract
from relationships.models import Contract, Relationship
from tests import builders as b
from tests.imports.books import HEADER, lines

pytestmark = pytest.mark.django_db


def messages_of(answer: Any) -> list[str]:
    return [str(each) for each in answer.context["messages"]]


def test_questions_are_answered_in_words_and_the_list_is_planned_anew(pages: Client, planned) -> None:
    run = planned([HEADER, *lines(1)], currency="", our_role="")
    asked = pages.get(f"/imports/{run.pk}/").context["questions"]
    assert [(each["code"], each["choices"][:2]) for each in asked] == [
        ("our_role", [("CUSTOMER", "We are the customer"), ("SUPPLIER", "We are the supplier")]),
        ("currency", [("EUR", "EUR"), ("USD", "USD")]),
    ]

    pages.post(f"/imports/{run.pk}/answers/", {"question-0": "our_role", "answer-0": "SUPPLIER"})
    assert ImportRun.objects.get(pk=run.pk).answers == {"our_role": "SUPPLIER"}
    given = {"question-0": "currency", "answer-0": "EUR"}
    answer = pages.post(f"/imports/{run.pk}/answers/", given, follow=True)
    assert answer.context["run"].state == "PLANNED"
    pages.post(f"/imports/{run.pk}/apply/", {"plan": answer.context["run"].plan})
    assert Relationship.objects.get().our_role == "SUPPLIER"


def test_a_question_about_a_column_shows_its_values_and_no_codes(pages: Client, planned) -> None:
    rows = [[*row[:3], f"0{at}-03-2024", "01-01-2026", 5] for at, row in enumerate(lines(2), 3)]
    run = planned([HEADER, *rows])
    (asked, *_others) = pages.get(f"/imports/{run.pk}/").context["questions"]
    assert asked["code"] == "date_notation:start"
    assert asked["samples"] == ["03-03-2024", "04-03-2024"]
    assert "date_notation" not in asked["asked"]
    assert [said for _code, said in asked["choices"]] == [
        'The day first: "04-03-2024" is 2024-03-04',
        'The month first: "04-03-2024" is 2024-04-03',
    ]


def test_names_that_are_nearly_the_same_are_asked_by_name_and_answered_at_once(
    pages: Client, planned, lead
) -> None:
    for name in ("Velthuis Catering B.V.", "Brandsma Beveiliging B.V."):
        b.relationship(lead, party=b.party(lead, name=name))
    rows = lines(2)
    rows[0][1], rows[1][1] = "Velthuys Catering B.V.", "Brandsma Bevelliging B.V."
    run = planned([HEADER, *rows])
    page = pages.get(f"/imports/{run.pk}/")
    first = next(each for each in page.context["questions"] if "Velthuys" in each["asked"])
    assert [said.split(" (#")[0] for _code, said in first["choices"]] == [
        "Velthuis Catering B.V.",
        "No: it is another party, to be added",
    ]
    assert page.context["parties_asked"] == 2
    pages.post(f"/imports/{run.pk}/answers/", {"all_new": "1"})
    assert ImportRun.objects.get(pk=run.pk).state == "PLANNED"


def test_a_wrong_answer_is_refused_and_nothing_is_lost(pages: Client, planned) -> None:
    run = planned([HEADER, *lines(1)], our_role="")
    pages.post(f"/imports/{run.pk}/answers/", {"question-0": "currency", "answer-0": "NONSENSE"})
    run = ImportRun.objects.get(pk=run.pk)
    assert run.state in ("REFUSED", "ASKING", "FAILED")
    page = pages.get(f"/imports/{run.pk}/").content.decode()
    assert f"/imports/{run.pk}/forget/" in page
    pages.post(f"/imports/{run.pk}/forget/")
    run = ImportRun.objects.get(pk=run.pk)
    assert (run.state, run.answers) == ("ASKING", {})


def test_columns_are_placed_by_hand_and_given_back(pages: Client, planned) -> None:
    run = planned([[*HEADER, "Kleur"], [*lines(1)[0], "rood"]])
    page = pages.get(f"/imports/{run.pk}/columns/")
    columns = page.context["columns"]
    assert [(each["header"], each["chosen"], each["samples"]) for each in columns[-2:]] == [
        ("Contractwaarde", "value", ["1000.5"]),
        ("Kleur", "-", ["rood"]),
    ]
    layout = run.told("en")["layout"]

    pages.post(
        f"/imports/{run.pk}/columns/",
        {"layout": layout, "field-6": "attribute", "field-2": "subject", "field-0": "contract_number"},
    )
    run = ImportRun.objects.get(pk=run.pk)
    assert run.fields == {"Kleur": "attribute", "Omschrijving": "subject"}
    assert {each["header"]: each["field"] for each in run.told("en")["columns"]}["Kleur"] == "attribute"

    pages.post(
        f"/imports/{run.pk}/columns/",
        {"layout": layout, "field-2": "auto", "field-5": "value", "notation-5": "number"},
    )
    run = ImportRun.objects.get(pk=run.pk)
    assert (run.fields, run.notations) == ({"Kleur": "attribute"}, {"Contractwaarde": "number"})


def test_two_columns_in_one_field_are_refused_and_can_be_put_right(pages: Client, planned) -> None:
    run = planned([HEADER, *lines(1)])
    layout = run.told("en")["layout"]
    sent = {"layout": layout, "field-3": "end", "field-4": "start"}
    pages.post(f"/imports/{run.pk}/columns/", {**sent, "field-4": "end", "field-2": "end"})
    run = ImportRun.objects.get(pk=run.pk)
    assert (run.state, run.told("en")["refused"]["code"]) == ("REFUSED", "field_twice")
    columns = pages.get(f"/imports/{run.pk}/columns/").context["columns"]
    assert [each["chosen"] for each in columns[2:5]] == ["end", "end", "end"]

    pages.post(f"/imports/{run.pk}/columns/", {"layout": layout, "field-2": "auto", "field-3": "auto"})
    assert ImportRun.objects.get(pk=run.pk).state == "PLANNED"


def test_columns_of_a_list_that_was_planned_otherwise_meanwhile_are_not_changed(
    pages: Client, planned
) -> None:
    run = planned([HEADER, *lines(1)])
    answer = pages.post(f"/imports/{run.pk}/columns/", {"layout": "other", "field-0": "-"})
    assert (answer.status_code, b'data-code="STALE"' in answer.content) == (422, True)
    assert ImportRun.objects.get(pk=run.pk).fields == {}


def test_only_the_plan_that_was_seen_is_taken_in(pages: Client, planned) -> None:
    run = planned([HEADER, *lines(1)])
    stale = pages.post(f"/imports/{run.pk}/apply/", {"plan": "0" * 64})
    assert (stale.status_code, b'data-code="STALE"' in stale.content) == (409, True)
    answer = pages.post(f"/imports/{run.pk}/apply/", {"plan": run.plan}, follow=True)
    assert messages_of(answer) == ["The list was taken in."]
    made = answer.context["made"]
    assert [(new, changed) for _kind, new, changed in made["counts"]] == [(1, 0)] * 5
    assert [str(each.party) for each in made["relationships"]] == ["Leverancier 1 B.V."]
    again = pages.post(f"/imports/{run.pk}/apply/", {"plan": run.plan})
    assert (again.status_code, b'data-code="WRONG_STATE"' in again.content) == (422, True)


def test_all_or_nothing_is_chosen_and_given_up(pages: Client, planned) -> None:
    bad = lines(2)
    bad[1][5] = "veel"
    run = planned([HEADER, *bad])
    chosen = pages.post(f"/imports/{run.pk}/all-or-nothing/", {"all_or_nothing": "yes"}, follow=True)
    assert f"/imports/{run.pk}/apply/" not in chosen.content.decode()
    refused = pages.post(f"/imports/{run.pk}/apply/", {"plan": chosen.context["run"].plan})
    assert b'data-code="ROWS_REFUSED"' in refused.content
    pages.post(f"/imports/{run.pk}/all-or-nothing/", {"all_or_nothing": "no"})
    pages.post(f"/imports/{run.pk}/apply/", {"plan": ImportRun.objects.get(pk=run.pk).plan})
    assert [each.number for each in Contract.objects.all()] == ["C-001"]


def test_what_is_stopped_is_planned_again(pages: Client, planned) -> None:
    run = planned([HEADER, *lines(1)])
    answer = pages.post(f"/imports/{run.pk}/cancel/", follow=True)
    assert (messages_of(answer), answer.context["run"].state) == (
        ["Stopped; nothing was written."],
        "CANCELLED",
    )
    answer = pages.post(f"/imports/{run.pk}/plan/", follow=True)
    assert answer.context["run"].state == "PLANNED"


def test_an_import_is_taken_back_unless_something_was_built_on_it(pages: Client, planned, lead) -> None:
    run = acts.apply(by=lead, run=planned([HEADER, *lines(1)]))
    page = pages.get(f"/imports/{run.pk}/undo/")
    assert page.context["blocks"] == []
    assert ImportRun.objects.get(pk=run.pk).state == "APPLIED"

    change_contract(by=lead, contract=Contract.objects.get(), given={"title": "Changed"})
    page = pages.get(f"/imports/{run.pk}/undo/")
    assert b'data-code="BUILT_ON"' in page.content
    assert b"btn-danger" not in page.content
    refused = pages.post(f"/imports/{run.pk}/undo/")
    assert (refused.status_code, b'data-code="BUILT_ON"' in refused.content) == (422, True)
    assert pages.get(f"/imports/{planned([HEADER, *lines(1)]).pk}/undo/").status_code == 422


def test_undone_nothing_of_it_is_left(pages: Client, planned, lead) -> None:
    run = acts.apply(by=lead, run=planned([HEADER, *lines(1)]))
    answer = pages.post(f"/imports/{run.pk}/undo/", follow=True)
    assert (answer.status_code, messages_of(answer)) == (200, ["The import was taken back."])
    assert not Relationship.objects.exists()


def test_how_a_list_was_read_is_kept_picked_up_and_removed(pages: Client, planned, queries) -> None:
    run = planned([[*HEADER, "Kleur"], [*lines(1)[0], "rood"]])
    empty = pages.post(f"/imports/{run.pk}/profile/", {"name": ""})
    assert (empty.status_code, b'data-code="REQUIRED"' in empty.content) == (422, True)
    pages.post(f"/imports/{run.pk}/profile/", {"name": "Facilities <b>"})
    again = planned([[*HEADER, "Kleur"], [*lines(1)[0], "rood"]])
    assert "Facilities &lt;b&gt;" in pages.get(f"/imports/{again.pk}/").content.decode()

    with queries(5):  # session, user, preferences, profiles, roles
        page = pages.get("/imports/profiles/")
    assert [each.name for each in page.context["part"].records] == ["Facilities <b>"]
    kept = ImportProfile.objects.get()
    stale = pages.post(f"/imports/profiles/{kept.pk}/remove/", {"version": kept.version + 1})
    assert stale.status_code == 409
    pages.post(f"/imports/profiles/{kept.pk}/remove/", {"version": kept.version})
    assert not ImportProfile.objects.exists()


def test_the_list_comes_back_with_its_problems_marked(pages: Client, planned) -> None:
    bad = lines(2)
    bad[1][5] = "veel"
    run = planned([HEADER, *bad])
    answer = pages.get(f"/imports/{run.pk}/marked/")
    assert answer["Content-Disposition"] == 'attachment; filename="contracten-annotated.xlsx"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    assert "Problems" in book.sheetnames


def test_no_get_does_anything(pages: Client, planned) -> None:
    run = planned([HEADER, *lines(1)])
    for path in ("answers", "rows/decide", "all-or-nothing", "forget", "apply", "cancel", "plan", "profile"):
        assert pages.get(f"/imports/{run.pk}/{path}/").status_code == 405, path
