"""A portfolio as a workbook: a sheet with a row a contract line, and one with a row a relationship.

The headers are those that an import recognises, so that the workbook can be taken in again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from imports.drafts import ATTRIBUTES, CONTRACT_COLUMNS, IDENTIFIERS
from imports.fields import FIELDS
from imports.workbook.writing import Column, Sheet, write
from relationships.actor import Actor
from relationships.choices import CollaborationType, TermKind
from relationships.fit.texts import TYPE_NAMES, VERDICT_NAMES
from relationships.labels import LABELS
from relationships.models import Contract, ContractLine, Portfolio, Relationship
from relationships.permissions import Act, require

BATCH = 500
_KINDS = {"amount": "amount", "date": "date", "integer": "number", "count": "number", "months": "number"}
_WIDE = {
    "party_name": 36,
    "title": 40,
    "description": 48,
    "line_description": 40,
    "subject": 40,
    "remarks": 40,
}
_LEADING = (
    "relationship_id",
    "contract_id",
    "external_key",
    "party_name",
    *IDENTIFIERS,
    "our_role",
    "nature",
)
_OF_RELATIONSHIP = ("phase", "category", "subject")
_OF_LINE = ("line_number", "line_description", "value", "spent")
CODES = (
    *_LEADING,
    *_OF_RELATIONSHIP,
    *CONTRACT_COLUMNS,
    "tacit_renewal",
    *_OF_LINE,
    *[code for code in ATTRIBUTES if code not in ("current_end",)],
)
_HIDDEN = ("relationship_id", "contract_id")
_RENEWING = (TermKind.FIXED_TACIT,)


def export_portfolio(portfolio: Portfolio, target: IO[bytes] | str, by: Actor, language: str = "en") -> None:
    """Write the portfolio to a workbook, with headers in this language. Rows stream; memory stays flat."""
    require(by, Act.EXPORT, portfolio.unit)
    codes = CODES
    columns = [
        Column(
            FIELDS[code].label(language),
            _KINDS.get(FIELDS[code].kind, "text"),
            _WIDE.get(code, 16),
            hidden=code in _HIDDEN,
        )
        for code in codes
    ]
    sheets = [
        Sheet(_("Contracts"), columns, _contract_rows(portfolio, codes)),
        Sheet(_("Relationships"), _relationship_columns(), _relationship_rows(portfolio, language)),
    ]
    write(target, sheets, title=portfolio.name)


def _contract_rows(portfolio: Portfolio, codes: tuple[str, ...]) -> Iterator[list[Any]]:
    contracts = (
        Contract.objects.filter(relationship__portfolio=portfolio)
        .select_related("relationship__party")
        .prefetch_related("lines", "relationship__party__identifiers")
        .order_by("pk")
    )
    for contract in contracts.iterator(chunk_size=BATCH):
        shared = _contract_cells(contract, portfolio)
        for each in contract.lines.all() or [None]:
            cells = shared | _line_cells(contract, each)
            yield [cells.get(code) for code in codes]


def _contract_cells(contract: Contract, portfolio: Portfolio) -> dict[str, Any]:
    relationship = contract.relationship
    cells: dict[str, Any] = {
        "relationship_id": str(relationship.pk),
        "contract_id": str(contract.pk),
        "external_key": relationship.external_key,
        "party_name": relationship.party.name,
        "our_role": relationship.our_role,
        "nature": relationship.nature,
        "phase": relationship.phase,
        "category": relationship.category,
        "subject": relationship.subject,
        **{code: getattr(contract, column) for code, column in CONTRACT_COLUMNS.items()},
        "notice_period": _period(contract.notice_count, contract.notice_unit),
        "payment_term": _period(contract.payment_term_days, "DAYS"),
        "options": f"1x{contract.options}" if contract.options.isdigit() else contract.options,
        "options_exercised": contract.options_exercised or None,
        "tacit_renewal": "yes" if contract.term_kind in _RENEWING else None,
        **{code: contract.attributes.get(code) for code in ATTRIBUTES},
    }
    if contract.term_kind == TermKind.OPEN_ENDED:
        cells["end"] = "open-ended"
    identifiers = {each.scheme: each for each in relationship.party.identifiers.all()}
    for code, scheme in IDENTIFIERS.items():
        held = identifiers.get(scheme)
        if held is not None and held.issuer_id in (None, portfolio.unit_id):
            cells[code] = held.value
    return cells


def _line_cells(contract: Contract, line: ContractLine | None) -> dict[str, Any]:
    if line is None:
        return {"value": contract.value, "spent": contract.spent}
    cells: dict[str, Any] = {
        "line_number": line.number,
        "line_description": line.description,
        "value": line.amount,
        "spent": line.spent,
    }
    if line.start is not None:
        cells["start"] = line.start
    if line.end is not None and contract.term_kind != TermKind.OPEN_ENDED:
        cells["end"] = line.end
    return cells


def _period(count: int | None, unit: str) -> str | None:
    return f"{count} {unit.lower()}" if count is not None and unit else None


def _relationship_columns() -> list[Column]:
    return [
        Column(_("Relationship id"), "number", 10),
        Column(_("Counterparty"), width=36),
        Column(_("Subject"), width=40),
        Column(_("Our role")),
        Column(_("Phase")),
        Column(_("Category"), width=28),
        Column(_("The delivery asks"), width=28),
        Column(_("Recommended type"), width=28),
        Column(_("Chosen type"), width=28),
        Column(_("Trust target"), "number", 10),
        Column(_("Required trust"), "number", 10),
        Column(_("Mutual actual trust"), "number", 10),
        Column(_("Verdict"), width=18),
        Column(_("Flags"), width=32),
        Column(_("Assumed facts"), "number", 10),
        Column(_("Unknown facts"), "number", 10),
    ]


def _relationship_rows(portfolio: Portfolio, language: str) -> Iterator[list[Any]]:
    rows = Relationship.objects.filter(portfolio=portfolio).select_related("party", "verdict").order_by("pk")
    for each in rows.iterator(chunk_size=BATCH):
        verdict = getattr(each, "verdict", None)
        said = [
            each.pk,
            each.party.name,
            each.subject,
            _label(each.our_role, "Side"),
            _label(each.phase, "Phase"),
            each.category,
        ]
        if verdict is None:
            yield [*said, *[None] * 10]
            continue
        yield [
            *said,
            _type(verdict.delivery_type, language),
            _type(verdict.recommended_type, language),
            _type(verdict.chosen_type, language),
            verdict.trust_target,
            verdict.required_trust,
            verdict.mutual_trust,
            VERDICT_NAMES[language][verdict.verdict],
            ", ".join(verdict.flag_codes.strip("|").split("|")),
            verdict.assumed_facts,
            verdict.unknown_facts,
        ]


def _type(code: str, language: str) -> str:
    return TYPE_NAMES[language][CollaborationType(code)] if code else ""


def _label(code: str, kind: str) -> str:
    named = next(each for each in LABELS if each.__name__ == kind)
    return str(LABELS[named][named(code)])
