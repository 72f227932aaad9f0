"""Lists of organisations in other countries, in their own languages and notations."""

import openpyxl

from tests.imports.books import book_of, saved
from tests.imports.layouts.layout import Layout, written


def council() -> Layout:
    """A British contracts register: amounts as text with a pound sign, days written out."""
    rows = [
        ["Contracts Register 2013/14"],
        [],
        ["Reference Number", "Title of agreement", "Service Area", "Start Date", "End Date", "Review Date",
         "Total Contract Value (£)", "Irrecoverable VAT", "Supplier Name", "SME/VCSE", "Procurement Method"],
        ["DN1001", "Grounds maintenance", "Environment", "29th July 2013", "28th July 2016", "1st May 2016",
         "£1,234,567.80", "£0.00", "Green Spaces Ltd", "No", "Open procedure"],
        ["DN1002", "Translation services", "Chief Executive", "1st April 2013", "31st March 2015", "",
         "£ 45,000", "N/A", "Lingua Partners LLP", "Yes", "Request for Quotation"],
        ["DN1003", "Street lighting", "Highways", "3rd September 2012", "Ongoing", "2nd September 2014",
         "£2.5m", "None", "Bright Roads PLC", "No", "Open procedure"],
        ["DN1004", "Day centre", "Adult Social Care", "22nd January 2014", "21st January 2017", "",
         "(£1,500.00)", "£0.00", "Kindness Trust", "VCSE", "Waiver"],
        ["DN1005", "Consultancy", "Planning", "1 March 2014", "February 2015", "", "TBC", "",
         "Lingua Partners LLP",
         "Yes", "Quick Quote"],
    ]  # fmt: skip
    return Layout(
        name="council.xlsx",
        content=book_of(rows, "Register"),
        sheet="Register",
        fields={
            "Reference Number": "contract_number",
            "Title of agreement": "title",
            "Service Area": "department",
            "Start Date": "start",
            "End Date": "end",
            "Review Date": "review_date",
            "Total Contract Value (£)": "value",
            "Irrecoverable VAT": "vat_amount",
            "Supplier Name": "party_name",
            "SME/VCSE": "sme",
            "Procurement Method": "procedure",
        },
        header_row=3,
        rows=5,
        contracts=5,
        parties=4,
        # 1,234,567.80 + 45,000 + 2,500,000 - 1,500
        sums={"GBP": "3778067.80"},
        terms={
            "DN1001": ("2013-07-29", "2016-07-28", "FIXED"),
            "DN1003": ("2012-09-03", None, "OPEN_ENDED"),
            "DN1004": ("2014-01-22", "2017-01-21", "FIXED"),
            "DN1005": ("2014-03-01", "2015-02-28", "FIXED"),
        },
        given={"currency": ""},
        notes=("amount_scaled", "boolean_unknown", "date_month_only", "rows_above"),
    )


