"""The verdict: how a chosen type and its trust stand up to the facts (step 10, and 9 for unknowns)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from relationships.choices import CollaborationType, Flag, VerdictCode
from relationships.fit.facts import Facts
from relationships.fit.recommendation import (
    FlagFinding,
    Range,
    Recommendation,
    recommendation_of,
)
from relationships.fit.rules import Rules
from relationships.fit.situation import Situation
from relationships.fit.tables import CAPTIVE, DEEPEST, GUARDED, POSTURE_TYPE, TYPE_ORDER
from relationships.fit.trust import Trust, trust_of

FLAG_ORDER = {code: place for place, code in enumerate(Flag)}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rule says of a choice. Without a chosen type: UNCLASSIFIED, and no trust flags.

    `required_trust` is that of the chosen type, None while undecided; `mutual_trust` the lower of
    the two assessed directions, None while one is missing. `reason_required`: choosing this takes a
    reason, for one of the three causes in `reasons_for_reason` (NOT_ADMISSIBLE, UNDECIDED,
    TARGET_LOW).
    """

    recommendation: Recommendation
    chosen: CollaborationType | None
    target: int | None
    actual_c2s: int | None
    actual_s2c: int | None
    safeguards: Mapping[int, int]
    required_trust: int | None
    required_trust_range: Range | None
    mutual_trust: int | None
    flags: tuple[FlagFinding, ...]
    verdict: VerdictCode
    reasons_for_reason: tuple[str, ...]

    @property
    def reason_required(self) -> bool:
        return bool(self.reasons_for_reason)

    def flag(self, code: Flag) -> FlagFinding | None:
        """The finding of this flag, None when it isn't given."""
        return next((each for each in self.flags if each.code is code), None)


def judge(
    facts: Facts,
    rules: Rules,
    chosen: CollaborationType | None = None,
    target: int | None = None,
    actual_c2s: int | None = None,
    actual_s2c: int | None = None,
    safeguards: Mapping[int, int] | None = None,
) -> Verdict:
    """Judge a chosen type, its trust target, the actual trust in each direction and the safeguards.

    `safeguards` counts the distinct kinds active on the day by the trust level they stand in for
    (2, 3 and 4).
    """
    situation = rules.possibilities.of(facts.values)
    recommendation = recommendation_of(facts, rules, situation)
    given = safeguards or {}
    if chosen is None:
        trust = None
        flags = recommendation.flags
        code = VerdictCode.UNCLASSIFIED
        why: tuple[str, ...] = ()
    else:
        trust = trust_of(rules, situation, chosen, target, actual_c2s, actual_s2c, given)
        findings, codes = _possible_verdicts(rules, situation, TYPE_ORDER.index(chosen), trust)
        flags = tuple(
            sorted(
                (*findings, *recommendation.flags, *trust.flags),
                key=lambda each: FLAG_ORDER[each.code],
            )
        )
        code = _overall(codes, recommendation, trust)
        why = _why_a_reason(flags, recommendation)
    return Verdict(
        recommendation=recommendation,
        chosen=chosen,
        target=target,
        actual_c2s=actual_c2s,
        actual_s2c=actual_s2c,
        safeguards=given,
        required_trust=trust.required if trust else None,
        required_trust_range=trust.required_range if trust else None,
        mutual_trust=(
            min(actual_c2s, actual_s2c) if actual_c2s is not None and actual_s2c is not None else None
        ),
        flags=flags,
        verdict=code,
        reasons_for_reason=why,
    )


