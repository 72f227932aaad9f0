"""Measures that many tables have: how many, and what numbers and amounts come to where they are known."""

from __future__ import annotations

from typing import Any

from django.db.models import Avg, BigIntegerField, Count, FloatField, Max, Min, Sum
from django.db.models.functions import Cast

from bi import expressions as e
from bi.declared import Column, Expression, Kind, Measure
from bi.sight import Paths


def count(en: str, nl: str) -> Measure:
    return Measure("COUNT", en, (Column("count", Kind.WHOLE, en, nl, lambda p: Count("*"), always=True),))


def distinct(name: str, en: str, nl: str, found: Expression) -> Measure:
    """How many different ones there are."""
    return Measure(
        name.upper(), en, (Column(name, Kind.WHOLE, en, nl, lambda p: Count(found(p), distinct=True)),)
    )


PARTIES = distinct(
    "parties",
    "How many different counterparties.",
    "Hoeveel verschillende wederpartijen.",
    lambda p: p.at(p.of_relationship("party")),
)
RELATIONSHIPS = distinct(
    "relationships",
    "How many different relationships.",
    "Hoeveel verschillende relaties.",
    lambda p: p.at("relationship"),
)


def levels(name: str, en: str, nl: str, found: Expression) -> tuple[Measure, ...]:
    """Average, lowest and highest of a number, always with how many are known. Unknown ones count in none."""
    known = Column(
        f"{name}_known",
        Kind.WHOLE,
        f"Of how many rows {en} is known.",
        f"Van hoeveel rijen {nl} bekend is.",
        lambda p: Count(found(p)),
    )
    parts = (
        ("average", "The average of", "Het gemiddelde van", Avg, Kind.NUMBER),
        ("min", "The lowest of", "De laagste waarde van", Min, Kind.NUMBER),
        ("max", "The highest of", "De hoogste waarde van", Max, Kind.NUMBER),
    )
    return tuple(
        Measure(
            f"{name.upper()}_{part.upper()}",
            f"{said} {en}, over the rows of which it is known.",
            (
                Column(
                    f"{name}_{part}",
                    kind,
                    f"{said} {en}, over the rows of which it is known; empty: of none.",
                    f"{zegt} {nl}, over de rijen waarvan die bekend is; leeg: van geen enkele.",
                    _over(of, found),
                ),
                known,
            ),
        )
        for part, said, zegt, of, kind in parts
    )


def _over(of: Any, found: Expression) -> Expression:
    return lambda p: of(Cast(found(p), FloatField()))


def amounts(
    name: str, en: str, nl: str, path: str | None = None, currency: str = "currency"
) -> tuple[Measure, ...]:
    """Sum, average, lowest and highest of an amount, within one currency, with how many are known."""
    upper, kept = name.upper(), path or name
    known = Column(
        f"{name}_known",
        Kind.WHOLE,
        f"Of how many rows {en} is known.",
        f"Van hoeveel rijen {nl} bekend is.",
        lambda p: Count(p.at(kept)),
    )

    def exact(part: str, of: Any, said: str, zegt: str) -> Measure:
        return Measure(
            f"{upper}_{part.upper()}",
            f"{said} {en}, over the rows of which it is known.",
            (
                Column(
                    f"{name}_{part}",
                    Kind.NUMBER,
                    f"{said} {en}, as a number; empty: none is known.",
                    f"{zegt} {nl}, als getal; leeg: geen enkele is bekend.",
                    lambda p: e.number_of(_whole(of, p, kept)),
                ),
                Column(
                    f"{name}_{part}_text",
                    Kind.TEXT,
                    f"{said} {en}, exact.",
                    f"{zegt} {nl}, exact.",
                    lambda p: e.AmountText(_whole(of, p, kept), p.at(currency)),
                ),
                known,
            ),
            of_money=True,
        )

    average = Measure(
        f"{upper}_AVERAGE",
        f"The average of {en}, over the rows of which it is known.",
        (
            Column(
                f"{name}_average",
                Kind.NUMBER,
                f"The average of {en}, over the rows of which it is known; empty: none is.",
                f"Het gemiddelde van {nl}, over de rijen waarvan die bekend is; leeg: van geen enkele.",
                lambda p: Avg(e.number_of(p.at(kept))),
            ),
            known,
        ),
        of_money=True,
    )
    return (
        exact("sum", Sum, "The sum of", "De som van"),
        average,
        exact("min", Min, "The lowest of", "De laagste waarde van"),
        exact("max", Max, "The highest of", "De hoogste waarde van"),
    )


def _whole(of: Any, p: Paths, name: str) -> Any:
    """Of an amount as the database keeps it: whole ten-thousandths."""
    return of(p.at(name), output_field=BigIntegerField())
