"""Counting the figures: a constant number of statements, whatever the number of relationships or days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_noop as N_

from principles.choices import Result, SetState
from principles.models import Compliance, PastCompliance, Principle
from principles.queries.figures.asked import GroupBy
from principles.queries.figures.figure import Figure, Group
from principles.queries.past import end_of
from relationships.choices import CollaborationType
from relationships.errors import phrase, refuse
from relationships.fit.texts import TYPE_NAMES
from relationships.models import CategoryProfile, Portfolio, Relationship, Unit, User
from relationships.queries import visible_to
from relationships.queries.among import among, few_of

MOST_ROWS = 10_000
_TOO_MANY = N_("%(most)s lines, and these are %(asked)s: fewer days, or other groups")
_COMPUTED = [str(each) for each in Result]
_COLUMNS = ("principle", "effective", "result")
_KEYS = {
    GroupBy.UNIT: "unit_id",
    GroupBy.CATEGORY: "profile_id",
    GroupBy.TYPE: "decision__chosen_type",
    GroupBy.PORTFOLIO: "portfolio_id",
}
Key = Any


class Tally:
    """How many have which result under one principle: the effective ones, and those computed."""

    def __init__(self) -> None:
        self.effective: dict[str, int] = defaultdict(int)
        self.computed: dict[str, int] = defaultdict(int)

    def add(self, result: str, effective: str, number: int) -> None:
        self.computed[result] += number
        self.effective[effective] += number


_NONE = Tally()
Tallies = dict[tuple[Group, int], Tally]


@dataclass(frozen=True, slots=True)
class _Term:
    """The active principles of a set, and from when until when it is in force."""

    since: datetime
    until: datetime | None
    principles: tuple[Principle, ...]


def figures(
    user: User,
    chosen: QuerySet[Relationship],
    group_by: GroupBy = GroupBy.NONE,
    *,
    of: str | None = None,
) -> list[Figure]:
    """The figures of these relationships as they stand now, under the set in force.

    `chosen` is what the user may see and asked for. By group, then in the order of the principles; `of`: of
    this one only. Refuses more than 10,000 lines (TOO_LARGE).
    """
    counted = _Counted(chosen, group_by)
    principles = _terms(of)[-1].principles
    found = counted.relationships()
    groups = _groups(user, group_by, found)
    totals = _per_group(groups, found.items())
    _require_lines(len(totals) * len(principles))
    tallies: Tallies = defaultdict(Tally)
    for key, principle, *counts in counted.standing([each.pk for each in principles]):
        if key in groups:  # not of a group that came up since the first statement
            tallies[groups[key], principle].add(*counts)
    return list(_lines(None, totals, principles, tallies))


def figures_on(
    user: User,
    chosen: QuerySet[Relationship],
    days: Sequence[date],
    group_by: GroupBy = GroupBy.NONE,
    *,
    of: str | None = None,
) -> list[Figure]:
    """The figures of these relationships as they stood at the end of each of these days, from first to last.

    What was found then, under the set of that day; the groups are those of today. Relationships that are no
    longer there are not in it. Refuses more than 10,000 lines (TOO_LARGE).
    """
    days = sorted(set(days))
    if not days:
        return []
    moments = [end_of(each) for each in days]
    counted = _Counted(chosen, group_by)
    found = counted.first_found(moments)
    if group_by is GroupBy.NONE:
        found.setdefault((None, len(days)), 0)
    groups = _groups(user, group_by, {key for key, _begins in found})
    terms = _terms(of)
    asked = {each.pk for term in terms for each in term.principles}
    _require_lines(len(days) * len(set(groups.values())) * len(terms[-1].principles))
    tallies: list[Tallies] = [defaultdict(Tally) for _ in days]
    for key, principle, result, effective, begins, ends, number in counted.over_time(moments, asked):
        for place in range(begins, ends) if key in groups else ():
            tallies[place][groups[key], principle].add(result, effective, int(number))
    lines: list[Figure] = []
    for place, (day, moment) in enumerate(zip(days, moments, strict=True)):
        term = next((each for each in terms if _holds(each, moment)), None)
        by_then = ((key, number * (begins <= place)) for (key, begins), number in found.items())
        totals = {
            group: number or None if term else None for group, number in _per_group(groups, by_then).items()
        }
        lines += _lines(day, totals, (term or terms[-1]).principles, tallies[place])
    return lines


def _lines(
    day: date | None, totals: Mapping[Group, int | None], principles: Iterable[Principle], tallies: Tallies
) -> Iterator[Figure]:
    for group in sorted(totals, key=_in_order):
        for principle in principles:
            tally = tallies.get((group, principle.pk), _NONE)
            yield Figure(
                on=day,
                group=group,
                principle=principle.code,
                themes={"en": principle.theme_en, "nl": principle.theme_nl},
                relationships=totals[group],
                effective=tally.effective,
                computed=tally.computed,
            )


def _in_order(group: Group) -> tuple[bool, str, str, int]:
    """By code, else by name; what has no such thing last."""
    return group.id is None and not group.code, group.code, group.names.get("en", ""), group.id or 0


def _per_group(groups: Mapping[Key, Group], found: Iterable[tuple[Key, int]]) -> dict[Group, int]:
    totals: dict[Group, int] = defaultdict(int)
    for key, number in found:
        totals[groups[key]] += number
    return totals


def _require_lines(number: int) -> None:
    if number > MOST_ROWS:
        refuse("TOO_LARGE", None, limit=phrase(_TOO_MANY, most=MOST_ROWS, asked=number))


class _Counted:
    """The statements: these relationships counted by the key of their group (None: nothing is grouped)."""

    def __init__(self, chosen: QuerySet[Relationship], group_by: GroupBy) -> None:
        rows = Relationship.objects.filter(pk__in=chosen.order_by().values("pk"))
        few = few_of(rows)
        self.few = bool(few)  # of many one begins with the index that has all that is counted by
        if few:
            rows = Relationship.objects.filter(pk__in=among(few))
        self.key: list[str] = []
        if group_by is not GroupBy.NONE:
            self.key = [_KEYS[group_by]]
        if group_by is GroupBy.TYPE:
            current = Q(classifications__superseded_at__isnull=True)
            rows = rows.annotate(decision=FilteredRelation("classifications", condition=current))
        self.rows = rows.order_by()

    def relationships(self) -> dict[Key, int]:
        """How many relationships there are, by key."""
        return dict(self._grouped(self.rows, []))

    def standing(self, principles: Collection[int]) -> Iterator[Any]:
        """(key, principle, result, effective result, number) of what stands, as far as it is computed."""
        counts = self._of("compliance", ("principle_id", "effective", "result"), principle__in=principles)
        for *key, principle, effective, result, number in counts:
            if result in _COMPUTED and principle in principles:
                yield key[0] if key else None, principle, result, effective, number

    def over_time(self, moments: Sequence[datetime], principles: Collection[int]) -> Iterator[Any]:
        """(key, principle, result, effective result, begins, ends, number) of all ever found under these.

        `begins` is the place of the first moment at which it holds, `ends` of the first at which it no longer
        does. Two statements. Each counts by what an index is in the order of, and puts that together after.
        """
        names = ("principle_id", "effective", "result", "since")
        held = {"principle__in": principles, "since__lt": moments[-1]}
        now = self._of("compliance", names, **held)
        past = self._of("past_compliance", (*names, "until"), **held, until__gte=moments[0])
        grouped = "grouped" if self.key else "NULL"
        for rows, ends in ((now, ()), (past, ("until",))):
            with suppress(EmptyResultSet):
                sql, params = rows.query.sql_with_params()
                columns = [*(["grouped"] if self.key else []), *_COLUMNS, "since", *ends, "number"]
                places = [_place(each, moments) for each in ("since", *ends)]
                ending = "" if ends else f", {len(moments)}"
                with connection.cursor() as cursor:
                    cursor.execute(
                        f"WITH counted ({', '.join(columns)}) AS ({sql}) "  # noqa: S608 names of our own
                        f"SELECT {grouped}, principle, result, effective, "
                        f"{', '.join(case for case, _given in places)}{ending}, SUM(number) "
                        "FROM counted GROUP BY 1, 2, 3, 4, 5, 6",
                        [*params, *(each for _case, given in places for each in given)],
                    )
                    found = cursor.fetchall()
                yield from (each for each in found if each[2] in _COMPUTED and each[1] in principles)

    def _of(self, path: str, names: Sequence[str], **held: Any) -> QuerySet[Any, Any]:
        """What these relationships have of a kind, counted by key and these columns.

        Of few relationships also what is not under these principles: with these SQLite would begin.
        """
        if self.few:
            del held["principle__in"]
        if self.key or self.few:
            rows, to = self.rows, f"{path}__"
        else:
            model: Any = Compliance if path == "compliance" else PastCompliance
            rows, to = model.objects.filter(relationship__in=self.rows.values("pk")).order_by(), ""
        columns = [*self.key, *(f"{to}{name}" for name in names)]
        rows = rows.filter(**{f"{to}{name}": value for name, value in held.items()})
        return rows.values(*columns).annotate(number=Count("pk")).values_list(*columns, "number")

    def first_found(self, moments: Sequence[datetime]) -> dict[tuple[Key, int], int]:
        """How many relationships something was first found of before each moment, by key and its place.

        The place of those of which nothing was found by the last one is the number of moments.
        """
        now, past = (_first(model) for model in (Compliance, PastCompliance))
        rows = self.rows.values_list(*self.key, now, past)
        sql, params = rows.query.sql_with_params()
        cases = " ".join("WHEN standing < %s OR past < %s THEN %s" for _moment in moments)
        for place, moment in enumerate(moments):
            written = connection.ops.adapt_datetimefield_value(moment)
            params += (written, written, place)
        # Kept apart, so that the two are looked up once a relationship and not once a moment.
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH found ({'grouped, ' if self.key else ''}standing, past) AS MATERIALIZED ({sql}) "  # noqa: S608 names of our own
                f"SELECT {'grouped' if self.key else 'NULL'}, CASE {cases} ELSE {len(moments)} END, COUNT(*) "
                "FROM found GROUP BY 1, 2",
                params,
            )
            return {(key, begins): number for key, begins, number in cursor.fetchall()}

    def _grouped(self, rows: QuerySet[Any], names: list[str]) -> Iterable[Any]:
        columns = [*self.key, *names]
        found: Iterable[Any]
        if columns:
            found = rows.values(*columns).annotate(number=Count("pk")).values_list(*columns, "number")
        else:
            found = [(rows.count(),)]
        return found if self.key else ((None, *each) for each in found)


def _place(column: str, moments: Sequence[datetime]) -> tuple[str, list[Any]]:
    """The place of the first of these moments that a column is before: an expression, its parameters."""
    cases = " ".join(f"WHEN {column} < %s THEN {place}" for place in range(len(moments)))
    written = [connection.ops.adapt_datetimefield_value(each) for each in moments]
    return f"CASE {cases} ELSE {len(moments)} END", written


def _first(model: Any) -> Subquery:
    rows = model.objects.filter(relationship=OuterRef("pk")).order_by("since")
    return Subquery(rows.values("since")[:1])


def _terms(of: str | None = None) -> list[_Term]:
    """The sets that are or were in force with their active principles (of one code), the present one last."""
    held = [SetState.IN_FORCE, SetState.SUPERSEDED]
    rows = Principle.objects.filter(active=True, principle_set__state__in=held)
    by_set: dict[Any, list[Principle]] = defaultdict(list)
    for each in rows.select_related("principle_set").order_by("position", "pk"):
        by_set[each.principle_set].append(each)
    terms = [
        _Term(
            each.in_force_from,
            each.in_force_to,
            tuple(principle for principle in principles if of in (None, principle.code)),
        )
        for each, principles in by_set.items()
    ]
    return sorted(terms, key=lambda term: (term.until is None, term.since))


def _holds(term: _Term, moment: datetime) -> bool:
    """Whether a set was in force just before a moment."""
    return term.since < moment and (term.until is None or term.until >= moment)


def _groups(user: User, group_by: GroupBy, keys: Iterable[Key]) -> dict[Key, Group]:
    """The group of each key: that of none where the user may not see the thing."""
    named = _NAMED[group_by](user, {each for each in keys if each is not None})
    return {key: named.get(key, Group()) for key in keys}


def _units(user: User, keys: set[Key]) -> dict[Key, Group]:
    found = visible_to(user, Unit).filter(pk__in=keys)
    return {each.pk: Group(each.pk, each.code, {"en": each.name, "nl": each.name}) for each in found}


def _profiles(user: User, keys: set[Key]) -> dict[Key, Group]:
    found = visible_to(user, CategoryProfile).filter(pk__in=keys)
    names = {each.pk: {"en": each.name, "nl": each.name_nl or each.name} for each in found}
    return {each.pk: Group(each.pk, each.name, names[each.pk]) for each in found}


def _types(user: User, keys: set[Key]) -> dict[Key, Group]:
    return {
        code: Group(None, code, {language: names[code] for language, names in TYPE_NAMES.items()})
        for code in map(CollaborationType, keys)
    }


def _portfolios(user: User, keys: set[Key]) -> dict[Key, Group]:
    found = visible_to(user, Portfolio).filter(pk__in=keys)
    return {each.pk: Group(each.pk, "", {"en": each.name, "nl": each.name}) for each in found}


_NAMED: dict[GroupBy, Callable[[User, set[Key]], dict[Key, Group]]] = {
    GroupBy.NONE: lambda user, keys: {},
    GroupBy.UNIT: _units,
    GroupBy.CATEGORY: _profiles,
    GroupBy.TYPE: _types,
    GroupBy.PORTFOLIO: _portfolios,
}
