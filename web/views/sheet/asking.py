"""What may be asked of a page beside its address."""

from __future__ import annotations

from django.http import HttpRequest

from relationships.errors import refuse, shown
from relationships.values import whole


def only(request: HttpRequest, *names: str) -> None:
    """Refuses what a page can't be asked."""
    unknown = sorted(set(request.GET) - set(names))
    if unknown:
        refuse("UNKNOWN_PARAMETER", shown(unknown[0]), value=shown(unknown[0]), choices=", ".join(names))


def page_asked(request: HttpRequest) -> int:
    """The number of the page asked for, from 1."""
    return whole(request.GET.get("page") or 1, "page", 1, 10_000)
