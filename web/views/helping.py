"""Help in place: every scale, type, level, flag and verdict in words, on one page that others point into."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from principles.choices import EffectiveResult
from relationships.choices import (
    DELIVERY_FACTS,
    OTHER_FACTS,
    PARTY_FACTS,
    Flag,
    Role,
    VerdictCode,
)
from relationships.fit.texts import (
    FACT_ANCHORS,
    FACT_NAMES,
    FLAG_NAMES,
    TRUST_MEANINGS,
    TRUST_NAMES,
    TYPE_ESSENCES,
    TYPE_NAMES,
    VERDICT_NAMES,
)
from relationships.labels import LABELS
from relationships.permissions import Act
from web.door import page
from web.templatetags.words import language


@page()
def explain(request: HttpRequest) -> HttpResponse:
    """The glossary: what the words of the pages mean, each at an anchor of its own."""
    return render(request, "web/help/help.html", glossary())


def glossary() -> dict[str, Any]:
    """Types, trust levels, facts with their anchors, verdicts, flags, results and roles, in the language."""
    spoken = language()
    levels = TRUST_MEANINGS[spoken].items()
    return {
        "types": [(code, TYPE_NAMES[spoken][code], said) for code, said in TYPE_ESSENCES[spoken].items()],
        "levels": [(level, TRUST_NAMES[spoken][level], said) for level, said in levels],
        "groups": [
            (_("About the delivery"), _anchored(DELIVERY_FACTS)),
            (_("About the parties"), _anchored(PARTY_FACTS)),
            (_("Other facts"), _anchored(OTHER_FACTS)),
        ],
        "verdicts": [(code, VERDICT_NAMES[spoken][code], _verdicts()[code]) for code in VerdictCode],
        "flags": [(code, FLAG_NAMES[spoken][code], said) for code, said in _flags().items()],
        "results": [(LABELS[EffectiveResult][code], said) for code, said in _results().items()],
        "roles": [(LABELS[Role][role], _acts_of(role)) for role in Role],
    }


def _anchored(facts: tuple[str, ...]) -> list[tuple[str, str, list[tuple[int, str]]]]:
    spoken = language()
    return [
        (code, FACT_NAMES[spoken][code], list(FACT_ANCHORS[spoken][code].items())) for code in map(str, facts)
    ]


def _acts_of(role: Role) -> str:
    """What a role may do that those before it may not."""
    return ", ".join(str(act.said) for act in Act if act.role is role)


def _verdicts() -> dict[VerdictCode, str]:
    return {
        VerdictCode.UNCLASSIFIED: _("No type was chosen yet. Classify it."),
        VerdictCode.MISFIT: _("The choice does not suit the facts. Choose otherwise, or change the facts."),
        VerdictCode.NOT_ASSESSABLE: _("Too little is known to say. Rate the facts that are missing."),
        VerdictCode.ATTENTION: _("The choice holds, but something needs care: the flags say what."),
        VerdictCode.FIT: _("What was chosen suits what the delivery asks and the parties allow."),
        VerdictCode.PENDING: _("The facts changed just now; it is worked out in the background."),
    }


def _flags() -> dict[Flag, str]:
    return {
        Flag.FIT: _("The chosen type suits delivery and parties."),
        Flag.OVER: _("The chosen type goes deeper than is needed and feasible: effort without return."),
        Flag.UNDER: _("The chosen type stays less deep than is needed and feasible: a chance missed."),
        Flag.POSTURE_NAIVE: _("The other side's conduct asks for a defensive posture."),
        Flag.POSTURE_HOSTILE: _("The defensive posture has no ground in the facts and costs goodwill."),
        Flag.DEPENDENCE_UNMANAGED: _("One side is locked in, and the chosen type does not manage that."),
        Flag.DEPENDENCE_OVERSTATED: _("There is no lock-in that managed dependence would be for."),
        Flag.DEPENDENCE_TO_MANAGE: _("One side is locked in while both mean well: keep an eye on it."),
        Flag.AVOIDABLE: _("There are others, and switching is easy: replace rather than defend."),
        Flag.TENSION: _("The delivery asks more than the parties allow at present."),
        Flag.TRUST_TARGET_LOW: _("The trust target lies below what the type requires."),
        Flag.TRUST_TARGET_HIGH: _("The trust target lies above what the type requires."),
        Flag.TRUST_GAP: _("Actual trust falls short of what is required; safeguards may cover a part."),
        Flag.TRUST_SURPLUS: _("There is clearly more trust than the type requires."),
        Flag.TRUST_ASYMMETRY: _("One side trusts much more than the other."),
        Flag.TRUST_NOT_ASSESSED: _("Trust was not assessed in both directions."),
    }


def _results() -> dict[EffectiveResult, str]:
    return {
        EffectiveResult.COMPLIANT: _("What the principle asks is there, with evidence."),
        EffectiveResult.PARTLY: _("A part of it is there; the card says what is missing."),
        EffectiveResult.NON_COMPLIANT: _("It is known not to be so. Put it right, or explain."),
        EffectiveResult.EXPLAINED: _("It is not so, for a reason that somebody else approved, for a time."),
        EffectiveResult.NOT_ASSESSABLE: _("Nothing is recorded from which it could be judged."),
        EffectiveResult.NOT_APPLICABLE: _("The collaboration is not deep enough for this principle."),
    }


urls = [path("help/", explain, name="help")]
