"""Conditions on merges of parties, and on pairs that were told apart."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from relationships import models as m
from relationships.filters.base import Conditions, changed, only_ids
from relationships.filters.kinds import Levels, Ordering, References, Truth


class PartyMergeFilter(Conditions):
    id = only_ids()
    into = Levels("into_id", low=1, high=2**63 - 1, help_text="Into this party (id).")
    other = Levels("other_id", low=1, high=2**63 - 1, help_text="Of this party (id), gone since or not.")
    standing = Truth("undone_at", "isnull", help_text="Whether it was not undone.")
    ordering = Ordering(keys={"id": ("id",), "merged_at": ("merged_at",)})


class PartyDistinctionFilter(Conditions):
    id = only_ids()
    party = References(method="of_party", model=m.Party, help_text="Of this party (id) and another.")
    changed_since = changed()
    ordering = Ordering(keys={"id": ("id",), "decided_at": ("decided_at",)})

    def of_party(self, queryset: QuerySet, name: str, value: list[Any]) -> QuerySet:
        return queryset.filter(Q(first__in=value) | Q(second__in=value))
