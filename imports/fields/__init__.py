"""The fields a column can be mapped to: what they hold and which record they belong to."""

from dataclasses import dataclass

from relationships.choices import FACTS


@dataclass(frozen=True, slots=True)
class Field:
    """A target of the mapping. `kind` fixes how its cells are read; `record` where it lands.

    `repeatable`: several columns may go here. `open_end`: "onbepaald" and the like are an answer.
    `lenient`: what isn't recognised is noted and left unknown instead of refused.
    """

    code: str
    kind: str
    record: str
    en: str
    nl: str
    example: str = ""
    repeatable: bool = False
    open_end: bool = False
    lenient: bool = False

    def label(self, language: str = "en") -> str:
        return self.nl if language == "nl" else self.en


_CONTRACT = (
    Field("contract_number", "code", "contract", "Contract number", "Contractnummer", "2024-0173"),
    Field("line_number", "code", "line", "Line number", "Regelnummer", "10"),
    Field("line_description", "text", "line", "Line description", "Regelomschrijving", "Second floor"),
    Field("lot", "code", "contract", "Lot", "Perceel", "2"),
    Field("title", "name", "contract", "Title", "Titel", "Catering head office"),
    Field("description", "text", "contract", "Description", "Omschrijving", "Lunch and banqueting"),
    Field("parent_contract", "code", "contract", "Parent contract", "Bovenliggend contract", "RO-12"),
    Field("contract_type", "name", "contract", "Contract type", "Contractsoort", "ROK"),
    Field("category", "name", "relationship", "Category", "Categorie", "Catering"),
    Field("cpv", "cpv", "contract", "CPV code", "CPV-code", "55520000-1"),
    Field("procedure", "choice", "contract", "Procurement route", "Aanbestedingsprocedure",
          "European", lenient=True),
    Field("notice_reference", "code", "contract", "Notice reference", "Publicatiekenmerk",
          "2024/S 012-034567"),
    Field("status", "choice", "contract", "Status", "Status", "Active", lenient=True),
    Field("terms", "name", "contract", "General terms", "Inkoopvoorwaarden", "ARVODI-2018"),
    Field("guarantee", "text", "contract", "Guarantee", "Bankgarantie", "Bank guarantee 5%"),
    Field("indexation", "text", "contract", "Indexation", "Indexering", "CPI, 1 January"),
    Field("document", "text", "contract", "Document", "Document", "https://…"),
    Field("remarks", "text", "contract", "Remarks", "Opmerkingen", "Under review"),
    Field("segment", "name", "relationship", "Segment", "Segment", "Strategic"),
    Field("entity", "name", "contract", "Entity", "Entiteit", "Municipality of Delft"),
    Field("department", "name", "contract", "Department", "Afdeling", "Facilities"),
    Field("cost_centre", "code", "contract", "Cost centre", "Kostenplaats", "04210"),
    Field("contract_manager", "name", "contract", "Contract manager", "Contractbeheerder", "J. Bos"),
    Field("buyer", "name", "contract", "Buyer", "Inkoper", "A. de Wit"),
    Field("dpa", "boolean", "contract", "Data-processing agreement", "Verwerkersovereenkomst",
          "yes", lenient=True),
)  # fmt: skip

