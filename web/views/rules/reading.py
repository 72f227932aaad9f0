"""The rules to read as tables: those in force, and any version beside another."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from relationships.choices import RuleSetState
from relationships.fit.sheets import tables_of
from relationships.models import RuleSet
from relationships.queries import visible_to
from relationships.queries.recomputing import recomputing
from relationships.queries.rules import compare, rule_set_in_force, rules_of
from web.door import by, one, page
from web.governed import RULES, acts_open, consent
from web.rule_tables import tables
from web.views.principles.reading import buttons

MOST_VERSIONS = 200


@page()
def rules(request: HttpRequest) -> HttpResponse:
    """The rules in force, with how far verdicts are when they have just come into force."""
    actor = by(request)
    found = visible_to(actor.user, RuleSet).filter(state=RuleSetState.IN_FORCE).first()
    if found is None:
        return render(request, "web/rules/rules.html", {"tab": "rules"})
    shown = {
        "tab": "rules",
        "set": found,
        "agreed": consent(RULES, found, actor),
        "tables": tables(tables_of(rules_of(found))),
        "may_draft": RULES.may_keep(actor),
        **_how_far(request),
    }
    return render(request, "web/rules/rules.html", shown)


@page()
def progress(request: HttpRequest) -> HttpResponse:
    """How far the verdicts are that the reader may see, for the bar that asks again by itself."""
    piece = "web/rules/progress.html" if request.htmx else "web/rules/progress_page.html"  # type: ignore[attr-defined]
    return render(request, piece, {"tab": "rules", "asked": True, **_how_far(request)})


def _how_far(request: HttpRequest) -> dict[str, Any]:
    found = recomputing(by(request).user)
    percent = 100 if not found.total else 100 * (found.total - found.pending) // found.total
    return {"progress": found, "percent": percent}


@page()
def rule_set(request: HttpRequest, id: int) -> HttpResponse:
    """A version: its state and what to do next, who approved it, its tables with what differs."""
    actor = by(request)
    found = one(request, RuleSet, id)
    opened = found.state in (RuleSetState.DRAFT, RuleSetState.SUBMITTED)
    agreed = consent(RULES, found, actor)
    standing = rule_set_in_force()
    before = tables_of(rules_of(standing)) if standing.pk != found.pk else None
    shown = {
        "tab": "rule_sets",
        "set": found,
        "record": found,
        "opened": opened,
        "editable": opened and RULES.may_keep(actor),
        "agreed": agreed,
        "acts": buttons(acts_open(RULES, found, agreed, actor), "rule_set", id),
        "tables": tables(tables_of(rules_of(found)), before=before),
        "differences": len(compare(standing, found)),
    }
    return render(request, "web/rules/set.html", shown)


@page()
def compare_sets(request: HttpRequest, id: int) -> HttpResponse:
    """This version with what differs from another (the one in force, unless asked) marked."""
    found = one(request, RuleSet, id)
    asked = request.GET.get("with", "")
    other = one(request, RuleSet, asked) if asked else rule_set_in_force()
    rows = visible_to(by(request).user, RuleSet).exclude(pk=found.pk).order_by("-number")
    before = tables_of(rules_of(other))
    differing = {each.table for each in compare(other, found)}
    differing |= {"weights"} if "inverted" in differing else set()
    shown = {
        "tab": "rule_sets",
        "set": found,
        "other": other,
        "others": list(rows[:MOST_VERSIONS]),
        "same": not differing,
        "tables": [
            each for each in tables(tables_of(rules_of(found)), before=before) if each.name in differing
        ],
    }
    return render(request, "web/rules/compare.html", shown)
