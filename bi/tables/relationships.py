"""The relationships, one row each: who with whom, what was chosen, and what the rule says of it."""

from __future__ import annotations

from bi.building import (
    AS_OF,
    about_relationship,
    around,
    at,
    changed_at,
    code,
    column,
    decided,
    latest,
    person,
    row_key,
    verdict_code,
)
from bi.declared import Column, Kind, Table
from bi.grouping import coded, in_time, usual_groups
from bi.labels import trust_labels
from bi.measuring import PARTIES, count, levels
from relationships import choices as c
from relationships import models as m

_CHANGED = latest("changed_at", beside=(*around(""), "deputy__changed_at"))


def _verdict(name: str, kind: Kind, en: str, nl: str) -> Column:
    return column(name, kind, en, nl, lambda p: p.verdict(name))


COLUMNS = (
    row_key("id"),
    column("id", Kind.WHOLE, "The number of the relationship.", "Het nummer van de relatie.", always=True),
    *about_relationship(),
    column("subject", Kind.TEXT, "What is delivered.", "Wat er geleverd wordt."),
    column("category", Kind.TEXT, "The category as it was given.", "De categorie zoals opgegeven."),
    *code("nature", c.Nature, "The nature of the relationship.", "De aard van de relatie."),
    column("external_key", Kind.TEXT, "What imports match on.", "Waarop bij inlezen wordt herkend."),
    *person("owner", "owner", "who owns it", "wie eigenaar is"),
    *person("deputy", "deputy", "who deputises", "wie plaatsvervanger is"),
    *decided(),
    _verdict(
        "trust_target",
        Kind.WHOLE,
        "The level of trust aimed at, 1 to 5.",
        "Het nagestreefde vertrouwen, 1 tot 5.",
    ),
    *code("trust_target", trust_labels, "", "", lambda p: p.verdict("trust_target"))[1:],
    _verdict(
        "required_trust",
        Kind.WHOLE,
        "The trust that the chosen type requires, 1 to 5; empty while it is open.",
        "Het vertrouwen dat de gekozen vorm vraagt, 1 tot 5; leeg zolang dat open is.",
    ),
    _verdict(
        "mutual_trust",
        Kind.WHOLE,
        "The lower of the two directions of actual trust, 1 to 5; empty while one is not assessed.",
        "De laagste richting van het feitelijke vertrouwen, 1 tot 5; leeg zolang er een niet is gemeten.",
    ),
    _verdict(
        "trust_customer_to_supplier",
        Kind.WHOLE,
        "The customer's trust in the supplier as last assessed, 1 to 5.",
        "Het laatst gemeten vertrouwen van de klant in de leverancier, 1 tot 5.",
    ),
    _verdict(
        "trust_supplier_to_customer",
        Kind.WHOLE,
        "The supplier's trust in the customer as last assessed, 1 to 5.",
        "Het laatst gemeten vertrouwen van de leverancier in de klant, 1 tot 5.",
    ),
    _verdict(
        "residual_gap",
        Kind.WHOLE,
        "The levels of trust that are missing and not covered by safeguards.",
        "De niveaus vertrouwen die ontbreken en niet door waarborgen zijn gedekt.",
    ),
    _verdict(
        "score",
        Kind.NUMBER,
        "The score of the delivery, 0 to 100; empty while it is open.",
        "De score van de levering, 0 tot 100; leeg zolang die open is.",
    ),
    _verdict("score_low", Kind.NUMBER, "The lowest score still possible.", "De laagste nog mogelijke score."),
    _verdict(
        "score_high", Kind.NUMBER, "The highest score still possible.", "De hoogste nog mogelijke score."
    ),
    _verdict(
        "needed_depth",
        Kind.WHOLE,
        "The depth that the delivery needs, 0 to 5; empty while it is open.",
        "De diepte die de levering vraagt, 0 tot 5; leeg zolang die open is.",
    ),
    _verdict(
        "feasible_depth",
        Kind.WHOLE,
        "The depth that the parties allow, 0 to 5; empty while it is open.",
        "De diepte die de partijen toelaten, 0 tot 5; leeg zolang die open is.",
    ),
    *verdict_code(
        "delivery_type",
        c.CollaborationType,
        "The type that the delivery alone needs.",
        "De vorm die de levering op zichzelf vraagt.",
    ),
    *verdict_code("posture", c.Posture, "What the parties force on it.", "Wat de partijen eraan opdringen."),
    *verdict_code(
        "posture_side", c.Side, "The side that the posture names.", "De kant die de houding noemt."
    ),
    column(
        "flags",
        Kind.TEXT,
        "The flags of the verdict, as |CODE|CODE|.",
        "De vlaggen van het oordeel, als |CODE|CODE|.",
        lambda p: p.verdict("flag_codes"),
    ),
    _verdict(
        "unknown_facts", Kind.WHOLE, "How many facts are not known.", "Hoeveel feiten niet bekend zijn."
    ),
    _verdict(
        "assumed_facts",
        Kind.WHOLE,
        "How many facts are assumed from the category.",
        "Hoeveel feiten uit de categorie zijn aangenomen.",
    ),
    column(
        "verdict_since",
        Kind.MOMENT,
        "Since when the verdict is so.",
        "Sinds wanneer het oordeel zo is.",
        lambda p: p.verdict("since"),
    ),
    column(
        "created_at",
        Kind.MOMENT,
        "When it was recorded first.",
        "Wanneer zij is vastgelegd.",
        then=False,
        lost="the history keeps when each change was made, not this",
    ),
    AS_OF,
    changed_at(_CHANGED),
)
_NAMED = {each.name: each for each in COLUMNS}

RELATIONSHIPS = Table(
    name="relationships",
    model=m.Relationship,
    row="RelationshipFact",
    en="Relationships, one row each.",
    nl="Relaties, één rij per relatie.",
    columns=COLUMNS,
    recorded=True,
    computed=True,
    changed=_CHANGED,
    groups=(
        *usual_groups(COLUMNS),
        *(
            coded(_NAMED, name, en)
            for name, en in (
                ("nature", "The nature."),
                ("chosen_type", "The chosen type; empty: not yet."),
                ("recommended_type", "The recommended type; empty: undecided."),
                ("delivery_type", "The type that the delivery alone needs."),
                ("verdict", "The verdict."),
                ("posture", "The posture."),
                ("trust_target", "The trust target."),
            )
        ),
        *in_time(
            "created",
            "the day on which it was recorded",
            "de dag waarop zij is vastgelegd",
            at("created_at"),
            then=False,
        ),
        *in_time(
            "verdict_since",
            "the day since which the verdict is so",
            "de dag sinds wanneer het oordeel zo is",
            lambda p: p.verdict("since"),
        ),
    ),
    measures=(
        count("How many relationships.", "Hoeveel relaties."),
        PARTIES,
        *levels("score", "the score", "de score", lambda p: p.verdict("score")),
        *levels(
            "required_trust",
            "the required trust",
            "het vereiste vertrouwen",
            lambda p: p.verdict("required_trust"),
        ),
        *levels(
            "mutual_trust",
            "the mutual trust",
            "het wederzijdse vertrouwen",
            lambda p: p.verdict("mutual_trust"),
        ),
        *levels(
            "residual_gap",
            "the gap in trust left",
            "het overblijvende vertrouwenstekort",
            lambda p: p.verdict("residual_gap"),
        ),
    ),
)
