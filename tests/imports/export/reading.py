"""An exported workbook in a test's hands."""

from io import BytesIO

import openpyxl

from imports.export import of_list, of_portfolio, workbook
from imports.fields import FIELDS
from relationships import models as m
from tests import builders
from tests.imports.books import saved


def bytes_of(chosen, language="en"):
    return b"".join(workbook(chosen, language))


def book_of(chosen, language="en"):
    return openpyxl.load_workbook(BytesIO(bytes_of(chosen, language)))


def exported(portfolio=None, by=None, language="en", **given):
    """The workbook of a portfolio, else of all relationships."""
    by = by or builders.system()
    chosen = of_portfolio(portfolio, by, given) if portfolio else of_list(m.Relationship, given, by)
    return book_of(chosen, language)


def table(page):
    """The rows of a sheet's table as dictionaries by header."""
    header, *rows = page.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows if any(each is not None for each in row)]


class Portfolio:
    """The sheet of the list, addressed by contract number and field."""

    def __init__(self, content, language="en"):
        self.book = openpyxl.load_workbook(BytesIO(content))
        self.sheet = self.book["Portfolio"]
        labels = {field.label(language): code for code, field in FIELDS.items()}
        self.columns = {labels[cell.value]: cell.column for cell in self.sheet[1]}

    def cell(self, number, code):
        column = self.columns["contract_number"]
        for row in range(2, self.sheet.max_row + 1):
            if self.sheet.cell(row, column).value == number:
                return self.sheet.cell(row, self.columns[code])
        raise LookupError(number)

    @property
    def content(self):
        return saved(self.book)
