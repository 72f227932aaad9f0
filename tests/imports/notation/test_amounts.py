"""Amounts in every notation met; a column decides for all its cells."""

from decimal import Decimal

import pytest

from imports.fields import FIELDS
from imports.findings import MappingRefused, Question
from imports.notation import Interpreted, Unreadable, amounts, decide, reader

VALUE = FIELDS["value"]


def read(notation, cell):
    return amounts.reader(notation)(cell)


@pytest.mark.parametrize(
    ("notation", "cell", "amount"),
    [
        ("decimal-comma", "€ 1.234,56", "1234.56"),
        ("decimal-comma", "1.234.567,8", "1234567.80"),
        ("decimal-comma", "1.500,-", "1500.00"),
        ("decimal-comma", "€ 1.500,--", "1500.00"),
        ("decimal-comma", "20 131,75 $", "20131.75"),
        ("decimal-comma", "20\u00a0131,75\u00a0€", "20131.75"),
        ("decimal-comma", "20\u202f131,75 €", "20131.75"),
        ("decimal-comma", "EUR 12,5", "12.50"),
        ("decimal-comma", "1.234", "1234.00"),
        ("decimal-comma", "-1.234,50", "-1234.50"),
        ("decimal-comma", "€ -1.234,50", "-1234.50"),
        ("decimal-point", "£1,234.56", "1234.56"),
        ("decimal-point", "1'234.50", "1234.50"),
        ("decimal-point", "CHF 1’234.50", "1234.50"),
        ("decimal-point", "34,000.00", "34000.00"),
        ("decimal-point", "1,234", "1234.00"),
        ("decimal-point", "(1,000)", "-1000.00"),
        ("decimal-comma", "(1.000)", "-1000.00"),
        ("decimal-point", "1,000.00-", "-1000.00"),
        ("decimal-point", "US$ 5.00", "5.00"),
        ("plain", "25000", "25000.00"),
        ("number", 25000, "25000.00"),
        ("number", 50909.51, "50909.51"),
        ("number", -12.5, "-12.50"),
    ],
)
def test_an_amount_is_read(notation, cell, amount):
    assert read(notation, cell) == Decimal(amount)


@pytest.mark.parametrize(
    ("notation", "cell", "amount", "code"),
    [
        ("decimal-comma", "1,2 mln", "1200000.00", "amount_scaled"),
        ("decimal-comma", "€ 1,2 miljoen", "1200000.00", "amount_scaled"),
        ("decimal-comma", "ca. 10k", "10000.00", "amount_about"),
        ("decimal-point", "approx. 1,500", "1500.00", "amount_about"),
        ("decimal-point", "1.005", "1.01", "amount_rounded"),
        ("number", 47038.560000000005, "47038.56", "amount_rounded"),
        ("number", 0.125, "0.13", "amount_rounded"),
    ],
)
def test_an_amount_is_interpreted_with_a_note(notation, cell, amount, code):
    found = read(notation, cell)
    assert isinstance(found, Interpreted)
    assert (found.value, found.code) == (Decimal(amount), code)


def test_pro_memoria_is_unknown_not_nought():
    assert read("number", "pm") == Interpreted(None, "amount_pro_memoria")


@pytest.mark.parametrize(
    ("notation", "cell", "code"),
    [
        ("decimal-comma", "1,234.56", "amount_other_notation"),
        ("decimal-point", "1.234,56", "amount_other_notation"),
        ("decimal-comma", "12.50", "amount_other_notation"),
        ("decimal-comma", "in overleg", "amount_unreadable"),
        ("decimal-comma", "10.000 - 20.000", "amount_unreadable"),
        ("number", float("nan"), "amount_unreadable"),
        ("number", float("inf"), "amount_unreadable"),
        ("number", True, "amount_unreadable"),
        ("number", 1e15, "amount_too_large"),
        ("number", 10**400, "amount_too_large"),
        ("decimal-point", "9" * 400, "amount_too_large"),
        ("decimal-comma", "1.23.456", "amount_other_notation"),
    ],
)
def test_an_amount_is_refused_with_the_reason(notation, cell, code):
    found = read(notation, cell)
    assert isinstance(found, Unreadable)
    assert found.code == code


@pytest.mark.parametrize(
    ("column", "notation"),
    [
        (["1.234,56", "1.234"], "decimal-comma"),
        (["1,234.56", "1,234"], "decimal-point"),
        (["1.234.567", "1.234"], "decimal-comma"),
        (["12,5", "1.000"], "decimal-comma"),
        (["0,125"], "decimal-comma"),
        (["25000", "1000"], "plain"),
        ([25000, 12.5, None], "number"),
        (["€ 1.500,-", "1.000"], "decimal-comma"),
        # One slip among many doesn't change the column; that cell will be refused.
        (["1.234,56"] * 20 + ["1,234.56"], "decimal-comma"),
    ],
)
def test_the_column_decides(column, notation):
    assert decide(column, VALUE).code == notation


