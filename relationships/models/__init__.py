"""The records of the registry, one noun a file."""

from relationships.models.category import CategoryAlias, CategoryProfile, CpvPrefix, ProfileFact
from relationships.models.classification import (
    BulkRun,
    Classification,
    PastVerdict,
    Verdict,
)
from relationships.models.contract import Contract, ContractLine, ContractPosition
from relationships.models.facts import (
    ExchangeRate,
    FactRating,
    Safeguard,
    SafeguardKind,
    TrustAssessment,
)
from relationships.models.party import Party, PartyAlias, PartyDistinction, PartyIdentifier, PartyMerge
from relationships.models.portfolio import Portfolio
from relationships.models.relationship import Arrangement, Relationship, RelationshipParty
from relationships.models.rule_set import RuleSet, RuleSetApproval, RuleSetStakeholder
from relationships.models.unit import RoleAssignment, Unit
from relationships.models.user import User

__all__ = [
    "Arrangement",
    "BulkRun",
    "CategoryAlias",
    "CategoryProfile",
    "Classification",
    "Contract",
    "ContractLine",
    "ContractPosition",
    "CpvPrefix",
    "ExchangeRate",
    "FactRating",
    "Party",
    "PartyAlias",
    "PartyDistinction",
    "PartyIdentifier",
    "PartyMerge",
    "PastVerdict",
    "Portfolio",
    "ProfileFact",
    "Relationship",
    "RelationshipParty",
    "RoleAssignment",
    "RuleSet",
    "RuleSetApproval",
    "RuleSetStakeholder",
    "Safeguard",
    "SafeguardKind",
    "TrustAssessment",
    "Unit",
    "User",
    "Verdict",
]
