"""Where a portfolio stands: relationships by needed depth and mutual trust, and what they are worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from principles.attention.money import AtStake, Rates, at_stake, counting, rates_on, reporting_currency
from relationships.choices import LADDER, VerdictCode
from relationships.models import Contract, Relationship, User, Verdict
from relationships.models.base import AmountField
from relationships.queries.rules import rule_set_in_force, rules_of

SINGLES = 4
"""Relationships of a cell with so many or fewer are named one by one."""

Place = tuple[int | None, int | None]
_PLACE = ("verdict__needed_depth", "verdict__mutual_trust")


@dataclass(frozen=True, slots=True)
class Single:
    """One relationship of a cell; its value in the reporting currency, None when that isn't known."""

    relationship: Relationship
    verdict: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Cell:
    """The relationships of one needed depth (0-5) and mutual trust (1-5); None: not known.

    `stake` is what their running contracts are worth. `unvalued` counts those of which no amount could be
    said in the reporting currency. `singles` are all of them, where there are few.
    """

    depth: int | None
    trust: int | None
    verdicts: Mapping[str, int]
    stake: AtStake
    unvalued: int
    singles: tuple[Single, ...] = ()

    @property
    def count(self) -> int:
        return sum(self.verdicts.values())


@dataclass(frozen=True, slots=True)
class Standing:
    """A portfolio: its cells, and all of it together.

    `stake` is exact per currency, and in the reporting one as far as there are rates. Of `unvalued`
    relationships nothing is in that sum; `unconverted` contracts aren't for want of a rate.
    """

    cells: tuple[Cell, ...]
    stake: AtStake
    unvalued: int
    unconverted: int
    currency: str
    verdicts: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(self.verdicts.values())


def standing(user: User, chosen: QuerySet[Relationship], on: date, *, singles: int = SINGLES) -> Standing:
    """Where these relationships stand, valued by the rates of a day. Five statements, whatever their number.

    `chosen` is what the user may see and asked for.
    """
    chosen = Relationship.objects.filter(pk__in=chosen.order_by().values("pk"))
    rates = rates_on(user, on)
    verdicts = _verdicts(chosen)
    amounts, unconverted, valued = _amounts(chosen, rates)
    few = [place for place, counts in verdicts.items() if sum(counts.values()) <= singles]
    named = _singles(chosen, few, rates)
    cells = [
        Cell(
            depth=place[0],
            trust=place[1],
            verdicts=counts,
            stake=at_stake(amounts.get(place, {}).items(), rates),
            unvalued=max(0, sum(counts.values()) - valued.get(place, 0)),
            singles=tuple(named.get(place, ())),
        )
        for place, counts in sorted(verdicts.items(), key=_unknown_last)
    ]
    return Standing(
        cells=tuple(cells),
        stake=at_stake(_together(amounts.values()).items(), rates),
        unvalued=sum(each.unvalued for each in cells),
        unconverted=unconverted,
        currency=reporting_currency(),
        verdicts=_together(verdicts.values()),
    )


def required_by_depth() -> tuple[int, ...]:
    """The trust (1-5) that each depth 0-5 takes at least, by the rule set in force."""
    base = rules_of(rule_set_in_force()).trust.base
    return tuple(base[each] for each in LADDER)


def _unknown_last(found: tuple[Place, Any]) -> tuple[int, int]:
    (depth, trust), _counts = found
    return (9 if depth is None else depth, 9 if trust is None else trust)


