"""The days ahead of a portfolio: deadlines, ends, reviews, what lapses, when a re-tender has to start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from principles import models as p
from principles.attention.conditions import asked
from principles.attention.days import MonthsLater
from principles.attention.judged import types_reviewed
from principles.attention.view import View
from relationships.errors import refuse
from relationships.models import Contract, ContractPosition, Relationship, User
from relationships.queries import visible_to


class DayKind(StrEnum):
    """What a day is the day of, in the order in which they are listed within a day."""

    NOTICE_DEADLINE = "NOTICE_DEADLINE"
    OPTION_DEADLINE = "OPTION_DEADLINE"
    RETENDER_START = "RETENDER_START"
    EXPLANATION_LAPSES = "EXPLANATION_LAPSES"
    CONTRACT_END = "CONTRACT_END"
    CONTRACT_REVIEW = "CONTRACT_REVIEW"
    REVIEW_DUE = "REVIEW_DUE"


KINDS = tuple(DayKind)
_COLUMNS = ("at_day", "at_kind", "at_record", "at_relationship", "at_contract")
Key = tuple[date, int, int]
Found = Callable[[View, date, date], QuerySet[Any]]
"""What falls on a day, `at_day`, for a view: at least all between two days."""


@dataclass(frozen=True, slots=True)
class Day:
    """Something that falls on a day. `record` is the id of the contract, explanation or decision it is of.

    `code`: the principle that an explanation is about.
    """

    day: date
    kind: DayKind
    record: int
    relationship: Relationship
    contract: Contract | None
    code: str = ""

    @property
    def key(self) -> Key:
        return self.day, KINDS.index(self.kind), self.record

    @property
    def cursor(self) -> str:
        """Where it stands in the list."""
        return f"{self.day.isoformat()}_{KINDS.index(self.kind)}_{self.record}"


@dataclass(frozen=True, slots=True)
class Part:
    """The days of a part of the list, and where the next part begins; None: there is none."""

    days: tuple[Day, ...]
    after: str | None


def days(
    user: User,
    given: Mapping[str, Any],
    *,
    on: date,
    first: date,
    last: date,
    size: int,
    kinds: Iterable[DayKind] = KINDS,
    after: str | None = None,
) -> Part:
    """What falls from one day through another for this user, by day. A constant number of statements.

    `given` are conditions on the relationship as the attention list takes them: unit, portfolio, owner,
    party, mine. Relationships and contracts that have ended have no days.
    """
    key = None if after is None else _read(after)
    view = View(user, on, asked(given, user)).beginning()
    wanted = set(kinds)
    found = [
        _bounded(_FOUND[kind](view, first, last).order_by(), place, first, last, key)
        for place, kind in enumerate(KINDS)
        if kind in wanted
    ]
    if not found:
        return Part((), None)
    rows = found[0].union(*found[1:], all=True).order_by("at_day", "at_kind", "at_record")
    listed = list(rows[: size + 1])
    named = _named(user, listed[:size])
    told = tuple(each for each in map(named, listed[:size]) if each is not None)
    return Part(told, told[-1].cursor if len(listed) > size and told else None)


def per_day(
    user: User,
    given: Mapping[str, Any],
    *,
    on: date,
    first: date,
    last: date,
    kinds: Iterable[DayKind] = KINDS,
) -> dict[date, int]:
    """How much falls on each day on which something does, between two days.

    A statement for all days of contracts, and one for each other kind.
    """
    view = View(user, on, asked(given, user)).beginning()
    wanted = set(kinds)
    found: Counter[date] = Counter(_days_of_contracts(view, wanted, first, last))
    for kind in wanted - _OF_CONTRACT.keys():
        rows = _FOUND[kind](view, first, last).order_by()
        rows = rows.filter(at_day__gte=first, at_day__lte=last).values("at_day")
        for day, number in rows.annotate(number=Count("pk")).values_list("at_day", "number"):
            found[day] += number
    return dict(sorted(found.items()))


def _days_of_contracts(view: View, wanted: set[DayKind], first: date, last: date) -> dict[date, int]:
    """The running contracts are looked through once, whatever kinds of days of theirs are asked for."""
    paths = [path for kind, path in _OF_CONTRACT.items() if kind in wanted]
    if not paths:
        return {}
    try:
        sql, params = view.contracts().order_by().values_list("pk", *paths).query.sql_with_params()
    except EmptyResultSet:
        return {}
    columns = [f"day_{place}" for place in range(len(paths))]
    between = [connection.ops.adapt_datefield_value(each) for each in (first, last)]
    counts = " UNION ALL ".join(
        f"SELECT {each}, COUNT(*) FROM held WHERE {each} BETWEEN %s AND %s GROUP BY {each}"  # noqa: S608 our names
        for each in columns
    )
    found: Counter[date] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH held (contract, {', '.join(columns)}) AS MATERIALIZED ({sql}) {counts}",
            [*params, *between * len(columns)],
        )
        for day, number in cursor.fetchall():
            found[day if isinstance(day, date) else date.fromisoformat(day)] += number
    return found


def reaching(counted: Mapping[date, int], first: date, size: int, last: date) -> date:
    """The day through which, from `first` on, as many things fall as a part of the list has, and one more.

    With it as `last` the database need not put the rest in order to give the first of it.
    """
    seen = 0
    for day, number in sorted(counted.items()):
        if day >= first:
            seen += number
            if seen > size:
                return min(day, last)
    return last


def unknown_deadlines(user: User, given: Mapping[str, Any], *, on: date) -> int:
    """How many running contracts have or may have a deadline that can't be computed."""
    view = View(user, on, asked(given, user))
    unknown = view.begun_with(ContractPosition.objects.filter(notice_known=False))
    return view.contracts().filter(unknown, position__notice_known=False).count()


