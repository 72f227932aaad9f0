"""Lists whose shape or cells are odd: hidden, far off, without header, spoilt by a program."""

from datetime import date
from typing import Any

import openpyxl

from tests.imports.books import book_of, saved
from tests.imports.layouts.layout import Layout
from tests.imports.workbook.odd_files import ods, ods_rows, xlsb

_SAME: list[list[Any]] = [
    ["Contractnummer", "Leverancier", "Omschrijving", "Ingangsdatum", "Einddatum", "Contractwaarde"],
    ["P-001", "Noord Bouw B.V.", "Dakherstel", "13-01-2024", "31-12-2025", 125000.5],
    ["P-002", "Zuid Advies B.V.", "Advies", "01-02-2024", "31-01-2026", 48000],
    ["P-003", "Noord Bouw B.V.", "Schilderwerk", "15-03-2024", "14-03-2025", 9750.25],
]
_SAME_FIELDS = {
    "Contractnummer": "contract_number",
    "Leverancier": "party_name",
    "Omschrijving": "title",
    "Ingangsdatum": "start",
    "Einddatum": "end",
    "Contractwaarde": "value",
}


def _same(name: str, content: bytes, **changed: Any) -> Layout:
    """The plain list of three contracts, in the file that it is kept in here."""
    figures: dict[str, Any] = {
        "fields": _SAME_FIELDS,
        "header_row": 1,
        "rows": 3,
        "contracts": 3,
        "parties": 2,
        "sums": {"EUR": "182750.75"},
        "terms": {
            "P-001": ("2024-01-13", "2025-12-31", "FIXED"),
            "P-002": ("2024-02-01", "2026-01-31", "FIXED"),
            "P-003": ("2024-03-15", "2025-03-14", "FIXED"),
        },
    }
    return Layout(name=name, content=content, **{**figures, **changed})


def open_document() -> Layout:
    return _same("open_document.ods", ods(ods_rows(_SAME)), sheet="Lijst")


def binary() -> Layout:
    return _same("binary.xlsb", xlsb(_SAME), sheet="Lijst")


def hidden() -> Layout:
    """A filtered list: a hidden row and a hidden column count, a hidden sheet doesn't."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Contracten"
    for row in _SAME:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["F"].hidden = True
    old = book.create_sheet("Oud 2019")
    for row in [_SAME[0], *[["X-1", "Weg B.V.", "Oud", "01-01-2015", "31-12-2016", 1.0]] * 9]:
        old.append(row)
    old.sheet_state = "hidden"
    return _same("hidden.xlsx", saved(book), notes=("hidden_columns", "hidden_rows", "sheet_chosen"))


def several_sheets() -> Layout:
    """A reading guide, the list, and a sheet with the words to choose from."""
    book = openpyxl.Workbook()
    book.active.title = "Leeswijzer"
    for line in ("Contractenlijst 2024", "Vul alleen het tabblad Contracten in.", "Vragen? Bel inkoop."):
        book.active.append([line])
    sheet = book.create_sheet("Contracten")
    for row in _SAME:
        sheet.append(row)
    choices = book.create_sheet("Keuzelijsten")
    for pair in [
        ("Procedure", "Status"),
        ("Europees", "Actief"),
        ("Nationaal", "Verlopen"),
        ("Onderhands", ""),
    ]:
        choices.append(pair)
    return _same("several_sheets.xlsx", saved(book), notes=("sheet_chosen",))


def far_off() -> Layout:
    """The header begins in column C of row 7; something was left behind far below and far to the right."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Contracten"
    sheet["C3"] = "Overzicht lopende contracten"
    for at, row in enumerate(_SAME, start=7):
        for column, cell in enumerate(row, start=3):
            sheet.cell(at, column, cell)
    sheet["C900"] = "laatst bijgewerkt door JB"
    return _same("far_off.xlsx", saved(book), header_row=7, notes=("footnotes", "rows_above"))


