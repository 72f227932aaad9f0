"""Acts on saved queries."""

from __future__ import annotations

from access.actions import saved_queries
from access.models import SavedQuery
from api.graphql import words
from api.graphql.columns import input_of
from api.graphql.mutations.acts import Act

_QUERY = ("query", SavedQuery)

SavedQueryInput = input_of(
    "SavedQueryInput",
    "What is given for a saved query.",
    SavedQuery,
    saved_queries.SAVED_QUERY_FIELDS,
    {
        **words.SAVED_QUERY,
        "unit": "The unit to share it with; null: with none.",
        "variables": "The values of its variables where none are given, by name.",
    },
)

SAVED_QUERIES = (
    Act(
        "create_saved_query",
        "Save a query. Refused where it is invalid, has no single list, or costs more than a request may.",
        saved_queries.create_saved_query,
        given=SavedQueryInput,
        gives=_QUERY,
    ),
    Act(
        "change_saved_query",
        "Change a saved query; share it with a unit, or take it back.",
        saved_queries.change_saved_query,
        on=_QUERY,
        versioned=True,
        given=SavedQueryInput,
        gives=_QUERY,
    ),
    Act(
        "remove_saved_query",
        "Remove a saved query: its address leads nowhere any more.",
        saved_queries.remove_saved_query,
        on=_QUERY,
        versioned=True,
    ),
)
