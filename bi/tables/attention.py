"""What asks for attention today, one row each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from bi import expressions as e
from bi.building import amount, code, column, row_key, whose_relationship
from bi.declared import Kind, Table
from bi.grouping import coded, group, in_time, usual_groups
from bi.labels import places
from bi.measuring import RELATIONSHIPS, amounts, count
from bi.sight import Paths, Sight
from bi.virtual import AttentionRow, Before, before_written
from principles.attention import AttentionFilter
from principles.attention.listing import items
from principles.attention.rows import COLUMNS as ITEM
from principles.attention.rows import KINDS, SEVERITIES
from principles.attention.view import View
from principles.choices import AttentionKind, Severity
from relationships import models as m

_ROW = (
    *("kind", "severity", "relationship_id", "contract_id", "record", "other_id", "portfolio_id"),
    *("quantity", "level", "due", "in_relationship", "in_contract", "in_record"),
)


def _listed(sight: Sight, asked: Mapping[str, Any]) -> Before:
    """All items that the user is asked to look at, under these conditions, as rows of the table."""
    sql, params = items(View(sight.user, sight.today, asked))
    kept = ", ".join(("DATE(at_due)" if each == "at_due" else each) for each in ITEM)
    keys = ", ".join(f"COALESCE(at_{each}, 0)" for each in ("relationship", "contract", "record"))
    written = f"SELECT {kept}, {keys} FROM ({sql}) item" if sql else ""  # noqa: S608 columns of our own
    return before_written(AttentionRow, _ROW, written, params)


def _portfolio(name: str, own: str) -> Any:
    def found(p: Paths) -> Any:
        return Coalesce(p.seen(f"relationship__portfolio{name}", m.Portfolio), F(own))

    return found


_ABOUT = tuple(each for each in whose_relationship(always=False) if not each.name.startswith("portfolio_"))
_CURRENCY = "contract__currency"

COLUMNS = (
    row_key("kind", "in_relationship", "in_contract", "in_record"),
    *code(
        "kind",
        AttentionKind,
        "What asks.",
        "Wat erom vraagt.",
        lambda p: e.Named(p.at("kind"), places(KINDS)),
        always=True,
    ),
    *code(
        "severity",
        Severity,
        "How bad it is.",
        "Hoe erg het is.",
        lambda p: e.Named(p.at("severity"), places(SEVERITIES)),
        always=True,
    ),
    column(
        "due",
        Kind.DAY,
        "The last day to act, or the day that was reached.",
        "De uiterste dag, of de dag die is bereikt.",
    ),
    column(
        "quantity",
        Kind.WHOLE,
        "How many relationships it speaks of.",
        "Over hoeveel relaties het gaat.",
        always=True,
    ),
    column(
        "level",
        Kind.WHOLE,
        "A level or count that it is about, such as the gap in trust.",
        "Een niveau of aantal waar het over gaat, zoals het vertrouwenstekort.",
    ),
    *_ABOUT,
    column(
        "portfolio_id",
        Kind.WHOLE,
        "The number of the portfolio; empty where it is not for you to see.",
        "Het nummer van het portfolio; leeg waar u dat niet mag zien.",
        _portfolio("", "portfolio_id"),
    ),
    column(
        "portfolio_name", Kind.TEXT, "Its name.", "De naam ervan.", _portfolio("__name", "portfolio__name")
    ),
    column(
        "other_relationship_id",
        Kind.WHOLE,
        "The other side of a contradiction.",
        "De andere kant van een tegenspraak.",
        "other",
    ),
    column(
        "contract_id",
        Kind.WHOLE,
        "The number of the contract that it is about.",
        "Het nummer van het contract waar het over gaat.",
        "contract",
    ),
    column("contract_number", Kind.TEXT, "Its own number.", "Het eigen nummer ervan.", "contract__number"),
    column("contract_title", Kind.TEXT, "Its title.", "De titel ervan.", "contract__title"),
    column(
        "currency",
        Kind.TEXT,
        "ISO 4217 code of the currency of its amounts.",
        "ISO 4217-code van de valuta van de bedragen ervan.",
        _CURRENCY,
    ),
    *amount("value", "Its value", "De waarde ervan", "contract__value", _CURRENCY),
    *amount(
        "annual_value", "Its value in a year", "De waarde ervan per jaar", "contract__annual_value", _CURRENCY
    ),
)
_NAMED = {each.name: each for each in COLUMNS}

ATTENTION = Table(
    name="attention",
    model=AttentionRow,
    row="AttentionFact",
    en="What asks for attention today, one row each.",
    nl="Wat vandaag om aandacht vraagt, één rij per onderwerp.",
    columns=COLUMNS,
    key=("kind", "in_relationship", "in_contract", "in_record"),
    listed=_listed,
    conditions=AttentionFilter,
    groups=(
        *usual_groups(COLUMNS),
        coded(_NAMED, "kind", "What asks."),
        coded(_NAMED, "severity", "How bad it is."),
        group(
            "CURRENCY", "The currency of the contract; comes by itself with any amount.", _NAMED["currency"]
        ),
        *in_time("due", "the last day to act", "de uiterste dag", lambda p: p.at("due")),
    ),
    measures=(
        count("How many items.", "Hoeveel onderwerpen."),
        RELATIONSHIPS,
        *amounts(
            "value", "the value of the contract", "de waarde van het contract", "contract__value", _CURRENCY
        ),
    ),
)
