"""Where the fields of a list go: to the party, the relationship, the contract, its line."""

from __future__ import annotations

from relationships.choices import IdentifierScheme, PartyPart

IDENTIFIERS = {
    "kvk": IdentifierScheme.KVK,
    "identifier_kvk_branch": IdentifierScheme.KVK_BRANCH,
    "identifier_oin": IdentifierScheme.OIN,
    "identifier_lei": IdentifierScheme.LEI,
    "identifier_vat": IdentifierScheme.VAT,
    "identifier_duns": IdentifierScheme.DUNS,
    "creditor_number": IdentifierScheme.CREDITOR,
}
PARTS = {
    "lead_party": PartyPart.LEAD,
    "consortium_member": PartyPart.CONSORTIUM_MEMBER,
    "subcontractor": PartyPart.SUBCONTRACTOR,
    "guarantor": PartyPart.GUARANTOR,
}
# Import field → column of the contract.
CONTRACT_COLUMNS = {
    "contract_number": "number",
    "title": "title",
    "description": "description",
    "start": "start",
    "end": "stated_end",
    "latest_end": "stated_latest_end",
    "term_months": "term_months",
    "options": "options",
    "options_exercised": "options_exercised",
    "renewal_months": "renewal_months",
    "notice_period": "notice_count",
    "award_date": "award_date",
    "review_date": "review_date",
    "payment_term": "payment_term_days",
    "estimated_value": "estimated_value",
    "maximum_value": "maximum_value",
    "annual_value": "annual_value",
    "currency": "currency",
    "vat": "vat",
    "cpv": "cpv",
    "procedure": "procedure",
    "status": "status",
    "notice_reference": "notice_reference",
    "indexation": "indexation",
    "document": "document",
    "remarks": "remarks",
}
DECISION = ("chosen_type", "trust_target", "reason")
LINE_COLUMNS = {
    "line_number": "number",
    "line_description": "description",
    "value": "amount",
    "spent": "spent",
}
RELATIONSHIP_COLUMNS = ("subject", "nature", "phase", "category", "external_key")
# Import fields that are kept with the contract as custom attributes.
ATTRIBUTES = (
    "lot",
    "parent_contract",
    "contract_type",
    "terms",
    "guarantee",
    "segment",
    "entity",
    "department",
    "cost_centre",
    "owner",
    "contract_manager",
    "buyer",
    "dpa",
    "sme",
    "current_end",
    "notice_date",
    "signal_date",
    "tender_start",
    "vat_amount",
    "group",
)
IMPORT_FIELD = {column: code for code, column in CONTRACT_COLUMNS.items()} | {"notice_unit": "notice_period"}
