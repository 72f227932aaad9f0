"""Lists as Relay connections: a page of edges, where it lies, and how many there are, each read when asked.

A connection at the root reads its own page. A connection of a record reads the pages of the whole cohort
in one query (numbered within each parent by a window), and its counts in another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import graphene
from django.db.models import Count, F, Model, QuerySet, Window
from django.db.models.functions import RowNumber
from graphene.utils.str_converters import to_camel_case

from api.graphql import scalars
from api.graphql.cohorts import cohort_of, portions, together
from api.graphql.reads import AllOf, ListOf, reading
from api.graphql.registry import meant, type_of
from relationships.filters import FILTERS, Condition, filtered
from relationships.paging import (
    DEFAULT_PAGE,
    LARGEST_PAGE,
    Key,
    Page,
    in_order,
    keys_of,
    page,
    within,
    write_cursor,
)
from relationships.queries import visible_to

_SCALARS = {
    "TEXT": scalars.Text,
    "TRUTH": scalars.Truth,
    "WHOLE": scalars.Whole,
    "NUMBER": scalars.Amount,
    "AMOUNT": scalars.Amount,
    "DAY": scalars.Day,
    "MOMENT": scalars.Moment,
    "CODES": scalars.Code,
    "WHOLES": scalars.Whole,
    "TEXTS": scalars.Text,
    "REFERENCES": scalars.Reference,
    "IDS": scalars.Reference,
    "ORDER": scalars.Code,
}
PAGE_ARGUMENTS = ("first", "last", "after", "before")


class PageInfo(graphene.ObjectType):
    """Where a page lies in its list."""

    has_next_page = graphene.Boolean(required=True, description="Whether more follows after this page.")
    has_previous_page = graphene.Boolean(
        required=True, description="Whether something comes before this page."
    )
    start_cursor = graphene.String(description="The cursor of the first edge; null on an empty page.")
    end_cursor = graphene.String(
        description="The cursor of the last edge: give it as `after` for the next page."
    )


class Rows:
    """The rows of one page, with their cursors."""

    def __init__(self, rows: list[Model], keys: tuple[Key, ...], asked: Page) -> None:
        self.more = len(rows) > asked.size
        rows = rows[: asked.size]
        self.rows = rows[::-1] if asked.backwards else rows
        self.keys = keys
        self.asked = asked

    def edges(self) -> list[Edge]:
        return [Edge(row, self.keys) for row in self.rows]

    def page_info(self) -> PageInfo:
        ends = [write_cursor(each, self.keys) for each in (self.rows[:1] + self.rows[-1:])]
        asked = self.asked
        return PageInfo(
            has_next_page=self.more if not asked.backwards else asked.before is not None,
            has_previous_page=self.more if asked.backwards else asked.after is not None,
            start_cursor=ends[0] if ends else None,
            end_cursor=ends[-1] if ends else None,
        )


class Edge:
    """A record in a list. Its cursor is written only when asked."""

    __slots__ = ("_keys", "node")

    def __init__(self, node: Model, keys: tuple[Key, ...]) -> None:
        self.node = node
        self._keys = keys

    @property
    def cursor(self) -> str:
        return write_cursor(self.node, self._keys)


class Connection:
    """What the resolvers of a connection's fields ask: each part is read the first time."""

    def __init__(self, rows: Callable[[], Rows], count: Callable[[], int]) -> None:
        self._rows = rows
        self._count = count

    @property
    def edges(self) -> list[Edge]:
        return self._rows().edges()

    @property
    def page_info(self) -> PageInfo:
        return self._rows().page_info()

    @property
    def total_count(self) -> int:
        return self._count()


def connection_type(node_type: Any) -> Any:
    """The connection type of a type of records: made once, named after it."""
    made = node_type.__dict__.get("_connection")
    if made is None:
        name = node_type._meta.name
        plural = str(node_type.of_model._meta.verbose_name_plural)
        edge = type(
            f"{name}Edge",
            (graphene.ObjectType,),
            {
                "__doc__": f"One of the {plural} in a list.",
                "node": graphene.Field(node_type, description="The record."),
                "cursor": graphene.String(required=True, description="Where it stands in this list."),
            },
        )
        made = type(
            f"{name}Connection",
            (graphene.ObjectType,),
            {
                "__doc__": f"A page of a list of {plural}.",
                "edges": graphene.List(edge, description="The records of this page, in the order asked for."),
                "page_info": graphene.Field(PageInfo, required=True, description="Where this page lies."),
                "total_count": graphene.Int(
                    required=True, description="How many there are on all pages; counted only when asked."
                ),
            },
        )
        node_type._connection = made
    return made


def arguments(model: Any, leave_out: tuple[str, ...] = ()) -> dict[str, graphene.Argument]:
    """The arguments of a list of these: the page, and the conditions of its one FilterSet."""
    conditions = {name: each for name, each in _conditions(model).items() if name not in leave_out}
    return arguments_of(conditions, pages=True)


def arguments_of(conditions: Mapping[str, Condition], *, pages: bool = False) -> dict[str, graphene.Argument]:
    """An argument for each of these conditions, after those of the page where the answer comes in pages."""
    found = _of_page() if pages else {}
    for name, condition in conditions.items():
        scalar = _SCALARS[condition.kind]
        taken = graphene.List(graphene.NonNull(scalar)) if condition.many else scalar
        found[name] = graphene.Argument(taken, description=_described(condition))
    return found


def _of_page() -> dict[str, graphene.Argument]:
    size = f"at most {LARGEST_PAGE}; {DEFAULT_PAGE} when neither `first` nor `last` is given"
    return {
        "first": graphene.Argument(graphene.Int, description=f"How many from the start or `after`, {size}."),
        "last": graphene.Argument(graphene.Int, description=f"How many up to the end or `before`, {size}."),
        "after": graphene.Argument(graphene.String, description="Only what comes after this cursor."),
        "before": graphene.Argument(graphene.String, description="Only what comes before this cursor."),
    }


