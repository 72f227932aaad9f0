"""Conditions on lists: those of the one FilterSet, refused as at every door."""

from __future__ import annotations

import pytest

from tests import builders

SUBJECTS = "edges { node { subject } }"


def subjects(found) -> list[str]:
    return [edge["node"]["subject"] for edge in found["relationships"]["edges"]]


def test_conditions_narrow_and_order_a_list(ask) -> None:
    for subject, phase in (("a", "OPERATION"), ("b", "EXIT"), ("c", "ANALYSIS")):
        builders.relationship(subject=subject, phase=phase)

    found = ask(f'{{ relationships(phase: [OPERATION, "EXIT"], ordering: ["-subject"]) {{ {SUBJECTS} }} }}')

    assert subjects(found) == ["b", "a"]


def test_a_reference_is_an_id_a_pk_or_a_code(ask) -> None:
    care = builders.unit("CARE")
    builders.relationship(subject="a", unit=care)
    builders.relationship(subject="b")
    (unit,) = ask('{ units(code: ["CARE"]) { edges { node { id pk } } } }')["units"]["edges"]

    query = f"query($unit: [Reference!]) {{ relationships(unit: $unit) {{ {SUBJECTS} }} }}"

    for meant in (unit["node"]["id"], unit["node"]["pk"], str(unit["node"]["pk"]), "CARE"):
        assert subjects(ask(query, unit=[meant])) == ["a"]


def test_nested_lists_take_the_same_conditions(ask) -> None:
    relationship = builders.relationship()
    for number, status in (("1", "ACTIVE"), ("2", "DRAFT")):
        builders.contract(None, relationship, number=number, status=status)

    found = ask(
        "{ relationships { edges { node { contracts(status: DRAFT) { edges { node { number } } } } } } }"
    )

    (edge,) = found["relationships"]["edges"]
    assert edge["node"]["contracts"]["edges"] == [{"node": {"number": "2"}}]


@pytest.mark.parametrize(
    ("condition", "code", "field"),
    [
        ("phase: WRONG", "INVALID_FILTER", "phase"),
        ("phase: 3", "INVALID_FILTER", "phase"),
        ("requiredTrust: [9]", "INVALID_FILTER", "required_trust"),
        ("changedSince: true", "INVALID_FILTER", "changed_since"),
        ('unit: "NOWHERE"', "INVALID_FILTER", "unit"),
        ("unit: {a: 1}", "INVALID_FILTER", "unit"),
        ('ordering: ["colour"]', "INVALID_FILTER", "ordering"),
        ("valueMin: 5", "CURRENCY_MISSING", "currency"),
        ('q: "a\\u0000b"', "INVALID_FILTER", "q"),
    ],
)
def test_a_condition_that_cannot_be_used_is_refused(ask, condition: str, code: str, field: str) -> None:
    answer = ask.answer(f"{{ relationships({condition}) {{ {SUBJECTS} }} }}")

    assert [(each["extensions"]["code"], each["extensions"]["field"]) for each in answer["errors"]] == [
        (code, field)
    ]


def test_an_unknown_condition_is_refused(ask) -> None:
    answer = ask.answer(f"{{ relationships(colour: 1) {{ {SUBJECTS} }} }}")

    assert [each["extensions"]["code"] for each in answer["errors"]] == ["UNKNOWN_PARAMETER"]


@pytest.mark.parametrize(
    "asked", ["units", "users", "portfolios", "parties", "relationships", "contracts", "factRatings"]
)
def test_lists_of_nothing(ask, asked: str) -> None:
    found = ask(
        f'{{ {asked}(id: ["999999"]) {{ totalCount edges {{ cursor }} pageInfo {{ hasNextPage }} }} }}'
    )

    assert found[asked] == {"totalCount": 0, "edges": [], "pageInfo": {"hasNextPage": False}}
