"""Files that ask too much, or are broken: refused with a code, or read rightly; never an accident."""

import random
import time
import zipfile
from io import BytesIO

import pytest

from imports import workbook
from imports.findings import FILE_REFUSALS, FileRefused
from imports.workbook import Limits
from tests.imports.books import HEADER, SHEET, book_of, lines, sheet_xml, with_part

GOOD = book_of([HEADER, *lines()])


def refusal(content, **limits):
    with pytest.raises(FileRefused) as refused:
        workbook.read(content, limits=Limits(**limits))
    assert refused.value.code in FILE_REFUSALS
    return refused.value.code


def test_a_zip_bomb_is_refused_by_the_directory():
    content = with_part(GOOD, "xl/media/bomb.xml", b"\x00" * 30_000_000)
    assert len(content) < 100_000
    assert refusal(content) == "unzipped_too_large"


@pytest.mark.parametrize("part", ["xl/styles.xml", "[Content_Types].xml", "xl/workbook.xml"])
def test_a_huge_part_is_refused(part):
    assert refusal(with_part(GOOD, part, b"<a>" + b" " * 20_000_000)) == "unzipped_too_large"


def test_too_large_a_file():
    assert refusal(GOOD, file_bytes=100) == "file_too_large"


def test_too_many_rows_columns_and_cells():
    assert refusal(GOOD, rows=3) == "too_many_rows"
    assert refusal(GOOD, columns=4) == "too_many_columns"
    assert refusal(GOOD, cells=20) == "too_many_cells"


def test_values_in_column_16384_are_refused_and_styles_there_are_not():
    far = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    assert refusal(with_part(GOOD, SHEET, sheet_xml(far))) == "too_many_columns"
    styled = list_xml() + '<row r="9">' + '<c r="XFD9" s="1"/>' * 1 + "</row>"
    assert len(workbook.read(with_part(GOOD, SHEET, sheet_xml(styled))).rows) == 3


def test_a_row_number_that_excel_does_not_have():
    far = list_xml() + '<row r="99999999"><c r="A99999999"><v>1</v></c></row>'
    assert refusal(with_part(GOOD, SHEET, sheet_xml(far))) == "damaged"


def test_styled_blank_rows_cost_little_and_are_skipped():
    blank = "".join(
        f'<row r="{at}" s="1"><c r="A{at}" s="1"/><c r="B{at}" s="1"/></row>' for at in range(10, 200_000)
    )
    begun = time.monotonic()
    table = workbook.read(with_part(GOOD, SHEET, sheet_xml(list_xml() + blank)))
    assert len(table.rows) == 3
    assert time.monotonic() - begun < 20


def test_what_takes_too_long_is_stopped():
    blank = "".join(f'<row r="{at}"><c r="A{at}" s="1"/></row>' for at in range(10, 60_000))
    assert refusal(with_part(GOOD, SHEET, sheet_xml(list_xml() + blank)), seconds=0.01) == "too_slow"


def test_entities_are_refused():
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    )
    assert refusal(with_part(GOOD, SHEET, bomb)) == "unsafe_xml"


def test_entities_in_the_workbook_part_are_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook>&a;</workbook>'
    assert refusal(with_part(GOOD, "xl/workbook.xml", bomb)) in ("unsafe_xml", "damaged", "no_table")


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", SHEET, "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"]
)
@pytest.mark.parametrize("content", [None, b"", b"<broken", b"<a/>"])
def test_broken_and_missing_parts(part, content):
    damaged = with_part(GOOD, part, content)
    try:
        table = workbook.read(damaged)
    except FileRefused as refused:
        assert refused.code in FILE_REFUSALS
    else:
        assert len(table.rows) == 6


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated(share):
    assert refusal(GOOD[: int(len(GOOD) * share)]) == "damaged"


def test_flipped_bytes_never_lead_to_an_accident():
    source = random.Random(20261121)
    for _ in range(150):
        content = bytearray(GOOD)
        for _ in range(source.randrange(1, 30)):
            content[source.randrange(len(content))] = source.randrange(256)
        try:
            assert workbook.read(bytes(content)).rows
        except FileRefused as refused:
            assert refused.code in FILE_REFUSALS


def test_an_encrypted_zip_and_another_package():
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr("[Content_Types].xml", "<a/>")
    assert refusal(written.getvalue()) == "not_a_list"


def test_a_quote_that_never_closes():
    content = b'Leverancier;Bedrag\nA;1\n"B;2\n' + b"C;3\n" * 400_000
    assert refusal(content) == "damaged"


def list_xml():
    rows = [["Leverancier", "Contractnummer", "Bedrag"], *[[f"L{at}", f"C{at}", at] for at in range(3)]]
    return "".join(
        f'<row r="{number}">'
        + "".join(
            f"<c><v>{cell}</v></c>"
            if isinstance(cell, int)
            else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
            for cell in row
        )
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
