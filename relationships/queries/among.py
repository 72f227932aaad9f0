"""Many ids as one parameter of a statement, and how to begin with them."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Func, QuerySet
from django.db.models.expressions import RawSQL

FEW = 1_000
"""So many records or fewer a statement begins with; of more, what is looked for is mostly rarer."""


def few_of(rows: QuerySet[Any]) -> tuple[int, ...] | None:
    """The ids of these records where they are few enough to begin with; None: they are many. One query."""
    found = tuple(rows.order_by().values_list("pk", flat=True)[: FEW + 1])
    return found if len(found) <= FEW else None


def among(ids: Collection[int]) -> Any:
    """What stands to the right of `__in`: any number of ids, in a statement that reads the same for all.

    So the database reads the statement once, Django handles one value and no limit of parameters is met.
    """
    if not ids:
        return []
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [as_parameter(ids)], BigIntegerField())
    return RawSQL("SELECT value FROM json_each(%s)", [as_parameter(ids)], BigIntegerField())


class Beside(Func):
    """A column to look at in rows that are found by another: SQLite, which keeps no statistics, would begin
    with an index that has it."""

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


def as_parameter(ids: Collection[int]) -> Any:
    """The ids as that one parameter."""
    return list(ids) if connection.vendor == "postgresql" else json.dumps(list(ids))