def headless() -> Layout:
    """Rows only: the columns are known by their cells, the number has to be named."""
    rows = [
        ["H-1", "Bakker B.V.", date(2024, 1, 15), date(2025, 1, 14), 12000.55, "55520000-1"],
        ["H-2", "Slager N.V.", date(2024, 2, 1), date(2026, 1, 31), 8000.10, "90910000-9"],
        ["H-3", "Groenteman B.V.", date(2024, 3, 1), date(2025, 2, 28), 450.95, "55520000-1"],
        ["H-4", "Melkboer V.O.F.", date(2024, 4, 1), date(2025, 3, 31), 999.99, "15500000-3"],
    ]
    return Layout(
        name="headless.xlsx",
        content=book_of(rows),
        fields={
            "A": "contract_number",
            "B": "party_name",
            "C": "start",
            "D": "end",
            "E": "value",
            "F": "cpv",
        },
        header_row=None,
        rows=4,
        contracts=4,
        parties=4,
        sums={"EUR": "21451.59"},
        terms={"H-1": ("2024-01-15", "2025-01-14", "FIXED"), "H-4": ("2024-04-01", "2025-03-31", "FIXED")},
        given={"fields": {"A": "contract_number"}},
        notes=("header_absent", "proposed_by_content"),
    )


def words_for_dates() -> Layout:
    """Words and far-off days for an end that is open, errors for nothing, all ways to say yes."""
    rows = [
        ["Contractnr", "Contractpartij", "Onderwerp", "Begindatum", "Einddatum", "Uiterlijk opzeggen vóór",
         "Bedrag",
         "Verwerkersovereenkomst", "Stilzwijgende verlenging", "Opties"],
        ["W-1", "Alfa B.V.", "Beheer", "21-4-'21", "onbepaald", "#N/B", "€ 1.000,00", "ja", "x", "#N/B"],
        ["W-2", "Beta B.V.", "Licenties", "1 mrt 2022", "n.v.t.", "n.v.t.", "€ 2.500,50", "j", "1", "nee"],
        ["W-3", "Gamma B.V.", "Onderhoud", "2021", "31-12-9999", "None", "pm", "x", "nee", "geen"],
        ["W-4", "Delta B.V.", "Advies", "31/12/23", "31-12-2025", "31-10-2025", "1,2 mln", "N/A", "n",
         "2x12"],
        ["W-5", "Epsilon B.V.", "Inhuur", "01-06-2024", "Tot wederopzegging", "", "(250,00)", "in overleg",
         "yes", "-"],
        ["W-6", "Zèta B.V.", "Post", "01-07-2024", "30-02-2025", "", "€ 10,00", "nee", "0", ""],
    ]  # fmt: skip
    return Layout(
        name="words_for_dates.xlsx",
        content=book_of(rows, "Contracten"),
        fields={
            "Contractnr": "contract_number",
            "Contractpartij": "party_name",
            "Onderwerp": "title",
            "Begindatum": "start",
            "Einddatum": "end",
            "Uiterlijk opzeggen vóór": "notice_date",
            "Bedrag": "value",
            "Verwerkersovereenkomst": "dpa",
            "Stilzwijgende verlenging": "tacit_renewal",
            "Opties": "options",
        },
        header_row=1,
        rows=6,
        contracts=5,
        parties=5,
        # 1,000.00 + 2,500.50 + 1,200,000 - 250.00; the sixth row is refused
        sums={"EUR": "1203250.50"},
        terms={
            "W-1": ("2021-04-21", None, "OPEN_ENDED"),
            "W-2": ("2022-03-01", None, "OPEN_ENDED"),
            "W-3": ("2021-01-01", None, "OPEN_ENDED"),
            "W-4": ("2023-12-31", "2025-12-31", "FIXED_OPTIONS"),
            "W-5": ("2024-06-01", None, "OPEN_ENDED"),
        },
        notes=(
            "amount_pro_memoria",
            "amount_scaled",
            "boolean_unknown",
            "date_before",
            "date_short_year",
            "date_year_only",
            "options_unit",
        ),
        problems=(("E7", "date_impossible"),),
    )


