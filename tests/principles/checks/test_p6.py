"""P6: the type fits the nature and content of what is delivered."""

from __future__ import annotations

import pytest

from relationships.choices import CollaborationType
from tests.principles.checks.cases import UNKNOWN, found, reasons, result
from tests.principles.checks.cases import fit as rule

CAPTIVE, GUARDED = CollaborationType.CAPTIVE, CollaborationType.GUARDED


@pytest.mark.parametrize(
    ("chosen", "needed", "feasible", "expected"),
    [
        (3, 3, 5, "COMPLIANT"),
        (3, 3, 1, "COMPLIANT"),
        (2, 3, 5, "PARTLY"),
        (4, 3, 5, "PARTLY"),
        (1, 3, 5, "NON_COMPLIANT"),
        (5, 3, 5, "NON_COMPLIANT"),
        (1, 3, 1, "PARTLY"),
        (0, 5, 0, "PARTLY"),
        (1, 3, 2, "NON_COMPLIANT"),
        (3, 1, 3, "NON_COMPLIANT"),
    ],
)
def test_a_ladder_type_against_the_needed_depth(chosen, needed, feasible, expected) -> None:
    assert result("P6", chosen, fit=rule(needed, feasible)) == expected


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (1, "NON_COMPLIANT"),
        (2, "PARTLY"),
        (3, "COMPLIANT"),
        (4, "COMPLIANT"),
        (5, "PARTLY"),
    ],
)
def test_the_depths_at_the_score_lowered_and_raised_are_admissible_too(chosen, expected) -> None:
    """Needed 4, lowered 3, raised 4; what the parties allow (2) does not make these less."""
    assert result("P6", chosen, fit=rule(4, 2, lowered=3)) == expected


def test_limited_by_the_parties_is_partly_even_when_admissible() -> None:
    finding = found("P6", 3, fit=rule(4, 3, lowered=3))

    assert (finding.result, reasons(finding)) == ("PARTLY", ["LIMITED_BY_PARTIES"])


@pytest.mark.parametrize(
    ("chosen", "imposed", "expected"),
    [
        (CAPTIVE, "CAPTIVE", "COMPLIANT"),
        (GUARDED, "GUARDED", "COMPLIANT"),
        (CAPTIVE, "NONE", "PARTLY"),
        (GUARDED, "NONE", "PARTLY"),
        (CAPTIVE, "GUARDED", "PARTLY"),
        (GUARDED, "CAPTIVE", "PARTLY"),
    ],
)
def test_a_posture_against_the_recommended_type(chosen, imposed, expected) -> None:
    assert result("P6", chosen=chosen, fit=rule(3, 3, postures=[imposed])) == expected


def test_a_posture_that_is_imposed_says_nothing_of_a_ladder_type() -> None:
    assert result("P6", 3, fit=rule(3, 3, postures=["GUARDED"])) == "COMPLIANT"


@pytest.mark.parametrize(
    ("chosen", "needed", "feasible", "expected"),
    [
        (3, (3, 4), 5, "NOT_ASSESSABLE"),
        (2, (3, 4), 5, "NOT_ASSESSABLE"),
        (1, (3, 4), 5, "NON_COMPLIANT"),
        (1, (3, 4), (1, 5), "NOT_ASSESSABLE"),
        (1, (3, 4), (3, 5), "NON_COMPLIANT"),
        (3, 3, (1, 5), "COMPLIANT"),
        (2, 3, (2, 5), "PARTLY"),
    ],
)
def test_only_what_every_possibility_gives_is_decided(chosen, needed, feasible, expected) -> None:
    assert result("P6", chosen, fit=rule(needed, feasible)) == expected


def test_it_names_the_unknown_facts_that_bear_on_it() -> None:
    unknown = (*UNKNOWN, "dependence_customer")
    finding = found("P6", 3, fit=rule((3, 4), unknown=unknown))

    assert reasons(finding) == ["DEPENDS_ON_UNKNOWN"]
    assert finding.reasons[0].params == {"facts": ["complexity", "attitude_customer", "criticality"]}


def test_one_result_for_two_reasons_tells_both() -> None:
    finding = found("P6", 2, fit=rule(3, (2, 5), unknown=UNKNOWN))

    assert finding.result == "PARTLY"
    assert reasons(finding) == ["DEPTH_OFF", "LIMITED_BY_PARTIES", "DEPENDS_ON_UNKNOWN"]


@pytest.mark.parametrize("chosen", [CAPTIVE, GUARDED])
def test_with_the_posture_undecided(chosen) -> None:
    fit = rule(3, 3, postures=["NONE", "CAPTIVE", "GUARDED"])

    assert result("P6", chosen=chosen, fit=fit) == "NOT_ASSESSABLE"


def test_without_the_rule_nothing_is_decided() -> None:
    assert result("P6", 3) == "NOT_ASSESSABLE"
