"""Columns find their field by header, by cells or by hand; the better claim wins."""

import pytest

from imports import columns, workbook
from imports.findings import MappingRefused
from tests.imports.books import book_of


def recognised(header, *rows, **given):
    table = workbook.read(book_of([header, *rows]))
    return {one.header: one for one in columns.recognise(table, **given)}


def fields(*args, **given):
    return {header: one.field for header, one in recognised(*args, **given).items()}


ROWS = [["Bakker B.V.", f"1{at}-04-2024", 100.5 + at, f"toelichting {at}"] for at in range(6)]
HEADER = ["Leverancier", "Ingangsdatum", "Bedrag", "Omschrijving"]


def test_a_surer_header_takes_the_field_and_the_other_finds_its_own():
    header = ["Leverancier", "Contractnaam", "Omschrijving", "Bedrag"]
    rows = [["A", f"Contract {at}", f"Iets {at}", at] for at in range(4)]
    assert fields(header, *rows)["Omschrijving"] == "description"
    assert fields(HEADER, *ROWS)["Omschrijving"] == "title"


def test_two_columns_never_claim_one_field():
    header = ["Leverancier", "Contractwaarde", "Totale waarde"]
    found = recognised(header, *[["A", 1.5, 2.5] for _ in range(4)])
    assert [one.field for one in found.values()] == ["party_name", "value", None]
    reason = found["Totale waarde"].reason
    assert (
        reason.message()
        == '"Totale waarde" could be Contract value, but column "Contractwaarde" fits that better.'
    )


def test_members_of_a_consortium_may_fill_several_columns():
    header = ["Leverancier", "Combinant", "Combinanten", "Bedrag"]
    found = fields(header, *[["A", "B", "C", 1] for _ in range(4)])
    assert found["Combinant"] == found["Combinanten"] == "consortium_member"


def test_a_header_that_its_cells_contradict_is_left_unplaced():
    found = recognised(["Leverancier", "Einddatum", "Bedrag"], *[["A", "zie dossier", 1] for _ in range(6)])
    assert found["Einddatum"].field is None
    assert found["Einddatum"].reason.code == "unplaced_content"


def test_vat_as_amounts_and_vat_as_words():
    amounts = fields(["Leverancier", "Bedrag", "BTW"], *[["A", 100, 21.5] for _ in range(4)])
    words = fields(["Leverancier", "Bedrag", "BTW"], *[["A", 100, "excl."] for _ in range(4)])
    assert (amounts["BTW"], words["BTW"]) == ("vat_amount", "vat")


def test_vat_rates_are_no_word_for_vat():
    rates = recognised(["Leverancier", "Bedrag", "BTW"], *[["A", 100, "21%"] for _ in range(4)])
    assert (rates["BTW"].field, rates["BTW"].reason.code) == (None, "unplaced_content")


def test_a_term_that_holds_dates_is_no_term():
    rows = [["A", f"1{at}-01-2024", f"1{at}-01-2026"] for at in range(4)]
    assert fields(["Leverancier", "Ingangsdatum", "Looptijd"], *rows)["Looptijd"] is None
    rows = [["A", f"1{at}-01-2024", f"2{at} maanden"] for at in range(4)]
    assert fields(["Leverancier", "Ingangsdatum", "Looptijd"], *rows)["Looptijd"] == "term_months"


def test_terms_in_days_are_no_months():
    rows = [["A", f"1{at}-01-2024", f"{at}5 dias"] for at in range(1, 5)]
    assert (
        fields(["Adjudicatário", "Data de início", "Prazo de execução"], *rows)["Prazo de execução"] is None
    )


def test_of_two_equal_headers_the_one_that_says_contract_goes_first():
    rows = [["A", f"1{at}-01-2024", f"1{at}-02-2024"] for at in range(1, 5)]
    found = fields(["Supplier", "Start date", "Contract start date"], *rows)
    assert found == {"Supplier": "party_name", "Start date": None, "Contract start date": "start"}


def test_a_word_of_two_meanings_goes_by_its_cells():
    offices = fields(["Auftragnehmer", "Amt"], *[["A GmbH", "Bauamt"], ["B GmbH", "Schulamt"]])
    amounts = fields(["Supplier", "Amt"], *[["A Ltd", 100.5], ["B Ltd", 200]])
    assert (offices["Amt"], amounts["Amt"]) == ("department", "value")


def test_a_text_too_long_for_a_title_is_a_description():
    rows = [["A", "x" * 301, 5.5], ["B", "kort", 6.5], ["C", "kort", 6.5]]
    assert fields(["Leverancier", "Omschrijving", "Bedrag"], *rows)["Omschrijving"] == "description"


