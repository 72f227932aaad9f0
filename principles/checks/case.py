"""A relationship under a check: the subject, the set's limits, the day, and the depth decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from principles.checks.codes import ReasonCode, Result
from principles.checks.days import Days
from principles.checks.findings import Reasons, Verdict, because
from principles.checks.records import DevelopmentPlan, Limits, Review, Subject
from relationships.choices import Side

SIDES = (Side.CUSTOMER, Side.SUPPLIER)
NON_COMPLIANT, NOT_ASSESSABLE = Result.NON_COMPLIANT, Result.NOT_ASSESSABLE
PARTLY, COMPLIANT = Result.PARTLY, Result.COMPLIANT


class Case(NamedTuple):
    """What a check reads. `depth` is decided; 0 when the relationship is unclassified (P8)."""

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

    def on_schedule(self, plan: DevelopmentPlan) -> bool:
        """Whether it shows that a plan keeps its days: it has stages, each done, or due and not behind."""
        planned = all(each.done_on is not None or each.due_on is not None for each in plan.stages)
        return bool(plan.stages) and planned and not self.behind(plan)


def judged(
    *,
    non_compliant: Reasons,
    not_assessable: Reasons,
    partly: Reasons,
    missing: Reasons,
    met: Callable[[], Reasons],
) -> Verdict:
    """The first column that is met, in the order of the table.

    Each cell comes as the reasons for which it is met, none when it isn't. `missing`: what else keeps it from
    COMPLIANT, so that what meets no column is PARTLY with what is missing. `met`: why it is COMPLIANT.
    """
    if non_compliant:
        return Verdict(NON_COMPLIANT, non_compliant, (*not_assessable, *partly, *missing))
    if not_assessable:
        return Verdict(NOT_ASSESSABLE, not_assessable, (*partly, *missing))
    if partly or missing:
        return Verdict(PARTLY, (*partly, *missing))
    return Verdict(COMPLIANT, met())
