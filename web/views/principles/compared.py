"""Two versions of the principles, their texts side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from principles.models import PrincipleSet
from principles.queries.compare import FieldDifference, compare
from principles.queries.sets import set_in_force
from relationships.queries import visible_to
from web.door import by, one, page
from web.principle_texts import FIELDS, LIMITS

MOST_VERSIONS = 200
_LONG = ("observation_en", "observation_nl", "principle_en", "principle_nl", "rationale_en", "rationale_nl")


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that differs, in words: what the one says, and the other."""

    said: Any
    old: str
    new: str
    language: str
    long: bool


@page()
def compare_sets(request: HttpRequest, id: int) -> HttpResponse:
    """What differs from another version (the one in force, unless asked) to this one."""
    found = one(request, PrincipleSet, id)
    asked = request.GET.get("with", "")
    other = one(request, PrincipleSet, asked) if asked else set_in_force()
    differences = compare(other, found)
    rows = visible_to(by(request).user, PrincipleSet).exclude(pk=found.pk).order_by("-number")
    shown = {
        "tab": "principle_sets",
        "set": found,
        "other": other,
        "others": list(rows[:MOST_VERSIONS]),
        "same": differences.same,
        "limits": [_difference(each) for each in differences.limits],
        "principles": [
            (each, [_difference(one) for one in each.fields if each.act == "CHANGED" or one.field in FIELDS])
            for each in differences.principles
        ],
    }
    return render(request, "web/principles/compare.html", shown)


def _difference(each: FieldDifference) -> Difference:
    said = FIELDS.get(each.field) or LIMITS.get(each.field) or each.field
    tongue = each.field[-2:] if each.field.endswith(("_en", "_nl")) else ""
    return Difference(said, _value(each.old), _value(each.new), tongue, each.field in _LONG)


def _value(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)
