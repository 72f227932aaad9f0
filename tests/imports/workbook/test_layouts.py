"""Where the list is in a file: sheet, header, columns, end. Each layout was met in a real file."""

from datetime import datetime

import openpyxl
import pytest

from imports import workbook
from imports.findings import FileRefused
from imports.tables import Uncalculated
from tests.imports.books import HEADER, SHEET, book_of, lines, saved, sheet_xml, with_part


def codes(table):
    return {note.code for note in table.notes}


def headers(table):
    return [column.header for column in table.columns]


def test_a_plain_list():
    table = workbook.read(book_of([HEADER, *lines()]))
    assert (table.kind, table.sheet, table.header_row) == ("xlsx", "Contracten", 1)
    assert headers(table) == HEADER
    assert [row.number for row in table.rows] == [2, 3, 4, 5, 6, 7]
    assert table.rows[0].cells == (
        "C-001",
        "Leverancier 1 B.V.",
        "Dienst 1",
        "13-01-2024",
        "31-12-2026",
        1000.5,
    )
    assert table.address(5, 2) == "F2"
    assert table.notes == ()


def test_titles_and_blank_rows_above_the_header():
    rows = [["Contractenregister gemeente Voorbeeld"], [], ["Peildatum", "01-01-2024"], [], HEADER, *lines()]
    table = workbook.read(book_of(rows))
    assert (table.header_row, len(table.rows)) == (5, 6)
    above = next(note for note in table.notes if note.code == "rows_above")
    assert "1: Contractenregister gemeente Voorbeeld; 3: Peildatum | 01-01-2024" in above.message()


def test_a_list_that_begins_in_another_column():
    rows = [[None, None, *row] for row in [HEADER, *lines()]]
    table = workbook.read(book_of([[], [], *rows]))
    assert (table.header_row, headers(table)) == (3, HEADER)
    assert [column.letter for column in table.columns] == ["C", "D", "E", "F", "G", "H"]
    assert table.rows[0].cells[0] == "C-001"


def test_a_header_over_two_rows_with_merged_cells():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Contract", None, "Leverancier", None, "Looptijd", None, "Waarde"])
    sheet.append(["Nummer", "Omschrijving", "Naam", "KvK", "Startdatum", "Einddatum", None])
    for cells in ("A1:B1", "C1:D1", "E1:F1", "G1:G2"):
        sheet.merge_cells(cells)
    for at in range(1, 6):
        sheet.append([f"C{at}", "iets", f"Bedrijf {at} BV", 12345678, "13-01-2024", "31-12-2024", 10.5])
    table = workbook.read(saved(book))
    assert headers(table) == [
        "Contract Nummer",
        "Contract Omschrijving",
        "Leverancier Naam",
        "Leverancier KvK",
        "Looptijd Startdatum",
        "Looptijd Einddatum",
        "Waarde",
    ]
    assert (table.header_row, len(table.rows)) == (2, 5)
    assert "header_joined" in codes(table)


def test_no_header_at_all():
    table = workbook.read(book_of(lines(8)))
    assert (table.header_row, len(table.rows)) == (None, 8)
    assert headers(table) == ["A", "B", "C", "D", "E", "F"]
    assert "header_absent" in codes(table)


def test_headers_in_a_language_nobody_foresaw():
    rows = [["Avtal", "Motpart", "Belopp"], *[[f"A{at}", f"Företag {at}", 100.5 * at] for at in range(1, 9)]]
    table = workbook.read(book_of(rows))
    assert (table.header_row, headers(table)) == (1, ["Avtal", "Motpart", "Belopp"])


def test_totals_are_kept_apart_and_said():
    rows = [HEADER, *lines(), ["Totaal", None, None, None, None, 21010.5]]
    table = workbook.read(book_of(rows))
    assert len(table.rows) == 6
    assert table.totals[0].cells[5] == 21010.5
    assert next(note for note in table.notes if note.code == "totals_rows").params["rows"] == "8"


def test_a_sum_without_a_word_is_a_total_too():
    rows = [HEADER, *lines(), [None, None, None, None, None, sum(row[5] for row in lines())]]
    table = workbook.read(book_of(rows))
    assert (len(table.rows), len(table.totals)) == (6, 1)


def test_subtotals_between_the_rows():
    rows = [
        HEADER,
        *lines(3),
        [None, "Subtotaal", None, None, None, 6003.0],
        *lines(3, 4),
        ["Eindtotaal", None, None, None, None, 9],
    ]
    table = workbook.read(book_of(rows))
    assert (len(table.rows), len(table.totals)) == (6, 2)


def test_a_company_called_total_is_no_total():
    row = ["C-009", "Total Energies Nederland N.V.", "Brandstof", "13-01-2024", "31-12-2024", 5.5]
    assert len(workbook.read(book_of([HEADER, *lines(), row])).rows) == 7


def test_blank_and_repeated_header_rows():
    rows = [HEADER, *lines(3), [], [], HEADER, *lines(3, 4)]
    table = workbook.read(book_of(rows))
    assert [row.number for row in table.rows] == [2, 3, 4, 8, 9, 10]
    assert {note.code: note.params for note in table.notes} == {
        "repeated_headers": {"rows": "7", "numbers": (7,)},
        "blank_rows": {"count": 2},
    }


