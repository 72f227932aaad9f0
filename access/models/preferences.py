"""How somebody wants the pages: what he chose, and the views of lists that he keeps."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from access.choices import NumberFormat, Theme
from relationships.models.base import Record, code_field, filled, one_of


class Preferences(models.Model):
    """What a user chose for the pages. Nothing of it changes what anybody else sees, so it has no history.

    `columns` holds the names of the columns chosen, by the name of the list. `calendar_digest` is the SHA-256
    of the key in the private address of the user's calendar; null: there is none.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="preferences"
    )
    theme = code_field(Theme, default=Theme.SYSTEM)
    numbers = code_field(NumberFormat, default=NumberFormat.LANGUAGE)
    columns = models.JSONField(default=dict, blank=True)
    calendar_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001

    class Meta:
        verbose_name = "preferences"
        verbose_name_plural = "preferences"
        constraints = [
            one_of("preferences_theme_is_known", "theme", Theme),
            one_of("preferences_numbers_are_known", "numbers", NumberFormat),
        ]


class SavedView(Record):
    """A list as somebody wants to see it again: its conditions, order and columns under a name.

    Without a `unit` it is its owner's alone; with one it is shared with everybody who has a role there, above
    it or below it. `is_default`: the owner's list opens with it. `conditions` is the query of its address.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "relationships.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    listing = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    conditions = models.TextField(blank=True)
    columns = models.JSONField(default=list, blank=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        verbose_name = "saved view"
        verbose_name_plural = "saved views"
        ordering = ["name", "id"]
        constraints = [
            filled("saved_view_has_listing_and_name", "listing", "name"),
            models.UniqueConstraint(fields=["owner", "listing", "name"], name="saved_view_one_of_a_name"),
            models.UniqueConstraint(
                fields=["owner", "listing"],
                condition=models.Q(is_default=True),
                name="saved_view_one_default",
            ),
        ]

    def __str__(self) -> str:
        return self.name
