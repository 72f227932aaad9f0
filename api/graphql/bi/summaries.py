"""What the rows of the tables of facts come to, by group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import graphene

from api.facts import Found, found_groups, groups_of
from api.graphql.bi.columns import field_of, row_type
from api.graphql.bi.facts import NAMES, asked_of, conditions_of, moments_of
from api.graphql.connections import arguments_of, given_of
from api.graphql.reads import Rows, reading
from bi.declared import Table
from bi.tables import TABLES

SUMMARIES: dict[str, Table] = {f"{name}_summary": TABLES[table] for table, name in NAMES.items()}
"""The tables by the names of their summaries at the root."""


def summary_fields() -> dict[str, graphene.Field]:
    """A summary at the root for each table that has measures."""
    return {name: _field(table) for name, table in SUMMARIES.items()}


def _field(table: Table) -> graphene.Field:
    conditions = {name: each for name, each in conditions_of(table).items() if name != "ordering"}

    def resolve(root: Any, info: Any, **given: Any) -> list[dict[str, Any]]:
        group_by, measures = given.pop("group_by", None) or [], given.pop("measures", None) or []
        asked = asked_of(info.context, given)
        wanted = given_of(conditions, given, table.model)
        return groups_of(table, asked, wanted, _codes(group_by), _codes(measures))

    def found(context: Any, given: dict[str, Any], names: Sequence[str]) -> Found:
        group_by, measures = given.pop("group_by", None) or [], given.pop("measures", None) or []
        asked = asked_of(context, given)
        wanted = given_of(conditions, given, table.model)
        return found_groups(table, asked, wanted, _codes(group_by), _codes(measures), names)

    kind = table.row.removesuffix("Fact")
    columns = {each.name: each for part in (*table.groups, *table.measures) for each in part.columns}
    row = row_type(
        f"{kind}Summary",
        f"What rows have in common, and what they come to. {table.en} What wasn't asked for is null.",
        {name: field_of(each, may_be_empty=True) for name, each in columns.items()},
    )
    return graphene.Field(
        graphene.List(graphene.NonNull(row)),
        required=True,
        args={
            "group_by": graphene.Argument(
                graphene.List(
                    graphene.NonNull(
                        _enum(f"{kind}Group", table.groups, "What rows are counted together by.")
                    )
                ),
                description="What rows are counted together by, in this order; without it all in one row. "
                "What isn't known is a group of its own, with nulls.",
            ),
            "measures": graphene.Argument(
                graphene.List(
                    graphene.NonNull(_enum(f"{kind}Measure", table.measures, "What is asked of each group."))
                ),
                description="What is asked of each group; COUNT without it. Amounts are never added up "
                "across currencies: any of them brings CURRENCY into the groups.",
            ),
            **{name: each for name, each in moments_of(table).items() if name == "as_of"},
            **arguments_of(conditions),
        },
        description=f"{table.en} Counted and measured by group, in one statement, under the same conditions.",
        resolver=reading(Rows(found), resolve),
    )


def _enum(name: str, parts: Any, about: str) -> Any:
    said = {each.name: each.en for each in parts}

    def described(member: Any) -> str:
        return about if member is None else said[member.name]

    return graphene.Enum(name, [(each, each) for each in said], description=described)


def _codes(given: list[Any]) -> list[str]:
    return [str(getattr(each, "value", each)) for each in given]
