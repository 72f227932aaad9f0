"""The suggested ratings of relationships beside the ratings that count, for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from principles.checks import records as r
from principles.models import CapabilityPair, Interest, InterestPair
from principles.suggestions import Suggestion, complementarity, goal_alignment
from relationships.queries.facts import CurrentFact, facts_of


@dataclass(frozen=True, slots=True)
class SuggestedRating:
    """What the pairs of a relationship suggest for a fact, and what is known of that fact.

    `differs`: a level is suggested, and it isn't the one that counts.
    """

    suggestion: Suggestion
    current: CurrentFact

    @property
    def differs(self) -> bool:
        return self.suggestion.value is not None and self.suggestion.value != self.current.value


def suggested_ratings(relationships: Collection[int]) -> dict[int, list[SuggestedRating]]:
    """For each of these relationships the suggestions for goal alignment and complementarity, in that order.

    Eight queries at most, whatever their number.
    """
    facts = facts_of(relationships)
    interests, pairs, capabilities = (
        _by_relationship(model, relationships) for model in (Interest, InterestPair, CapabilityPair)
    )
    found = {}
    for pk in relationships:
        suggested = (
            goal_alignment(
                [_interest(each) for each in interests[pk]], [_interest_pair(each) for each in pairs[pk]]
            ),
            complementarity(
                [r.CapabilityPair(each.kind, each.state, each.reason) for each in capabilities[pk]]
            ),
        )
        found[pk] = [SuggestedRating(each, facts[pk][each.fact]) for each in suggested]
    return found


def _by_relationship(model: Any, relationships: Collection[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for each in model.objects.filter(relationship__in=relationships).order_by("pk"):
        found[each.relationship_id].append(each)
    return found


def _interest(each: Interest) -> r.Interest:
    return r.Interest(
        each.pk, each.side, each.kind, each.priority, each.disclosed, each.scope, each.own_target
    )


def _interest_pair(each: InterestPair) -> r.InterestPair:
    return r.InterestPair(
        each.customer_interest_id, each.supplier_interest_id, each.rating or None, bool(each.arrangement)
    )
