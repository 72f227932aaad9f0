"""A portfolio as a workbook: a sheet with a row a contract line, and one with a row a relationship.

The headers are those that an import recognises, so that the workbook can be taken in again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from imports import listed
from imports.fields import FIELDS
from imports.workbook.writing import Column, Sheet, write
from relationships.actor import Actor
from relationships.choices import CollaborationType
from relationships.fit.texts import TYPE_NAMES, VERDICT_NAMES
from relationships.labels import LABELS
from relationships.models import Classification, Contract, ContractLine, Portfolio, Relationship
from relationships.permissions import Act, require
from relationships.queries.facts import facts_of

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


def export_portfolio(portfolio: Portfolio, target: IO[bytes] | str, by: Actor, language: str = "en") -> None:
    """Write the portfolio to a workbook, with headers in this language. Rows stream; memory stays flat."""
    require(by, Act.EXPORT, portfolio.unit)
    codes = listed.CODES
    columns = [
        Column(
            FIELDS[code].label(language),
            _KINDS.get(FIELDS[code].kind, "text"),
            _WIDE.get(code, 16),
            hidden=code in listed.HIDDEN,
        )
        for code in codes
    ]
    sheets = [
        Sheet(_("Contracts"), columns, _contract_rows(portfolio, codes, by.at)),
        Sheet(_("Relationships"), _relationship_columns(), _relationship_rows(portfolio, language)),
    ]
    write(target, sheets, title=portfolio.name)


def _contract_rows(portfolio: Portfolio, codes: tuple[str, ...], at: datetime) -> Iterator[list[Any]]:
    """A row a contract line, and one for each relationship that has no contract yet."""
    relationships = (
        Relationship.objects.filter(portfolio=portfolio)
        .select_related("party")
        .prefetch_related("party__identifiers", "contracts__lines")
        .order_by("pk")
    )
    for portion in _portions(relationships):
        facts = facts_of([each.pk for each in portion])
        current = Classification.objects.filter(relationship__in=portion, superseded_at__isnull=True)
        decisions = {each.relationship_id: each for each in current}
        for relationship in portion:
            shared = listed.relationship_cells(
                relationship,
                relationship.party.name,
                listed.identifiers_of(relationship),
                facts[relationship.pk],
                decisions.get(relationship.pk),
            )
            for contract, line in _lines_of(relationship):
                cells = dict(shared)
                if contract is not None:
                    cells |= listed.contract_cells(contract) | listed.line_cells(contract, line)
                cells["version"] = listed.version_of(relationship, contract, line, at)
                yield [cells.get(code) for code in codes]


def _portions(relationships: QuerySet[Relationship]) -> Iterator[list[Relationship]]:
    last = 0
    while portion := list(relationships.filter(pk__gt=last)[:BATCH]):
        yield portion
        last = portion[-1].pk


def _lines_of(relationship: Relationship) -> Iterator[tuple[Contract | None, ContractLine | None]]:
    contracts = list(relationship.contracts.all())
    if not contracts:
        yield None, None
    for contract in contracts:
        lines = list(contract.lines.all())
        yield from ((contract, line) for line in lines)
        if not lines:
            yield contract, None


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