def _possible_verdicts(
    rules: Rules, situation: Situation, chosen: int, trust: Trust
) -> tuple[list[FlagFinding], set[VerdictCode]]:
    """The certain flags of the chosen type, and the verdicts that are possible (or two of them).

    OVER and UNDER count the levels outside the admissible depths, or when a posture is recommended
    from min(needed, feasible).
    """
    worst = rules.verdict.misfit_levels
    columns = rules.tables.required[chosen]
    marks = {imposed: _posture_flag(chosen, imposed) for imposed in (None, CAPTIVE, GUARDED)}
    on_ladder = chosen < CAPTIVE
    always_fit, least_over, least_under = True, DEEPEST, DEEPEST
    codes: set[VerdictCode] = set()
    for deliveries, parties in situation.joint:
        needs = {(*d[:3], columns[d[3]], d[4]) for d in deliveries}
        for feasible, standing in {(p[0], p[2]) for p in parties}:
            imposed = POSTURE_TYPE[standing]
            mark = marks[imposed]
            for low, needed, high, required, replaceable in needs:
                deepest = shallowest = needed if needed < feasible else feasible
                if imposed is None:
                    shallowest = low if low < feasible else feasible
                    deepest = high if high < feasible else feasible
                    fits = shallowest <= chosen <= deepest
                else:
                    fits = chosen == imposed
                over = chosen - deepest if on_ladder and chosen > deepest else 0
                under = shallowest - chosen if chosen < shallowest else 0
                always_fit = always_fit and fits
                if over < least_over:
                    least_over = over
                if under < least_under:
                    least_under = under
                if mark in MISFITS or trust.misfit[required] or over >= worst or under >= worst:
                    codes.add(VerdictCode.MISFIT)
                elif (
                    trust.attention[required]
                    or over
                    or under
                    or mark
                    or needed > feasible
                    or standing in (1, 2)
                    or (imposed == GUARDED and replaceable)
                ):
                    codes.add(VerdictCode.ATTENTION)
                else:
                    codes.add(VerdictCode.FIT)
            if len(codes) > 1 and not (always_fit or least_over or least_under):
                break
    certain = [FlagFinding(Flag.FIT)] if always_fit else []
    if least_over:
        certain.append(FlagFinding(Flag.OVER, levels=least_over))
    if least_under:
        certain.append(FlagFinding(Flag.UNDER, levels=least_under))
    given = {marks[POSTURE_TYPE[p[2]]] for _, parties in situation.joint for p in parties}
    posture_flag = given.pop() if len(given) == 1 else None
    if posture_flag is not None:
        certain.append(FlagFinding(posture_flag))
    return certain, codes


MISFITS = (Flag.POSTURE_NAIVE, Flag.POSTURE_HOSTILE, Flag.DEPENDENCE_UNMANAGED)


def _posture_flag(chosen: int, imposed: int | None) -> Flag | None:
    """The one flag given when the posture that is imposed and the one that is chosen differ."""
    if imposed == chosen:
        return None
    if imposed == GUARDED:
        return Flag.POSTURE_NAIVE
    if chosen == GUARDED:
        return Flag.POSTURE_HOSTILE
    if imposed == CAPTIVE:
        return Flag.DEPENDENCE_UNMANAGED
    return Flag.DEPENDENCE_OVERSTATED if chosen == CAPTIVE else None


def _overall(codes: set[VerdictCode], recommendation: Recommendation, trust: Trust) -> VerdictCode:
    """One verdict out of all possible ones (steps 9 and 10)."""
    if codes == {VerdictCode.MISFIT}:
        return VerdictCode.MISFIT
    if (
        recommendation.admissible_types is None
        or (not trust.assessed and not trust.excused)
        or len(codes) > 1
    ):
        return VerdictCode.NOT_ASSESSABLE
    return next(iter(codes))


def _why_a_reason(flags: tuple[FlagFinding, ...], recommendation: Recommendation) -> tuple[str, ...]:
    """Why choosing this takes a reason; empty when it takes none."""
    given = {each.code for each in flags}
    causes = []
    if Flag.FIT not in given:
        causes.append("NOT_ADMISSIBLE")
    if recommendation.recommended_type is None:
        causes.append("UNDECIDED")
    if Flag.TRUST_TARGET_LOW in given:
        causes.append("TARGET_LOW")
    return tuple(causes)
