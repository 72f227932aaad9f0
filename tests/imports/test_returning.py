"""A list that was exported and comes back: edits are exactly what was edited, and nothing is overwritten."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from imports.export import export_portfolio
from imports.fields import FIELDS
from relationships import models as m
from relationships.actions.contracts import change_contract, change_line
from relationships.actions.parties import change_party
from relationships.actions.relationships import change_relationship
from tests import builders
from tests.imports.books import HEADER, lines, saved

pytestmark = pytest.mark.django_db


class Book:
    """The exported workbook in somebody's hands."""

    def __init__(self, portfolio: m.Portfolio, language: str = "en") -> None:
        written = BytesIO()
        export_portfolio(portfolio, written, builders.system(), language)
        self.book = openpyxl.load_workbook(BytesIO(written.getvalue()))
        self.sheet = self.book["Portfolio"]
        labels = {field.label(language): code for code, field in FIELDS.items()}
        self.columns = {labels[cell.value]: cell.column for cell in self.sheet[1]}

    def row_of(self, number: str) -> int:
        column = self.columns["contract_number"]
        return next(
            row for row in range(2, self.sheet.max_row + 1) if self.sheet.cell(row, column).value == number
        )

    def edit(self, number: str, **values: object) -> None:
        for code, value in values.items():
            self.sheet.cell(self.row_of(number), self.columns[code]).value = value

    @property
    def content(self) -> bytes:
        return saved(self.book)


@pytest.fixture
def book(take):
    """A list of four contracts, taken in and exported again."""
    assert take([HEADER, *lines(4)]).exit_status == 0
    return Book(m.Portfolio.objects.get(name="Main"))


def counts(report):
    return {name: count for name, count in report.counts.items() if count}


def contract(number):
    return m.Contract.objects.get(number=number)


