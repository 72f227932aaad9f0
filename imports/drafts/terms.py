"""The kind of term that a row's words show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imports.tables import OPEN
from relationships.choices import TermKind


def term_kind(values: Mapping[str, Any]) -> TermKind | None:
    """The kind of term that the row's words show; None where they show none."""
    if values.get("end") in (OPEN, "open-ended"):
        return TermKind.OPEN_ENDED
    if values.get("options"):
        return TermKind.FIXED_OPTIONS
    if values.get("renewal_months") or values.get("tacit_renewal"):
        return TermKind.FIXED_TACIT
    if values.get("end") is not None or values.get("term_months") is not None:
        return TermKind.FIXED
    return None
