"""Lists of Dutch organisations."""

from datetime import date

import openpyxl

from tests.imports.books import saved
from tests.imports.layouts.layout import Layout, written


def municipality() -> Layout:
    """Title rows, and a header of two rows of which the upper one is merged over groups of columns."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Contracten"
    sheet["A1"] = "Gemeente Voorbeeldstad"
    sheet["A2"] = "Contractenregister, stand per 1 januari 2024"
    groups = {"A4": "Contract", "C4": "Leverancier", "E4": "Looptijd", "H4": "Financieel"}
    for address, text in groups.items():
        sheet[address] = text
    for merged in ("A4:B4", "C4:D4", "E4:G4", "H4:I4"):
        sheet.merge_cells(merged)
    rows = [
        ("Nummer", "Omschrijving", "Naam", "KvK-nummer", "Ingangsdatum", "Einddatum", "Verlengingsopties",
         "Waarde excl. btw", "Jaarwaarde"),
        ("2023-001", "Groenonderhoud noord", "Groen & Co B.V.", 27312345, date(2023, 1, 1),
         date(2024, 12, 31), "2x12", 250000, 125000),
        ("2023-002", "Groenonderhoud zuid", "Groen & Co B.V.", 27312345, date(2023, 1, 1),
         date(2024, 12, 31), "2x12", 180000.5, 90000.25),
        ("2023-003", "Schoonmaak stadhuis", "Schoon Schip B.V.", 8123456, date(2023, 4, 1),
         date(2026, 3, 31), "1+1", 96000, 32000),
        ("2023-004", "Catering", "Lunchwerk VOF", 54321098, date(2023, 9, 1), date(2025, 8, 31), "geen",
         45250.75, 22625.38),
        ("2024-001", "Drukwerk", "Drukkerij De Pers N.V.", 33012345, date(2024, 1, 15), date(2024, 12, 31),
         None, 12000, 12000),
    ]  # fmt: skip
    for at, row in enumerate(rows, start=5):
        for column, cell in enumerate(row, start=1):
            sheet.cell(at, column, cell)
    return Layout(
        name="municipality.xlsx",
        content=saved(book),
        fields={
            "Contract Nummer": "contract_number",
            "Contract Omschrijving": "title",
            "Leverancier Naam": "party_name",
            "Leverancier KvK-nummer": "kvk",
            "Looptijd Ingangsdatum": "start",
            "Looptijd Einddatum": "end",
            "Looptijd Verlengingsopties": "options",
            "Financieel Waarde excl. btw": "value",
            "Financieel Jaarwaarde": "annual_value",
        },
        header_row=5,
        rows=5,
        contracts=5,
        parties=4,
        sums={"EUR": "583251.25"},
        terms={
            "2023-001": ("2023-01-01", "2024-12-31", "FIXED_OPTIONS"),
            "2023-003": ("2023-04-01", "2026-03-31", "FIXED_OPTIONS"),
            "2023-004": ("2023-09-01", "2025-08-31", "FIXED"),
            "2024-001": ("2024-01-15", "2024-12-31", "FIXED"),
        },
        notes=("header_joined", "options_unit", "rows_above", "zeros_restored"),
    )


def water_board() -> Layout:
    """A file of a case system: semicolons, Windows-1252, points for thousands, no decimals in some cells."""
    rows = [
        ["Zaaknummer", "Contractnr.", "Opdrachtnemer", "Onderwerp", "Datum ingang", "Datum einde",
         "Opdrachtsom", "Afdeling", "MKB", "Contractbeheerder"],
        ["Z/23/0101", "WS-0101", "Gemalenbouw Coöperatie U.A.", "Renovatie gemaal Oost", "01-02-2023",
         "31-01-2025", "1.234.567,89", "Projecten", "nee", "A. de Boer"],
        ["Z/23/0102", "WS-0102", "Baggerbedrijf Zeeën B.V.", "Baggeren hoofdwatergang", "15-06-2023",
         "14-06-2024", "€ 98.500,-", "Onderhoud", "ja", "A. de Boer"],
        ["Z/23/0103", "WS-0103", "Meetdienst Café B.V.", "Peilmetingen", "01-01-2023", "onbepaald",
         "12.500", "Hydrologie", "j", "M. van Dam"],
        ["Z/24/0001", "WS-0104", "Baggerbedrijf Zeeën B.V.", "Slibafvoer", "01-03-2024", "28-02-2026",
         "310.000,00", "Onderhoud", "ja", "M. van Dam"],
        ["Z/24/0002", "WS-0105", "IJsselwater Advies B.V.", "Advies dijkversterking", "2-1-2024",
         "31-12-2024",
         "ca. 75k", "Projecten", "", "A. de Boer"],
    ]  # fmt: skip
    return Layout(
        name="water_board.csv",
        content=written(rows, encoding="cp1252"),
        sheet="csv",
        fields={
            "Zaaknummer": "document",
            "Contractnr.": "contract_number",
            "Opdrachtnemer": "party_name",
            "Onderwerp": "title",
            "Datum ingang": "start",
            "Datum einde": "end",
            "Opdrachtsom": "value",
            "Afdeling": "department",
            "MKB": "sme",
            "Contractbeheerder": "contract_manager",
        },
        header_row=1,
        rows=5,
        contracts=5,
        parties=4,
        sums={"EUR": "1730567.89"},
        terms={
            "WS-0101": ("2023-02-01", "2025-01-31", "FIXED"),
            "WS-0103": ("2023-01-01", None, "OPEN_ENDED"),
            "WS-0105": ("2024-01-02", "2024-12-31", "FIXED"),
        },
        notes=("amount_about", "encoding_read"),
    )


def hospital() -> Layout:
    """A printed list: subtotals, a total, headers again on each page, blank rows and footnotes."""
    header = ["Contractnummer", "Leverancier", "Omschrijving", "Startdatum", "Expiratiedatum",
              "Contractwaarde", "Opzegtermijn", "Stilzwijgende verlenging"]  # fmt: skip
    rows: list[list[object]] = [
        ["Contracten Ziekenhuis De Linde"],
        [],
        header,
        ["ZL-100", "MediLab B.V.", "Laboratoriumreagentia", "01-01-2022", "31-12-2024", 410000,
         "3 maanden", "ja"],
        ["ZL-101", "ScanTech GmbH", "Onderhoud MRI", "15-03-2022", "14-03-2027", 925000.4, "6 maanden",
         "nee"],
        [None, "Subtotaal medisch", None, None, None, 1335000.4],
        [],
        header,
        ["ZL-200", "Wasserij Helder B.V.", "Linnengoed", "01-07-2023", "30-06-2026", 288000, "90 dagen", "x"],
        ["ZL-201", "Maaltijdservice Zuid B.V.", "Patiëntenvoeding", "01-10-2023", "30-09-2025", 1150000,
         "een maand",
         "Ja, telkens met 1 jaar"],
        ["ZL-202", "Groenrijk V.O.F.", "Binnenbeplanting", "01-02-2024", "doorlopend", 8400.6,
         "3 maanden voor einde contract", "j"],
        [None, "Subtotaal facilitair", None, None, None, 1446400.6],
        ["Totaal", None, None, None, None, 2781401],
        [],
        ["* Bedragen zijn exclusief btw en afgerond zoals in het contract vermeld."],
        ["Bron: contractbeheersysteem"],
    ]  # fmt: skip
    book = openpyxl.Workbook()
    book.active.title = "Contracten"
    for row in rows:
        book.active.append(row)
    return Layout(
        name="hospital.xlsx",
        content=saved(book),
        fields={
            "Contractnummer": "contract_number",
            "Leverancier": "party_name",
            "Omschrijving": "title",
            "Startdatum": "start",
            "Expiratiedatum": "end",
            "Contractwaarde": "value",
            "Opzegtermijn": "notice_period",
            "Stilzwijgende verlenging": "tacit_renewal",
        },
        header_row=3,
        rows=5,
        contracts=5,
        parties=5,
        sums={"EUR": "2781401.00"},
        terms={
            "ZL-100": ("2022-01-01", "2024-12-31", "FIXED_TACIT"),
            "ZL-101": ("2022-03-15", "2027-03-14", "FIXED"),
            "ZL-201": ("2023-10-01", "2025-09-30", "FIXED_TACIT"),
            "ZL-202": ("2024-02-01", None, "OPEN_ENDED"),
        },
        notes=(
            "blank_rows",
            "boolean_first_word",
            "footnotes",
            "list_total_same",
            "period_rest",
            "repeated_headers",
            "rows_above",
            "totals_rows",
        ),
    )


def ministry() -> Layout:
    """A dump of an ERP system: technical names, bare serial dates, 31-12-9999, lines of one order."""
    rows = [
        ["EBELN", "EBELP", "LIFNR", "NAME1", "TXZ01", "KDATB", "KDATE", "NETWR", "WAERS", "KOSTL", "EKGRP",
         "BUKRS"],
        ["4600001234", "00010", "0000100234", "Kantoorplus B.V.", "Bureaustoelen", 44927, 45657, 15000.25,
         "EUR", "0000410200", "A12", "NL01"],
        ["4600001234", "00020", "0000100234", "Kantoorplus B.V.", "Bureaus", 44927, 45657, 42000, "EUR",
         "0000410200", "A12", "NL01"],
        ["4600001301", "00010", "0000100877", "Cloudworks Ltd", "Hosting", 45108, 2958465, 880000, "EUR",
         "0000410900", "B03", "NL01"],
        ["4600001302", "00010", "0000100877", "Cloudworks Ltd", "Support in dollars", 45292, 46022, 64250.5,
         "USD", "0000410900", "B03", "NL02"],
        ["4600001310", "00010", "0000101010", "Tolkendienst Nederland B.V.", "Tolken", 45323, 45688,
         120000, "EUR",
         "0000420100", "A12", "NL02"],
    ]  # fmt: skip
    book = openpyxl.Workbook()
    book.active.title = "SAPUI5 Export"
    for row in rows:
        book.active.append(row)
    return Layout(
        name="ministry.xlsx",
        content=saved(book),
        sheet="SAPUI5 Export",
        fields={
            "EBELN": "contract_number",
            "EBELP": "line_number",
            "LIFNR": "creditor_number",
            "NAME1": "party_name",
            "TXZ01": "title",
            "KDATB": "start",
            "KDATE": "end",
            "NETWR": "value",
            "WAERS": "currency",
            "KOSTL": "cost_centre",
            "EKGRP": "buyer",
            "BUKRS": "entity",
        },
        header_row=1,
        rows=5,
        contracts=4,
        parties=3,
        sums={"EUR": "1057000.25", "USD": "64250.50"},
        terms={
            "4600001234": ("2023-01-01", "2024-12-31", "FIXED"),
            "4600001301": ("2023-07-01", None, "OPEN_ENDED"),
            "4600001302": ("2024-01-01", "2025-12-31", "FIXED"),
            "4600001310": ("2024-02-01", "2025-01-31", "FIXED"),
        },
        notes=("contracts_on_several_rows", "date_serial"),
    )
