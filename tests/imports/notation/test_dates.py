"""Dates in every notation met; a column decides for all its cells."""

from datetime import date, datetime

import pytest

from imports.fields import FIELDS
from imports.findings import Question
from imports.notation import Interpreted, Unreadable, dates, decide, reader
from imports.tables import OPEN

START, END, LATEST, NOTICE = (FIELDS[code] for code in ("start", "end", "latest_end", "notice_date"))


@pytest.mark.parametrize(
    ("notation", "cell", "day"),
    [
        ("date", date(2024, 4, 3), date(2024, 4, 3)),
        ("date", datetime.fromisoformat("2024-04-03T23:59:59"), date(2024, 4, 3)),
        ("iso", "2024-04-03", date(2024, 4, 3)),
        ("iso", "2024-04-03T00:00:00", date(2024, 4, 3)),
        ("iso", "2024-04-03 00:00:00", date(2024, 4, 3)),
        ("iso", "20240403", date(2024, 4, 3)),
        ("iso", 20240403, date(2024, 4, 3)),
        ("day-first", "03-04-2024", date(2024, 4, 3)),
        ("day-first", "3.4.2024", date(2024, 4, 3)),
        ("day-first", "3 - 4 - 2024", date(2024, 4, 3)),
        ("day-first", "wo 3-4-2024", date(2024, 4, 3)),
        ("month-first", "4/3/2024", date(2024, 4, 3)),
        ("month-first", "9/18/2019 12:00:00 AM", date(2019, 9, 18)),
        ("text", "29th July 2013", date(2013, 7, 29)),
        ("text", "29 juli 2013", date(2013, 7, 29)),
        ("text", "1e maart 2020", date(2020, 3, 1)),
        ("text", "July 29, 2013", date(2013, 7, 29)),
        ("text", "29-jul-2013", date(2013, 7, 29)),
        ("text", "12 mrt. 2020", date(2020, 3, 12)),
        ("text", "1 mei 2021", date(2021, 5, 1)),
        ("day-first", "29th July 2013", date(2013, 7, 29)),
    ],
)
def test_a_date_is_read(notation, cell, day):
    assert dates.reader(notation)(cell) == day


@pytest.mark.parametrize(
    ("cell", "day", "code"),
    [
        ("31/12/24", date(2024, 12, 31), "date_short_year"),
        ("21-4-'21", date(2021, 4, 21), "date_short_year"),
        ("01-01-79", date(2079, 1, 1), "date_short_year"),
        ("01-01-80", date(1980, 1, 1), "date_short_year"),
        (45292, date(2024, 1, 1), "date_serial"),
        ("45292", date(2024, 1, 1), "date_serial"),
        (2024, date(2024, 1, 1), "date_year_only"),
        ("2024", date(2024, 1, 1), "date_year_only"),
        ("maart 2024", date(2024, 3, 1), "date_month_only"),
    ],
)
def test_a_date_is_interpreted_with_a_note(cell, day, code):
    found = dates.reader("day-first")(cell)
    assert isinstance(found, Interpreted)
    assert (found.value, found.code) == (day, code)


def test_a_year_or_month_alone_as_an_end_is_its_last_day():
    read = dates.reader("year", end=True)
    assert read(2024).value == date(2024, 12, 31)
    assert read("februari 2024").value == date(2024, 2, 29)
    assert read("december 2024").value == date(2024, 12, 31)


def test_workbooks_of_the_1904_kind_count_from_another_day():
    assert dates.reader("serial", epoch_1904=True)(43830).value == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("notation", "cell", "code"),
    [
        ("day-first", "12/31/2024", "date_other_notation"),
        ("month-first", "31/12/2024", "date_other_notation"),
        ("day-first", "31-02-2024", "date_impossible"),
        ("day-first", "01-01-1899", "date_out_of_range"),
        ("date", datetime.fromisoformat("1800-01-01"), "date_out_of_range"),
        ("day-first", "volgend jaar", "date_unreadable"),
        ("date", 12.5, "date_unreadable"),
        ("date", True, "date_unreadable"),
        ("date", 10**12, "date_out_of_range"),
        ("date", float("nan"), "date_unreadable"),
    ],
)
def test_a_date_is_refused_with_the_reason(notation, cell, code):
    found = dates.reader(notation)(cell)
    assert isinstance(found, Unreadable)
    assert found.code == code


@pytest.mark.parametrize(
    ("column", "notation"),
    [
        (["03-04-2024", "13-04-2024"], "day-first"),
        (["4/3/2024", "4/13/2024"], "month-first"),
        (["3.4.2024"], "day-first"),
        (["2024-04-03"], "iso"),
        ([date(2024, 4, 3), None], "date"),
        ([45292, 45293], "serial"),
        ([2016, 2017], "year"),
        (["29th July 2013"], "text"),
        (["01-01-2024", "02-02-2024"], "day-first"),
        (["13-04-2024"] * 30 + ["4/13/2024"], "day-first"),
        (["onbepaald", "13-04-2024"], "day-first"),
    ],
)
def test_the_column_decides(column, notation):
    assert decide(column, START).code == notation


@pytest.mark.parametrize(
    "column", [["03-04-2024"], ["01-02-2024", "2024-05-31"], ["13-04-2024", "4/13/2024"]]
)
def test_a_column_that_does_not_decide_is_asked(column):
    asked = decide(column, START, header="Ingangsdatum")
    assert isinstance(asked, Question)
    assert (asked.code, asked.choices) == ("date_notation:start", ("day-first", "month-first"))


def test_the_question_shows_both_readings():
    asked = decide(["03-04-2024"], START, header="Start")
    assert '"03-04-2024" is 2024-04-03 with the day first and 2024-03-04' in asked.message()


@pytest.mark.parametrize(
    "cell", ["onbepaald", "Doorlopend", "n.v.t.", "31-12-9999", date(9999, 12, 31), "9999-12-31"]
)
def test_an_open_end_is_an_answer(cell):
    assert reader(decide([cell, "13-04-2024"], END), END)(cell) is OPEN


def test_no_latest_end_is_not_an_open_one():
    read = reader(decide(["13-04-2024"], LATEST), LATEST)
    assert read("n.v.t.") is None
    assert read("onbepaald") is OPEN


def test_an_open_start_is_unknown():
    read = reader(decide(["13-04-2024"], START), START)
    assert read("onbepaald") == Interpreted(None, "date_open_elsewhere")


@pytest.mark.parametrize("cell", [None, "", "-", "None", "N/A", "#N/B", "onbekend"])
def test_an_unknown_end_is_not_open(cell):
    assert reader(decide(["13-04-2024"], END), END)(cell) is None


def test_before_a_day_does_not_include_it():
    notation = decide(["13-04-2024"], NOTICE, header="Uiterlijk opzeggen vóór")
    assert reader(notation, NOTICE)("13-04-2024").value == date(2024, 4, 12)
    notation = decide(["13-04-2024"], NOTICE, header="Uiterste opzegdatum")
    assert reader(notation, NOTICE)("13-04-2024") == date(2024, 4, 13)
