"""What holds for every relationship, however much or little was recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from principles.checks import CHECKS, check, check_all
from principles.checks.codes import Result
from principles.checks.records import Benefit, Capability, CapabilityPair, Review, Stance
from principles.checks.texts import LANGUAGES, sentence
from relationships.choices import CollaborationType
from tests.principles.checks.cases import LIMITS, ON, relationship
from tests.principles.checks.strategies import depths, fits, subjects

RANK = ("NON_COMPLIANT", "NOT_ASSESSABLE", "PARTLY", "COMPLIANT")


@given(subjects)
def test_every_relationship_has_one_of_the_five_results(subject) -> None:
    for finding in check_all(subject, LIMITS, ON).values():
        assert finding.result in set(Result)
        assert finding.reasons
        assert bool(finding.ways) <= (finding.result not in ("COMPLIANT", "NOT_APPLICABLE"))


@given(subjects)
def test_what_is_found_can_be_said_in_both_languages(subject) -> None:
    for finding in check_all(subject, LIMITS, ON).values():
        for told in (*finding.reasons, *finding.ways):
            assert all(sentence(told, language) for language in LANGUAGES)


@given(subjects)
def test_the_same_input_gives_the_same_finding(subject) -> None:
    assert check_all(subject, LIMITS, ON) == check_all(subject, LIMITS, ON)


@given(subjects, st.integers(0, 800))
def test_a_finding_holds_through_the_day_it_says(subject, later) -> None:
    for code in CHECKS:
        finding = check(code, subject, LIMITS, ON)
        until = finding.valid_until
        assert until is None or until >= ON
        last = ON + timedelta(days=later) if until is None else min(until, ON + timedelta(days=later))
        at_last = check(code, subject, LIMITS, last)
        assert at_last[:4] == finding[:4]
        if until is not None and until < date.max:
            assert check(code, subject, LIMITS, until)[:4] == finding[:4]


@given(subjects, st.permutations(range(3)))
def test_the_order_of_records_makes_no_difference(subject, order) -> None:
    def mixed(records):
        return tuple(records[each] for each in order if each < len(records))

    names = (
        "benefits",
        "interests",
        "interest_pairs",
        "capabilities",
        "capability_pairs",
        "signals",
        "reviews",
    )
    other = replace(subject, **{name: mixed(getattr(subject, name)) for name in names})
    for code in ("P0", "P1", "P2", "P3", "P4"):
        if code == "P4" and len({each.held_on for each in subject.reviews}) < len(subject.reviews):
            continue
        assert check(code, subject, LIMITS, ON).result == check(code, other, LIMITS, ON).result


@given(subjects)
@pytest.mark.parametrize(
    ("code", "name", "record"),
    [
        ("P0", "benefits", Benefit("THEM", 5, stated_by_them=True)),
        ("P1", "benefits", Benefit("THEM", 5, stated_by_them=True)),
        ("P1", "benefits", Benefit("JOINT", 5)),
        ("P2", "reviews", Review(ON)),
        ("P3", "capability_pairs", CapabilityPair("COMPLEMENTARY", "IN_USE")),
        ("P3", "capabilities", Capability("CUSTOMER")),
    ],
)
def test_a_record_that_complies_makes_it_no_worse(code, name, record, subject) -> None:
    richer = replace(subject, **{name: (*getattr(subject, name), record)})
    before, after = (check(code, each, LIMITS, ON).result for each in (subject, richer))
    if before in RANK and not (name == "capabilities" and not subject.capability_pairs):
        assert RANK.index(after) >= RANK.index(before)


@given(fits, depths, st.sampled_from([None, CollaborationType.CAPTIVE, CollaborationType.GUARDED]))
def test_with_unknown_facts_only_what_every_possibility_gives_is_decided(fit, depth, posture) -> None:
    """P6 and P7 agree with trying every possibility by itself."""
    single = [
        replace(fit, needs=(need,), stances=(stance,))
        for need in fit.needs or ((depth, depth, depth),)
        for stance in fit.stances or (Stance(depth, (), "NONE"),)
    ]
    subject = relationship(depth, fit=fit)
    if posture is not None:
        subject = replace(subject, chosen=posture)
    if not fit.needs or not fit.stances or (posture is not None and fit.depth[0] != fit.depth[1]):
        return
    for code in ("P6", "P7"):
        apart = {check(code, replace(subject, fit=each), LIMITS, ON).result for each in single}
        expected = apart.pop() if len(apart) == 1 else "NOT_ASSESSABLE"
        assert check(code, subject, LIMITS, ON).result == expected
