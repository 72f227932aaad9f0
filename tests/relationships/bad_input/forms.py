"""Records to act on, and the pairs of actions that take the fields of one kind of record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from relationships import models as m
from relationships.actions.categories import PROFILE_FIELDS, change_profile, create_profile
from relationships.actions.contracts import (
    CONTRACT_FIELDS,
    LINE_FIELDS,
    add_line,
    change_contract,
    change_line,
    create_contract,
)
from relationships.actions.parties import PARTY_FIELDS, change_party, create_party
from relationships.actions.portfolios import PORTFOLIO_FIELDS, change_portfolio, create_portfolio
from relationships.actions.relationships import (
    RELATIONSHIP_FIELDS,
    change_relationship,
    create_relationship,
)
from relationships.actions.tables import KIND_FIELDS, change_safeguard_kind, create_safeguard_kind
from relationships.actions.trust import (
    ASSESSMENT_FIELDS,
    SAFEGUARD_FIELDS,
    add_safeguard,
    assess_trust,
    change_safeguard,
)
from relationships.actions.units import (
    UNIT_FIELDS,
    USER_FIELDS,
    change_unit,
    change_user,
    create_unit,
    create_user,
)
from tests import builders as b


@dataclass
class World:
    """Records to act on."""

    unit: m.Unit
    user: m.User
    party: m.Party
    portfolio: m.Portfolio
    relationship: m.Relationship
    contract: m.Contract
    line: m.ContractLine
    safeguard: m.Safeguard
    kind: m.SafeguardKind
    profile: m.CategoryProfile
    rules: m.RuleSet


Do = Callable[[World, dict[str, Any]], Any]


@dataclass(frozen=True)
class Form:
    """A pair of actions that take the fields of one kind of record."""

    model: Any
    fields: tuple[str, ...]
    create: Do
    needed: Callable[[World], dict[str, Any]]
    change: Do | None = None


FORMS = {
    "unit": Form(
        m.Unit,
        UNIT_FIELDS,
        lambda w, given: create_unit(by=b.system(), given=given),
        lambda w: {"code": "NEW", "name": "New", "parent": "ROOT"},
        lambda w, given: change_unit(by=b.system(), unit=w.unit, given=given),
    ),
    "user": Form(
        m.User,
        USER_FIELDS,
        lambda w, given: create_user(by=b.system(), given=given),
        lambda w: {"username": "new"},
        lambda w, given: change_user(by=b.system(), user=w.user, given=given),
    ),
    "party": Form(
        m.Party,
        PARTY_FIELDS,
        lambda w, given: create_party(by=b.system(), given=given),
        lambda w: {"name": "New"},
        lambda w, given: change_party(by=b.system(), party=w.party, given=given),
    ),
    "portfolio": Form(
        m.Portfolio,
        PORTFOLIO_FIELDS,
        lambda w, given: create_portfolio(by=b.system(), given=given),
        lambda w: {"name": "New", "unit": "A"},
        lambda w, given: change_portfolio(by=b.system(), portfolio=w.portfolio, given=given),
    ),
    "relationship": Form(
        m.Relationship,
        RELATIONSHIP_FIELDS,
        lambda w, given: create_relationship(by=b.system(), given=given),
        lambda w: {"unit": "A", "party": w.party, "our_role": "CUSTOMER", "portfolio": w.portfolio},
        lambda w, given: change_relationship(by=b.system(), relationship=w.relationship, given=given),
    ),
    "contract": Form(
        m.Contract,
        CONTRACT_FIELDS,
        lambda w, given: create_contract(by=b.system(), relationship=w.relationship, given=given),
        lambda w: {},
        lambda w, given: change_contract(by=b.system(), contract=w.contract, given=given),
    ),
    "line": Form(
        m.ContractLine,
        LINE_FIELDS,
        lambda w, given: add_line(by=b.system(), contract=w.contract, given=given),
        lambda w: {"amount": "5"},
        lambda w, given: change_line(by=b.system(), line=w.line, given=given),
    ),
    "assessment": Form(
        m.TrustAssessment,
        ASSESSMENT_FIELDS,
        lambda w, given: assess_trust(by=b.system(), relationship=w.relationship, given=given),
        lambda w: {"direction": "CUSTOMER_TO_SUPPLIER", "level": 3},
    ),
    "safeguard": Form(
        m.Safeguard,
        SAFEGUARD_FIELDS,
        lambda w, given: add_safeguard(by=b.system(), relationship=w.relationship, given=given),
        lambda w: {"kind": "AUDIT"},
        lambda w, given: change_safeguard(by=b.system(), safeguard=w.safeguard, given=given),
    ),
    "kind": Form(
        m.SafeguardKind,
        KIND_FIELDS,
        lambda w, given: create_safeguard_kind(by=b.system(), given=given),
        lambda w: {"code": "NEW", "name": "New", "level": 2},
        lambda w, given: change_safeguard_kind(by=b.system(), kind=w.kind, given=given),
    ),
    "profile": Form(
        m.CategoryProfile,
        PROFILE_FIELDS,
        lambda w, given: create_profile(by=b.system(), given=given),
        lambda w: {"name": "New"},
        lambda w, given: change_profile(by=b.system(), profile=w.profile, given=given),
    ),
}
