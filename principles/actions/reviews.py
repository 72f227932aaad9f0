"""Acts on reviews: looking back at a relationship, what was asked and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from principles.actions import records
from principles.choices import RecordKind, ResistanceAsked
from principles.models import Review
from relationships.actions.inputs import action
from relationships.actor import Actor
from relationships.errors import Problems
from relationships.models import Relationship
from relationships.permissions import Act


def _tidy(review: Review, by: Actor, problems: Problems) -> None:
    records.not_in_future(review, ("held_on",), by, problems)
    if not (review.asked or review.found) and review.resistance == ResistanceAsked.NOT_ASKED:
        problems.add("REQUIRED", "found")  # a day alone would count as a review that was held


REVIEW = records.Evidence(
    Review,
    RecordKind.REVIEW,
    fields=("held_on", "participants", "asked", "found", "resistance"),
    required=("held_on",),
    tidy=_tidy,
    act=Act.KEEP_REVIEWS,
)


@action
def create_review(*, by: Actor, relationship: Relationship, given: Mapping[str, Any]) -> Review:
    """Record a review held on a day (today, without one), and whether it asked about resistance."""
    held = {} if given.get("held_on") else {"held_on": by.on}
    return records.create(REVIEW, by=by, relationship=relationship, given={**given, **held})


@action
def change_review(
    *, by: Actor, review: Review, given: Mapping[str, Any], version: int | None = None
) -> Review:
    return records.change(REVIEW, review, by=by, given=given, version=version)


@action
def remove_review(*, by: Actor, review: Review, version: int | None = None) -> None:
    records.take_away(REVIEW, review, by=by, version=version)