_TERM = (
    Field("award_date", "date", "contract", "Award date", "Gunningsdatum", "2024-01-15"),
    Field("start", "date", "contract", "Start", "Ingangsdatum", "2024-02-01"),
    Field("end", "date", "contract", "End", "Einddatum", "2026-01-31", open_end=True),
    Field("latest_end", "date", "contract", "Latest end", "Uiterste einddatum", "2028-01-31",
          open_end=True),
    Field("current_end", "date", "contract", "Current end", "Verlengd tot", "2027-01-31",
          open_end=True),
    Field("year", "year", "contract", "Year", "Jaar", "2024"),
    Field("year_part", "year_part", "contract", "Part of the year", "Deel van het jaar", "H1"),
    Field("term_months", "months", "contract", "Term in months", "Looptijd in maanden", "24"),
    Field("options", "options", "contract", "Extension options", "Verlengingsopties", "2x12"),
    Field("options_exercised", "count", "contract", "Options used", "Opties gelicht", "1"),
    Field("tacit_renewal", "boolean", "contract", "Tacit renewal", "Stilzwijgende verlenging",
          "yes", lenient=True),
    Field("renewal_months", "months", "contract", "Renewal period in months",
          "Verlengingstermijn in maanden", "12"),
    Field("notice_period", "period", "contract", "Notice period", "Opzegtermijn", "3 months"),
    Field("notice_date", "date", "contract", "Notice date", "Uiterste opzegdatum", "2025-10-31"),
    Field("signal_date", "date", "contract", "Signal date", "Signaaldatum", "2025-07-01"),
    Field("tender_start", "date", "contract", "Tender start", "Start aanbesteding", "2025-05-01"),
    Field("review_date", "date", "contract", "Review date", "Evaluatiedatum", "2025-02-01"),
    Field("payment_term", "period", "contract", "Payment term", "Betaaltermijn", "30 days"),
)  # fmt: skip

_AMOUNTS = (
    Field("value", "amount", "line", "Contract value", "Contractwaarde", "125,000.00"),
    Field("estimated_value", "amount", "contract", "Estimated value", "Geraamde waarde", "120,000"),
    Field("maximum_value", "amount", "contract", "Maximum value", "Maximale waarde", "250,000"),
    Field("annual_value", "amount", "contract", "Annual value", "Jaarwaarde", "62,500"),
    Field("spent", "amount", "line", "Spent", "Besteed", "48,310.20"),
    Field("vat_amount", "amount", "contract", "VAT amount", "Btw-bedrag", "26,250"),
    Field("currency", "currency", "contract", "Currency", "Valuta", "EUR"),
    Field("vat", "choice", "contract", "VAT", "Btw", "excluded", lenient=True),
)

_PARTY = (
    Field("party_name", "party", "party", "Counterparty", "Wederpartij", "Bakker B.V."),
    Field("party_place", "name", "party", "Place", "Plaats", "Delft"),
    Field("legal_name", "name", "party", "Legal name", "Statutaire naam", "Bakker Catering B.V."),
    Field("party_country", "country", "party", "Country", "Land", "NL"),
    Field("kvk", "kvk", "party", "KvK number", "KvK-nummer", "01234567"),
    Field("identifier_kvk_branch", "kvk_branch", "party", "KvK branch number", "Vestigingsnummer",
          "000012345678"),
    Field("identifier_oin", "oin", "party", "OIN", "OIN", "00000001001234567000"),
    Field("identifier_lei", "code", "party", "LEI", "LEI", "724500PMK2A2M1SQQ228"),
    Field("identifier_vat", "code", "party", "VAT number", "Btw-nummer", "NL001234567B01"),
    Field("identifier_duns", "duns", "party", "D-U-N-S number", "D-U-N-S-nummer", "012345678"),
    Field("creditor_number", "code", "party", "Creditor number", "Crediteurnummer", "100234"),
    Field("group", "name", "party", "Group", "Moedermaatschappij", "Bakker Holding N.V."),
    Field("sme", "boolean", "party", "SME", "MKB", "yes", lenient=True),
)  # fmt: skip

