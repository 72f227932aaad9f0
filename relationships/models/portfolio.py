"""Portfolios: where relationships are at home, and what is imported and exported."""

from __future__ import annotations

from django.db import models

from relationships.choices import Side
from relationships.models.base import Record, code_field, one_of


class Portfolio(Record):
    """A named set of relationships owned by a unit, with the currency and role meant where none is said."""

    unit = models.ForeignKey("relationships.Unit", on_delete=models.PROTECT, related_name="portfolios")
    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3, blank=True)
    our_role = code_field(Side, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="one_portfolio_a_unit_and_name"),
            models.CheckConstraint(condition=~models.Q(name=""), name="portfolio_named"),
            one_of("portfolio_role_known", "our_role", Side, blank=True),
        ]

    def __str__(self) -> str:
        return self.name
