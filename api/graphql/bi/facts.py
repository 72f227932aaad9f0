"""The tables of facts as flat lists of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import graphene

from api.facts import CURSOR, Asked, Found, found_rows, most_rows, rows_of
from api.graphql import scalars
from api.graphql.bi.columns import field_of, row_type, selected
from api.graphql.connections import arguments_of, given_of
from api.graphql.reads import Rows, reading
from bi.declared import Table
from bi.tables import TABLES
from relationships.filters import FILTERS, Condition

_ABOUT = "{en} As a flat list: the whole table, or `first` rows from `after` on."
NAMES = {
    "relationships": "relationship",
    "contracts": "contract",
    "compliance": "compliance",
    "classifications": "classification",
    "ratings": "rating",
    "trust": "trust",
    "attention": "attention",
}
FACTS: dict[str, Table] = {
    **{f"{name}_facts": TABLES[table] for table, name in NAMES.items()},
    "tombstones": TABLES["tombstones"],
}
"""The tables by the names of their fields at the root."""


def fact_fields() -> dict[str, graphene.Field]:
    """A field at the root for each table."""
    return {name: _field(table) for name, table in FACTS.items()}


def conditions_of(table: Table) -> dict[str, Condition]:
    """The conditions that the rows of a table can be narrowed by: those of its list."""
    filters = table.conditions or FILTERS[table.model]
    return dict(filters.conditions())


def moments_of(table: Table) -> dict[str, graphene.Argument]:
    """The day and the moment that can be asked about, of the tables that know them."""
    found: dict[str, graphene.Argument] = {}
    if table.tells_of_the_past:
        found["as_of"] = graphene.Argument(
            scalars.Day,
            description="As it was known at the end of this day, today at the latest. Conditions hold as of "
            "then; one that isn't known of the past is refused.",
        )
    if table.changed is not None:
        found["updated_since"] = graphene.Argument(
            scalars.Moment,
            description="Only rows that became what they are at this moment or later, in the order in which "
            "they did.",
        )
    return found


def asked_of(context: Any, given: dict[str, Any]) -> Asked:
    """What is asked about a table beside its conditions, taken out of what is given."""
    by = context.by
    names = ("as_of", "updated_since", "first", "after")
    return Asked(by.user, by.on, **{name: given.pop(name, None) for name in names})


def _field(table: Table) -> graphene.Field:
    def resolve(root: Any, info: Any, **given: Any) -> list[dict[str, Any]]:
        asked = asked_of(info.context, given)
        conditions = given_of(conditions_of(table), given, table.model)
        return rows_of(table, asked, conditions, selected(table, info, (CURSOR,)))

    def found(context: Any, given: dict[str, Any], names: Sequence[str]) -> Found:
        asked = asked_of(context, given)
        return found_rows(table, asked, given_of(conditions_of(table), given, table.model), names)

    row = row_type(
        table.row,
        table.en,
        {
            CURSOR: graphene.String(
                required=True,
                description="Where it stands in this list: give it as `after` for what follows.",
            ),
            **{each.name: field_of(each) for each in table.columns},
        },
    )
    return graphene.Field(
        graphene.List(graphene.NonNull(row)),
        required=True,
        args={**_page(), **moments_of(table), **arguments_of(conditions_of(table))},
        description=_ABOUT.format(en=table.en),
        resolver=reading(Rows(found), resolve),
    )


def _page() -> dict[str, graphene.Argument]:
    most = f"{most_rows():,}"
    return {
        "first": graphene.Argument(
            graphene.Int,
            description=f"How many rows, at most {most}. Without it all of them, or a refusal (TOO_LARGE) "
            "where there are more: a list is never cut in silence.",
        ),
        "after": graphene.Argument(graphene.String, description="Only what comes after this cursor."),
    }
