"""Where seeing one record already means seeing another, so that the statement needn't ask again.

Each follows from `visible_to` of the two kinds: what belongs to a relationship is seen by whoever sees its
unit, a party by whoever sees a relationship with it, what is shared by whoever sees any unit.
Everywhere else the statement asks, as the executor does.
"""

from __future__ import annotations

from typing import Any

from principles import models as p
from principles.queries.scope import OF_A_RELATIONSHIP as JUDGED
from principles.queries.scope import OF_ALL
from relationships import models as m

OF_A_RELATIONSHIP = (
    m.RelationshipParty,
    m.Arrangement,
    m.Contract,
    m.FactRating,
    m.TrustAssessment,
    m.Safeguard,
    m.Classification,
    m.Verdict,
    m.PastVerdict,
    *JUDGED,
)
OF_A_CONTRACT = (m.ContractLine, m.ContractPosition)
SHARED = (
    m.SafeguardKind,
    m.RuleSet,
    m.RuleSetStakeholder,
    m.RuleSetApproval,
    m.CategoryProfile,
    *OF_ALL,
)
_IN_A_UNIT = (m.Relationship, m.Portfolio, m.Unit, p.Stage, *OF_A_RELATIONSHIP, *OF_A_CONTRACT)
# The same both ways: whoever sees the one sees the other.
ALIKE = frozenset(
    {
        *((model, "relationship") for model in OF_A_RELATIONSHIP),
        *((model, "contract") for model in OF_A_CONTRACT),
        (p.Stage, "plan"),
        (m.Relationship, "unit"),
        (m.Portfolio, "unit"),
    }
)
UPWARDS = ALIKE | {(m.Relationship, "party"), (m.RelationshipParty, "party")}


def leads_to_seen(model: Any, name: str, target: Any) -> bool:
    """Whether whoever sees a record of `model` sees the `target` that its key leads to."""
    return (model, name) in UPWARDS or (target in SHARED and (model in _IN_A_UNIT or model in SHARED))


def is_seen_below(model: Any, name: str) -> bool:
    """Whether whoever sees a record sees all of `model` whose key leads to it."""
    return (model, name) in ALIKE
