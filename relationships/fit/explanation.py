"""The explanation of a verdict, in Dutch and English, generated from what the rule found (step 11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from relationships.choices import Cap, CollaborationType, Flag, Posture
from relationships.fit import steps
from relationships.fit.deciding import deciding_facts
from relationships.fit.recommendation import FlagFinding, Recommendation
from relationships.fit.rules import Condition, Conditions
from relationships.fit.texts import CAP_NAMES, FACT_NAMES, FLAG_TEXTS, POSTURE_NAMES
from relationships.fit.verdict import Verdict
from relationships.fit.what_if import Reach, what_would_change
from relationships.fit.words import Words

TENSION_WITH_ADVICE = 2
"""From this many levels tension comes with advice."""


class LineKind(StrEnum):
    """What a line of the explanation is about, in the order of the lines."""

    CONTRIBUTION = "CONTRIBUTION"
    SCORE = "SCORE"
    GATE = "GATE"
    FLOOR = "FLOOR"
    NEEDED = "NEEDED"
    FEASIBLE = "FEASIBLE"
    POSTURE = "POSTURE"
    RECOMMENDED = "RECOMMENDED"
    ADMISSIBLE = "ADMISSIBLE"
    TRUST = "TRUST"
    TRUST_MODIFIER = "TRUST_MODIFIER"
    FLAG = "FLAG"
    ADVICE = "ADVICE"
    UNKNOWN = "UNKNOWN"
    DECIDING = "DECIDING"
    CHANGE = "CHANGE"


@dataclass(frozen=True, slots=True)
class ExplanationLine:
    """One line: what it is about, the sentence, and what a page may want to set apart.

    `points` of 100 (None while unknown), `facts` the codes concerned, `flag` the code of a flag,
    `leads_to` the type a change leads to.
    """

    kind: LineKind
    text: str
    facts: tuple[str, ...] = ()
    points: float | None = None
    points_range: tuple[float, float] | None = None
    flag: Flag | None = None
    leads_to: CollaborationType | None = None


def explain(verdict: Verdict, language: str) -> tuple[ExplanationLine, ...]:
    """Why the rule says what it says, line by line, in Dutch ("nl") or English ("en")."""
    words = Words(language)
    answer = verdict.recommendation
    return (
        *_delivery(answer, words),
        *_parties(answer, words),
        *_types(answer, words),
        *_trust(verdict, words),
        *_flags(verdict, words),
        *_unknown(verdict, words),
        *_changes(answer, words),
    )


def _delivery(answer: Recommendation, words: Words) -> Iterator[ExplanationLine]:
    facts, rules = answer.facts, answer.rules
    for each in steps.contributions(facts, rules):
        yield ExplanationLine(
            LineKind.CONTRIBUTION,
            _contribution(each, words),
            (each.fact,),
            each.points,
            each.points_range,
        )
    low, high = answer.score_range
    bands = steps.band_range(facts, rules)
    yield ExplanationLine(
        LineKind.SCORE,
        words.say(
            "score" if answer.score is not None else "score_range",
            score=words.number(low),
            low=words.number(low),
            high=words.number(high),
            band=words.span(bands),
        ),
        points=answer.score,
        points_range=answer.score_range,
    )
    gate = steps.gate_that_decided(facts, rules)
    if gate:
        conditions = _conditions("gate_failed", gate.conditions, answer, words)
        text = words.say("gate", depth=gate.depth, conditions=conditions)
        yield ExplanationLine(LineKind.GATE, text, _codes(gate.conditions))
    floor = steps.floor_that_decided(facts, rules)
    if floor:
        conditions = _conditions("floor_held", floor.conditions, answer, words)
        text = words.say("floor", depth=floor.depth, conditions=conditions)
        yield ExplanationLine(LineKind.FLOOR, text, _codes(floor.conditions))
    if answer.delivery_type is not None:
        needed = words.say("needed", depth=answer.needed_depth, type=words.type(answer.delivery_type))
    else:
        low_depth, high_depth = answer.needed_range
        needed = words.say("needed_range", low=low_depth, high=high_depth)
    yield ExplanationLine(LineKind.NEEDED, needed)


def _contribution(found: steps.Contribution, words: Words) -> str:
    fact = FACT_NAMES[words.language][found.fact]
    low, high = found.points_range
    if found.outweighed:
        key = "contribution_lower" if not found.equal else "contribution_equal"
        return words.say(key, fact=fact, level=found.level)
    if found.level is None:
        if low == high:
            return words.say("contribution_shared", fact=fact)
        return words.say("contribution_unknown", fact=fact, low=words.number(low), high=words.number(high))
    return words.say("contribution", fact=fact, level=found.level, points=words.points(low))


def _parties(answer: Recommendation, words: Words) -> Iterator[ExplanationLine]:
    if answer.feasible_depth is None:
        low, high = answer.feasible_range
        text = words.say("feasible_range", low=low, high=high)
    elif answer.binding_caps:
        text = words.say("feasible", depth=answer.feasible_depth, caps=_caps(answer, words))
    else:
        text = words.say("feasible_free", depth=answer.feasible_depth)
    yield ExplanationLine(LineKind.FEASIBLE, text, tuple(map(str, answer.binding_caps)))
    if answer.posture is None:
        names = [POSTURE_NAMES[words.language][each] for each in answer.possible_postures]
        postures = words.either([words.lowered(each) for each in names])
        yield ExplanationLine(LineKind.POSTURE, words.say("posture_open", postures=postures))
    elif answer.posture is not Posture.NONE:
        side = words.side(answer.posture_side)
        text = words.say(f"posture_{answer.posture.value}", side=side)
        yield ExplanationLine(LineKind.POSTURE, words.capital(text))


def _types(answer: Recommendation, words: Words) -> Iterator[ExplanationLine]:
    if answer.recommended_type is None:
        text = words.say("undecided", types=words.types(answer.possible_types))
    else:
        text = words.say("recommended", type=words.type(answer.recommended_type))
    yield ExplanationLine(LineKind.RECOMMENDED, text)
    if answer.admissible_types is None:
        yield ExplanationLine(LineKind.ADMISSIBLE, words.say("admissible_open"))
    elif len(answer.admissible_types) > 1:
        types = words.types(answer.admissible_types)
        yield ExplanationLine(LineKind.ADMISSIBLE, words.say("admissible", types=types))


def _trust(verdict: Verdict, words: Words) -> Iterator[ExplanationLine]:
    """The trust of the recommended type, then of the chosen type when that is another one."""
    answer = verdict.recommendation
    recommended = answer.recommended_type
    if recommended is not None:
        yield from _required(answer, recommended, answer.required_trust_recommended_range, words)
    if (
        verdict.chosen is not None
        and verdict.chosen is not recommended
        and verdict.required_trust_range is not None
    ):
        yield from _required(answer, verdict.chosen, verdict.required_trust_range, words)


def _required(
    answer: Recommendation, of: CollaborationType, span: tuple[int, int], words: Words
) -> Iterator[ExplanationLine]:
    name = words.capital(words.type(of))
    low, high = span
    if low == high:
        text = words.say("trust", type=name, level=low, name=words.trust(low))
    else:
        text = words.say("trust_range", type=name, low=low, high=high)
    yield ExplanationLine(LineKind.TRUST, text)
    modifiers = steps.trust_modifiers(answer.facts, answer.rules, of)
    trust = answer.rules.trust
    if modifiers.raised:
        text = words.say(
            "trust_raised",
            levels=words.counted("level", trust.raised_by),
            conditions=_conditions("floor_held", modifiers.raised, answer, words),
        )
        yield ExplanationLine(LineKind.TRUST_MODIFIER, text, _codes(modifiers.raised))
    if modifiers.minimum:
        text = words.say(
            "trust_minimum",
            level=trust.at_least,
            conditions=_conditions("floor_held", modifiers.minimum, answer, words),
        )
        yield ExplanationLine(LineKind.TRUST_MODIFIER, text, _codes(modifiers.minimum))


def _flags(verdict: Verdict, words: Words) -> Iterator[ExplanationLine]:
    for each in verdict.flags:
        yield ExplanationLine(LineKind.FLAG, flag_text(each, words.language), flag=each.code)
        if each.code is Flag.TENSION and (each.levels or 0) >= TENSION_WITH_ADVICE:
            caps = verdict.recommendation.binding_caps
            text = (
                words.say("tension_advice", caps=_caps(verdict.recommendation, words))
                if caps
                else words.say("tension_advice_open")
            )
            yield ExplanationLine(LineKind.ADVICE, text, tuple(map(str, caps)), flag=each.code)


def flag_text(found: FlagFinding, language: str) -> str:
    """What a flag says, in a sentence."""
    words = Words(language)
    noun = "level" if found.code.startswith("TRUST_") else "step"
    return FLAG_TEXTS[language][found.code].format(
        levels=words.counted(noun, found.levels or 0),
        covered=words.counted(noun, found.covered or 0),
        residual=words.counted(noun, found.residual or 0),
        side=words.side(found.side),
    )


def _unknown(verdict: Verdict, words: Words) -> Iterator[ExplanationLine]:
    answer = verdict.recommendation
    if not answer.unknown_facts:
        return
    text = words.say("unknown", facts=words.facts(answer.unknown_facts))
    yield ExplanationLine(LineKind.UNKNOWN, text, answer.unknown_facts)
    deciding = deciding_facts(answer.facts, answer.rules, verdict.chosen, answer)
    if deciding:
        text = words.say("deciding", facts=words.facts(deciding))
        yield ExplanationLine(LineKind.DECIDING, text, deciding)


def _changes(answer: Recommendation, words: Words) -> Iterator[ExplanationLine]:
    found = what_would_change(answer.facts, answer.rules)
    if found.reach in (Reach.NONE, Reach.UNDECIDED):
        key = "change_none" if found.reach is Reach.NONE else "change_undecided"
        yield ExplanationLine(LineKind.CHANGE, words.say(key))
    for change in found.changes:
        stepped = [
            words.say(
                "change_step",
                fact=FACT_NAMES[words.language][each.fact],
                before=each.before,
                after=each.after,
            )
            for each in change.steps
        ]
        text = words.say("change", steps=words.all_of(stepped), a_type=words.a_type(change.leads_to))
        codes = tuple(each.fact for each in change.steps)
        yield ExplanationLine(LineKind.CHANGE, text, codes, leads_to=change.leads_to)


def _caps(answer: Recommendation, words: Words) -> str:
    return words.all_of([CAP_NAMES[words.language][Cap(each)] for each in answer.binding_caps])


def _conditions(key: str, conditions: Conditions, answer: Recommendation, words: Words) -> str:
    return words.all_of([_condition(key, each, answer, words) for each in conditions])


def _condition(key: str, found: Condition, answer: Recommendation, words: Words) -> str:
    bound = (
        words.say("at_least", n=found.at_least)
        if found.at_least is not None
        else words.say("at_most", n=found.at_most)
    )
    fact = words.lowered(FACT_NAMES[words.language][found.fact])
    return words.say(key, fact=fact, level=answer.facts[found.fact], bound=bound)


def _codes(conditions: Iterable[Condition]) -> tuple[str, ...]:
    return tuple(each.fact for each in conditions)
