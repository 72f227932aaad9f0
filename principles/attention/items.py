"""What asks for attention, as every entrance gives it: why, since when, until when, and what resolves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q

from principles import models as p
from principles.attention import listing
from principles.attention.conditions import asked
from principles.attention.kinds import WAYS
from principles.attention.listing import Key
from principles.attention.money import AtStake, amount_of, at_stake, rates_on, reporting_currency
from principles.attention.reading import Reading
from principles.attention.rows import Row
from principles.attention.texts import act_sentence, why_sentence
from principles.attention.view import View
from principles.choices import AttentionKind, EffectiveResult, ResolvingAct, Severity
from relationships import models as m
from relationships.choices import VerdictCode


@dataclass(frozen=True, slots=True)
class Item:
    """Something that asks for attention.

    `id` stays the same for as long as the same thing asks. `since` is the first day on which it was so, None
    when that can't be known; `days_left` counts from the day asked about, below zero once passed.
    `relationship` is None for a summary of many (`quantity`). `portfolio` is only there where the user may
    see it. `key` is where it stands in the order.
    """

    id: str
    kind: AttentionKind
    severity: Severity
    act: ResolvingAct
    since: date | None
    due: date | None
    days_left: int | None
    relationship: m.Relationship | None
    contract: m.Contract | None
    other: m.Relationship | None
    portfolio: m.Portfolio | None
    principle: str
    quantity: int
    stake: AtStake
    currency: str
    params: Mapping[str, Any]
    key: Key

    def why(self, language: str) -> str:
        """Why it asks for attention, in a sentence: "en" or "nl"."""
        return why_sentence(self.kind, self.params, language)

    def resolve(self, language: str) -> str:
        """What takes it off the list, in a sentence."""
        return act_sentence(self.act, language)


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many items of a kind there are, by severity, and how many relationships they speak of."""

    kind: AttentionKind
    items: int
    relationships: int
    severities: Mapping[Severity, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts per kind, only of kinds that there are.

    `pending`: relationships whose verdict or compliance is still being computed; what they will ask for is
    not counted yet.
    """

    items: int
    pending: int
    kinds: tuple[KindCount, ...]


def attention(
    user: m.User,
    given: Mapping[str, Any] | None = None,
    *,
    on: date,
    size: int = 100,
    after: Key | None = None,
    before: Key | None = None,
    backwards: bool = False,
    view: View | None = None,
) -> list[Item]:
    """What asks for this user's attention on a day, what is most at stake first.

    `given` are conditions by name, as `AttentionFilter` takes them; it refuses what can't be used. The first
    `size` items between the keys `after` and `before`, or the last ones, backwards. A constant number of
    queries, whatever the number of items. Who asks for the counts too gives both the same `view_of`.
    """
    view = view or view_of(user, given, on=on)
    rates = rates_on(user, on)
    rows = listing.listed(view, rates, size, after=after, before=before, backwards=backwards)
    reading = Reading(view, rows, rates)
    found = [_item(row, reading) for row in rows]
    return found[::-1] if backwards else found


def view_of(user: m.User, given: Mapping[str, Any] | None = None, *, on: date) -> View:
    """What a user sees on a day under conditions by name; refuses what can't be used."""
    return View(user, on, asked(given or {}, user)).beginning()


def counts(
    user: m.User, given: Mapping[str, Any] | None = None, *, on: date, view: View | None = None
) -> Counts:
    """How many items there are under the same conditions, per kind. A constant number of queries."""
    view = view or view_of(user, given, on=on)
    kinds: dict[AttentionKind, KindCount] = {}
    for kind, severity, items, relationships in listing.counted(view):
        before = kinds.get(kind, KindCount(kind, 0, 0))
        kinds[kind] = KindCount(
            kind,
            before.items + items,
            before.relationships + relationships,
            {**before.severities, severity: items},
        )
    return Counts(
        items=sum(each.items for each in kinds.values()),
        pending=_pending(view),
        kinds=tuple(kinds.values()),
    )


def unsettled(view: View) -> bool:
    """Whether of any of these relationships a verdict or compliance is still being computed."""
    waiting = (
        view.beside(view.of_relationships(m.Verdict), verdict=VerdictCode.PENDING),
        view.beside(
            view.of_relationships(p.Compliance),
            principle__in=[each.pk for each in view.principles],
            effective=EffectiveResult.PENDING,
        ),
    )
    return any(each.exists() for each in waiting)


def _pending(view: View) -> int:
    unsettled = p.Compliance.objects.filter(relationship=OuterRef("pk"), effective=EffectiveResult.PENDING)
    without = Q(verdict__isnull=True) | Q(verdict__verdict=VerdictCode.PENDING) | Exists(unsettled)
    return view.relationships().filter(without).count()


def _item(row: Row, reading: Reading) -> Item:
    told = WAYS[row.kind].tell(row, reading)
    relationship = reading.relationships.get(row.relationship)
    portfolio = row.portfolio if relationship is None else relationship.portfolio_id
    parts: Iterable[int] = (row.relationship or 0, row.contract or 0, row.record or 0)
    return Item(
        id="-".join([str(row.kind), *map(str, parts)]),
        kind=row.kind,
        severity=row.severity,
        act=told.act,
        since=told.since,
        due=row.due,
        days_left=None if row.due is None else (row.due - reading.view.on).days,
        relationship=relationship,
        contract=reading.contracts.get(row.contract),
        other=reading.relationships.get(row.other),
        portfolio=reading.portfolios.get(portfolio),
        principle=str(told.params.get("principle") or ""),
        quantity=row.quantity,
        stake=at_stake(_amounts(row, reading).items(), reading.rates),
        currency=reporting_currency(),
        params=told.params,
        key=listing.key_of(row),
    )


def _amounts(row: Row, reading: Reading) -> dict[str, Decimal]:
    if row.contract is not None:
        return amount_of(reading.contracts[row.contract])
    return reading.amounts.get(row.relationship, {}) if row.relationship is not None else {}
