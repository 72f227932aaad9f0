"""What a person reads beside the codes of this room: they stand in the registry's own table of labels.

The results, reasons and ways are named by the checks themselves (`principles.checks.texts`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from principles import choices as c
from relationships.labels import LABELS

_RESULTS = {
    "COMPLIANT": _("Compliant"),
    "PARTLY": _("Partly compliant"),
    "NON_COMPLIANT": _("Not compliant"),
    "NOT_ASSESSABLE": _("Not assessable"),
    "NOT_APPLICABLE": _("Not applicable"),
    "EXPLAINED": _("Explained"),
    "PENDING": _("Being computed"),
}


def _results(codes: type[StrEnum]) -> dict[str, Any]:
    return {each: _RESULTS[each.value] for each in codes}


NAMED: dict[type[StrEnum], dict[str, Any]] = {
    c.Result: _results(c.Result),
    c.ComputedResult: _results(c.ComputedResult),
    c.EffectiveResult: _results(c.EffectiveResult),
    c.SetState: {
        c.SetState.DRAFT: _("Draft"),
        c.SetState.SUBMITTED: _("Submitted"),
        c.SetState.IN_FORCE: _("In force"),
        c.SetState.SUPERSEDED: _("Superseded"),
    },
    c.ApprovalLapse: {
        c.ApprovalLapse.TEXT_CHANGED: _("The text was changed after it was given"),
        c.ApprovalLapse.WITHDRAWN: _("Taken back by who gave it"),
        c.ApprovalLapse.NOT_A_STAKEHOLDER: _("No longer a stakeholder"),
    },
    c.ExplanationLapse: {
        c.ExplanationLapse.EXPIRED: _("Expired"),
        c.ExplanationLapse.RECORD_CHANGED: _("A record that the check reads was changed"),
        c.ExplanationLapse.DECISION_CHANGED: _("The type or the trust target became another"),
        c.ExplanationLapse.REPLACED: _("Replaced by a newer one"),
        c.ExplanationLapse.WITHDRAWN: _("Taken back"),
    },
    c.Beneficiary: {
        c.Beneficiary.THEM: _("The other party"),
        c.Beneficiary.JOINT: _("Both together"),
        c.Beneficiary.OWN: _("Ourselves"),
        c.Beneficiary.WORLD: _("The world around"),
    },
    c.InterestKind: {
        c.InterestKind.INTEREST: _("Interest"),
        c.InterestKind.GOAL: _("Goal"),
        c.InterestKind.NEED: _("Need"),
        c.InterestKind.HESITATION: _("Hesitation"),
    },
    c.Priority: {
        c.Priority.HIGH: _("High"),
        c.Priority.MEDIUM: _("Medium"),
        c.Priority.LOW: _("Low"),
    },
    c.Scope: {
        c.Scope.DEPARTMENT: _("Of a department"),
        c.Scope.ORGANISATION: _("Of the whole organisation"),
    },
    c.PairRating: {
        c.PairRating.SHARED: _("Shared"),
        c.PairRating.COMPATIBLE: _("Compatible"),
        c.PairRating.CONFLICTING: _("Conflicting"),
    },
    c.CapabilityPairKind: {
        c.CapabilityPairKind.COMPLEMENTARY: _("Complementary"),
        c.CapabilityPairKind.OVERLAPPING: _("Overlapping"),
    },
    c.CapabilityPairState: {
        c.CapabilityPairState.IDENTIFIED: _("Identified"),
        c.CapabilityPairState.PLANNED: _("Planned"),
        c.CapabilityPairState.IN_USE: _("In use"),
    },
    c.OverlapReason: {c.OverlapReason.SCALE: _("Scale")},
    c.ResistanceDriver: {
        c.ResistanceDriver.VALUES_AND_BELIEFS: _("Values and beliefs"),
        c.ResistanceDriver.GROUPTHINK: _("Groupthink"),
        c.ResistanceDriver.CONFORMISM: _("Conformism"),
        c.ResistanceDriver.NOT_INVENTED_HERE: _("Not invented here"),
        c.ResistanceDriver.INTEREST: _("An interest of one's own"),
        c.ResistanceDriver.LOSS_OF_POSITION: _("Loss of position"),
        c.ResistanceDriver.EXPERIENCE: _("Experience"),
        c.ResistanceDriver.RATIONAL_OBJECTION: _("A rational objection"),
    },
    c.ResistanceVerdict: {
        c.ResistanceVerdict.RATIONAL: _("Rational"),
        c.ResistanceVerdict.MIXED: _("Partly rational"),
        c.ResistanceVerdict.NOT_RATIONAL: _("Not rational"),
    },
    c.AnswerKind: {
        c.AnswerKind.MEASURE: _("Measure"),
        c.AnswerKind.ACCEPTED_RISK: _("Accepted risk"),
        c.AnswerKind.REJECTION: _("Rejection"),
    },
    c.ResistanceAsked: {
        c.ResistanceAsked.NOT_ASKED: _("Not asked"),
        c.ResistanceAsked.ASKED_NONE: _("Asked, none"),
        c.ResistanceAsked.ASKED_FOUND: _("Asked, found"),
    },
    c.StageKind: {
        c.StageKind.ALIGN_INTERESTS: _("Align interests"),
        c.StageKind.UNDERSTAND_DRIVERS: _("Understand drivers"),
        c.StageKind.DECIDE_MODEL: _("Decide model"),
        c.StageKind.ROADMAP: _("Roadmap"),
        c.StageKind.SET_UP: _("Set up"),
        c.StageKind.OPERATE: _("Operate"),
    },
    c.LabelPlace: {
        c.LabelPlace.TYPE: _("Type of a contract"),
        c.LabelPlace.SEGMENT: _("Segment or category"),
        c.LabelPlace.SUBJECT: _("Subject"),
        c.LabelPlace.TITLE: _("Title of a contract"),
        c.LabelPlace.TEXT: _("Running text"),
    },
    c.Language: {c.Language.NL: _("Dutch"), c.Language.EN: _("English")},
}

for _codes, _named in NAMED.items():
    LABELS.setdefault(_codes, _named)

# What a refusal calls the records of this room, and what it says that something must be.
PHRASES = (
    N_("approval"),
    N_("benefit"),
    N_("capability"),
    N_("capability pair"),
    N_("compliance"),
    N_("development plan"),
    N_("discouraged word"),
    N_("explanation"),
    N_("interest"),
    N_("interest pair"),
    N_("judgement"),
    N_("label dismissal"),
    N_("past compliance"),
    N_("principle"),
    N_("principle set"),
    N_("resistance signal"),
    N_("review"),
    N_("stage"),
    N_("stakeholder"),
    N_("a list of caps"),
    N_("days by depth"),
    N_("limits by name"),
    N_("ACTIVE"),
    N_("INACTIVE"),
)
