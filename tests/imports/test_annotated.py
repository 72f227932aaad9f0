"""The list comes back with what was found in its own cells, and is otherwise as it was."""

import zipfile
from io import BytesIO

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from imports.annotated import annotated
from tests.imports.books import HEADER, SHEET, lines, saved, with_part

pytestmark = pytest.mark.django_db
RED = "FFF6CACA"


@pytest.fixture
def wrong():
    """A workbook with an end before the start in E3, its own look, comments and other sheets."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Contracten"
    for row in [HEADER, *lines(4)]:
        page.append(row)
    page["E3"].value = "01-01-2020"
    page["E3"].font = Font(bold=True)
    page["E3"].comment = Comment("Van mij", "Ik")
    page["A2"].comment = Comment("Ook van mij", "Ik")
    book.create_sheet("Problems")["A1"].value = "Iets anders"
    return saved(book)


def marked(take, content, **given):
    report = take(content, **given)
    return report, openpyxl.load_workbook(BytesIO(annotated(content, report)))


def test_the_cell_concerned_is_coloured_and_commented(take, wrong):
    report, book = marked(take, wrong)
    assert [each.cell for each in report.problems] == ["E3"]
    cell = book["Contracten"]["E3"]
    assert cell.fill.fgColor.rgb == RED
    assert cell.font.bold
    assert cell.value == "01-01-2020"
    assert report.problems[0].message() in cell.comment.text
    assert "Van mij" in cell.comment.text
    assert book["Contracten"]["A2"].comment.text.endswith("Ook van mij")
    assert book["Contracten"]["E4"].fill.fgColor.rgb != RED


def test_all_that_was_found_is_listed(take, wrong):
    report, book = marked(take, wrong)
    assert book.sheetnames == ["Contracten", "Problems", "Problems (2)"]
    rows = list(book["Problems (2)"].iter_rows(values_only=True))
    assert rows[0] == ("Kind", "Row", "Cell", "Column", "Value", "What to do")
    assert rows[1][:4] == ("Problem", 3, "E3", "Einddatum")
    assert rows[1][5] == report.problems[0].message()
    assert book["Problems"]["A1"].value == "Iets anders"


def test_other_parts_stay_to_the_byte(take, wrong):
    report = take(wrong)
    with (
        zipfile.ZipFile(BytesIO(wrong)) as before,
        zipfile.ZipFile(BytesIO(annotated(wrong, report))) as after,
    ):
        for name in ("xl/worksheets/sheet2.xml", "xl/theme/theme1.xml", "docProps/core.xml"):
            assert before.read(name) == after.read(name)
        assert after.testzip() is None


def test_put_right_it_is_taken_in(take, wrong):
    _report, book = marked(take, wrong, dry_run=True)
    book["Contracten"]["E3"].value = "31-12-2026"
    report = take(saved(book))
    assert report.table.sheet == "Contracten"
    assert (report.exit_status, report.counts["created"]) == (0, 4)


def test_an_empty_cell_that_something_was_found_in_is_made(take):
    rows = [HEADER, *lines(3)]
    rows[2][1] = None
    report, book = marked(take, _book(rows))
    assert [(each.code, each.cell) for each in report.problems] == [("REQUIRED", "B3")]
    assert book["Contracten"]["B3"].fill.fgColor.rgb == RED


def test_of_a_text_file_a_workbook_is_made(take):
    content = (
        b"Contractnummer;Leverancier;Startdatum;Einddatum\n"
        b"C-1;=Bakker;01-01-2024;01-01-2020\nC-2;Slager;01-01-2024;31-12-2026\n"
    )
    _report, book = marked(take, content)
    first, problems = book
    assert [cell.value for cell in first[1]] == ["Contractnummer", "Leverancier", "Startdatum", "Einddatum"]
    assert (first["B2"].value, first["B2"].data_type) == ("=Bakker", "s")
    assert first["D2"].fill.fgColor.rgb == RED
    assert problems["C2"].value == "D2"


def test_a_file_that_is_refused_gives_the_reason_alone(take):
    report, book = marked(take, b"%PDF-1.7 not a list")
    told = [row for page in book for row in page.iter_rows(values_only=True)]
    assert any(row[0] == "Refused" and row[-1] == report.refused.message() for row in told)


def test_a_workbook_written_in_an_odd_way_is_made_anew(take, wrong):
    odd = with_part(wrong, SHEET, b"<!-- <c> -->".join(_around(wrong)))
    report, book = marked(take, odd)
    assert book.sheetnames == ["Contracten", "Problems"]
    assert book["Contracten"]["E3"].fill.fgColor.rgb == RED
    assert [each.cell for each in report.problems] == ["E3"]


def _around(content):
    with zipfile.ZipFile(BytesIO(content)) as package:
        before, _found, after = package.read(SHEET).partition(b"</sheetData>")
    return before + b"</sheetData>", after


def test_hostile_text_in_a_message_stays_text(take):
    rows = [HEADER, *lines(2)]
    rows[1][4] = "=cmd|' /C calc'!A0"
    report = take(_book(rows))
    book = openpyxl.load_workbook(BytesIO(annotated(_book(rows), report)))
    assert not [cell for row in book["Problems"].iter_rows() for cell in row if cell.data_type == "f"]


def _book(rows):
    book = openpyxl.Workbook()
    book.active.title = "Contracten"
    for row in rows:
        book.active.append(row)
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    return saved(book)
