"""From the file to its rows: the sheet, the profile of its layout, what is said of how it was understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings

from imports import columns, profiles, rows, workbook
from imports.findings import Note, NotedCells
from imports.pipeline.asked import Report, Request
from imports.tables import SourceTable, TypedRow

CELLS_NAMED = 3


def read_table(request: Request, report: Report) -> tuple[SourceTable, Request]:
    """The list, and the request with what the profile says of its columns."""
    profile = profiles.named(request.unit, request.profile) if request.profile else None
    table = report.table = _sheet(request, request.sheet or (profile.sheet if profile else "") or None)
    if profile is None:
        profile = profiles.fitting(request.unit, table)
    if profile is None and request.sheet is None:
        for each in profiles.on_other_sheets(request.unit, table):
            other = _sheet(request, each.sheet)
            if profiles.layout_of(other) == each.layout:
                profile, table = each, other
                report.table = other
                break
    if profile is None:
        return table, request
    given = {"fields": request.fields, "notations": request.notations, "answers": request.answers}
    meant = profiles.meant(profile, table, **given)
    report.profile = profile
    report.notes.append(Note("profile_used", params={"name": profile.name}))
    if meant.absent:
        params = {"name": profile.name, "headers": ", ".join(meant.absent)}
        report.notes.append(Note("profile_headers_absent", params=params))
    return table, replace(request, fields=meant.fields, notations=meant.notations, answers=meant.answers)


def own_headers(table: SourceTable) -> dict[str, str]:
    """A workbook of our own making: its headers mean exactly what the export wrote under them."""
    headers = {each.header for each in table.columns}
    for language in ("en", "nl"):
        if columns.FIELDS["contract_id"].label(language) in headers:
            meant = {each.label(language): code for code, each in columns.FIELDS.items()}
            return {header: meant[header] for header in headers if header in meant}
    return {}


def understood(report: Report) -> list[Note | NotedCells]:
    """What was understood of the file and its columns, said once."""
    assert report.table is not None  # noqa: S101 for the type checker
    notes: list[Note | NotedCells] = list(report.table.notes)
    for each in report.mappings:
        notes += each.notes
        if each.reason is not None:
            notes.append(each.reason)
    return notes


def read_rows(report: Report) -> Iterator[TypedRow]:
    """The rows as they are read; their notes are gathered per code and column for the report."""
    assert report.table is not None  # noqa: S101 for the type checker
    noted: dict[tuple[str, str | None], list[Note]] = {}
    counts: Counter[tuple[str, str | None]] = Counter()
    for row in rows.read(report.table, report.mappings):
        for note in row.notes:
            key = note.code, note.column
            counts[key] += 1
            if counts[key] <= CELLS_NAMED:
                noted.setdefault(key, []).append(note)
        yield row
    for key, first in noted.items():
        cells = tuple(each.cell or "–" for each in first)
        report.notes.append(NotedCells(first[0], counts[key], cells))


def _sheet(request: Request, sheet: str | None) -> SourceTable:
    return workbook.read(request.file, sheet=sheet, limits=workbook.Limits(**settings.IMPORT_LIMITS))
