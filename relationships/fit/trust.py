"""Trust: what the chosen type requires against its target, the actual levels and the safeguards.

Levels 1-5. Every finding depends on the unknown facts through the required level alone, and grows
with it, so the lowest possible requirement gives the certain findings with their smallest numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from relationships.choices import CollaborationType, Flag
from relationships.fit.recommendation import FlagFinding, Range
from relationships.fit.rules import Rules
from relationships.fit.situation import Situation
from relationships.fit.tables import TYPE_ORDER


@dataclass(frozen=True, slots=True)
class Trust:
    """What trust brings to the verdict on a chosen type.

    `excused`: that trust isn't assessed counts for nothing here. `misfit` and `attention`: for each
    possible required level, whether trust alone makes a misfit, or asks for attention.
    """

    required: int | None
    required_range: Range
    assessed: bool
    excused: bool
    flags: tuple[FlagFinding, ...]
    misfit: dict[int, bool]
    attention: dict[int, bool]


def trust_of(
    rules: Rules,
    situation: Situation,
    chosen: CollaborationType,
    target: int | None,
    actual_c2s: int | None,
    actual_s2c: int | None,
    safeguards: Mapping[int, int],
) -> Trust:
    """The required trust of the chosen type and what follows from it."""
    row = rules.tables.required[TYPE_ORDER.index(chosen)]
    levels = {row[d[3]] for deliveries, _ in situation.joint for d in deliveries}
    lowest, highest = min(levels), max(levels)
    assessed = actual_c2s is not None and actual_s2c is not None
    findings = {
        level: _findings(rules, chosen, level, target, actual_c2s, actual_s2c, safeguards) for level in levels
    }
    accepted_gap = chosen in rules.verdict.covered_gap_accepted
    return Trust(
        required=lowest if lowest == highest else None,
        required_range=(lowest, highest),
        assessed=assessed,
        excused=_unassessed_is_excused(rules, chosen, highest, safeguards),
        flags=_certain(findings[lowest], findings[highest]),
        misfit={level: _is_misfit(rules, found) for level, found in findings.items()},
        attention={
            level: any(_counts(rules, each, accepted_gap) for each in found)
            for level, found in findings.items()
        },
    )


def covered_levels(
    rules: Rules,
    chosen: CollaborationType,
    actual: int,
    required: int,
    safeguards: Mapping[int, int],
) -> int:
    """How many levels above the actual trust the safeguards stand in for.

    Counted upwards from just above the actual level, stopping at the first level that isn't covered
    and at what may be covered for the type.
    """
    covered = 0
    for level in range(actual + 1, required + 1):
        needed = rules.safeguards.needed.get(level)
        if needed is None or safeguards.get(level, 0) < needed:
            break
        if covered == rules.safeguards.coverable[chosen]:
            break
        covered += 1
    return covered


def _findings(
    rules: Rules,
    chosen: CollaborationType,
    required: int,
    target: int | None,
    actual_c2s: int | None,
    actual_s2c: int | None,
    safeguards: Mapping[int, int],
) -> tuple[FlagFinding, ...]:
    """The trust flags when this level is required, in order."""
    found = []
    if target is not None and target < required:
        found.append(FlagFinding(Flag.TRUST_TARGET_LOW, required - target))
    if target is not None and target > required:
        found.append(FlagFinding(Flag.TRUST_TARGET_HIGH, target - required))
    if actual_c2s is None or actual_s2c is None:
        return (*found, FlagFinding(Flag.TRUST_NOT_ASSESSED))
    mutual = min(actual_c2s, actual_s2c)
    if mutual < required:
        covered = covered_levels(rules, chosen, mutual, required, safeguards)
        gap = required - mutual
        found.append(FlagFinding(Flag.TRUST_GAP, gap, covered, gap - covered))
    if mutual >= required + rules.verdict.surplus:
        found.append(FlagFinding(Flag.TRUST_SURPLUS))
    if abs(actual_c2s - actual_s2c) >= rules.verdict.asymmetry:
        found.append(FlagFinding(Flag.TRUST_ASYMMETRY))
    return tuple(found)


def _certain(lowest: tuple[FlagFinding, ...], highest: tuple[FlagFinding, ...]) -> tuple[FlagFinding, ...]:
    """The flags given at the lowest and at the highest requirement, with the smaller numbers."""
    if lowest == highest:
        return lowest
    at_highest = {each.code: each for each in highest}
    return tuple(
        min(each, at_highest[each.code], key=lambda found: found.levels or 0)
        for each in lowest
        if each.code in at_highest
    )


def _unassessed_is_excused(
    rules: Rules, chosen: CollaborationType, highest: int, safeguards: Mapping[int, int]
) -> bool:
    """Whether a formal guarantee is enough, so that unassessed trust counts for nothing."""
    verdict = rules.verdict
    if chosen in verdict.unassessed_accepted:
        return True
    return (
        chosen in verdict.guarantee_accepted
        and highest <= verdict.guarantee_level
        and safeguards.get(verdict.guarantee_level, 0) >= 1
    )


def _is_misfit(rules: Rules, found: tuple[FlagFinding, ...]) -> bool:
    worst = rules.verdict.misfit_levels
    return any(
        (each.code is Flag.TRUST_TARGET_LOW and (each.levels or 0) >= worst)
        or (each.code is Flag.TRUST_GAP and (each.residual or 0) >= worst)
        for each in found
    )


def _counts(rules: Rules, found: FlagFinding, accepted_gap: bool) -> bool:
    """Whether a trust flag counts as another flag that asks for attention."""
    if found.code is Flag.TRUST_TARGET_HIGH:
        return (found.levels or 0) > rules.verdict.target_high_tolerated
    if found.code is Flag.TRUST_GAP:
        return not (accepted_gap and found.residual == 0)
    return found.code in (Flag.TRUST_TARGET_LOW, Flag.TRUST_ASYMMETRY)
