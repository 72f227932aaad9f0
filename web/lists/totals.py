"""What the contracts of the listed records are worth."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from principles.attention.money import rates_on, reporting_currency
from principles.attention.totals import Total, total_of
from relationships.actor import Actor
from relationships.models import Contract
from relationships.queries import visible_to
from relationships.queries.among import among
from web.lists.declared import Listing

AT_ONCE = 1_000
"""Of a list of more records the total is not waited for: it comes when the list is there."""


def total_in(found: QuerySet, listing: Listing, by: Actor) -> dict[str, Any]:
    """For the template: the total of the running contracts in sight, and the reporting currency."""
    total: Total = total_of(_contracts(found, listing, by), rates_on(by.user, by.on))
    return {"total": total, "reporting": reporting_currency()}


def _contracts(found: QuerySet, listing: Listing, by: Actor) -> QuerySet:
    """Few records by their ids: some conditions nest deeper in others than SQLite reads."""
    if not listing.of_contract:
        return found
    keys = list(found.order_by().values_list("pk", flat=True)[: AT_ONCE + 1])
    those = among(keys) if len(keys) <= AT_ONCE else found.order_by().values("pk")
    return visible_to(by.user, Contract).filter(**{f"{listing.of_contract}__in": those})