class TestEdits:
    @pytest.mark.parametrize("language", ["en", "nl"])
    def test_what_nobody_edited_is_unchanged(self, take, language):
        take([HEADER, *lines(4)])
        book = Book(m.Portfolio.objects.get(name="Main"), language)
        before = m.Contract.history.count(), m.ContractLine.history.count(), m.Relationship.history.count()
        assert counts(take(book.content)) == {"unchanged": 4}
        assert before == (
            m.Contract.history.count(),
            m.ContractLine.history.count(),
            m.Relationship.history.count(),
        )

    def test_an_edited_cell_is_exactly_that_change(self, take, book):
        book.edit(
            "C-002", title="Another title", value=5000, end=date(2027, 6, 30), subject="What it is about"
        )
        assert counts(take(book.content)) == {"updated": 1, "unchanged": 3}
        changed = contract("C-002")
        assert (changed.title, changed.value) == ("Another title", Decimal("5000"))
        assert changed.stated_end == date(2027, 6, 30)
        assert changed.lines.get().amount == Decimal("5000")
        assert changed.relationship.subject == "What it is about"
        assert changed.currency == "EUR"
        assert contract("C-001").version == 1

    def test_every_row_counts_in_the_sums_and_what_differs_from_the_lists_total_is_explained(
        self, take, book
    ):
        row, total = book.sheet.max_row + 1, "Total"
        book.sheet.cell(row, book.columns["party_name"]).value = total
        book.sheet.cell(row, book.columns["value"]).value = 1000.5 + 5000 + 3001.5 + 4002
        book.edit("C-002", value=5000)
        change_line(by=builders.system(), line=contract("C-003").lines.get(), given={"amount": "3101.50"})
        book.edit("C-004", party_name="Someone else")
        report = take(book.content, dry_run=True)
        assert report.planned.sums == {"EUR": Decimal("9102.00")}  # 1,000.50 + 5,000 + 3,101.50
        (found,) = report.list_totals
        assert (found.ours, found.difference, found.unexplained) == (9102, 3902, 0)
        assert [(each.code, each.amount, each.count) for each in found.parts] == [
            ("REFUSED", 4002, 1),
            ("KEPT", -100, 1),
        ]

    def test_an_emptied_cell_empties_the_field(self, take, book):
        book.edit("C-001", end=None, line_description=None)
        assert counts(take(book.content)) == {"updated": 1, "unchanged": 3}
        assert contract("C-001").stated_end is None
        assert contract("C-001").lines.get().description == ""

    def test_an_edited_number_renames_the_contract(self, take, book):
        book.edit("C-001", contract_number="N-1")
        assert counts(take(book.content)) == {"updated": 1, "unchanged": 3}
        assert m.Contract.objects.filter(number="N-1").count() == 1
        assert m.Contract.objects.count() == 4

    def test_a_row_left_out_is_left_alone(self, take, book):
        book.sheet.delete_rows(book.row_of("C-003"))
        assert counts(take(book.content)) == {"unchanged": 3}
        assert m.Contract.objects.count() == 4

    def test_a_row_added_is_a_new_contract(self, take, book):
        row = book.sheet.max_row + 1
        for code, value in {"contract_number": "C-900", "party_name": "Nieuw B.V.", "value": 10}.items():
            book.sheet.cell(row, book.columns[code]).value = value
        assert counts(take(book.content)) == {"created": 1, "unchanged": 4}

    def test_rows_in_another_order_are_still_themselves(self, take, book):
        rows = [[cell.value for cell in row] for row in book.sheet.iter_rows(min_row=2)]
        for at, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=1):
                book.sheet.cell(at, column).value = value
        assert counts(take(book.content)) == {"unchanged": 4}

    def test_the_counterparty_is_not_changed_by_a_list(self, take, book):
        book.edit("C-001", party_name="Someone else")
        report = take(book.content)
        assert counts(report) == {"refused": 1, "unchanged": 3}
        assert report.problems[0].code == "NOT_IN_A_LIST"
        assert m.Party.objects.count() == 4

    def test_an_edit_is_held_to_what_the_contract_holds(self, take, book):
        book.edit("C-001", end=date(2020, 1, 1))
        report = take(book.content)
        assert counts(report) == {"refused": 1, "unchanged": 3}
        assert report.problems[0].code == "END_BEFORE_START"
        assert report.problems[0].cell == f"{_letter(book, 'end')}{book.row_of('C-001')}"

    def test_of_a_row_that_is_refused_nothing_is_taken(self, take, book):
        book.edit("C-001", end=date(2020, 1, 1), subject="Not this", complexity=4, remarks="Nor this")
        take(book.content)
        held = contract("C-001")
        assert (held.remarks, held.relationship.subject) == ("", "Dienst 1")
        assert held.relationship.ratings.count() == 0

    def test_a_party_renamed_meanwhile_is_no_edit(self, take, book):
        party = contract("C-001").relationship.party
        change_party(by=_later(), party=party, given={"name": "Renamed B.V."})
        assert counts(take(book.content)) == {"unchanged": 4}

    def test_a_relationship_without_contracts_has_a_row_of_its_own(self, take, book):
        portfolio = m.Portfolio.objects.get(name="Main")
        bare = builders.relationship(None, portfolio=portfolio, subject="Nothing signed yet")
        again = Book(portfolio)
        assert counts(take(again.content)) == {"unchanged": 5}
        row = next(
            row
            for row in range(2, again.sheet.max_row + 1)
            if again.sheet.cell(row, again.columns["relationship_id"]).value == str(bare.pk)
        )
        again.sheet.cell(row, again.columns["complexity"]).value = 4
        assert counts(take(again.content)) == {"updated": 1, "unchanged": 4}
        assert bare.ratings.get(fact="complexity").value == 4
        assert bare.contracts.count() == 0