def commune() -> Layout:
    """A French list of public contracts: blanks for thousands, the euro behind, months written out."""
    rows = [
        ["N° de marché", "Objet du marché", "Titulaire", "Ville", "Procédure", "Date de notification",
         "Date de début", "Durée (mois)", "Nombre de reconductions", "Montant HT", "Service gestionnaire"],
        ["2023-07", "Entretien des espaces verts", "Jardins du Sud SARL", "Arles", "Gré à gré", "12/12/2023",
         "1er janvier 2024", "12", "2 x 12 mois", "20 131,75 €", "Espaces verts"],
        ["2023-08", "Restauration scolaire", "Cuisine Centrale SA", "Nîmes", "Procédure formalisée",
         "15/07/2023", "1er septembre 2023", "36", "aucune", "1 245 000,00 €", "Éducation"],
        ["2024-01", "Fourniture de papier", "Papeterie Élan SAS", "Lyon", "Gré à gré", "20/01/2024",
         "1 févr. 2024", "24", "1 reconduction de 12 mois", "8 400,50 €", "Moyens généraux"],
        ["2024-02", "Maintenance des ascenseurs", "Cuisine Centrale SA", "Nîmes", "MAPA", "02/07/2024",
         "15 juil. 2024", "48", "", "env. 50 000,00 €", "Bâtiments"],
    ]  # fmt: skip
    return Layout(
        name="commune.csv",
        content=written(
            [[cell.replace(" 000", "\u202f000") for cell in row] for row in rows], encoding="utf-8-sig"
        ),
        sheet="csv",
        fields={
            "N° de marché": "contract_number",
            "Objet du marché": "title",
            "Titulaire": "party_name",
            "Ville": "party_place",
            "Procédure": "procedure",
            "Date de notification": "award_date",
            "Date de début": "start",
            "Durée (mois)": "term_months",
            "Nombre de reconductions": "options",
            "Montant HT": "value",
            "Service gestionnaire": "department",
        },
        header_row=1,
        rows=4,
        contracts=4,
        parties=3,
        sums={"EUR": "1323532.25"},
        terms={
            "2023-07": ("2024-01-01", None, "FIXED_OPTIONS"),
            "2023-08": ("2023-09-01", None, "FIXED"),
            "2024-01": ("2024-02-01", None, "FIXED_OPTIONS"),
            "2024-02": ("2024-07-15", None, "FIXED"),
        },
        given={"currency": ""},
        notes=("amount_about", "choice_not_known", "encoding_read"),
    )


def municipal_works() -> Layout:
    """A German utility: points in dates and thousands, periods of notice with words behind them."""
    rows = [
        ["Vertragsnr.", "Vertragspartner", "Vertragsgegenstand", "Vertragsbeginn", "Vertragsende",
         "Kündigungsfrist", "Automatische Verlängerung", "Auftragswert (netto)", "Währung", "Ansprechpartner",
         "Status"],
        ["V-2019-014", "Zählertechnik Nord GmbH", "Wartung Gaszähler", "01.04.2019", "31.03.2025",
         "3 Monate zum Quartalsende", "ja", "1.234,56", "EUR", "Fr. Becker", "laufend"],
        ["V-2020-003", "Kabelbau Müller AG", "Tiefbau Los 2", "15.08.2020", "unbefristet", "6 Monate", "nein",
         "2.500.000,00", "EUR", "Hr. Weiß", "laufend"],
        ["V-2021-120", "Alpenstrom AG", "Strombeschaffung", "1. März 2021", "28.02.2022", "k.A.", "nein",
         "310.000,10", "CHF", "Hr. Weiß", "abgelaufen"],
        ["V-2022-041", "Reinigung Süd OHG", "Gebäudereinigung", "01.01.2022", "31.12.2026", "4 Wochen", "ja",
         "12.000", "EUR", "Fr. Becker", "laufend"],
    ]  # fmt: skip
    return Layout(
        name="municipal_works.xlsx",
        content=book_of(rows, "Verträge"),
        sheet="Verträge",
        fields={
            "Vertragsnr.": "contract_number",
            "Vertragspartner": "party_name",
            "Vertragsgegenstand": "title",
            "Vertragsbeginn": "start",
            "Vertragsende": "end",
            "Kündigungsfrist": "notice_period",
            "Automatische Verlängerung": "tacit_renewal",
            "Auftragswert (netto)": "value",
            "Währung": "currency",
            "Ansprechpartner": "contract_manager",
            "Status": "status",
        },
        header_row=1,
        rows=4,
        contracts=4,
        parties=4,
        sums={"CHF": "310000.10", "EUR": "2513234.56"},
        terms={
            "V-2019-014": ("2019-04-01", "2025-03-31", "FIXED_TACIT"),
            "V-2020-003": ("2020-08-15", None, "OPEN_ENDED"),
            "V-2021-120": ("2021-03-01", "2022-02-28", "FIXED"),
            "V-2022-041": ("2022-01-01", "2026-12-31", "FIXED_TACIT"),
        },
        given={"currency": ""},
        notes=("period_rest",),
    )


