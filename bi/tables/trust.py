"""The assessments of trust, one row each, withdrawn ones included and marked."""

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
from bi.labels import trust_labels
from bi.measuring import PARTIES, RELATIONSHIPS, count, levels
from relationships import choices as c
from relationships import models as m

_CHANGED = changed_around("assessor")

COLUMNS = (
    row_key("id"),
    column("id", Kind.WHOLE, "The number of the assessment.", "Het nummer van de meting.", always=True),
    *whose_relationship(),
    *code("direction", c.Direction, "Who trusts whom.", "Wie wie vertrouwt.", always=True),
    column("level", Kind.WHOLE, "How far, 1 to 5.", "Hoe ver, 1 tot 5.", always=True),
    *code("level", trust_labels, "", "")[1:],
    column("ability", Kind.WHOLE, "How far the other is thought able, 1 to 5.", "Bekwaamheid, 1 tot 5."),
    column(
        "integrity",
        Kind.WHOLE,
        "How far the other is thought to keep its word, 1 to 5.",
        "Integriteit, 1 tot 5.",
    ),
    column(
        "benevolence",
        Kind.WHOLE,
        "How far the other is thought to mean well, 1 to 5.",
        "Welwillendheid, 1 tot 5.",
    ),
    *assessed("wie de meting deed", "de meting"),
    AS_OF,
    changed_at(_CHANGED),
)
_NAMED = {each.name: each for each in COLUMNS}

TRUST = Table(
    name="trust",
    model=m.TrustAssessment,
    row="TrustFact",
    en="Assessments of trust, one row each, withdrawn ones included.",
    nl="Metingen van vertrouwen, één rij per meting, ingetrokken inbegrepen.",
    columns=COLUMNS,
    recorded=True,
    changed=_CHANGED,
    groups=(
        *usual_groups(COLUMNS),
        coded(_NAMED, "direction", "Who trusts whom."),
        coded(_NAMED, "level", "The level."),
        *in_time("assessed", "the assessment", "de meting", at("assessed_on")),
    ),
    measures=(
        count("How many assessments.", "Hoeveel metingen."),
        PARTIES,
        RELATIONSHIPS,
        *levels("level", "the level", "het niveau", at("level")),
    ),
)
