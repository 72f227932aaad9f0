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


def test_a_user_that_is_not_there_is_said(run):
    status, out = run([HEADER, *lines(1)], "--user=nobody", "--json")
    assert status == 2
    refused = json.loads(out)["refused"]
    assert refused["code"] == "NOT_FOUND"
    assert "nobody" in refused["message"]


def test_a_user_that_is_not_there_is_said_in_text(run):
    assert run([HEADER, *lines(1)], "--user=nobody") == (2, "")


def test_a_role_that_is_none_is_said_with_the_roles(run):
    with pytest.raises(CommandError, match=r"choose from '?CUSTOMER'?, '?SUPPLIER'?\)"):
        call_command("import_portfolio", "x", "--portfolio=P", "--unit=ROOT", "--role=FOO")


def test_a_pair_without_a_value_ends_with_two(tmp_path):
    with pytest.raises(CommandError, match="NAAM=WAARDE") as refused:
        call_command("import_portfolio", "x", "--portfolio=P", "--unit=ROOT", "--map=Bedrag", "--language=nl")
    assert refused.value.returncode == 2


ENGLISH = (
    "Sheet",
    "header in",
    "placed",
    "Rows",
    "created",
    "Sum",
    "Parties",
    "matched",
    "Answer",
    "Nothing",
)


def test_every_line_is_in_the_language_asked_for(run):
    rows = [[*HEADER, "Kleur"], *[[*row, "groen"] for row in lines(3)]]
    rows[1][1] = None
    rows[2][3] = "31-02-2024"
    status, out = run(rows, "--language=nl")
    assert status == 3
    assert [word for word in ENGLISH if word in out] == []
    for line in (
        "Blad Contracten, kop in rij 1",
        "niet geplaatst",
        "1 aangemaakt",
        "Partijen: 1 nieuw",
        "Er is niets",
    ):
        assert line in out
    _status, out = run([HEADER, *lines(1)], "--language=nl", "--dry-run", "--currency=EUR", "--role=CUSTOMER")
    assert "proefronde" in out


def test_a_shortened_list_of_choices_says_so(run):
    _status, out = run([HEADER, *lines(1)], "--role=CUSTOMER")
    assert "(EUR, USD, GBP, CHF, CAD, " in out
    assert ", …)" in out


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


@pytest.mark.parametrize("place", ["nowhere/out.xlsx", "file.txt/out.xlsx", "folder", "n" * 300 + ".xlsx"])
def test_an_export_that_cannot_be_written_is_said_in_one_sentence(run, tmp_path, place):
    run([HEADER, *lines(1)], "--currency=EUR", "--role=CUSTOMER")
    (tmp_path / "file.txt").touch()
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(CommandError, match="can't be written") as refused:
        call_command("export_portfolio", str(tmp_path / place), "--portfolio=Main")
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
    assert sorted(tmp_path.iterdir()) == before


def test_an_export_that_fails_while_saving_is_said(run, tmp_path, monkeypatch):
    run([HEADER, *lines(1)], "--currency=EUR", "--role=CUSTOMER")

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("imports.management.commands.export_portfolio.export_portfolio", full)
    with pytest.raises(CommandError, match=r"No space left") as refused:
        call_command("export_portfolio", str(tmp_path / "out.xlsx"), "--portfolio=Main")
    assert refused.value.returncode == 2


def test_an_export_by_an_unknown_user_ends_with_two(tmp_path):
    with pytest.raises(CommandError, match="nobody") as refused:
        call_command("export_portfolio", str(tmp_path / "out.xlsx"), "--portfolio=Main", "--user=nobody")
    assert refused.value.returncode == 2


def test_a_profile_is_named_or_found_by_the_layout(run):
    from imports.runs.keeping_profiles import create_profile

    header = [*HEADER[:1], "Met wie", *HEADER[2:], "Kleurcode"]
    rows = [header, *([*each, "rood"] for each in lines(2))]
    given = {"unit": "ROOT", "name": "Monthly", "fields": {"Met wie": "party_name", "Kleurcode": "attribute"}}
    create_profile(by=builders.system(), given=given)
    options = ("--currency=EUR", "--role=CUSTOMER", "--json")

    status, out = run(rows, *options, "--profile=Monthly", "--answer", "amount_notation:value=decimal-point")
    report = json.loads(out)
    assert (status, report["counts"]["created"], report["unplaced"]) == (0, 2, [])
    assert report["notes"][0] == 'The profile "Monthly" was used for the columns of this list.'
    assert [each.attributes for each in m.Contract.objects.all()] == [{"Kleurcode": "rood"}] * 2

    status, out = run(rows, *options, "--profile=Unknown")
    assert (status, json.loads(out)["refused"]["code"]) == (2, "NOT_FOUND")
