"""What contains the text sought, by kind, of what may be seen: each by the conditions of its own list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from principles.models import Principle
from principles.queries.sets import set_in_force
from relationships.errors import Refused
from relationships.filters import filtered
from relationships.queries import visible_to
from web.lists.cells import address_of
from web.lists.declared import Listing
from web.lists.every import LISTINGS
from web.search.found import Found, Group
from web.templatetags import words
from web.views.helping import glossary

SHORTEST = 2
"""A single letter is in nearly everything."""


def groups(request: HttpRequest, sought: str, most: int) -> list[Group]:
    """The kinds in which something was found."""
    if len(sought) < SHORTEST:
        return []
    found = [_listed(request, listing, sought, most) for listing in LISTINGS.values()]
    found += [_principles(sought, most), _help(sought, most)]
    return [each for each in found if each.found]


_NAMED: dict[str, tuple[str, tuple[str, ...], Callable[[Any], tuple[str, str]]]] = {
    "relationships": ("relationship", ("party",), lambda each: (each.party.name, each.subject)),
    "parties": ("party", (), lambda each: (each.name, each.place)),
    "contracts": (
        "contract",
        ("relationship__party",),
        lambda each: (each.number or each.title or f"#{each.pk}", each.relationship.party.name),
    ),
}


def _listed(request: HttpRequest, listing: Listing, sought: str, most: int) -> Group:
    """The first of a list that its quick search finds. One query."""
    name, related, named = _NAMED[listing.name]
    rows = visible_to(request.user, listing.model).select_related(*related)
    try:
        rows = filtered(listing.conditions, {"q": sought}, rows, request.user)
    except Refused:  # a text that can't be in any of them
        return Group(listing.title, ())
    # In no order of their own: the first that are found are enough, of however many.
    records = list(rows.order_by("pk")[: most + 1])
    found = [Found(address_of(name, each.pk), *named(each)) for each in records[:most]]
    rest = f"{reverse(f'web:{listing.name}')}?{urlencode({'q': sought, 'view': 'all'})}"
    return Group(listing.title, found, rest if len(records) > most else "")


def _principles(sought: str, most: int) -> Group:
    """Principles of the set in force, by their code or any of their texts."""
    language = words.language()
    low = sought.lower()
    active = set_in_force().principles.filter(active=True)
    fitting = [each for each in active if any(low in text.lower() for text in _texts(each, language))]
    address = reverse("web:principles")
    found = [
        Found(f"{address}#{each.code}", f"{each.code} {getattr(each, f'theme_{language}') or each.theme_en}")
        for each in fitting
    ]
    return Group(_("Principles"), found[:most], address if len(found) > most else "")


def _texts(principle: Principle, language: str) -> tuple[str, ...]:
    return (
        principle.code,
        *(getattr(principle, f"{part}_{language}") for part in ("theme", "observation", "principle")),
    )


def _help(sought: str, most: int) -> Group:
    """Words of the glossary."""
    low = sought.lower()
    found = [each for each in _words() if low in f"{each.said} {each.beside}".lower()]
    found.sort(key=lambda each: low not in each.said.lower())
    address = reverse("web:help")
    return Group(_("Help and glossary"), found[:most], address if len(found) > most else "")


def _words() -> Iterator[Found]:
    told, address = glossary(), reverse("web:help")
    for kind in ("types", "verdicts", "flags"):
        for code, name, said in told[kind]:
            yield Found(f"{address}#{kind[:-1]}-{code}", name, said)
    for level, name, said in told["levels"]:
        yield Found(f"{address}#trust-{level}", name, said)
    for _title, facts in told["groups"]:
        for code, name, _anchors in facts:
            yield Found(f"{address}#fact-{code}", name)
