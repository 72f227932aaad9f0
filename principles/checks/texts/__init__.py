"""The sentences of findings in Dutch ("nl") and English ("en"): data, filled in with the parameters.

    sentence(reason, "nl"), sentence(way, "en"), result_name(Result.PARTLY, "nl")

Reasons and ways read back from JSON say the same as the ones just made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from principles.checks.codes import ReasonCode, StageKind, WayCode
from principles.checks.findings import Reason, Way
from principles.checks.texts import en, nl
from relationships.choices import CollaborationType, Side
from relationships.fit.words import Words

LANGUAGES = {"en": en, "nl": nl}


def sentence(told: Reason | Way, language: str) -> str:
    """What a reason or a way says. Raises `ValueError` for a language without texts."""
    words = Words(language)
    texts = LANGUAGES[language]
    said: Mapping[Any, str] = texts.REASONS if isinstance(told, Reason) else texts.WAYS
    return said[told.code].format(**{name: _said(name, value, words) for name, value in told.params.items()})


def reason_of(stored: Mapping[str, Any]) -> Reason:
    """A reason as it was stored: its code and its parameters."""
    return Reason(ReasonCode(stored["code"]), dict(stored["params"]))


def way_of(stored: Mapping[str, Any]) -> Way:
    """A way as it was stored: its code and its parameters."""
    return Way(WayCode(stored["code"]), dict(stored["params"]))


def result_name(result: str, language: str) -> str:
    """A result in words, also EXPLAINED and PENDING, which no check answers with."""
    return LANGUAGES[language].NAMES[str(result)]


def stage_name(kind: str, language: str) -> str:
    return LANGUAGES[language].NAMES[StageKind(kind)]


def _said(name: str, value: Any, words: Words) -> object:
    """A parameter in words."""
    say = SAID.get(name)
    return value if say is None or value is None else say(value, words)


def _facts(codes: list[str], words: Words) -> str:
    return words.facts(codes) if codes else LANGUAGES[words.language].NAMES["no_facts"]


def _day(written: str, words: Words) -> str:
    day = date.fromisoformat(written)
    month = LANGUAGES[words.language].NAMES["months"].split()[day.month - 1]
    return f"{day.day} {month} {day.year}"


def _named(code: str, words: Words) -> str:
    return LANGUAGES[words.language].NAMES[code]


def _all_named(codes: list[str], words: Words) -> str:
    return words.all_of([_named(code, words) for code in codes])


SAID: dict[str, Callable[[Any, Words], str]] = {
    "facts": _facts,
    "on": _day,
    "since": _day,
    "side": lambda code, words: words.side(Side(code)),
    "type": lambda code, words: words.type(CollaborationType(code)),
    "phase": _named,
    "nature": _named,
    "directions": _all_named,
    "stages": _all_named,
    "places": _all_named,
    "words": lambda found, words: words.all_of([f"“{each}”" for each in found]),
    "depths": lambda depths, words: words.either([str(each) for each in depths]),
    "levels": lambda number, words: words.counted("step", number),
    "gap": lambda number, words: words.counted("level", number),
    "residual": lambda number, words: words.counted("level", number),
}

__all__ = ["LANGUAGES", "reason_of", "result_name", "sentence", "stage_name", "way_of"]