def _bounded(
    of_kind: QuerySet[Any], place: int, first: date, last: date, key: Key | None
) -> QuerySet[Any, Any]:
    rows = of_kind.filter(at_day__gte=first, at_day__lte=last)
    of = "decision" if of_kind.model is p.Review else "pk"
    if key is not None:
        day, kind, record = key
        beyond = Q(at_day__gt=day)
        if place > kind:
            beyond = Q(at_day__gte=day)
        elif place == kind:
            beyond |= Q(at_day=day, **{f"{of}__gt": record})
        rows = rows.filter(beyond)
    contract = F("pk") if of_kind.model is Contract else Value(None)
    relationship = "relationship_id"
    return rows.annotate(
        at_kind=Value(place, output_field=IntegerField()),
        at_record=Cast(F(of), BigIntegerField()),
        at_relationship=Cast(F(relationship), BigIntegerField()),
        at_contract=Cast(contract, BigIntegerField()),
    ).values_list(*_COLUMNS)


def _of_contract(path: str) -> Found:
    """The contracts with such a day; those of the days asked for are the few to begin with."""

    def found(view: View, first: date, last: date) -> QuerySet[Any]:
        rows = view.contracts().filter(**{f"{path}__isnull": False}).annotate(at_day=F(path))
        _of, _position, column = path.rpartition("position__")
        if column == path:
            return rows
        between = ContractPosition.objects.filter(**{f"{column}__range": (first, last)})
        return rows.filter(view.begun_with(between))

    return found


def _explanations(view: View, _first: date, _last: date) -> QuerySet[Any]:
    standing = view.of_relationships(p.Explanation).filter(lapsed_at__isnull=True, approved_at__isnull=False)
    return standing.annotate(at_day=F("valid_until"))


def _reviews(view: View, _first: date, _last: date) -> QuerySet[Any]:
    """When the next review is due of what is reviewed from time to time; what never was has no day."""
    held = p.Review.objects.filter(relationship=OuterRef("relationship"), held_on__lte=view.on)
    later = Q(held_on__gt=OuterRef("held_on")) | Q(held_on=OuterRef("held_on"), pk__gt=OuterRef("pk"))
    last = view.of_relationships(p.Review).filter(~Exists(held.filter(later)), held_on__lte=view.on)
    decision = "relationship__classifications__"
    current = {
        f"{decision}superseded_at__isnull": True,
        f"{decision}chosen_type__in": types_reviewed(view),
    }
    due = MonthsLater(F("held_on"), view.limits.review_months)
    return last.filter(**current).annotate(decision=F(f"{decision}pk"), at_day=due)


_OF_CONTRACT = {
    DayKind.NOTICE_DEADLINE: "position__notice_deadline",
    DayKind.OPTION_DEADLINE: "position__option_deadline",
    DayKind.RETENDER_START: "position__retender_start",
    DayKind.CONTRACT_END: "position__current_end",
    DayKind.CONTRACT_REVIEW: "review_date",
}
_FOUND: dict[DayKind, Found] = {
    **{kind: _of_contract(path) for kind, path in _OF_CONTRACT.items()},
    DayKind.EXPLANATION_LAPSES: _explanations,
    DayKind.REVIEW_DUE: _reviews,
}


def _named(user: User, rows: list[Any]) -> Callable[[Any], Day | None]:
    """Names what was listed: three statements for all of them."""
    relationships = (
        visible_to(user, Relationship)
        .select_related("party", "owner")
        .only("subject", "party__name", "owner__full_name", "owner__username")
        .in_bulk([each[3] for each in rows])
    )
    contracts = (
        visible_to(user, Contract)
        .only("number", "title", "relationship")
        .in_bulk([each[4] for each in rows if each[4] is not None])
    )
    written = [record for _day, kind, record, *_ in rows if KINDS[kind] is DayKind.EXPLANATION_LAPSES]
    codes = dict(visible_to(user, p.Explanation).filter(pk__in=written).values_list("pk", "principle_code"))

    def told(row: Any) -> Day | None:
        day, place, record, relationship, contract = row
        if relationship not in relationships:  # gone since the list was read
            return None
        kind = KINDS[place]
        code = codes.get(record, "") if kind is DayKind.EXPLANATION_LAPSES else ""
        return Day(day, kind, record, relationships[relationship], contracts.get(contract), code)

    return told


def day_of(cursor: str) -> date:
    """The day on which a part of the list begins; refuses a cursor that is none (INVALID_CURSOR)."""
    return _read(cursor)[0]


def _read(written: str) -> Key:
    try:
        day, kind, record = written.split("_")
        key = date.fromisoformat(day), int(kind), int(record)
        if not (0 <= key[1] < len(KINDS) and 0 <= key[2] < 2**63):
            raise ValueError
        return key
    except ValueError:
        refuse("INVALID_CURSOR", "after")
