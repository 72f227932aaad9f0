"""`manage.py try_rule_set`: for a person and for programs; how far it is on standard error."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests import builders as b

pytestmark = pytest.mark.django_db


def told(*arguments: str) -> tuple[list[str], list[str]]:
    out, err = StringIO(), StringIO()
    call_command("try_rule_set", *arguments, stdout=out, stderr=err)
    return out.getvalue().splitlines(), err.getvalue().splitlines()


@pytest.fixture
def tried() -> Any:
    b.rate(None, b.relationship(subject="Catering", party=b.party(name="Cook")))
    b.relationship(unit=b.unit("OWN"))
    return b.rule_set(tables={"bands": {"1": 10, "2": 15, "3": 23}, "gates": []})


def test_for_a_person(tried: Any) -> None:
    out, err = told("2")
    assert out[0].endswith(
        "Cook, Catering: recommended_type SERVICE → MANAGED, needed_depth 2 → 3, "
        "required_trust_recommended 2 → 3"
    )
    assert out[1] == "1 of 2 relationships would change."
    assert "recommended_type: changed 1, undecided 1" in out
    assert "  SERVICE → MANAGED: 1" in out
    assert err == ["2 of 2"]


def test_for_programs(tried: Any) -> None:
    out, _err = told("2", "--json")
    row, last = (json.loads(each) for each in out)
    assert (row["party"], row["before"]["needed_depth"], row["after"]["needed_depth"]) == ("Cook", 2, 3)
    assert (last["totals"]["relationships"], last["totals"]["affected"]) == (2, 1)


def test_as_a_user_in_a_unit_of_a_portfolio(tried: Any) -> None:
    b.user("READER", username="ann")
    b.portfolio(name="Facilities")
    assert told("2", "--unit", "OWN")[0][0] == "0 of 1 relationships would change."
    assert told("2", "--portfolio", "Facilities")[0][0] == "0 of 0 relationships would change."
    assert told("2", "--user", "ann")[0][1] == "1 of 2 relationships would change."


@pytest.mark.parametrize(
    "arguments", [("9",), ("2", "--unit", "NOPE"), ("2", "--portfolio", "Nope"), ("2", "--user", "nobody")]
)
def test_what_is_not_there_is_said(tried: Any, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="There is no"):
        told(*arguments)
