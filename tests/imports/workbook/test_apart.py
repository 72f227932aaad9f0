"""Reading in a process of its own: the same list, and whatever ends that process is a refusal."""

import os
import resource
import subprocess
import sys
import threading
from datetime import datetime

import openpyxl
import pytest

from imports import workbook
from imports.findings import FILE_REFUSALS, FileRefused
from imports.tables import Uncalculated
from imports.workbook import Limits, apart
from tests.imports.books import HEADER, book_of, lines, saved
from tests.imports.workbook.odd_files import ods

GOOD = book_of([HEADER, *lines()])


def every(table):
    """All that a table says, its rows gone through."""
    said = {name: getattr(table, name) for name in table.__slots__ if name != "rows"}
    return said | {"rows": list(table.rows)}


def rich_book():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Register"])
    sheet.append(HEADER)
    for row in lines():
        sheet.append(row)
    sheet["D3"] = datetime.fromisoformat("2024-01-13")
    sheet["E3"] = "=D3+1"
    sheet["F3"].number_format = "[$€-413] #,##0.00"
    sheet.append(["Totaal", None, None, datetime.fromisoformat("2024-01-13"), None, 1.5])
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Toelichting")
    return saved(book)


@pytest.mark.parametrize(
    "content",
    [GOOD, rich_book(), "Leverancier;Bedrag\nCafé;1,50\nB;2,50\n".encode("cp1252")],
    ids=["plain", "rich", "csv"],
)
def test_here_and_apart_give_the_same(content, tmp_path):
    here = every(workbook.read(content, apart=False))
    assert every(workbook.read(content, apart=True)) == here
    (tmp_path / "list.bin").write_bytes(content)
    assert every(workbook.read(tmp_path / "list.bin", apart=True)) == here


def test_lost_formulas_and_moments_keep_their_kind():
    table = workbook.read(rich_book(), apart=True)
    assert table.rows[0].cells[3] == datetime.fromisoformat("2024-01-13")
    assert table.rows[0].cells[4] is Uncalculated.FORMULA
    assert table.totals[0].cells[3] == datetime.fromisoformat("2024-01-13")
    assert table.columns[5].formats[0] == "[$€-413] #,##0.00"


@pytest.mark.parametrize(
    ("content", "given", "code"),
    [
        (b"", {}, "file_empty"),
        (GOOD[:400], {}, "damaged"),
        (GOOD, {"rows": 3}, "too_many_rows"),
        (GOOD, {"cell_bytes": 100}, "unzipped_too_large"),
        (GOOD, {"seconds": 0.0}, "too_slow"),
        (GOOD, {"memory_bytes": 30_000_000}, "too_much_memory"),
        (b"just some words", {}, "no_table"),
    ],
)
def test_the_same_refusals(content, given, code):
    with pytest.raises(FileRefused) as refused:
        workbook.read(content, limits=Limits(**given), apart=True)
    assert refused.value.code == code


def reader(monkeypatch, script):
    """Another process in the place of the one that reads."""
    monkeypatch.setattr(apart, "_RUN", script)


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("import os; os.abort()", "damaged"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "damaged"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "too_much_memory"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "too_slow"),
        ("raise ValueError('ours')", "damaged"),
        ("raise MemoryError", "too_much_memory"),
        ("import time; time.sleep(60)", "too_slow"),
        ("print('no answer')", "damaged"),
    ],
)
def test_however_the_process_ends_the_file_is_refused(script, code, monkeypatch):
    reader(monkeypatch, script)
    with pytest.raises(FileRefused) as refused:
        workbook.read(GOOD, limits=Limits(seconds=3.0), apart=True)
    assert refused.value.code == code


def test_the_process_sees_nothing_of_ours(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for readers")
    reader(monkeypatch, "import os, sys; sys.exit(3 if 'SECRET_KEY' in os.environ else 4)")
    with pytest.raises(FileRefused) as refused:
        workbook.read(GOOD, apart=True)
    assert refused.value.params["why"] == "the reader ended with status 4"


def test_the_process_knows_no_django():
    script = (
        "import sys; import imports.workbook.child; print(sorted({'django', 'openpyxl'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS keeps no limit on memory")
def test_a_gigabyte_for_two_cells_is_refused_and_not_taken():
    """What calamine would reserve at once for a sheet with two far cells."""
    row = '<table:table-row table:number-rows-repeated="1000000">'
    far = (
        '<table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
    )
    with pytest.raises(FileRefused) as refused:
        workbook.read(ods(f"{row}{far}</table:table-row>"))
    assert refused.value.code in FILE_REFUSALS
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert peak < 600 * 1024


def test_from_several_threads_at_once():
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(len(workbook.read(GOOD, apart=True).rows)))
        for _ in range(4)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == [6, 6, 6, 6]


def test_no_descriptor_stays_open():
    table = workbook.read(GOOD, apart=True)
    assert len(table.rows) == 6
    before = len(os.listdir("/dev/fd"))
    for _ in range(3):
        table = workbook.read(GOOD, apart=True)
    with pytest.raises(FileRefused):
        workbook.read(GOOD[:400], apart=True)
    assert len(os.listdir("/dev/fd")) == before
