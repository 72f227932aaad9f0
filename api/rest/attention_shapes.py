"""What the answers about attention hold."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.rest import fields as f
from api.rest.fields import Shape, amount_text
from principles.attention import Item
from principles.attention.texts import LANGUAGES
from principles.choices import AttentionKind, ResolvingAct, Severity

_AMOUNT = {"type": ["string", "null"], "pattern": r"^-?\d+(\.\d+)?$"}


def language() -> str:
    spoken = (get_language() or "en")[:2]
    return spoken if spoken in LANGUAGES else "en"


class StakeShape(Shape):
    currency = f.text("ISO 4217 code.")
    amount = serializers.SerializerMethodField(help_text="Exact, as text.")

    @extend_schema_field({"type": "string"})
    def get_amount(self, stake: tuple[str, Any]) -> str | None:
        return amount_text(stake[1], stake[0])

    def to_representation(self, stake: tuple[str, Any]) -> dict[str, Any]:
        return {"currency": stake[0], "amount": self.get_amount(stake)}


class AttentionItemShape(Shape):
    """Something that asks for attention."""

    id = f.text("Stays the same for as long as the same thing asks.")
    kind = f.code(AttentionKind, "What asks; docs/attention.md has the rule of each.")
    severity = f.code(Severity, "How bad it is, CRITICAL first.")
    why = serializers.SerializerMethodField(help_text="Why, in the language asked for.")
    since = f.day("The first day on which it was so; null: that can't be known.")
    due = f.day("The last day to act, or the day that was reached; null: there is none.")
    days_left = f.whole("Until `due`; below zero once passed.", allow_null=True)
    act = f.code(ResolvingAct, "What takes it off the list.")
    act_text = serializers.SerializerMethodField(help_text="The same, in the language asked for.")
    relationship = f.whole(
        "The relationship; null: it speaks of several.", "relationship.pk", allow_null=True
    )
    subject = f.text("What is delivered.", "relationship.subject")
    party = f.whole("The counterparty.", "relationship.party_id")
    party_name = f.text("", "relationship.party.name")
    unit = f.whole("Our unit.", "relationship.unit_id")
    unit_code = f.text("", "relationship.unit.code")
    owner = f.whole("The user who minds it.", "relationship.owner_id")
    owner_username = f.person("relationship.owner")
    deputy = f.whole("", "relationship.deputy_id")
    portfolio = f.whole("Where it is at home, if you may see that.", "portfolio.pk")
    portfolio_name = f.text("", "portfolio.name")
    contract = f.whole("The contract, where it is about one.", "contract.pk")
    contract_number = f.text("", "contract.number")
    other_relationship = f.whole("The other side of a contradiction.", "other.pk")
    principle = f.text("The code of the principle, where it is about one; empty: none.")
    quantity = f.whole("How many relationships it speaks of.")
    at_stake = StakeShape(
        source="stake.amounts", many=True, help_text="What contracts are worth, by currency."
    )
    at_stake_reporting = serializers.SerializerMethodField(
        help_text="The same in the reporting currency, as far as there are rates; null: there are none."
    )
    reporting_currency = f.text("ISO 4217 code.", "currency", allow_null=False)
    without_rate = f.Codes(
        source="stake.without_rate", help_text="The currencies left out of it for want of a rate."
    )
    params = f.Loose(help_text="What the sentence is made of.")

    def get_why(self, item: Item) -> str:
        return item.why(language())

    def get_act_text(self, item: Item) -> str:
        return item.resolve(language())

    @extend_schema_field(_AMOUNT)
    def get_at_stake_reporting(self, item: Item) -> str | None:
        return amount_text(item.stake.reporting, item.currency)


class SeverityCountShape(Shape):
    severity = f.code(Severity)
    items = f.whole("How many.")


class KindCountShape(Shape):
    kind = f.code(AttentionKind)
    items = f.whole("How many items.")
    relationships = f.whole("How many relationships they speak of.")
    severities = serializers.SerializerMethodField(help_text="The items by severity.")

    @extend_schema_field(SeverityCountShape(many=True))
    def get_severities(self, counted: Any) -> list[dict[str, Any]]:
        return [{"severity": str(each), "items": items} for each, items in counted.severities.items()]


class AttentionCountsShape(Shape):
    items = f.whole("How many items in all.")
    pending = f.whole("Relationships still being computed: what they will ask is not counted yet.")
    kinds = KindCountShape(many=True, help_text="Per kind, only those that there are.")
