"""A small registry with a bit of everything that a copy could get wrong."""

from __future__ import annotations

from access.models import Token
from imports.models import ImportRun
from relationships.actions import contracts, portfolios
from relationships.models import Relationship
from tests import builders as b


def small_registry() -> Relationship:
    """One classified relationship with contracts, and a contract that was removed again."""
    lead = b.user("SOURCING_MANAGER", username="lead", password=b.PASSWORD)
    by = b.actor(lead)
    catering = b.relationship(by, subject="Catering – “naar behoefte” 🍲")
    b.rate(by, catering)
    b.classification(by, catering)
    b.assessment(by, catering, "CUSTOMER_TO_SUPPLIER", 3, assessed_on="2026-05-01")
    b.contract(by, catering, number="A-1", value="1234567.8901", currency="CLF", start="1999-12-31")
    removed = b.contract(by, catering, number="A-2", value="0.01", currency="EUR")
    contracts.remove_contract(by=by, contract=removed)
    ImportRun.objects.create(
        unit=b.root(),
        state="APPLIED",
        created_at=b.NOW,
        portfolio=portfolios.create_portfolio(by=by, given={"unit": b.root(), "name": "Facilities"}),
        user=lead,
        file_name="contracts.xlsx",
        digest="0" * 64,
        applied_at=b.NOW,
        report={"zebra": [1, 2.5, None], "ape": {"é": "“quoted”", "large": 12345678901234567890}},
    )
    Token.objects.create(user=lead, name="BI")
    return catering
