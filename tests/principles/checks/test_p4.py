"""P4: examine resistance, and give rational objections a place."""

from __future__ import annotations

import pytest

from principles.checks.records import Answer, ResistanceSignal, Review
from tests.principles.checks.cases import ON, ago, ahead, found, reasons, result, ways


def objection(answer=None, verdict="RATIONAL", judged=0):
    """A signal investigated in time, judged so many days ago."""
    return ResistanceSignal(ago(judged + 10), ago(judged), verdict, ago(judged), answer)


MEASURE = Answer("MEASURE", due_on=ON)
OVERDUE = Answer("MEASURE", due_on=ago(1))
NONE = Review(ago(400), "ASKED_NONE")
SOME = Review(ago(5), "ASKED_FOUND")
SILENT = Review(ago(1))


@pytest.mark.parametrize(
    ("signal", "expected"),
    [
        (ResistanceSignal(ago(30)), "COMPLIANT"),
        (ResistanceSignal(ago(31)), "NON_COMPLIANT"),
        (ResistanceSignal(ago(90), ago(60)), "COMPLIANT"),
        (ResistanceSignal(ago(91), ago(60)), "PARTLY"),
        (objection(verdict="NOT_RATIONAL", judged=99), "COMPLIANT"),
        (objection(judged=30), "COMPLIANT"),
        (objection(judged=31), "NON_COMPLIANT"),
        (objection(verdict="MIXED", judged=31), "NON_COMPLIANT"),
        (objection(MEASURE, judged=99), "COMPLIANT"),
        (objection(Answer("MEASURE"), judged=99), "COMPLIANT"),
        (objection(OVERDUE, judged=99), "PARTLY"),
        (objection(Answer("MEASURE", due_on=ago(1), done_on=ON), judged=99), "COMPLIANT"),
        (objection(Answer("ACCEPTED_RISK"), judged=99), "COMPLIANT"),
        (objection(Answer("REJECTION", reasoned=True, told_on=ON), judged=99), "COMPLIANT"),
        (objection(Answer("REJECTION", reasoned=True), judged=99), "NON_COMPLIANT"),
        (objection(Answer("REJECTION", told_on=ON), judged=99), "NON_COMPLIANT"),
        (ResistanceSignal(None), "PARTLY"),
        (ResistanceSignal(None, None, "RATIONAL"), "PARTLY"),
        (ResistanceSignal(ago(45), ago(31), "RATIONAL"), "NON_COMPLIANT"),
    ],
)
def test_one_signal(signal, expected) -> None:
    assert result("P4", 2, signals=(signal,)) == expected


def test_every_signal_counts() -> None:
    assert result("P4", 2, signals=(ResistanceSignal(ON), ResistanceSignal(ago(31)))) == "NON_COMPLIANT"


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        ([], "NOT_ASSESSABLE"),
        ([SILENT], "NOT_ASSESSABLE"),
        ([Review(ahead(1), "ASKED_NONE")], "NOT_ASSESSABLE"),
        ([NONE], "COMPLIANT"),
        ([SOME], "PARTLY"),
        ([NONE, SOME], "PARTLY"),
        ([NONE, SILENT], "PARTLY"),
    ],
)
def test_without_a_signal(reviews, expected) -> None:
    assert result("P4", 2, reviews=tuple(reviews)) == expected


def test_that_a_review_found_none_excuses_no_signal() -> None:
    late = ResistanceSignal(ago(91), ago(60))

    assert result("P4", 2, reviews=(NONE,), signals=(ResistanceSignal(ago(31)),)) == "NON_COMPLIANT"
    assert result("P4", 2, reviews=(NONE,), signals=(late,)) == "PARTLY"
    assert result("P4", 2, reviews=(NONE,), signals=(ResistanceSignal(None),)) == "COMPLIANT"


def test_it_applies_from_depth_2() -> None:
    assert result("P4", 1, signals=(ResistanceSignal(ago(31)),)) == "NOT_APPLICABLE"


def test_it_holds_until_the_first_term_ends() -> None:
    finding = found("P4", signals=(ResistanceSignal(ago(20)), objection(judged=25)))

    assert (finding.result, finding.valid_until) == ("COMPLIANT", ahead(5))


def test_it_holds_until_a_measure_is_due() -> None:
    assert found("P4", signals=(objection(MEASURE),)).valid_until == ON


def test_it_says_why_and_what_to_do() -> None:
    finding = found("P4", signals=(ResistanceSignal(ago(31)), objection(judged=31), objection(OVERDUE)))

    assert reasons(finding) == ["NOT_INVESTIGATED", "OBJECTION_UNANSWERED"]
    assert ways(finding) == ["INVESTIGATE_SIGNALS", "ANSWER_OBJECTIONS", "FINISH_MEASURES"]
