"""Parties by what is typed of a name or a number."""

from __future__ import annotations

from typing import Any

import pytest

from relationships.queries.matching import parties_like
from tests import builders as b

pytestmark = pytest.mark.django_db


def test_exact_names_come_before_near_ones_and_parts_of_a_name(queries: Any) -> None:
    user = b.user("SOURCING_MANAGER")
    by = b.actor(user)
    part = b.party(by, "Veldhuis Catering Noord")
    near = b.party(by, "Veldhuys Catering")
    exact = b.party(by, "Other", aliases=["Veldhuis Catering B.V."])
    b.party(by, "Bakkerij")

    with queries(6):
        found = parties_like(user, "Veldhuis catering")

    assert [each.party for each in found] == [exact, near, part]
    assert [each.alias for each in found] == ["Veldhuis Catering B.V.", "", ""]
    assert [each.likely for each in found] == [True, True, False]


def test_nothing_is_found_that_may_not_be_seen() -> None:
    user = b.user("SOURCING_MANAGER", b.unit())
    b.relationship(
        party=b.party(
            name="Veldhuis", aliases=["Lunch"], identifiers=[{"scheme": "KVK", "value": "69599084"}]
        )
    )

    assert [parties_like(user, typed) for typed in ("Veldhuis", "Lunch", "69599084")] == [[], [], []]


@pytest.mark.parametrize(
    "typed", ["", " ", "v", "%", "_", "...", "=1+1", "x" * 5_000, "\U0001f600\U0001f600"]
)
def test_what_is_hardly_a_name_finds_nobody(typed: str) -> None:
    user = b.user("SOURCING_MANAGER")
    b.party(b.actor(user), "Veldhuis")

    assert parties_like(user, typed) == []
