"""Rows pass through: the first bytes come at once, and memory does not grow with the list."""

import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from imports.export import of_portfolio, workbook
from imports.workbook.writing import Book, Column, Kind, TableSheet, TooManyRows, stream
from imports.workbook.writing.rows import day_number, text_written, written
from tests import builders

COLUMNS = [Column("Name", "name"), Column("Amount", "amount", Kind.AMOUNT), Column("Day", "day", Kind.DATE)]


def book(count):
    rows = ([f"Row {at} & more", Decimal(at), date(2026, 1, 1)] for at in range(count))
    return Book(
        "T", "T", "T", datetime(2026, 11, 20, tzinfo=UTC), [TableSheet("Rows", "rows", COLUMNS, rows)]
    )


def peak(count):
    tracemalloc.start()
    for _piece in stream(book(count)):
        pass
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_four_times_the_rows_take_no_more_memory():
    peak(500)
    assert peak(20_000) < peak(5_000) * 1.2


def test_the_first_bytes_do_not_wait_for_a_row():
    def never():
        raise AssertionError("a row was asked for")
        yield

    sheet = TableSheet("Rows", "rows", COLUMNS, never())
    made = Book("T", "T", "T", datetime(2026, 11, 20, tzinfo=UTC), [sheet])
    assert next(stream(made)).startswith(b"PK")


def test_a_table_that_no_sheet_holds_is_said():
    rows = ([None] for _row in range(1_000))
    with pytest.raises(TooManyRows):
        list(written(rows, [Kind.TEXT], [0], first=1_048_576 - 998))


def test_days_count_as_excel_counts_them():
    days = {date(1900, 1, 1): 1, date(1900, 2, 28): 59, date(1900, 3, 1): 61, date(2026, 11, 20): 46346}
    assert {day: day_number(day) for day in days} == days


def test_what_xml_can_not_hold_is_shown_as_such():
    assert text_written("a\x00b\ud800c") == "a\ufffdb\ufffdc"
    assert text_written("<a&b>\r") == "&lt;a&amp;b&gt;&#13;"
    assert text_written("_x000D_") == "_x005F_x000D_"


@pytest.mark.django_db
def test_who_takes_the_pieces_keeps_his_own_language():
    home = builders.portfolio()
    with translation.override("en"):
        for _piece in workbook(of_portfolio(home, builders.system()), "nl"):
            assert translation.get_language() == "en"
