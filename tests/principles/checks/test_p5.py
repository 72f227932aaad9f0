"""P5: the level of mutual trust fits the required depth of the collaboration."""

from __future__ import annotations

from datetime import date

import pytest

from principles.checks.records import DevelopmentPlan, Stage
from tests.principles.checks.cases import (
    LATE_PLAN,
    RUNNING_PLAN,
    UNKNOWN,
    found,
    reasons,
    result,
    trust,
    ways,
)
from tests.principles.checks.cases import fit as rule

ONE_OF_LEVEL_2 = {2: 1}


def p5(depth=3, target=3, required=3, actual=(3, 3), covered=0, **more):
    more.setdefault("trust", trust(*actual))
    lowest = required if isinstance(required, int) else required[0]
    more.setdefault("fit", rule(required=required, covered={lowest: covered}, unknown=UNKNOWN))
    return result("P5", depth, target=target, **more)


@pytest.mark.parametrize(
    ("target", "expected"),
    [(2, "NON_COMPLIANT"), (3, "COMPLIANT"), (4, "COMPLIANT"), (5, "PARTLY")],
)
def test_the_target_against_the_required_level_3(target, expected) -> None:
    assert p5(target=target) == expected


@pytest.mark.parametrize(
    ("depth", "actual", "covered", "plans", "expected"),
    [
        (3, (3, 4), 0, (), "COMPLIANT"),
        (3, (2, 4), 1, (), "PARTLY"),
        (2, (2, 4), 1, (), "COMPLIANT"),
        (2, (1, 1), 2, (), "COMPLIANT"),
        (3, (2, 3), 0, (), "NON_COMPLIANT"),
        (2, (2, 3), 0, (), "NON_COMPLIANT"),
        (0, (2, 3), 0, (), "NON_COMPLIANT"),
        (3, (2, 3), 0, (RUNNING_PLAN,), "PARTLY"),
        (3, (2, 3), 0, (LATE_PLAN,), "NON_COMPLIANT"),
        (3, (2, 3), 0, (DevelopmentPlan((Stage("ALIGN_INTERESTS"),)),), "NON_COMPLIANT"),
        (3, (2, 3), 0, (LATE_PLAN, RUNNING_PLAN), "PARTLY"),
        (3, (1, 3), 0, (RUNNING_PLAN,), "NON_COMPLIANT"),
        (3, (1, 3), 1, (RUNNING_PLAN,), "PARTLY"),
    ],
)
def test_mutual_trust_against_the_required_level_3(depth, actual, covered, plans, expected) -> None:
    assert p5(depth, actual=actual, covered=covered, plans=plans) == expected


@pytest.mark.parametrize(
    ("assessed_on", "expected"),
    [(date(2025, 11, 21), "COMPLIANT"), (date(2025, 11, 20), "PARTLY"), (date(2025, 1, 1), "PARTLY")],
)
def test_assessments_are_under_12_months_old(assessed_on, expected) -> None:
    assert p5(trust=trust(3, 3, assessed_on)) == expected


@pytest.mark.parametrize(
    ("depth", "actual", "required", "safeguards", "expected"),
    [
        (3, (None, None), 3, {}, "NOT_ASSESSABLE"),
        (3, (3, None), 3, {}, "NOT_ASSESSABLE"),
        (3, (None, 3), 3, {}, "NOT_ASSESSABLE"),
        (2, (None, None), 2, {}, "NOT_ASSESSABLE"),
        (2, (None, None), 2, {3: 2}, "NOT_ASSESSABLE"),
        (2, (None, None), 3, ONE_OF_LEVEL_2, "NOT_ASSESSABLE"),
        (2, (None, None), 2, ONE_OF_LEVEL_2, "COMPLIANT"),
        (3, (None, None), 1, ONE_OF_LEVEL_2, "COMPLIANT"),
        (2, (2, 2), 2, ONE_OF_LEVEL_2, "COMPLIANT"),
        (2, (2, None), 2, {}, "COMPLIANT"),
        (2, (1, None), 2, {}, "NON_COMPLIANT"),
        (2, (None, 2), 2, {}, "NOT_ASSESSABLE"),
        (1, (None, None), 3, {}, "COMPLIANT"),
        (0, (1, None), 3, {}, "COMPLIANT"),
    ],
)
def test_a_direction_that_is_not_assessed(depth, actual, required, safeguards, expected) -> None:
    assert p5(depth, actual=actual, required=required, target=required, safeguards=safeguards) == expected


