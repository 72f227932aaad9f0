"""All evidence of one relationship together: what is on record of each kind, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from principles.models import LabelDismissal
from relationships.fit.texts import CAP_NAMES
from relationships.models import Relationship
from relationships.permissions import Act, may
from relationships.queries import visible_to
from web.door import by, page
from web.fields import name_of, value_of
from web.related import related
from web.templatetags.words import language
from web.views.evidence.kinds import KINDS, Kind, Step, may_keep
from web.views.evidence.labels import found_in
from web.views.evidence.suggesting import suggestions_of

MOST = 100
"""So many records of a kind stand on the page."""


@dataclass(frozen=True, slots=True)
class Row:
    record: Any
    cells: list[tuple[str, str]]
    steps: list[tuple[str, Step]]


@dataclass(frozen=True, slots=True)
class Section:
    """What is on record of a kind."""

    kind: Kind
    headings: list[str]
    rows: list[Row]
    more: bool
    keeps: bool


@page()
def evidence(request: HttpRequest, id: int) -> HttpResponse:
    """A constant number of queries."""
    relationship = related(request, id)
    actor = by(request)
    dismissed = visible_to(actor.user, LabelDismissal).filter(relationship=relationship)
    shown = {
        "relationship": relationship,
        "sections": [_section(request, relationship, each) for each in KINDS.values()],
        "suggestions": suggestions_of(relationship),
        "may_rate": may(actor, Act.RATE_FACTS, relationship.unit),
        "labels": found_in(relationship)[:MOST],
        "dismissed": list(dismissed.select_related("dismissed_by")[:MOST]),
        "may_dismiss": may(actor, Act.DISMISS_LABELS, relationship.unit),
        "most": MOST,
    }
    return render(request, "web/evidence/evidence.html", shown)


def _section(request: HttpRequest, relationship: Relationship, kind: Kind) -> Section:
    actor = by(request)
    of = "plan__relationship" if kind.name == "stages" else "relationship"
    rows = visible_to(actor.user, kind.model).filter(**{of: relationship})
    found = list(rows.select_related(*kind.beside).order_by(*kind.order)[: MOST + 1])
    keeps = may_keep(actor, kind, relationship)
    return Section(
        kind,
        [name_of(each) for each in kind.shown],
        [
            Row(
                each,
                [(name_of(name), _cell(each, name)) for name in kind.shown],
                kind.steps_open(each, actor, keeps=keeps),
            )
            for each in found[:MOST]
        ],
        len(found) > MOST,
        keeps,
    )


def _cell(record: Any, name: str) -> str:
    """A value in words: what isn't known yet says so."""
    value = getattr(record, name)
    if name == "raises":
        return ", ".join(CAP_NAMES[language()].get(each, str(each)) for each in value) or "–"
    if name == "effect":
        return _("not known yet") if value is None else f"{value:+d}"
    if name in ("rating", "verdict") and not value:
        return _("not yet rated") if name == "rating" else _("not yet")
    if record._meta.get_field(name).is_relation:
        return "–" if value is None else str(value)
    return value_of(type(record), name, value)
