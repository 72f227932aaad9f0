"""A rule set tried on the relationships before it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from relationships.models import RuleSet
from relationships.trials import MOST, MOVES, Aspect, Effect, Trial, Tried, trial
from relationships.values import whole
from web.door import by, one, page
from web.narrowing import narrowed
from web.rule_texts import ASPECTS, EFFECTS, outcome

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class AspectTotals:
    """What becomes of one aspect: how many of each effect, and from what to what."""

    said: Any
    effects: list[tuple[Any, int]]
    moves: list[tuple[str, str, int]]


@page()
def try_set(request: HttpRequest, id: int) -> HttpResponse:
    """Who would change type, required trust or verdict, from what to what. Nothing is stored.

    Without `run` only what to try it on is asked; the answer follows by itself.
    """
    found = one(request, RuleSet, id)
    chosen = narrowed(request, more=("run", "after"))
    shown: dict[str, Any] = {"tab": "rule_sets", "set": found, "chosen": chosen, "most": MOST}
    if "run" in request.GET:
        sent = request.GET.get("after", "")
        after = whole(sent, "after", 0, 2**63 - 1) if sent else None
        tried = trial(found, chosen.relationships, at=by(request).at, after=after, limit=PER_PAGE)
        shown |= {
            "tried": tried,
            "aspects": _aspects(tried),
            "rows": [(each, _changes(each)) for each in tried.rows],
            "following": chosen.address(after=tried.following),
        }
    part = request.htmx and request.htmx.target == "tried"  # type: ignore[attr-defined]
    return render(request, "web/rules/tried.html" if part else "web/rules/try.html", shown)


def _aspects(tried: Trial) -> list[AspectTotals]:
    if tried.totals is None:
        return []
    return [
        AspectTotals(
            ASPECTS[aspect],
            [(EFFECTS[each], number) for each in Effect if (number := tried.totals.effects[aspect][each])],
            [
                (outcome(aspect, each.old), outcome(aspect, each.new), each.count)
                for each in tried.totals.moves(aspect)
            ],
        )
        for aspect in Aspect
    ]


def _changes(tried: Tried) -> list[tuple[Any, str, str]]:
    """What would not be as it is, from what to what."""
    return [
        (ASPECTS[aspect], outcome(aspect, tried.before[aspect]), outcome(aspect, tried.after[aspect]))
        for aspect, effect in tried.effects.items()
        if effect in MOVES
    ]
