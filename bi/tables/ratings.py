"""The ratings of facts, one row each, withdrawn ones included and marked."""

from __future__ import annotations

from bi.building import (
    AS_OF,
    assessed,
    at,
    changed_around,
    changed_at,
    code,
    column,
    row_key,
    whose_relationship,
)
from bi.declared import Kind, Table
from bi.grouping import coded, in_time, usual_groups
from bi.labels import fact_labels
from bi.measuring import PARTIES, RELATIONSHIPS, count, levels
from relationships import choices as c
from relationships import models as m

_CHANGED = changed_around("assessor")

COLUMNS = (
    row_key("id"),
    column("id", Kind.WHOLE, "The number of the rating.", "Het nummer van de beoordeling.", always=True),
    *whose_relationship(),
    *code("fact", fact_labels, "The fact that was rated.", "Het beoordeelde feit.", always=True),
    column("value", Kind.WHOLE, "The rating, 1 to 5.", "De beoordeling, 1 tot 5.", always=True),
    *code("source", c.FactSource, "Where it comes from.", "Waar het vandaan komt.", always=True),
    *assessed("wie beoordeelde", "de beoordeling"),
    AS_OF,
    changed_at(_CHANGED),
)
_NAMED = {each.name: each for each in COLUMNS}

RATINGS = Table(
    name="ratings",
    model=m.FactRating,
    row="RatingFact",
    en="Ratings of facts, one row each, withdrawn ones included.",
    nl="Beoordelingen van feiten, één rij per beoordeling, ingetrokken inbegrepen.",
    columns=COLUMNS,
    recorded=True,
    changed=_CHANGED,
    groups=(
        *usual_groups(COLUMNS),
        coded(_NAMED, "fact", "The fact."),
        coded(_NAMED, "source", "The source."),
        *in_time("assessed", "the assessment", "de beoordeling", at("assessed_on")),
    ),
    measures=(
        count("How many ratings.", "Hoeveel beoordelingen."),
        PARTIES,
        RELATIONSHIPS,
        *levels("value", "the rating", "de beoordeling", at("value")),
    ),
)
