"""The parameters of the rule: what a rule set holds.

A rule set is data (JSON); `Rules.from_dict` reads it, refusing what doesn't hold together, and
`to_dict` gives the same data back. Rule set 1 is shipped beside this module. Levels of facts and of
trust run 1-5, depths 0-5, points of the score 0-100.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relationships.choices import CollaborationType

if TYPE_CHECKING:
    from relationships.fit.situation import Possibilities
    from relationships.fit.tables import Tables

RULE_SET_1 = Path(__file__).with_name("rule_set_1.json")


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong: which parameter (dotted; empty: the whole), and why.

    `text` is a sentence with places for `values`, so that it can be said in another language.
    """

    field: str
    text: str
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def message(self) -> str:
        return str(self.text) % self.values


class RulesInvalid(ValueError):
    """A rule set that doesn't hold together: all that is wrong, at least one; `field` is of the first."""

    def __init__(self, *wrongs: Wrong) -> None:
        self.wrongs = wrongs
        super().__init__("; ".join(f"{each.field}: {each.message}" for each in wrongs))

    @property
    def field(self) -> str:
        return self.wrongs[0].field

    @property
    def message(self) -> str:
        return self.wrongs[0].message


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact on the right side of a bound, the bound included; one of the two bounds is given."""

    fact: str
    at_least: int | None = None
    at_most: int | None = None

    def holds(self, value: int) -> bool:
        if self.at_least is not None:
            return value >= self.at_least
        return self.at_most is not None and value <= self.at_most


Conditions = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Caps:
    """The deepest depth that each level, 1 to 5, of what the parties bring allows."""

    attitude: tuple[int, ...]
    goal_alignment: tuple[int, ...]
    attractiveness: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PostureRule:
    """When the parties force a posture, whatever the delivery asks (step 6).

    `imbalance` counts levels between the two dependences; the other numbers are levels of facts.
    """

    hostile_attitude: int
    exploiting_attitude: int
    imbalance: int
    opposed_goals: int
    captive_dependence: int
    captive_specificity: int
    goodwill: int
    replaceable: Conditions


@dataclass(frozen=True, slots=True)
class TrustRule:
    """The trust that a type requires, and what raises it (step 8)."""

    base: Mapping[CollaborationType, int]
    modified_types: tuple[CollaborationType, ...]
    raised_by: int
    raised_when_any: tuple[Conditions, ...]
    at_least: int
    at_least_when: Conditions
    at_most: int


@dataclass(frozen=True, slots=True)
class SafeguardRule:
    """How many distinct kinds stand in for a trust level, and how many levels of a type may be."""

    needed: Mapping[int, int]
    coverable: Mapping[CollaborationType, int]


@dataclass(frozen=True, slots=True)
class VerdictRule:
    """From which number of levels a finding weighs, and what is let pass (step 10)."""

    misfit_levels: int
    surplus: int
    asymmetry: int
    target_high_tolerated: int
    unassessed_accepted: tuple[CollaborationType, ...]
    guarantee_accepted: tuple[CollaborationType, ...]
    guarantee_level: int
    covered_gap_accepted: tuple[CollaborationType, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """A rule set, ready to be applied. Equal when the parameters are equal."""

    weights: Mapping[str, int]
    inverted: tuple[str, ...]
    tolerance: int
    bands: tuple[int, ...]
    gates: Mapping[int, Conditions]
    floors: Mapping[int, Conditions]
    caps: Caps
    posture: PostureRule
    trust: TrustRule
    safeguards: SafeguardRule
    verdict: VerdictRule
    tables: Tables = field(init=False, repr=False, compare=False)
    possibilities: Possibilities = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        from relationships.fit.situation import Possibilities
        from relationships.fit.tables import Tables

        object.__setattr__(self, "tables", Tables(self))
        object.__setattr__(self, "possibilities", Possibilities(self))

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Rules:
        """Read the parameters of a rule set; raises `RulesInvalid` with all that is wrong."""
        from relationships.fit.reading import rules_from

        return rules_from(given)

    def to_dict(self) -> dict[str, Any]:
        """The parameters as they are stored: what `from_dict` reads."""
        from relationships.fit.reading import rules_as_dict

        return rules_as_dict(self)


@lru_cache(maxsize=1)
def rule_set_1() -> Rules:
    """The rules that the product is shipped with."""
    return Rules.from_dict(json.loads(RULE_SET_1.read_text(encoding="utf-8")))
