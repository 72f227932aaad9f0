"""Every kind of file, asked too much of or broken: one of the closed list of refusals, or read rightly."""

import io
import random
import time
import zipfile

import pytest

from imports import workbook
from imports.findings import FILE_REFUSALS, FileRefused
from imports.workbook import Limits
from tests.imports.books import HEADER, SHEET, book_of, lines, sheet_xml, with_part
from tests.imports.workbook.odd_files import ods, ods_rows, repeated, xlsb

LIST = [["Leverancier", "Bedrag"], *[[f"Bedrijf {at}", at + 0.5] for at in range(8)]]
XLSX = book_of(LIST)
ODS = ods(ods_rows(LIST))
XLSB = xlsb(LIST)
CSV = "\n".join(f"{name};{amount}" for name, amount in LIST).encode()
SPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_HEAD, SHEET_TAIL = sheet_xml("@").split(b"@")
ROWS = "".join(
    f'<row r="{at}"><c t="inlineStr"><is><t>{name}</t></is></c>'
    + (f"<c><v>{amount}</v></c>" if at > 1 else '<c t="inlineStr"><is><t>Bedrag</t></is></c>')
    + "</row>"
    for at, (name, amount) in enumerate(LIST, start=1)
).encode()


def outcome(content, **limits):
    """The code of the refusal, or the number of rows that were read; never anything else."""
    begun = time.monotonic()
    try:
        table = workbook.read(content, limits=Limits(**limits))
    except FileRefused as refused:
        assert refused.code in FILE_REFUSALS
        assert len(refused.message("nl")) < 1000
        found = refused.code
    else:
        found = len(table.rows)
        assert found > 0
    assert time.monotonic() - begun < 21
    return found


@pytest.mark.parametrize("content", [XLSX, ODS, XLSB, CSV], ids=["xlsx", "ods", "xlsb", "csv"])
def test_every_kind_is_read(content):
    table = workbook.read(content)
    assert [row.cells[0] for row in table.rows] == [f"Bedrijf {at}" for at in range(8)]
    assert [float(row.cells[1]) for row in table.rows] == [at + 0.5 for at in range(8)]


@pytest.mark.parametrize("name", ["list.csv", "list.xls", "list.pdf", "list"])
def test_the_name_says_nothing(name, tmp_path):
    (tmp_path / name).write_bytes(XLSX)
    assert workbook.read(tmp_path / name).kind == "xlsx"


@pytest.mark.parametrize("content", [ODS, XLSB], ids=["ods", "xlsb"])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_truncated(content, share):
    assert outcome(content[: int(len(content) * share)]) in ("damaged", "not_a_list")


@pytest.mark.parametrize("content", [ODS, XLSB, CSV], ids=["ods", "xlsb", "csv"])
def test_flipped_bytes(content):
    draw = random.Random(20261122)
    for _ in range(6):
        changed = bytearray(content)
        for _ in range(draw.randrange(1, 20)):
            changed[draw.randrange(len(changed))] = draw.randrange(256)
        outcome(bytes(changed))


@pytest.mark.parametrize(
    "part",
    [
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "_rels/.rels",
        "xl/sharedStrings.xml",
        SHEET,
    ],
)
def test_entities_in_any_part(part):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + b"<x>&b;</x>"
    assert outcome(with_part(XLSX, part, bomb)) == "unsafe_xml"


def test_entities_in_an_opendocument_are_never_expanded():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert (
        outcome(ods(ods_rows([["Leverancier", "Bedrag"], ["&b;", 1], ["B", 2], ["C", 3]]), before=bomb))
        == "damaged"
    )


def test_a_million_styled_blank_rows():
    blank = b'<row r="9" s="1"><c r="A9" s="1"/><c r="B9" s="1"/></row>'
    assert outcome(repeated(XLSX, SHEET, SHEET_HEAD + ROWS, blank, 1_000_000, SHEET_TAIL)) == 8


def test_a_million_blank_rows_without_cells():
    assert (
        outcome(repeated(XLSX, SHEET, SHEET_HEAD + ROWS, b'<row r="9" s="1"/>', 1_000_000, SHEET_TAIL)) == 8
    )


def test_styles_in_all_16384_columns():
    row = b"<row>" + b'<c s="1"/>' * 16_384 + b"</row>"
    assert outcome(repeated(XLSX, SHEET, SHEET_HEAD + ROWS, row, 20, SHEET_TAIL)) == 8


def test_more_rows_than_may_be():
    row = b'<row r="9"><c r="A9"><v>1</v></c></row>'
    assert outcome(repeated(XLSX, SHEET, SHEET_HEAD + ROWS, row, 600_000, SHEET_TAIL)) == "too_many_rows"


def test_a_hundred_megabytes_of_nothing():
    assert outcome(repeated(XLSX, SHEET, SHEET_HEAD + ROWS, b" ", 100_000_000, SHEET_TAIL)) == 8


def test_a_cell_of_a_hundred_megabytes():
    head = SHEET_HEAD + ROWS + b'<row r="20"><c t="inlineStr"><is><t>'
    tail = b"</t></is></c></row>" + SHEET_TAIL
    assert outcome(repeated(XLSX, SHEET, head, b"x", 100_000_000, tail)) == "damaged"


