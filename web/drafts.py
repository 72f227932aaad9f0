"""What was typed and not sent off, kept with the session: who stops half-way finds it back.

A draft is kept as it was typed, unjudged: it is no record, nobody else sees it, and it goes with signing out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone

_PLACE = "drafts"
MOST = 40
"""How many drafts one person has at a time; the one longest untouched gives way."""
LONGEST = 50_000
"""How many characters of one field are kept."""
MOST_FIELDS = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, by field (a list where a field was sent several times), and when."""

    typed: dict[str, Any]
    at: datetime


def kept(request: HttpRequest, name: str) -> Draft | None:
    """The draft of this name, if there is one."""
    found = request.session.get(_PLACE, {}).get(name)
    if found is None:
        return None
    return Draft(found["typed"], datetime.fromisoformat(found["at"]))


def keep(request: HttpRequest, name: str, *, without: tuple[str, ...] = ()) -> None:
    """Keep what this request sent; a form without anything typed in it leaves nothing.

    `without`: fields whose names begin so were recorded, and are left out.
    """
    typed = {each: value for each, value in _typed(request.POST).items() if not each.startswith(without)}
    if not any(typed.values()):
        drop(request, name)
        return
    drafts = request.session.get(_PLACE, {})
    drafts.pop(name, None)
    drafts[name] = {"typed": typed, "at": timezone.now().isoformat()}
    for oldest in list(drafts)[:-MOST]:
        del drafts[oldest]
    request.session[_PLACE] = drafts


def drop(request: HttpRequest, name: str) -> None:
    """Have no draft of this name any more."""
    drafts = request.session.get(_PLACE, {})
    if drafts.pop(name, None) is not None:
        request.session[_PLACE] = drafts


_NOT_TYPED = ("csrfmiddlewaretoken", "do", "version", "seen")


def _typed(sent: QueryDict) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for name in list(sent)[:MOST_FIELDS]:
        if name in _NOT_TYPED:
            continue
        values = [each[:LONGEST] for each in sent.getlist(name)[:MOST_FIELDS] if each]
        if values:
            found[name[:100]] = values if len(values) > 1 else values[0]
    return found
