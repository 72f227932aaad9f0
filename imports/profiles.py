"""Which profile fits a list, and what it says of the list's columns."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from imports.fields import REPEATABLE, headers
from imports.models import ImportProfile
from imports.tables import SourceTable
from relationships.errors import refuse, shown
from relationships.models import Unit

# Questions about how columns are written; those about rows are never kept.
OF_COLUMNS = ("amount_notation", "date_notation", "period_unit", "currency_formats", "currency_sign")
OF_LAYOUT = (*OF_COLUMNS, "repeated_totals")


@dataclass(frozen=True, slots=True)
class Meant:
    """What is said of the columns, by a profile and by hand together; by hand goes before."""

    fields: Mapping[str, str]
    notations: Mapping[str, str]
    answers: Mapping[str, str]
    absent: tuple[str, ...] = ()


def layout_of(table: SourceTable) -> str:
    """The digest of the headers, order and spelling aside; empty where the list has none."""
    keys = sorted(headers.key(each.header) for each in table.columns)
    if table.header_row is None:
        return ""
    return hashlib.sha256("\x1f".join(keys).encode()).hexdigest()


def named(unit: Unit, name: str) -> ImportProfile:
    """The profile of this name in the unit; refuses with NOT_FOUND."""
    found = ImportProfile.objects.filter(unit=unit, name=name).first()
    if found is None:
        refuse("NOT_FOUND", "profile", thing=ImportProfile._meta.verbose_name, value=shown(name))
    return found


def fitting(unit: Unit, table: SourceTable) -> ImportProfile | None:
    """The unit's profile for lists of this layout."""
    layout = layout_of(table)
    return ImportProfile.objects.filter(unit=unit, layout=layout).first() if layout else None


def on_other_sheets(unit: Unit, table: SourceTable) -> list[ImportProfile]:
    """The unit's profiles for a sheet of this file that wasn't the one read."""
    found = ImportProfile.objects.filter(unit=unit, sheet__in=table.other_sheets).exclude(layout="")
    return list(found.order_by("name", "pk")[:3])


def meant(
    profile: ImportProfile,
    table: SourceTable,
    *,
    fields: Mapping[str, str],
    notations: Mapping[str, str],
    answers: Mapping[str, str],
) -> Meant:
    """What the profile and the hand say together. `absent`: headers of the profile that the list hasn't."""
    there = {headers.key(each.header) for each in table.columns}
    there |= {each.header.casefold() for each in table.columns}

    def is_there(header: str) -> bool:
        return headers.key(header) in there or header.casefold() in there

    by_hand = {headers.key(each) for each in fields}
    taken = {each for each in fields.values() if each not in REPEATABLE}
    kept = {
        header: code
        for header, code in profile.fields.items()
        if is_there(header) and code not in taken and headers.key(header) not in by_hand
    }
    absent = tuple(each for each in [*profile.fields, *profile.notations] if not is_there(each))
    written = {header: code for header, code in profile.notations.items() if is_there(header)}
    written = {
        each: code for each, code in written.items() if headers.key(each) not in map(headers.key, notations)
    }
    return Meant(
        {**kept, **fields},
        {**written, **notations},
        {**profile.answers, **answers},
        tuple(dict.fromkeys(absent)),
    )


def answers_to_keep(answers: Mapping[str, str]) -> dict[str, str]:
    """Those of these answers that say how a list of this layout is written."""
    return {code: each for code, each in answers.items() if code.partition(":")[0] in OF_LAYOUT}
