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
    for tier in TIERS[::-1] if backwards else TIERS:
        worst, least = rank(tier[0]), rank(tier[-1])
        if (after is not None and least < after[0]) or (before is not None and worst > before[0]):
            continue
        if len(found) < size:
            room = size - len(found)
            found += _listed(view, rates, room, tier, after=after, before=before, backwards=backwards)
    return found


def _listed(
    view: View,
    rates: Rates,
    size: int,
    tier: tuple[Severity, ...],
    *,
    after: Key | None,
    before: Key | None,
    backwards: bool,
) -> list[Row]:
    """The same among the items of some severities. One query."""
    parts = list(_parts(view, tier))
    if not parts:
        return []
    items = " UNION ALL ".join(sql for _kind, sql, _params in parts)
    params = [each for _kind, _sql, given in parts for each in given]
    stakes, stake_params = worth(view, rates).query.sql_with_params()
    bounds, bound_params = _bounds(view, tier, after, before)
    order = ", ".join(f"{each} DESC" if backwards else each for each in _KEY.split(", "))
    statement = (
        f"WITH items ({', '.join(COLUMNS)}) AS ({items}), "  # noqa: S608 names of our own columns only
        f"worth (contract, relationship, stake, state, counted) AS ({stakes}), "
        "held AS (SELECT relationship, SUM(stake) AS stake, MIN(state) AS state FROM worth "
        "WHERE counted = 1 GROUP BY relationship), "
        f"keyed AS ({_keyed()}) "
        f"SELECT unpriced, minus, by_day, {', '.join(COLUMNS)} FROM keyed{bounds} "
        f"ORDER BY {order} LIMIT %s"
    )
    return [_row(each) for each in _fetched(statement, [*params, *stake_params, *bound_params, size])]


def counted(view: View) -> list[tuple[AttentionKind, Severity, int, int]]:
    """The number of items of each kind and severity, and how many relationships they speak of. One query."""
    statements: list[str] = []
    params: list[Any] = []
    bounds, bound_params = _bounds(view, SEVERITIES, None, None)
    for kind, sql, given in _parts(view, SEVERITIES):
        relationships = "COUNT(DISTINCT at_relationship)" if WAYS[kind].several else "SUM(at_quantity)"
        statements.append(
            f"SELECT at_kind, at_severity, COUNT(*), {relationships} "  # noqa: S608 names of our own only
            f"FROM ({sql}) found{bounds} GROUP BY at_kind, at_severity"
        )
        params += [*given, *bound_params]
    if not statements:
        return []
    found = sorted(_fetched(" UNION ALL ".join(statements), params))
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
            yield kind, *statement


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
    return sql, list(params)


def _keyed() -> str:
    """The items with what is at stake in them; a summary of relationships has none of its own."""
    stake = "COALESCE(one.stake, CASE WHEN items.at_contract IS NULL THEN held.stake END, 0)"
    state = f"COALESCE(one.state, CASE WHEN items.at_contract IS NULL THEN held.state END, {WITHOUT_AMOUNT})"
    return (
        f"SELECT items.*, {state} AS unpriced, "  # noqa: S608 names of our own columns only
        f"CASE WHEN {state} <> {PRICED} THEN 0 WHEN {stake} >= {_MOST} THEN -{_MOST} "
        f"ELSE -CAST(ROUND({stake}) AS bigint) END AS minus, "
        f"COALESCE(items.at_due, '{_NEVER}') AS by_day, "
        "COALESCE(items.at_relationship, 0) AS in_relationship, "
        "COALESCE(items.at_contract, 0) AS in_contract, "
        "COALESCE(items.at_record, 0) AS in_record "
        "FROM items LEFT JOIN worth one ON one.contract = items.at_contract "
        "LEFT JOIN held ON held.relationship = items.at_relationship"
    )


def _bounds(
    view: View, severities: Sequence[Severity], after: Key | None, before: Key | None
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
