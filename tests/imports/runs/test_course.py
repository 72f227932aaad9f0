"""A file planned, looked at, and applied as planned or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from imports.models import ImportRun, PlannedRow
from imports.runs import acts, files
from imports.undo import undo
from relationships.actions.contracts import change_contract
from relationships.choices import Door
from relationships.models import Contract, Relationship
from tests import builders
from tests.imports.books import HEADER, lines
from tests.imports.runs.conftest import refuses

pytestmark = pytest.mark.django_db


def rows_of(run: ImportRun, *fields: str) -> list[tuple]:
    return list(run.rows.order_by("number").values_list(*fields))


def test_a_plan_says_what_comes_and_writes_nothing(offered) -> None:
    run = offered([HEADER, *lines(2)])

    assert (run.state, run.plan != "", run.applied_at) == ("PLANNED", True, None)
    assert run.told("en")["counts"] == {
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "refused": 0,
    }
    assert rows_of(run, "number", "outcome") == [(2, "CREATED"), (3, "CREATED")]
    (first,) = PlannedRow.objects.filter(run=run, number=2)
    told = {(each["record"], each["field"]): (each["old"], each["new"]) for each in first.changes}
    assert told["party", "name"] == (None, "Leverancier 1 B.V.")
    assert told["relationship", "our_role"] == (None, "CUSTOMER")
    assert told["contract", "number"] == (None, "C-001")
    assert told["contract", "start"] == (None, "2024-01-13")
    assert told["line", "amount"] == (None, "1000.50")
    assert not Relationship.objects.exists()


def test_what_was_planned_is_applied_and_the_history_says_import(offered, lead) -> None:
    run = acts.apply(by=lead, run=offered([HEADER, *lines(2)]))

    assert (run.state, run.portfolio.name, run.user) == ("APPLIED", "Main", lead.user)
    assert Contract.objects.count() == 2
    assert {each.history_door for each in Contract.history.all()} == {Door.IMPORT}
    assert rows_of(run, "outcome") == [("CREATED",), ("CREATED",)]
    assert undo(by=lead, run=run).state == "UNDONE"
    assert not Contract.objects.exists()


def test_the_same_file_again_says_nothing_to_do(offered, lead) -> None:
    acts.apply(by=lead, run=offered([HEADER, *lines(2)]))
    again = offered([HEADER, *lines(2)])

    assert again.told("en")["nothing_to_do"] is True
    assert "there is nothing to do" in again.told("en")["notes"][-1]
    assert "er is niets te doen" in again.told("nl")["notes"][-1]
    assert rows_of(again, "outcome", "changes") == [("UNCHANGED", []), ("UNCHANGED", [])]
    assert acts.apply(by=lead, run=again).state == "APPLIED"
    assert Contract.objects.count() == 2


def test_what_is_updated_is_said_field_by_field(offered, lead) -> None:
    acts.apply(by=lead, run=offered([HEADER, *lines(1)]))
    changed = lines(1)
    changed[0][4] = "31-12-2027"
    changed[0][5] = 2500
    run = offered([HEADER, *changed])

    ((outcome, party, about, changes),) = rows_of(run, "outcome", "party", "about", "changes")
    assert (outcome, party, about) == ("UPDATED", "Leverancier 1 B.V.", "C-001")
    assert [(each["record"], each["field"], each["old"], each["new"]) for each in changes] == [
        ("contract", "stated_end", "2026-12-31", "2027-12-31"),
        ("contract", "value", "1000.50", "2500.00"),
        ("line", "amount", "1000.50", "2500.00"),
        ("line", "end", "2026-12-31", "2027-12-31"),
    ]


def test_what_changed_since_the_plan_is_shown_and_not_overwritten(offered, lead) -> None:
    acts.apply(by=lead, run=offered([HEADER, *lines(2)]))
    edited = lines(2)
    edited[0][2], edited[1][2] = "Nieuw 1", "Nieuw 2"
    run = offered([HEADER, *edited])
    held = Contract.objects.get(number="C-001")
    change_contract(by=lead, contract=held, given={"title": "Meanwhile", "description": "Meanwhile"})

    run = acts.apply(by=lead, run=run)

    assert (run.state, run.conflicts, run.applied_at) == ("PLANNED", 1, None)
    row = PlannedRow.objects.get(run=run, was__isnull=False)
    assert row.number == 2
    assert [each["old"] for each in row.was["changes"] if each["record"] == "contract"] == ["Dienst 1"]
    assert [each["old"] for each in row.changes if each["record"] == "contract"] == ["Meanwhile"]
    assert set(Contract.objects.values_list("title", "description")) & {("Meanwhile", "Meanwhile")}

    left = acts.change(by=lead, run=run, given={"answers": {"conflict:2": "registry"}})
    assert rows_of(left, "number", "outcome") == [(2, "SKIPPED"), (3, "UPDATED")]
    assert acts.apply(by=lead, run=left).state == "APPLIED"
    assert {"Meanwhile", "Nieuw 2"} <= {
        each for pair in Contract.objects.values_list("title", "description") for each in pair
    }


def test_a_changed_file_is_planned_anew_instead(offered, lead, folder) -> None:
    from tests.imports.books import book_of

    run = offered([HEADER, *lines(1)])
    files.list_of(run.pk).write_bytes(book_of([HEADER, *lines(2)]))

    run = acts.apply(by=lead, run=run)

    assert (run.state, run.conflicts) == ("PLANNED", 1)
    assert not Contract.objects.exists()


def test_only_the_plan_that_was_seen_is_applied(offered, lead) -> None:
    run = offered([HEADER, *lines(1)])
    with refuses("STALE", "plan"):
        acts.apply(by=lead, run=run, plan="0" * 64)
    assert acts.apply(by=lead, run=run, plan=run.plan).state == "APPLIED"


def test_questions_are_asked_answered_and_planned_again(offered, lead) -> None:
    run = offered([HEADER, *lines(1)], currency="", our_role="")
    assert run.state == "ASKING"
    assert {each["code"] for each in run.told("en")["questions"]} == {"our_role", "currency"}
    with refuses("WRONG_STATE"):
        acts.apply(by=lead, run=run)

    run = acts.change(by=lead, run=run, given={"answers": {"our_role": "SUPPLIER", "currency": "EUR"}})
    assert run.state == "PLANNED"
    acts.apply(by=lead, run=run)
    assert Relationship.objects.get().our_role == "SUPPLIER"


def test_bad_rows_stay_out_or_keep_all_out_as_chosen(offered, lead) -> None:
    bad = lines(2)
    bad[1][5] = "veel"
    run = offered([HEADER, *bad], all_or_nothing=True)
    assert rows_of(run, "number", "outcome") == [(2, "CREATED"), (3, "REFUSED")]
    refused = run.rows.get(number=3)
    assert (refused.party, refused.about) == ("Leverancier 2 B.V.", "C-002")
    problem = refused.problems[0]
    assert (problem["cell"], problem["code"]) == ("F3", "amount_unreadable")
    assert "is geen bedrag" in problem["messages"]["nl"]
    with refuses("ROWS_REFUSED"):
        acts.apply(by=lead, run=run)

    run = acts.change(by=lead, run=run, given={"all_or_nothing": False})
    acts.apply(by=lead, run=run)
    assert [each.number for each in Contract.objects.all()] == ["C-001"]


def test_the_lists_own_total_stands_beside_ours(offered) -> None:
    rows = lines(3)
    rows[0][5] = 1000
    rows[1][5] = "onleesbaar"
    rows[2][5] = 500
    run = offered([HEADER, *rows, [None, "Totaal", None, None, None, 1500]])
    (same,) = run.told("en")["list_totals"]
    assert (same["total"], same["taken"], same["difference"], same["parts"]) == (
        "1500.00",
        "1500.00",
        "0.00",
        [],
    )

    rows[1][5], rows[1][3] = 250, "31-02-2024"
    run = offered([HEADER, *rows, [None, "Totaal", None, None, None, 1760]])
    (differs,) = run.told("en")["list_totals"]
    assert differs["difference"] == "260.00"
    assert differs["parts"] == [{"code": "REFUSED", "amount": "250.00", "count": 1}]
    assert differs["unexplained"] == "10.00"
    assert run.told("nl")["sums"] == {"EUR": "1500.00"}


def test_a_profile_is_picked_up_by_the_next_list_of_its_layout(offered, lead) -> None:
    from imports.runs.keeping_profiles import save_profile

    header = [*HEADER, "Kleurcode"]
    rows = [[*each, "rood"] for each in lines(2)]
    run = offered([header, *rows])
    assert run.told("en")["unplaced"] == ["Kleurcode"]
    run = acts.change(
        by=lead, run=run, given={"fields": {"Kleurcode": "attribute", "Omschrijving": "subject"}}
    )
    assert run.told("en")["unplaced"] == []
    acts.apply(by=lead, run=run)
    assert [each.attributes for each in Contract.objects.all()] == [{"Kleurcode": "rood"}] * 2
    kept = save_profile(by=lead, run=ImportRun.objects.get(pk=run.pk), name="Facilities")

    following = offered([[each.upper() for each in reversed(header)], *[each[::-1] for each in rows]])

    assert following.profile == kept
    assert {each["header"]: each["field"] for each in following.told("en")["columns"]}[
        "OMSCHRIJVING"
    ] == "subject"
    assert 'The profile "Facilities" was used' in " ".join(following.told("en")["notes"])
    assert offered([HEADER, *lines(1)]).profile is None


def test_what_is_cancelled_writes_nothing_and_can_go_on(offered, lead) -> None:
    run = acts.cancel(by=lead, run=offered([HEADER, *lines(1)]))
    assert run.state == "CANCELLED"
    with refuses("WRONG_STATE"):
        acts.apply(by=lead, run=run)
    run = acts.plan_again(by=lead, run=run)
    assert run.state == "PLANNED"


def test_a_run_that_is_applied_stops_when_asked(offered, lead, monkeypatch) -> None:
    run = offered([HEADER, *lines(2)])
    begun = files.Watch.__call__

    def asked_in_the_middle(watch, stage, done, total) -> None:
        if stage == "APPLYING" and done:
            files.ask_to_stop(run.pk)
        begun(watch, stage, done, total)

    monkeypatch.setattr(files.Watch, "__call__", asked_in_the_middle)
    run = acts.apply(by=lead, run=run)
    assert (run.state, Contract.objects.count(), Relationship.objects.count()) == ("CANCELLED", 0, 0)

    monkeypatch.undo()
    run = acts.apply(by=lead, run=acts.plan_again(by=lead, run=run))
    assert (run.state, Contract.objects.count()) == ("APPLIED", 2)


def test_a_run_left_in_the_middle_is_picked_up(offered, lead, settings) -> None:
    from imports.runs import tasks
    from imports.runs.course import carry_on

    settings.IMPORT_ROWS_AT_ONCE = 1
    run = offered([HEADER, *lines(2)])
    assert run.state == "WAITING"
    assert tasks.recall(builders.NOW) == 1
    carry_on(run, lead)
    run.refresh_from_db()
    assert run.state == "PLANNED"
    ImportRun.objects.filter(pk=run.pk).update(state="READING")  # its worker was killed
    carry_on(run, lead)
    run = ImportRun.objects.get(pk=run.pk)
    assert (run.state, run.rows.count()) == ("PLANNED", 2)

    run = acts.apply(by=lead, run=run)
    assert run.state == "APPLYING"
    ImportRun.objects.filter(pk=run.pk).update(attempts=3)
    carry_on(run, lead)
    run.refresh_from_db()
    assert (run.state, run.told("en")["failed"][0]["code"]) == ("FAILED", "IMPORT_GIVEN_UP")


def test_old_files_go_and_what_they_said_stays(offered, lead, settings) -> None:
    from imports.runs import tasks

    run = offered([HEADER, *lines(1)])
    assert tasks.recall(builders.NOW + timedelta(days=settings.IMPORT_KEEP_DAYS + 1)) == 1
    assert files.list_of(run.pk) is None
    assert ImportRun.objects.get(pk=run.pk).rows.count() == 1
    with refuses("FILE_GONE", "file"):
        acts.apply(by=lead, run=run)


def test_who_may_not_import_offers_and_applies_nothing(offered, lead, folder) -> None:
    keeper = builders.actor(builders.user("ACCOUNT_MANAGER"))
    with refuses("NOT_ALLOWED"):
        offered([HEADER, *lines(1)], by=keeper)
    assert list(folder.iterdir()) == []
    run = offered([HEADER, *lines(1)])
    for act in (acts.apply, acts.cancel, acts.plan_again):
        with refuses("NOT_ALLOWED"):
            act(by=keeper, run=run)
