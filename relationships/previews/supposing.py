"""A relationship as it is and as it would be: changes laid over what is known of it, and judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from relationships.choices import FactSource
from relationships.models import CategoryProfile, Relationship, Safeguard, SafeguardKind, User
from relationships.previews.answers import Preview, assumed_facts, by_level, judge
from relationships.previews.given import SUPPOSED_FIELDS, Given, read
from relationships.previews.lookups import Lookups, lookups
from relationships.queries.facts import CurrentFact
from relationships.queries.situations import Situation, situations

_NOT_COMPARED = ("flag_codes", "detail")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the verdict says, by the name it has there: now and then. None: undecided."""

    name: str
    now: Any
    then: Any


@dataclass(frozen=True, slots=True)
class Supposition:
    """What the rules in force say of a relationship as it is, and the rules asked for as it would be."""

    relationship: Relationship
    now: Preview
    then: Preview

    @property
    def differences(self) -> list[Difference]:
        """What would be said otherwise, in the order of a verdict."""
        before, after = self.now.columns, self.then.columns
        return [
            Difference(name, before[name] if before[name] != "" else None, value if value != "" else None)
            for name, value in after.items()
            if name not in _NOT_COMPARED and before[name] != value
        ]

    @property
    def flags_gained(self) -> list[str]:
        return _codes_only_in(self.then, self.now)

    @property
    def flags_lost(self) -> list[str]:
        return _codes_only_in(self.now, self.then)


def supposed(
    user: User, relationship: Relationship, given: Any, *, at: datetime, rule_set: Any = None
) -> Supposition:
    """What would be said of a relationship with these changes. Nothing is written.

    It is worked out from what is known at the moment `at`, not from the stored verdict. Refuses what is
    given with all reasons at once. Twenty queries at most.
    """
    known = lookups(user, rule_set)
    in_force = known if rule_set is None else lookups(user)
    now, profile = recorded(relationship, at)
    _given, then, meant = supposed_of(given, now, profile, known, at)
    return Supposition(relationship, judge(now, in_force, profile), judge(then, known, meant))


def recorded(relationship: Relationship, at: datetime) -> tuple[Situation, CategoryProfile | None]:
    """The situation of a relationship at a moment, and its category."""
    return situations([relationship.pk], at)[0], relationship.profile


def supposed_of(
    given: Any,
    now: Situation,
    profile: CategoryProfile | None,
    known: Lookups,
    at: datetime,
    more: Iterable[str] = (),
) -> tuple[Given, Situation, CategoryProfile | None]:
    """The situation with what is given laid over it, and the category that it has then."""
    cleaned = read(given, (*SUPPOSED_FIELDS, *more), known, (now.chosen, now.target))
    facts: Mapping[str, CurrentFact] = now.facts
    if cleaned.category_given:
        profile = cleaned.category
        facts = _of_category(facts, assumed_facts(profile, known))
    trust = {**now.trust, **cleaned.trust}
    then = replace(
        now,
        facts=cleaned.laid_over(facts),
        chosen=cleaned.chosen,
        target=cleaned.target,
        trust={direction: level for direction, level in trust.items() if level is not None},
        safeguards=_safeguards(now, cleaned, timezone.localdate(at)),
    )
    return cleaned, then, profile


def _of_category(
    facts: Mapping[str, CurrentFact], assumed: Mapping[str, CurrentFact]
) -> dict[str, CurrentFact]:
    """What somebody rated, and what this category has assumed for the rest."""
    found = {}
    for code, each in facts.items():
        open_yet = each.source in (None, FactSource.ASSUMED)
        found[code] = (
            replace(each, value=assumed[code].value, source=assumed[code].source) if open_yet else each
        )
    return found


def _safeguards(now: Situation, given: Given, on: date) -> dict[int, int]:
    """The kinds active then, by level: those given, else those active now, with some more or less."""
    if not given.safeguards:
        return now.safeguards
    if "safeguards" in given.safeguards:
        kinds = list(given.safeguards["safeguards"])
    else:
        kinds = _active(now.relationship, on)
    ended = {each.pk for each in given.safeguards.get("end_safeguards", ())}
    left = [each for each in kinds if each.pk not in ended] + given.safeguards.get("add_safeguards", [])
    return by_level({each.pk: each for each in left}.values())


def _active(relationship: int, on: date) -> list[SafeguardKind]:
    """The distinct kinds of safeguards active on a day."""
    active = Safeguard.objects.filter(
        Q(active_to__isnull=True) | Q(active_to__gte=on), relationship=relationship, active_from__lte=on
    )
    return list(SafeguardKind.objects.filter(pk__in=active.values("kind")).order_by("pk"))


def _codes_only_in(one: Preview, other: Preview) -> list[str]:
    there = {each.code for each in other.judgement.flags}
    return [str(each.code) for each in one.judgement.flags if each.code not in there]
