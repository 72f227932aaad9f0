"""From the archetypes written by hand to 150 relationships worked out, the same for the same day."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from access.demonstration.stories import STORIES, Standing, Story, safeguards, standing
from access.demonstration.terms import DraftContract, draft_contract, predecessor
from relationships.choices import DELIVERY_FACTS, PARTY_FACTS, TYPE_RULE_FACTS, ContractStatus, Phase, Side
from relationships.fit import Facts, Rules, recommend
from relationships.models import Contract
from relationships.queries.facts import term_of
from relationships.terms import duration_level

SEED = 20_180_927
LAST_SESSION = 15


@dataclass(slots=True)
class Blueprint:
    """A relationship worked out: what it is, how it stands on the day, and the facts behind that."""

    at: int
    portfolio: str
    unit: str
    our_role: Side
    archetype: Mapping[str, Any]
    subject: str
    party: str
    story: Story
    key: str
    nature: str
    facts: dict[str, int]
    rates_duration: bool
    told: Standing
    safeguards: list[str]
    phase: Phase
    owner: str | None
    deputy: str | None
    sponsors: tuple[str, str]
    contracts: list[DraftContract] = field(default_factory=list)


@cache
def written(name: str) -> dict[str, Any]:
    """What one of the hand-written files beside this module holds."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


def party_names() -> list[str]:
    """Every party, groups first, in the order in which they are met."""
    texts = written("organisation")
    names = [*texts["groups"], *(one for each in texts["groups"].values() for one in each)]
    names += [party for each in archetypes() for _subject, party, _story in each["relationships"]]
    names += [party for each in texts["further"].values() for party, _part in each]
    return list(dict.fromkeys(names))


def archetypes() -> list[dict[str, Any]]:
    return [*written("buying")["archetypes"], *written("selling")["archetypes"]]


def blueprints(on: date, rules: Rules, levels: Mapping[str, int]) -> list[Blueprint]:
    """All relationships of the demonstration as they stand on a day.

    `levels` gives the trust level that each kind of safeguard stands in for.
    """
    random = Random(SEED)  # noqa: S311 believable, not secret
    portfolios = {each["key"]: each for each in written("organisation")["portfolios"]}
    made: list[Blueprint] = []
    for archetype in archetypes():
        portfolio = portfolios[archetype["portfolio"]]
        for place, (subject, party, story) in enumerate(archetype["relationships"]):
            at = len(made) + 1
            blueprint = _blueprint(at, place, archetype, portfolio, subject, party, STORIES[story])
            _add_contracts(blueprint, place, portfolio, on, random)
            _settle(blueprint, rules, levels, random)
            _staff(blueprint, place, portfolio, random)
            made.append(blueprint)
    return made


def _blueprint(
    at: int,
    place: int,
    archetype: Mapping[str, Any],
    portfolio: Mapping[str, Any],
    subject: str,
    party: str,
    story: Story,
) -> Blueprint:
    numbers = f"{archetype['delivery']} {archetype['parties']}".replace("/", " ").split()
    return Blueprint(
        at=at,
        portfolio=portfolio["key"],
        unit=archetype.get("unit", portfolio["unit"]),
        our_role=Side(portfolio["our_role"]),
        archetype=archetype,
        subject=subject,
        party=party,
        story=story,
        key=f"{portfolio['prefix']}-{at:04d}",
        nature=archetype.get("nature", "COMMERCIAL"),
        facts=dict(zip(map(str, TYPE_RULE_FACTS), map(int, numbers), strict=True)),
        rates_duration=False,
        told=Standing(None, 1, 1, {}),
        safeguards=[],
        phase=Phase.OPERATION,
        owner=None,
        deputy=None,
        sponsors=("", ""),
    )


