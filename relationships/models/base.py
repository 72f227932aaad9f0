"""What every recorded thing has in common: a version, dates, and a history that knows the door."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.dispatch import receiver
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

from relationships import labels
from relationships.choices import Door

EARLIEST = date(1900, 1, 1)
LATEST = date(9999, 12, 31)


class BareWrite(RuntimeError):
    """A write of a recorded thing that would leave no history. Use an action, or `history`'s writers."""


class RecordQuerySet(models.QuerySet):
    """Reads like any queryset; refuses the writes that pass the history by."""

    def _bare(self, act: str) -> NoReturn:
        raise BareWrite(
            f"{self.model.__name__}.objects.{act}() leaves no history: "
            "write through an action, or through relationships.history.insert_all() and the like."
        )

    def update(self, **values: Any) -> int:
        self._bare("update")

    def bulk_create(self, *args: Any, **options: Any) -> list[Any]:
        self._bare("bulk_create")

    def bulk_update(self, *args: Any, **options: Any) -> int:
        self._bare("bulk_update")

    def delete(self) -> tuple[int, dict[str, int]]:
        self._bare("delete")


class RecordedAtDoor(models.Model):
    """The column that the history of every record has beside who, when and what."""

    history_door = models.CharField(max_length=10, choices=labels.choices(Door))

    class Meta:
        abstract = True


class Record(models.Model):
    """A thing whose every change is in its history.

    `version` goes up by one with each change, so that a writer can say which one he saw.
    """

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = RecordQuerySet.as_manager()
    history = HistoricalRecords(
        inherit=True,
        bases=[RecordedAtDoor],
        excluded_fields=["created_at", "changed_at"],
        user_model=settings.AUTH_USER_MODEL,
    )

    class Meta:
        abstract = True


@receiver(pre_create_historical_record)
def _stamp_door(sender: Any, instance: Any, history_instance: Any, **kwargs: Any) -> None:
    """Every history row says through which door; a save that says none is a bug, seen at once."""
    if issubclass(sender, RecordedAtDoor):
        door = getattr(instance, "_history_door", None)
        if door is None:
            raise BareWrite(f"{type(instance).__name__} was saved without saying who and where.")
        history_instance.history_door = door


class AmountField(models.BigIntegerField):
    """An exact amount of money: a Decimal in Python, whole ten-thousandths in the database.

    Integers add up without drift on SQLite as on PostgreSQL. Four decimals hold the smallest unit of
    every ISO 4217 currency. Absolute amounts stay below `LIMIT`.
    """

    SCALE = 10_000
    PLACES = 4
    LIMIT = Decimal(10) ** 13

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else Decimal(int(value)) / self.SCALE

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None else Decimal(str(value))

    def get_prep_value(self, value: Any) -> int | None:
        if value is None:
            return None
        scaled = (value if type(value) is Decimal else Decimal(str(value))) * self.SCALE
        whole = int(scaled)
        if scaled != whole:
            raise ValueError(f"{value} has more than {self.PLACES} decimals")
        return whole

    def get_internal_type(self) -> str:
        return "BigIntegerField"

    @property
    def validators(self) -> list[Any]:
        return []


def code_field(codes: Any, **options: Any) -> models.CharField:
    """A column that holds one of the codes; the constraint beside it is `code_constraint`."""
    options.setdefault("max_length", max(20, *(len(each) for each in codes)))
    return models.CharField(choices=labels.choices(codes), **options)


def one_of(name: str, field: str, codes: Any, *, blank: bool = False) -> models.CheckConstraint:
    """The database accepts these codes only."""
    allowed = [str(each) for each in codes] + ([""] if blank else [])
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": allowed}), name=name)


def filled(name: str, *fields: str) -> models.CheckConstraint:
    """The database keeps no empty text in these columns."""
    condition = models.Q()
    for field in fields:
        condition &= ~models.Q(**{field: ""})
    return models.CheckConstraint(condition=condition, name=name)


def together(name: str, moment: str, word: str) -> models.CheckConstraint:
    """A moment and the word beside it are both there, or neither is."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{moment}__isnull": True, word: ""})
        | (models.Q(**{f"{moment}__isnull": False}) & ~models.Q(**{word: ""})),
        name=name,
    )


def between(name: str, field: str, low: Any, high: Any) -> models.CheckConstraint:
    """The database accepts this range only (or nothing, where the column may be empty)."""
    inside = models.Q(**{f"{field}__gte": low, f"{field}__lte": high})
    return models.CheckConstraint(condition=inside | models.Q(**{f"{field}__isnull": True}), name=name)


def level_between(name: str, field: str, low: int = 1, high: int = 5) -> models.CheckConstraint:
    return between(name, field, low, high)


def years_of(name: str, *fields: str) -> models.CheckConstraint:
    """Days between 1900 and 9999 only."""
    condition = models.Q()
    for field in fields:
        condition &= models.Q(**{f"{field}__isnull": True}) | models.Q(
            **{f"{field}__gte": EARLIEST, f"{field}__lte": LATEST}
        )
    return models.CheckConstraint(condition=condition, name=name)


def in_order(name: str, first: str, last: str) -> models.CheckConstraint:
    """The last day is not before the first, where both are known."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{first}__isnull": True})
        | models.Q(**{f"{last}__isnull": True})
        | models.Q(**{f"{last}__gte": models.F(first)}),
        name=name,
    )
