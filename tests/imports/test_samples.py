"""Two real contract lists: the figures that an import must meet exactly."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from imports import columns, rows, workbook


def taken_in(path):
    table = workbook.read(path)
    mappings = columns.recognise(table)
    return table, mappings, list(rows.read(table, mappings))


def of(read, field):
    return [row.values[field] for row in read if field in row.values]


class TestOttawa:
    @pytest.fixture
    def taken(self, sample):
        return taken_in(sample("ottawa_contracts.xlsx"))

    def test_the_list_is_found(self, taken):
        table, _, read = taken
        assert (table.sheet, table.header_row, len(table.columns)) == ("Contracts", 1, 12)
        assert len(read) == 4455
        assert [row.number for row in read] == list(range(2, 4457))

    def test_columns_go_where_they_belong(self, taken):
        _, mappings, _ = taken
        assert {one.header: one.field for one in mappings} == {
            "Item #": "line_number",
            "PO": "contract_number",
            "Dept": "department",
            "Description": "description",
            "Professional / Consulting Services": None,
            "Follow-on / Amendment": None,
            "Amount": "value",
            "Vendor": "party_name",
            "Non-Competitive Rationale": None,
            "Type": None,
            "Year": "year",
            "Quarters": "year_part",
        }
        assert columns.questions(mappings) == ()

    def test_amounts(self, taken):
        amounts = of(taken[2], "value")
        assert len(amounts) == 4455
        assert sum(amounts) == Decimal("1895219962.18")
        assert (min(amounts), max(amounts)) == (Decimal("25000.00"), Decimal("161350528.35"))

    def test_the_one_amount_with_binary_noise_is_said(self, taken):
        notes = [note for row in taken[2] for note in row.notes]
        assert [note.code for note in notes] == ["amount_rounded"]
        assert notes[0].message() == "47038.560000000005 has parts of a cent: rounded to 47038.56."

    def test_a_dollar_sign_names_no_currency(self, taken):
        notation = next(one.notation for one in taken[1] if one.field == "value")
        assert (notation.currency, notation.symbols) == (None, ("$",))

    def test_vendors(self, taken):
        table, mappings, read = taken
        position = next(one.position for one in mappings if one.field == "party_name")
        written = [row.cells[position] for row in table.rows]
        assert len(set(written)) == 2016
        assert len({text.split("\n")[0] for text in written}) == 1602
        assert sum("\n" in text for text in written) == 1508
        assert len({name.casefold() for name in of(read, "party_name")}) == 1596

    def test_purchase_orders(self, taken):
        numbers = of(taken[2], "contract_number")
        assert len(numbers) == 4455 - 6
        assert sum(number.isdigit() for number in numbers) == 4359
        assert len(set(numbers)) == 3602

    def test_half_years_give_the_start_and_no_end(self, taken):
        _, mappings, read = taken
        starts = Counter(of(read, "start"))
        assert set(starts) == {date(2016, 1, 1), date(2016, 7, 1), date(2017, 1, 1), date(2017, 7, 1)}
        assert starts[date(2016, 1, 1)] + starts[date(2016, 7, 1)] == 2288
        assert starts[date(2017, 1, 1)] + starts[date(2017, 7, 1)] == 2167
        assert of(read, "end") == []
        year = next(one for one in mappings if one.field == "year")
        assert [note.code for note in year.notes] == ["start_from_part"]

    def test_nothing_is_refused(self, taken):
        assert [problem for row in taken[2] for problem in row.problems] == []


@pytest.mark.parametrize("name", ["phila_prof_2020q4.xlsx", "phila_prof_2020q4.csv"])
class TestPhiladelphia:
    @pytest.fixture
    def taken(self, sample, name):
        return taken_in(sample(name))

    def test_the_list_is_found(self, taken):
        table, _, read = taken
        assert (table.header_row, len(table.columns), len(read)) == (1, 15, 1975)

    def test_columns_go_where_they_belong(self, taken):
        _, mappings, _ = taken
        assert {one.header: (one.field, one.notation and one.notation.code) for one in mappings} == {
            "original_contract_id": ("contract_number", "text"),
            "current_item_id": ("line_number", "text"),
            "department_name": ("department", "text"),
            "vendor": ("party_name", "text"),
            "contract_structure_type": ("contract_type", "text"),
            "short_desc": ("title", "text"),
            "start_dt": ("start", "month-first"),
            "end_dt": ("end", "month-first"),
            "days_remaining": (None, None),
            "amt": ("value", "decimal-point"),
            "tot_payments": ("spent", "decimal-point"),
            "orig_vendor": (None, None),
            "exempt_status": (None, None),
            "adv_or_exempt": (None, None),
            "profit_status": (None, None),
        }

    def test_amounts(self, taken):
        values, spent = of(taken[2], "value"), of(taken[2], "spent")
        assert (len(values), sum(values)) == (1975, Decimal("3494127380.44"))
        assert (sum(value == 0 for value in values), max(values)) == (183, Decimal("1282000000.00"))
        assert sum(spent) == Decimal("1239746485.70")

    def test_dates(self, taken):
        starts, ends = of(taken[2], "start"), of(taken[2], "end")
        assert (min(starts), max(starts)) == (date(2007, 12, 7), date(2020, 6, 30))
        assert (min(ends), max(ends)) == (date(2020, 4, 1), date(2050, 12, 31))
        assert len(starts) == len(ends) == 1975
        assert all(start <= end for start, end in zip(starts, ends, strict=True))

    def test_who_and_what(self, taken):
        read = taken[2]
        assert len(set(of(read, "party_name"))) == 1121
        assert len(set(of(read, "contract_number"))) == 1910
        assert len(set(of(read, "line_number"))) == 1965
        differing = sum(row.values["contract_number"] != row.values["line_number"] for row in read)
        assert differing == 1138
        assert len(set(of(read, "department"))) == 42
        assert len(set(of(read, "contract_type"))) == 18

    def test_codes_keep_their_zeros(self, taken):
        table, mappings, _ = taken
        status = next(one for one in mappings if one.header == "exempt_status")
        assert "07" in set(table.values(status.position))

    def test_nothing_is_refused(self, taken):
        assert [problem for row in taken[2] for problem in row.problems] == []
