"""How long the checks of the principles take, in microseconds a relationship: `python -m bench.checks`.

From loaded records, so without the database. Figures to look at, not asserted: they depend on the machine
and on what else it does.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from time import process_time
from typing import TypeVar

from principles.checks import CHECKS, Limits, Subject, check, check_all, fit_of
from principles.checks.codes import StageKind
from principles.checks.records import (
    Answer,
    Benefit,
    Capability,
    CapabilityPair,
    DatedType,
    DevelopmentPlan,
    Interest,
    InterestPair,
    PhaseChange,
    ResistanceSignal,
    Review,
    Stage,
    TrustAssessment,
)
from relationships.choices import (
    DELIVERY_FACTS,
    TYPE_RULE_FACTS,
    CollaborationType,
    Direction,
    Phase,
    Side,
)
from relationships.fit import Facts, rule_set_1

RULES = rule_set_1()
ON = date(2026, 11, 20)
LIMITS = Limits(in_force_on=date(2026, 1, 1))
ROUNDS = 5


def main() -> None:
    draw = random.Random(20261120)  # noqa: S311  a fixed seed, nothing secret
    known = [_facts(draw, TYPE_RULE_FACTS) for _ in range(500)]
    rich = [_subject(draw, each) for each in known]
    _say("all ten checks, full evidence", rich, _all)
    _say("what they read of the fit rule", known, _fit)
    imported = [_bare(draw, _facts(draw, DELIVERY_FACTS)) for _ in range(500)]
    _say("all ten checks after an import (parties unknown)", imported, _all)
    for code in CHECKS:
        _say(f"    {code}, full evidence", rich, lambda each, code=code: check(code, each, LIMITS, ON))


Thing = TypeVar("Thing")


def _say(what: str, things: Sequence[Thing], act: Callable[[Thing], object]) -> None:
    """The mean processor time over all things, the best of five rounds."""
    best = float("inf")
    for _round in range(ROUNDS):
        began = process_time()
        for each in things:
            act(each)
        best = min(best, process_time() - began)
    print(f"{what:<52}{best / len(things) * 1e6:>10.1f} µs")


def _all(subject: Subject) -> object:
    return check_all(subject, LIMITS, ON)


def _facts(draw: random.Random, codes: Sequence[str]) -> Facts:
    return Facts.of({code: draw.randint(1, 5) for code in codes})


def _fit(facts: Facts) -> object:
    return fit_of(
        facts,
        RULES,
        chosen=CollaborationType.MANAGED,
        our_role=Side.CUSTOMER,
        trust={Direction.CUSTOMER_TO_SUPPLIER: 3, Direction.SUPPLIER_TO_CUSTOMER: 2},
        safeguards={3: 2},
    )


def _bare(draw: random.Random, facts: Facts) -> Subject:
    """A relationship as an import leaves it, classified in bulk."""
    chosen = draw.choice(list(CollaborationType))
    fit = fit_of(facts, RULES, chosen=chosen, our_role=Side.CUSTOMER, trust={}, safeguards={})
    return Subject(
        phase=Phase.OPERATION,
        chosen=chosen,
        target=3,
        fit=fit,
        contracts=(date(2024, 1, 1),),
        classifications=(DatedType(ON, chosen.depth),),
    )


def _subject(draw: random.Random, facts: Facts) -> Subject:
    """A deep relationship with more evidence than most will have."""
    chosen = draw.choice([CollaborationType.MANAGED, CollaborationType.INTEGRATED, CollaborationType.VENTURE])
    trust = {
        direction: TrustAssessment(direction, draw.randint(1, 5), _day(draw, 400)) for direction in Direction
    }
    levels = {direction: each.level for direction, each in trust.items()}
    return Subject(
        phase=Phase.OPERATION,
        chosen=chosen,
        target=4,
        fit=fit_of(
            facts, RULES, chosen=chosen, our_role=Side.CUSTOMER, trust=levels, safeguards={3: 2, 4: 3}
        ),
        trust=trust,
        safeguards={3: 2, 4: 3},
        arrangements=frozenset({"DEPENDENCE_PLAN"}),
        benefits=tuple(
            Benefit(draw.choice(["THEM", "JOINT", "OWN"]), draw.randint(-2, 5), evidence=draw.random() < 0.5)
            for _ in range(8)
        ),
        interests=tuple(
            Interest(number, Side.CUSTOMER if number % 2 else Side.SUPPLIER, "GOAL", "HIGH", disclosed=True)
            for number in range(8)
        ),
        interest_pairs=tuple(
            InterestPair(one, two, draw.choice(["SHARED", "COMPATIBLE", "CONFLICTING"]), arrangement=True)
            for one in (1, 3, 5, 7)
            for two in (0, 2, 4, 6)
        ),
        capabilities=tuple(Capability(side) for side in Side for _ in range(3)),
        capability_pairs=tuple(CapabilityPair("COMPLEMENTARY", "IN_USE") for _ in range(4)),
        signals=tuple(
            ResistanceSignal(
                _day(draw, 200), ON, "RATIONAL", ON, Answer("MEASURE", due_on=ON + timedelta(days=9))
            )
            for _ in range(4)
        ),
        plans=(DevelopmentPlan(_stages(), frozenset({"attitude"})),),
        reviews=tuple(Review(_day(draw, 800), "ASKED_FOUND") for _ in range(4)),
        phases=tuple(PhaseChange(_day(draw, 900), each) for each in ("DESIGN", "OPERATION", "RESTRUCTURING")),
        contracts=tuple(_day(draw, 900) for _ in range(3)),
        classifications=tuple(DatedType(_day(draw, 900), draw.randint(0, 5)) for _ in range(3)),
    )


def _stages() -> tuple[Stage, ...]:
    first = date(2025, 1, 1)
    return tuple(
        Stage(
            kind,
            started_on=first + timedelta(days=100 * number),
            done_on=first + timedelta(days=100 * number + 95),
            has_approver=True,
            approved_on=ON,
        )
        for number, kind in enumerate(StageKind)
    )


def _day(draw: random.Random, back: int) -> date:
    return ON - timedelta(days=draw.randint(1, back))


if __name__ == "__main__":
    main()