def test_unplaced_columns_are_listed_with_samples():
    found = recognised([*HEADER, "Kleurcode"], *[[*row, "rood"] for row in ROWS])
    assert found["Kleurcode"].status == "unplaced"
    assert found["Kleurcode"].samples == ("rood",)
    assert found["Kleurcode"].as_json() == {
        "header": "Kleurcode",
        "field": None,
        "confidence": 0.0,
        "notation": None,
    }


def test_a_spelling_mistake_is_proposed():
    found = recognised(["Leveranceir", "Ingangsdatum", "Bedrag"], *[row[:3] for row in ROWS])
    assert (found["Leveranceir"].field, found["Leveranceir"].status) == ("party_name", "proposed")


class TestByCells:
    def test_cpv_codes_and_kvk_numbers(self):
        header = ["Leverancier", "Kolom1", "Kolom2"]
        rows = [[f"Bedrijf {at % 5} B.V.", f"5552000{at % 3}-1", 12345670 + at % 5] for at in range(20)]
        assert fields(header, *rows) == {"Leverancier": "party_name", "Kolom1": "cpv", "Kolom2": "kvk"}

    def test_eight_digits_that_do_not_go_with_the_party_are_no_kvk_numbers(self):
        rows = [[f"Bedrijf {at % 5} B.V.", 45082129 + at, 1] for at in range(20)]
        assert fields(["Leverancier", "Kolom1", "Kolom2"], *rows)["Kolom1"] is None

    def test_a_list_without_headers(self):
        rows = [[f"Bedrijf {at} B.V.", f"1{at}-01-2024", f"1{at}-01-2026", 1000.55 + at] for at in range(9)]
        table = workbook.read(book_of(rows))
        found = [(one.header, one.field, one.status) for one in columns.recognise(table)]
        assert found == [
            ("A", "party_name", "proposed"),
            ("B", "start", "proposed"),
            ("C", "end", "proposed"),
            ("D", "value", "proposed"),
        ]


class TestByHand:
    def test_a_field_given_by_hand_wins(self):
        found = recognised(HEADER, *ROWS, fields={"omschrijving": "remarks", "BEDRAG": "annual_value"})
        assert (found["Omschrijving"].field, found["Bedrag"].field) == ("remarks", "annual_value")
        assert found["Bedrag"].confidence == 1.0

    def test_a_column_is_left_out_by_hand(self):
        found = recognised(HEADER, *ROWS, fields={"Bedrag": "-"})
        assert (found["Bedrag"].field, found["Bedrag"].reason.code) == (None, "unplaced_by_hand")

    def test_a_column_is_named_by_its_letter(self):
        assert fields(HEADER, *ROWS, fields={"C": "spent"})["Bedrag"] == "spent"

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"fields": {"Nergens": "value"}}, "header_unknown"),
            ({"fields": {"Bedrag": "nothing"}}, "field_unknown"),
            ({"fields": {"Bedrag": "value", "Omschrijving": "value"}}, "field_twice"),
            ({"notations": {"Bedrag": "day-first"}}, "notation_unknown"),
        ],
    )
    def test_what_does_not_fit_is_refused(self, given, code):
        with pytest.raises(MappingRefused) as refused:
            recognised(HEADER, *ROWS, **given)
        assert refused.value.code == code

    def test_a_question_is_answered_by_its_code_or_by_a_notation(self):
        rows = [["A", "03-04-2024", "1,234"], ["B", "05-06-2024", "25,000"]]
        header = ["Leverancier", "Ingangsdatum", "Bedrag"]
        table = workbook.read(book_of([header, *rows]))
        asked = columns.questions(columns.recognise(table))
        assert [question.code for question in asked] == ["date_notation:start", "amount_notation:value"]
        answered = columns.recognise(
            table, answers={"date_notation:start": "day-first"}, notations={"Bedrag": "decimal-point"}
        )
        assert columns.questions(answered) == ()
        assert [one.notation.code for one in answered] == ["text", "day-first", "decimal-point"]
        with pytest.raises(MappingRefused) as refused:
            columns.recognise(table, answers={"date_notation:start": "year-first"})
        assert refused.value.code == "answer_unknown"


def test_a_list_without_a_party_says_so():
    table = workbook.read(book_of([["Contractnummer", "Bedrag"], *[[f"C{at}", at] for at in range(4)]]))
    assert columns.missing(columns.recognise(table)) == ("party_name",)