def test_one_text_in_very_many_cells():
    strings = b'<sst xmlns="%s"><si><t>%s</t></si></sst>' % (SPACE, b"y" * 900_000)
    rows = b"".join(b'<row r="%d"><c t="s"><v>0</v></c><c><v>1</v></c></row>' % at for at in range(9, 2000))
    content = with_part(
        with_part(XLSX, "xl/sharedStrings.xml", strings), SHEET, SHEET_HEAD + ROWS + rows + SHEET_TAIL
    )
    assert outcome(content) in ("unzipped_too_large", "too_much_memory")


def test_elements_without_end():
    assert outcome(repeated(XLSX, SHEET, SHEET_HEAD + ROWS, b"<a>", 3_000_000, b"")) in (
        "damaged",
        "too_much_memory",
    )


def test_very_many_strings_styles_merges_and_sheets():
    strings = repeated(
        XLSX, "xl/sharedStrings.xml", b'<sst xmlns="%s">' % SPACE, b"<si><t>a</t></si>", 900_000, b"</sst>"
    )
    assert outcome(strings, cells=800_000) == "too_many_cells"
    styles = b'<styleSheet xmlns="%s"><cellXfs>' % SPACE
    many = repeated(
        XLSX, "xl/styles.xml", styles, b'<xf numFmtId="14"/>', 120_000, b"</cellXfs></styleSheet>"
    )
    assert outcome(many) == "damaged"
    head = SHEET_HEAD + ROWS + b"</sheetData><mergeCells>"
    tail = b"</mergeCells></worksheet>"
    assert outcome(repeated(XLSX, SHEET, head, b'<mergeCell ref="A1:B2"/>', 200_000, tail)) == 8
    sheets = b'<workbook xmlns="%s" xmlns:r="%s"><sheets>' % (
        SPACE, b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    )  # fmt: skip
    unit = b'<sheet name="a" sheetId="1" r:id="rId1"/>'
    assert (
        outcome(repeated(XLSX, "xl/workbook.xml", sheets, unit, 5_000, b"</sheets></workbook>")) == "damaged"
    )


@pytest.mark.parametrize(
    "row",
    [
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float"'
        ' table:number-columns-repeated="16000" office:value="1"/></table:table-row>',
        '<table:table-row table:number-rows-repeated="-5"><table:table-cell'
        ' table:number-columns-repeated="99999999999999999999"/></table:table-row>',
        "<a>" * 100_000,
    ],
)
def test_an_opendocument_that_repeats_itself(row):
    assert outcome(ods(ods_rows(LIST) + row)) in (*FILE_REFUSALS, 8)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (CSV + b"\n" * 3_000_000, 8),
        (CSV + b"\n" + b";" * 3_000_000, 8),
        (CSV + b"\n" + b"a;" * 3_000_000, "too_many_columns"),
        (CSV + b"\n" + b"x" * 3_000_000, "damaged"),
        (CSV + b"\n" + b'"' * 3_000_001, "damaged"),
        (b"Leverancier;Bedrag\n" + b"A;1\n" * 250_000, "too_many_rows"),
        (CSV + b"\n1" + b" " * 200_000 + b"x;2", 9),
        (CSV + b"\n" + b"1." * 100_000 + b"x;" + b"1 " * 20_000, 9),
    ],
    ids=["newlines", "delimiters", "columns", "one line", "quotes", "rows", "blanks", "digits"],
)
def test_text_that_asks_too_much(content, expected):
    assert outcome(content) == expected


def test_text_that_turns_out_to_be_something_else_late():
    assert outcome(CSV + b"\n" + b"A;1\n" * 400_000 + b"\xff\xfe\x81") in (
        "unknown_encoding",
        "too_many_rows",
    )
    table = workbook.read(CSV + b"\n" + b"Caf\xe9;1\n" * 40_000)
    assert (len(table.rows), table.rows[-1].cells[0]) == (40_008, "Café")


def test_zips_that_contradict_themselves():
    flagged = bytearray(XLSX)
    for at in range(len(flagged) - 4):
        if flagged[at : at + 4] == b"PK\x01\x02":
            flagged[at + 8] |= 1
    assert outcome(bytes(flagged)) == "encrypted"
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_LZMA) as new:
        for entry in old.namelist():
            new.writestr(entry, old.read(entry))
    assert outcome(written.getvalue()) == 8
    wrong = bytearray(XLSX)
    at = wrong.rfind(b"PK\x01\x02", 0, wrong.rfind(b"PK\x01\x02"))
    wrong[at + 42 : at + 46] = (0).to_bytes(4, "little")
    assert outcome(bytes(wrong)) in ("damaged", 8)


def test_two_sheets_named_alike_and_a_part_that_is_missing():
    book = with_part(XLSX, SHEET, None)
    assert outcome(book) == "damaged"


def test_styles_and_strings_that_are_missing_or_wrong():
    rows = "".join(f'<row r="{at}"><c t="s"><v>{at}</v></c><c t="s"><v>1</v></c></row>' for at in range(9))
    shared = with_part(XLSX, SHEET, sheet_xml(rows))
    assert outcome(with_part(shared, "xl/sharedStrings.xml", None)) == "damaged"
    assert outcome(with_part(shared, "xl/sharedStrings.xml", b"<a/>")) == "damaged"
    assert outcome(with_part(book_of([HEADER, *lines()]), "xl/styles.xml", b"<a/>")) == 6
