"""The limits of a request, as the schema publishes them."""

from __future__ import annotations

from typing import Any

import graphene
from django.conf import settings

from api.facts import most_rows
from api.graphql.fields import Plain
from relationships.paging import DEFAULT_PAGE, LARGEST_PAGE


def _at_most(about: str) -> graphene.Int:
    return graphene.Int(required=True, description=about)


class RequestLimits(Plain):
    """How much one request may ask, counted in the document before anything runs, and how often."""

    characters = _at_most("Characters of the document.")
    tokens = _at_most("Words and signs of the document.")
    depth = _at_most("Levels of fields within fields.")
    fields = _at_most("Fields, fragments unfolded.")
    aliases = _at_most("Fields under another name.")
    directives = _at_most("Directives, fragments unfolded.")
    cost = _at_most("The values that the answer can hold at most; `extensions.cost` has that of a query.")
    page = _at_most("Records of a page.")
    default_page = _at_most("Records of a page where `first` isn't given.")
    fact_rows = _at_most("Rows of a table of facts.")
    seconds = graphene.Int(description="How long a query may take; null: no limit.")
    requests_per_minute = graphene.Int(description="Requests of one token; null: no limit.")
    burst = graphene.Int(description="How many of these may come at once; null: no limit.")


def _limits(root: Any, info: Any) -> RequestLimits:
    from api.graphql.limits import LIMITS as COUNTED

    throttled = settings.THROTTLE["per_minute"] > 0
    return RequestLimits(
        **COUNTED,
        page=LARGEST_PAGE,
        default_page=DEFAULT_PAGE,
        fact_rows=most_rows(),
        seconds=settings.REQUEST_SECONDS or None,
        requests_per_minute=settings.THROTTLE["per_minute"] if throttled else None,
        burst=settings.THROTTLE["burst"] if throttled else None,
    )


LIMITS = graphene.Field(
    RequestLimits, required=True, description="How much one request may ask, and how often.", resolver=_limits
)
