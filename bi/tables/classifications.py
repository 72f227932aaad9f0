"""The decisions, one row each, with the time in which each counted."""

from __future__ import annotations

from bi.building import (
    AS_OF,
    at,
    changed_around,
    changed_at,
    code,
    column,
    person,
    row_key,
    whose_relationship,
)
from bi.declared import Kind, Table
from bi.grouping import coded, in_time, usual_groups
from bi.labels import trust_labels
from bi.measuring import PARTIES, RELATIONSHIPS, count, levels
from relationships import choices as c
from relationships import models as m

_CHANGED = changed_around("decided_by")

COLUMNS = (
    row_key("id"),
    column("id", Kind.WHOLE, "The number of the decision.", "Het nummer van het besluit.", always=True),
    *whose_relationship(),
    *code("chosen_type", c.CollaborationType, "The type that was chosen.", "De gekozen vorm.", always=True),
    column(
        "trust_target",
        Kind.WHOLE,
        "The level of trust aimed at, 1 to 5.",
        "Het nagestreefde vertrouwen, 1 tot 5.",
        always=True,
    ),
    *code("trust_target", trust_labels, "", "")[1:],
    column("reason", Kind.TEXT, "Why it was decided.", "Waarom zo is besloten."),
    *person("decided_by", "decided_by", "who decided", "wie besloot"),
    column(
        "valid_from",
        Kind.MOMENT,
        "The moment from which it counted.",
        "Het moment waarop het inging.",
        "decided_at",
        always=True,
    ),
    column(
        "valid_until",
        Kind.MOMENT,
        "The moment from which another counted; empty: it counts.",
        "Het moment waarop een ander inging; leeg: het geldt.",
        "superseded_at",
    ),
    column(
        "rule_set_number",
        Kind.WHOLE,
        "The number of the rule set that it was taken under.",
        "Het nummer van de regelset waaronder het is genomen.",
        "rule_set__number",
    ),
    AS_OF,
    changed_at(_CHANGED),
)
_NAMED = {each.name: each for each in COLUMNS}

CLASSIFICATIONS = Table(
    name="classifications",
    model=m.Classification,
    row="ClassificationFact",
    en="Decisions over time, one row each with the time in which it counted.",
    nl="Besluiten door de tijd, één rij per besluit met de tijd waarin het gold.",
    columns=COLUMNS,
    recorded=True,
    changed=_CHANGED,
    groups=(
        *usual_groups(COLUMNS),
        coded(_NAMED, "chosen_type", "The chosen type."),
        coded(_NAMED, "trust_target", "The trust target."),
        *in_time("valid_from", "the day of the decision", "de dag van het besluit", at("decided_at")),
        *in_time(
            "valid_until",
            "the day on which another took its place; empty: it counts",
            "de dag waarop een ander ervoor in de plaats kwam; leeg: het geldt",
            at("superseded_at"),
        ),
    ),
    measures=(
        count("How many decisions.", "Hoeveel besluiten."),
        PARTIES,
        RELATIONSHIPS,
        *levels("trust_target", "the trust target", "het nagestreefde vertrouwen", at("trust_target")),
    ),
)
