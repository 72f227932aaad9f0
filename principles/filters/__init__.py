"""Filtered lists of the principles: one FilterSet a listed thing, offered at every entrance.

They stand in the registry's own table by model (`relationships.filters.FILTERS`), and the list of
relationships takes conditions on compliance beside its own.
"""

from __future__ import annotations

from principles import models as p
from principles.filters.compliance import (
    COMPLYING,
    ComplianceFilter,
    ExplanationFilter,
    JudgementFilter,
    LabelDismissalFilter,
    PastComplianceFilter,
)
from principles.filters.evidence import (
    BenefitFilter,
    CapabilityFilter,
    CapabilityPairFilter,
    DevelopmentPlanFilter,
    InterestFilter,
    InterestPairFilter,
    ResistanceSignalFilter,
    ReviewFilter,
    StageFilter,
)
from principles.filters.sets import (
    ApprovalFilter,
    DiscouragedWordFilter,
    PrincipleFilter,
    PrincipleSetFilter,
    StakeholderFilter,
)
from relationships import filters
from relationships.models import Relationship

FILTERS: dict[type, type[filters.Conditions]] = {
    p.PrincipleSet: PrincipleSetFilter,
    p.Principle: PrincipleFilter,
    p.Stakeholder: StakeholderFilter,
    p.Approval: ApprovalFilter,
    p.Benefit: BenefitFilter,
    p.Interest: InterestFilter,
    p.InterestPair: InterestPairFilter,
    p.Capability: CapabilityFilter,
    p.CapabilityPair: CapabilityPairFilter,
    p.ResistanceSignal: ResistanceSignalFilter,
    p.DevelopmentPlan: DevelopmentPlanFilter,
    p.Stage: StageFilter,
    p.Review: ReviewFilter,
    p.Compliance: ComplianceFilter,
    p.PastCompliance: PastComplianceFilter,
    p.Judgement: JudgementFilter,
    p.Explanation: ExplanationFilter,
    p.LabelDismissal: LabelDismissalFilter,
    p.DiscouragedWord: DiscouragedWordFilter,
}

__all__ = ["FILTERS", *(each.__name__ for each in FILTERS.values()), "register"]


def register() -> None:
    """Have every entrance offer the lists of this room, and those on relationships by compliance."""
    for model, conditions in FILTERS.items():
        filters.register(model, conditions)
    filters.register_conditions(Relationship, COMPLYING)
