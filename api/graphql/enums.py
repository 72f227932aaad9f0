"""The codes of the registry as enumerations with names of our own, each value described in English."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import graphene
from django.utils import translation

from relationships import arrangements, choices
from relationships.choices import FACTS
from relationships.fit.explanation import LineKind
from relationships.fit.texts import (
    CAP_NAMES,
    FACT_NAMES,
    FLAG_NAMES,
    POSTURE_NAMES,
    TYPE_ESSENCES,
    TYPE_NAMES,
    VERDICT_NAMES,
)
from relationships.fit.what_if import Reach
from relationships.labels import LABELS
from relationships.terms.remarks import RemarkCode


def _said(code: StrEnum, named: dict[str, Any]) -> str:
    with translation.override("en"):
        return str(named.get(code) or code.value.replace("_", " ").capitalize())


def described_enum(name: str, codes: type[StrEnum], about: str, named: dict[str, Any] | None = None) -> Any:
    """An enumeration with these codes as its values, said as `named` or the registry's labels say."""
    words = LABELS.get(codes, {}) if named is None else named

    def described(member: Any) -> str:
        return about if member is None else _said(codes(member.value), words)

    return graphene.Enum(name, [(each.value, each.value) for each in codes], description=described)


_types = {code: f"{name}. {TYPE_ESSENCES['en'][code]}" for code, name in TYPE_NAMES["en"].items()}
_Fact = StrEnum("_Fact", [(code, code) for code in FACTS])  # type: ignore[misc]
_Arrangement = StrEnum("_Arrangement", [(code, code) for code in arrangements.KINDS])  # type: ignore[misc]
_REACHES = {
    Reach.SINGLE_STEP: "One step of one fact leads to another type.",
    Reach.ONE_FACT: "A larger change of one fact leads to another type.",
    Reach.TWO_FACTS: "Only a change of two facts leads to another type.",
    Reach.NONE: "No change of two facts leads to another type.",
    Reach.UNDECIDED: "There is no recommended type yet: settle the deciding facts first.",
}
_REMARKS = {
    RemarkCode.END_UNKNOWN: "No stated end, and no start or term to compute it from.",
    RemarkCode.END_BEFORE_START: "The end lies before the start.",
    RemarkCode.STATED_END_DIFFERS: "The stated end, which counts, isn't the start plus the term.",
    RemarkCode.STATED_LATEST_END_DIFFERS: "The stated latest end, which counts, isn't that of the options.",
    RemarkCode.LATEST_END_BEFORE_END: "The stated latest end lies before the current end.",
    RemarkCode.RENEWAL_UNKNOWN: "It renews tacitly, but for how long isn't known.",
    RemarkCode.NOTICE_UNKNOWN: "Without a notice period the deadline is unknown.",
    RemarkCode.ANNIVERSARY_UNKNOWN: "Notice must fall on the anniversary of a start that isn't known.",
    RemarkCode.OPTION_NOTICE_UNKNOWN: "Without an option notice period the option deadline is unknown.",
    RemarkCode.OPTIONS_OVERCOUNTED: "More options are used than were agreed.",
    RemarkCode.NOTICE_DEADLINE_MISSED: "Notice against the end of the running term is too late by now.",
    RemarkCode.OPTION_DEADLINE_MISSED: "The next option was not used by its deadline.",
    RemarkCode.NOTICE_TOO_LATE: "Notice came after the deadline of the term then running.",
    RemarkCode.NOTICE_WITHOUT_EFFECT: "Notice doesn't end this term: it ends by itself, or had ended.",
}

RelationshipSide = described_enum("RelationshipSide", choices.Side, "A side of a relationship.")
TrustDirection = described_enum("TrustDirection", choices.Direction, "Who trusts whom.")
CollaborationType = described_enum(
    "CollaborationType",
    choices.CollaborationType,
    "How the parties work together: six types on a ladder of depth, and two postures.",
    _types,
)
RelationshipPosture = described_enum(
    "RelationshipPosture",
    choices.Posture,
    "What the parties force on a relationship, whatever the delivery asks.",
    POSTURE_NAMES["en"],
)
FactCode = described_enum(
    "FactCode", _Fact, "A fact of a relationship, rated 1 to 5 or unknown.", FACT_NAMES["en"]
)
FactSource = described_enum("FactSource", choices.FactSource, "Where the value of a fact comes from.")
VerdictCode = described_enum(
    "VerdictCode",
    choices.VerdictCode,
    "Whether the choice fits the facts.",
    {**VERDICT_NAMES["en"], "PENDING": "Being computed after a change of many relationships at once."},
)
VerdictFlagCode = described_enum(
    "VerdictFlagCode",
    choices.Flag,
    "What a verdict says about a chosen type and its trust.",
    FLAG_NAMES["en"],
)
DepthCap = described_enum(
    "DepthCap", choices.Cap, "What the parties bring that limits the depth.", CAP_NAMES["en"]
)
ExplanationKind = described_enum("ExplanationKind", LineKind, "What a line of an explanation is about.", {})
ChangeReach = described_enum("ChangeReach", Reach, "How far one has to go for another type.", _REACHES)
RelationshipNature = described_enum("RelationshipNature", choices.Nature, "The nature of a relationship.")
RelationshipPhase = described_enum(
    "RelationshipPhase", choices.Phase, "Where a relationship stands in its life."
)
PartyPart = described_enum("PartyPart", choices.PartyPart, "The part of a further party in a relationship.")
IdentifierScheme = described_enum(
    "IdentifierScheme", choices.IdentifierScheme, "Who gave a party its number."
)
ContractKind = described_enum("ContractKind", choices.ContractKind, "The legal form of a contract.")
ContractStatus = described_enum("ContractStatus", choices.ContractStatus, "Whether a contract runs.")
TermKind = described_enum("TermKind", choices.TermKind, "How the term of a contract ends or goes on.")
PeriodUnit = described_enum("PeriodUnit", choices.PeriodUnit, "The unit in which a period counts.")
NoticeFallsOn = described_enum("NoticeFallsOn", choices.NoticeFallsOn, "The days on which a notice may fall.")
TermDecider = described_enum("TermDecider", choices.Decider, "Who decides on an option or an early end.")
ProcurementRoute = described_enum(
    "ProcurementRoute", choices.Procedure, "The procurement route of a contract."
)
VatTreatment = described_enum(
    "VatTreatment", choices.VatTreatment, "Whether amounts are with or without VAT."
)
TermRemarkCode = described_enum(
    "TermRemarkCode", RemarkCode, "What has to be said beside the dates.", _REMARKS
)
ArrangementKind = described_enum(
    "ArrangementKind",
    _Arrangement,
    "Something that a collaboration type asks to have in place.",
    {code: names["en"] for code, names in arrangements.NAMES.items()},
)
ArrangementState = described_enum(
    "ArrangementState", choices.ArrangementState, "Whether an arrangement is in place."
)
RuleSetState = described_enum("RuleSetState", choices.RuleSetState, "Whether a rule set counts.")
UserRole = described_enum(
    "UserRole", choices.Role, "What a user may do on a unit; each includes those before it."
)
ChangeDoor = described_enum("ChangeDoor", choices.Door, "Through which entrance a change came in.")
