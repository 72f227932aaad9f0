"""What the lists of things of a relationship take here, beside what such lists take in the registry."""

from __future__ import annotations

from relationships import models as m
from relationships.choices import Phase
from relationships.filters import OfRelationship
from relationships.filters.kinds import Codes, Present, References, Texts


class OfJudged(OfRelationship):
    """Things of relationships, also by what the relationship is."""

    profile = References(
        "relationship__profile",
        model=m.CategoryProfile,
        split=False,
        help_text="Its category profile (id or name).",
    )
    phase = Codes("relationship__phase", codes=Phase, help_text="The phase of the relationship.")
    relationship_owner = References(
        "relationship__owner", model=m.User, help_text="The owner of the relationship (id or user name)."
    )


class Under(Texts):
    """Codes of principles, with commas between them; one that no principle has finds nothing."""

    split = True


def present(path: str, what: str) -> Present:
    return Present(path, help_text=f"Whether {what}.")
