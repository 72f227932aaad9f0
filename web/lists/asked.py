"""What the address asks of a list, and the addresses that ask a little else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from access.models import SavedView
from relationships.errors import refuse
from relationships.filters import Conditions, checked, ordered
from relationships.filters.kinds import ONE_VALUE, shown
from relationships.models import User
from relationships.paging import Page
from relationships.queries import find, visible_to
from web.lists.declared import Listing

ORDER = "ordering"
EVERYTHING = "all"
"""As `view`: the list itself, although one of one's own views opens by itself."""
_OWN = ("after", "before", "last", "view")
_SUGGESTED = re.compile(r".* · (\d{1,18})", re.DOTALL)
PAGE = 50

Given = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Asked:
    """Conditions with the order among them, the part of the list, and the view that they began as."""

    listing: Listing
    user: User
    given: Given
    after: str | None = None
    before: str | None = None
    last: bool = False
    view_id: str = ""

    @property
    def page(self) -> Page:
        return Page(PAGE, self.last or self.before is not None, self.after, self.before)

    @cached_property
    def view(self) -> SavedView | None:
        """The saved view that was opened; refuses one that isn't there for the reader."""
        if self.view_id in ("", EVERYTHING):
            return None
        view = find(self.user, SavedView, self.view_id, "view")
        if view.listing != self.listing.name:
            refuse("NOT_FOUND", "view", thing=SavedView._meta.verbose_name, value=shown(self.view_id))
        return view

    @property
    def order(self) -> str:
        """The name that the list is sorted by, a dash before it when turned round."""
        order = self.given.get(ORDER, self.listing.first)
        return (order[0] if isinstance(order, list) else order).split(",")[0].strip()

    @property
    def conditions(self) -> Given:
        return {name: value for name, value in self.given.items() if name != ORDER}

    @cached_property
    def checked(self) -> Conditions:
        """The conditions, found usable; refuses with UNKNOWN_PARAMETER, INVALID_FILTER."""
        rows = visible_to(self.user, self.listing.model)
        return checked(self.listing.conditions, self.given, rows, self.user)

    @cached_property
    def found(self) -> QuerySet:
        """All records that meet the conditions, in their order."""
        rows = self.checked.filter_queryset(visible_to(self.user, self.listing.model))
        if ORDER in self.given:
            return rows
        keys = self.listing.conditions.base_filters[ORDER].keys
        down = "-" if self.listing.first.startswith("-") else ""
        return ordered(rows, [down + each for each in keys[self.listing.first.lstrip("-")]])

    # Addresses.

    @property
    def query(self) -> str:
        """The conditions and the order, as they stand in an address."""
        return urlencode(self.given, doseq=True)

    def address(self, **changed: Any) -> str:
        """This list from its first page on, with these conditions otherwise; None takes one away."""
        given = {name: value for name, value in {**self.given, **changed}.items() if value is not None}
        if self.view_id not in ("", EVERYTHING):
            given["view"] = self.view_id
        return f"?{urlencode(given, doseq=True)}" if given else f"?view={EVERYTHING}"

    def part(self, **where: str) -> str:
        """Another part of this list."""
        return self.address(**where)

    def without(self, name: str) -> str:
        return self.address(**{name: None})

    def sorted_by(self, order: str) -> str:
        """Sorted by this column; turned round where it is sorted by it already."""
        return self.address(**{ORDER: f"-{order}" if self.order == order else order})

    def of_conditions(self) -> Asked:
        """Without the part of the list."""
        return replace(self, after=None, before=None, last=False)


def read(request: HttpRequest, listing: Listing) -> Asked:
    """What the address of the request asks; a value left empty is not given."""
    return asked_by(request.GET, listing, request.user)


def asked_by(sent: QueryDict, listing: Listing, user: Any) -> Asked:
    given: dict[str, str | list[str]] = {}
    for name in sent:
        values = [each.strip() for each in sent.getlist(name) if each.strip()]
        if values:
            given[name] = values[0] if len(values) == 1 else values
    for name in given.keys() & _named_conditions(listing):
        given[name] = _number_of(given[name])
    own = {name: _one(name, given.pop(name)) for name in _OWN if name in given}
    return Asked(
        listing=listing,
        user=user,
        given=given,
        after=own.get("after"),
        before=own.get("before"),
        last="last" in own,
        view_id=own.get("view", ""),
    )


def suggested(record: Model) -> str:
    """A record as it is suggested while one types: its name, and the number by which it is asked for."""
    return f"{record} · {record.pk}"


def _named_conditions(listing: Listing) -> set[str]:
    return {name for name, each in listing.conditions.conditions().items() if each.kind == "REFERENCES"}


def _number_of(given: str | list[str]) -> str | list[str]:
    """The number of a record that was chosen from what was suggested; anything else as it is."""
    if isinstance(given, list):
        return [str(_number_of(each)) for each in given]
    chosen = _SUGGESTED.fullmatch(given)
    return chosen[1] if chosen else given


def asked_of_text(conditions: str, listing: Listing, user: Any) -> Asked:
    """What the conditions ask that were kept as text."""
    return asked_by(QueryDict(conditions), listing, user).of_conditions()


def _one(name: str, value: str | list[str]) -> str:
    if isinstance(value, list):
        refuse("INVALID_FILTER", name, value=shown(value), why=_(ONE_VALUE))
    return value
