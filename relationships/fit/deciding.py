"""Which unknown facts could decide the answer, the most telling first (step 9)."""

from __future__ import annotations

from relationships.choices import CollaborationType
from relationships.fit.facts import CODES, POSITION, POSSIBLE, Facts, Values
from relationships.fit.recommendation import Recommendation, recommend
from relationships.fit.rules import Rules
from relationships.fit.tables import TYPE_ORDER
from relationships.fit.width import Widths


def deciding_facts(
    facts: Facts,
    rules: Rules,
    chosen: CollaborationType | None = None,
    recommendation: Recommendation | None = None,
) -> tuple[str, ...]:
    """The unknown facts that could decide what is undecided, the most telling first.

    How telling a fact is: over its possible values, the sum of what would remain open if it had that
    value (the widths of min(needed, feasible) at the score lowered, unchanged and raised, and the
    number of possible postures less one). Smallest first, ties in the order of the facts. A fact
    that for none of its values leaves less open than now is left out; if that leaves none, all
    unknown facts are named.

    When the types are decided there is nothing to decide but the required trust: of the chosen type,
    or without one of the recommended type. While that is open the unknown facts it looks at are
    named, in their order. `recommendation` saves working out again what the caller has.
    """
    answer = recommendation or recommend(facts, rules)
    unknown = answer.unknown_facts
    if not unknown:
        return ()
    if answer.decided:
        if _trust_is_open(answer, rules, chosen):
            return tuple(code for code in unknown if code in rules.tables.trust_facts)
        return ()
    return _most_telling(facts.values, rules, unknown)


def _trust_is_open(answer: Recommendation, rules: Rules, chosen: CollaborationType | None) -> bool:
    if chosen is None:
        return answer.required_trust_recommended is None
    row = rules.tables.required[TYPE_ORDER.index(chosen)]
    situation = rules.possibilities.of(answer.facts.values)
    return len({row[d[3]] for deliveries, _ in situation.joint for d in deliveries}) > 1


def _most_telling(values: Values, rules: Rules, unknown: tuple[str, ...]) -> tuple[str, ...]:
    widths = Widths(rules, values)
    now = widths.open_now()
    remaining: dict[str, int] = {}
    for code in unknown:
        position = POSITION[code]
        levels = POSSIBLE[position]
        left = sum(widths.open_with(position, level) for level in levels)
        if left < now * len(levels):
            remaining[code] = left
    if not remaining:
        return unknown
    return tuple(sorted(remaining, key=lambda code: (remaining[code], CODES.index(code))))
