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

CHECK_CODES = ("P0", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9")
"""The automatic checks that a principle may have (`principles.checks.CHECKS`)."""


class SetState(StrEnum):
    """Where a principle set stands. SUBMITTED: before its stakeholders. IN_FORCE: never changed again."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    IN_FORCE = "IN_FORCE"
    SUPERSEDED = "SUPERSEDED"


class ApprovalLapse(StrEnum):
    """Why an approval of a set no longer counts."""

    TEXT_CHANGED = "TEXT_CHANGED"
    WITHDRAWN = "WITHDRAWN"
    NOT_A_STAKEHOLDER = "NOT_A_STAKEHOLDER"


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
    "Result",
    "Scope",
    "SetState",
    "StageKind",
]
