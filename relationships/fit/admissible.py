"""Which types are certainly, or possibly, among those that fit: type by type."""

from __future__ import annotations

from relationships.choices import CollaborationType
from relationships.fit.recommendation import Recommendation
from relationships.fit.tables import POSTURE_TYPE, TYPE_ORDER


def admissible(answer: Recommendation, chosen: CollaborationType) -> bool | None:
    """Whether a type fits in every possibility of the facts (True), in none (False) or in some (None).

    The set of types that fit may be undecided while this is certain of one of them.
    """
    place = TYPE_ORDER.index(chosen)
    found: set[bool] = set()
    for deliveries, parties in answer.rules.possibilities.of(answer.facts.values).joint:
        needs = {each[:3] for each in deliveries}
        for feasible, _binding, standing in parties:
            imposed = POSTURE_TYPE[standing]
            if imposed is not None:
                found.add(place == imposed)
            else:
                found |= {place in {min(depth, feasible) for depth in need} for need in needs}
        if len(found) > 1:
            return None
    return found.pop()
