"""The worked cases of rule set 1, as a sourcing manager would read them aloud."""

import pytest

from relationships.choices import CollaborationType, VerdictCode
from relationships.fit import Facts, Verdict, deciding_facts, judge, recommend, rule_set_1
from tests.relationships.fit.cases import DELIVERIES, facts, ratings

RULES = rule_set_1()

RECOMMENDATIONS = [
    # case, what it is, score, needed, feasible, recommended, flags, required trust
    ("A1", "office consumables, one-off", 0, 0, 2, "SPOT", "", 2),
    ("A2", "commodity raw material", 9, 0, 3, "SPOT", "", 2),
    ("A3", "government framework, hardware", 21, 1, 3, "CALL_OFF", "", 2),
    ("A4", "cleaning: a floor lifts it", 10, 2, 3, "SERVICE", "", 2),
    ("A5", "catering: a floor lifts it", 23.5, 2, 3, "SERVICE", "", 2),
    ("A6", "hospital cleaning, infection risk", 37.5, 2, 3, "SERVICE", "", 3),
    ("A7", "complex IT outsourcing: gate 4 holds it back", 74, 3, 4, "MANAGED", "", 4),
    ("A8", "custom software, mixed team", 78, 4, 4, "INTEGRATED", "", 4),
    ("A9", "small technology firm and global market access", 97.5, 5, 5, "VENTURE", "", 5),
    ("A10", "aggressive monopolist customer", 56.5, 3, 2, "GUARDED CUSTOMER", "TENSION 1", 1),
    ("A11", "ERP licence lock-in", 60.5, 3, 3, "CAPTIVE CUSTOMER", "", 3),
    ("A12", "tool maker living off one customer", 65.5, 3, 3, "CAPTIVE SUPPLIER", "", 3),
    ("A13", "mixed team, self-serving supplier", 78, 4, 2, "SERVICE", "TENSION 2", 3),
    ("A14", "predatory supplier", 23.5, 2, 1, "GUARDED SUPPLIER", "AVOIDABLE, TENSION 1", 1),
    ("A15", "far more dependent", 97.5, 5, 5, "VENTURE", "DEPENDENCE_TO_MANAGE SUPPLIER", 5),
]


@pytest.mark.parametrize(
    ("case", "what", "score", "needed", "feasible", "recommended", "flags", "trust"),
    RECOMMENDATIONS,
    ids=[row[0] for row in RECOMMENDATIONS],
)
def test_what_is_recommended(case, what, score, needed, feasible, recommended, flags, trust):
    answer = recommend(facts(case), RULES)

    assert answer.score == score
    assert answer.score_range == (score, score)
    assert answer.needed_depth == needed
    assert answer.feasible_depth == feasible
    assert " ".join(filter(None, (answer.recommended_type, answer.posture_side))) == recommended
    assert spoken(answer.flags) == flags
    assert answer.required_trust_recommended == trust
    assert answer.unknown_facts == ()
    assert deciding_facts(facts(case), RULES) == ()


def test_the_binding_cap_of_the_self_serving_supplier_is_attitude():
    assert recommend(facts("A13"), RULES).binding_caps == ("attitude",)


