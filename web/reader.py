"""Whose page it is: what he chose, what stands in his navigation, and how he reads numbers."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from access.choices import NumberFormat
from access.models import Preferences
from relationships.permissions import Act, may, may_anywhere
from web.door import by

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


@dataclass(frozen=True, slots=True)
class Entry:
    """A way in the navigation: `subjects` are the first parts of the addresses that belong to it."""

    name: str
    said: Any
    icon: str
    subjects: tuple[str, ...] = ()


ENTRIES = (
    Entry("start", _("Start"), "house", ("", "attention", "portfolio", "calendar")),
    Entry("relationships", _("Relationships"), "handshake", ("relationships",)),
    Entry("parties", _("Parties"), "building-2", ("parties",)),
    Entry("contracts", _("Contracts"), "file-text", ("contracts",)),
    Entry("principles", _("Principles"), "scale", ("principles", "rules")),
    Entry("imports", _("Imports"), "file-input", ("imports",)),
    Entry("settings", _("Settings"), "settings", ("settings",)),
)


class May:
    """What the reader may do: `may.IMPORT` anywhere; `may.on_root.KEEP_RATES` on the whole installation."""

    def __init__(self, request: HttpRequest, *, root: bool = False) -> None:
        self._request, self._root = request, root

    def __getitem__(self, name: str) -> Any:
        if name == "on_root":
            return May(self._request, root=True)
        act = Act[name]  # KeyError: a template asks for what isn't an act
        actor = by(self._request)
        return may(actor, act, None) if self._root or act.on_root else may_anywhere(actor, act)


class Reading:
    """Keeps how the reader writes numbers at hand while his page is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.preferences = SimpleLazyObject(lambda: preferences_of(request))  # type: ignore[attr-defined]
        token = _request.set(request)
        try:
            return self.get_response(request)
        finally:
            _request.reset(token)


def preferences_of(request: HttpRequest) -> Preferences:
    """What the reader chose; what everybody has who chose nothing."""
    if not request.user.is_authenticated:
        return Preferences()
    return Preferences.objects.filter(pk=request.user.pk).first() or Preferences(user=request.user)


def number_format() -> str:
    """How the reader of the present request writes numbers."""
    request = _request.get()
    return request.preferences.numbers if request is not None else NumberFormat.LANGUAGE  # type: ignore[attr-defined]


def reader(request: HttpRequest) -> dict[str, Any]:
    """For every template: the preferences, the navigation and what may be done."""
    subject = request.path_info.strip("/").split("/")[0]
    return {
        "preferences": getattr(request, "preferences", Preferences()),
        "entries": ENTRIES,
        "here": next((each.name for each in ENTRIES if subject in each.subjects), ""),
        "may": May(request),
    }
