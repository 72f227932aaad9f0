"""P3: look for complementary capabilities, and use them."""

from __future__ import annotations

import pytest

from principles.checks.records import Capability, CapabilityPair
from tests.principles.checks.cases import CUSTOMER, SUPPLIER, found, reasons, result, ways

BOTH = (Capability(CUSTOMER), Capability(SUPPLIER))
IN_USE = CapabilityPair("COMPLEMENTARY", "IN_USE")
PLANNED = CapabilityPair("COMPLEMENTARY", "PLANNED")
IDENTIFIED = CapabilityPair("COMPLEMENTARY", "IDENTIFIED")
SCALE = CapabilityPair("OVERLAPPING", "IN_USE", "SCALE")
OVERLAP = CapabilityPair("OVERLAPPING", "IN_USE")


@pytest.mark.parametrize(
    ("depth", "capabilities", "pairs", "expected"),
    [
        (3, BOTH, [IN_USE], "COMPLIANT"),
        (5, BOTH, [IN_USE, IDENTIFIED, OVERLAP], "COMPLIANT"),
        (4, BOTH, [IDENTIFIED], "PARTLY"),
        (4, BOTH, [PLANNED, OVERLAP], "PARTLY"),
        (4, BOTH, [SCALE, SCALE], "PARTLY"),
        (3, BOTH, [], "PARTLY"),
        (4, BOTH, [], "NON_COMPLIANT"),
        (3, BOTH, [OVERLAP], "NON_COMPLIANT"),
        (3, BOTH, [SCALE, OVERLAP], "NON_COMPLIANT"),
        (4, [Capability(CUSTOMER)], [], "NOT_ASSESSABLE"),
        (4, [Capability(SUPPLIER)], [], "NOT_ASSESSABLE"),
        (3, [], [], "NOT_ASSESSABLE"),
        (3, [Capability(CUSTOMER)], [IN_USE], "NOT_ASSESSABLE"),
        (3, [Capability(CUSTOMER)], [OVERLAP], "NON_COMPLIANT"),
        (2, BOTH, [OVERLAP], "NOT_APPLICABLE"),
    ],
)
def test_capabilities_and_their_pairs(depth, capabilities, pairs, expected) -> None:
    held = {"capabilities": tuple(capabilities), "capability_pairs": tuple(pairs)}

    assert result("P3", depth, **held) == expected


def test_it_says_why_and_what_to_do() -> None:
    finding = found("P3", 4, capabilities=(Capability(CUSTOMER),))

    assert reasons(finding) == ["SIDE_WITHOUT_CAPABILITY"]
    assert finding.reasons[0].params == {"side": "SUPPLIER"}
    assert ways(finding) == ["RECORD_CAPABILITY", "FIND_COMPLEMENTARY_PAIR"]
