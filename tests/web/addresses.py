"""The addresses of the pages, found from the URL patterns, with the record that each is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, reverse

from access.models import Webhook
from principles.models import DiscouragedWord
from relationships.models import (
    CategoryProfile,
    Contract,
    Party,
    Portfolio,
    Relationship,
    SafeguardKind,
    Unit,
    User,
)
from web.urls import urlpatterns

# The record that stands in an address, by the name of the address.
ABOUT: dict[str, type[Model]] = {
    "relationship": Relationship,
    "party": Party,
    "contract": Contract,
    "units_change": Unit,
    "portfolios_change": Portfolio,
    "categories_change": CategoryProfile,
    "words_change": DiscouragedWord,
    "safeguard-kinds_change": SafeguardKind,
    "user": User,
    "webhook": Webhook,
}
# Addresses that are no pages: acts without a form of their own (POST only), and what isn't HTML.
NO_PAGE: dict[str, str] = {
    "sign_in": "for who isn't signed in",
    "sign_out": "an act",
    "language": "an act",
    "looks": "an act",
    **dict.fromkeys(("user_password", "user_role", "user_leave", "role_remove", "words_remove"), "an act"),
    **dict.fromkeys(("webhook_secret", "webhook_ping", "webhook_remove", "delivery_replay"), "an act"),
    "token_new": "an act",
    "token_revoke": "an act",
    "query_remove": "an act",
    "password": "an act",
}
# What has to be asked with an address for it to be a page.
ASKED: dict[str, str] = {"search": "?q=own"}

Of = Callable[[type[Model]], Any]


def names() -> list[str]:
    return [each.name or "" for each in urlpatterns]


def pages() -> list[URLPattern]:
    return [each for each in urlpatterns if each.name not in NO_PAGE]


def takes_id(pattern: URLPattern) -> bool:
    return bool(pattern.pattern.converters)


def addresses(of: Of) -> Iterator[tuple[str, str]]:
    """Each page by name with its address; `of` gives the record of a kind that it is about."""
    for each in pages():
        name = each.name or ""
        arguments = [of(ABOUT[name]).pk] if takes_id(each) else []
        yield name, reverse(f"web:{name}", args=arguments) + ASKED.get(name, "")
