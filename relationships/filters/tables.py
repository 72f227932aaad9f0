"""Conditions on what belongs to the whole installation."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from relationships import models as m
from relationships.choices import RuleSetState
from relationships.filters.base import Conditions, changed, only_ids, within
from relationships.filters.kinds import Codes, Levels, Ordering, References, Text, Texts, Truth


class CategoryProfileFilter(Conditions):
    id = only_ids()
    q = Text(method="search", help_text="A part of the name, Dutch or English, or of an alias.")
    name = Texts("name", help_text="Exactly this name.")
    changed_since = changed()
    ordering = Ordering(keys={"name": ("name",), "id": ("id",)})

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        aliases = m.CategoryAlias.objects.filter(profile=OuterRef("pk"), name__icontains=value)
        return queryset.filter(Q(name__icontains=value) | Q(name_nl__icontains=value) | Exists(aliases))


class SafeguardKindFilter(Conditions):
    id = only_ids()
    level = Levels("level", low=2, high=4, help_text="Stands in for this level of trust, 2-4.")
    code = Texts("code", help_text="Exactly this code.")
    ordering = Ordering(keys={"level": ("level",), "code": ("code",), "id": ("id",)})


class ExchangeRateFilter(Conditions):
    id = only_ids()
    currency = Texts("currency", help_text="Of this currency (ISO 4217 code).")
    valid_from_after, valid_from_before = within("valid_from", "The first day of the rate")
    ordering = Ordering(keys={"currency": ("currency",), "valid_from": ("valid_from",), "id": ("id",)})


class RuleSetApprovalFilter(Conditions):
    id = only_ids()
    rule_set = References("rule_set", model=m.RuleSet, help_text="Of this rule set (id).")
    user = References("user", model=m.User, help_text="Of this user (id or user name).")
    standing = Truth("lapsed_at", "isnull", help_text="Whether it still counts.")
    ordering = Ordering(keys={"id": ("id",), "approved_at": ("approved_at",)})


class RuleSetStakeholderFilter(Conditions):
    id = only_ids()
    rule_set = References("rule_set", model=m.RuleSet, help_text="Of this rule set (id).")
    user = References("user", model=m.User, help_text="This user (id or user name).")
    ordering = Ordering(keys={"id": ("id",)})


class RuleSetFilter(Conditions):
    id = only_ids()
    state = Codes("state", codes=RuleSetState, help_text="The state.")
    number = Levels("number", low=1, high=2**31 - 1, help_text="The number.")
    ordering = Ordering(keys={"number": ("number",), "id": ("id",)})
