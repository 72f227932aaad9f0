"""The small pictures in the rows, of what is stored of the verdict and of compliance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from relationships.choices import CollaborationType, Posture, Side
from relationships.models import Verdict
from web.pictures import Ladder, Rail, Strip, StripCell


def ladder_of(verdict: Verdict) -> Ladder:
    return Ladder(
        id=f"ladder-{verdict.pk}",
        size="small",
        needed=_range(verdict.needed_low, verdict.needed_high),
        feasible=_range(verdict.feasible_low, verdict.feasible_high),
        chosen=CollaborationType(verdict.chosen_type) if verdict.chosen_type else None,
        posture=Posture(verdict.posture) if verdict.posture else None,
        posture_side=Side(verdict.posture_side) if verdict.posture_side else None,
    )


def rail_of(verdict: Verdict) -> Rail:
    return Rail(
        id=f"rail-{verdict.pk}",
        size="small",
        required=_range(verdict.required_trust_low, verdict.required_trust_high),
        target=verdict.trust_target,
        customer_to_supplier=verdict.trust_customer_to_supplier,
        supplier_to_customer=verdict.trust_supplier_to_customer,
        covered=_covered(verdict),
    )


def strip_of(relationship: int, cells: Sequence[tuple[str, str, str]]) -> Strip:
    """Of (code of a principle, theme, result that counts)."""
    shown = tuple(StripCell(code=code, theme=theme, result=result) for code, theme, result in cells)
    return Strip(id=f"strip-{relationship}", size="small", cells=shown)


def _range(low: Any, high: Any) -> tuple[int, int] | None:
    return None if low is None or high is None else (low, high)


def _covered(verdict: Verdict) -> int:
    """How many levels of the trust gap the safeguards cover."""
    known = (verdict.required_trust, verdict.mutual_trust, verdict.residual_gap)
    if any(each is None for each in known):
        return 0
    required, mutual, left = known
    return max(0, required - mutual - left)  # type: ignore[operator]
