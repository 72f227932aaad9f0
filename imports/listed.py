"""A contract line as a row of the list: what stands in each column, by the code of its field.

What the export writes, and what a list that comes back is compared with, so that only what somebody edited
counts as said.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from imports.drafts import ATTRIBUTES, CONTRACT_COLUMNS, DECISION, IDENTIFIERS
from relationships.choices import FACTS, FactSource, TermKind
from relationships.models import Classification, Contract, ContractLine, Relationship
from relationships.queries.facts import CurrentFact

OPEN_ENDED = "open-ended"
HIDDEN = ("relationship_id", "contract_id", "line_id", "version")
OF_RELATIONSHIP = (
    "relationship_id",
    "external_key",
    "party_name",
    *IDENTIFIERS,
    "our_role",
    "nature",
    "phase",
    "category",
    "subject",
    *DECISION,
    *FACTS,
)
OF_LINE = ("line_id", "line_number", "line_description", "value", "spent")
OF_CONTRACT = (
    "contract_id",
    *CONTRACT_COLUMNS,
    "tacit_renewal",
    *(code for code in ATTRIBUTES if code != "current_end"),
)
CODES = (
    *HIDDEN,
    "external_key",
    "party_name",
    *IDENTIFIERS,
    "our_role",
    "nature",
    "phase",
    "category",
    "subject",
    *CONTRACT_COLUMNS,
    "tacit_renewal",
    *OF_LINE[1:],
    *(code for code in ATTRIBUTES if code != "current_end"),
    *DECISION,
    *FACTS,
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# As text that was read as yes or no is kept among the attributes.
_SAID_SO = {"True": "yes", "False": "no"}


def relationship_cells(
    relationship: Any,
    party_name: str,
    identifiers: Mapping[str, str],
    facts: Mapping[str, CurrentFact],
    decision: Classification | None,
) -> dict[str, Any]:
    """The cells that every row of a relationship shares. Only ratings stand in them: nothing assumed."""
    return {
        "relationship_id": str(relationship.pk),
        "external_key": relationship.external_key,
        "party_name": party_name,
        **identifiers,
        "our_role": relationship.our_role,
        "nature": relationship.nature,
        "phase": relationship.phase,
        "category": relationship.category,
        "subject": relationship.subject,
        "chosen_type": decision.chosen_type if decision else None,
        "trust_target": decision.trust_target if decision else None,
        "reason": decision.reason if decision else None,
        **{code: _rated(each) for code, each in facts.items()},
    }


def contract_cells(contract: Any) -> dict[str, Any]:
    """The cells that every row of a contract shares."""
    return {
        "contract_id": str(contract.pk),
        **{code: getattr(contract, column) for code, column in CONTRACT_COLUMNS.items()},
        "end": OPEN_ENDED if contract.term_kind == TermKind.OPEN_ENDED else contract.stated_end,
        "notice_period": period(contract.notice_count, contract.notice_unit),
        "payment_term": period(contract.payment_term_days, "DAYS"),
        "options": f"1x{contract.options}" if contract.options.isdigit() else contract.options,
        "options_exercised": contract.options_exercised or None,
        "tacit_renewal": "yes" if contract.term_kind == TermKind.FIXED_TACIT else None,
        **{code: _attribute(contract.attributes.get(code)) for code in ATTRIBUTES},
    }


def line_cells(contract: Any, line: Any | None) -> dict[str, Any]:
    """The cells of one row; without a line, those of a contract that has none."""
    if line is None:
        return {"value": contract.value, "spent": contract.spent}
    cells: dict[str, Any] = {
        "line_id": str(line.pk),
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


def identifiers_of(relationship: Relationship) -> dict[str, str]:
    """The party's numbers by the code of their column; its creditor number with the unit it deals with."""
    held = {
        each.scheme: each.value
        for each in relationship.party.identifiers.all()
        if each.issuer_id in (None, relationship.unit_id)
    }
    return {code: held[scheme] for code, scheme in IDENTIFIERS.items() if scheme in held}


def version_of(
    relationship: Relationship, contract: Contract | None, line: ContractLine | None, at: datetime
) -> str:
    """Which state of the registry a row shows: the versions of its three records, and the moment."""
    versions = [each.version if each is not None else 0 for each in (relationship, contract, line)]
    return ".".join(map(str, [*versions, (at - _EPOCH) // timedelta(microseconds=1)]))


def version_read(text: str) -> tuple[int, int, int, datetime] | None:
    """The same, read back; None where it isn't one of ours."""
    parts = text.split(".")
    if len(parts) != 4 or not all(each.isascii() and each.isdigit() and len(each) < 18 for each in parts):
        return None
    relationship, contract, line, moment = map(int, parts)
    return relationship, contract, line, _EPOCH + timedelta(microseconds=moment)


def period(count: int | None, unit: str) -> str | None:
    """A length of time as it stands in a cell: "3 months"."""
    return f"{count} {unit.lower()}" if count is not None and unit else None


def _attribute(value: Any) -> Any:
    return _SAID_SO.get(value, value) if isinstance(value, str) else value


def _rated(fact: CurrentFact) -> int | None:
    return None if fact.by_record or fact.source is FactSource.ASSUMED else fact.value
