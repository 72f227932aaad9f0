"""Records read as JSON texts: the page that a queryset says, in its order, joined to what its shape tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Prefetch, QuerySet

from api.graphql.compiled.statements import Declined, Sql, statement_of
from api.rest import people
from api.rest.compiled.joins import RECORD
from api.rest.compiled.plans import Piece, Plan, plan_of
from api.rest.compiled.values import PEOPLE, Gathered, converted, dumped
from relationships.models import User
from relationships.paging import Key, Page, cursor_of, in_order, keys_of, within
from relationships.queries import visible_to
from relationships.queries.among import among

Text = str
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """The records of a page, each as JSON, and the cursor after them (None: there are no more)."""

    items: Sequence[Text]
    following: str | None


def texts_of(queryset: QuerySet[Any], shape: Any, asked: Page) -> Texts | None:
    """The page asked for of the queryset, in the order of it; None: the serializers must write it."""
    if not settings.COMPILED_READS:
        return None
    try:
        plan = plan_of(queryset.model, shape)
        keys = keys_of(queryset)
        rows = in_order(within(queryset, keys, asked), keys, backwards=False)
        found = _read(plan, rows[: asked.size + 1], [each.annotation for each in keys])
        more = len(found) > asked.size
        items = _texts(plan, found[: asked.size], queryset)
    except Declined:
        return None
    return Texts(items, _cursor(queryset.model, keys, found[asked.size - 1]) if more else None)


def _read(plan: Plan, rows: QuerySet[Any], beside: Sequence[str]) -> list[Row]:
    """A row a record: its pk, the columns of the plan, what was asked beside them, and its place."""
    pk = rows.model._meta.pk
    names = tuple(dict.fromkeys((pk.attname, *(plan.own or ()), *beside)))
    try:
        text, params = rows.values_list(*names).query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return []
    known = {each.attname: each.column for each in rows.model._meta.concrete_fields}
    page, again = RECORD, ""
    if plan.own is None:
        table, page = f'"{rows.model._meta.db_table}"', "page"
        again = f' JOIN {table} {RECORD} ON {RECORD}."{pk.column}" = page."{pk.column}"'
    columns = "".join(f', {page}."{known.get(each, each)}"' for each in beside)
    asked = f'{page}."{pk.column}"{plan.columns.text}{columns}, {page}.place_'
    found = f"(SELECT found.*, ROW_NUMBER() OVER () AS place_ FROM ({text}) found) {page}"  # noqa: S608
    first = _people() if plan.names else Sql("")
    statement = "".join((first.text, "SELECT ", asked, " FROM ", found, again, plan.beside))
    with connection.cursor() as cursor:
        cursor.execute(statement, (*first.params, *params))
        return sorted(cursor.fetchall(), key=itemgetter(-1))


def _people() -> Sql:
    """The users whose names may be said to who asks."""
    user = people.who_is_told()
    if user is None:
        raise Declined("nobody is known to ask")
    return _people_seen(connection.vendor, user.pk, user.is_active, user.looks_below)


@lru_cache(maxsize=512)
def _people_seen(_vendor: str, pk: int, active: bool, below: int | None) -> Sql:
    """Worked out once a user: it says his number, not what he may see, which is asked each time."""
    user = User(pk=pk, is_active=active)
    user.looks_below = below
    seen = statement_of(visible_to(user, User).values_list("pk"), connection)
    return f"WITH {PEOPLE}(id) AS (" + seen + ") "


def _cursor(model: Any, keys: Sequence[Key], row: Row) -> str:
    kept = row[-1 - len(keys) : -1]
    values = [converted(key.field)(value) for key, value in zip(keys, kept, strict=True)]
    return cursor_of(model, keys, values)


def _texts(plan: Plan, rows: Sequence[Row], queryset: QuerySet[Any]) -> list[Text]:
    """The texts of these rows, each put together of its pieces."""
    if plan.plain:
        return [row[1] for row in rows]
    columns = [_pieces(each, rows, queryset) for each in plan.pieces]
    return ["{" + ",".join(pieces) + "}" for pieces in zip(*columns, strict=True)]


def _pieces(piece: Piece, rows: Sequence[Row], queryset: QuerySet[Any]) -> list[Text]:
    """This piece of each row, without the braces around it."""
    if piece.gathered is not None:
        found = _gathered(piece.gathered, [row[0] for row in rows], queryset)
        return [f"{piece.name}:[{','.join(found.get(row[0], ()))}]" for row in rows]
    if piece.read is None:
        return [row[piece.first][1:-1] for row in rows]
    read, name = piece.read, piece.name
    held: list[Row] = list(map(itemgetter(slice(piece.first, piece.last)), rows))
    once = {values: f"{name}:{read(values)}" for values in set(held)}
    return [once[values] for values in held]


def _gathered(gathered: Gathered, ids: Sequence[Any], queryset: QuerySet[Any]) -> Mapping[Any, list[Text]]:
    """What each of these records has of a relation, in the order of the relation."""
    rows, key = _relation(gathered.relation, queryset)
    rows = rows.filter(**{f"{key.name}__in": among(ids)})
    told: dict[Any, list[Text]] = defaultdict(list)
    if isinstance(gathered.of, str):
        for pk, text in rows.values_list(key.attname, gathered.of):
            told[pk].append(dumped(text))
        return told
    plan = plan_of(rows.model, gathered.of)
    found = _read(plan, rows, [key.attname])
    for row, text in zip(found, _texts(plan, found, rows), strict=True):
        told[row[-2]].append(text)
    return told


def _relation(name: str, queryset: QuerySet[Any]) -> tuple[QuerySet[Any], Any]:
    """The records of a relation as the queryset prefetches them, and the key that leads back."""
    within_model, rows = name, None
    for each in queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
        if isinstance(each, Prefetch) and each.prefetch_to == name:
            within_model, rows = each.prefetch_through, each.queryset
    field = queryset.model._meta.get_field(within_model)
    if not field.one_to_many:
        raise Declined("no list of records that lead back")
    return (field.related_model._default_manager.all() if rows is None else rows), field.field


__all__ = ["Text", "Texts", "texts_of"]
