"""The codes that the records of the principles store, beside those that the checks read.

Plain string enumerations, free of Django; the checks' own stand in `principles.checks.codes`.
"""

from enum import StrEnum

from principles.checks.codes import (
    AnswerKind,
    Beneficiary,
    CapabilityPairKind,
    CapabilityPairState,
    InterestKind,
    LabelPlace,
    OverlapReason,
    PairRating,
    Priority,
    RecordKind,
    ResistanceAsked,
    ResistanceVerdict,
    Result,
    Scope,
    StageKind,
)
from relationships.choices import ApprovalLapse

CHECK_CODES = ("P0", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9")
"""The automatic checks that a principle may have (`principles.checks.CHECKS`)."""


class SetState(StrEnum):
    """Where a principle set stands. SUBMITTED: before its stakeholders. IN_FORCE: never changed again."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    IN_FORCE = "IN_FORCE"
    SUPERSEDED = "SUPERSEDED"


class ExplanationLapse(StrEnum):
    """Why an explanation no longer counts."""

    EXPIRED = "EXPIRED"
    RECORD_CHANGED = "RECORD_CHANGED"
    DECISION_CHANGED = "DECISION_CHANGED"
    REPLACED = "REPLACED"
    WITHDRAWN = "WITHDRAWN"


class ComputedResult(StrEnum):
    """What a check says, as stored. PENDING: a bulk change has yet to be computed."""

    COMPLIANT = "COMPLIANT"
    PARTLY = "PARTLY"
    NON_COMPLIANT = "NON_COMPLIANT"
    NOT_ASSESSABLE = "NOT_ASSESSABLE"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    PENDING = "PENDING"


class EffectiveResult(StrEnum):
    """What counts in the end: the check's or a person's result, or that it is explained."""

    COMPLIANT = "COMPLIANT"
    PARTLY = "PARTLY"
    NON_COMPLIANT = "NON_COMPLIANT"
    EXPLAINED = "EXPLAINED"
    NOT_ASSESSABLE = "NOT_ASSESSABLE"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    PENDING = "PENDING"


class ResistanceDriver(StrEnum):
    """What moves somebody to resist what the other side can do."""

    VALUES_AND_BELIEFS = "VALUES_AND_BELIEFS"
    GROUPTHINK = "GROUPTHINK"
    CONFORMISM = "CONFORMISM"
    NOT_INVENTED_HERE = "NOT_INVENTED_HERE"
    INTEREST = "INTEREST"
    LOSS_OF_POSITION = "LOSS_OF_POSITION"
    EXPERIENCE = "EXPERIENCE"
    RATIONAL_OBJECTION = "RATIONAL_OBJECTION"


class Severity(StrEnum):
    """How bad it is when nothing is done, the worst first. CRITICAL: only days are left."""

    CRITICAL = "CRITICAL"
    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


class AttentionKind(StrEnum):
    """What asks for somebody's attention (docs/attention.md has the rule of each)."""

    NOTICE_DEADLINE = "NOTICE_DEADLINE"
    OPTION_DEADLINE = "OPTION_DEADLINE"
    RETENDER_START = "RETENDER_START"
    EXPLANATION_LAPSING = "EXPLANATION_LAPSING"
    MISFIT = "MISFIT"
    TRUST_GAP = "TRUST_GAP"
    NON_COMPLIANCE = "NON_COMPLIANCE"
    CONTRADICTION = "CONTRADICTION"
    VIABILITY_LOW = "VIABILITY_LOW"
    RESISTANCE_UNINVESTIGATED = "RESISTANCE_UNINVESTIGATED"
    FRAMEWORK_TOO_LONG = "FRAMEWORK_TOO_LONG"
    NOT_ASSESSABLE = "NOT_ASSESSABLE"
    TRUST_STALE = "TRUST_STALE"
    REVIEW_OVERDUE = "REVIEW_OVERDUE"
    CONTRACT_REVIEW_DUE = "CONTRACT_REVIEW_DUE"
    ARRANGEMENTS_MISSING = "ARRANGEMENTS_MISSING"
    OWNER_MISSING = "OWNER_MISSING"
    DEPUTY_MISSING = "DEPUTY_MISSING"
    ASSUMED_FACTS = "ASSUMED_FACTS"
    TACIT_RENEWAL_UNLIMITED = "TACIT_RENEWAL_UNLIMITED"
    DEADLINE_UNKNOWN = "DEADLINE_UNKNOWN"
    UNCLASSIFIED = "UNCLASSIFIED"


class ResolvingAct(StrEnum):
    """What takes something off the attention list."""

    DECIDE_ON_NOTICE = "DECIDE_ON_NOTICE"
    DECIDE_ON_OPTION = "DECIDE_ON_OPTION"
    START_RETENDER = "START_RETENDER"
    RENEW_EXPLANATION = "RENEW_EXPLANATION"
    APPROVE_EXPLANATION = "APPROVE_EXPLANATION"
    CLASSIFY_AGAIN = "CLASSIFY_AGAIN"
    CLOSE_TRUST_GAP = "CLOSE_TRUST_GAP"
    COMPLY_OR_EXPLAIN = "COMPLY_OR_EXPLAIN"
    ALIGN_UNITS = "ALIGN_UNITS"
    SECURE_CONTINUITY = "SECURE_CONTINUITY"
    INVESTIGATE_RESISTANCE = "INVESTIGATE_RESISTANCE"
    END_FRAMEWORK = "END_FRAMEWORK"
    RATE_FACTS = "RATE_FACTS"
    ASSESS_TRUST = "ASSESS_TRUST"
    HOLD_REVIEW = "HOLD_REVIEW"
    MAKE_ARRANGEMENTS = "MAKE_ARRANGEMENTS"
    NAME_OWNER = "NAME_OWNER"
    NAME_DEPUTY = "NAME_DEPUTY"
    LIMIT_RENEWAL = "LIMIT_RENEWAL"
    RECORD_NOTICE_PERIOD = "RECORD_NOTICE_PERIOD"
    CLASSIFY = "CLASSIFY"


class Language(StrEnum):
    """The languages that the registry's texts and word lists are in."""

    NL = "nl"
    EN = "en"


RATIONAL_VERDICTS = (ResistanceVerdict.RATIONAL, ResistanceVerdict.MIXED)

__all__ = [
    "CHECK_CODES",
    "RATIONAL_VERDICTS",
    "AnswerKind",
    "ApprovalLapse",
    "AttentionKind",
    "Beneficiary",
    "CapabilityPairKind",
    "CapabilityPairState",
    "ComputedResult",
    "EffectiveResult",
    "ExplanationLapse",
    "InterestKind",
    "LabelPlace",
    "Language",
    "OverlapReason",
    "PairRating",
    "Priority",
    "RecordKind",
    "ResistanceAsked",
    "ResistanceDriver",
    "ResistanceVerdict",
    "ResolvingAct",
    "Result",
    "Scope",
    "SetState",
    "Severity",
    "StageKind",
]
