"""The one statement that lists all kinds of items in their order, and the one that counts them.

Each kind is a scoped query of the same columns; they are put together within the database, so that a page
costs the same whether it is taken from ten items or from a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Q
from django.db.models.expressions import RawSQL

from principles.attention.kinds import WAYS
from principles.attention.money import PRICED, WITHOUT_AMOUNT, Rates, worth
from principles.attention.rows import COLUMNS, KINDS, NUMBERS, SEVERITIES, Row, rank
from principles.attention.view import View
from principles.choices import AttentionKind, Severity

Key = tuple[int, int, int, str, int, int, int, int]
"""Where an item stands in the order: severity, unpriced, minus, day, kind, relationship, contract, record."""

KEY_LENGTH = 8
_KEY = "at_severity, unpriced, minus, by_day, at_kind, in_relationship, in_contract, in_record"
TIERS = ((Severity.CRITICAL, Severity.HIGH), (Severity.MEDIUM,), (Severity.LOW,))
EACH = tuple((each,) for each in SEVERITIES)
"""The tiers where many relationships are seen: one severity of these fills a page mostly."""
FOREMOST = 1_000
"""Of many relationships an item is sought first among so many that have the most at stake."""
_OF_ITEMS = RawSQL("SELECT at_relationship FROM items", [], BigIntegerField())
RESTS_ON_SET = frozenset(
    {
        AttentionKind.NON_COMPLIANCE,
        AttentionKind.RESISTANCE_UNINVESTIGATED,
        AttentionKind.REVIEW_OVERDUE,
        AttentionKind.TRUST_STALE,
    }
)
"""What is found of these kinds depends on the principle set: their statements are built for each view."""
MOST_KEPT = 1_000
_kept: dict[tuple[Any, ...], tuple[str, list[Any]] | None] = {}
"""Statements by all that they are made of: to build one takes ten times as long as to have it answered."""
_NEVER = "9999-12-31"
_MOST = "1000000000000000"


def key_of(row: Row) -> Key:
    return (
        rank(row.severity),
        row.unpriced,
        row.minus,
        row.by_day.isoformat(),
        KINDS.index(row.kind),
        row.relationship or 0,
        row.contract or 0,
        row.record or 0,
    )


def listed(
    view: View,
    rates: Rates,
    size: int,
    *,
    after: Key | None = None,
    before: Key | None = None,
    backwards: bool = False,
) -> list[Row]:
    """The first items in the order between two keys; backwards the last ones, the last first.

    The worst severities are looked through first, and the rest only for what these leave open: at most
    a query a tier.
    """
    found: list[Row] = []
    tiers = EACH if view.few is None else TIERS
    for tier in tiers[::-1] if backwards else tiers:
        worst, least = rank(tier[0]), rank(tier[-1])
        if (after is not None and least < after[0]) or (before is not None and worst > before[0]):
            continue
        if len(found) < size:
            room = size - len(found)
            some = None
            if not backwards and before is None:
                some = _foremost(view, rates, room, tier, after)
            if some is None:
                some = _listed(view, rates, room, tier, after=after, before=before, backwards=backwards)
            found += some
    return found


def _foremost(
    view: View, rates: Rates, size: int, tier: tuple[Severity, ...], after: Key | None
) -> list[Row] | None:
    """The same of a severity that many relationships have, found among those with the most at stake.

    None: look through all. Two queries.
    """
    if view.few is not None or tier == (Severity.CRITICAL,) or size > FOREMOST // 4:
        return None
    if not any(_parts(view, tier)):
        return []
    beyond = after if after is not None and after[0] == rank(tier[0]) else None
    if beyond is not None and beyond[1] != PRICED:
        return None
    stakes, params = worth(view, rates, view.of()).query.sql_with_params()
    minus = _minus("state", "stake")
    statement = (
        f"WITH {_worth(stakes)}, "  # noqa: S608 names of our own columns only
        f"stakes AS (SELECT relationship, {minus} AS minus FROM held WHERE state = {PRICED} "
        f"UNION ALL SELECT relationship, {minus} FROM worth WHERE state = {PRICED}) "
        f"SELECT relationship, minus FROM stakes{' WHERE minus >= %s' if beyond else ''} "
        "ORDER BY minus LIMIT %s"
    )
    most = _fetched(statement, [*params, *([beyond[2]] if beyond else []), FOREMOST])
    least = int(most[-1][1]) if len(most) == FOREMOST else None
    those = view.of_these(tuple({each for each, _minus in most}))
    found = _listed(those, rates, size, tier, after=after, before=None, backwards=False, above=(least,))
    return found if len(found) == size else None


def _listed(
    view: View,
    rates: Rates,
    size: int,
    tier: tuple[Severity, ...],
    *,
    after: Key | None,
    before: Key | None,
    backwards: bool,
    above: tuple[int | None] | None = None,
) -> list[Row]:
    """The same among the items of some severities. One query.

    `above`: only those of which what is at stake is known, and more than this.
    """
    parts = list(_parts(view, tier))
    if not parts:
        return []
    items = " UNION ALL ".join(sql for _kind, sql, _params in parts)
    params = [each for _kind, _sql, given in parts for each in given]
    among = Q(relationship__in=_OF_ITEMS) if view.few is None and tier == (Severity.CRITICAL,) else None
    stakes, stake_params = worth(view, rates, among).query.sql_with_params()
    bounds, bound_params = _bounds(view, tier, after, before, above)
    order = ", ".join(f"{each} DESC" if backwards else each for each in _KEY.split(", "))
    statement = (
        f"WITH items ({', '.join(COLUMNS)}) AS ({items}), "  # noqa: S608 names of our own columns only
        f"{_worth(stakes)}, "
        f"keyed AS ({_keyed()}) "
        f"SELECT unpriced, minus, by_day, {', '.join(COLUMNS)} FROM keyed{bounds} "
        f"ORDER BY {order} LIMIT %s"
    )
    return [_row(each) for each in _fetched(statement, [*params, *stake_params, *bound_params, size])]


def counted(view: View) -> list[tuple[AttentionKind, Severity, int, int]]:
    """The number of items of each kind and severity, and how many relationships they speak of.

    One query; of many relationships one a kind, which takes SQLite little more than half as long.
    """
    statements: list[tuple[str, list[Any]]] = []
    bounds, bound_params = _bounds(view, SEVERITIES, None, None)
    for kind, sql, given in _parts(view, SEVERITIES):
        relationships = "COUNT(DISTINCT at_relationship)" if WAYS[kind].several else "SUM(at_quantity)"
        statement = (
            f"SELECT at_kind, at_severity, COUNT(*), {relationships} "  # noqa: S608 names of our own only
            f"FROM ({sql}) found{bounds} GROUP BY at_kind, at_severity"
        )
        statements.append((statement, [*given, *bound_params]))
    if statements and view.few is not None:
        params = [each for _statement, given in statements for each in given]
        statements = [(" UNION ALL ".join(each for each, _given in statements), params)]
    found = sorted(each for statement, params in statements for each in _fetched(statement, params))
    return [
        (KINDS[kind], SEVERITIES[severity], int(items), int(relationships))
        for kind, severity, items, relationships in found
    ]


def items(view: View) -> tuple[str, list[Any]]:
    """The statement of all items in the columns of `rows.COLUMNS`, in no order, and its parameters.

    Empty where there can be none.
    """
    parts = list(_parts(view, SEVERITIES))
    if not parts:
        return "", []
    bounds, bound_params = _bounds(view, SEVERITIES, None, None)
    together = " UNION ALL ".join(sql for _kind, sql, _params in parts)
    params = [each for _kind, _sql, given in parts for each in given]
    return f"SELECT * FROM ({together}) found{bounds}", [*params, *bound_params]  # noqa: S608


def _parts(view: View, severities: Sequence[Severity]) -> Iterator[tuple[AttentionKind, str, list[Any]]]:
    """The statement of each kind asked for that can have one of these severities."""
    wanted = set(severities) & set(view.asked.get("severity", SEVERITIES))
    for kind, way in WAYS.items():
        if kind not in view.asked.get("kind", KINDS) or not way.severities & wanted:
            continue
        statement = _statement(view, kind)
        if statement is not None:
            sql, params = statement
            yield kind, sql, view.given(params)


def _statement(view: View, kind: AttentionKind) -> tuple[str, list[Any]] | None:
    """The statement of a kind and its parameters, built once for views alike; None where it finds nothing."""
    if kind in RESTS_ON_SET:
        if kind not in view.statements:
            view.statements[kind] = _built(view, kind)
        return view.statements[kind]
    key = kind, *view.key
    try:
        return _kept[key]
    except KeyError:
        pass
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    found = _kept[key] = _built(view, kind)
    return found


def _built(view: View, kind: AttentionKind) -> tuple[str, list[Any]] | None:
    try:
        sql, params = WAYS[kind].find(view).query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, view.kept(params)


def _worth(stakes: str) -> str:
    """What each running contract is worth, and what each relationship has at stake in these."""
    return (
        f"worth (contract, relationship, stake, state, counted) AS ({stakes}), "  # noqa: S608 our own names only
        "held AS (SELECT relationship, SUM(stake) AS stake, MIN(state) AS state FROM worth "
        "WHERE counted = 1 GROUP BY relationship)"
    )


def _minus(state: str, stake: str) -> str:
    """What is at stake in whole units, below zero, so that the most comes first."""
    return (
        f"CASE WHEN {state} <> {PRICED} THEN 0 WHEN {stake} >= {_MOST} THEN -{_MOST} "
        f"ELSE -CAST(ROUND({stake}) AS bigint) END"
    )


def _keyed() -> str:
    """The items with what is at stake in them; a summary of relationships has none of its own."""
    stake = "COALESCE(one.stake, CASE WHEN items.at_contract IS NULL THEN held.stake END, 0)"
    state = f"COALESCE(one.state, CASE WHEN items.at_contract IS NULL THEN held.state END, {WITHOUT_AMOUNT})"
    return (
        f"SELECT items.*, {state} AS unpriced, "  # noqa: S608 names of our own columns only
        f"{_minus(state, stake)} AS minus, "
        f"COALESCE(items.at_due, '{_NEVER}') AS by_day, "
        "COALESCE(items.at_relationship, 0) AS in_relationship, "
        "COALESCE(items.at_contract, 0) AS in_contract, "
        "COALESCE(items.at_record, 0) AS in_record "
        "FROM items LEFT JOIN worth one ON one.contract = items.at_contract "
        "LEFT JOIN held ON held.relationship = items.at_relationship"
    )


def _bounds(
    view: View,
    severities: Sequence[Severity],
    after: Key | None,
    before: Key | None,
    above: tuple[int | None] | None = None,
) -> tuple[str, list[Any]]:
    conditions: list[str] = []
    params: list[Any] = []
    wanted = [each for each in severities if each in view.asked.get("severity", SEVERITIES)]
    if len(wanted) < len(SEVERITIES):
        ranks = ", ".join(str(rank(each)) for each in wanted)
        conditions.append(f"at_severity IN ({ranks or 'NULL'})")
    if "due_before" in view.asked:
        conditions.append("at_due <= %s")
        params.append(connection.ops.adapt_datefield_value(view.asked["due_before"]))
    if above is not None:
        conditions.append(f"unpriced = {PRICED}" + ("" if above[0] is None else f" AND minus < {above[0]}"))
    for key, sign in ((after, ">"), (before, "<")):
        if key is not None:
            conditions.append(f"({_KEY}) {sign} ({', '.join(['%s'] * KEY_LENGTH)})")
            params += key
    return (f" WHERE {' AND '.join(conditions)}" if conditions else ""), params


def _fetched(statement: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


def _row(found: tuple[Any, ...]) -> Row:
    unpriced, minus, by_day, kind, severity, *numbers, due = found
    named: Mapping[str, Any] = dict(zip(NUMBERS, numbers, strict=True))
    return Row(
        severity=SEVERITIES[severity],
        unpriced=int(unpriced),
        minus=int(minus),
        by_day=_day(by_day),
        kind=KINDS[kind],
        due=None if due is None else _day(due),
        **named,
    )


def _day(found: Any) -> date:
    return found if isinstance(found, date) else date.fromisoformat(found[:10])
