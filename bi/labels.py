"""What stands beside each code, in Dutch and in English, whatever language the reader has chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.utils import translation

from principles.attention.texts import kind_name, severity_name
from principles.choices import AttentionKind, Severity
from relationships import choices as c
from relationships.fit.texts import FACT_NAMES, POSTURE_NAMES, TRUST_NAMES, TYPE_NAMES, VERDICT_NAMES
from relationships.labels import LABELS

LANGUAGES = ("nl", "en")
Names = tuple[tuple[Any, str], ...]
_PENDING = {"en": "Being computed", "nl": "Wordt berekend"}
_BY_RULE: dict[type[StrEnum], Mapping[str, Mapping[str, str]]] = {
    c.CollaborationType: TYPE_NAMES,
    c.Posture: POSTURE_NAMES,
    c.VerdictCode: {
        language: {**VERDICT_NAMES[language], "PENDING": _PENDING[language]} for language in LANGUAGES
    },
}


@lru_cache(maxsize=128)
def labels(codes: type[StrEnum], language: str) -> Names:
    """The code and its name, for each of these codes."""
    if codes is AttentionKind:
        return tuple((str(each), kind_name(each, language)) for each in AttentionKind)
    if codes is Severity:
        return tuple((str(each), severity_name(each, language)) for each in Severity)
    if codes in _BY_RULE:
        return tuple((each.value, _BY_RULE[codes][language][each.value]) for each in codes)
    with translation.override(language):
        return tuple((each.value, str(LABELS[codes][each])) for each in codes)


@lru_cache(maxsize=4)
def fact_labels(language: str) -> Names:
    return tuple((code, FACT_NAMES[language][code]) for code in c.FACTS)


@lru_cache(maxsize=4)
def trust_labels(language: str) -> Names:
    """The names of the levels of trust, 1 to 5."""
    return tuple((level, str(TRUST_NAMES[language][level])) for level in range(1, 6))


def places(codes: Iterable[Any]) -> Names:
    """The code that a place in a list of codes stands for."""
    return tuple((place, str(code)) for place, code in enumerate(codes))
