"""Acts on parties that may be one: merging them, taking that back, telling them apart."""

from __future__ import annotations

from typing import Any

import graphene

from api.graphql import registry
from api.graphql.mutations.acts import Act
from api.graphql.scalars import Reference, Text
from relationships import models as m
from relationships.actions import duplicates, merging

_DISTINCTION = ("distinction", m.PartyDistinction)
_OTHER = graphene.Argument(graphene.NonNull(Reference), description="The other party.")


def _other(options: dict[str, Any], context: Any) -> dict[str, Any]:
    """The other party, as the registry takes references."""
    return {**options, "other": registry.meant(options["other"], m.Party)}


MERGING = (
    Act(
        "merge_parties",
        "Merge another party into this one: all that it has moves, and it is no record any more.",
        merging.merge_parties,
        on=("into", m.Party),
        argument="into",
        versioned=True,
        more={
            "other": _OTHER,
            "other_version": graphene.Argument(
                graphene.Int, description="The version of the other party that you saw."
            ),
        },
        prepare=_other,
        gives=("merge", m.PartyMerge),
    ),
    Act(
        "undo_merge",
        "Take a merge back: the other party is there again, with all that it had.",
        merging.undo_merge,
        on=("merge", m.PartyMerge),
        gives=("party", m.Party),
    ),
    Act(
        "tell_parties_apart",
        "Remember that two parties which look like one are two.",
        duplicates.tell_apart,
        on=("party", m.Party),
        argument="party",
        more={"other": _OTHER, "reason": graphene.Argument(Text, description="How one knows.")},
        prepare=_other,
        gives=_DISTINCTION,
    ),
    Act(
        "tell_parties_apart_no_more",
        "Take back that two parties are two: they may be suggested as duplicates again.",
        duplicates.tell_apart_no_more,
        on=_DISTINCTION,
        versioned=True,
    ),
)