def _add_contracts(
    blueprint: Blueprint, place: int, portfolio: Mapping[str, Any], on: date, random: Random
) -> None:
    """One contract after a template of the archetype, sometimes the one before it; none before a choice."""
    archetype = blueprint.archetype
    name = archetype["contracts"][place % len(archetype["contracts"])]
    if blueprint.story is STORIES["not_rated"]:
        if blueprint.at % 2:
            blueprint.rates_duration = True
            blueprint.phase = Phase.ANALYSIS if blueprint.at % 3 else Phase.CHOICE
            return
        name, blueprint.phase = "draft", Phase.DESIGN
    contract = draft_contract(
        name,
        number=f"{portfolio['prefix']}-{on.year - 1}-{blueprint.at:03d}",
        title=blueprint.subject,
        cpv=archetype["cpv"],
        annual=archetype["annual"],
        currency=written("organisation")["currencies"].get(blueprint.party, "EUR"),
        on=on,
        random=random,
    )
    contract.fields["number"] = f"{portfolio['prefix']}-{contract.start.year}-{blueprint.at:03d}"
    contract.fields["remarks"] = random.choice(written("organisation")["texts"]["remarks"])
    if name == "ended":
        blueprint.phase = Phase.ENDED
    elif name == "notice_given":
        blueprint.phase = Phase.EXIT
    elif name != "spot_order" and blueprint.phase is Phase.OPERATION and (on - contract.start).days < 150:
        blueprint.phase = Phase.IMPLEMENTATION
    lasts = name not in ("short", "spot_order", "short_order", "draft", "ended", "long")
    if lasts and contract.start > date(on.year - 3, on.month, 1) and random.random() < 0.45:
        number = f"{portfolio['prefix']}-{contract.start.year - 3}-{blueprint.at:03d}"
        blueprint.contracts.append(predecessor(contract, number))
    blueprint.contracts.append(contract)


def _settle(blueprint: Blueprint, rules: Rules, levels: Mapping[str, int], random: Random) -> None:
    """Fix the facts, varied a little around the archetype's, and tell the story of them."""
    terms = [
        term_of(Contract(**{**each.fields, **each.later}), blueprint.our_role) for each in blueprint.contracts
    ]
    blueprint.facts["duration"] = duration_level(terms) or blueprint.facts["duration"]
    blueprint.facts |= blueprint.story.facts
    blueprint.facts = _varied(blueprint.facts, rules, random)
    blueprint.told = standing(blueprint.story, blueprint.facts, blueprint.our_role, rules)
    usual = blueprint.archetype["safeguards"]
    blueprint.safeguards = safeguards(blueprint.story, blueprint.told, usual, levels, rules)


def _varied(facts: dict[str, int], rules: Rules, random: Random) -> dict[str, int]:
    """Two facts of the delivery a level higher or lower, where that changes nothing in the advice."""
    for _attempt in range(4):
        tried = dict(facts)
        for fact in random.sample([each for each in DELIVERY_FACTS if each != "duration"], 2):
            tried[fact] = max(1, min(5, tried[fact] + random.choice((-1, 1))))
        if _advice(tried, rules) == _advice(facts, rules):
            return tried
    return facts


def _advice(facts: Mapping[str, int], rules: Rules) -> tuple[Any, ...]:
    found = recommend(Facts.of(facts), rules)
    codes = tuple((each.code, each.levels) for each in found.flags)
    return found.recommended_type, found.admissible_types, found.required_trust_recommended, codes


def _staff(blueprint: Blueprint, place: int, portfolio: Mapping[str, Any], random: Random) -> None:
    """Who minds it (one in seven: nobody yet), and who answers for it on both sides."""
    owners = portfolio["owners"]
    if blueprint.at % 7:
        blueprint.owner = owners[place % len(owners)]
        if blueprint.at % 2:
            blueprint.deputy = next((each for each in [*owners, "account"] if each != blueprint.owner), None)
    depth = blueprint.told.chosen.depth if blueprint.told.chosen else None
    if depth is not None and depth >= 3:
        sponsors = written("organisation")["sponsors"]
        ours, theirs = random.choice(sponsors["ours"]), random.choice(sponsors["theirs"])
        blueprint.sponsors = (ours, theirs) if blueprint.our_role is Side.CUSTOMER else (theirs, ours)
    running = any(each.fields["status"] == ContractStatus.ACTIVE for each in blueprint.contracts)
    if blueprint.phase is Phase.OPERATION and running and blueprint.story.verdict == "MISFIT":
        blueprint.phase = Phase.RESTRUCTURING if blueprint.at % 2 else Phase.OPERATION


def rated_delivery(blueprint: Blueprint) -> list[str]:
    """The facts of the delivery that were rated: all, some, or none; not what the contracts tell."""
    wanted = [each for each in DELIVERY_FACTS if each != "duration" or blueprint.rates_duration]
    if blueprint.story.known == "some":
        return wanted[:6]
    return [] if blueprint.story.known == "none" else wanted


def rated_parties(blueprint: Blueprint) -> list[str]:
    """The facts of the parties that were rated: all, the dependences only, or none."""
    if blueprint.story.known == "all":
        return list(PARTY_FACTS)
    if blueprint.story.known == "delivery" and blueprint.at % 2:
        return [each for each in PARTY_FACTS if each.startswith("dependence")]
    return []
