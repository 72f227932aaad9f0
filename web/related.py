"""A relationship as pages about it need it: with who it is between, in one query."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from relationships.errors import refuse
from relationships.models import Relationship
from relationships.queries import visible_to


def related(request: HttpRequest, id: Any) -> Relationship:
    """The relationship with this id and its unit, party and category profile; else NOT_FOUND."""
    seen = visible_to(request.user, Relationship)  # type: ignore[arg-type]
    found = seen.select_related("unit", "party", "profile").filter(pk=id).first()
    return found or refuse("NOT_FOUND", "id", thing=Relationship._meta.verbose_name, value=id)
