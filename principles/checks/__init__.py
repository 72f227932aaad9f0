"""The checks of the guiding principles: records in, a finding out. Pure: no Django, no models, no clock.

    finding = check("P5", subject, Limits(), on=date(2026, 11, 20))
    finding.result, finding.reasons, finding.ways, finding.read, finding.valid_until

What is the same for every principle stands here, in this order; the row of each principle in its own module.
The depth of CAPTIVE and GUARDED is min(needed, feasible): undecided, it leaves every principle from that
depth on NOT_ASSESSABLE. The exception of P8 (for commercial relationships only) belongs to where a
principle applies at all, so it is tried before the classification.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from principles.checks import p0, p1, p2, p3, p4, p5, p6, p7, p8, p9
from principles.checks.case import Case
from principles.checks.codes import ReasonCode, RecordKind, Result
from principles.checks.days import Days
from principles.checks.findings import Finding, Reason, Reasons, Verdict, Way, because
from principles.checks.fit import fit_of
from principles.checks.p6 import LIMITED_BY, NEEDED_BY, POSTURES
from principles.checks.records import ANY_DEPTH, Limits, Range, Subject
from relationships.choices import Phase

CHECKS: dict[str, Callable[[Case], Verdict]] = {
    "P0": p0.check,
    "P1": p1.check,
    "P2": p2.check,
    "P3": p3.check,
    "P4": p4.check,
    "P5": p5.check,
    "P6": p6.check,
    "P7": p7.check,
    "P8": p8.check,
    "P9": p9.check,
}
"""What each principle says once it is known to apply, at a depth that is decided."""

_K = RecordKind
READS: dict[str, tuple[RecordKind, ...]] = {
    "P0": (_K.CLASSIFICATION, _K.BENEFIT),
    "P1": (_K.CLASSIFICATION, _K.BENEFIT, _K.INTEREST),
    "P2": (_K.CLASSIFICATION, _K.INTEREST, _K.INTEREST_PAIR, _K.REVIEW),
    "P3": (_K.CLASSIFICATION, _K.CAPABILITY, _K.CAPABILITY_PAIR),
    "P4": (_K.CLASSIFICATION, _K.RESISTANCE_SIGNAL, _K.REVIEW),
    "P5": (_K.CLASSIFICATION, _K.FACT, _K.TRUST_ASSESSMENT, _K.SAFEGUARD, _K.DEVELOPMENT_PLAN),
    "P6": (_K.CLASSIFICATION, _K.FACT),
    "P7": (_K.CLASSIFICATION, _K.FACT, _K.DEVELOPMENT_PLAN, _K.ARRANGEMENT),
    "P8": (_K.CLASSIFICATION, _K.LABEL, _K.INTEREST_PAIR),
    "P9": (_K.CLASSIFICATION, _K.PHASE, _K.CONTRACT, _K.DEVELOPMENT_PLAN, _K.REVIEW),
}
"""The kinds of record each check reads."""

READS_OF_POSTURES = {code: kinds if _K.FACT in kinds else (*kinds, _K.FACT) for code, kinds in READS.items()}
"""The same for CAPTIVE and GUARDED, whose depth follows from the facts."""

ENDED = Phase.ENDED
NOT_APPLICABLE, NOT_ASSESSABLE = Result.NOT_APPLICABLE, Result.NOT_ASSESSABLE
NON_COMPLIANT = Result.NON_COMPLIANT
EARLY_PHASES = (Phase.ANALYSIS, Phase.CHOICE, Phase.DESIGN)
NOT_ASSESSABLE_WHILE_EARLY = ("P0", "P1", "P2", "P3", "P4", "P9")
DEPTH_WHEN_UNCLASSIFIED: dict[str, Range] = {"P8": (0, 2)}
"""What an unclassified relationship counts as, for the principles that can do without a classification."""


def check(code: str, subject: Subject, limits: Limits, on: date) -> Finding:
    """What this principle finds of a relationship on a day, under the limits of a set.

    Raises `KeyError` for a code without a check.
    """
    return _finding(code, subject, limits, on, _depth(subject))


def unchecked(subject: Subject, minimum_depth: int) -> Finding:
    """What there is to say of a principle without a check: whether it asks anything here at all.

    Where it does it is NOT_ASSESSABLE, without reasons, until a person judges.
    """
    verdict, _depth_decided = _applying(subject, _depth(subject), minimum_depth)
    verdict = verdict or Verdict(NOT_ASSESSABLE, ())
    read = (RecordKind.CLASSIFICATION,)
    return Finding(verdict.result, verdict.reasons, verdict.ways, read, None)


def check_all(subject: Subject, limits: Limits, on: date) -> dict[str, Finding]:
    """What every principle finds, by code."""
    depth = _depth(subject)
    return {code: _finding(code, subject, limits, on, depth) for code in CHECKS}


def _finding(code: str, subject: Subject, limits: Limits, on: date, depth: Range | None) -> Finding:
    days = Days(on)
    verdict = _verdict(code, subject, limits, days, depth)
    read = (READS if subject.chosen not in POSTURES else READS_OF_POSTURES)[code]
    return Finding(verdict.result, verdict.reasons, verdict.ways, read, days.until)


def _verdict(code: str, subject: Subject, limits: Limits, days: Days, depth: Range | None) -> Verdict:
    """The general order; then the row of the principle."""
    outside = p8.outside(subject) if code == "P8" and subject.phase != ENDED else ()
    if outside:
        return Verdict(NOT_APPLICABLE, outside)
    counted_as = DEPTH_WHEN_UNCLASSIFIED.get(code) if depth is None else None
    settled, lowest = _applying(subject, depth, limits.minimum_depths.get(code, 0), counted_as)
    if settled is not None:
        return settled
    verdict = CHECKS[code](Case(subject, limits, lowest, days))
    if (
        verdict.result is NON_COMPLIANT
        and subject.phase in EARLY_PHASES
        and code in NOT_ASSESSABLE_WHILE_EARLY
    ):
        early = because(ReasonCode.TOO_EARLY, phase=str(subject.phase))
        return Verdict(NOT_ASSESSABLE, (early, *verdict.reasons), verdict.lacking)
    return verdict


def _applying(
    subject: Subject, depth: Range | None, minimum: int, counted_as: Range | None = None
) -> tuple[Verdict | None, int]:
    """What holds whatever a principle asks, else None; and the depth at which it is asked.

    `counted_as` is what an unclassified relationship counts as; None: it can't be assessed.
    """
    if subject.phase == ENDED:
        return Verdict(NOT_APPLICABLE, (because(ReasonCode.PHASE_ENDED),)), 0
    spoken_of = depth or counted_as
    if spoken_of is None:
        return Verdict(NOT_ASSESSABLE, (because(ReasonCode.NOT_CLASSIFIED),)), 0
    lowest, highest = spoken_of
    if highest < minimum:
        return Verdict(NOT_APPLICABLE, (because(ReasonCode.BELOW_MINIMUM_DEPTH, minimum=minimum),)), lowest
    if lowest != highest and depth is not None:
        return Verdict(NOT_ASSESSABLE, _undecided(subject, lowest, highest)), lowest
    return None, lowest


def _depth(subject: Subject) -> Range | None:
    """The range of the depth, one value when decided; None without a classification."""
    if subject.chosen is None:
        return None
    depth = subject.chosen.depth
    if depth is not None:
        return depth, depth
    return subject.fit.depth if subject.fit is not None else ANY_DEPTH


def _undecided(subject: Subject, lowest: int, highest: int) -> Reasons:
    unknown = subject.fit.unknown_facts if subject.fit is not None else ()
    bearing = NEEDED_BY | LIMITED_BY
    facts = tuple(each for each in unknown if each in bearing)
    return (because(ReasonCode.DEPTH_UNDECIDED, low=lowest, high=highest, facts=facts),)


__all__ = [
    "CHECKS",
    "READS",
    "Finding",
    "Limits",
    "Reason",
    "RecordKind",
    "Result",
    "Subject",
    "Way",
    "check",
    "check_all",
    "fit_of",
    "unchecked",
]
