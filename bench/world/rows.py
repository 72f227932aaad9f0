"""Rows in bulk, straight into the tables: many, fast, and without history."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.utils import timezone

Prepared = Callable[[Any], Any]


class Rows:
    """Rows of one table, written a portion at a time. What isn't given has the default of its field."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.written = 0
        fields = model._meta.concrete_fields
        quote = connection.ops.quote_name
        columns = ", ".join(quote(each.column) for each in fields)
        places = ", ".join(["%s"] * len(fields))
        self._insert = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
        self._copy = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
        self._blank = {each.attname: _default(each) for each in fields}
        self._prepared = {each.attname: _prepared(each) for each in fields if _has_a_form(each)}
        key = model._meta.pk
        self._key = key.attname if isinstance(key, models.AutoField) else None
        self._last = (model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0) if self._key else 0
        self._waiting: list[tuple[Any, ...]] = []

    def add(self, **given: Any) -> int:
        """One row by the names of its columns in Django (`relationship_id`); its id."""
        for name in given.keys() & self._prepared.keys():
            given[name] = self._prepared[name](given[name])
        if self._key is not None:
            self._last += 1
            given[self._key] = self._last
        self._waiting.append(tuple((self._blank | given).values()))
        return self._last

    def write(self) -> None:
        """Write what was added since the last time."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(self._copy) as copy:
                    for row in self._waiting:
                        copy.write_row(row)
            else:
                cursor.executemany(self._insert, self._waiting)
        self.written += len(self._waiting)
        self._waiting.clear()


def ids_go_on(models_written: list[type[models.Model]]) -> None:
    """Have the database give new ids after those that were written here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models_written):
            cursor.execute(statement)


def _has_a_form(field: models.Field[Any, Any]) -> bool:
    """Whether the database wants values of this field in a form of its own."""
    return isinstance(field, models.DateField | models.JSONField)


def _prepared(field: models.Field[Any, Any]) -> Prepared:
    def prepared(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    return prepared if isinstance(field, models.JSONField) else lru_cache(maxsize=10_000)(prepared)


def _default(field: models.Field[Any, Any]) -> Any:
    value = timezone.now() if getattr(field, "auto_now", False) else field.get_default()
    if getattr(field, "auto_now_add", False):
        value = timezone.now()
    return field.get_db_prep_save(value, connection)
