"""Names, codes, identifiers, booleans and choices."""

import pytest

from imports.fields import FIELDS
from imports.notation import Interpreted, Unreadable, decide, reader


def read(code, cell, formats=()):
    field = FIELDS[code]
    return reader(decide([cell], field, formats=formats), field)(cell)


@pytest.mark.parametrize("cell", ["ja", "J", "x", 1, "yes", True, "Waar", "1"])
def test_yes(cell):
    assert read("sme", cell) is True


@pytest.mark.parametrize("cell", ["nee", "N", 0, "no", False, "geen"])
def test_no(cell):
    assert read("sme", cell) is False


def test_neither_yes_nor_no_is_unknown():
    assert read("sme", "misschien") == Interpreted(None, "boolean_unknown")


@pytest.mark.parametrize(
    ("code", "cell", "text"),
    [
        ("contract_number", 45082129, "45082129"),
        ("contract_number", 45082129.0, "45082129"),
        ("contract_number", "00123", "00123"),
        ("contract_number", "=1+1", "=1+1"),
        (
            "department",
            "Planning,  Infrastructure\n& Economic\tDevelopment",
            "Planning, Infrastructure & Economic Development",
        ),
        ("title", "Café\u00a0‘t Hoekje", "Café ‘t Hoekje"),
        ("description", "first\r\nsecond\tthird", "first\nsecond\tthird"),
        ("kvk", "01234567", "01234567"),
        ("kvk", "0123 4567", "01234567"),
        ("cpv", "55520000-1", "55520000-1"),
        ("cpv", "55520000-1 Catering", "55520000-1"),
        ("currency", "eur", "EUR"),
        ("currency", "€", "EUR"),
    ],
)
def test_text_is_kept_as_it_is_meant(code, cell, text):
    assert read(code, cell) == text


@pytest.mark.parametrize(
    ("code", "cell", "text"),
    [
        ("kvk", 1234567, "01234567"),
        ("kvk", 1234567.0, "01234567"),
        ("cpv", 3000000, "03000000"),
        ("identifier_duns", 12345678, "012345678"),
    ],
)
def test_lost_zeros_are_restored_with_a_note(code, cell, text):
    found = read(code, cell)
    assert (found.value, found.code) == (text, "zeros_restored")


def test_the_zeros_that_a_format_shows_are_restored():
    assert read("cost_centre", 4210, formats=("00000",)).value == "04210"


@pytest.mark.parametrize(
    ("code", "cell", "problem"),
    [
        ("title", "x" * 301, "name_too_long"),
        ("party_name", "x" * 10_000, "name_too_long"),
        ("title", "a\x00b", "control_characters"),
        ("title", "a\x07b", "control_characters"),
        ("description", "a\ud800b", "control_characters"),
        ("kvk", "123", "kvk_unreadable"),
        ("kvk", "abcdefgh", "kvk_unreadable"),
        ("cpv", "catering", "cpv_unreadable"),
        ("currency", "$", "currency_unreadable"),
        ("trust_target", "hoog", "integer_unreadable"),
        ("trust_target", 2.5, "integer_unreadable"),
        ("chosen_type", "PARTNER", "choice_unknown"),
    ],
)
def test_what_cannot_be_kept_is_refused(code, cell, problem):
    found = read(code, cell)
    assert isinstance(found, Unreadable)
    assert found.code == problem


@pytest.mark.parametrize(
    ("code", "cell", "stored"),
    [
        ("chosen_type", "Gemengd team", "INTEGRATED"),
        ("chosen_type", "call-off", "CALL_OFF"),
        ("chosen_type", "CALL_OFF", "CALL_OFF"),
        ("our_role", "klant", "CUSTOMER"),
        ("status", "Lopend", "ACTIVE"),
        ("status", "Beëindigd", "ENDED"),
        ("procedure", "Meervoudig onderhands", "PRIVATE"),
        ("procedure", "Europees", "EUROPEAN"),
        ("vat", "excl. btw", "EXCLUDED"),
    ],
)
def test_words_stand_for_codes(code, cell, stored):
    assert read(code, cell) == stored


def test_an_unknown_status_is_unknown_and_said():
    assert read("status", "blauw").code == "choice_not_known"


def test_the_first_line_is_the_name_and_the_second_the_place():
    found = read("party_name", "JENKINS  RTS LLC \nSAN MARTIN CA")
    assert (found.name, found.place) == ("JENKINS RTS LLC", "SAN MARTIN CA")


def test_two_companies_in_a_cell_are_said():
    found = read("party_name", "Bakker B.V.\nSlager Ltd")
    assert (found.value, found.code) == (("Bakker B.V.", None), "several_parties")


def test_several_members_in_a_cell():
    assert read("consortium_member", "A BV; B BV\nC BV") == ("A BV", "B BV", "C BV")


def test_texts_of_one_width_show_the_zeros_that_numbers_lost():
    field = FIELDS["contract_number"]
    column = ["00123", "00124", 125, "00126"]
    read = reader(decide(column, field), field, column)
    assert [getattr(each, "value", each) for each in map(read, column)] == [
        "00123",
        "00124",
        "00125",
        "00126",
    ]


@pytest.mark.parametrize(
    "column", [["00123", "124", 125], ["00123", 124], ["A1", "A2", 3], ["00123", "00124", 123456]]
)
def test_texts_of_other_widths_show_no_zeros(column):
    assert decide(column, FIELDS["contract_number"]).pad == 0


def test_a_portuguese_number_gets_its_country_and_a_foreign_one_keeps_its_own():
    field = FIELDS["identifier_vat"]
    column = ["501442600", "ESB12345674"]
    read = reader(decide(column, field, header="NIF"), field, column, "NIF")
    assert (read(column[0]).value, read(column[0]).code) == ("PT501442600", "vat_prefixed")
    assert read(column[1]) == "ESB12345674"
    assert reader(decide(column, field, header="VAT number"), field)(column[0]) == "501442600"


@pytest.mark.parametrize(
    ("cell", "code"),
    [("Nederland", "NL"), ("the Netherlands", "NL"), ("België", "BE"), ("UK", "GB"), ("Royaume-Uni", "GB"),
     ("DE", "DE"), ("DEU", "DE"), ("Utopia", "Utopia")],
)  # fmt: skip
def test_a_country_by_its_name(cell, code):
    field = FIELDS["party_country"]
    assert reader(decide([cell], field), field)(cell) == code


def test_s_and_o_are_yes_only_where_they_stand_against_n():
    field = FIELDS["sme"]

    def told(column):
        notation = decide(column, field)
        return notation.code, [getattr(each, "value", each) for each in map(reader(notation, field), column)]

    assert told(["S", "N", "n/a", "s"]) == ("s-n", [True, False, None, True])
    assert told(["O", "N"]) == ("o-n", [True, False])
    assert told(["S", "M", "L"]) == ("yes-no", [None, None, None])