def lost_zeros() -> Layout:
    """Numbers that a spreadsheet stripped of their noughts, and cells with two names or a place."""
    rows = [
        ["Contract nr", "Crediteurnummer", "Leverancier", "KvK nr.", "CPV-code", "Kostenplaats", "Startdatum",
         "Waarde"],
        ["000123", "00100234", "Bakker Catering B.V.\nDelft", 1234567, 9134100, "04210", "01-01-2024", 1000],
        ["000124", "00100235", "Slager B.V.\nGroenteman B.V.", "12345678", "55520000-1", "04211",
         "15-01-2024", 2000],
        [125, 100236, "Melk\u00a0&\u00a0Meer  B.V.", 7654321.0, "15500000-3 Zuivel", 4212, "01-02-2024",
         3000.75],
        ["000126", "00100234", "BAKKER CATERING BV", 1234567, "55520000", "04210", "01-03-2024", 4000],
    ]  # fmt: skip
    return Layout(
        name="lost_zeros.xlsx",
        content=book_of(rows, "Contracten"),
        fields={
            "Contract nr": "contract_number",
            "Crediteurnummer": "creditor_number",
            "Leverancier": "party_name",
            "KvK nr.": "kvk",
            "CPV-code": "cpv",
            "Kostenplaats": "cost_centre",
            "Startdatum": "start",
            "Waarde": "value",
        },
        header_row=1,
        rows=4,
        contracts=4,
        parties=3,
        sums={"EUR": "10000.75"},
        terms={
            "000123": ("2024-01-01", None, ""),
            "000125": ("2024-02-01", None, ""),
        },
        notes=("place_in_cell", "several_parties", "zeros_restored"),
    )


def never_calculated() -> Layout:
    """Written by a program that leaves the formulas to Excel: their results aren't in the file."""
    rows = [
        ["Contractnummer", "Leverancier", "Ingangsdatum", "Einddatum", "Contractwaarde"],
        ["F-1", "Rekenaar B.V.", "13-01-2024", "12-01-2026", 1000],
        ["F-2", "Rekenaar B.V.", "14-01-2024", "=EDATE(C3,24)", 2000],
        ["F-3", "Teller B.V.", "15-01-2024", "14-01-2026", "=E2+E3"],
        ["F-4", "Teller B.V.", "16-01-2024", "15-01-2026", "#VERW!"],
        ["F-5", "Teller B.V.", "17-01-2024", "16-01-2026", "vijfduizend"],
        ["F-6", "Teller B.V.", "18-01-2024", "17-01-2026", 6000],
    ]
    return Layout(
        name="never_calculated.xlsx",
        content=book_of(rows, "Contracten"),
        fields={
            "Contractnummer": "contract_number",
            "Leverancier": "party_name",
            "Ingangsdatum": "start",
            "Einddatum": "end",
            "Contractwaarde": "value",
        },
        header_row=1,
        rows=6,
        contracts=2,
        parties=2,
        sums={"EUR": "7000.00"},
        terms={"F-1": ("2024-01-13", "2026-01-12", "FIXED"), "F-6": ("2024-01-18", "2026-01-17", "FIXED")},
        problems=(
            ("D3", "formula_not_calculated"),
            ("E4", "formula_not_calculated"),
            ("E5", "cell_error"),
            ("E6", "amount_unreadable"),
        ),
    )


def undecided() -> Layout:
    """Nothing in the columns decides between two readings: everything is asked, nothing guessed."""
    rows = [
        ["Contract No", "Supplier", "Start date", "End date", "Value", "Notice period"],
        ["U-1", "One Ltd", "03-04-2024", "02-04-2026", "1,234", "3"],
        ["U-2", "Two Ltd", "05-06-2024", "04-06-2026", "25,000", "6"],
        ["U-3", "Two Ltd", "07-08-2024", "06-08-2026", "310,500", "3"],
    ]
    return Layout(
        name="undecided.xlsx",
        content=book_of(rows, "Contracten"),
        fields={
            "Contract No": "contract_number",
            "Supplier": "party_name",
            "Start date": "start",
            "End date": "end",
            "Value": "value",
            "Notice period": "notice_period",
        },
        header_row=1,
        rows=3,
        contracts=3,
        parties=2,
        sums={"EUR": "336734.00"},
        terms={"U-1": ("2024-04-03", "2026-04-02", "FIXED"), "U-3": ("2024-08-07", "2026-08-06", "FIXED")},
        questions=(
            "date_notation:start",
            "date_notation:end",
            "amount_notation:value",
            "period_unit:notice_period",
        ),
        answers={
            "date_notation:start": "day-first",
            "date_notation:end": "day-first",
            "amount_notation:value": "decimal-point",
            "period_unit:notice_period": "months",
        },
    )
