"""By what the rows of a table can be summed up: who and what they are about, codes, and parts of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from bi import expressions as e
from bi.declared import Column, Expression, Group, Kind


def group(name: str, en: str, *columns: Column, follows: bool = True) -> Group:
    return Group(name, en, columns, follows)


def usual_groups(columns: Iterable[Column]) -> tuple[Group, ...]:
    """By who and what it is about."""
    by_name = {each.name: each for each in columns}

    def of(name: str, en: str, *names: str) -> Group:
        return Group(name, en, tuple(by_name[each] for each in names))

    return (
        of("UNIT", "Our unit.", "unit_id", "unit_code", "unit_name"),
        of("PARTY", "The counterparty.", "party_id", "party_name"),
        of("COUNTRY", "The country of the counterparty.", "party_country"),
        of("GROUP", "The party that the counterparty belongs to.", "group_id", "group_name"),
        of("PORTFOLIO", "The portfolio where it is at home.", "portfolio_id", "portfolio_name"),
        of(
            "CATEGORY",
            "The category that was recognised.",
            "category_id",
            "category_name",
            "category_name_nl",
        ),
        coded(by_name, "our_role", "Our role."),
        coded(by_name, "phase", "The phase of the relationship."),
    )


def coded(by_name: dict[str, Column], name: str, en: str) -> Group:
    """By a code, with its labels."""
    return Group(name.upper(), en, (by_name[name], by_name[f"{name}_label_nl"], by_name[f"{name}_label_en"]))


def in_time(name: str, en: str, nl: str, moment: Expression, *, then: bool = True) -> tuple[Group, ...]:
    """By the year, quarter and month of a day or moment; `then` as of a column."""
    upper = name.upper()
    parts = (
        ("year", Kind.WHOLE, "year", "Het jaar", e.year),
        ("quarter", Kind.TEXT, "quarter, such as 2026-Q4,", "Het kwartaal, zoals 2026-Q4,", e.quarter),
        ("month", Kind.TEXT, "month, such as 2026-11,", "De maand, zoals 2026-11,", e.month),
    )
    return tuple(
        Group(
            f"{upper}_{part.upper()}",
            f"The {said} of {en}.",
            (
                Column(
                    f"{name}_{part}",
                    kind,
                    f"The {said} of {en}.",
                    f"{zegt} van {nl}.",
                    _part(of, moment),
                    then=then,
                ),
            ),
        )
        for part, kind, said, zegt, of in parts
    )


def _part(of: Callable[[Any], Any], moment: Expression) -> Expression:
    return lambda p: of(moment(p))
