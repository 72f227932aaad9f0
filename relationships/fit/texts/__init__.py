"""What a person reads of the rule, in English ("en") and Dutch ("nl"): written in both, not translated.

Names of types, facts, trust levels, flags and verdicts for labels; anchors for rating forms; sentences
for explanations. No text here calls a collaboration by a word the house discourages.
"""

from relationships.fit.texts.anchors import FACT_ANCHORS
from relationships.fit.texts.names import (
    CAP_NAMES,
    FACT_NAMES,
    FLAG_NAMES,
    LANGUAGES,
    POSTURE_NAMES,
    SIDE_NAMES,
    TRUST_MEANINGS,
    TRUST_NAMES,
    TYPE_ARTICLES,
    TYPE_ESSENCES,
    TYPE_NAMES,
    VERDICT_NAMES,
)
from relationships.fit.texts.sentences import FLAG_TEXTS, SENTENCES

__all__ = [
    "CAP_NAMES",
    "FACT_ANCHORS",
    "FACT_NAMES",
    "FLAG_NAMES",
    "FLAG_TEXTS",
    "LANGUAGES",
    "POSTURE_NAMES",
    "SENTENCES",
    "SIDE_NAMES",
    "TRUST_MEANINGS",
    "TRUST_NAMES",
    "TYPE_ARTICLES",
    "TYPE_ESSENCES",
    "TYPE_NAMES",
    "VERDICT_NAMES",
]
