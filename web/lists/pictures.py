"""The small pictures in the rows, of what is stored of the verdict and of compliance.

Most rows show what others show too, so a picture is drawn once and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString

from relationships.choices import CollaborationType, Posture, Side
from relationships.models import Verdict
from web.pictures import Ladder, Picture, Rail, Strip, StripCell
from web.templatetags.words import language

_ID = "drawn-here"
"""Stands in a picture that is kept for the id that it gets in a page."""
_KEPT = 2_000


def ladder_of(verdict: Verdict) -> SafeString:
    drawn = Ladder(
        id=_ID,
        size="small",
        needed=_range(verdict.needed_low, verdict.needed_high),
        feasible=_range(verdict.feasible_low, verdict.feasible_high),
        chosen=CollaborationType(verdict.chosen_type) if verdict.chosen_type else None,
        posture=Posture(verdict.posture) if verdict.posture else None,
        posture_side=Side(verdict.posture_side) if verdict.posture_side else None,
    )
    return _svg(drawn, f"ladder-{verdict.pk}")


def rail_of(verdict: Verdict) -> SafeString:
    drawn = Rail(
        id=_ID,
        size="small",
        required=_range(verdict.required_trust_low, verdict.required_trust_high),
        target=verdict.trust_target,
        customer_to_supplier=verdict.trust_customer_to_supplier,
        supplier_to_customer=verdict.trust_supplier_to_customer,
        covered=_covered(verdict),
    )
    return _svg(drawn, f"rail-{verdict.pk}")


def strip_of(relationship: int, cells: Sequence[tuple[str, str, str]]) -> SafeString:
    """Of (code of a principle, theme, result that counts)."""
    shown = tuple(StripCell(code=code, theme=theme, result=result) for code, theme, result in cells)
    return _svg(Strip(id=_ID, size="small", cells=shown), f"strip-{relationship}")


def _svg(drawn: Picture, id: str) -> SafeString:
    """The picture under an id of its own: letters, digits and dashes."""
    return SafeString(_kept(drawn, language()).replace(_ID, id))


@lru_cache(maxsize=_KEPT)
def _kept(drawn: Picture, language: str) -> str:
    """What it looks like, with its words in the active language."""
    return drawn.svg()


def _range(low: Any, high: Any) -> tuple[int, int] | None:
    return None if low is None or high is None else (low, high)


def _covered(verdict: Verdict) -> int:
    """How many levels of the trust gap the safeguards cover."""
    known = (verdict.required_trust, verdict.mutual_trust, verdict.residual_gap)
    if any(each is None for each in known):
        return 0
    required, mutual, left = known
    return max(0, required - mutual - left)  # type: ignore[operator]
