"""The codes of the principles as enumerations with names of our own, each value described in English."""

from __future__ import annotations

from enum import StrEnum

from api.graphql.enums import described_enum
from principles import choices as c
from principles.checks.codes import ReasonCode, WayCode
from principles.checks.texts import en
from principles.filters.compliance import EXPLANATION_STATES

_RESULTS = {
    "COMPLIANT": "The records show that it complies.",
    "PARTLY": "On the way, or something is missing.",
    "NON_COMPLIANT": "The records show the opposite.",
    "NOT_ASSESSABLE": "The records don't tell; never to be counted as good, nor as bad.",
    "NOT_APPLICABLE": "The principle asks nothing here.",
    "EXPLAINED": "Partly or not compliant, with an approved explanation.",
    "PENDING": "Being computed after a change of many relationships at once.",
}
_Check = StrEnum("_Check", [(code, code) for code in c.CHECK_CODES])  # type: ignore[misc]
_Difference = StrEnum("_Difference", [(act, act) for act in ("ADDED", "REMOVED", "CHANGED")])  # type: ignore[misc]

_State = StrEnum("_State", [(each, each) for each in EXPLANATION_STATES])  # type: ignore[misc]

ComplianceResult = described_enum(
    "ComplianceResult", c.Result, "What a check, or a person, says of a relationship.", _RESULTS
)
ComputedCompliance = described_enum(
    "ComputedCompliance", c.ComputedResult, "What a check says, or that it is still to be computed.", _RESULTS
)
EffectiveCompliance = described_enum(
    "EffectiveCompliance",
    c.EffectiveResult,
    "What counts in the end: the check's result, a person's, or that it is explained.",
    _RESULTS,
)
ComplianceReasonCode = described_enum(
    "ComplianceReasonCode", ReasonCode, "Why a result is what it is.", en.REASONS
)
ComplianceWayCode = described_enum(
    "ComplianceWayCode", WayCode, "What a person can do that would make it comply.", en.WAYS
)
PrincipleCheck = described_enum(
    "PrincipleCheck",
    _Check,
    "The automatic checks that a principle may have.",
    {code: f"The check described at {code} in docs/principles.md." for code in c.CHECK_CODES},
)
PrincipleSetState = described_enum(
    "PrincipleSetState",
    c.SetState,
    "Where a principle set stands.",
    {
        "DRAFT": "Everything may be changed.",
        "SUBMITTED": "Its stakeholders approve; a change of text takes it back to draft.",
        "IN_FORCE": "Relationships are held against it; never changed again.",
        "SUPERSEDED": "Another came in its place; it stays readable.",
    },
)
PrincipleDifferenceAct = described_enum(
    "PrincipleDifferenceAct",
    _Difference,
    "How a principle differs between two sets.",
    {
        "ADDED": "Only the new set has it.",
        "REMOVED": "Only the old set has it.",
        "CHANGED": "Both have it, not alike.",
    },
)
ApprovalLapse = described_enum(
    "ApprovalLapse",
    c.ApprovalLapse,
    "Why an approval of a set no longer counts.",
    {
        "TEXT_CHANGED": "What was approved was changed after it was given.",
        "WITHDRAWN": "The stakeholder took it back.",
        "NOT_A_STAKEHOLDER": "The set no longer names this user.",
    },
)
ExplanationState = described_enum(
    "ExplanationState",
    _State,
    "Where an explanation stands.",
    {
        "STANDING": "Approved, and it counts.",
        "AWAITING_APPROVAL": "Nobody has approved it yet.",
        "LAPSED": "It no longer counts.",
    },
)
ExplanationLapse = described_enum(
    "ExplanationLapse",
    c.ExplanationLapse,
    "Why an explanation no longer counts.",
    {
        "EXPIRED": "Its last day is past.",
        "RECORD_CHANGED": "A record that the check reads was added, changed or removed.",
        "DECISION_CHANGED": "The type or the trust target became another.",
        "REPLACED": "A newer one took its place.",
        "WITHDRAWN": "Somebody took it back.",
    },
)
Beneficiary = described_enum(
    "Beneficiary",
    c.Beneficiary,
    "For whom a benefit is.",
    {
        "THEM": "The other party.",
        "JOINT": "Both together.",
        "OWN": "Ourselves.",
        "WORLD": "The world around.",
    },
)
InterestKind = described_enum("InterestKind", c.InterestKind, "What kind of interest it is.", {})
InterestPriority = described_enum("InterestPriority", c.Priority, "How much an interest weighs.", {})
InterestScope = described_enum(
    "InterestScope",
    c.Scope,
    "Whose interest it is within its side.",
    {"DEPARTMENT": "Of a department.", "ORGANISATION": "Of the whole organisation."},
)
InterestPairRating = described_enum(
    "InterestPairRating",
    c.PairRating,
    "How two interests stand to each other.",
    {
        "SHARED": "Both want the same.",
        "COMPATIBLE": "The one does not hinder the other.",
        "CONFLICTING": "Opposed, and said so; it asks for an arrangement.",
    },
)
CapabilityPairKind = described_enum(
    "CapabilityPairKind", c.CapabilityPairKind, "What two capabilities make together.", {}
)
CapabilityPairState = described_enum(
    "CapabilityPairState",
    c.CapabilityPairState,
    "How far two capabilities are put together.",
    {"IDENTIFIED": "Found.", "PLANNED": "Planned.", "IN_USE": "In use."},
)
OverlapReason = described_enum(
    "OverlapReason",
    c.OverlapReason,
    "Why capabilities that overlap are put together.",
    {"SCALE": "Scale; the only reason that counts."},
)
ResistanceDriver = described_enum(
    "ResistanceDriver", c.ResistanceDriver, "What moves somebody to resist what the other side can do.", {}
)
ResistanceVerdict = described_enum(
    "ResistanceVerdict",
    c.ResistanceVerdict,
    "What an investigation found resistance to be.",
    {
        "RATIONAL": "A rational objection: it asks for an answer.",
        "MIXED": "Partly rational: it asks for an answer.",
        "NOT_RATIONAL": "Not rational.",
    },
)
ResistanceAnswerKind = described_enum(
    "ResistanceAnswerKind",
    c.AnswerKind,
    "How an objection is answered.",
    {
        "MEASURE": "By a measure with a due day.",
        "ACCEPTED_RISK": "By accepting the risk.",
        "REJECTION": "By a reasoned rejection, told to the objector.",
    },
)
ResistanceAsked = described_enum(
    "ResistanceAsked",
    c.ResistanceAsked,
    "What a review says of resistance.",
    {
        "NOT_ASKED": "Nobody asked.",
        "ASKED_NONE": "It was asked about, and there is none.",
        "ASKED_FOUND": "It was asked about, and found.",
    },
)
StageKind = described_enum("StageKind", c.StageKind, "The stages of a development plan, in their order.", {})
LabelPlace = described_enum(
    "LabelPlace",
    c.LabelPlace,
    "Where a discouraged label stands.",
    {
        "TYPE": "In the type of a contract, as imported.",
        "SEGMENT": "In the segment as imported, or the category.",
        "SUBJECT": "In the subject of the relationship.",
        "TITLE": "In the title of a contract.",
        "TEXT": "In running text, where it is a hint and changes no result.",
    },
)
TextLanguage = described_enum(
    "TextLanguage",
    c.Language,
    "The languages that texts and word lists are in.",
    {"nl": "Dutch.", "en": "English."},
)

OF_CODES = (
    (c.Result, ComplianceResult),
    (c.ComputedResult, ComputedCompliance),
    (c.EffectiveResult, EffectiveCompliance),
    (_Check, PrincipleCheck),
    (c.ApprovalLapse, ApprovalLapse),
    (c.ExplanationLapse, ExplanationLapse),
    (c.Beneficiary, Beneficiary),
    (c.InterestKind, InterestKind),
    (c.Priority, InterestPriority),
    (c.Scope, InterestScope),
    (c.PairRating, InterestPairRating),
    (c.CapabilityPairKind, CapabilityPairKind),
    (c.CapabilityPairState, CapabilityPairState),
    (c.OverlapReason, OverlapReason),
    (c.ResistanceDriver, ResistanceDriver),
    (c.ResistanceVerdict, ResistanceVerdict),
    (c.AnswerKind, ResistanceAnswerKind),
    (c.ResistanceAsked, ResistanceAsked),
    (c.StageKind, StageKind),
    (c.LabelPlace, LabelPlace),
    (c.Language, TextLanguage),
)
"""The enumeration of each kind of code that a column of the principles holds."""
