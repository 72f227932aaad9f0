"""Who may see a saved view of a list."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from access.models import SavedView
from relationships.models import User
from relationships.queries.scope import register_visible, visible_units


def _saved_views(user: User) -> QuerySet[SavedView]:
    """One's own, and those shared with a unit on whose line one has a role: above it, below it or itself."""
    units = visible_units(user)
    below = units.filter(path__startswith=OuterRef("unit__path"))
    return SavedView.objects.filter(Q(owner=user) | Q(Exists(below)), Exists(units))


def register() -> None:
    """Have every entrance ask here what may be seen."""
    register_visible(SavedView, _saved_views)
