"""Everything the fit rule reads of relationships, for many at once in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from relationships.choices import PARTY_FACTS, TYPE_RULE_FACTS, CollaborationType, Direction, FactSource
from relationships.models import Classification, Safeguard, TrustAssessment
from relationships.queries.facts import CurrentFact, facts_of
from relationships.queries.reading import Reading

_DECIDED = Reading(
    lambda of, _: Classification.objects.filter(relationship__in=of, superseded_at__isnull=True).order_by(),
    *("relationship_id", "chosen_type", "trust_target"),
)
_TRUST = Reading(
    lambda of, _: TrustAssessment.objects.filter(relationship__in=of, withdrawn_at__isnull=True).order_by(
        "assessed_on", "recorded_at", "pk"
    ),
    *("relationship_id", "direction", "level", "assessed_on"),
)
_SAFEGUARDS = Reading(
    lambda of, on: Safeguard.objects.filter(
        Q(active_to__isnull=True) | Q(active_to__gte=on), relationship__in=of
    ).order_by(),
    *("relationship_id", "kind_id", "kind__level", "active_from", "active_to"),
)


@dataclass(frozen=True, slots=True)
class Situation:
    """A relationship as the rule sees it on a day.

    `trust` holds the actual level in each direction that was assessed; `safeguards` the number of distinct
    kinds active for each level; `valid_until` the last day on which all this holds by itself.
    """

    relationship: int
    facts: dict[str, CurrentFact]
    chosen: CollaborationType | None
    target: int | None
    trust: dict[Direction, int]
    safeguards: dict[int, int]
    valid_until: date | None

    @property
    def values(self) -> dict[str, int]:
        """The known facts of the type rule, by code."""
        found = {code: self.facts[code].value for code in TYPE_RULE_FACTS}
        return {code: value for code, value in found.items() if value is not None}

    @property
    def key(self) -> tuple[object, ...]:
        """What the rule's answer depends on: situations with the same key have the same one."""
        return (
            tuple(self.values.items()),
            self.chosen,
            self.target,
            frozenset(self.trust.items()),
            frozenset(self.safeguards.items()),
        )

    @property
    def assumed(self) -> int:
        """How many facts are assumed from the category."""
        return sum(each.source is FactSource.ASSUMED for each in self.facts.values())

    @property
    def parties_open(self) -> bool:
        """Whether nobody has rated any fact of the parties yet."""
        known = [self.facts[code] for code in PARTY_FACTS]
        return all(each.value is None and each.unconfirmed is None for each in known)


def situations(relationships: Collection[int], at: datetime) -> list[Situation]:
    """The situations of these relationships at a moment, in the order given. Nine queries at most."""
    on = timezone.localdate(at)
    facts = facts_of(relationships)
    trust, until_assessed = trust_of(relationships, on)
    safeguards, until_guarded = safeguards_of(relationships, on)
    decisions = {pk: (CollaborationType(chosen), target) for pk, chosen, target in _DECIDED(relationships)}
    found = []
    for pk in relationships:
        chosen, target = decisions.get(pk, (None, None))
        found.append(
            Situation(
                relationship=pk,
                facts=facts[pk],
                chosen=chosen,
                target=target,
                trust=trust.get(pk, {}),
                safeguards=safeguards.get(pk, {}),
                valid_until=min(filter(None, (until_assessed.get(pk), until_guarded.get(pk))), default=None),
            )
        )
    return found


def trust_of(
    relationships: Collection[int], on: date
) -> tuple[dict[int, dict[Direction, int]], dict[int, date]]:
    """The latest level assessed in each direction up to a day, and the last day on which that stays so.

    Withdrawn ones aside. Nobody assesses a day to come, but one may stand on a day before another's.
    """
    found: dict[int, dict[Direction, int]] = defaultdict(dict)
    valid_until: dict[int, date] = {}
    for relationship, direction, level, assessed_on in _TRUST(relationships):
        if assessed_on <= on:
            found[relationship][Direction(direction)] = level
        else:
            valid_until.setdefault(relationship, assessed_on - timedelta(days=1))
    return found, valid_until


def safeguards_of(
    relationships: Collection[int], on: date
) -> tuple[dict[int, dict[int, int]], dict[int, date]]:
    """The distinct kinds active on a day for each level, and the last day on which that stays so."""
    kinds: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    valid_until: dict[int, date] = {}
    for relationship, kind, level, active_from, active_to in _SAFEGUARDS(relationships, on):
        last = active_to
        if active_from <= on:
            kinds[relationship][level].add(kind)
        else:
            last = active_from - timedelta(days=1)
        if last is not None:
            valid_until[relationship] = min(last, valid_until.get(relationship, last))
    counts = {
        relationship: {level: len(each) for level, each in levels.items()}
        for relationship, levels in kinds.items()
    }
    return counts, valid_until