class TestContractsOnSeveralRows:
    @pytest.fixture
    def book(self, take):
        rows = [
            ["C-1", "Bakker B.V.", "Brood", "01-01-2024", "31-12-2025", 100],
            ["C-1", "Bakker B.V.", "Koek", "01-01-2024", "31-12-2025", 200],
            ["C-2", "Slager B.V.", "Worst", "01-01-2024", "31-12-2025", 300],
        ]
        take([HEADER, *rows])
        return Book(m.Portfolio.objects.get(name="Main"))

    def test_one_edited_row_is_enough(self, take, book):
        book.edit("C-1", remarks="Look at this")
        assert counts(take(book.content)) == {"updated": 1, "unchanged": 2}
        assert contract("C-1").remarks == "Look at this"

    def test_the_value_follows_an_edited_line(self, take, book):
        book.edit("C-1", value=150)
        take(book.content)
        assert contract("C-1").value == Decimal(350)

    def test_of_rows_that_say_different_things_the_first_counts_and_the_others_are_refused(self, take, book):
        first = book.row_of("C-1")
        column = book.columns["remarks"]
        book.sheet.cell(first, column).value = "one thing"
        book.sheet.cell(first + 1, column).value = "another"
        report = take(book.content)
        assert [each.code for each in report.problems] == ["ROWS_DIFFER"]
        assert contract("C-1").remarks == "one thing"

    def test_a_line_added_without_ids_counts_with_those_there(self, take, book):
        row = book.sheet.max_row + 1
        added = {
            "contract_number": "C-1",
            "party_name": "Bakker B.V.",
            "line_description": "Taart",
            "value": 50,
        }
        for code, value in added.items():
            book.sheet.cell(row, book.columns[code]).value = value
        assert counts(take(book.content)) == {"created": 1, "unchanged": 3}
        assert contract("C-1").value == Decimal(350)
        assert contract("C-1").lines.count() == 3

    def test_a_copied_row_that_was_edited_is_refused(self, take, book):
        row = book.sheet.max_row + 1
        for cell in book.sheet[book.row_of("C-2")]:
            book.sheet.cell(row, cell.column).value = cell.value
        book.sheet.cell(row, book.columns["value"]).value = 999
        report = take(book.content)
        assert [each.code for each in report.problems] == ["DUPLICATE"]
        assert contract("C-2").value == Decimal(300)


class TestConflicts:
    @pytest.fixture
    def book(self, book):
        """Edited in the list and, meanwhile, in the registry."""
        later = _later()
        change_contract(
            by=later, contract=contract("C-001"), given={"title": "Theirs", "remarks": "Meanwhile"}
        )
        book.edit("C-001", title="Ours")
        book.edit("C-002", title="Only ours")
        return book

    def test_what_changed_meanwhile_is_asked_and_nothing_is_written(self, take, book):
        report = take(book.content)
        assert report.exit_status == 3
        assert counts(report) == {"refused": 1, "updated": 1, "unchanged": 2}
        assert [each.code for each in report.questions] == ["conflicts"]
        problem = report.problems[0]
        assert problem.code == "CHANGED_MEANWHILE"
        assert "“Dienst 1”" in problem.message() and "“Theirs”" in problem.message()
        assert contract("C-001").title == "Theirs"
        assert contract("C-002").title == "Dienst 2"

    def test_the_list_can_count(self, take, book):
        report = take(book.content, answers={"conflicts": "list"})
        assert counts(report) == {"updated": 2, "unchanged": 2}
        assert contract("C-001").title == "Ours"
        assert contract("C-001").remarks == "Meanwhile"

    def test_the_registry_can_count(self, take, book):
        report = take(book.content, answers={"conflicts": "registry"})
        assert counts(report) == {"updated": 1, "unchanged": 3}
        assert contract("C-001").title == "Theirs"
        assert contract("C-002").title == "Only ours"

    def test_it_can_be_decided_row_by_row(self, take, book):
        report = take(book.content, answers={f"conflict:{book.row_of('C-001')}": "list"})
        assert report.exit_status == 0
        assert contract("C-001").title == "Ours"

    def test_what_changed_meanwhile_and_nobody_edited_stays(self, take, book):
        change_relationship(
            by=_later(), relationship=contract("C-003").relationship, given={"subject": "Newer"}
        )
        report = take(book.content, answers={"conflicts": "registry"})
        assert report.exit_status == 0
        assert contract("C-003").relationship.subject == "Newer"

    def test_the_same_edit_on_both_sides_is_none(self, take, book):
        book.edit("C-001", title="Theirs")
        assert counts(take(book.content)) == {"updated": 1, "unchanged": 3}

    def test_a_fact_rated_meanwhile_is_a_conflict(self, take, book):
        relationship = contract("C-004").relationship
        builders.rating(_later(), relationship, "complexity", 2)
        book.edit("C-001", title="Theirs")
        book.edit("C-004", complexity=5)
        report = take(book.content)
        assert [each.code for each in report.problems] == ["CHANGED_MEANWHILE"]


def _later():
    return builders.system(builders.NOW + timedelta(hours=1))


def _letter(book, code):
    return openpyxl.utils.get_column_letter(book.columns[code])
