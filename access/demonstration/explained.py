"""What persons say of the results in the demonstration: explanations, judgements, labels that are none."""

from __future__ import annotations

from typing import Any

from access.demonstration.diary import Case, principle_of
from principles.actions import explanations, judgements, labels
from principles.models import Explanation
from relationships.actor import Actor


def explain(case: Case, told: dict[str, Any]) -> None:
    """Note an explanation: the keeper writes it, the manager approves it, and it may be withdrawn."""

    def write(by: Actor) -> None:
        principle = principle_of(told["principle"])
        if principle is None:
            return
        given = {
            "principle": principle,
            "reason": told["reason"],
            "instead": told["instead"],
            "valid_until": case.diary.day(-told["lasts"]),
        }
        written = explanations.write_explanation(by=by, relationship=case.relationship, given=given)
        if "approved" in told:
            case.note(told["approved"], lambda by: _approve(written, by), case.manager)
        if "withdrawn" in told:
            case.note(told["withdrawn"], lambda by: _take_back(written, by))

    case.note(told["written"], write)


def _approve(written: Explanation, by: Actor) -> None:
    explanations.approve_explanation(by=by, explanation=written)


def _take_back(written: Explanation, by: Actor) -> None:
    """Nothing is left to take back where it has lapsed by itself."""
    if Explanation.objects.filter(pk=written.pk, lapsed_at__isnull=True).exists():
        explanations.withdraw_explanation(by=by, explanation=written)


def judge(case: Case, told: dict[str, Any]) -> None:
    """Note a judgement, and the day on which it is withdrawn."""

    def write(by: Actor) -> None:
        principle = principle_of(told["principle"])
        if principle is None:
            return
        given = {"principle": principle, "result": told["result"], "reason": told["reason"]}
        judged = judgements.judge_compliance(by=by, relationship=case.relationship, given=given)
        if "withdrawn" in told:
            days = told["withdrawn"]
            case.note(days, lambda by: judgements.withdraw_judgement(by=by, judgement=judged))

    case.note(told["judged"], write)


def dismiss(case: Case, told: dict[str, Any]) -> None:
    """Note that a word in the subject, and in the title of the contract, is no label."""
    for place in ("SUBJECT", "TITLE"):
        given = {
            "place": place,
            "word": told["word"],
            "text": case.blueprint.subject,
            "reason": told["reason"],
        }
        case.note(
            told["dismissed"],
            lambda by, given=given: labels.dismiss_label(by=by, relationship=case.relationship, given=given),
        )
