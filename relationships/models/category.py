"""Categories of what is delivered, with the delivery facts one may assume of them."""

from __future__ import annotations

from django.db import models

from relationships.choices import DELIVERY_FACTS
from relationships.models.base import Record, level_between, one_of


class CategoryProfile(Record):
    """A category with the delivery facts assumed of it, until somebody assesses them."""

    name = models.CharField(max_length=200, unique=True)
    name_nl = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="profile_named")]

    def __str__(self) -> str:
        return self.name


class CategoryAlias(Record):
    """A name, Dutch or English, by which a contract list may mean this category."""

    profile = models.ForeignKey(CategoryProfile, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    normalised_name = models.CharField(max_length=400, unique=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "category aliases"


class CpvPrefix(Record):
    """The first digits of the CPV codes that a category covers; the longest match wins."""

    profile = models.ForeignKey(CategoryProfile, on_delete=models.CASCADE, related_name="prefixes")
    prefix = models.CharField(max_length=8, unique=True)

    class Meta:
        ordering = ["prefix"]
        verbose_name_plural = "CPV prefixes"


class ProfileFact(Record):
    """One delivery fact assumed of a category, 1-5."""

    profile = models.ForeignKey(CategoryProfile, on_delete=models.CASCADE, related_name="facts")
    fact = models.CharField(max_length=30)
    value = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["profile_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "fact"], name="one_value_a_profile_fact"),
            one_of("profile_fact_known", "fact", DELIVERY_FACTS),
            level_between("profile_fact_level", "value"),
        ]
