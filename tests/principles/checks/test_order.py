"""What is the same for every principle: where it applies, what comes first, and when a finding lapses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from principles.checks import CHECKS, READS, check_all, unchecked
from principles.checks.records import MINIMUM_DEPTHS, Benefit, FoundLabel, Limits
from relationships.choices import CollaborationType
from tests.principles.checks.cases import LIMITS, ON, found, reasons, relationship, result, ways
from tests.principles.checks.cases import fit as rule

CAPTIVE, GUARDED = CollaborationType.CAPTIVE, CollaborationType.GUARDED
LABELLED = (FoundLabel("TITLE", "partner"),)
OWN = (Benefit("OWN", 3),)


def test_there_is_a_check_for_each_principle() -> None:
    assert list(CHECKS) == ["P0", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"]
    assert list(check_all(relationship(), LIMITS, ON)) == list(CHECKS)


@pytest.mark.parametrize("code", CHECKS)
@pytest.mark.parametrize("depth", [None, 0, 3])
def test_what_has_ended_is_not_judged(code, depth) -> None:
    finding = found(code, depth, phase="ENDED", labels=LABELLED)

    assert (finding.result, reasons(finding)) == ("NOT_APPLICABLE", ["PHASE_ENDED"])


@pytest.mark.parametrize("code", [code for code in CHECKS if code != "P8"])
def test_without_a_classification_nothing_can_be_said(code) -> None:
    finding = found(code, None, benefits=OWN)

    assert (finding.result, reasons(finding), ways(finding)) == (
        "NOT_ASSESSABLE",
        ["NOT_CLASSIFIED"],
        ["CLASSIFY"],
    )


@pytest.mark.parametrize(
    ("code", "minimum"),
    [
        ("P0", 1),
        ("P1", 2),
        ("P2", 2),
        ("P3", 3),
        ("P4", 2),
        ("P5", 0),
        ("P6", 0),
        ("P7", 0),
        ("P8", 0),
        ("P9", 2),
    ],
)
def test_the_depth_each_applies_from(code, minimum) -> None:
    assert MINIMUM_DEPTHS[code] == minimum
    for depth in range(6):
        below = reasons(found(code, depth)) == ["BELOW_MINIMUM_DEPTH"]
        assert below == (depth < minimum)


def test_the_set_lays_down_the_minimum_depth() -> None:
    limits = replace(LIMITS, minimum_depths={**MINIMUM_DEPTHS, "P1": 4, "P8": 3})

    assert result("P1", 3, benefits=OWN, limits=limits) == "NOT_APPLICABLE"
    assert result("P1", 4, benefits=OWN, limits=limits) == "NON_COMPLIANT"
    assert reasons(found("P8", None, labels=LABELLED, limits=limits)) == ["BELOW_MINIMUM_DEPTH"]


@pytest.mark.parametrize(
    ("depth", "phase", "expected", "why"),
    [
        (3, "ENDED", "NOT_APPLICABLE", ["PHASE_ENDED"]),
        (None, "OPERATION", "NOT_ASSESSABLE", ["NOT_CLASSIFIED"]),
        (1, "OPERATION", "NOT_APPLICABLE", ["BELOW_MINIMUM_DEPTH"]),
        (2, "OPERATION", "NOT_ASSESSABLE", []),
    ],
)
def test_a_principle_without_a_check_asks_nothing_where_none_does_and_else_awaits_a_person(
    depth, phase, expected, why
) -> None:
    finding = unchecked(relationship(depth, phase=phase), 2)

    assert (finding.result, reasons(finding)) == (expected, why)


@pytest.mark.parametrize("chosen", [CAPTIVE, GUARDED])
@pytest.mark.parametrize(
    ("needed", "feasible", "expected"),
    [
        (4, 1, "NOT_APPLICABLE"),
        (1, 4, "NOT_APPLICABLE"),
        (2, 4, "NON_COMPLIANT"),
        ((0, 1), 4, "NOT_APPLICABLE"),
        (4, (0, 1), "NOT_APPLICABLE"),
        ((1, 2), 4, "NOT_ASSESSABLE"),
        (4, (2, 3), "NOT_ASSESSABLE"),
        ((3, 4), (2, 2), "NON_COMPLIANT"),
    ],
)
def test_the_depth_of_a_posture_is_the_lower_of_needed_and_feasible(
    chosen, needed, feasible, expected
) -> None:
    assert result("P1", chosen=chosen, fit=rule(needed, feasible), benefits=OWN) == expected


@pytest.mark.parametrize("code", CHECKS)
def test_from_depth_0_an_undecided_depth_is_not_assessable_for_any(code) -> None:
    finding = found(code, chosen=CAPTIVE, fit=rule((3, 4), 5, postures=["CAPTIVE"], unknown=("complexity",)))

    assert (finding.result, reasons(finding)) == ("NOT_ASSESSABLE", ["DEPTH_UNDECIDED"])
    assert finding.reasons[0].params == {"low": 3, "high": 4, "facts": ["complexity"]}


@pytest.mark.parametrize("phase", ["ANALYSIS", "CHOICE", "DESIGN"])
def test_in_an_early_phase_a_failure_of_these_is_too_early_to_judge(phase) -> None:
    finding = found("P1", phase=phase, benefits=OWN)

    assert (finding.result, reasons(finding)) == ("NOT_ASSESSABLE", ["TOO_EARLY", "ONLY_OWN_BENEFITS"])
    assert "RECORD_BENEFIT_FOR_THEM" in ways(finding)


@pytest.mark.parametrize("phase", ["IMPLEMENTATION", "OPERATION", "RESTRUCTURING", "EXIT"])
def test_in_a_later_phase_it_is_a_failure(phase) -> None:
    assert result("P1", phase=phase, benefits=OWN) == "NON_COMPLIANT"


def test_in_an_early_phase_the_choice_itself_is_judged_all_the_same() -> None:
    early = {"phase": "CHOICE", "fit": rule(0, 2, required=3), "target": 1, "labels": LABELLED}

    assert [result(code, 4, **early) for code in ("P5", "P6", "P7", "P8")] == ["NON_COMPLIANT"] * 4


def test_in_an_early_phase_partly_stays_partly() -> None:
    assert result("P1", phase="DESIGN", benefits=(Benefit("JOINT", 2),)) == "PARTLY"


def test_what_each_check_reads() -> None:
    assert [str(each) for each in READS["P1"]] == ["CLASSIFICATION", "BENEFIT", "INTEREST"]
    assert "FACT" not in found("P1", 3).read
    assert "FACT" in found("P1", chosen=CAPTIVE, fit=rule()).read
    assert all(kinds[0] == "CLASSIFICATION" for kinds in READS.values())


@pytest.mark.parametrize("code", CHECKS)
def test_what_complies_or_does_not_apply_asks_for_nothing(code) -> None:
    for depth in (None, *range(6)):
        finding = found(code, depth)
        if finding.result in ("COMPLIANT", "NOT_APPLICABLE"):
            assert finding.ways == ()


def test_limits_read_back_as_a_set_keeps_them() -> None:
    limits = Limits.of(
        {"review_months": 6, "stage_days": {"3": 10}}, minimum_depths={"P1": 3}, in_force_on=ON
    )

    assert (limits.review_months, limits.investigation_days, limits.in_force_on) == (6, 30, ON)
    assert limits.stage_days == {2: 0, 3: 10, 4: 60, 5: 90}
    assert (limits.minimum_depths["P1"], limits.minimum_depths["P3"]) == (3, 3)
