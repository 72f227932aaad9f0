"""When each thing was recorded: sixteen sessions a portfolio, spread over three years before the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from access.demonstration.plan import LAST_SESSION, SEED, Blueprint, rated_delivery, rated_parties
from relationships.choices import ATTITUDES, LADDER, CollaborationType, FactSource, Phase, Side

APART = 73
STALE_AFTER = 9
_YEARS = 1095


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating to record. `who` is 0 for the buyer or seller in charge, 1 for a second assessor."""

    fact: str
    value: int
    who: int = 0
    evidence: str = ""
    source: FactSource = FactSource.ASSESSED
    days_before: int = 0
    withdrawn_next: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    side: Side
    level: int
    trend: str


@dataclass(frozen=True, slots=True)
class Decision:
    chosen: CollaborationType
    target: int
    reason: str


@dataclass(slots=True)
class Timeline:
    """What happens to one relationship, by session (0 to `LAST_SESSION`)."""

    born: int
    contracts: list[int]
    contract_changed: int
    safeguards: int
    arrangements: int | None
    phases: dict[int, Phase] = field(default_factory=dict)
    ratings: dict[int, list[Rating]] = field(default_factory=dict)
    trust: dict[int, list[Assessment]] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    owner_before: bool = False


def session_days(on: date, place: int) -> list[date]:
    """The days on which the portfolio at this place was worked on, the last some days before `on`."""
    days = [
        on - timedelta(days=_YEARS + 2 + 3 * place - APART * session) for session in range(LAST_SESSION + 1)
    ]
    return [day - timedelta(days=max(0, day.weekday() - 4)) for day in days]


def timeline(blueprint: Blueprint, days: list[date], texts: Mapping[str, list[str]]) -> Timeline:
    """The life of one relationship; `texts` are the hand-written remarks."""
    random = Random(SEED + blueprint.at)  # noqa: S311 believable, not secret
    found = _frame(blueprint, days, random)
    _rate(blueprint, found, texts, random)
    _decide(blueprint, found, random)
    _assess(blueprint, found, random)
    return found


def _frame(blueprint: Blueprint, days: list[date], random: Random) -> Timeline:
    new = blueprint.phase in (Phase.ANALYSIS, Phase.CHOICE, Phase.DESIGN)
    if new or blueprint.told.chosen is None:
        born = random.randint(9, 13)
    else:
        born = 0 if random.random() < 0.6 else random.randint(1, 6)
    recorded = []
    for each in blueprint.contracts:
        known = next((at for at, day in enumerate(days) if day >= each.start - timedelta(days=40)), 15)
        recorded.append(max(born, known))
    found = Timeline(
        born=born,
        contracts=recorded,
        contract_changed=max([14, *recorded]),
        safeguards=max([born + 2, *recorded]),
        arrangements=None,
        owner_before=blueprint.at % 8 == 0,
    )
    if blueprint.phase is not Phase.OPERATION:
        found.phases = {born: Phase.ANALYSIS if new else Phase.OPERATION, LAST_SESSION - 1: blueprint.phase}
    elif born:
        found.phases = {born: Phase.DESIGN, born + 1: Phase.IMPLEMENTATION, born + 2: Phase.OPERATION}
    else:
        found.phases = {born: Phase.OPERATION}
    return found


def _rate(blueprint: Blueprint, found: Timeline, texts: Mapping[str, list[str]], random: Random) -> None:
    """First ratings of the delivery and of the parties, later corrections, second opinions."""
    seen, met = blueprint.archetype["seen"], blueprint.archetype["met"]
    facts, born, at = blueprint.facts, found.born, blueprint.at
    if at % 6 == 0:
        found.ratings[born] = [
            Rating(fact, facts[fact], source=FactSource.IMPORTED)
            for fact in ("criticality", "switching_cost")
        ]
    delivery = rated_delivery(blueprint)
    other_then = random.sample(delivery, 2) if len(delivery) > 6 else []
    first = []
    for fact in delivery:
        value = facts[fact]
        if fact in other_then:
            value = value - 1 if value > 2 else value + 1
        first.append(Rating(fact, value, evidence=seen))
    found.ratings[born + 1] = first
    later = min(LAST_SESSION, born + random.randint(4, 8))
    found.ratings[later] = [Rating(fact, facts[fact], evidence=seen) for fact in other_then]
    parties = rated_parties(blueprint)
    found.ratings.setdefault(min(LAST_SESSION, born + 2), []).extend(
        rating for fact in parties for rating in _party_ratings(blueprint, fact, facts[fact], met)
    )
    if parties and at % 3:
        found.ratings[min(LAST_SESSION, born + 2)].extend(
            Rating(fact, value, evidence=met)
            for fact, value in (
                ("track_record_supplier", min(5, facts["attitude_supplier"])),
                ("track_record_customer", min(5, facts["attitude_customer"])),
                ("viability_supplier", 2 if at % 25 == 1 else 4),
                ("viability_customer", 4),
            )
        )
    if blueprint.story.known == "all":
        _second_opinions(blueprint, found, texts)


