"""From what a door received to what a record keeps: every field cleaned by the kind it has on its model."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db import DatabaseError, IntegrityError, OperationalError, connection, models, transaction
from django.db.models.deletion import ProtectedError, RestrictedError

from relationships import values
from relationships.actor import Actor
from relationships.errors import Problems, refuse, shown
from relationships.models import User
from relationships.models.base import AmountField
from relationships.queries import find

Result = TypeVar("Result")

# Fields whose meaning is narrower than their column's kind, by name.
_NARROWER: dict[str, Callable[..., Any]] = {
    "currency": values.currency,
    "country": values.country,
    "cpv": values.cpv,
}
# Numbers that say nothing, or less, when they are 0.
_AT_LEAST = {"term_months": 1, "renewal_months": 1}
# What somebody is called: what is read has to be what is kept.
_NAMES = {"name", "name_nl", "legal_name", "username", "full_name"}
_TRIES = 3
# Amounts that may lie below zero, because credits do.
_MAY_BE_NEGATIVE = {"value", "spent"}
LEVELS = {
    "level",
    "ability",
    "integrity",
    "benevolence",
    "trust_target",
}


def action(act: Callable[..., Result]) -> Callable[..., Result]:
    """One act, one transaction: all of it happens or nothing does.

    What two people do at the same moment and the database allows only once, is refused to the second: as
    DUPLICATE, as NOT_FOUND where what it rests on went away, as IN_USE where something rests on it now.
    Anything else that the database refuses is a bug, and is raised. When the database breaks off one of two
    acts that wait for each other, that one is done again.
    """

    @functools.wraps(act)
    def whole(*args: Any, **options: Any) -> Result:
        for again in range(_TRIES, -1, -1):
            try:
                return once(*args, **options)
            except OperationalError as error:
                if not again or connection.in_atomic_block or _cause(error) != "DEADLOCK":
                    raise
        raise AssertionError("the last try returns or raises")

    def once(*args: Any, **options: Any) -> Result:
        try:
            with transaction.atomic():
                return act(*args, **options)
        except (ProtectedError, RestrictedError) as error:
            held = error.args[1]
            by = ", ".join(sorted({str(each._meta.verbose_name) for each in held}))
            refuse("IN_USE", None, what=_noun(act), by=by)
        except IntegrityError as error:
            match _cause(error):
                case "UNIQUE":
                    refuse("DUPLICATE", None, what=_noun(act))
                case "REFERENCE":
                    refuse("NOT_FOUND", None, thing=_noun(act), value="…")
            raise

    return whole


def _noun(act: Callable[..., Any]) -> str:
    return act.__module__.rsplit(".", 1)[-1].replace("_", " ")


def _cause(error: DatabaseError) -> str | None:
    """What the database found wrong, as PostgreSQL or SQLite says it."""
    told = error.__cause__
    code = getattr(told, "sqlstate", None) or getattr(told, "sqlite_errorname", None)
    return {
        "23505": "UNIQUE",
        "SQLITE_CONSTRAINT_UNIQUE": "UNIQUE",
        "SQLITE_CONSTRAINT_PRIMARYKEY": "UNIQUE",
        "40P01": "DEADLOCK",
        "23503": "REFERENCE",
        "SQLITE_CONSTRAINT_FOREIGNKEY": "REFERENCE",
    }.get(code or "")


def clean(
    model: Any,
    given: Mapping[str, Any],
    *,
    by: Actor,
    fields: Iterable[str],
    problems: Problems,
    required: Iterable[str] = (),
) -> dict[str, Any]:
    """The given values as the model keeps them; what can't be kept goes into `problems`.

    `fields` may be given, nothing else; `required` must be there and not empty. A reference may be a
    record, its id, or its code; it must be visible to the actor.
    """
    allowed = list(fields)
    kept: dict[str, Any] = {}
    for name, value in given.items():
        if name not in allowed:
            problems.add("UNKNOWN_FIELD", shown(name), value=shown(name), choices=", ".join(allowed))
            continue
        with problems.gather():
            kept[name] = _cleaned(model._meta.get_field(name), name, value, by)
    for name in required:
        if not problems.on(name) and kept.get(name) in (None, ""):
            problems.add("REQUIRED", name)
    return kept


def _cleaned(field: Any, name: str, value: Any, by: Actor) -> Any:
    if is_empty(value) and not isinstance(field, models.JSONField):
        return _nothing(field, name)
    if isinstance(field, models.ForeignKey):
        found = find(by.user, field.related_model, value, name)
        if isinstance(found, User) and not found.is_active:
            refuse("NOT_FOUND", name, thing=User._meta.verbose_name, value=found.username)
        return found
    if isinstance(field, AmountField):
        return values.amount(value, name, negative=name in _MAY_BE_NEGATIVE)
    if name == "code":
        return values.code_word(value, name, limit=field.max_length) or _nothing(field, name)
    if name in _NARROWER:
        return _NARROWER[name](value, name)
    if getattr(field, "choices", None):
        return values.one_of(value, name, [code for code, _label in field.choices])
    if isinstance(field, models.DateField):
        return values.day(value, name)
    if isinstance(field, models.BooleanField):
        return values.truth(value, name)
    if isinstance(field, models.IntegerField):
        if name in LEVELS:
            return values.level(value, name)
        return values.whole(value, name, _AT_LEAST.get(name, 0))
    if isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.TextField):
        return values.block(value, name)
    read = values.name_of if name in _NAMES else values.line
    return read(value, name, limit=field.max_length) or _nothing(field, name)


def is_empty(value: Any) -> bool:
    """Whether a door gave nothing: no value, or blanks only."""
    return value is None or (isinstance(value, str) and not value.strip(" \t\r\n"))


def _nothing(field: Any, name: str) -> Any:
    """What an empty value is kept as; refuses where the column can't be empty."""
    if field.null:
        return None
    if isinstance(field, models.CharField | models.TextField) and field.blank:
        return ""
    if field.has_default():
        return field.get_default()
    refuse("REQUIRED", name)


def locked(record: Any, *, version: int | None = None) -> Any:
    """The record as it is now, held until the transaction ends.

    With the version that the writer saw, refuses with STALE when somebody was there in between.
    """
    # NO KEY: others may go on referring to the record, as far as they don't change it.
    current = type(record)._default_manager.select_for_update(no_key=True).filter(pk=record.pk).first()
    if current is None:
        refuse("NOT_FOUND", None, thing=record._meta.verbose_name, value=record.pk)
    if version is not None and version != current.version:
        refuse("STALE", "version", seen=version, current=current.version)
    return current


def apply(record: Any, kept: Mapping[str, Any]) -> bool:
    """Set these values; whether any of them differs from what was there."""
    changed = False
    for name, value in kept.items():
        if getattr(record, name) != value:
            setattr(record, name, value)
            changed = True
    return changed