def camara() -> Layout:
    """A Portuguese municipality: tax numbers without their country, months written out, terms in months."""
    rows = [
        ["Município de Vila Exemplo - Contratos celebrados"],
        ["N.º do contrato", "Objeto do contrato", "Entidade adjudicatária", "NIF", "Tipo de procedimento",
         "Data de celebração do contrato", "Data de início", "Prazo (meses)", "Preço contratual (€)",
         "Gestor do contrato"],
        ["12/2023", "Limpeza de edifícios", "Limpa Tudo, Lda", "501442600", "Ajuste direto", "28-02-2023",
         "1 de março de 2023", 12, "18.450,00", "Ana Reis"],
        ["13/2023", "Recolha de resíduos", "EcoRecolha, S.A.", "500960046", "Consulta prévia", "15-05-2023",
         "1 de junho de 2023", 36, "1.200.350,75", "Rui Costa"],
        ["1/2024", "Vigilância", "Limpa Tudo, Lda", "501442600", "Concurso público", "31-12-2023",
         "1 de janeiro de 2024", "indeterminado", "96.000,00", "Ana Reis"],
    ]  # fmt: skip
    return Layout(
        name="camara.xlsx",
        content=book_of(rows, "Contratos"),
        sheet="Contratos",
        fields={
            "N.º do contrato": "contract_number",
            "Objeto do contrato": "title",
            "Entidade adjudicatária": "party_name",
            "NIF": "identifier_vat",
            "Tipo de procedimento": "procedure",
            "Data de celebração do contrato": "award_date",
            "Data de início": "start",
            "Prazo (meses)": "term_months",
            "Preço contratual (€)": "value",
            "Gestor do contrato": "contract_manager",
        },
        header_row=2,
        rows=3,
        contracts=3,
        parties=2,
        sums={"EUR": "1314800.75"},
        terms={
            "12/2023": ("2023-03-01", None, "FIXED"),
            "13/2023": ("2023-06-01", None, "FIXED"),
            "1/2024": ("2024-01-01", None, "OPEN_ENDED"),
        },
        given={"currency": ""},
        notes=("choice_not_known", "rows_above", "term_open", "vat_prefixed"),
    )


def american_city() -> Layout:
    """Commas, dollars, the month first; the sign of the dollar is asked where nothing says which."""
    rows = [
        ["contract_nbr", "vendor_nm", "short_desc", "strt_dt", "end_dt", "award_amt", "dept_nm"],
        ["20-0001", "Acme Paving Inc", "Resurfacing", "4/13/2020", "12/31/2021", "$1,250,000.00", "Streets"],
        ["20-0002", "Bell & Sons LLC", "Boiler repair", "5/6/2020", "5/5/2022", "$98,000", "Public Property"],
        ["20-0003", "Acme Paving Inc", "Sidewalks", "07/01/2020", "06/30/2021", "$310,400.55", "Streets"],
        ["20-0004", "Coastal Software, Inc.", "Permit system", "1/2/2020", "1/1/2025", "($2,400.00)",
         "Innovation"],
    ]  # fmt: skip
    return Layout(
        name="american_city.csv",
        content=written(rows, delimiter=","),
        sheet="csv",
        fields={
            "contract_nbr": "contract_number",
            "vendor_nm": "party_name",
            "short_desc": "title",
            "strt_dt": "start",
            "end_dt": "end",
            "award_amt": "value",
            "dept_nm": "department",
        },
        header_row=1,
        rows=4,
        contracts=4,
        parties=3,
        sums={"USD": "1656000.55"},
        terms={
            "20-0001": ("2020-04-13", "2021-12-31", "FIXED"),
            "20-0002": ("2020-05-06", "2022-05-05", "FIXED"),
            "20-0004": ("2020-01-02", "2025-01-01", "FIXED"),
        },
        given={"currency": ""},
        questions=("currency",),
        answers={"currency": "USD"},
        notes=("encoding_read", "sign_of_several"),
    )


