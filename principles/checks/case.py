"""A relationship under a check: the subject, the set's limits, the day, and the depth decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from principles.checks.codes import ReasonCode, Result
from principles.checks.days import Days
from principles.checks.findings import Reasons, Verdict, because
from principles.checks.records import DevelopmentPlan, Limits, Review, Subject
from relationships.choices import Side

SIDES = (Side.CUSTOMER, Side.SUPPLIER)


@dataclass(frozen=True, slots=True)
class Case:
    """What a row of the table reads. `depth` is decided; 0 when the relationship is unclassified (P8)."""

    subject: Subject
    limits: Limits
    depth: int
    days: Days

    def reviews(self) -> list[Review]:
        """The reviews held up to the day, the last one last."""
        held = [each for each in self.subject.reviews if self.days.has_come(each.held_on)]
        return sorted(held, key=lambda each: each.held_on)

    def review_lacking(self) -> Reasons:
        """Empty while the review is in date: the last one is at most so many months old."""
        reviews = self.reviews()
        if not reviews:
            return (because(ReasonCode.REVIEW_MISSING),)
        last = reviews[-1].held_on
        if self.days.within_months(last, self.limits.review_months):
            return ()
        return (because(ReasonCode.REVIEW_OVERDUE, on=last, months=self.limits.review_months),)

    def behind(self, plan: DevelopmentPlan) -> list[str]:
        """The stages of a plan whose due day has passed undone."""
        return [
            str(each.kind)
            for each in plan.stages
            if each.done_on is None and each.due_on is not None and not self.days.up_to(each.due_on)
        ]


Cell = Callable[[Case], Reasons]
"""A cell of the table: the reasons for which it is met, none when it isn't."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table. `lacking`: what is missing for COMPLIANT; `met`: why it is, when nothing is."""

    non_compliant: Cell
    not_assessable: Cell
    partly: Cell
    lacking: Cell
    met: Cell

    def judge(self, case: Case) -> Verdict:
        """The first column that is met, in the order of the table; none is PARTLY. PARTLY says all that is
        missing."""
        lacking = self.lacking(case)
        for result, cell in (
            (Result.NON_COMPLIANT, self.non_compliant),
            (Result.NOT_ASSESSABLE, self.not_assessable),
            (Result.PARTLY, self.partly),
        ):
            reasons = cell(case)
            if reasons and result is Result.PARTLY:
                return Verdict(result, (*reasons, *(each for each in lacking if each not in reasons)))
            if reasons:
                return Verdict(result, reasons, lacking)
        if lacking:
            return Verdict(Result.PARTLY, lacking)
        return Verdict(Result.COMPLIANT, self.met(case))


def never(_case: Case) -> Reasons:
    """A cell that is never met."""
    return ()
