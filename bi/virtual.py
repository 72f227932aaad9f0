"""Tables that are kept nowhere: a statement in front of the one that reads them, under the name of a model.

The models below stand for the rows of such a statement, so that their columns are found by the same
expressions as those of any record. They belong to no installed app: nothing is made in the database for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection, models

Params = Sequence[Any]


class Before(NamedTuple):
    """What stands in front of a statement: `WITH name (columns) AS (…)`, and its parameters."""

    sql: str
    params: Params


NOTHING = Before("", ())


class AttentionRow(models.Model):
    """Something that asks for attention. Kind and severity are places in the lists of their codes."""

    kind = models.IntegerField()
    severity = models.IntegerField()
    relationship = models.ForeignKey(
        "relationships.Relationship", null=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    contract = models.ForeignKey(
        "relationships.Contract", null=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    record = models.BigIntegerField(null=True)
    other = models.ForeignKey(
        "relationships.Relationship", null=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    portfolio = models.ForeignKey(
        "relationships.Portfolio", null=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    quantity = models.IntegerField()
    level = models.IntegerField(null=True)
    due = models.DateField(null=True)
    in_relationship = models.BigIntegerField()
    in_contract = models.BigIntegerField()
    in_record = models.BigIntegerField(primary_key=True)

    class Meta:
        app_label = "bi"
        managed = False
        db_table = "bi_attention"


class ComplianceThen(models.Model):
    """What was found of a relationship under a principle, as it stood on a day in the past."""

    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.DO_NOTHING, related_name="+"
    )
    principle = models.ForeignKey("principles.Principle", on_delete=models.DO_NOTHING, related_name="+")
    result = models.CharField(max_length=20)
    effective = models.CharField(max_length=20)
    judgement = models.ForeignKey(
        "principles.Judgement", null=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    explanation = models.ForeignKey(
        "principles.Explanation", null=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    since = models.DateTimeField()

    class Meta:
        app_label = "bi"
        managed = False
        db_table = "bi_compliance_then"


class Tombstone(models.Model):
    """A row of a table of facts that is there no more. `kind` is the name of that table."""

    kind = models.CharField(max_length=20)
    row_key = models.CharField(max_length=50, primary_key=True)
    deleted_at = models.DateTimeField()

    class Meta:
        app_label = "bi"
        managed = False
        db_table = "bi_tombstone"

    def __str__(self) -> str:
        return f"{self.kind} {self.row_key}"


def before(model: Any, columns: Sequence[str], parts: Iterable[models.QuerySet[Any]]) -> Before:
    """The statement that puts these queries, with these columns in order, together as the rows of a model."""
    statements: list[str] = []
    params: list[Any] = []
    for part in parts:
        try:
            sql, given = part.query.sql_with_params()
        except EmptyResultSet:
            continue
        statements.append(sql)
        params += given
    return before_written(model, columns, " UNION ALL ".join(statements), params)


def before_written(model: Any, columns: Sequence[str], statement: str, params: Params) -> Before:
    """The same of one statement; without one there are no rows."""
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    if not statement:
        nulls = ", ".join(["NULL"] * len(columns))
        statement, params = f"SELECT {nulls} WHERE 1 = 0", ()
    return Before(f"WITH {quote(model._meta.db_table)} ({names}) AS ({statement}) ", tuple(params))


def within(first: Before) -> AbstractContextManager[Any]:
    """While this lasts, each statement has that one in front of it."""
    if not first.sql:
        return nullcontext()

    def put_in_front(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        return execute(first.sql + sql, [*first.params, *(params or ())], many, context)

    return connection.execute_wrapper(put_in_front)