def test_ours_is_the_direction_in_which_we_trust() -> None:
    assert p5(2, actual=(None, 3), our_role="SUPPLIER") == "COMPLIANT"
    assert p5(2, actual=(3, None), our_role="SUPPLIER") == "NOT_ASSESSABLE"


@pytest.mark.parametrize(
    ("target", "actual", "plans", "expected"),
    [
        (3, (4, 4), (), "NOT_ASSESSABLE"),
        (2, (4, 4), (), "NON_COMPLIANT"),
        (3, (2, 4), (), "NON_COMPLIANT"),
        (3, (2, 4), (RUNNING_PLAN,), "NOT_ASSESSABLE"),
        (3, (1, 4), (RUNNING_PLAN,), "NON_COMPLIANT"),
    ],
)
def test_required_trust_of_3_or_4(target, actual, plans, expected) -> None:
    assert p5(target=target, actual=actual, required=(3, 4), plans=plans) == expected


def test_the_columns_keep_their_order() -> None:
    assert p5(target=2, actual=(None, None)) == "NON_COMPLIANT"
    assert p5(target=5, actual=(None, None)) == "NOT_ASSESSABLE"
    assert p5(1, target=5, actual=(None, None)) == "PARTLY"
    assert p5(1, target=2, actual=(None, None)) == "NON_COMPLIANT"
    assert p5(2, 4, required=2, actual=(None, None), safeguards=ONE_OF_LEVEL_2) == "PARTLY"


@pytest.mark.parametrize(
    ("depth", "required", "actual", "safeguards", "expected"),
    [
        (2, 2, (2, 2), ONE_OF_LEVEL_2, "COMPLIANT"),
        (2, 2, (2, None), ONE_OF_LEVEL_2, "COMPLIANT"),
        (2, 2, (1, 1), ONE_OF_LEVEL_2, "NON_COMPLIANT"),
        (2, 2, (2, 2), {}, "PARTLY"),
        (2, 2, (2, 2), {3: 2}, "PARTLY"),
        (2, 3, (3, 3), ONE_OF_LEVEL_2, "PARTLY"),
        (2, (2, 3), (3, 3), ONE_OF_LEVEL_2, "NOT_ASSESSABLE"),
        (1, 2, (2, None), {}, "PARTLY"),
    ],
)
def test_where_a_guarantee_is_enough_an_old_assessment_is_no_worse_than_none(
    depth, required, actual, safeguards, expected
) -> None:
    target = required if isinstance(required, int) else 3
    old = trust(*actual, on=date(2025, 1, 1))
    assert p5(depth, target, required=required, trust=old, safeguards=safeguards) == expected


def test_where_a_guarantee_is_enough_no_assessment_grows_old() -> None:
    finding = found("P5", 2, target=2, fit=rule(required=2), trust=trust(2, 2), safeguards=ONE_OF_LEVEL_2)

    assert (finding.result, finding.valid_until) == ("COMPLIANT", None)


def test_a_target_that_is_missing_is_not_good() -> None:
    assert p5(target=None) == "PARTLY"


def test_without_the_rule_required_trust_is_undecided() -> None:
    assert result("P5", fit=None, trust=trust(5, 5)) == "NOT_ASSESSABLE"


def test_it_holds_until_the_first_assessment_is_12_months_old() -> None:
    finding = found("P5", fit=rule(), trust=trust(3, 3, date(2026, 3, 1)))

    assert (finding.result, finding.valid_until) == ("COMPLIANT", date(2027, 2, 28))


def test_it_says_why_and_what_to_do() -> None:
    finding = found("P5", target=2, fit=rule(required=(3, 4), unknown=UNKNOWN), trust=trust(3))

    assert reasons(finding) == ["TARGET_LOW"]
    assert ways(finding) == ["RAISE_TARGET", "ASSESS_TRUST", "RATE_FACTS"]
    assert finding.ways[1].params == {"directions": ["SUPPLIER_TO_CUSTOMER"]}
    assert finding.ways[2].params["facts"] == ["criticality"]
