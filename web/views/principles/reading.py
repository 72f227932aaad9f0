"""The principles to read: those in force with how the portfolio does by them, and any version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from principles.choices import SetState
from principles.models import Principle, PrincipleSet
from principles.queries.figures import figures
from principles.queries.progress import Progress
from principles.queries.progress import progress as progress_of
from relationships.models import Relationship
from relationships.queries import visible_to
from web.door import by, one, page
from web.governed import PRINCIPLES, acts_open, consent
from web.principle_texts import CHECKS, LIMITS, NO_CHECK, USES, flat
from web.shares import Shares, shares_of
from web.templatetags.words import language

PARTS = ("theme", "observation", "principle", "rationale")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A principle to read: in the language of the page (else in the other one), and in the other."""

    principle: Principle
    theme: str
    observation: str
    text: str
    rationale: str
    other: Mapping[str, str]
    check: Any
    limits: list[tuple[Any, Any]]
    shares: Shares | None


def card_of(principle: Principle, limits: Mapping[str, Any], shares: Shares | None = None) -> Card:
    spoken = language()
    other = "en" if spoken == "nl" else "nl"
    ours = {part: getattr(principle, f"{part}_{spoken}") for part in PARTS}
    theirs = {part: getattr(principle, f"{part}_{other}") for part in PARTS}
    return Card(
        principle=principle,
        theme=ours["theme"] or theirs["theme"],
        observation=ours["observation"] or theirs["observation"],
        text=ours["principle"] or theirs["principle"],
        rationale=ours["rationale"] or theirs["rationale"],
        other=theirs if any(ours.values()) and any(theirs.values()) else {},
        check=CHECKS.get(principle.check_code, NO_CHECK),
        limits=[(LIMITS[name], limits.get(name)) for name in USES.get(principle.check_code, ())],
        shares=shares,
    )


@page()
def principles(request: HttpRequest) -> HttpResponse:
    """The set in force, a card a principle, with the figures of what the reader may see."""
    actor = by(request)
    found = visible_to(actor.user, PrincipleSet).filter(state=SetState.IN_FORCE).first()
    if found is None:
        return render(request, "web/principles/principles.html", {"tab": "principles"})
    counted = figures(actor.user, visible_to(actor.user, Relationship))
    shares = {each.principle: shares_of(each) for each in counted}
    limits = flat(found.limits)
    rows = list(found.principles.order_by("position", "pk"))
    shown = {
        "tab": "principles",
        "set": found,
        "agreed": consent(PRINCIPLES, found, actor),
        "cards": [card_of(each, limits, shares.get(each.code)) for each in rows if each.active],
        "inactive": [card_of(each, limits) for each in rows if not each.active],
        "relationships": counted[0].relationships if counted else 0,
        "pending": max((each.pending or 0 for each in counted), default=0),
        "may_draft": PRINCIPLES.may_keep(actor),
        "other_language": _other_language(),
    }
    if shown["pending"]:
        shown |= _how_far(request)
    return render(request, "web/principles/principles.html", shown)


def _other_language() -> tuple[str, str]:
    return ("en", "English") if language() == "nl" else ("nl", "Nederlands")


@page()
def progress(request: HttpRequest) -> HttpResponse:
    """How far the compliance is that the reader may see, for the bar that asks again by itself."""
    piece = "web/principles/progress.html" if request.htmx else "web/principles/progress_page.html"  # type: ignore[attr-defined]
    return render(request, piece, {"tab": "principles", **_how_far(request)})


def _how_far(request: HttpRequest) -> dict[str, Any]:
    found: Progress = progress_of(visible_to(by(request).user, Relationship))
    percent = 100 if not found.total else 100 * found.computed // found.total
    return {"progress": found, "percent": percent}


@page()
def principle_set(request: HttpRequest, id: int) -> HttpResponse:
    """A version: its state and what to do next, who approved it, its principles and its limits."""
    actor = by(request)
    found = one(request, PrincipleSet, id)
    agreed = consent(PRINCIPLES, found, actor)
    limits = flat(found.limits)
    opened = found.state in (SetState.DRAFT, SetState.SUBMITTED)
    keeps = PRINCIPLES.may_keep(actor)
    shown = {
        "tab": "principle_sets",
        "set": found,
        "record": found,
        "opened": opened,
        "editable": opened and keeps,
        "agreed": agreed,
        "acts": buttons(acts_open(PRINCIPLES, found, agreed, actor), "principle_set", id),
        "cards": [card_of(each, limits) for each in found.principles.order_by("position", "pk")],
        "limits": [(said, limits.get(name)) for name, said in LIMITS.items()],
        "other_language": _other_language(),
    }
    return render(request, "web/principles/set.html", shown)


def buttons(acts: tuple[str, ...], name: str, id: int) -> list[dict[str, Any]]:
    """The acts as buttons; the first is the one to do next."""
    said = {
        "approve": _("Approve"),
        "withdraw": _("Take back my approval"),
        "put_in_force": _("Put in force"),
        "submit": _("Put before its stakeholders"),
        "stakeholders": _("Name stakeholders"),
        "discard": _("Discard"),
    }
    return [
        {
            "said": said[act],
            "address": reverse(f"web:{name}_{act}", args=[id]),
            "primary": act in ("approve", "put_in_force", "submit", "stakeholders"),
            "danger": act == "discard",
        }
        for act in acts
    ]