def _verdicts(chosen: QuerySet[Relationship]) -> dict[Place, dict[str, int]]:
    found: dict[Place, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = chosen.order_by().values(*_PLACE, "verdict__verdict").annotate(number=Count("pk"))
    for depth, trust, verdict, number in rows.values_list(*_PLACE, "verdict__verdict", "number"):
        found[depth, trust][verdict or VerdictCode.PENDING] += number
    return found


def _amounts(
    chosen: QuerySet[Relationship], rates: Rates
) -> tuple[dict[Place, dict[str, Decimal]], int, dict[Place, int]]:
    """Amounts by place and currency; contracts without a rate; relationships valued, by place."""
    amounts: dict[Place, dict[str, Decimal]] = defaultdict(dict)
    valued: dict[Place, int] = {}
    unconverted = 0
    for depth, trust, currency, total, number, relationships in _amounts_held(chosen, list(rates)):
        if currency is None:
            valued[depth, trust] = relationships
            continue
        amounts[depth, trust][currency] = Decimal(int(total)) / AmountField.SCALE
        unconverted += int(number) * (currency not in rates)
    return amounts, unconverted, valued


def _amounts_held(chosen: QuerySet[Relationship], priced: list[str]) -> list[tuple[Any, ...]]:
    """Depth, trust, currency, total and number of contracts of each place and currency; and with no currency
    how many relationships of each place have an amount in one of those that are priced. One statement.

    What each relationship has is added up once, and from there put together both ways.
    """
    held = _valued_contracts(chosen).values("relationship_id", "currency")
    sums = held.annotate(total=Sum("amount", output_field=AmountField()), number=Count("pk"))
    try:
        sql, params = sums.values_list(
            "relationship_id", "currency", "total", "number"
        ).query.sql_with_params()
    except EmptyResultSet:
        return []
    verdict = connection.ops.quote_name(Verdict._meta.db_table)
    place = f"FROM held LEFT JOIN {verdict} verdict ON verdict.relationship_id = held.relationship"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH held (relationship, currency, total, number) AS MATERIALIZED ({sql}) "
            "SELECT needed_depth, mutual_trust, currency, SUM(total), SUM(number), COUNT(*) "
            f"{place} GROUP BY needed_depth, mutual_trust, currency UNION ALL "
            "SELECT needed_depth, mutual_trust, NULL, NULL, NULL, COUNT(DISTINCT relationship) "
            f"{place} WHERE currency IN ({', '.join(['%s'] * len(priced))}) "
            "GROUP BY needed_depth, mutual_trust",
            [*params, *priced],
        )
        return cursor.fetchall()


def _valued_contracts(chosen: QuerySet[Relationship]) -> QuerySet[Any]:
    """Of relationships that the user sees, so that the contracts need not be asked for whose they are."""
    found = counting(Contract.objects.filter(relationship__in=chosen.order_by().values("pk")))
    return found.filter(amount__isnull=False).order_by()


def _singles(
    chosen: QuerySet[Relationship], places: Iterable[Place], rates: Rates
) -> dict[Place, list[Single]]:
    """The relationships of these places, one by one: two statements."""
    where = Q(pk__in=[])
    for depth, trust in places:
        where |= Q(verdict__needed_depth=depth, verdict__mutual_trust=trust)
    rows = list(
        chosen.filter(where)
        .select_related("party", "verdict")
        .only("subject", "party__name", "verdict__verdict", "verdict__needed_depth", "verdict__mutual_trust")
        .order_by("pk")
    )
    amounts: dict[int, dict[str, Decimal]] = defaultdict(dict)
    those = Contract.objects.filter(relationship__in=[each.pk for each in rows])
    for pk, currency, total in (
        counting(those)
        .filter(amount__isnull=False)
        .order_by()
        .values("relationship_id", "currency")
        .annotate(total=Sum("amount", output_field=AmountField()))
        .values_list("relationship_id", "currency", "total")
    ):
        amounts[pk][currency] = total
    found: dict[Place, list[Single]] = defaultdict(list)
    for each in rows:
        verdict = getattr(each, "verdict", None)
        place = (verdict.needed_depth, verdict.mutual_trust) if verdict else (None, None)
        value = at_stake(amounts[each.pk].items(), rates).reporting
        code = verdict.verdict if verdict else VerdictCode.PENDING
        found[place].append(Single(each, str(code), value))
    return found


def _together(counts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in counts:
        for name, number in each.items():
            found[name] = found[name] + number if name in found else number
    return found
