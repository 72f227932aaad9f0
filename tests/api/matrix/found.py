"""What there is at the doors, found in the code itself."""

from __future__ import annotations

import re
from typing import Any

from api.graphql.schema import schema
from api.rest.urls import urlpatterns

METHODS = ("get", "post", "put", "patch", "delete")
# What describes the door, and the address of all that is nowhere.
ASIDE = {"openapi.json", "docs", r"^(?P<rest>.*)$"}
PART = re.compile(r"<str:\w+>")


def operations() -> dict[str, Any]:
    """The views of the REST door by `METHOD:address`, the parts that are ids written as `*`."""
    found = {}
    for each in urlpatterns:
        if str(each.pattern) in ASIDE:
            continue
        view: Any = each.callback.view_class  # type: ignore[union-attr]
        for method in METHODS:
            if hasattr(view, method):
                found[f"{method.upper()}:{PART.sub('*', str(each.pattern))}"] = view
    return found


def roots() -> set[str]:
    return set(schema().query_type.fields)  # type: ignore[union-attr]


def mutations() -> set[str]:
    return set(schema().mutation_type.fields)  # type: ignore[union-attr]
