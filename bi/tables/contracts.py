"""The contracts, one row each: what was agreed, for how long, for how much, and what falls due when."""

from __future__ import annotations

from bi.building import (
    AS_OF,
    amount,
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
from bi.declared import Column, Kind, Table
from bi.grouping import coded, group, in_time, usual_groups
from bi.measuring import PARTIES, RELATIONSHIPS, amounts, count
from relationships import choices as c
from relationships import models as m

_CHANGED = latest("changed_at", "relationship__changed_at", beside=around("relationship__"))
_COMPUTED = "where a term stood is computed for the present day only"


def _position(name: str, kind: Kind, en: str, nl: str) -> Column:
    return column(name, kind, en, nl, f"position__{name}", then=False, lost=_COMPUTED)


COLUMNS = (
    row_key("id"),
    column("id", Kind.WHOLE, "The number of the contract.", "Het nummer van het contract.", always=True),
    *whose_relationship(),
    *decided(),
    column("number", Kind.TEXT, "Its own number.", "Het eigen nummer."),
    column("title", Kind.TEXT, "Its title.", "De titel."),
    column(
        "parent_id",
        Kind.WHOLE,
        "The number of the contract above it.",
        "Het nummer van het bovenliggende contract.",
        "parent",
    ),
    *code("kind", c.ContractKind, "Its legal form.", "De rechtsvorm."),
    *code("status", c.ContractStatus, "Whether it runs.", "Of het loopt."),
    *code(
        "term_kind",
        c.TermKind,
        "How its term ends or goes on; empty: not said.",
        "Hoe de looptijd eindigt of doorgaat; leeg: niet gezegd.",
    ),
    column("start", Kind.DAY, "The first day.", "De eerste dag."),
    column("stated_end", Kind.DAY, "The last day as written in it.", "De laatste dag zoals beschreven."),
    column(
        "stated_latest_end",
        Kind.DAY,
        "The latest last day as written in it.",
        "De uiterste laatste dag zoals beschreven.",
    ),
    column(
        "term_months",
        Kind.WHOLE,
        "The length of the first term, in months.",
        "De lengte van de eerste termijn, in maanden.",
    ),
    column(
        "renewal_months",
        Kind.WHOLE,
        "By how many months it renews tacitly.",
        "Met hoeveel maanden het stilzwijgend verlengt.",
    ),
    _position(
        "current_end", Kind.DAY, "The last day of the running term.", "De laatste dag van de lopende termijn."
    ),
    _position(
        "latest_end",
        Kind.DAY,
        "The latest last day, all options used.",
        "De uiterste laatste dag, met alle opties.",
    ),
    _position("notice_deadline", Kind.DAY, "The last day to give notice.", "De uiterste opzegdatum."),
    _position(
        "option_deadline",
        Kind.DAY,
        "The last day to use the next option.",
        "De uiterste dag om de volgende optie te lichten.",
    ),
    _position(
        "committed_until",
        Kind.DAY,
        "The last day until which both are bound.",
        "De laatste dag tot wanneer beide gebonden zijn.",
    ),
    _position(
        "retender_start",
        Kind.DAY,
        "The day to start a re-tender.",
        "De dag om een nieuwe aanbesteding te beginnen.",
    ),
    _position("ended", Kind.TRUTH, "Whether the term has ended.", "Of de looptijd voorbij is."),
    column(
        "currency",
        Kind.TEXT,
        "ISO 4217 code of the currency of all its amounts.",
        "ISO 4217-code van de valuta van alle bedragen.",
    ),
    *amount("value", "Its value", "De waarde"),
    *amount("annual_value", "Its value in a year", "De waarde per jaar"),
    *amount("estimated_value", "The value as estimated before", "De vooraf geraamde waarde"),
    *amount("maximum_value", "The most that it may come to", "Het plafond"),
    *amount("spent", "What was spent so far", "Wat er tot nu toe is besteed"),
    *code(
        "vat",
        c.VatTreatment,
        "Whether amounts are with or without VAT.",
        "Of bedragen met of zonder btw zijn.",
    ),
    column("cpv", Kind.TEXT, "The CPV code.", "De CPV-code."),
    *code("procedure", c.Procedure, "The procurement route.", "De aanbestedingsprocedure."),
    column("award_date", Kind.DAY, "The day of the award.", "De dag van de gunning."),
    column("payment_term_days", Kind.WHOLE, "The days to pay in.", "De betaaltermijn in dagen."),
    column("review_date", Kind.DAY, "The day to review it.", "De evaluatiedatum."),
    AS_OF,
    changed_at(_CHANGED),
)
_NAMED = {each.name: each for each in COLUMNS}

CONTRACTS = Table(
    name="contracts",
    model=m.Contract,
    row="ContractFact",
    en="Contracts, one row each.",
    nl="Contracten, één rij per contract.",
    columns=COLUMNS,
    recorded=True,
    computed=True,
    changed=_CHANGED,
    groups=(
        *usual_groups(COLUMNS),
        *(
            coded(_NAMED, name, en)
            for name, en in (
                ("chosen_type", "The chosen type of the relationship; empty: not yet."),
                ("recommended_type", "The recommended type of the relationship; empty: undecided."),
                ("verdict", "The verdict on the relationship."),
                ("kind", "The kind of contract."),
                ("status", "The status."),
                ("term_kind", "The kind of term."),
                ("procedure", "The procurement route."),
                ("vat", "With or without VAT."),
            )
        ),
        group("CURRENCY", "The currency; comes by itself with any amount.", _NAMED["currency"]),
        group("RELATIONSHIP", "The relationship.", _NAMED["relationship_id"], _NAMED["relationship_subject"]),
        *in_time("start", "its first day", "de eerste dag", at("start")),
        *in_time("award", "the award", "de gunning", at("award_date")),
        *in_time("stated_end", "the stated end", "het beschreven einde", at("stated_end")),
        *in_time(
            "current_end",
            "the end of the running term",
            "het einde van de lopende termijn",
            at("position__current_end"),
            then=False,
        ),
    ),
    measures=(
        count("How many contracts.", "Hoeveel contracten."),
        PARTIES,
        RELATIONSHIPS,
        *amounts("value", "the value", "de waarde"),
        *amounts("annual_value", "the value in a year", "de waarde per jaar"),
        *amounts("maximum_value", "the most that it may come to", "het plafond"),
        *amounts("spent", "what was spent", "wat er besteed is"),
    ),
)
