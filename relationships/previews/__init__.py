"""The fit rule asked without recording anything: of facts that are given, or of a relationship as if.

    previews(user, items, at=at)          facts in, recommendation and verdict out, one answer an item
    compared(user, given, at=at)          every type side by side
    supposed(user, relationship, given, at=at)    a relationship as it is, and as it would be
    tried(user, relationships, type, target, at=at)   one choice on many relationships
    facts_if_rated(user, relationship, ratings, at=at)  ratings as if they were recorded

What is given is read as the actions read it: the same names, the same refusals. Nothing is written, and
what is not given is unknown, never a value.
"""

from relationships.previews.answers import Answer, Preview, previews
from relationships.previews.comparing import ComparedType, Comparison, compared
from relationships.previews.deciding import MOST_AT_ONCE, Tried, tried
from relationships.previews.explaining import explanation_of
from relationships.previews.given import (
    COMPARED_FIELDS,
    FIELDS,
    MOST,
    SUPPOSED_FIELDS,
)
from relationships.previews.rating import facts_if_rated
from relationships.previews.supposing import Difference, Supposition, supposed

__all__ = [
    "COMPARED_FIELDS",
    "FIELDS",
    "MOST",
    "MOST_AT_ONCE",
    "SUPPOSED_FIELDS",
    "Answer",
    "ComparedType",
    "Comparison",
    "Difference",
    "Preview",
    "Supposition",
    "Tried",
    "compared",
    "explanation_of",
    "facts_if_rated",
    "previews",
    "supposed",
    "tried",
]
