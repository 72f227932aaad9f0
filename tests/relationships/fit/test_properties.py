"""What holds for all facts: the properties of rule set 1, and agreement with brute force.

The oracle evaluates every possible value of the unknown facts naively; the rule must give exactly what
all of them agree on. `long` tests look further.
"""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relationships.choices import CollaborationType
from relationships.fit import (
    Facts,
    contributions,
    deciding_facts,
    judge,
    recommend,
    rule_set_1,
    single_step_changes,
    what_would_change,
)
from relationships.fit.lines import answer_line
from tests.relationships.fit import oracle
from tests.relationships.fit.strategies import CODES, choices, complete, incomplete

RULES = rule_set_1()


def examples(count):
    return settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )


def answered(ratings, choice):
    """What the fit command answers."""
    case = {"id": 1, "facts": ratings, "chosen": choice["chosen"], "target": choice["target"]}
    case["actual"] = {
        "CUSTOMER_TO_SUPPLIER": choice["c2s"],
        "SUPPLIER_TO_CUSTOMER": choice["s2c"],
    }
    case["safeguards"] = {str(level): n for level, n in choice["safeguards"].items()}
    answer = json.loads(answer_line(json.dumps(case).encode(), RULES))
    del answer["id"]
    return answer


def agrees_with_brute_force(ratings, choice):
    answer = answered(ratings, choice)
    named = answer.pop("deciding_facts")
    codes = [each["code"] for each in answer["flags"]]
    answer["flags"] = {each.pop("code"): each for each in answer["flags"]}
    assert answer == oracle.answer(ratings, **choice)
    assert len(codes) == len(set(codes))
    return named


@given(incomplete(), choices)
@examples(150)
def test_every_answer_is_what_all_possible_values_agree_on(ratings, choice):
    agrees_with_brute_force(ratings, choice)


@given(incomplete(most=2), choices)
@examples(60)
def test_the_deciding_facts_are_in_the_order_of_what_they_leave_open(ratings, choice):
    named = agrees_with_brute_force(ratings, choice)
    assert named == oracle.deciding(ratings, choice["chosen"])


@given(complete)
@examples(40)
def test_what_would_change_it_is_the_smallest_change_there_is(ratings):
    found = what_would_change(Facts.of(ratings), RULES)
    changes = [({step.fact: step.after for step in each.steps}, each.leads_to) for each in found.changes]
    assert (found.reach, changes) == oracle.what_would_change(ratings)


@given(incomplete(most=2))
@examples(25)
def test_a_single_step_of_incomplete_facts_leads_to_a_decided_other_type(ratings):
    facts = Facts.of(ratings)
    now = oracle.decided_type(ratings)
    expected = []
    for code in CODES:
        for by in (-1, 1):
            level = ratings[code]
            if now is None or level is None or not 1 <= level + by <= 5:
                continue
            then = oracle.decided_type({**ratings, code: level + by})
            if then is not None and then != now:
                expected.append((code, level + by, then))
    changes = single_step_changes(facts, RULES)
    assert [(c.steps[0].fact, c.steps[0].after, c.leads_to) for c in changes] == expected


@given(complete, st.sampled_from(CODES))
@examples(200)
def test_raising_a_fact_never_lowers_the_needed_depth(ratings, code):
    falls = code == "measurability"
    if ratings[code] == (1 if falls else 5):
        return
    raised = {**ratings, code: ratings[code] + (-1 if falls else 1)}
    before, after = (recommend(Facts.of(each), RULES) for each in (ratings, raised))
    assert after.needed_depth >= before.needed_depth


@given(incomplete())
@examples(150)
def test_contributions_add_up_to_the_score(ratings):
    facts = Facts.of(ratings)
    found = contributions(facts, RULES)
    answer = recommend(facts, RULES)
    assert sum(each.points_range[0] for each in found) == answer.score_range[0]
    assert sum(each.points_range[1] for each in found) == answer.score_range[1]
    if answer.score is not None:
        assert sum(each.points for each in found) == answer.score


@given(incomplete())
@examples(150)
def test_the_recommended_type_is_admissible(ratings):
    answer = recommend(Facts.of(ratings), RULES)
    if answer.recommended_type is not None and answer.admissible_types is not None:
        assert answer.recommended_type in answer.admissible_types


@given(incomplete(), choices)
@examples(60)
def test_same_input_and_rule_set_same_output(ratings, choice):
    chosen = choice["chosen"] and CollaborationType(choice["chosen"])
    once, again = (
        judge(Facts.of(ratings), rules, chosen, choice["target"], choice["c2s"], choice["s2c"])
        for rules in (RULES, type(RULES).from_dict(RULES.to_dict()))
    )
    assert once == again
    assert deciding_facts(Facts.of(ratings), RULES, chosen) == deciding_facts(
        Facts.of(dict(reversed(ratings.items()))), RULES, chosen
    )


@pytest.mark.long
@given(incomplete(), choices)
@examples(3000)
def test_long_every_answer_is_what_all_possible_values_agree_on(ratings, choice):
    agrees_with_brute_force(ratings, choice)


@pytest.mark.long
@given(incomplete(most=3), choices)
@examples(600)
def test_long_the_deciding_facts_are_in_order(ratings, choice):
    assert agrees_with_brute_force(ratings, choice) == oracle.deciding(ratings, choice["chosen"])


@pytest.mark.long
@given(complete)
@examples(400)
def test_long_what_would_change_it(ratings):
    found = what_would_change(Facts.of(ratings), RULES)
    changes = [({step.fact: step.after for step in each.steps}, each.leads_to) for each in found.changes]
    assert (found.reach, changes) == oracle.what_would_change(ratings)
