"""What the checks read of the fit rule agrees with the rule's own verdict."""

from __future__ import annotations

from itertools import product

from hypothesis import given

from principles.checks import Limits, Subject, check, fit_of
from principles.checks.records import TrustAssessment
from relationships.choices import CollaborationType, Direction, Flag, Phase, Side
from relationships.fit import Facts, judge, recommend, rule_set_1
from tests.principles.checks.cases import ON
from tests.relationships.fit.strategies import choices, incomplete

RULES = rule_set_1()
C2S, S2C = Direction.CUSTOMER_TO_SUPPLIER, Direction.SUPPLIER_TO_CUSTOMER


def fit(ratings, chosen=None, trust=None, safeguards=None, our_role=Side.CUSTOMER):
    given_trust = {key: level for key, level in (trust or {}).items() if level is not None}
    return fit_of(
        Facts.of(ratings),
        RULES,
        chosen=chosen,
        our_role=our_role,
        trust=given_trust,
        safeguards=safeguards or {},
    )


@given(incomplete())
def test_its_ranges_are_those_of_the_recommendation(ratings) -> None:
    advice, found = recommend(Facts.of(ratings), RULES), fit(ratings)
    needed = [each[1] for each in found.needs]

    assert (min(needed), max(needed)) == advice.needed_range
    assert {each.feasible for each in found.stances} >= set(advice.feasible_range)
    assert {each.posture for each in found.stances} == {str(each) for each in advice.possible_postures}
    assert found.depth == advice.depth_range
    assert found.unknown_facts == advice.unknown_facts


@given(incomplete(), choices)
def test_its_required_trust_and_residual_gap_are_those_of_the_verdict(ratings, choice) -> None:
    chosen = CollaborationType(choice["chosen"] or "SERVICE")
    trust = {C2S: choice["c2s"], S2C: choice["s2c"]}
    verdict = judge(Facts.of(ratings), RULES, chosen, 3, choice["c2s"], choice["s2c"], choice["safeguards"])
    found = fit(ratings, chosen, trust, choice["safeguards"])
    gap = verdict.flag(Flag.TRUST_GAP)

    assert found.required == verdict.required_trust_range
    if gap is not None:
        lowest = found.required[0]
        assert found.covered[lowest] == gap.covered


@given(incomplete(most=1), choices)
def test_the_posture_part_of_p7_agrees_with_the_flags(ratings, choice) -> None:
    """Where everything is decided: NON_COMPLIANT for the flags that are failures, and above feasible."""
    chosen = CollaborationType(choice["chosen"] or "MANAGED")
    verdict = judge(Facts.of(ratings), RULES, chosen, 3)
    found = fit(ratings, chosen)
    if len(found.stances) > 1 or found.depth[0] != found.depth[1]:
        return
    subject = Subject(phase=Phase.OPERATION, chosen=chosen, target=3, fit=found)
    failures = {Flag.POSTURE_NAIVE, Flag.POSTURE_HOSTILE, Flag.DEPENDENCE_UNMANAGED}
    flags = {each.code for each in verdict.flags}
    above = chosen.depth is not None and chosen.depth > found.stances[0].feasible
    expected = "PARTLY" if Flag.DEPENDENCE_OVERSTATED in flags else "COMPLIANT"
    if flags & failures or above:
        expected = "NON_COMPLIANT"

    assert check("P7", subject, Limits(), ON).result == expected


def test_complex_outsourcing_as_the_delivery_asks_it() -> None:
    """Score 74, gate 4 holds it at 3; parties allow 4; required trust 4."""
    levels = [4, 5, 4, 4, 4, 3, 5, 4, 5, 3, 5, 5, 3, 4, 4, 4, 3, 4, 4, 4, 3]
    facts = Facts(tuple(levels))
    trust = {direction: TrustAssessment(direction, 3, ON) for direction in Direction}
    found = fit_of(
        facts,
        RULES,
        chosen=CollaborationType.MANAGED,
        our_role=Side.CUSTOMER,
        trust=dict.fromkeys(Direction, 3),
        safeguards={4: 3},
    )
    subject = Subject(
        phase=Phase.OPERATION,
        chosen=CollaborationType.MANAGED,
        target=4,
        fit=found,
        trust=trust,
        safeguards={4: 3},
    )

    assert (found.needs, found.required, found.covered) == (((3, 3, 3),), (4, 4), {4: 1})
    assert [check(code, subject, Limits(), ON).result for code in ("P5", "P6", "P7")] == [
        "PARTLY",
        "COMPLIANT",
        "COMPLIANT",
    ]


def test_without_our_own_assessment_nothing_is_covered() -> None:
    for ours, theirs in product((None,), (1, None)):
        assert fit({}, CollaborationType.SERVICE, {C2S: ours, S2C: theirs}, {2: 1}).covered == {}