_RELATIONSHIP = (
    Field("external_key", "code", "relationship", "External key", "Externe sleutel", "REL-0012"),
    Field("relationship_id", "code", "relationship", "Counterpart relationship id", "Counterpart relatie-id"),
    Field("contract_id", "code", "contract", "Counterpart contract id", "Counterpart contract-id"),
    Field("line_id", "code", "line", "Counterpart line id", "Counterpart regel-id"),
    Field("version", "code", "contract", "Version", "Versie"),
    Field("subject", "name", "relationship", "Relationship subject", "Onderwerp van de relatie", "Catering"),
    Field("our_role", "choice", "relationship", "Our role", "Onze rol", "customer"),
    Field("nature", "choice", "relationship", "Nature", "Aard", "commercial"),
    Field("phase", "choice", "relationship", "Phase", "Fase", "operation"),
    Field("owner", "name", "relationship", "Owner", "Eigenaar", "M. Jansen"),
    Field("lead_party", "parties", "relationship", "Lead party", "Penvoerder", repeatable=True),
    Field("consortium_member", "parties", "relationship", "Consortium member", "Combinant",
          repeatable=True),
    Field("subcontractor", "parties", "relationship", "Subcontractor", "Onderaannemer",
          repeatable=True),
    Field("guarantor", "parties", "relationship", "Guarantor", "Garantsteller", repeatable=True),
    Field("chosen_type", "choice", "relationship", "Collaboration type", "Samenwerkingstype",
          "MANAGED"),
    Field("trust_target", "integer", "relationship", "Trust target", "Vertrouwensdoel", "3"),
    Field("reason", "text", "relationship", "Reason of the choice", "Reden van de keuze"),
)  # fmt: skip

FACT_LABELS: dict[str, tuple[str, str]] = {
    "customisation": ("Customisation", "Maatwerk"),
    "complexity": ("Complexity", "Complexiteit"),
    "specificity_customer": ("Specificity customer", "Specificiteit klant"),
    "specificity_supplier": ("Specificity supplier", "Specificiteit leverancier"),
    "uncertainty": ("Uncertainty", "Onzekerheid"),
    "interdependence": ("Interdependence", "Verwevenheid"),
    "criticality": ("Criticality", "Kritiek belang"),
    "measurability": ("Measurability", "Meetbaarheid"),
    "switching_cost": ("Switching cost", "Overstapkosten"),
    "supply_scarcity": ("Supply scarcity", "Schaarste van aanbod"),
    "duration": ("Duration (fact)", "Duur (feit)"),
    "access": ("Access", "Toegang"),
    "joint_value": ("Joint value", "Gezamenlijke waarde"),
    "attitude_customer": ("Attitude customer", "Houding klant"),
    "attitude_supplier": ("Attitude supplier", "Houding leverancier"),
    "dependence_customer": ("Dependence customer", "Afhankelijkheid klant"),
    "dependence_supplier": ("Dependence supplier", "Afhankelijkheid leverancier"),
    "attractiveness_customer": ("Attractiveness customer", "Aantrekkelijkheid klant"),
    "attractiveness_supplier": ("Attractiveness supplier", "Aantrekkelijkheid leverancier"),
    "goal_alignment": ("Goal alignment", "Gelijkgerichtheid"),
    "complementarity": ("Complementarity", "Complementariteit"),
    "track_record_customer": ("Track record customer", "Staat van dienst klant"),
    "track_record_supplier": ("Track record supplier", "Staat van dienst leverancier"),
    "viability_customer": ("Viability customer", "Levensvatbaarheid klant"),
    "viability_supplier": ("Viability supplier", "Levensvatbaarheid leverancier"),
}

_FACTS = tuple(Field(str(code), "integer", "relationship", *FACT_LABELS[code], example="3") for code in FACTS)

FIELDS: dict[str, Field] = {
    field.code: field for field in (*_CONTRACT, *_TERM, *_AMOUNTS, *_PARTY, *_RELATIONSHIP, *_FACTS)
}

LEAVE_OUT = "-"
"""Given as a field by hand: leave this column out."""

ATTRIBUTE = "attribute"
"""Given as a field by hand: keep this column with the contract, as a custom attribute of that name."""

REPEATABLE = frozenset({LEAVE_OUT, ATTRIBUTE, *(each.code for each in FIELDS.values() if each.repeatable)})
"""What several columns may be sent to."""
