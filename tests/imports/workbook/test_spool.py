"""Rows by portions: what goes in comes out, column by column or row by row, as often as asked."""

import os
from datetime import date, datetime, time, timedelta

import pytest

from imports.tables import Uncalculated
from imports.workbook.spool import Rows, Spool, packed, unnamed_file

ODD = [
    None,
    "tekst",
    "\ud800",
    1,
    True,
    2.5,
    10**20,
    datetime.fromisoformat("2024-02-29T12:30:15.000007"),
    date(2024, 2, 29),
    time(23, 59, 1),
    timedelta(days=2, seconds=3, microseconds=4),
    Uncalculated.FORMULA,
]


@pytest.fixture(params=["in memory", "in a file"])
def spool(request):
    if request.param == "in memory":
        yield Spool()
        return
    descriptor = unnamed_file()
    yield Spool(descriptor)
    os.close(descriptor)


def filled(spool):
    """Three portions of four rows: A has the row's number, B a text, the last portion a third column."""
    for first in (1, 5, 9):
        numbers = range(first, first + 4)
        columns = [list(numbers), [f"r{number}" for number in numbers]]
        if first == 9:
            columns.append([None, None, "ver", None])
        spool.add(numbers, [packed(column) for column in columns])
    return spool


def test_every_kind_of_cell_comes_back_as_it_was(spool):
    spool.add(range(len(ODD)), [packed(ODD)])
    back = list(Rows(spool, [0]).column(0))
    assert back == ODD
    assert [type(cell) for cell in back] == [type(cell) for cell in ODD]


def test_rows_are_gone_through_as_often_as_asked(spool):
    rows = Rows(filled(spool), [0, 1, 2])
    assert len(rows) == 12
    assert [row.number for row in rows] == [row.number for row in rows] == list(range(1, 13))
    assert rows[0].cells == (1, "r1", None)
    assert rows[-2].cells == (11, "r11", "ver")
    assert [row.number for row in rows[1::5]] == [2, 7, 12]
    assert list(rows.column(1))[:2] == ["r1", "r2"]
    with pytest.raises(IndexError):
        rows[12]


def test_rows_and_columns_that_are_no_part_of_the_list_are_left_out(spool):
    rows = Rows(filled(spool), [1], left_out={0, 4, 5, 6, 7, 11})
    assert [row.number for row in rows] == [2, 3, 4, 9, 10, 11]
    assert [row.cells for row in rows[3:]] == [("r9",), ("r10",), ("r11",)]
    assert [list(portion.numbers) for portion in rows.portions()] == [[2, 3, 4], [9, 10, 11]]


def test_a_file_written_elsewhere_is_read_by_its_index():
    descriptor = unnamed_file()
    written = filled(Spool(descriptor))
    read = Rows(Spool(descriptor, written.index), [0, 1])
    assert [row.cells for row in read] == [(number, f"r{number}") for number in range(1, 13)]
    os.close(descriptor)
