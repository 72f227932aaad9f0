"""What the attention list can be narrowed by, at every entrance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from principles.choices import AttentionKind, Severity
from relationships import models as m
from relationships.filters import Conditions, checked
from relationships.filters.kinds import Codes, Day, References, Subtrees, Truth


class AttentionFilter(Conditions):
    """Conditions on what asks for attention; those on the relationship hold for summaries as well."""

    kind = Codes("kind", codes=AttentionKind, help_text="The kind.")
    severity = Codes("severity", codes=Severity, help_text="The severity.")
    unit = Subtrees("unit__path", help_text="Of this unit (id or code) or one below it.")
    portfolio = References("portfolio", model=m.Portfolio, help_text="At home in this portfolio (id).")
    owner = References("owner", model=m.User, help_text="Minded by this user (id or user name).")
    relationship = References("relationship", model=m.Relationship, help_text="Of this relationship (id).")
    party = References("party", model=m.Party, help_text="With this party (id).")
    mine = Truth("mine", help_text="Whether you are its owner or deputy.")
    due_before = Day("due", "lte", help_text="Due on this day or earlier.")


def asked(given: Mapping[str, Any], user: m.User) -> dict[str, Any]:
    """The conditions given, read and found usable, by name. Refuses as every filtered list does."""
    found = checked(AttentionFilter, given, m.Relationship.objects.none(), user)
    return {name: value for name, value in found.form.cleaned_data.items() if value is not None}
