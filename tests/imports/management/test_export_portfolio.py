"""The command that writes portfolios, lists and the empty template to files."""

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def main():
    home = builders.portfolio(name="Main")
    for subject, phase in (("Catering", "OPERATION"), ("Afval", "EXIT")):
        each = builders.relationship(portfolio=home, subject=subject, phase=phase)
        builders.contract(None, each, number=subject, title="=1+1")
    return home


def test_a_condition_narrows_what_is_written(main, tmp_path):
    file = tmp_path / "out.xlsx"
    call_command("export_portfolio", str(file), "--portfolio=Main", "--where=phase=EXIT")
    page = openpyxl.load_workbook(file)["Relationships"]
    assert [cell.value for cell in page["C"]] == ["Subject", "Afval"]


def test_a_list_needs_no_portfolio(main, tmp_path):
    builders.contract(None, builders.relationship(subject="Elders"), number="Elders")
    file = tmp_path / "out.xlsx"
    call_command("export_portfolio", str(file), "--list=contracts", "--where=number=Elders")
    page = openpyxl.load_workbook(file)["Portfolio"]
    assert page.max_row == 2


def test_a_table_can_be_written_as_text(main, tmp_path):
    file = tmp_path / "out.csv"
    call_command("export_portfolio", str(file), "--portfolio=Main", "--csv", "--language=nl")
    header, first, _second = file.read_text(encoding="utf-8-sig").splitlines()
    assert "Wederpartij;KvK-nummer" in header
    assert ";'=1+1;" in first
    call_command("export_portfolio", str(file), "--portfolio=Main", "--csv=parties")
    assert file.read_text(encoding="utf-8-sig").startswith("Party id,Name,")


def test_the_empty_list_is_written(db, tmp_path):
    file = tmp_path / "list.xlsx"
    call_command("export_portfolio", "--template", str(file))
    assert openpyxl.load_workbook(file).sheetnames == ["Instructions", "Portfolio", "Lists"]


@pytest.mark.parametrize(
    "given",
    [
        [],
        ["out.xlsx"],
        ["out.xlsx", "--portfolio=Main", "--list=parties"],
        ["out.xlsx", "--list=parties", "--where=a=1"],
    ],
)
def test_what_can_not_be_meant_is_refused(main, tmp_path, monkeypatch, given):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError) as refused:
        call_command("export_portfolio", *given)
    assert refused.value.returncode == 2
    assert list(tmp_path.iterdir()) == []
