"""The history of each kind of record."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response

from access.models import SavedQuery, Webhook
from api.rest import shapes
from api.rest.describing import read
from api.rest.door import Door
from imports.models import ImportProfile
from principles import models as p
from relationships import models as m
from relationships.history import changes_of

# By the first word of their addresses.
WITH_HISTORY: dict[str, Any] = {
    "units": m.Unit,
    "role-assignments": m.RoleAssignment,
    "portfolios": m.Portfolio,
    "parties": m.Party,
    "party-distinctions": m.PartyDistinction,
    "relationships": m.Relationship,
    "contracts": m.Contract,
    "contract-lines": m.ContractLine,
    "facts": m.FactRating,
    "trust-assessments": m.TrustAssessment,
    "safeguards": m.Safeguard,
    "classifications": m.Classification,
    "categories": m.CategoryProfile,
    "import-profiles": ImportProfile,
    "webhooks": Webhook,
    "saved-queries": SavedQuery,
    "rule-sets": m.RuleSet,
    "safeguard-kinds": m.SafeguardKind,
    "exchange-rates": m.ExchangeRate,
    "principle-sets": p.PrincipleSet,
    "principles": p.Principle,
    "principle-set-stakeholders": p.Stakeholder,
    "principle-set-approvals": p.Approval,
    "benefits": p.Benefit,
    "interests": p.Interest,
    "interest-pairs": p.InterestPair,
    "capabilities": p.Capability,
    "capability-pairs": p.CapabilityPair,
    "resistance-signals": p.ResistanceSignal,
    "development-plans": p.DevelopmentPlan,
    "stages": p.Stage,
    "reviews": p.Review,
    "judgements": p.Judgement,
    "explanations": p.Explanation,
    "label-dismissals": p.LabelDismissal,
    "discouraged-words": p.DiscouragedWord,
}


def history_view(address: str) -> Any:
    """The view of the history of the records at an address."""
    model = WITH_HISTORY[address]
    name = model.__name__

    class History(Door):
        @read(
            f"getHistoryOf{name}",
            f"Read the history of a {model._meta.verbose_name}",
            "History",
            shapes.HistoryShape(many=True),
            "Every change, newest first: who, when, through which door, which fields, before and after.",
        )
        def get(self, request: Any, id: str) -> Response:
            return self.rows(changes_of(self.one(model, id)), shapes.HistoryShape)

    return History
