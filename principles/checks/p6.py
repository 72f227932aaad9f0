"""P6, made to measure: the type fits the nature and content of what is delivered.

A ladder type is held against the admissible depths of the needed depth: those that the delivery alone reaches
with the score lowered, unchanged and raised, before the parties limit them. With unknown facts the columns
are tried for everything that may be; what they don't agree on depends on the unknown facts. The
columns keep their order: a chosen depth that equals the feasible one below the needed one is PARTLY
even when it is among the admissible depths.
"""

from __future__ import annotations

from collections.abc import Iterator

from principles.checks.case import Case
from principles.checks.codes import ReasonCode, Result
from principles.checks.findings import Verdict, because
from principles.checks.possible import Possibility, decided
from principles.checks.records import Fit
from relationships.choices import DELIVERY_FACTS, CollaborationType, PartyFact

POSTURES = (CollaborationType.CAPTIVE, CollaborationType.GUARDED)
NEEDED_BY = frozenset(map(str, (*DELIVERY_FACTS, PartyFact.COMPLEMENTARITY)))
LIMITED_BY = frozenset(
    map(
        str,
        (
            PartyFact.ATTITUDE_CUSTOMER,
            PartyFact.ATTITUDE_SUPPLIER,
            PartyFact.ATTRACTIVENESS_CUSTOMER,
            PartyFact.ATTRACTIVENESS_SUPPLIER,
            PartyFact.GOAL_ALIGNMENT,
        ),
    )
)
POSTURE_BY = frozenset(
    map(
        str,
        (
            "specificity_customer",
            "specificity_supplier",
            PartyFact.ATTITUDE_CUSTOMER,
            PartyFact.ATTITUDE_SUPPLIER,
            PartyFact.DEPENDENCE_CUSTOMER,
            PartyFact.DEPENDENCE_SUPPLIER,
            PartyFact.GOAL_ALIGNMENT,
        ),
    )
)


def check(case: Case) -> Verdict:
    fit, chosen = case.subject.fit, case.subject.chosen
    if chosen in POSTURES:
        return decided(_of_posture(chosen, fit), fit, POSTURE_BY)
    return decided(_of_depth(case.depth, fit), fit, NEEDED_BY | LIMITED_BY)


def _of_posture(chosen: CollaborationType | None, fit: Fit | None) -> Iterator[Possibility]:
    """CAPTIVE or GUARDED chosen: it is the recommended type, or it is not."""
    for posture in sorted({each.posture for each in fit.stances}) if fit is not None else ():
        if posture == chosen:
            yield Result.COMPLIANT, (because(ReasonCode.POSTURE_RECOMMENDED, type=str(chosen)),)
        else:
            yield Result.PARTLY, (because(ReasonCode.POSTURE_NOT_RECOMMENDED, type=str(chosen)),)


def _of_depth(depth: int, fit: Fit | None) -> Iterator[Possibility]:
    """A ladder type chosen, for every need and every limit that is possible; the nearest first."""
    if fit is None:
        return
    limits = sorted({each.feasible for each in fit.stances})
    needs = sorted(set(fit.needs), key=lambda each: min(abs(depth - one) for one in each))
    for need in needs:
        for feasible in limits:
            yield _held_against(depth, need, feasible)


def _held_against(depth: int, need: tuple[int, int, int], feasible: int) -> Possibility:
    off = min(abs(depth - each) for each in need)
    limited = depth == feasible < need[1]
    admissible = tuple(sorted(set(need)))
    if off >= 2 and not limited:
        return Result.NON_COMPLIANT, (
            because(ReasonCode.DEPTH_OFF, depth=depth, levels=off, depths=admissible),
        )
    if limited:
        return Result.PARTLY, (because(ReasonCode.LIMITED_BY_PARTIES, depth=depth, needed=need[1]),)
    if off:
        return Result.PARTLY, (because(ReasonCode.DEPTH_OFF, depth=depth, levels=off, depths=admissible),)
    return Result.COMPLIANT, (because(ReasonCode.DEPTH_ADMISSIBLE, depth=depth, depths=admissible),)
