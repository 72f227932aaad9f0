"""Whether each relationship complies with each active principle, one row each."""

from __future__ import annotations

from typing import Any

from bi.building import (
    AS_OF,
    around,
    at,
    changed_at,
    code,
    column,
    decided,
    latest,
    row_key,
    whose_relationship,
)
from bi.declared import Kind, Table
from bi.grouping import coded, group, in_time, usual_groups
from bi.measuring import PARTIES, RELATIONSHIPS, count
from bi.sight import Sight
from bi.virtual import Before, ComplianceThen, before
from principles import models as p
from principles.choices import ComputedResult, EffectiveResult

_CHANGED = latest(
    "since", "relationship__changed_at", "principle__changed_at", beside=around("relationship__")
)
_COLUMNS = (
    "relationship_id",
    "principle_id",
    "result",
    "effective",
    "judgement_id",
    "explanation_id",
    "since",
)


def _then(sight: Sight) -> Before:
    """What stood when the day ended: what stands since before, and what stood until later."""
    end: Any = sight.end
    parts = (
        p.Compliance.objects.filter(since__lt=end),
        p.PastCompliance.objects.filter(since__lt=end, until__gte=end),
    )
    return before(ComplianceThen, _COLUMNS, (each.order_by().values_list(*_COLUMNS) for each in parts))


COLUMNS = (
    row_key("relationship_id", "principle_id"),
    *whose_relationship(),
    *decided(),
    column(
        "principle_id",
        Kind.WHOLE,
        "The number of the principle.",
        "Het nummer van het principe.",
        "principle",
        always=True,
    ),
    column(
        "principle_code", Kind.TEXT, "Its code, such as P4.", "De code ervan, zoals P4.", "principle__code"
    ),
    column(
        "principle_theme",
        Kind.TEXT,
        "Its theme in English.",
        "Het thema ervan in het Engels.",
        "principle__theme_en",
    ),
    column(
        "principle_theme_nl",
        Kind.TEXT,
        "Its theme in Dutch.",
        "Het thema ervan in het Nederlands.",
        "principle__theme_nl",
    ),
    column(
        "principle_set_number",
        Kind.WHOLE,
        "The number of the set that it is of.",
        "Het nummer van de set waar het in staat.",
        "principle__principle_set__number",
    ),
    *code("result", ComputedResult, "What the check says.", "Wat de toets zegt.", always=True),
    *code(
        "effective",
        EffectiveResult,
        "What counts in the end: the check's result or a person's, or that it is explained.",
        "Wat uiteindelijk telt: de uitkomst van de toets of van een persoon, of dat het is toegelicht.",
        always=True,
    ),
    column(
        "judgement_id",
        Kind.WHOLE,
        "The number of a person's differing judgement.",
        "Het nummer van het afwijkende oordeel van een persoon.",
        "judgement",
    ),
    column(
        "explanation_id",
        Kind.WHOLE,
        "The number of the explanation that counts.",
        "Het nummer van de toelichting die telt.",
        "explanation",
    ),
    column("since", Kind.MOMENT, "Since when it is so.", "Sinds wanneer het zo is.", always=True),
    AS_OF,
    changed_at(_CHANGED),
)
_NAMED = {each.name: each for each in COLUMNS}

COMPLIANCE = Table(
    name="compliance",
    model=p.Compliance,
    row="ComplianceFact",
    en="Whether relationships comply with the active principles, one row a relationship and principle.",
    nl="Of relaties aan de actieve principes voldoen, één rij per relatie en principe.",
    columns=COLUMNS,
    key=("relationship_id", "principle_id"),
    then=(ComplianceThen, _then),
    computed=True,
    changed=_CHANGED,
    groups=(
        *usual_groups(COLUMNS),
        group(
            "PRINCIPLE",
            "The principle, by its code.",
            _NAMED["principle_code"],
            _NAMED["principle_theme"],
            _NAMED["principle_theme_nl"],
            follows=False,  # a later set may have another theme under the same code
        ),
        coded(_NAMED, "result", "What the check says."),
        coded(_NAMED, "effective", "What counts in the end."),
        coded(_NAMED, "chosen_type", "The chosen type of the relationship; empty: not yet."),
        coded(_NAMED, "verdict", "The verdict on the relationship."),
        *in_time("since", "the day since which it is so", "de dag sinds wanneer het zo is", at("since")),
    ),
    measures=(
        count("How many results.", "Hoeveel uitkomsten."),
        PARTIES,
        RELATIONSHIPS,
    ),
)