def _party_ratings(blueprint: Blueprint, fact: str, value: int, met: str) -> list[Rating]:
    """An attitude of 1 or 5 counts once a second assessor has rated the same."""
    ratings = [Rating(fact, value, evidence=met)]
    if fact in ATTITUDES and value in (1, 5):
        ratings.append(Rating(fact, value, who=1, evidence=blueprint.archetype.get("confirmed", met)))
    return ratings


def _second_opinions(blueprint: Blueprint, found: Timeline, texts: Mapping[str, list[str]]) -> None:
    """Some facts that people see differently, some extremes that nobody confirmed, some withdrawn."""
    at, facts, born = blueprint.at, blueprint.facts, found.born
    if at % 9 == 4:
        fact = ("goal_alignment", "complexity", "dependence_customer")[at % 3]
        value = facts[fact] + (2 if facts[fact] <= 3 else -2)
        text = texts["second_view"][at % 2]
        found.ratings.setdefault(born + 2, []).append(
            Rating(fact, value, who=1, evidence=text, days_before=80)
        )
    if at % 11 == 6:
        side = "attitude_supplier" if blueprint.our_role is Side.CUSTOMER else "attitude_customer"
        if facts[side] in (2, 3, 4):
            value = 5 if at % 2 else 1
            text = texts["extreme_alone"][at % 2]
            found.ratings.setdefault(LAST_SESSION, []).append(Rating(side, value, who=1, evidence=text))
    if at % 13 == 2:
        value = 1 if facts["measurability"] > 2 else 4
        found.ratings.setdefault(born + 2, []).append(Rating("measurability", value, withdrawn_next=True))


def _decide(blueprint: Blueprint, found: Timeline, random: Random) -> None:
    """The choice, and for some an earlier one that it took the place of."""
    told = blueprint.told
    if told.chosen is None:
        return
    reason = blueprint.archetype["reason"]
    first = min(LAST_SESSION, max(found.born + 3, found.safeguards) + random.randint(0, 2))
    final = Decision(told.chosen, told.target, reason)
    if blueprint.at % 10 in (1, 4, 7) and first <= 9:
        depth = told.chosen.depth
        before = LADDER[2] if depth is None else LADDER[depth - 1 if depth else 1]
        why = "Eerste keuze op aannames uit de categorie; herzien zodra de partijen zijn beoordeeld."
        found.decisions[first] = Decision(before, min(4, max(2, told.target)), why)
        first = random.randint(first + 2, 14)
    found.decisions[first] = final
    found.arrangements = min(LAST_SESSION, first + 1)


def _assess(blueprint: Blueprint, found: Timeline, random: Random) -> None:
    """Trust measured every third session or so; its last three measurements rise, stay or fall."""
    last = STALE_AFTER if blueprint.story.stale else LAST_SESSION
    first = min(found.born + 2, last)
    rounds = list(range(last, first - 1, -3))[::-1]
    for side, level in blueprint.told.trust.items():
        trend = random.choice(("up", "up", "flat", "flat", "flat", "down"))
        step = {"up": -1, "flat": 0, "down": 1}[trend]
        levels = [max(1, min(5, level + (step if left else 0))) for left in range(len(rounds))[::-1]]
        if len(levels) > 3:
            levels[0] = max(1, levels[0] - (trend == "up"))
        for session, value in zip(rounds, levels, strict=True):
            found.trust.setdefault(session, []).append(Assessment(side, value, trend))
