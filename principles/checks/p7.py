"""P7, not everyone is a friend: the type fits the nature and attitude of the parties.

The posture matches when the parties impose the posture that was chosen, or none was chosen and none is
imposed. A plan to raise the binding cap: the plans together are to raise every cap that equals the feasible
depth, since the lowest wins. With unknown facts the columns are tried for every way the parties may stand;
what they don't agree on depends on the unknown facts.
"""

from __future__ import annotations

from collections.abc import Iterator

from principles.checks.case import Case
from principles.checks.codes import ReasonCode, Result
from principles.checks.findings import Reason, Verdict, because
from principles.checks.p6 import LIMITED_BY, POSTURE_BY, POSTURES
from principles.checks.possible import Possibility, decided
from principles.checks.records import Stance
from relationships.choices import CollaborationType, Posture

DEPENDENCE_PLAN = "DEPENDENCE_PLAN"
PLANNED_ABOVE = 1
FAILURES = (
    ReasonCode.ABOVE_FEASIBLE,
    ReasonCode.POSTURE_NAIVE,
    ReasonCode.POSTURE_HOSTILE,
    ReasonCode.DEPENDENCE_UNMANAGED,
)


def check(case: Case) -> Verdict:
    return decided(_possibilities(case), case.subject.fit, LIMITED_BY | POSTURE_BY)


def _possibilities(case: Case) -> Iterator[Possibility]:
    fit = case.subject.fit
    compliant, partly, non_compliant = Result.COMPLIANT, Result.PARTLY, Result.NON_COMPLIANT
    for stance in sorted(fit.stances, key=lambda each: -each.feasible) if fit is not None else ():
        found = [each for each in (_above(case, stance), _posture(case, stance)) if each is not None]
        failures = tuple(each for each in found if each.code in FAILURES)
        if failures:
            yield non_compliant, tuple(found)
        elif found:
            yield partly, tuple(found)
        else:
            yield compliant, (because(ReasonCode.PARTIES_ALLOW, feasible=stance.feasible),)


def _above(case: Case, stance: Stance) -> Reason | None:
    """A ladder type deeper than the parties allow; the depth of CAPTIVE and GUARDED never is."""
    levels = case.depth - stance.feasible
    if case.subject.chosen in POSTURES or levels <= 0:
        return None
    planned = set[str]().union(*(each.raises for each in case.subject.plans))
    with_plan = levels == PLANNED_ABOVE and bool(stance.caps) and planned.issuperset(stance.caps)
    return because(
        ReasonCode.ABOVE_FEASIBLE_WITH_PLAN if with_plan else ReasonCode.ABOVE_FEASIBLE,
        depth=case.depth,
        feasible=stance.feasible,
        levels=levels,
        caps=tuple(map(str, stance.caps)),
    )


def _posture(case: Case, stance: Stance) -> Reason | None:
    """The one thing to say when the posture that is imposed and the one that is chosen differ."""
    imposed, chosen = stance.posture, case.subject.chosen
    if imposed == chosen or (imposed == Posture.NONE and chosen not in POSTURES):
        return None
    if imposed == Posture.GUARDED:
        return because(ReasonCode.POSTURE_NAIVE)
    if chosen == CollaborationType.GUARDED:
        return because(ReasonCode.POSTURE_HOSTILE)
    if imposed == Posture.CAPTIVE:
        present = DEPENDENCE_PLAN in case.subject.arrangements
        return because(ReasonCode.DEPENDENCE_PLANNED if present else ReasonCode.DEPENDENCE_UNMANAGED)
    return because(ReasonCode.DEPENDENCE_OVERSTATED)
