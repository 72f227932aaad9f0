"""What is exported comes back as it went: unedited as nothing, edited as exactly the edits."""

import csv
import io
import shutil
import subprocess

import pytest

from imports.export import csv_list, of_list, of_portfolio
from imports.fields import FIELDS
from relationships import models as m
from relationships.actions.contracts import change_contract
from tests import builders
from tests.imports.export.conftest import HOSTILE
from tests.imports.export.reading import Portfolio, bytes_of

pytestmark = pytest.mark.django_db
ROWS = 15


def counts(report):
    return {name: count for name, count in report.counts.items() if count}


def exported(portfolio, language="en"):
    return bytes_of(of_portfolio(portfolio, builders.system()), language)


def written_down():
    return [model.history.count() for model in (m.Relationship, m.Contract, m.ContractLine, m.FactRating)]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_an_unedited_workbook_changes_nothing(take, portfolio, language):
    before = written_down()
    report = take(exported(portfolio, language))
    assert [each.message() for each in report.problems] == []
    assert report.table.sheet == "Portfolio"
    assert counts(report) == {"unchanged": ROWS}
    assert written_down() == before


@pytest.mark.parametrize("language", ["en", "nl"])
def test_an_unedited_text_file_changes_nothing(take, portfolio, language):
    content = b"".join(csv_list(of_portfolio(portfolio, builders.system()), language=language))
    before = written_down()
    report = take(content)
    assert [each.message() for each in report.problems] == []
    assert counts(report) == {"unchanged": ROWS}
    assert written_down() == before


def test_what_libreoffice_saved_again_changes_nothing(take, portfolio, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here: no file that it saved")
    (tmp_path / "out").mkdir()
    file = tmp_path / "export.xlsx"
    file.write_bytes(exported(portfolio, "nl"))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/office", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=150)
    report = take((tmp_path / "out/export.xlsx").read_bytes())
    assert [each.message() for each in report.problems] == []
    assert counts(report) == {"unchanged": ROWS}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_edited_cells_come_back_as_exactly_those_changes(take, portfolio, language):
    book = Portfolio(exported(portfolio, language), language)
    words = {"en": ("Ended", "4 months", "12+6"), "nl": ("Beëindigd", "4 maanden", "12+6")}[language]
    book.cell("TACIT", "status").value = words[0]
    book.cell("TACIT", "notice_period").value = words[1]
    book.cell("OPTIONS", "options").value = words[2]
    report = take(book.content)
    assert counts(report) == {"updated": 2, "unchanged": ROWS - 2}
    tacit, options = m.Contract.objects.get(number="TACIT"), m.Contract.objects.get(number="OPTIONS")
    assert (tacit.status, tacit.notice_count, tacit.notice_unit) == ("ENDED", 4, "MONTHS")
    assert (tacit.term_kind, tacit.renewal_months, tacit.version) == ("FIXED_TACIT", 12, 2)
    assert (options.options, options.options_exercised) == ("12+6", 1)
    assert m.Contract.objects.get(number="MINIMUM").term_kind == "MINIMUM"


def test_a_text_that_was_cut_can_not_be_edited_in_the_list(take, portfolio):
    book = Portfolio(exported(portfolio))
    cell = book.cell("FIXED", "remarks")
    assert len(cell.value) == 32_767
    assert cell.value.endswith(" […] 40000")
    cell.value = "y" + cell.value[1:]
    report = take(book.content)
    assert [each.code for each in report.problems] == ["NOT_IN_A_LIST"]
    assert m.Contract.objects.get(number="FIXED").remarks == "x" * 40_000


def test_what_changed_here_meanwhile_is_a_conflict(take, portfolio):
    book = Portfolio(exported(portfolio))
    change_contract(
        by=builders.system(), contract=m.Contract.objects.get(number="MINIMUM"), given={"title": "Anders"}
    )
    book.cell("MINIMUM", "title").value = "Ons"
    report = take(book.content)
    assert [each.code for each in report.problems] == ["CHANGED_MEANWHILE"]
    assert m.Contract.objects.get(number="MINIMUM").title == "Anders"


def test_text_is_never_a_formula(portfolio):
    book = Portfolio(exported(portfolio))
    for at, text in enumerate(HOSTILE):
        cell = book.cell(f"H-{at}", "description")
        assert cell.data_type == "s"
        shown = cell.value.replace("_x005F_", "_")
        assert shown == text
    assert all(each.data_type != "f" for page in book.book for row in page.iter_rows() for each in row)


def test_no_cell_of_a_text_file_begins_like_a_formula(portfolio):
    content = b"".join(csv_list(of_portfolio(portfolio, builders.system())))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row]
    numbers = {"-200.25"}
    assert [each for each in cells if each[:1] in "=+-@\t\r" and each and each not in numbers] == []
    assert "'=1+1" in cells
    assert "''=al beschermd" in cells


def test_a_text_edited_in_a_text_file_comes_back_as_it_was_typed(take, portfolio):
    content = b"".join(csv_list(of_portfolio(portfolio, builders.system())))
    edited = content.replace(b"Titel 0", b"'=2+2")
    assert edited != content
    assert counts(take(edited)) == {"updated": 1, "unchanged": ROWS - 1}
    assert m.Contract.objects.get(number="H-0").title == "=2+2"


def _with_a_row(content, **said):
    """The text file with a row typed below it, by field."""
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    labels = {field.label("en"): code for code, field in FIELDS.items()}
    held = io.StringIO()
    csv.writer(held).writerows([header, *rows, [said.get(labels[each], "") for each in header]])
    return held.getvalue().encode()


@pytest.mark.parametrize(
    ("typed", "read"), [("'=3+3", "=3+3"), ("''=3+3", "'=3+3"), ("'s Heren", "'s Heren")]
)
def test_a_row_added_to_a_text_file_is_read_as_its_other_rows_are(take, portfolio, typed, read):
    content = b"".join(csv_list(of_portfolio(portfolio, builders.system())))
    said = {"party_name": "Bakker B.V.", "our_role": "Customer", "contract_number": "NEW", "title": typed}
    report = take(_with_a_row(content, **said, status="Active"))
    assert [each.message() for each in report.problems] == []
    assert counts(report) == {"created": 1, "unchanged": ROWS}
    assert m.Contract.objects.get(number="NEW").title == read


def test_an_apostrophe_in_a_workbook_is_a_part_of_the_text(take, portfolio):
    book = Portfolio(exported(portfolio))
    book.cell("H-0", "title").value = "'=2+2"
    last = book.sheet.max_row + 1
    said = {"party_name": "Bakker B.V.", "contract_number": "NEW", "title": "'-3", "our_role": "Customer"}
    for code, text in said.items():
        book.sheet.cell(last, book.columns[code]).value = text
    report = take(book.content)
    assert [each.message() for each in report.problems] == []
    assert m.Contract.objects.get(number="H-0").title == "'=2+2"
    assert m.Contract.objects.get(number="NEW").title == "'-3"


def test_a_filtered_list_comes_back_too(take, portfolio):
    chosen = of_list(m.Contract, {"number": "OPTIONS"}, builders.system())
    report = take(bytes_of(chosen))
    assert counts(report) == {"unchanged": 1}
