"""The kind of a file is told by its content; what is no list is refused with the way out."""

import shutil
import subprocess

import pytest

from imports import workbook
from imports.findings import FILE_REFUSALS, FileRefused
from tests.imports.books import HEADER, book_of, lines

TEXT = [HEADER, *[[str(cell) for cell in row] for row in lines()]]


def delimited(delimiter, rows=TEXT):
    return "\r\n".join(delimiter.join(row) for row in rows) + "\r\n"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le", "utf-16-be"])
def test_text_in_every_encoding_and_with_every_delimiter(delimiter, encoding):
    rows = [*TEXT, ["C-9", "Café Zuidas ‘t Hoekje €", "é", "13-01-2024", "31-12-2024", "5"]]
    table = workbook.read(delimited(delimiter, rows).encode(encoding))
    assert (table.kind, table.header_row, len(table.rows)) == ("csv", 1, 7)
    assert table.rows[-1].cells[1] == "Café Zuidas ‘t Hoekje €"


def test_amounts_with_commas_do_not_confuse_the_delimiter():
    content = b"Leverancier;Bedrag\nA;1.234,56\nB;2.000,00\nC;3,50\n"
    assert workbook.read(content).rows[0].cells == ("A", "1.234,56")


def test_line_breaks_in_quotes_and_a_stated_separator():
    content = b'sep=;\nLeverancier;Bedrag\n"Bakker\nDelft";1\nB;2\n\nC;3\n'
    table = workbook.read(content)
    assert [row.cells[0] for row in table.rows] == ["Bakker\nDelft", "B", "C"]
    assert [row.number for row in table.rows] == [3, 4, 6]


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_workbooks(kind, tmp_path):
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not here to make the file")
    (tmp_path / "list.xlsx").write_bytes(
        book_of([[], [None, None, "Register"], [], *([None, None, *row] for row in [HEADER, *lines()])])
    )
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "list.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    table = workbook.read((tmp_path / f"list.{kind}").read_bytes())
    assert (table.kind, table.header_row, len(table.rows)) == (kind, 4, 6)
    assert (table.rows[0].number, table.address(0, 5)) == (5, "C5")
    assert table.rows[0].cells == (
        "C-001",
        "Leverancier 1 B.V.",
        "Dienst 1",
        "13-01-2024",
        "31-12-2026",
        1000.5,
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf \r\n", "file_empty"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + "WordDocument".encode("utf-16-le"), "not_a_list"),
        (OLE, "damaged"),
        (OLE + "Workbook".encode("utf-16-le"), "damaged"),
        (b"%PDF-1.7 ...", "not_a_list"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not_a_list"),
        (bytes(range(256)) * 20, "not_a_list"),
        (b"<html><body><table><tr><td>a</td></tr></table></body></html>", "web_page"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "web_page"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "old_xml_workbook",
        ),
        (b'<?xml version="1.0"?><contracts/>', "not_a_list"),
        (b'{"contracts": []}', "not_a_list"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"just some words", "no_table"),
        (b"Geachte heer,\nHierbij de lijst.\nGroet", "no_table"),
    ],
)
def test_what_is_no_list_is_refused(content, code):
    with pytest.raises(FileRefused) as refused:
        workbook.read(content)
    assert refused.value.code == code
    assert refused.value.code in FILE_REFUSALS
    assert refused.value.message("en") != refused.value.message("nl")


def test_a_file_that_is_not_there():
    with pytest.raises(FileRefused) as refused:
        workbook.read("/nowhere/list.xlsx")
    assert refused.value.code == "file_unreadable"
