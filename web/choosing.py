"""Choosing a party by typing a part of its name, in any form.

    choice = party_choice(request, form, "party")         # in the view, for the template
    {% include "web/choosing/party.html" %}               # with `choice` and `form`

With JavaScript the parties appear while one types; without it the button “Search” sends the form with
`do=search`, and the view shows it again. What is chosen is sent as the field itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from relationships.models import Party
from relationships.permissions import Act, may_anywhere
from relationships.queries import visible_to
from relationships.queries.matching import Match, parties_like
from web.door import by, page

_FIELD = re.compile(r"[a-z][a-z_]{0,29}")
LONGEST = 300
LABEL = _("Party")


@dataclass(frozen=True, slots=True)
class PartyChoice:
    """What stands in the field `name`: the party chosen, what was typed, and whom that may mean.

    `make`: whether a new party may be made on the way; the form is sent with `do=make_<name>` then.
    """

    name: str
    chosen: Party | None = None
    typed: str = ""
    matches: list[Match] = field(default_factory=list)
    make: bool = False
    label: Any = LABEL
    errors: Any = ()
    required: bool = False

    @property
    def searched(self) -> bool:
        return len(self.typed.strip()) > 1

    @property
    def offered(self) -> list[Match]:
        """The parties found, the chosen one aside."""
        return [each for each in self.matches if self.chosen is None or each.party.pk != self.chosen.pk]


def party_choice(
    request: HttpRequest,
    form: Any,
    name: str = "party",
    *,
    label: Any = LABEL,
    make: bool = False,
    required: bool = False,
) -> PartyChoice:
    """The choice as it stands in a form with a field of this name; what was typed travels as `<name>_q`."""
    typed = form.data.get(f"{name}_q", form.initial.get(f"{name}_q", "")) or ""
    found = _choice(request, name, str(form[name].value() or ""), str(typed), make)
    return PartyChoice(
        name, found.chosen, found.typed, found.matches, found.make, label, form[name].errors, required
    )


@page()
def choose_party(request: HttpRequest) -> HttpResponse:
    """The parties that may be meant by what is typed in the field `name` of a form."""
    name = request.GET.get("name", "party")
    name = name if _FIELD.fullmatch(name) else "party"
    typed = request.GET.get(f"{name}_q", "")
    choice = _choice(request, name, request.GET.get(name, ""), typed, request.GET.get("make") == "1")
    part = "options" if request.htmx else "page"  # type: ignore[attr-defined]
    return render(request, f"web/choosing/{part}.html", {"choice": choice})


def _choice(request: HttpRequest, name: str, chosen: str, typed: str, make: bool) -> PartyChoice:
    user: Any = request.user
    party = None
    if chosen.isascii() and chosen.isdigit() and len(chosen) < 19:
        party = visible_to(user, Party).select_related("parent").filter(pk=chosen).first()
    typed = typed.replace("\x00", "")[:LONGEST]
    return PartyChoice(
        name,
        party,
        typed,
        parties_like(user, typed),
        make and may_anywhere(by(request), Act.KEEP_PARTIES),
    )


urls = [path("choose/party/", choose_party, name="choose_party")]
