"""The records of the principles, one noun a file."""

from principles.models.benefit import Benefit
from principles.models.capability import Capability, CapabilityPair
from principles.models.compliance import Compliance, PastCompliance
from principles.models.discouraged import DiscouragedWord, LabelDismissal
from principles.models.explanation import Explanation, Judgement
from principles.models.interest import Interest, InterestPair
from principles.models.plan import DevelopmentPlan, Review, Stage
from principles.models.principle_set import Approval, Principle, PrincipleSet, Stakeholder
from principles.models.resistance import ResistanceSignal

__all__ = [
    "Approval",
    "Benefit",
    "Capability",
    "CapabilityPair",
    "Compliance",
    "DevelopmentPlan",
    "DiscouragedWord",
    "Explanation",
    "Interest",
    "InterestPair",
    "Judgement",
    "LabelDismissal",
    "PastCompliance",
    "Principle",
    "PrincipleSet",
    "ResistanceSignal",
    "Review",
    "Stage",
    "Stakeholder",
]
