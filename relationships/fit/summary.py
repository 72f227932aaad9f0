"""A verdict in a few words, for lists and the top of a page."""

from __future__ import annotations

from relationships.choices import Flag, Posture
from relationships.fit.recommendation import Recommendation
from relationships.fit.rules import SafeguardRule
from relationships.fit.verdict import Verdict
from relationships.fit.words import Words


def summary(verdict: Verdict, language: str) -> str:
    """What was chosen, how it compares with what is asked, and what trust still takes.

    "Chosen: integrated team. The delivery asks for outcome-based delivery; 1 level deeper than needed
    and feasible. Trust 3 of 4 required: add 3 safeguards of level 4, or grow it."
    """
    words = Words(language)
    answer = verdict.recommendation
    if verdict.chosen is None:
        if answer.recommended_type is None:
            return words.say("summary_unclassified_open", types=words.types(answer.possible_types))
        return words.say("summary_unclassified", type=words.type(answer.recommended_type))
    parts = [words.say("summary_chosen", type=words.type(verdict.chosen))]
    parts.append("; ".join(_compared(verdict, answer, words)) + ".")
    parts.append(_trust(verdict, words))
    return " ".join(part for part in parts if part)


def _compared(verdict: Verdict, answer: Recommendation, words: Words) -> list[str]:
    if answer.delivery_type is None:
        clauses = [words.say("summary_asks_open")]
    else:
        clauses = [words.say("summary_asks", a_type=words.a_type(answer.delivery_type))]
    if answer.posture not in (None, Posture.NONE) and answer.recommended_type is not None:
        clauses.append(words.say("summary_posture", a_type=words.a_type(answer.recommended_type)))
    elif answer.tension and answer.recommended_type is not None:
        clauses.append(words.say("summary_limited", a_type=words.a_type(answer.recommended_type)))
    over, under = verdict.flag(Flag.OVER), verdict.flag(Flag.UNDER)
    if over:
        clauses.append(words.say("summary_over", levels=words.counted("step", over.levels or 0)))
    elif under:
        clauses.append(words.say("summary_under", levels=words.counted("step", under.levels or 0)))
    elif verdict.flag(Flag.FIT):
        clauses.append(words.say("summary_fits"))
    elif answer.admissible_types is None:
        clauses.append(words.say("summary_types_open"))
    return clauses


def _trust(verdict: Verdict, words: Words) -> str:
    """Actual against required trust, and the way out of a gap."""
    if verdict.required_trust_range is None:
        return ""
    low, high = verdict.required_trust_range
    required = words.span((low, high))
    if verdict.mutual_trust is None:
        return words.say("summary_trust_unassessed", required=required)
    actual = verdict.mutual_trust
    gap = verdict.flag(Flag.TRUST_GAP)
    if gap is None:
        return words.say("summary_trust_ok", actual=actual, required=required)
    if not gap.residual and low == high:
        return words.say("summary_trust_covered", actual=actual, required=required)
    return words.say("summary_trust_gap", actual=actual, required=required, way_out=_way_out(verdict, words))


def _way_out(verdict: Verdict, words: Words) -> str:
    """The safeguards that close the whole gap, if any can; else that trust must grow."""
    rules = verdict.recommendation.rules.safeguards
    missing = _missing_safeguards(verdict, rules)
    if not missing:
        return words.say("summary_grow")
    counted = [
        words.say("safeguards_of_level", n=words.counted("safeguard", count), level=level)
        for level, count in missing
    ]
    return words.say("summary_add", safeguards=words.all_of(counted))


def _missing_safeguards(verdict: Verdict, rules: SafeguardRule) -> list[tuple[int, int]]:
    """(level, how many more kinds) for each level to cover; empty when they can't all be."""
    assert verdict.chosen is not None and verdict.required_trust_range is not None  # noqa: S101
    levels = range((verdict.mutual_trust or 0) + 1, verdict.required_trust_range[1] + 1)
    if len(levels) > rules.coverable[verdict.chosen]:
        return []
    if any(level not in rules.needed for level in levels):
        return []
    counts = ((level, rules.needed[level] - verdict.safeguards.get(level, 0)) for level in levels)
    return [(level, count) for level, count in counts if count > 0]
