"""The command: its report as JSON, and its exit status."""

import json

import pytest
from django.core.management import CommandError, call_command

from relationships import models as m
from tests import builders
from tests.imports.books import HEADER, book_of, lines

pytestmark = pytest.mark.django_db

KEYS = [
    "sheet",
    "header_row",
    "columns",
    "unplaced",
    "counts",
    "sums",
    "problems",
    "parties",
    "questions",
    "refused",
]


@pytest.fixture
def run(tmp_path, capsys):
    """Run the command on these rows; the exit status and what it printed."""

    def ran(rows, *options):
        file = tmp_path / "list.xlsx"
        file.write_bytes(rows if isinstance(rows, bytes) else book_of(rows))
        with pytest.raises(SystemExit) as ended:
            call_command("import_portfolio", str(file), "--portfolio=Main", "--unit=ROOT", *options)
        return ended.value.code, capsys.readouterr().out

    return ran


def test_the_report_has_every_key(run):
    status, out = run([HEADER, *lines(2)], "--currency=EUR", "--role=CUSTOMER", "--json")
    report = json.loads(out)
    assert status == 0
    assert list(report)[: len(KEYS)] == KEYS
    assert report["counts"] == {"created": 2, "updated": 0, "unchanged": 0, "skipped": 0, "refused": 0}
    assert report["columns"][0].keys() == {"header", "field", "confidence", "notation"}
    assert report["sums"] == {"EUR": "3001.50"}
    assert report["parties"] == {"new": 2, "matched": 0, "ambiguous": 0}
    assert report["refused"] is None


def test_verdicts_are_computed_when_it_ends(run):
    run([HEADER, *lines(2)], "--currency=EUR", "--role=CUSTOMER")
    assert set(m.Verdict.objects.values_list("verdict", flat=True)) == {"UNCLASSIFIED"}


def test_a_problem_in_a_row_ends_with_one(run):
    rows = [HEADER, *lines(2)]
    rows[1][3] = "31-02-2024"
    status, out = run(rows, "--currency=EUR", "--role=CUSTOMER", "--json")
    problem = json.loads(out)["problems"][0]
    assert status == 1
    assert problem.keys() == {"row", "column", "cell", "code", "message", "value"}
    assert (problem["row"], problem["column"], problem["value"]) == (2, "Ingangsdatum", "31-02-2024")


def test_a_refused_file_ends_with_two(run):
    status, out = run(b"\x00\x01", "--json")
    assert status == 2
    assert json.loads(out)["refused"].keys() == {"code", "message"}


def test_an_open_question_ends_with_three_before_problems(run):
    rows = [HEADER, *lines(2)]
    rows[1][3] = "31-02-2024"
    status, out = run(rows, "--json")
    assert status == 3
    assert [each["code"] for each in json.loads(out)["questions"]] == ["our_role", "currency"]
    assert not m.Contract.objects.exists()


def test_answers_are_taken(run):
    status, _out = run([HEADER, *lines(2)], "--answer=our_role=SUPPLIER", "--answer=currency=EUR")
    assert status == 0
    assert m.Relationship.objects.first().our_role == "SUPPLIER"


def test_an_unknown_unit_and_a_wrong_currency_are_refused(run):
    status, out = run([HEADER, *lines(1)], "--currency=EURO", "--json")
    assert status == 2
    assert json.loads(out)["refused"]["code"] == "CURRENCY_UNKNOWN"


def test_a_user_without_rights_is_refused(run):
    builders.user("READER", username="reader")
    status, out = run([HEADER, *lines(1)], "--user=reader", "--json")
    assert status == 2
    assert json.loads(out)["refused"]["code"] == "NOT_ALLOWED"


def test_a_user_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="no active user"):
        call_command("import_portfolio", str(tmp_path), "--portfolio=P", "--unit=ROOT", "--user=nobody")


def test_a_file_that_is_not_there_is_refused(capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("import_portfolio", "nowhere.xlsx", "--portfolio=P", "--unit=ROOT", "--json")
    assert ended.value.code == 2
    assert json.loads(capsys.readouterr().out)["refused"]["code"] == "file_unreadable"


def test_the_export_command_writes_a_workbook_that_comes_back(run, tmp_path, capsys):
    run([HEADER, *lines(3)], "--currency=EUR", "--role=CUSTOMER")
    file = tmp_path / "out.xlsx"
    call_command("export_portfolio", str(file), "--portfolio=Main")
    with pytest.raises(SystemExit):
        call_command("import_portfolio", str(file), "--portfolio=Main", "--unit=ROOT", "--json")
    report = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert report["counts"]["unchanged"] == 3


def test_the_export_of_an_unknown_portfolio_is_refused(tmp_path):
    with pytest.raises(CommandError, match="no portfolio"):
        call_command("export_portfolio", str(tmp_path / "out.xlsx"), "--portfolio=Nothing")
