"""The rows of a saved query, some at a time, with the rights of whoever asks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError

from api.authentication import Identity
from api.facts import most_rows
from api.graphql.compiled import answer
from api.graphql.context import Context
from api.graphql.executing import executed
from api.graphql.limits import measure
from api.graphql.schema import schema
from api.saved.documents import AFTER, CURSOR, FIRST, PAGE, Question, question_of
from api.saved.variables import check_values
from relationships.actor import Actor
from relationships.errors import Refused, refuse
from relationships.paging import LARGEST_PAGE

PORTION = 4_000
"""The most rows of a table of facts that are read at once."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Portion:
    """Rows by the names of their columns, and the cursor after the last; None: there are no more."""

    rows: list[Row]
    following: str | None


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, by which token."""

    identity: Identity
    by: Actor


def check_savable(document: str, variables: Mapping[str, Any]) -> None:
    """Refuse what can't be saved: no single list, wrong values of variables, beyond the limits of cost."""
    question = question_of(document)
    try:
        check_values(question, variables, complete=False)
    except Refused as refused:
        refuse("MALFORMED", "variables", why=refused.refusals[0].message)
    _measured(question, {**variables, FIRST: portion_of(question)})


def portion_of(question: Question) -> int:
    """How many rows are read at once: as many as the limit of cost allows."""
    size = max(1, min(LARGEST_PAGE if question.edges else PORTION, most_rows() - 1))
    while size > 1 and question.paged and not _affordable(question, size):
        size = size // 2
    return size


def portions(
    question: Question,
    variables: Mapping[str, Any],
    asker: Asker,
    *,
    limit: int | None = None,
    after: str | None = None,
) -> Iterator[Portion]:
    """All rows, or `limit` of them from a cursor on; the last portion says whether there are more.

    A document that says itself which rows it asks for is answered in one piece.
    """
    check_values(question, variables, complete=True)
    if not question.paged:
        if limit is not None or after is not None:
            given = "limit" if after is None else "after"
            refuse("UNKNOWN_PARAMETER", given, value=given, choices="–")
        yield Portion(list(_rows(question, _list_in(question, _answered(question, variables, asker)))), None)
        return
    most, left = portion_of(question), limit
    size = min(most, LARGEST_PAGE)  # so that the first rows come soon
    while True:
        size = size if left is None else min(size, left)
        found = _portion(question, {**variables, FIRST: size, AFTER: after}, asker, size)
        yield found
        left = None if left is None else left - len(found.rows)
        if found.following is None or (left is not None and left <= 0):
            return
        after, size = found.following, most


def _portion(question: Question, variables: dict[str, Any], asker: Asker, size: int) -> Portion:
    if not question.edges:
        variables[FIRST] = size + 1  # one more shows whether there are more
    held = _list_in(question, _answered(question, variables, asker))
    if held is None:
        return Portion([], None)
    if question.edges:
        page = held[PAGE]
        following = page["endCursor"] if page["hasNextPage"] else None
        return Portion(list(_rows(question, held)), following)
    following = held[size - 1][CURSOR] if len(held) > size else None
    return Portion(list(_rows(question, held[:size])), following)


def _answered(question: Question, variables: dict[str, Any] | Mapping[str, Any], asker: Asker) -> Any:
    """What the graph answers, by the same way as at its own address."""
    given = dict(variables)
    _measured(question, given)
    context = Context(asker.identity, asker.by)
    again = question.text if given.get(AFTER) is None else ""  # what follows a cursor is asked once
    compiled = answer(schema(), question.document, question.operation, given, context, again)
    if compiled is not None:
        return json.loads(compiled)
    result = executed(schema(), question.document, context, given)
    if result.errors:
        raise _cause_of(result.errors[0])
    return result.data


def _cause_of(error: GraphQLError) -> BaseException:
    """What a resolver refused, or raised; else what can't be read of what was given."""
    cause: Any = error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    if not isinstance(cause, GraphQLError):
        return cause
    try:
        refuse("MALFORMED", None, why=error.message[:300])
    except Refused as refused:
        return refused


def _list_in(question: Question, found: Any) -> Any:
    for key in question.where:
        found = None if found is None else found[key]
    return found


def _rows(question: Question, held: Any) -> Iterator[Row]:
    """The records as rows; of a list that isn't there (as what it belongs to isn't seen) there are none."""
    records = held or ()
    if question.edges and held:
        records = [each["node"] for each in held["edges"] if each is not None]
    names = [each.name for each in question.columns]
    if all(len(each.path) == 1 for each in question.columns):
        keys = [each.path[0] for each in question.columns]
        for record in records:
            yield dict(zip(names, map(record.get, keys), strict=True))
        return
    ways = [each.path for each in question.columns]
    for record in records:
        yield {name: _value(record, way) for name, way in zip(names, ways, strict=True)}


def _value(record: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        if record is None:
            return None
        record = record.get(key)
    return record


def _affordable(question: Question, size: int) -> bool:
    try:
        _measured(question, {FIRST: size + 1})
    except Refused:
        return False
    return True


def _measured(question: Question, variables: dict[str, Any]) -> None:
    measure(question.document, schema(), None, variables)