def canton() -> Layout:
    """A Swiss list: apostrophes for thousands, half-years for dates, thousands of francs in one column."""
    book = openpyxl.Workbook()
    book.active.title = "Verträge"
    for row in [
        ["Vertrags-Nr.", "Auftragnehmer", "Bezeichnung", "Beginn", "Ende", "Vertragswert (CHF)",
         "Jährliche Kosten (in TCHF, x 1000)"],
        ["K-01", "Bergbahn Service AG", "Revision Seilbahn", "1. Halbjahr 2023", "2. Halbjahr 2025",
         "1'234'567.50",
         411.5],
        ["K-02", "Gletscher Informatik GmbH", "Fachapplikation", "Q3 2022", "2026", "98’000.-", 24.5],
        ["K-03", "Bergbahn Service AG", "Pikett", "01/2024", "eind 2024", "CHF 12'000.05", 12],
    ]:  # fmt: skip
        book.active.append(row)
    return Layout(
        name="canton.xlsx",
        content=saved(book),
        sheet="Verträge",
        fields={
            "Vertrags-Nr.": "contract_number",
            "Auftragnehmer": "party_name",
            "Bezeichnung": "title",
            "Beginn": "start",
            "Ende": "end",
            "Vertragswert (CHF)": "value",
            "Jährliche Kosten (in TCHF, x 1000)": "annual_value",
        },
        header_row=1,
        rows=3,
        contracts=3,
        parties=2,
        sums={"CHF": "1344567.55"},
        terms={
            "K-01": ("2023-01-01", "2025-12-31", "FIXED"),
            "K-02": ("2022-07-01", "2026-12-31", "FIXED"),
            "K-03": ("2024-01-01", "2024-12-31", "FIXED"),
        },
        given={"currency": ""},
        notes=("amounts_in_thousands", "date_month_only", "date_part_only", "date_year_only"),
    )


def open_data() -> Layout:
    """Flattened open contracting data: paths for headers, ISO moments, a currency column."""
    rows = [
        ["ocid", "tender_title", "awards/0/suppliers/0/name", "awards/0/value/amount",
         "awards/0/value/currency",
         "awards/0/contractPeriod/startDate", "awards/0/contractPeriod/endDate",
          "tender/mainProcurementCategory"],
        ["ocds-b5fd17-1", "School meals", "Fresh Plates Ltd", "1250000.5", "GBP", "2024-01-15T00:00:00Z",
         "2027-01-14T23:59:59Z", "services"],
        ["ocds-b5fd17-2", "Laptops", "Bytes & Bits Ltd", "98000", "GBP", "2024-02-01T00:00:00Z",
         "2024-12-31T23:59:59Z", "goods"],
        ["ocds-b5fd17-3", "Bridge inspection", "Pont Conseil SARL", "40000", "EUR", "2024-03-01T00:00:00Z",
         "",
         "services"],
    ]  # fmt: skip
    return Layout(
        name="open_data.csv",
        content=written(rows, delimiter=","),
        sheet="csv",
        fields={
            "ocid": "contract_number",
            "tender_title": "title",
            "awards/0/suppliers/0/name": "party_name",
            "awards/0/value/amount": "value",
            "awards/0/value/currency": "currency",
            "awards/0/contractPeriod/startDate": "start",
            "awards/0/contractPeriod/endDate": "end",
            "tender/mainProcurementCategory": None,
        },
        header_row=1,
        rows=3,
        contracts=3,
        parties=3,
        sums={"EUR": "40000.00", "GBP": "1348000.50"},
        terms={
            "ocds-b5fd17-1": ("2024-01-15", "2027-01-14", "FIXED"),
            "ocds-b5fd17-3": ("2024-03-01", None, ""),
        },
        given={"currency": ""},
        notes=("encoding_read", "unplaced_no_field"),
    )
