"""The list of relationships, and many of them changed at once."""

from __future__ import annotations

from django.urls import path

from web.lists.bulk import change_many
from web.lists.pages import VIEW_PAGES, pages_of
from web.lists.relationships import RELATIONSHIPS

urls = [
    *pages_of(RELATIONSHIPS),
    path("relationships/bulk/", change_many, name="relationships_bulk"),
    *VIEW_PAGES,
]
