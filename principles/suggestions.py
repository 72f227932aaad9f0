"""What pairs of interests and of capabilities suggest for two ratings. Pure: no Django, no models, no clock.

A suggestion is shown beside the rating and never written over it: taking it over is a person's act.

Goal alignment: every rated pair of interests counts SHARED 5, COMPATIBLE 3, CONFLICTING 1, as often as its
two priorities multiplied (HIGH 3, MEDIUM 2, LOW 1); the suggestion is the average. Nothing is suggested of
fewer than three rated pairs, nor while a pair of two high priorities was not rated, or never put together.

Complementarity: every pair of capabilities counts COMPLEMENTARY 5, OVERLAPPING 1, three times when in use,
twice when planned, once when only identified; the suggestion is the average, and no more than has been
shown: 5 with a complementary pair in use, 4 with one planned, else 3. Nothing is suggested of fewer than two.

An average is rounded to the nearest level, a half down.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from principles.checks.codes import CapabilityPairKind, CapabilityPairState, PairRating, Priority
from principles.checks.p2 import high_pairs
from principles.checks.records import CapabilityPair, Interest, InterestPair

GOAL_ALIGNMENT, COMPLEMENTARITY = "goal_alignment", "complementarity"
LEAST_INTEREST_PAIRS = 3
LEAST_CAPABILITY_PAIRS = 2

_RATED = {PairRating.SHARED: 5, PairRating.COMPATIBLE: 3, PairRating.CONFLICTING: 1}
_PRIORITY = {Priority.HIGH: 3, Priority.MEDIUM: 2, Priority.LOW: 1}
_KIND = {CapabilityPairKind.COMPLEMENTARY: 5, CapabilityPairKind.OVERLAPPING: 1}
_STATE = {CapabilityPairState.IN_USE: 3, CapabilityPairState.PLANNED: 2, CapabilityPairState.IDENTIFIED: 1}
_SHOWN = {CapabilityPairState.IN_USE: 5, CapabilityPairState.PLANNED: 4, CapabilityPairState.IDENTIFIED: 3}


class SuggestionReason(StrEnum):
    """Why this level is suggested, or none."""

    AVERAGE = "AVERAGE"
    NOT_SHOWN_YET = "NOT_SHOWN_YET"
    TOO_FEW_PAIRS = "TOO_FEW_PAIRS"
    HIGH_PAIRS_UNRATED = "HIGH_PAIRS_UNRATED"


@dataclass(frozen=True, slots=True)
class Why:
    """A reason, with the numbers of its sentence."""

    code: SuggestionReason
    params: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The level 1-5 suggested for a fact (None: none), why, and the pairs that it rests on by their kind."""

    fact: str
    value: int | None
    reasons: tuple[Why, ...]
    pairs: Mapping[str, int]


def goal_alignment(interests: Sequence[Interest], pairs: Sequence[InterestPair]) -> Suggestion:
    """What rated pairs of interests suggest. Interests of no pair say what was left out."""
    priorities = {each.id: Priority(each.priority) for each in interests}
    rated = [each for each in pairs if each.rating is not None]
    counts = {str(rating): sum(each.rating == rating for each in rated) for rating in PairRating}
    lacking = _too_few(len(rated), LEAST_INTEREST_PAIRS)
    _high, unrated = high_pairs(interests, pairs)
    if unrated:
        lacking.append(Why(SuggestionReason.HIGH_PAIRS_UNRATED, {"count": unrated}))
    if lacking:
        return Suggestion(GOAL_ALIGNMENT, None, tuple(lacking), counts)
    weighed = [
        (
            _RATED[PairRating(each.rating)],
            _PRIORITY[priorities[each.customer]] * _PRIORITY[priorities[each.supplier]],
        )
        for each in rated
        if each.rating is not None
    ]
    value, average = _average(weighed)
    return Suggestion(GOAL_ALIGNMENT, value, (average,), counts)


def complementarity(pairs: Sequence[CapabilityPair]) -> Suggestion:
    """What pairs of capabilities suggest."""
    counts = {str(kind): sum(each.kind == kind for each in pairs) for kind in CapabilityPairKind}
    lacking = _too_few(len(pairs), LEAST_CAPABILITY_PAIRS)
    if lacking:
        return Suggestion(COMPLEMENTARITY, None, tuple(lacking), counts)
    value, average = _average(
        [(_KIND[CapabilityPairKind(each.kind)], _STATE[CapabilityPairState(each.state)]) for each in pairs]
    )
    complementary = [each for each in pairs if each.kind == CapabilityPairKind.COMPLEMENTARY]
    shown = max((_SHOWN[CapabilityPairState(each.state)] for each in complementary), default=value)
    if value <= shown:
        return Suggestion(COMPLEMENTARITY, value, (average,), counts)
    limited = Why(SuggestionReason.NOT_SHOWN_YET, {"level": shown})
    return Suggestion(COMPLEMENTARITY, shown, (average, limited), counts)


def _too_few(number: int, least: int) -> list[Why]:
    if number >= least:
        return []
    return [Why(SuggestionReason.TOO_FEW_PAIRS, {"count": number, "least": least})]


def _average(weighed: Iterable[tuple[int, int]]) -> tuple[int, Why]:
    """The weighed average rounded, a half down, and the reason that tells it with one decimal."""
    found = list(weighed)
    weight = sum(times for _value, times in found)
    total = sum(value * times for value, times in found)
    rounded = -((weight - 2 * total) // (2 * weight))
    tenths = (20 * total + weight) // (2 * weight)
    average = f"{tenths // 10}.{tenths % 10}"
    return rounded, Why(SuggestionReason.AVERAGE, {"count": len(found), "average": average})


_SENTENCES = {
    "en": {
        SuggestionReason.AVERAGE: "The {count} pairs come to {average} on average.",
        SuggestionReason.NOT_SHOWN_YET: "No more than {level}: a complementary pair counts as 4 once planned "
        "and as 5 once in use.",
        SuggestionReason.TOO_FEW_PAIRS: "Too few pairs to suggest anything: {count}, at least {least}.",
        SuggestionReason.HIGH_PAIRS_UNRATED: "High-priority pairs of interests not rated: {count}.",
    },
    "nl": {
        SuggestionReason.AVERAGE: "De {count} paren komen gemiddeld op {average}.",
        SuggestionReason.NOT_SHOWN_YET: "Niet meer dan {level}: een aanvullend paar telt als 4 zodra het "
        "gepland is en als 5 zodra het in gebruik is.",
        SuggestionReason.TOO_FEW_PAIRS: "Te weinig paren om iets voor te stellen: {count}, minstens {least}.",
        SuggestionReason.HIGH_PAIRS_UNRATED: "Belangenparen van hoge prioriteit die niet beoordeeld zijn: "
        "{count}.",
    },
}


def sentence(why: Why, language: str) -> str:
    """What a reason says, in Dutch ("nl") or English ("en")."""
    params = dict(why.params)
    if language == "nl" and "average" in params:
        params["average"] = str(params["average"]).replace(".", ",")
    return _SENTENCES[language][why.code].format(**params)
