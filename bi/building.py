"""Columns that many tables have, made alike: codes with labels, amounts, and who and what a row is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from django.db.models import CharField, DateField, F, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, Greatest

from bi import expressions as e
from bi.declared import Column, Expression, Kind
from bi.labels import Names, labels
from bi.sight import Paths
from relationships import choices as c
from relationships import models as m

LANGUAGES = {"nl": ("in Dutch", "in het Nederlands"), "en": ("in English", "in het Engels")}
_NOT_YOURS = ("empty where it is not for you to see", "leeg waar u dat niet mag zien")


def at(path: str) -> Expression:
    return lambda p: p.at(path)


def of_relationship(path: str) -> Expression:
    """Of the relationship that the row is about, or is."""
    return lambda p: p.at(p.of_relationship(path))


def column(
    name: str, kind: Kind, en: str, nl: str, found: Expression | str | None = None, **more: Any
) -> Column:
    """A column; `found` is a path from the listed thing, or an expression; its own name where not given."""
    expression = at(found or name) if not callable(found) else found
    if kind is Kind.TEXT and not more.get("always"):
        return Column(name, kind, en, nl, _blanked(expression), **more)
    return Column(name, kind, en, nl, expression, **more)


def _blanked(expression: Expression) -> Expression:
    return lambda p: e.blank(expression(p))


def code(
    name: str,
    codes: type[StrEnum] | Callable[[str], Names],
    en: str,
    nl: str,
    found: Expression | str | None = None,
    **more: Any,
) -> tuple[Column, Column, Column]:
    """A code with its labels in both languages."""
    own = column(name, Kind.TEXT, en, nl, found, **more)
    expression: Expression = at(found or name) if not callable(found) else found

    def label(language: str) -> Column:
        def named(p: Paths) -> Any:
            names = labels(codes, language) if isinstance(codes, type) else codes(language)
            return e.Named(expression(p), names)

        said = LANGUAGES[language]
        return Column(
            f"{name}_label_{language}",
            Kind.TEXT,
            f"The name of `{name}` {said[0]}.",
            f"De naam van `{name}` {said[1]}.",
            named,
            always=own.always,
            then=own.then,
            lost=own.lost,
        )

    return own, label("nl"), label("en")


def verdict_code(name: str, codes: type[StrEnum], en: str, nl: str) -> tuple[Column, Column, Column]:
    return code(name, codes, en, nl, lambda p: p.verdict(name))


def amount(
    name: str, en: str, nl: str, path: str | None = None, currency: str = "currency", **more: Any
) -> tuple[Column, Column]:
    """An amount as a number and as exact text, in the currency of the row."""
    kept = path or name
    return (
        Column(
            name,
            Kind.NUMBER,
            f"{en}, as a number.",
            f"{nl}, als getal.",
            lambda p: e.number_of(p.at(kept)),
            **more,
        ),
        Column(
            f"{name}_text",
            Kind.TEXT,
            f"{en}, exact, with at least the decimals of the currency.",
            f"{nl}, exact, met ten minste de decimalen van de valuta.",
            lambda p: e.AmountText(p.at(kept), p.at(currency)),
            **more,
        ),
    )


def row_key(*keys: str) -> Column:
    """What tells the row from all others of its table, as text; a tombstone names it."""

    def joined(p: Paths) -> Any:
        texts = [Cast(F(each), CharField()) for each in keys]
        dashed = [part for each in texts for part in (Value("-"), each)][1:]
        return Concat(*dashed, output_field=CharField()) if len(dashed) > 1 else dashed[0]

    return Column(
        "row_key",
        Kind.KEY,
        "What tells this row from all others of the table; a tombstone names it.",
        "Wat deze rij van alle andere in de tabel onderscheidt; een grafsteen noemt hem.",
        joined,
        always=True,
    )


AS_OF = Column(
    "as_of",
    Kind.DAY,
    "The day at whose end it stood so; empty: as it stands now.",
    "De dag aan het eind waarvan het zo was; leeg: zoals het nu is.",
    lambda p: Cast(Value(p.sight.as_of), DateField()),
)


def person(name: str, path: str, en: str, nl: str) -> tuple[Column, Column]:
    """Somebody, where the user may see him."""

    def called(p: Paths) -> Any:
        full = e.blank(p.seen(f"{path}__full_name", m.User))
        return Coalesce(full, p.seen(f"{path}__username", m.User), output_field=TextField())

    return (
        Column(
            f"{name}_id",
            Kind.WHOLE,
            f"The number of {en}; {_NOT_YOURS[0]}.",
            f"Het nummer van {nl}; {_NOT_YOURS[1]}.",
            lambda p: p.seen(path, m.User),
        ),
        Column(
            f"{name}_name",
            Kind.TEXT,
            f"The name of {en}; {_NOT_YOURS[0]}.",
            f"De naam van {nl}; {_NOT_YOURS[1]}.",
            called,
        ),
    )


def about_relationship(*, always: bool = True) -> tuple[Column, ...]:
    """Who and what a row is about: unit, party, portfolio and category, with their names."""
    return (
        column(
            "unit_id",
            Kind.WHOLE,
            "The number of our unit.",
            "Het nummer van onze eenheid.",
            of_relationship("unit"),
            always=always,
        ),
        column("unit_code", Kind.TEXT, "Its code.", "De code ervan.", of_relationship("unit__code")),
        column("unit_name", Kind.TEXT, "Its name.", "De naam ervan.", of_relationship("unit__name")),
        column(
            "party_id",
            Kind.WHOLE,
            "The number of the counterparty.",
            "Het nummer van de wederpartij.",
            of_relationship("party"),
            always=always,
        ),
        column("party_name", Kind.TEXT, "Its name.", "De naam ervan.", of_relationship("party__name")),
        column(
            "party_country",
            Kind.TEXT,
            "ISO 3166 code of its country.",
            "ISO 3166-code van het land ervan.",
            of_relationship("party__country"),
        ),
        column(
            "group_id",
            Kind.WHOLE,
            f"The number of the party that it belongs to; {_NOT_YOURS[0]}.",
            f"Het nummer van de partij waar zij onder valt; {_NOT_YOURS[1]}.",
            lambda p: p.seen(p.of_relationship("party__parent"), m.Party),
        ),
        column(
            "group_name",
            Kind.TEXT,
            "The name of that party.",
            "De naam van die partij.",
            lambda p: p.seen(p.of_relationship("party__parent__name"), m.Party),
        ),
        column(
            "portfolio_id",
            Kind.WHOLE,
            f"The number of the portfolio where it is at home; {_NOT_YOURS[0]}.",
            f"Het nummer van het portfolio waar zij thuishoort; {_NOT_YOURS[1]}.",
            lambda p: p.seen(p.of_relationship("portfolio"), m.Portfolio),
        ),
        column(
            "portfolio_name",
            Kind.TEXT,
            "Its name.",
            "De naam ervan.",
            lambda p: p.seen(p.of_relationship("portfolio__name"), m.Portfolio),
        ),
        column(
            "category_id",
            Kind.WHOLE,
            "The number of the category that was recognised.",
            "Het nummer van de herkende categorie.",
            of_relationship("profile"),
        ),
        column(
            "category_name",
            Kind.TEXT,
            "Its name in English.",
            "De naam ervan in het Engels.",
            of_relationship("profile__name"),
        ),
        column(
            "category_name_nl",
            Kind.TEXT,
            "Its name in Dutch.",
            "De naam ervan in het Nederlands.",
            of_relationship("profile__name_nl"),
        ),
        *code(
            "our_role",
            c.Side,
            "The side that we are on.",
            "De kant waar wij staan.",
            of_relationship("our_role"),
        ),
        *code(
            "phase",
            c.Phase,
            "Where the relationship stands in its life.",
            "Waar de relatie in haar leven staat.",
            of_relationship("phase"),
        ),
    )


def whose_relationship(*, always: bool = True) -> tuple[Column, ...]:
    """The same for a row that is about a relationship without being one."""
    return (
        column(
            "relationship_id",
            Kind.WHOLE,
            "The number of the relationship.",
            "Het nummer van de relatie.",
            "relationship",
            always=always,
        ),
        column(
            "relationship_subject",
            Kind.TEXT,
            "What is delivered.",
            "Wat er geleverd wordt.",
            "relationship__subject",
        ),
        *about_relationship(always=always),
    )


def decided() -> tuple[Column, ...]:
    """What was chosen and recommended for the relationship, and the verdict on it."""
    return (
        *verdict_code(
            "chosen_type",
            c.CollaborationType,
            "The type that was chosen; empty: not yet.",
            "De gekozen vorm; leeg: nog niet.",
        ),
        *verdict_code(
            "recommended_type",
            c.CollaborationType,
            "The type that the rule recommends; empty while it is undecided.",
            "De vorm die de regel aanbeveelt; leeg zolang dat open is.",
        ),
        *verdict_code(
            "verdict", c.VerdictCode, "Whether the choice fits the facts.", "Of de keuze bij de feiten past."
        ),
    )


def changed_at(expression: Expression) -> Column:
    return Column(
        "changed_at",
        Kind.MOMENT,
        "Since when the row is as it is: the latest change of anything in it. Empty of a day in the past.",
        "Sinds wanneer de rij zo is: de laatste wijziging van iets erin. Leeg van een dag in het verleden.",
        expression,
        then=False,
        lost="what changed after that day is not part of it",
    )


def latest(*own: str, beside: Iterable[str] = ()) -> Expression:
    """The latest of these moments; those beside it may be missing."""

    def found(p: Paths) -> Any:
        first = F(own[0])
        moments = [*map(F, own), *(Coalesce(F(each), first) for each in beside)]
        return Greatest(*moments) if len(moments) > 1 else first

    return found


def around(to: str) -> tuple[str, ...]:
    """The moments of what stands around a relationship, at the end of this path (ending in __, or empty)."""
    return (
        f"{to}party__changed_at",
        f"{to}party__parent__changed_at",
        f"{to}unit__changed_at",
        f"{to}portfolio__changed_at",
        f"{to}profile__changed_at",
        f"{to}owner__changed_at",
        f"{to}verdict__since",
    )


def changed_around(by: str) -> Expression:
    """When something recorded of a relationship changed, by who did it (a path), or what stands around it.

    Not who owns the relationship nor its verdict, which say nothing of what was recorded.
    """
    return latest(
        "changed_at",
        "relationship__changed_at",
        f"{by}__changed_at",
        beside=around("relationship__")[:-2],
    )


def assessed(who: str, what: str) -> tuple[Column, ...]:
    """Who assessed it, when and on what grounds, and whether it stands; `who` and `what` in Dutch."""
    return (
        *person("assessor", "assessor", "who assessed it", who),
        column(
            "assessed_on",
            Kind.DAY,
            "The day on which it was assessed.",
            f"De dag van {what}.",
            always=True,
        ),
        column("evidence", Kind.TEXT, "What was seen.", "Wat er gezien is."),
        column(
            "recorded_at", Kind.MOMENT, "When it was recorded.", "Wanneer het is vastgelegd.", always=True
        ),
        column(
            "withdrawn_at",
            Kind.MOMENT,
            "When it was withdrawn; empty: it stands.",
            "Wanneer het is ingetrokken; leeg: het staat.",
        ),
    )
