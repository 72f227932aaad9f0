"""The worked cases of rule set 1, by name: facts as a sourcing manager rates them.

Delivery in the order customisation, complexity, specificity customer and supplier, uncertainty,
interdependence, criticality, measurability, switching cost, supply scarcity, duration, access, joint
value. Parties: attitude, dependence and attractiveness (customer/supplier), goal alignment,
complementarity.
"""

from relationships.choices import TYPE_RULE_FACTS
from relationships.fit import Facts

DELIVERIES = {
    "A1": "1 1 1 1 1 1 1 5 1 1 1 1 1",
    "A2": "1 1 1 1 2 1 3 5 1 1 2 1 1",
    "A3": "2 2 1 2 2 1 2 4 2 1 4 2 1",
    "A4": "1 1 1 1 1 2 2 5 1 1 3 3 1",
    "A5": "2 2 1 2 2 2 2 4 2 1 3 2 1",
    "A6": "2 2 1 2 2 3 5 4 2 1 4 4 1",
    "A7": "4 5 4 4 4 3 5 4 5 3 5 5 3",
    "A8": "5 4 3 3 5 5 4 2 3 3 3 4 4",
    "A9": "5 5 5 4 5 5 5 1 4 5 5 4 5",
    "A10": "3 4 2 4 3 3 4 3 3 2 4 3 2",
    "A11": "2 4 5 1 2 3 5 4 5 5 5 4 1",
    "A12": "4 4 2 5 3 4 4 4 3 3 5 2 3",
    "A13": "5 4 3 3 5 5 4 2 3 3 3 4 4",
    "A14": "2 2 1 2 2 2 2 4 2 1 3 2 1",
    "A15": "5 5 5 4 5 5 5 1 4 5 5 4 5",
}
PARTIES = {
    "A1": "3/3 1/1 2/3 3 1",
    "A2": "3/3 2/2 3/3 3 1",
    "A3": "3/3 2/2 3/3 3 1",
    "A4": "3/3 1/4 3/3 3 1",
    "A5": "3/4 2/3 3/3 3 2",
    "A6": "3/3 3/3 3/3 3 2",
    "A7": "4/4 4/3 4/4 4 3",
    "A8": "4/4 3/3 4/4 4 4",
    "A9": "5/5 5/4 5/5 5 5",
    "A10": "2/3 2/5 3/2 2 2",
    "A11": "3/3 5/2 3/3 3 2",
    "A12": "3/4 2/5 4/3 3 3",
    "A13": "4/2 3/3 4/4 3 4",
    "A14": "3/1 2/3 3/3 2 2",
    "A15": "5/5 2/5 5/5 5 5",
}


def ratings(case: str) -> dict[str, int | None]:
    """The facts of a worked case by code."""
    levels = f"{DELIVERIES[case]} {PARTIES[case]}".replace("/", " ").split()
    return dict(zip(map(str, TYPE_RULE_FACTS), map(int, levels), strict=True))


def facts(case: str, **changes: int | None) -> Facts:
    """The facts of a worked case, some of them changed (None: unknown)."""
    return Facts.of({**ratings(case), **changes})