@pytest.mark.parametrize(
    "column",
    [
        ["81,499", "25,000", "1,250"],
        ["1.234"],
        ["81,499", 25000],
        ["1.234,56", "1,234.56"],
    ],
)
def test_a_column_that_does_not_decide_is_asked(column):
    asked = decide(column, VALUE, header="Bedrag")
    assert isinstance(asked, Question)
    assert asked.code == "amount_notation:value"
    assert asked.choices == ("decimal-comma", "decimal-point")


def test_the_question_shows_both_readings():
    asked = decide(["81,499"], VALUE, header="Bedrag")
    assert '"81,499" is 81.50 met een komma en 81499.00 met een punt' in asked.message("nl")


def test_an_answer_decides():
    notation = decide(["81,499"], VALUE, answer="decimal-point")
    assert reader(notation, VALUE)("81,499") == Decimal("81499.00")


def test_an_answer_that_is_no_notation_is_refused():
    with pytest.raises(MappingRefused) as refused:
        decide(["81,499"], VALUE, header="Bedrag", answer="day-first")
    assert refused.value.code == "notation_unknown"


@pytest.mark.parametrize(
    ("column", "formats", "header", "currency", "symbols"),
    [
        (["€ 1.234,56", "1.000,00"], (), "Bedrag", "EUR", ("€",)),
        (["£1,234.56"], (), "Value", "GBP", ("£",)),
        ([1.5], ("[$€-413] #,##0.00",), "Bedrag", "EUR", ("€",)),
        ([1.5], ('_("$"* #,##0.00_)',), "Amount", None, ("$",)),
        ([1.5], ("#,##0.00",), "Bedrag (EUR)", "EUR", ()),
        ([1.5], (), "Contractwaarde in €", "EUR", ()),
        (["€ 1,50", "£ 2,50"], (), "Bedrag", None, ("£", "€")),
        ([1.5], ("[$-409]#,##0",), "Amount", None, ()),
    ],
)
def test_currency_signs_are_reported(column, formats, header, currency, symbols):
    notation = decide(column, VALUE, header=header, formats=formats)
    assert (notation.currency, notation.symbols) == (currency, symbols)


def test_a_header_that_says_thousands_and_vat():
    notation = decide([125.5], VALUE, header="Waarde (x € 1.000, excl. btw)")
    assert (notation.scale, notation.vat, notation.currency) == (1000, "EXCLUDED", "EUR")
    assert reader(notation, VALUE)(125.5) == Decimal("125500.00")


@pytest.mark.parametrize("cell", [None, "", " ", "-", "n.v.t.", "None", "N/A", "#N/B", "#N/A", "onbekend"])
def test_nothing_is_not_nought(cell):
    assert reader(decide([1.0], VALUE), VALUE)(cell) is None


def test_an_error_or_an_uncalculated_formula_is_refused():
    from imports.tables import Uncalculated

    read_value = reader(decide([1.0], VALUE), VALUE)
    assert read_value("#REF!") == Unreadable("cell_error")
    assert read_value("#DEEL/0!") == Unreadable("cell_error")
    assert read_value(Uncalculated.FORMULA) == Unreadable("formula_not_calculated")


@pytest.mark.parametrize(
    ("cell", "amount", "code"),
    [
        ("TEUR 250", "250000.00", "amount_scaled"),
        ("12,5 T€", "12500.00", "amount_scaled"),
        ("k€ 12,5", "12500.00", "amount_scaled"),
        ("rund 10.000,00 €", "10000.00", "amount_about"),
        ("env. 5 000,00 €", "5000.00", "amount_about"),
        ("€ 10.000,00 excl. btw", "10000.00", "amount_worded"),
        ("8.400,50 € HT", "8400.50", "amount_worded"),
        ("1.234,56 EUR netto", "1234.56", "amount_worded"),
    ],
)
def test_words_of_other_languages_beside_an_amount_are_said(cell, amount, code):
    found = amounts.reader("decimal-comma")(cell)
    assert (found.value, found.code) == (Decimal(amount), code)


@pytest.mark.parametrize(
    "cell", ["€ 10.000,00 per jaar", "max. € 10.000,00", "10.000,00 - 20.000,00", "> 50.000,00", "2x 500,00"]
)
def test_words_that_make_it_another_amount_refuse_it(cell):
    assert amounts.reader("decimal-comma")(cell) == Unreadable("amount_unreadable")
