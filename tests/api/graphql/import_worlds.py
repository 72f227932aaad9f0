"""Imports of a unit, with rows of every kind."""

from __future__ import annotations

from typing import Any

from imports.models import ImportProfile, ImportRun, PlannedRow
from relationships.history import keep
from relationships.models import Contract, Portfolio, Relationship, User
from tests import builders


def fill(times: int, owner: User, name: str = "W") -> None:
    """So many portfolios with a contract, each with as many imports."""
    for at in range(times):
        unit = builders.unit(f"{name}{at}")
        portfolio = builders.portfolio(unit=unit, name=f"{name} portfolio", currency="EUR")
        relationship = builders.relationship(unit=unit, portfolio=portfolio, subject=f"{name} {at}")
        builders.contract(None, relationship, number="P0")
        imports(relationship, portfolio, owner, times, f"{name}{at}")


def imports(relationship: Relationship, portfolio: Portfolio, owner: User, times: int, name: str) -> None:
    """So many imports into a portfolio, each with as many rows."""
    made = ImportProfile(unit=portfolio.unit, name=f"{name} profile", layout=name)
    profile = keep(made, builders.system())
    contract = Contract.objects.filter(relationship=relationship).first()
    for each in range(times):
        run = ImportRun.objects.create(
            unit=portfolio.unit,
            portfolio=portfolio,
            portfolio_name=portfolio.name,
            user=owner,
            state="PLANNED",
            file_name=f"{name} {each}.xlsx",
            digest=name,
            created_at=builders.NOW,
            planned_at=builders.NOW,
            profile=profile,
            report={"en": _report(name), "nl": _report(name)},
        )
        PlannedRow.objects.bulk_create(
            [_row(run, number, relationship, contract, name) for number in range(1, times + 1)]
        )


def _report(name: str) -> dict[str, Any]:
    return {
        "counts": {"created": 1, "updated": 0, "unchanged": 0, "skipped": 0, "refused": 1},
        "sums": {"EUR": "1.00"},
        "columns": [
            {
                "header": name,
                "letter": "A",
                "field": "title",
                "status": "mapped",
                "confidence": 1.0,
                "notation": None,
                "samples": [name],
                "reason": None,
                "question": None,
            }
        ],
        "questions": [{"code": "our_role", "message": name, "choices": ["CUSTOMER"]}],
        "notes": [name],
    }


def _row(
    run: ImportRun, number: int, relationship: Relationship, contract: Contract | None, name: str
) -> PlannedRow:
    change = {"record": "contract", "field": "title", "old": None, "new": name}
    problem = {"code": "REQUIRED", "column": name, "cell": "A1", "value": name}
    return PlannedRow(
        run=run,
        number=number,
        outcome="UPDATED",
        changes=[change],
        problems=[{**problem, "messages": {"en": name, "nl": name}}],
        was={"outcome": "CREATED", "changes": [change]},
        relationship_id=relationship.pk,
        contract_id=contract.pk if contract else None,
    )