def _described(condition: Condition) -> str:
    codes = getattr(condition, "codes", ())
    said = condition.help_text
    if condition.kind == "CODES":
        return f"{said} Codes: {', '.join(codes)}."
    return said


def _conditions(model: Any) -> dict[str, Condition]:
    return FILTERS[model].conditions() if model in FILTERS else {}


def _given(model: Any, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The conditions asked for of a list of these, global ids read as the ids that the FilterSet takes."""
    return given_of(_conditions(model), asked, model)


def given_of(
    conditions: Mapping[str, Condition], asked: Mapping[str, Any], model: Any = None
) -> dict[str, Any]:
    """The same of these conditions; `model` is what an id without a kind of its own means."""
    given: dict[str, Any] = {}
    for name, condition in conditions.items():
        value = asked.get(name)
        if value is not None:
            target = getattr(condition, "target", model)
            given[name] = (
                [meant(each, target) for each in value] if isinstance(value, list) else meant(value, target)
            )
    return given


def chosen(model: Any, asked: Mapping[str, Any], user: Any, *, among: QuerySet | None = None) -> QuerySet:
    """The visible records for which the conditions asked for hold, in the order asked for.

    `among`: the records to choose from where it is known that the user sees them.
    """
    queryset = visible_to(user, model) if among is None else among
    if model not in FILTERS:
        return queryset
    return filtered(FILTERS[model], _given(model, asked), queryset, user)


def roots(model: Any, about: str) -> graphene.Field:
    """A list at the root of the graph: all records of this kind that the user may see."""

    def resolve(root: Any, info: Any, **asked: Any) -> Connection:
        part = page(**{name: asked.pop(name, None) for name in PAGE_ARGUMENTS})
        queryset = chosen(model, asked, info.context.user)
        keys = keys_of(queryset)
        kept: dict[str, Rows] = {}
        narrowed = within(queryset, keys, part)

        def rows() -> Rows:
            if "rows" not in kept:
                found = in_order(narrowed, keys, backwards=part.backwards)[: part.size + 1]
                kept["rows"] = Rows(together(found), keys, part)
            return kept["rows"]

        return Connection(rows, lambda: queryset.order_by().count())

    return _field(model, about, reading(AllOf(model), resolve))


def listed(model: Any, parent: str, about: str, *, leave_out: tuple[str, ...] = ()) -> graphene.Field:
    """A list that belongs to each record of a type. `parent` is the key of the child that leads to it."""
    column = f"{parent}_id"
    leave_out = leave_out or (parent,)

    def resolve(record: Any, info: Any, **asked: Any) -> Connection:
        user = info.context.user
        part = page(**{name: asked.pop(name, None) for name in PAGE_ARGUMENTS})
        cohort = cohort_of(record)
        question = (model, parent, part, _hashable(asked))

        def prepare(_records: list[Any]) -> tuple[QuerySet, tuple[Key, ...], QuerySet]:
            queryset = chosen(model, asked, user)
            keys = keys_of(queryset)
            return queryset, keys, within(queryset, keys, part)

        queryset, keys, narrowed = cohort.once((*question, "chosen"), prepare)

        def rows() -> Rows:
            found = cohort.once(
                (*question, "rows"), lambda parents: _pages(parents, column, narrowed, keys, part)
            )
            return found.get(record.pk) or Rows([], keys, part)

        def count() -> int:
            counts = cohort.once((*question, "count"), lambda parents: _counts(parents, column, queryset))
            return counts.get(record.pk, 0)

        return Connection(rows, count)

    return _field(model, about, reading(ListOf(model, parent), resolve), leave_out)


def _field(model: Any, about: str, resolve: Any, leave_out: tuple[str, ...] = ()) -> graphene.Field:
    return graphene.Field(
        lambda: connection_type(type_of(model)),
        args=arguments(model, leave_out),
        description=about,
        resolver=resolve,
    )


def _pages(
    parents: list[Any], column: str, narrowed: QuerySet, keys: tuple[Key, ...], part: Page
) -> dict[int, Rows]:
    """The page of each parent: one statement for all of them."""
    found: list[Model] = []
    for ids in portions(each.pk for each in parents):
        of_these = narrowed.filter(**{f"{column}__in": ids})
        if len(ids) == 1:
            found += in_order(of_these, keys, backwards=part.backwards)[: part.size + 1]
        else:
            numbered = in_order(of_these, keys, backwards=part.backwards).annotate(
                place_in_list=Window(
                    RowNumber(),
                    partition_by=[F(column)],
                    order_by=[each.order(backwards=part.backwards) for each in keys],
                )
            )
            found += numbered.filter(place_in_list__lte=part.size + 1)
    by_parent: dict[int, list[Model]] = defaultdict(list)
    for each in together(found):
        by_parent[getattr(each, column)].append(each)
    return {pk: Rows(rows, keys, part) for pk, rows in by_parent.items()}


def _counts(parents: list[Any], column: str, queryset: QuerySet) -> dict[int, int]:
    counts: dict[int, int] = {}
    for ids in portions(each.pk for each in parents):
        of_these = queryset.filter(**{f"{column}__in": ids}).order_by()
        counts |= dict(of_these.values_list(column).annotate(found=Count("pk")))
    return counts


def _hashable(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple((name, _hashable(each)) for name, each in sorted(value.items()))
    if isinstance(value, list):
        return ("list", *(_hashable(each) for each in value))
    return (type(value).__name__, str(value))


def argument_name(name: str) -> str:
    """The name of a condition as the schema spells it."""
    return to_camel_case(name)
