"""Answers that are files, sent as they are made: a list as text or workbook, an export."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import get_language

from api.rest.flat import Place, as_cells, as_texts, places_of
from api.rest.formats import Format
from api.rest.paging import LARGEST, Listing, address_after, as_told, asked_page
from api.rest.people import told_later
from imports.export.books import in_language
from imports.export.naming import MEDIA_TYPES, check_rows, disposition
from imports.workbook.writing import Book, TableSheet, stream

_ABOVE = "/api/v1/"
_PRINTED = 180
"""How many characters are printed beside each other on a page."""
Told = Iterator[Iterable[Any]]


def listed(view: Any, listing: Listing, asked: Mapping[str, Any], shape: Any) -> StreamingHttpResponse:
    """A list as the file asked for: all of it; with `limit` so many rows, and a link to the next.

    Its first rows are read at once, so that what can't be given is refused.
    """
    part, counted = asked_page(asked)
    listing = as_told(listing, shape)
    if "limit" in asked:
        rows, following = listing.part(part)
        answer = sent(view, iter([rows]), shape)
        if following is not None:
            address = address_after(view.request._request, following)
            answer["Link"] = f'<{address}>; rel="next"'
    else:
        _check_size(view, listing)
        portions = listing.portions(replace(part, size=LARGEST))
        answer = sent(view, chain([next(portions)], portions), shape)
    if counted:
        answer["X-Total-Count"] = str(listing.count())
    return answer


def sent(view: Any, told: Told, shape: Any) -> StreamingHttpResponse:
    """Records as they are told, some at a time, as the file asked for, named after the address."""
    path = view.request.path.removeprefix(_ABOVE).strip("/")
    form, name = view.format_asked, path.rpartition("/")[2]
    pieces: Iterable[bytes] = told_later(file_of(told, places_of(shape), form, name, view.by.at))
    if view.request.method == "HEAD":
        pieces = ()
    return attachment(pieces, f"{path.replace('/', '-')}-{view.by.on}", form)


def _check_size(view: Any, listing: Listing) -> None:
    if view.format_asked is Format.XLSX:
        check_rows(listing.count())


def attachment(pieces: Iterable[bytes], name: str, form: Format) -> StreamingHttpResponse:
    """The file under this name, to be kept by nobody on the way."""
    answer = StreamingHttpResponse(pieces, content_type=MEDIA_TYPES[form])
    answer["Content-Disposition"] = disposition(f"{name}.{form}")
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def file_of(
    told: Iterable[Iterable[Any]], places: Sequence[Place], form: Format, name: str, made_at: datetime
) -> Iterator[bytes]:
    """Records as they are told, some at a time, as a file with these columns."""
    pieces = _csv(told, places) if form is Format.CSV else _workbook(told, places, name, made_at)
    return in_language(get_language() or "en", pieces)


def _csv(portions: Iterable[Any], places: Sequence[Place]) -> Iterator[bytes]:
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow([each.name for each in places])
    for records in portions:
        writer.writerows(as_texts(records, places))
        yield held.getvalue().encode("utf-8", "replace")
        held.seek(0)
        held.truncate()


def _workbook(
    portions: Iterable[Any], places: Sequence[Place], name: str, made_at: datetime
) -> Iterator[bytes]:
    title = name.replace("-", " ")[:31]
    rows = (row for records in portions for row in as_cells(records, places))
    columns = [each.column for each in places]
    across = -(-sum(each.width for each in columns) // _PRINTED)
    sheet = TableSheet(title, f"list_of_{name.replace('-', '_')}", columns, rows, across=across)
    return stream(Book(title, title, "Counterpart", made_at, [sheet]))
