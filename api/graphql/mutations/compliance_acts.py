"""Acts of persons on what a check found: judging otherwise, explaining, dismissing a label."""

from __future__ import annotations

from api.graphql.mutations import principle_inputs as inputs
from api.graphql.mutations.acts import Act
from principles import models as p
from principles.actions import explanations, judgements, labels
from relationships import models as m

_RELATIONSHIP = ("relationship", m.Relationship)
_EXPLANATION = ("explanation", p.Explanation)
_JUDGEMENT = ("judgement", p.Judgement)

COMPLIANCE = (
    Act(
        "judge_compliance",
        "Judge a relationship under a principle otherwise than the check, with the reason.",
        judgements.judge_compliance,
        on=_RELATIONSHIP,
        argument="relationship",
        given=inputs.JudgementInput,
        gives=_JUDGEMENT,
    ),
    Act(
        "withdraw_judgement",
        "Have what was computed count again. The judgement stays on record.",
        judgements.withdraw_judgement,
        on=_JUDGEMENT,
        versioned=True,
        gives=_JUDGEMENT,
    ),
    Act(
        "write_explanation",
        "Explain a departure from a principle. It awaits the approval of somebody else.",
        explanations.write_explanation,
        on=_RELATIONSHIP,
        argument="relationship",
        given=inputs.ExplanationInput,
        gives=_EXPLANATION,
    ),
    Act(
        "approve_explanation",
        "Approve what somebody else wrote: from now on it counts.",
        explanations.approve_explanation,
        on=_EXPLANATION,
        versioned=True,
        gives=_EXPLANATION,
    ),
    Act(
        "withdraw_explanation",
        "Have an explanation no longer count; the result it explained shows again.",
        explanations.withdraw_explanation,
        on=_EXPLANATION,
        versioned=True,
        gives=_EXPLANATION,
    ),
    Act(
        "dismiss_label",
        "Say that a word found in a text is no label, with the reason.",
        labels.dismiss_label,
        on=_RELATIONSHIP,
        argument="relationship",
        given=inputs.LabelDismissalInput,
        gives=("label_dismissal", p.LabelDismissal),
    ),
    Act(
        "undo_dismissal",
        "Have a dismissed label count again.",
        labels.undo_dismissal,
        on=("dismissal", p.LabelDismissal),
        versioned=True,
    ),
)