def test_page_numbers_and_names_of_groups_between_the_rows():
    rows = [
        HEADER,
        ["Facilitair"],
        *lines(3),
        ["Pagina 2 van 3"],
        HEADER,
        *lines(3, 4),
        ["Advies B.V."],
        ["K-12"],
    ]
    table = workbook.read(book_of(rows))
    assert [row.number for row in table.rows] == [3, 4, 5, 8, 9, 10, 11, 12]
    note = next(note for note in table.notes if note.code == "label_rows")
    assert note.params == {"text": "2: Facilitair; 6: Pagina 2 van 3", "numbers": (2, 6)}
    sparse = [HEADER, *lines(2), ["Bakker"], ["Slager"], ["Groenteman"]]
    assert len(workbook.read(book_of(sparse)).rows) == 5


def test_footnotes_and_stray_cells_below():
    rows = [HEADER, *lines(), [], ["* bedragen zijn exclusief btw"], ["Bron: inkoopadministratie"]]
    rows += [[]] * 400 + [[None, None, "x"]]
    table = workbook.read(book_of(rows))
    assert len(table.rows) == 6
    note = next(note for note in table.notes if note.code == "footnotes")
    assert "9: * bedragen zijn exclusief btw; 10: Bron: inkoopadministratie; 411: x" in note.message()


def test_the_sheet_that_looks_like_a_list_is_taken():
    book = openpyxl.Workbook()
    book.active.title = "Toelichting"
    book.active.append(["Dit bestand bevat de contracten"])
    book.active.append(["Vragen? Bel Inkoop"])
    lists = book.create_sheet("Keuzelijst")
    for word in ("Status", "Actief", "Verlopen"):
        lists.append([word])
    sheet = book.create_sheet("Contracten 2024")
    for row in [HEADER, *lines()]:
        sheet.append(row)
    hidden = book.create_sheet("Oud")
    hidden.sheet_state = "hidden"
    for row in [HEADER, *lines(30)]:
        hidden.append(row)
    content = saved(book)
    table = workbook.read(content)
    assert table.sheet == "Contracten 2024"
    assert table.other_sheets == ("Toelichting", "Keuzelijst", "Oud (hidden)")
    assert len(workbook.read(content, sheet="oud").rows) == 30
    with pytest.raises(FileRefused) as refused:
        workbook.read(content, sheet="Nieuw")
    assert refused.value.code == "sheet_unknown"


def test_hidden_rows_and_columns_are_read_with_a_note():
    book = openpyxl.Workbook()
    for row in [HEADER, *lines()]:
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    table = workbook.read(saved(book))
    assert len(table.rows) == 6
    assert [column.header for column in table.columns if column.hidden] == ["Omschrijving"]
    assert {"hidden_rows", "hidden_columns"} <= codes(table)


def test_stated_dimensions_are_never_believed():
    content = book_of([HEADER, *lines()])
    part = content_of(content, SHEET).replace(b'ref="A1:F7"', b'ref="A1:B2"')
    assert b'ref="A1:B2"' in part
    table = workbook.read(with_part(content, SHEET, part))
    assert (len(table.rows), len(table.columns)) == (6, 6)


def content_of(content, name):
    import io
    import zipfile

    return zipfile.ZipFile(io.BytesIO(content)).read(name)


def test_headers_of_the_same_name_are_told_apart():
    table = workbook.read(
        book_of([["Leverancier", "Datum", "Datum"], *[["A", "13-1-2024", 5] for _ in range(4)]])
    )
    assert headers(table) == ["Leverancier", "Datum", "Datum (2)"]


def test_a_column_without_a_header_carries_its_letter():
    rows = [["Leverancier", None, "Bedrag"], *[[f"A{at}", "los", at] for at in range(5)]]
    assert headers(workbook.read(book_of(rows))) == ["Leverancier", "B", "Bedrag"]


def test_dates_formats_booleans_and_texts_keep_their_type():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Leverancier", "Startdatum", "Waarde", "MKB", "Contractnummer"])
    for at in range(1, 4):
        sheet.append([f"=A{at}", datetime.fromisoformat(f"2024-01-0{at}"), 1234.5, True, "007"])
        sheet.cell(at + 1, 1).data_type = "s"
        sheet.cell(at + 1, 3).number_format = "[$€-413] #,##0.00"
    table = workbook.read(saved(book))
    assert table.rows[0].cells == ("=A1", datetime.fromisoformat("2024-01-01"), 1234.5, True, "007")
    assert table.columns[2].formats == ("[$€-413] #,##0.00",)


def test_a_formula_never_calculated_is_not_an_empty_cell():
    book = openpyxl.Workbook()
    for row in [HEADER, *lines(3)]:
        book.active.append(row)
    book.active["F2"] = "=SUM(1,2)"
    assert workbook.read(saved(book)).rows[0].cells[5] is Uncalculated.FORMULA


def test_escapes_and_rich_text():
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Leverancier</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Bedrag</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><r><t>Bak</t></r><r><t>ker_x000D_\nDelft</t></r>'
        '<rPh sb="0" eb="1"><t>zzz</t></rPh></is></c><c r="B2"><v>1.5</v></c></row>'
        '<row><c t="inlineStr"><is><t>Zonder adres</t></is></c><c><v>2</v></c></row>'
    )
    table = workbook.read(with_part(book_of([["x"]]), SHEET, sheet_xml(rows)))
    assert [row.cells for row in table.rows] == [("Bakker\nDelft", 1.5), ("Zonder adres", 2)]
    assert [row.number for row in table.rows] == [2, 3]


def test_headers_without_rows():
    with pytest.raises(FileRefused) as refused:
        workbook.read(book_of([HEADER]))
    assert refused.value.code in ("no_rows", "no_table")


def test_the_same_file_has_the_same_digest():
    content = book_of([HEADER, *lines()])
    assert workbook.read(content).digest == workbook.read(content).digest != ""
