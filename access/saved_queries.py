"""Who may see a saved query, and who says whether a document can be one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from access.models import SavedQuery
from relationships.models import User
from relationships.queries import visible_to
from relationships.queries.scope import register_visible, visible_units

Check = Callable[[str, Mapping[str, Any]], None]
"""Refuses a document, or the values of its variables."""
_checks: list[Check] = []


def _saved_queries(user: User) -> QuerySet[SavedQuery]:
    """One's own, and those shared with a unit on whose line one has a role: above it, below it or itself.

    `seen_unit` and `seen_owner` are the ids of these, where the user may see them.
    """
    units = visible_units(user)
    below = units.filter(path__startswith=OuterRef("unit__path"))
    found = SavedQuery.objects.filter(Q(owner=user) | Q(Exists(below)), Exists(units))
    return found.select_related("unit", "owner").annotate(
        seen_unit=Case(When(unit__in=units, then=F("unit"))),
        seen_owner=Case(When(owner__in=visible_to(user, User).values("pk"), then=F("owner"))),
    )


def register() -> None:
    """Have every entrance ask here what may be seen."""
    register_visible(SavedQuery, _saved_queries, natural_key="name")


def register_check(check: Check) -> None:
    """Have the room that answers documents say which ones can be saved."""
    if check not in _checks:
        _checks.append(check)


def check_document(document: str, variables: Mapping[str, Any]) -> None:
    """Refuse what can't be a saved query, by whoever registered to say so."""
    for check in _checks:
        check(document, variables)
