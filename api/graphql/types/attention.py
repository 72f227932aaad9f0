"""What asks for one's attention: a flat list in the order of what is at stake, and its counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import graphene

from api.graphql import enums, scalars
from api.graphql.cohorts import Cohort, cohort_of
from api.graphql.columns import plain_amount
from api.graphql.connections import PAGE_ARGUMENTS, PageInfo, arguments_of, given_of
from api.graphql.fields import Plain, by_pk
from api.graphql.registry import type_of
from api.graphql.types.verdict import language_argument, language_of
from principles.attention import AttentionFilter, Counts, Item, KindCount, counts
from principles.attention.pages import Part, cursor_of, part_of
from principles.attention.texts import en
from principles.choices import AttentionKind, ResolvingAct, Severity
from relationships import models as m
from relationships.paging import Page, page

AttentionKindCode = enums.described_enum("AttentionKind", AttentionKind, "What asks for attention.", en.KINDS)
AttentionSeverity = enums.described_enum(
    "AttentionSeverity", Severity, "How bad it is, the worst first.", en.SEVERITIES
)
ResolvingActCode = enums.described_enum(
    "ResolvingAct", ResolvingAct, "What takes something off the attention list.", en.ACTS
)


class Asking:
    """An item with a place in a cohort of its own."""

    def __init__(self, item: Item) -> None:
        self.item = item

    def __getattr__(self, name: str) -> Any:
        return getattr(object.__getattribute__(self, "item"), name)


def _leads_to(model: Any, about: str, key: Callable[[Item], int | None]) -> graphene.Field:
    """The record that each item leads to, read for all items of the page at once."""

    def resolve(asking: Asking, info: Any) -> Any:
        wanted = key(asking.item)
        if wanted is None:
            return None
        user = info.context.user

        def read(others: list[Asking]) -> dict[int, Any]:
            return by_pk(model, (key(each.item) for each in others), user)

        return cohort_of(asking).once((model, about), read).get(wanted)

    return graphene.Field(lambda: type_of(model), description=about, resolver=resolve)


def _pk(record: Any) -> int | None:
    return None if record is None else record.pk


class AttentionStake(Plain):
    """What contracts are worth in one currency."""

    currency = graphene.String(required=True, description="ISO 4217 code.")
    amount = graphene.String(required=True, description="The amount, exact.")
    amount_number = graphene.Float(required=True, description="The same as a number, for charts.")


class AttentionItem(Plain):
    """Something that asks for attention."""

    key = graphene.String(
        required=True, description="Stays the same for as long as the same thing asks; no id of a record."
    )
    kind = AttentionKindCode(required=True, description="What asks.")
    severity = AttentionSeverity(required=True, description="How bad it is.")
    why = graphene.String(required=True, args=language_argument(), description="Why, in a sentence.")
    since = scalars.Date(description="The first day on which it was so; null: that can't be known.")
    due = scalars.Date(description="The last day to act, or the day that was reached; null: there is none.")
    days_left = graphene.Int(description="Until `due`; below zero once passed.")
    act = ResolvingActCode(required=True, description="What takes it off the list.")
    act_text = graphene.String(
        required=True, args=language_argument(), description="The same, in a sentence."
    )
    relationship = _leads_to(
        m.Relationship, "The relationship; null: it speaks of several.", lambda item: _pk(item.relationship)
    )
    contract = _leads_to(m.Contract, "The contract, where it is about one.", lambda item: _pk(item.contract))
    other = _leads_to(m.Relationship, "The other side of a contradiction.", lambda item: _pk(item.other))
    portfolio = _leads_to(
        m.Portfolio, "Where it is at home, if you may see that.", lambda item: _pk(item.portfolio)
    )
    principle = graphene.String(description="The code of the principle, where it is about one.")
    quantity = graphene.Int(required=True, description="How many relationships it speaks of.")
    at_stake = graphene.List(
        graphene.NonNull(AttentionStake), required=True, description="What contracts are worth, by currency."
    )
    at_stake_reporting = graphene.String(
        description="The same in the reporting currency, as far as there are rates; null: there are none."
    )
    at_stake_reporting_number = graphene.Float(description="The same as a number, for charts.")
    reporting_currency = graphene.String(required=True, description="ISO 4217 code.")
    without_rate = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="The currencies left out of it for want of a rate.",
    )

    @staticmethod
    def resolve_key(asking: Asking, info: Any) -> str:
        return asking.item.id

    @staticmethod
    def resolve_why(asking: Asking, info: Any, language: Any = None) -> str:
        return asking.item.why(language_of(language))

    @staticmethod
    def resolve_act_text(asking: Asking, info: Any, language: Any = None) -> str:
        return asking.item.resolve(language_of(language))

    @staticmethod
    def resolve_at_stake(asking: Asking, info: Any) -> list[AttentionStake]:
        return [
            AttentionStake(
                currency=currency, amount=plain_amount(amount, currency), amount_number=float(amount)
            )
            for currency, amount in asking.item.stake.amounts
        ]

    @staticmethod
    def resolve_at_stake_reporting(asking: Asking, info: Any) -> str | None:
        return plain_amount(asking.item.stake.reporting, asking.item.currency)

    @staticmethod
    def resolve_at_stake_reporting_number(asking: Asking, info: Any) -> float | None:
        amount = asking.item.stake.reporting
        return None if amount is None else float(amount)

    @staticmethod
    def resolve_reporting_currency(asking: Asking, info: Any) -> str:
        return asking.item.currency

    @staticmethod
    def resolve_without_rate(asking: Asking, info: Any) -> list[str]:
        return list(asking.item.stake.without_rate)


class AttentionItemEdge(Plain):
    """One of the items in a list."""

    node = graphene.Field(AttentionItem, description="The item.")
    cursor = graphene.String(required=True, description="Where it stands in this list.")


class AttentionItemConnection(Plain):
    """A page of what asks for attention, what is most severe and most at stake first."""

    edges = graphene.List(AttentionItemEdge, description="The items of this page, in their order.")
    page_info = graphene.Field(PageInfo, required=True, description="Where this page lies.")
    total_count = graphene.Int(
        required=True, description="How many there are on all pages; counted only when asked."
    )


class AttentionPage:
    """What the resolvers of the connection ask: each part is read the first time."""

    def __init__(self, read: Callable[[], Part], asked: Page, count: Callable[[], Counts]) -> None:
        self._read = read
        self._asked = asked
        self._count = count
        self._part: Part | None = None
        self._nodes: list[Asking] = []

    def _found(self) -> Part:
        if self._part is None:
            self._part = self._read()
            self._nodes = Cohort(Asking(each) for each in self._part.items).records
        return self._part

    @property
    def edges(self) -> list[AttentionItemEdge]:
        self._found()
        return [AttentionItemEdge(node=each, cursor=cursor_of(each.item)) for each in self._nodes]

    @property
    def page_info(self) -> PageInfo:
        part, asked = self._found(), self._asked
        ends = [cursor_of(each) for each in part.items[:1] + part.items[-1:]]
        return PageInfo(
            has_next_page=part.more if not asked.backwards else asked.before is not None,
            has_previous_page=part.more if asked.backwards else asked.after is not None,
            start_cursor=ends[0] if ends else None,
            end_cursor=ends[-1] if ends else None,
        )

    @property
    def total_count(self) -> int:
        return self._count().items


class AttentionSeverityCount(Plain):
    """How many items of a kind have a severity."""

    severity = AttentionSeverity(required=True, description="The severity.")
    items = graphene.Int(required=True, description="How many.")


class AttentionKindCount(Plain):
    """How many items of a kind there are."""

    kind = AttentionKindCode(required=True, description="The kind.")
    items = graphene.Int(required=True, description="How many items.")
    relationships = graphene.Int(required=True, description="How many relationships they speak of.")
    severities = graphene.List(
        graphene.NonNull(AttentionSeverityCount), required=True, description="The items by severity."
    )

    @staticmethod
    def resolve_severities(counted: KindCount, info: Any) -> list[AttentionSeverityCount]:
        return [AttentionSeverityCount(severity=each, items=n) for each, n in counted.severities.items()]


class AttentionCounts(Plain):
    """How much asks for attention."""

    items = graphene.Int(required=True, description="How many items in all.")
    pending = graphene.Int(
        required=True,
        description="Relationships still being computed: what they will ask is not counted yet.",
    )
    kinds = graphene.List(
        graphene.NonNull(AttentionKindCount),
        required=True,
        description="Per kind, only those that there are.",
    )


def _listed(root: Any, info: Any, **asked: Any) -> AttentionPage:
    part = page(**{name: asked.pop(name, None) for name in PAGE_ARGUMENTS})
    given, by = given_of(AttentionFilter.conditions(), asked), info.context.by
    return AttentionPage(
        lambda: part_of(by.user, given, part, by.on), part, lambda: counts(by.user, given, on=by.on)
    )


def _counted(root: Any, info: Any, **asked: Any) -> Counts:
    by = info.context.by
    return counts(by.user, given_of(AttentionFilter.conditions(), asked), on=by.on)


def attention_field() -> graphene.Field:
    return graphene.Field(
        AttentionItemConnection,
        required=True,
        args=arguments_of(AttentionFilter.conditions(), pages=True),
        description="What asks for your attention, what is most severe and most at stake first.",
        resolver=_listed,
    )


def attention_counts_field() -> graphene.Field:
    return graphene.Field(
        AttentionCounts,
        required=True,
        args=arguments_of(AttentionFilter.conditions()),
        description="How much asks for your attention, per kind.",
        resolver=_counted,
    )
