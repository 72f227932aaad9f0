"""What stands in an exported workbook, and how it is made to be used and printed."""

import zipfile
from datetime import date
from io import BytesIO

import pytest

from imports.export import of_portfolio
from relationships import verdicts
from tests import builders
from tests.imports.export.reading import bytes_of, exported, table

pytestmark = pytest.mark.django_db
SHEETS = [
    "Instructions",
    "Portfolio",
    "Relationships",
    "Parties",
    "Principles",
    "Deadlines",
    "Dashboard",
    "Lists",
]
TABLES = ("portfolio", "relationships", "parties", "principles", "deadlines")


@pytest.fixture
def book(portfolio):
    verdicts.compute_pending()
    return exported(portfolio)


def page_of(book, name):
    return next(page for page in book if name in page.tables)


def test_the_sheets_stand_in_order_in_both_languages(portfolio, book):
    assert book.sheetnames == SHEETS
    dutch = exported(portfolio, language="nl")
    assert [next(iter(page.tables), None) for page in dutch] == [
        next(iter(page.tables), None) for page in book
    ]
    assert page_of(dutch, "portfolio")["F1"].value == "Wederpartij"
    assert page_of(book, "portfolio")["F1"].value == "Counterparty"


@pytest.mark.parametrize("name", TABLES)
def test_each_list_is_a_table_that_covers_its_rows(book, name):
    page = page_of(book, name)
    found = page.tables[name]
    assert found.ref == page.dimensions
    assert found.autoFilter.ref == found.ref
    assert [each.name for each in found.tableColumns] == [cell.value for cell in page[1]]
    assert page.freeze_panes.endswith("2")
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.print_title_rows == "$1:$1"


def test_columns_have_names_that_are_the_same_in_every_language(portfolio, book):
    dutch = exported(portfolio, language="nl")
    assert set(book.defined_names) == set(dutch.defined_names)
    assert book.defined_names["portfolio_contract_number"].attr_text == "'Portfolio'!$S$2:$S$16"
    assert book.defined_names["relationships_verdict"].attr_text == "'Relationships'!$E$2:$E$11"
    assert book.defined_names["list_our_role"].attr_text == "'Lists'!$A$2:$A$3"


def test_cells_offer_words_and_take_ranges(book):
    allowed = {str(each.sqref): each for each in book["Portfolio"].data_validations.dataValidation}
    names = {cell.value: cell.column_letter for cell in book["Portfolio"][1]}

    def of(header):
        return allowed[f"{names[header]}2:{names[header]}1048576"]

    assert (of("Our role").type, of("Our role").formula1) == ("list", "list_our_role")
    assert of("Status").errorStyle in (None, "stop")
    assert of("Currency").errorStyle == "warning"
    assert [of("Complexity").type, of("Complexity").formula1, of("Complexity").formula2] == [
        "whole",
        "1",
        "5",
    ]
    assert of("Start").type == "date"
    assert of("End").errorStyle == "warning"
    assert (of("Annual value").type, of("Annual value").operator) == ("decimal", "greaterThanOrEqual")


def test_ids_are_hidden_and_facts_folded_away(book):
    page = book["Portfolio"]
    letters = {cell.value: cell.column_letter for cell in page[1]}

    def look(header):
        dimension = page.column_dimensions[letters[header]]
        return dimension.hidden, dimension.outlineLevel

    assert look("Counterpart contract id")[0] is True
    assert look("Complexity") == (True, 1)
    assert look("Contract number") == (False, 0)


def test_verdicts_and_results_have_colours(book):
    for name, words in (
        ("Relationships", {"Fits", "Misfit"}),
        ("Principles", {"Compliant", "Not compliant"}),
    ):
        rules = [rule for area in book[name].conditional_formatting for rule in area.rules]
        said = {rule.formula[0].strip('"') for rule in rules}
        assert words <= said
        assert all(rule.dxf.fill.bgColor.rgb for rule in rules)


