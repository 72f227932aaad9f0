"""How long the fit rule takes, in microseconds an evaluation: `python -m bench.fit`.

Figures to look at, not asserted: they depend on the machine and on what else it does.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from time import process_time
from typing import TypeVar

from relationships.choices import DELIVERY_FACTS, TYPE_RULE_FACTS, CollaborationType
from relationships.fit import (
    Facts,
    Verdict,
    contributions,
    deciding_facts,
    explain,
    judge,
    recommend,
    rule_set_1,
    single_step_changes,
    summary,
    what_would_change,
)
from relationships.fit.lines import answer_line
from relationships.fit.steps import floor_that_decided, gate_that_decided

RULES = rule_set_1()


def main() -> None:
    draw = random.Random(20261121)  # noqa: S311  a fixed seed, nothing secret
    complete = [_facts(draw, 0) for _ in range(3000)]
    _say("type, depth and required trust", complete, lambda each: recommend(each, RULES))
    _say("the same + contributions, gates, floors, caps", complete, _with_steps)
    _say("verdict on a chosen type", complete, _judged)
    _say("single-step changes", complete[:500], lambda each: single_step_changes(each, RULES))
    _say("what would change it", complete[:500], lambda each: what_would_change(each, RULES))
    _say("explanation in Dutch", complete[:200], lambda each: explain(_judged(each), "nl"))
    _say("summary in Dutch", complete[:500], lambda each: summary(_judged(each), "nl"))
    for unknown in (1, 3, 6, 12, 20):
        facts = [_facts(draw, unknown) for _ in range(300)]
        _say(f"verdict, {unknown} facts unknown", facts, _judged)
        _say("    deciding facts", facts, lambda each: deciding_facts(each, RULES))
        _say("    single-step changes", facts[:60], lambda each: single_step_changes(each, RULES))
    imported = [_delivery_only(draw) for _ in range(1000)]
    _say("verdict after an import (parties unknown)", imported, _judged)
    lines = [_line(each) for each in complete]
    _say("a line of the fit command", lines, lambda each: answer_line(each, RULES))


Thing = TypeVar("Thing")


def _say(what: str, things: Sequence[Thing], act: Callable[[Thing], object]) -> None:
    """The mean processor time over all things, the best of five rounds."""
    best = float("inf")
    for _round in range(5):
        began = process_time()
        for each in things:
            act(each)
        best = min(best, process_time() - began)
    print(f"{what:<48}{best / len(things) * 1e6:>10.1f} µs")


def _facts(draw: random.Random, unknown: int) -> Facts:
    ratings: dict[str, int | None] = {code: draw.randint(1, 5) for code in TYPE_RULE_FACTS}
    for code in draw.sample(TYPE_RULE_FACTS, unknown):
        ratings[code] = None
    return Facts.of(ratings)


def _delivery_only(draw: random.Random) -> Facts:
    return Facts.of({code: draw.randint(1, 5) for code in DELIVERY_FACTS})


def _with_steps(facts: Facts) -> object:
    return (
        recommend(facts, RULES),
        contributions(facts, RULES),
        gate_that_decided(facts, RULES),
        floor_that_decided(facts, RULES),
    )


def _judged(facts: Facts) -> Verdict:
    return judge(facts, RULES, CollaborationType.MANAGED, 3, 3, 2, {4: 3})


def _line(facts: Facts) -> bytes:
    return json.dumps({"id": 1, "facts": facts.as_dict(), "chosen": "MANAGED"}).encode()


if __name__ == "__main__":
    main()
