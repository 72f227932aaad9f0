"""What the attention list says, in Dutch and English: why something asks, and what resolves it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from principles.attention.texts import en, nl
from principles.checks.texts import LANGUAGES as CHECK_LANGUAGES
from principles.checks.texts import reason_of, sentence
from principles.choices import AttentionKind, ResolvingAct, Severity
from relationships.arrangements import NAMES as ARRANGEMENT_NAMES
from relationships.choices import CollaborationType, Side
from relationships.fit.texts import FLAG_NAMES
from relationships.fit.words import Words

LANGUAGES = {"en": en, "nl": nl}
_K = AttentionKind
NAMED = 5  # facts that a sentence names, all of them


def why_sentence(kind: AttentionKind, params: Mapping[str, Any], language: str) -> str:
    """Why something of this kind asks for attention. Raises `ValueError` for a language without texts."""
    words = Words(language)
    texts = LANGUAGES[language]
    template = texts.OTHERWISE[variant] if (variant := _variant(kind, params)) else texts.WHY[kind]
    given = {**params, "lacking": params} if kind is _K.NOT_ASSESSABLE else dict(params)
    if kind is _K.NON_COMPLIANCE:
        given["reasons"] = params
    return template.format(**{name: _said(name, value, words) for name, value in given.items()}).strip()


def act_sentence(act: ResolvingAct, language: str) -> str:
    return LANGUAGES[language].ACTS[act]


def kind_name(kind: AttentionKind, language: str) -> str:
    return LANGUAGES[language].KINDS[kind]


def severity_name(severity: Severity, language: str) -> str:
    return LANGUAGES[language].SEVERITIES[severity]


def _variant(kind: AttentionKind, params: Mapping[str, Any]) -> str | None:
    if kind is _K.REVIEW_OVERDUE and params.get("on") is None:
        return "never_reviewed"
    if kind is _K.OWNER_MISSING and "count" in params:
        return "unowned_together"
    for name in ("runs_beyond", "renewal_waits"):
        if params.get(name):
            return name
    return None


def _said(name: str, value: Any, words: Words) -> object:
    say = SAID.get(name)
    if say is not None:
        return say(value, words)
    return _word("unknown", words) if value is None else value


def _word(name: str, words: Words) -> str:
    return LANGUAGES[words.language].WORDS[name]


def _day(written: str | None, words: Words) -> str:
    if written is None:
        return _word("unknown", words)
    day = date.fromisoformat(written)
    month = CHECK_LANGUAGES[words.language].NAMES["months"].split()[day.month - 1]
    return f"{day.day} {month} {day.year}"


def _type(code: str | None, words: Words) -> str:
    return words.type(CollaborationType(code)) if code else _word("unknown", words)


def _flags(flags: list[dict[str, Any]], words: Words) -> str:
    said = []
    for each in flags:
        name = words.lowered(FLAG_NAMES[words.language][each["code"]])
        levels = each.get("levels")
        said.append(name if levels is None else f"{name} ({words.counted('level', levels)})")
    return words.all_of(said) if said else _word("no_flags", words)


def _reasons(params: Mapping[str, Any], words: Words) -> str:
    if params.get("judgement"):
        return _word("judged", words).format(reason=params["judgement"])
    return " ".join(sentence(reason_of(each), words.language) for each in params["reasons"])


def _lacking(params: Mapping[str, Any], words: Words) -> str:
    said = []
    if params["trust_not_assessed"]:
        said.append(_word("trust_not_assessed", words))
    if params["unknown_facts"]:
        said.append(_word("unknown_facts", words).format(facts=_some(params["unknown_facts"], words)))
    return words.all_of(said) if said else _word("undecided", words)


def _some(facts: list[str], words: Words) -> str:
    """All of a few facts; of many the first three, and how many more there are."""
    if len(facts) <= NAMED:
        return words.facts(facts)
    first = ", ".join(words.facts([each]) for each in facts[:3])
    return _word("more", words).format(first=first, count=len(facts) - 3)


def _arrangements(kinds: list[str], words: Words) -> str:
    return words.all_of([words.lowered(ARRANGEMENT_NAMES[each][words.language]) for each in kinds])


def _months(number: int | None, words: Words) -> str:
    if number is None:
        return _word("unknown_period", words)
    return _word("month" if number == 1 else "months", words).format(n=number)


SAID: dict[str, Callable[[Any, Words], str]] = {
    "due": _day,
    "on": _day,
    "type": _type,
    "other_type": _type,
    "side": lambda code, words: words.side(Side(code)),
    "direction": lambda code, words: _word(code, words),
    "theme": lambda theme, words: theme[words.language] or theme["en"] or theme["nl"],
    "flags": _flags,
    "residual": lambda number, words: words.counted("level", number),
    "reasons": _reasons,
    "lacking": _lacking,
    "arrangements": _arrangements,
    "portfolio": lambda name, words: name if name is not None else _word("no_portfolio", words),
    "renewal": _months,
    "count": lambda number, words: f"{number:,}".replace(",", "." if words.language == "nl" else ","),
}

__all__ = ["LANGUAGES", "act_sentence", "kind_name", "severity_name", "why_sentence"]
