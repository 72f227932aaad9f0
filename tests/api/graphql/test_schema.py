"""The schema itself: committed, described, and of the shape that clients need."""

from __future__ import annotations

from pathlib import Path

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    is_list_type,
    is_non_null_type,
)

from api.graphql.connections import argument_name
from api.graphql.schema import schema, sdl
from relationships.filters import FILTERS
from relationships.models import Relationship

COMMITTED = Path(__file__).resolve().parents[3] / "docs" / "api" / "schema.graphql"


def own_types():
    return [each for name, each in schema().type_map.items() if not name.startswith("__")]


def test_the_committed_sdl_is_that_of_the_schema() -> None:
    assert COMMITTED.read_text() == sdl(), "run `manage.py shell` as docs/api/graphql.md says"


def test_everything_is_described() -> None:
    bare = []
    for each in own_types():
        if not (each.description or "").strip():
            bare.append(each.name)
        if isinstance(each, GraphQLEnumType):
            bare += [f"{each.name}.{name}" for name, value in each.values.items() if not value.description]
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for name, field in each.fields.items():
                bare += [] if field.description else [f"{each.name}.{name}"]
                arguments = getattr(field, "args", {})
                bare += [
                    f"{each.name}.{name}({arg})" for arg, what in arguments.items() if not what.description
                ]

    assert sorted(set(bare) - {"Int", "String", "Float", "Boolean", "ID"}) == []


def test_the_root_is_called_query() -> None:
    assert schema().query_type.name == "Query"


def test_connections_are_nullable_lists_of_nullable_edges() -> None:
    connections = [each for each in own_types() if each.name.endswith("Connection")]

    assert len(connections) > 15
    for each in connections:
        edges = each.fields["edges"].type
        assert is_list_type(edges), each.name
        assert not is_non_null_type(edges.of_type), each.name
        assert not is_non_null_type(edges.of_type.fields["node"].type), each.name


def test_the_arguments_of_a_list_are_the_conditions_of_its_filterset() -> None:
    expected = {argument_name(name) for name in FILTERS[Relationship].base_filters}

    found = set(schema().query_type.fields["relationships"].args)

    assert found - {"first", "last", "after", "before"} == expected
