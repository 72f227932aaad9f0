"""What the checks read of one relationship, already loaded: plain frozen records, no models.

Withdrawn and superseded records are left out by who loads them. Days are dates; an optional day is None
while it has not happened or is not known. Where a record is incomplete no check fails: what is not known
never counts as good.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from relationships.choices import CollaborationType, Direction, Nature, Phase, Side

Range = tuple[int, int]
"""Lowest and highest, both included."""

ANY_DEPTH = (0, 5)


@dataclass(frozen=True, slots=True)
class Benefit:
    """`effect` -5…5, None while unknown: only a positive effect is a benefit.

    `stated_by_them`: the other party said so; else it is our estimate, `evidence` or not.
    """

    beneficiary: str
    effect: int | None
    stated_by_them: bool = False
    evidence: bool = False

    @property
    def confirmed(self) -> bool:
        return self.stated_by_them or self.evidence


@dataclass(frozen=True, slots=True)
class Interest:
    """An interest, goal, need or hesitation of a side. `disclosed` by that side, else inferred by us."""

    id: int
    side: str
    kind: str
    priority: str
    disclosed: bool = False
    scope: str = "ORGANISATION"
    own_target: bool = False


@dataclass(frozen=True, slots=True)
class InterestPair:
    """Two interests by id, one of each side; `rating` None while unrated."""

    customer: int
    supplier: int
    rating: str | None
    arrangement: bool = False


@dataclass(frozen=True, slots=True)
class Capability:
    side: str


@dataclass(frozen=True, slots=True)
class CapabilityPair:
    """`reason` is why overlapping capabilities are put together: SCALE, or empty."""

    kind: str
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a rational objection. `reasoned`: it has a text; `told_on`: told to the objector."""

    kind: str
    reasoned: bool = False
    due_on: date | None = None
    done_on: date | None = None
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class ResistanceSignal:
    """`verdict` None while there is none; without `verdict_on` the day of the investigation counts."""

    raised_on: date | None
    investigated_on: date | None = None
    verdict: str | None = None
    verdict_on: date | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a plan, closed by a gate. `has_approver`: the gate names one; approved on a day, or not."""

    kind: str
    due_on: date | None = None
    started_on: date | None = None
    done_on: date | None = None
    has_approver: bool = False
    approved_on: date | None = None
    back_dated: bool = False


@dataclass(frozen=True, slots=True)
class DevelopmentPlan:
    """Stages in the order of the plan; `raises` the caps (attitude, …) that the plan is to raise."""

    stages: tuple[Stage, ...] = ()
    raises: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Review:
    """`resistance`: whether the review asked about resistance, and what it found."""

    held_on: date
    resistance: str = "NOT_ASKED"


@dataclass(frozen=True, slots=True)
class PhaseChange:
    """A phase as recorded on a day, and at which moment where that is known."""

    on: date
    phase: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DatedType:
    """A classification as decided on a day; depth None when it was undecided then (CAPTIVE, GUARDED)."""

    on: date
    depth: int | None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TrustAssessment:
    """The assessment that counts for a direction: the latest up to the day."""

    direction: str
    level: int
    on: date


@dataclass(frozen=True, slots=True)
class FoundLabel:
    """A discouraged label that nobody dismissed: where, the word as found, the text it was found in."""

    place: str
    word: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Stance:
    """One way the parties may stand: what they allow, the caps equal to that, and the posture."""

    feasible: int
    caps: tuple[str, ...]
    posture: str


@dataclass(frozen=True, slots=True)
class Fit:
    """What the fit rule says of the facts, with everything that unknown facts leave possible.

    `needs`: the needed depth at the score lowered, unchanged and raised (the admissible depths of the
    needed depth, before the parties limit them); one triple when decided. `stances`: one when decided.
    Every need goes with every stance. `required` trust of the chosen type, None without one;
    `covered`: the levels that safeguards stand in for, for each possible required level, counted from the
    mutual trust or from ours while only the other's is missing.
    """

    needs: tuple[tuple[int, int, int], ...]
    stances: tuple[Stance, ...]
    required: Range | None = None
    covered: Mapping[int, int] = field(default_factory=dict)
    unknown_facts: tuple[str, ...] = ()

    @property
    def depth(self) -> Range:
        """The range of min(needed, feasible)."""
        if not self.needs or not self.stances:
            return ANY_DEPTH
        needed = [each[1] for each in self.needs]
        feasible = [each.feasible for each in self.stances]
        return min(*needed, *feasible), min(max(needed), max(feasible))


@dataclass(frozen=True, slots=True)
class Subject:
    """One relationship on a day, as the checks see it.

    `chosen` and `target` are None without a classification, `fit` None when the rule was not applied.
    `trust` holds the assessment that counts in each direction assessed, `safeguards` the number of distinct
    kinds active for each level, `arrangements` the kinds present. `plans`: the ones that stand, the
    latest last. `contracts`: the first day of each contract that has one. `phases` and `classifications`:
    every dated one, in any order. What starts or ends by itself (safeguards, assessments to come) is the
    loader's to date: a finding's `valid_until` covers only the time limits of the checks.
    """

    phase: Phase
    nature: Nature = Nature.COMMERCIAL
    our_role: Side = Side.CUSTOMER
    chosen: CollaborationType | None = None
    target: int | None = None
    fit: Fit | None = None
    trust: Mapping[Direction, TrustAssessment] = field(default_factory=dict)
    safeguards: Mapping[int, int] = field(default_factory=dict)
    arrangements: Set[str] = frozenset()
    benefits: tuple[Benefit, ...] = ()
    interests: tuple[Interest, ...] = ()
    interest_pairs: tuple[InterestPair, ...] = ()
    capabilities: tuple[Capability, ...] = ()
    capability_pairs: tuple[CapabilityPair, ...] = ()
    signals: tuple[ResistanceSignal, ...] = ()
    plans: tuple[DevelopmentPlan, ...] = ()
    reviews: tuple[Review, ...] = ()
    phases: tuple[PhaseChange, ...] = ()
    contracts: tuple[date, ...] = ()
    classifications: tuple[DatedType, ...] = ()
    labels: tuple[FoundLabel, ...] = ()


MINIMUM_DEPTHS = {
    "P0": 1,
    "P1": 2,
    "P2": 2,
    "P3": 3,
    "P4": 2,
    "P5": 0,
    "P6": 0,
    "P7": 0,
    "P8": 0,
    "P9": 2,
}
STAGE_DAYS = {2: 0, 3: 30, 4: 60, 5: 90}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a principle set lays down: its parameters, and since when it is in force (None: it isn't).

    `in_force_at` is the moment of it, for what was recorded at a moment of that same day.
    Days and months are the last that are in time: 30 days after the 1st is the 31st.
    """

    minimum_depths: Mapping[str, int] = field(default_factory=MINIMUM_DEPTHS.copy)
    investigation_days: int = 30
    answer_days: int = 30
    review_months: int = 12
    assessment_months: int = 12
    stage_days: Mapping[int, int] = field(default_factory=STAGE_DAYS.copy)
    raised_levels: int = 2
    in_force_on: date | None = None
    in_force_at: datetime | None = None

    @classmethod
    def of(
        cls,
        stored: Mapping[str, Any],
        *,
        minimum_depths: Mapping[str, int] | None = None,
        in_force_on: date | None = None,
        in_force_at: datetime | None = None,
    ) -> Limits:
        """The limits as a set keeps them: numbers by name, `stage_days` by depth (as text or as a number)."""
        given = {**stored}
        if "stage_days" in given:
            days = {int(depth): number for depth, number in given["stage_days"].items()}
            given["stage_days"] = {**STAGE_DAYS, **days}
        depths = {**MINIMUM_DEPTHS, **(minimum_depths or {})}
        return cls(**given, minimum_depths=depths, in_force_on=in_force_on, in_force_at=in_force_at)
