"""The list itself: a row a contract line, with the headers and the cells that an import takes in again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from imports import listed
from imports.drafts import ATTRIBUTES, DECISION, IDENTIFIERS
from imports.export.batches import batches
from imports.export.chosen import Chosen
from imports.export.words import WORDS, shown, worded
from imports.fields import FIELDS
from imports.workbook.writing import Check, Column, Kind, TableSheet
from relationships.choices import FACTS
from relationships.models import Classification, Contract, ContractLine, PartyIdentifier, Relationship
from relationships.models.base import EARLIEST, LATEST
from relationships.queries import visible_to
from relationships.queries.facts import facts_of

CODE = "portfolio"
_KINDS = {
    "amount": Kind.AMOUNT,
    "date": Kind.DATE,
    "integer": Kind.NUMBER,
    "count": Kind.NUMBER,
    "months": Kind.NUMBER,
}
_WIDE = {
    "party_name": 34,
    "title": 34,
    "description": 40,
    "line_description": 34,
    "subject": 34,
    "remarks": 34,
    "reason": 40,
    "chosen_type": 28,
    "category": 24,
    "contract_number": 18,
    "document": 28,
}
_NARROW = ("currency", "term_months", "renewal_months", "options", "options_exercised", "tacit_renewal")
# Kept as they were read, whatever that was: nothing is asked of their cells.
_FREE = ("dpa", "sme")
_FOLDED = (*IDENTIFIERS, *ATTRIBUTES, *DECISION, *FACTS)
_ATTRIBUTES = frozenset(ATTRIBUTES)


def sheet(chosen: Chosen | None, language: str) -> TableSheet:
    """The sheet of the list; without anything chosen it has headers alone."""
    return TableSheet(
        title=_("Portfolio"),
        code=CODE,
        columns=[column(code, language) for code in listed.CODES],
        rows=rows(chosen, language) if chosen is not None else (),
        kept=listed.CODES.index("party_name") + 1,
        across=4,
    )


def column(code: str, language: str) -> Column:
    """The column of a field, under the header that an import knows."""
    field = FIELDS[code]
    # What has no column in the registry is kept as text, and shown as it was kept.
    kind = Kind.TEXT if code in _ATTRIBUTES else _KINDS.get(field.kind, Kind.TEXT)
    return Column(
        header=field.label(language),
        code=code,
        kind=kind,
        width=_WIDE.get(code, 11 if code in _NARROW or code in FACTS else 15),
        hidden=code in listed.HIDDEN,
        folded=code in _FOLDED,
        check=_check(code, kind),
    )


def _check(code: str, kind: Kind) -> Check | None:
    if code in WORDS and code not in _FREE:
        return Check("list", words=code)
    if code == "currency":
        return Check("list", words=code, strict=False)
    if code in FACTS or code == "trust_target":
        return Check("whole", low=1, high=5)
    if code in ("term_months", "renewal_months"):
        return Check("whole", low=1, high=32_767)
    if kind is Kind.DATE:
        return Check("date", low=EARLIEST, high=LATEST, strict=code not in ("end", "latest_end"))
    if kind is Kind.AMOUNT:
        return Check("decimal", low=0, strict=code not in ("value", "spent"))
    return None


def rows(chosen: Chosen, language: str) -> Iterator[list[Any]]:
    """A row a contract line, and one for each relationship that has no contract."""
    codes = listed.CODES
    places = [(place, codes[place]) for place in worded(codes)]
    for cells in _cells(chosen):
        row = [cells.get(code) for code in codes]
        for place, code in places:
            if row[place] is not None:
                row[place] = shown(code, row[place], language)
        yield row


def _cells(chosen: Chosen) -> Iterator[dict[str, Any]]:
    whole = chosen.relationships.select_related("party")
    contracts = chosen.contracts.order_by("pk").prefetch_related("lines")
    for portion in batches(whole):
        prefetch_related_objects(
            portion,
            Prefetch("contracts", contracts, to_attr="listed_contracts"),
            Prefetch("party__identifiers", visible_to(chosen.by.user, PartyIdentifier)),
        )
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
                cells["version"] = listed.version_of(relationship, contract, line, chosen.by.at)
                yield cells


def _lines_of(relationship: Relationship) -> Iterator[tuple[Contract | None, ContractLine | None]]:
    contracts = cast(Any, relationship).listed_contracts
    if not contracts:
        yield None, None
    for contract in contracts:
        lines = list(contract.lines.all())
        yield from ((contract, line) for line in lines)
        if not lines:
            yield contract, None
