"""The records that the tests of this folder act on."""

from __future__ import annotations

import pytest

from relationships import models as m
from relationships.actions.contracts import add_line
from relationships.actions.rule_sets import draft_rule_set
from tests import builders as b
from tests.relationships.bad_input.forms import World


@pytest.fixture
def world() -> World:
    unit, party = b.unit("A"), b.party()
    portfolio = b.portfolio(unit=unit, currency="EUR")
    relationship = b.relationship(unit=unit, party=party, portfolio=portfolio)
    contract = b.contract(None, relationship, currency="EUR")
    return World(
        unit=unit,
        user=b.user("READER", unit),
        party=party,
        portfolio=portfolio,
        relationship=relationship,
        contract=contract,
        line=add_line(by=b.system(), contract=contract, given={"amount": "10"}),
        safeguard=b.safeguard(None, relationship, "AUDIT", active_from="2026-01-01"),
        kind=m.SafeguardKind.objects.get(code="AUDIT"),
        profile=m.CategoryProfile.objects.get(name="cleaning"),
        rules=draft_rule_set(by=b.system(), name="Two"),
    )
