"""The pages about many relationships at once are narrowed as the list of them is, by the same names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from principles.attention import AttentionFilter
from relationships.filters import Conditions
from relationships.models import Relationship
from relationships.queries import visible_to
from web.lists.asked import Asked, asked_by
from web.lists.conditions import chips, kept, usual_inputs
from web.lists.declared import Listing
from web.lists.relationships import RELATIONSHIPS

PORTFOLIO = replace(RELATIONSHIPS, usual=("unit", "portfolio", "our_role", "profile", "owner", "phase"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended(Listing):
    """A list that is narrowed as the attention list is."""

    @property
    def conditions(self) -> type[Conditions]:
        return AttentionFilter


def attended(*usual: str) -> Attended:
    """Narrowed as the attention list, with these conditions at hand."""
    return Attended(
        name="attention",
        model=Relationship,
        title="",
        one="",
        several="",
        empty="",
        columns=(),
        usual=usual,
        first="",
        table="",
    )


def asked_of(request: HttpRequest, listing: Listing, *own: str) -> Asked:
    """What the address asks, the page's own parameters aside; refuses what can't be asked."""
    sent = request.GET.copy()
    for name in own:
        sent.pop(name, None)
    return asked_by(sent, listing, request.user)


def chosen_by(asked: Asked) -> QuerySet[Relationship]:
    """The relationships that the reader sees and that meet the conditions."""
    found: QuerySet[Relationship] = asked.checked.filter_queryset(visible_to(asked.user, Relationship))
    return found


def narrowed(asked: Asked, **own: Any) -> dict[str, Any]:
    """For the template: the conditions as inputs and to read, and what else the form sends along."""
    kept_too = urlencode({name: value for name, value in own.items() if value})
    return {
        "chips": [
            replace(each, without=f"{each.without}&{kept_too}" if kept_too else each.without)
            for each in chips(asked)
        ],
        "inputs": usual_inputs(asked),
        "kept": [*kept(asked), *((name, str(value)) for name, value in own.items() if value)],
        "query": asked.query,
    }


def list_of(asked: Asked, **more: Any) -> str:
    """The address of the list of relationships under the same conditions and these."""
    given = {**asked.conditions, **more}
    return f"{reverse('web:relationships')}?{urlencode(given, doseq=True)}"


def among(request: HttpRequest, name: str, choices: tuple[str, ...]) -> str:
    """One of the choices of a parameter that only this page has: the first, unless another is asked for."""
    given = request.GET.get(name, "")
    return given if given in choices else choices[0]