VERDICTS = [
    # case, on, chosen, target, actual, safeguards, flags, required, verdict
    ("B1", "A5", "INTEGRATED", 4, "3/3", {}, "OVER 2, TRUST_GAP 1 residual 1", 4, "MISFIT"),
    ("B2", "A8", "CALL_OFF", 2, "3/3", {}, "UNDER 3, TRUST_TARGET_LOW 1", 3, "MISFIT"),
    ("B3", "A8", "INTEGRATED", 4, "3/3", {}, "FIT, TRUST_GAP 1 residual 1", 4, "ATTENTION"),
    ("B4", "A8", "INTEGRATED", 4, "3/3", {4: 3}, "FIT, TRUST_GAP 1 residual 0", 4, "ATTENTION"),
    ("B5", "A7", "MANAGED", 4, "3/2", {4: 3}, "FIT, TRUST_GAP 2 residual 2", 4, "MISFIT"),
    ("B6", "A7", "MANAGED", 4, "3/3", {4: 3}, "FIT, TRUST_GAP 1 residual 0", 4, "ATTENTION"),
    (
        "B7", "A10", "MANAGED", 3, "2/1", {},
        "OVER 1, POSTURE_NAIVE, TENSION 1, TRUST_GAP 2 residual 2", 3, "MISFIT",
    ),
    ("B8", "A4", "GUARDED", 1, "3/3", {}, "POSTURE_HOSTILE, TRUST_SURPLUS", 1, "MISFIT"),
    (
        "B9", "A4", "SERVICE", 4, "4/4", {},
        "FIT, TRUST_TARGET_HIGH 2, TRUST_SURPLUS", 2, "ATTENTION",
    ),
    (
        "B10", "A11", "MANAGED", 3, "3/3", {},
        "DEPENDENCE_UNMANAGED, TRUST_TARGET_LOW 1, TRUST_GAP 1 residual 1", 4, "MISFIT",
    ),
    (
        "B11", "A13", "INTEGRATED", 4, "4/2", {},
        "OVER 2, TENSION 2, TRUST_GAP 2 residual 2, TRUST_ASYMMETRY", 4, "MISFIT",
    ),
    ("B12", "A9", "VENTURE", 5, "4/5", {4: 3}, "FIT, TRUST_GAP 1 residual 1", 5, "ATTENTION"),
    ("B13", "A2", "SPOT", 2, "2/2", {}, "FIT", 2, "FIT"),
    ("B14", "A4", "SERVICE", 2, "1/1", {2: 1}, "FIT, TRUST_GAP 1 residual 0", 2, "FIT"),
    ("B17", "A2", "SPOT", 2, "", {}, "FIT, TRUST_NOT_ASSESSED", 2, "FIT"),
    ("B18", "A4", "SERVICE", 2, "", {2: 1}, "FIT, TRUST_NOT_ASSESSED", 2, "FIT"),
    ("B19", "A4", "SERVICE", 2, "", {}, "FIT, TRUST_NOT_ASSESSED", 2, "NOT_ASSESSABLE"),
    ("B20", "A11", "CAPTIVE", 3, "3/3", {}, "FIT", 3, "FIT"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "on", "chosen", "target", "actual", "safeguards", "flags", "required", "verdict"),
    VERDICTS,
    ids=[row[0] for row in VERDICTS],
)
def test_how_a_choice_is_judged(case, on, chosen, target, actual, safeguards, flags, required, verdict):
    answer = judge(facts(on), RULES, CollaborationType(chosen), target, *trust(actual), safeguards=safeguards)

    assert spoken(answer.flags) == flags
    assert answer.required_trust == required
    assert answer.verdict == verdict


def test_b15_interdependence_unknown_leaves_the_mixed_team_undecided():
    incomplete = facts("A8", interdependence=None)
    answer = judge(incomplete, RULES)

    assert answer.recommendation.depth_range == (3, 4)
    assert answer.recommendation.recommended_type is None
    assert answer.recommendation.unknown_facts == ("interdependence",)
    assert deciding_facts(incomplete, RULES) == ("interdependence",)
    assert answer.verdict is VerdictCode.UNCLASSIFIED


def test_b16_a_choice_can_not_be_judged_while_the_types_are_undecided():
    answer = judge(facts("A8", interdependence=None), RULES, CollaborationType.MANAGED, 4, 4, 4)

    assert answer.recommendation.admissible_types is None
    assert spoken(answer.flags) == ""
    assert answer.verdict is VerdictCode.NOT_ASSESSABLE
    assert answer.reason_required


def test_b21_after_an_import_the_delivery_alone_is_known():
    delivery = {code: level for code, level in ratings("A4").items() if code in DELIVERY_CODES}
    incomplete = Facts.of(delivery)
    answer = judge(incomplete, RULES)

    assert answer.recommendation.needed_depth == 2
    assert answer.recommendation.delivery_type is CollaborationType.SERVICE
    assert answer.recommendation.recommended_type is None
    assert answer.recommendation.possible_types == ("CALL_OFF", "SERVICE", "GUARDED")
    assert deciding_facts(incomplete, RULES) == (
        "goal_alignment",
        "attractiveness_customer",
        "attractiveness_supplier",
    )
    assert answer.verdict is VerdictCode.UNCLASSIFIED


DELIVERY_CODES = list(ratings("A1"))[:13]


def trust(actual: str) -> tuple[int | None, int | None]:
    if not actual:
        return None, None
    c2s, s2c = actual.split("/")
    return int(c2s), int(s2c)


def spoken(flags: tuple) -> str:
    """Flags as one would say them: "TENSION 1, TRUST_GAP 2 residual 1"."""
    said = []
    for each in flags:
        words = [each.code]
        if each.levels is not None:
            words.append(str(each.levels))
        if each.residual is not None:
            words.append(f"residual {each.residual}")
        if each.side is not None:
            words.append(each.side)
        said.append(" ".join(words))
    return ", ".join(said)


def test_every_worked_case_is_here():
    assert [row[0] for row in RECOMMENDATIONS] == list(DELIVERIES)
    assert isinstance(judge(facts("A1"), RULES), Verdict)