def test_amounts_days_and_texts_are_cells_of_their_kind(book):
    (row,) = [each for each in table(book["Portfolio"]) if each["Contract number"] == "OPTIONS"]
    assert (row["Contract value"], row["Start"].date()) == (12345.67, date(2024, 1, 1))
    assert (row["KvK number"], row["Our role"], row["Status"]) == ("01234567", "Customer", "Active")
    (old,) = [each for each in table(book["Portfolio"]) if each["Contract number"] == "OPEN"]
    assert (old["Start"].date(), old["End"]) == (date(1900, 1, 15), "open-ended")


def test_a_relationship_shows_type_trust_verdict_and_principles(book):
    row = table(book["Relationships"])[0]
    assert row["Chosen type"] == "Contracted standard delivery"
    trust = ("Trust target", "Required trust", "Actual: customer trusts supplier")
    assert [row[each] for each in trust] == [2, 2, 3]
    assert (row["Actual: supplier trusts customer"], row["Mutual actual trust"]) == (2, 2)
    assert row["Verdict"] == "Fits"
    assert "Type fits" in row["Flags"]
    results = table(book["Principles"])[0]
    assert next(code for code in results if code.startswith("P") and len(code) == 2) == "P1"


def test_what_is_not_computed_yet_says_so(portfolio):
    from principles.models import Compliance
    from relationships.models import Verdict

    Verdict.objects.all().delete()
    Compliance.objects.all().delete()
    book = exported(portfolio)
    assert {row["Verdict"] for row in table(book["Relationships"])} == {"Being computed"}
    assert {row["P1"] for row in table(book["Principles"])} == {"Being computed"}


def test_money_is_never_added_across_currencies(book):
    row = next(each for each in table(book["Parties"]) if each["Name"] == "Bakker B.V.")
    assert row["Worth, by currency"] == "EUR 15,655.92; USD 99.99"
    assert row["Worth in EUR"] == 15655.92
    assert row["Currencies without a rate"] == "USD"
    texts = [
        cell.value for row in book["Dashboard"].iter_rows() for cell in row if isinstance(cell.value, str)
    ]
    assert "Left out, since no rate is known: USD 99.99." in texts


def test_the_dashboard_draws_what_stands_beside_it(book):
    kinds = [type(each).__name__ for each in book["Dashboard"]._charts]
    assert kinds == ["BarChart", "BarChart", "BubbleChart", "BarChart", "BarChart"]
    assert book["Dashboard"].print_area.startswith("'Dashboard'!$A$1:$I$")


def test_the_first_page_says_what_when_how_and_by_whom(portfolio):
    book = exported(portfolio, phase="OPERATION")
    said = {row[0]: row[1] for row in book["Instructions"].iter_rows(values_only=True) if row[0]}
    assert said["What"] == "Main"
    assert said["When"].startswith("2026-11-20 ")
    assert said["Filter"] == "phase = OPERATION"
    assert said["Portfolio"] == 6
    assert book.properties.title == "Main"
    assert book.properties.creator == said["By whom"]


def test_a_deadline_is_listed_with_the_days_left(book):
    rows = {row["Contract"]: row for row in table(book["Deadlines"])}
    assert rows["TACIT"]["Notice deadline"].date() == date(2027, 9, 30)
    assert rows["TACIT"]["Days left"] == 314
    assert list(rows)[-1] != "TACIT"


def test_an_empty_portfolio_is_a_workbook_too(db):
    book = exported(builders.portfolio(name="Leeg"))
    assert [page.max_row for page in book if page.tables] == [1, 1, 1, 1, 1]
    assert page_of(book, "portfolio").tables["portfolio"].ref.endswith("2")


def test_the_package_holds_no_part_twice(portfolio):
    with zipfile.ZipFile(BytesIO(bytes_of(of_portfolio(portfolio, builders.system())))) as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        assert package.testzip() is None


def test_reading_a_list_takes_as_many_queries_for_one_as_for_three(django_assert_num_queries, db):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(count):
        home = builders.portfolio()
        for _each in range(count):
            one = builders.relationship(portfolio=home)
            builders.line(builders.contract(None, one, number="1", currency="EUR"), amount="5")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            bytes_of(of_portfolio(home, builders.system()))
        return len(captured)

    assert queries(1) == queries(3)
