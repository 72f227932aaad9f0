"""P8: a commercial relation is competitive by nature, whatever it is called."""

from __future__ import annotations

import pytest

from principles.checks.records import FoundLabel, InterestPair
from relationships.choices import CollaborationType
from tests.principles.checks.cases import fit as rule
from tests.principles.checks.cases import found, reasons, result, ways

OPPOSED = InterestPair(1, 11, "CONFLICTING")
SHARED = InterestPair(1, 11, "SHARED")
SEGMENT = FoundLabel("SEGMENT", "partner", "Strategisch partner")
TITLE = FoundLabel("TITLE", "partnership", "Partnership IT")
RUNNING_TEXT = FoundLabel("TEXT", "partner", "Met onze partner besproken")


@pytest.mark.parametrize(
    ("depth", "labels", "pairs", "expected"),
    [
        (3, [], [OPPOSED], "COMPLIANT"),
        (3, [], [SHARED], "PARTLY"),
        (3, [], [], "PARTLY"),
        (3, [SEGMENT], [OPPOSED], "PARTLY"),
        (3, [SEGMENT], [SHARED], "NON_COMPLIANT"),
        (5, [TITLE], [], "NON_COMPLIANT"),
        (2, [SEGMENT], [OPPOSED], "PARTLY"),
        (2, [TITLE], [], "PARTLY"),
        (0, [TITLE], [], "PARTLY"),
        (2, [], [OPPOSED], "NOT_APPLICABLE"),
        (2, [], [], "NOT_APPLICABLE"),
        (3, [RUNNING_TEXT], [OPPOSED], "COMPLIANT"),
        (3, [RUNNING_TEXT], [], "PARTLY"),
        (2, [RUNNING_TEXT], [], "NOT_APPLICABLE"),
        (None, [], [], "NOT_APPLICABLE"),
        (None, [], [OPPOSED], "NOT_APPLICABLE"),
        (None, [SEGMENT], [], "PARTLY"),
        (None, [RUNNING_TEXT], [], "NOT_APPLICABLE"),
    ],
)
def test_labels_and_opposed_interests(depth, labels, pairs, expected) -> None:
    assert result("P8", depth, labels=tuple(labels), interest_pairs=tuple(pairs)) == expected


@pytest.mark.parametrize("place", ["TYPE", "SEGMENT", "SUBJECT", "TITLE"])
def test_where_a_label_counts(place) -> None:
    assert result("P8", 3, labels=(FoundLabel(place, "partner"),)) == "NON_COMPLIANT"


@pytest.mark.parametrize("nature", ["INTRA_GROUP", "PUBLIC_PUBLIC", "GRANT"])
@pytest.mark.parametrize("depth", [None, 2, 4])
def test_it_is_about_commercial_relationships_only(nature, depth) -> None:
    finding = found("P8", depth, nature=nature, labels=(SEGMENT,))

    assert (finding.result, reasons(finding)) == ("NOT_APPLICABLE", ["NOT_COMMERCIAL"])


def test_the_depth_of_a_posture_counts() -> None:
    captive = {"chosen": CollaborationType.CAPTIVE, "labels": (SEGMENT,)}

    assert result("P8", fit=rule(3, 2), **captive) == "PARTLY"
    assert result("P8", fit=rule(3, 3), **captive) == "NON_COMPLIANT"
    assert result("P8", fit=rule((2, 3), 5), **captive) == "NOT_ASSESSABLE"


def test_it_says_why_and_what_to_do() -> None:
    finding = found("P8", labels=(SEGMENT, TITLE, RUNNING_TEXT))

    assert reasons(finding) == ["LABELLED", "NO_OPPOSED_INTEREST", "LABEL_HINT"]
    assert finding.reasons[0].params == {"words": ["partner", "partnership"], "places": ["SEGMENT", "TITLE"]}
    assert ways(finding) == ["REPLACE_LABELS", "ACKNOWLEDGE_OPPOSED"]
