"""What REST, GraphQL, pages and workbooks refuse of the same thing, they refuse alike: code and message."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from graphene.utils.str_converters import to_camel_case

from access.actions.tokens import create_token
from relationships.models import Relationship, User
from tests import builders as b
from tests.imports.books import HEADER, lines

pytestmark = pytest.mark.django_db

Told = set[tuple[str, str]]


class World:
    """A relationship, who may write and who may only read, and each at every door."""

    def __init__(self) -> None:
        self.unit = b.unit("IT")
        self.users = {
            "writer": b.user("SOURCING_MANAGER", self.unit, username="writer"),
            "reader": b.user("READER", self.unit, username="reader"),
        }
        self.relationship = b.relationship(unit=self.unit, subject="Cleaning")
        b.rate(None, self.relationship)

    def token(self, user: User) -> dict[str, str]:
        _token, text = create_token(by=b.system(), user=user, name="parity", scope="ADMIN")
        return {"Authorization": f"Bearer {text}"}

    def by_rest(self, user: str, address: str, given: dict[str, Any]) -> Told:
        answer = Client().post(
            f"/api/v1/{address.format(self.relationship.pk)}",
            json.dumps(given),
            "application/json",
            headers=self.token(self.users[user]),
        )
        assert answer.status_code >= 400, answer.content
        body = answer.json()
        problems = body.get("errors") or [body]
        return {(each["code"], each.get("message") or each["detail"]) for each in problems}

    def by_graphql(self, user: str, act: str, given: dict[str, Any]) -> Told:
        name = to_camel_case(act)
        values = {to_camel_case(key): value for key, value in given.items()}
        document = (
            f"mutation ($of: Reference!, $given: {INPUTS[act]}!) "
            f"{{ {name}(relationship: $of, input: $given) {{ errors {{ code message }} }} }}"
        )
        answer = Client().post(
            "/graphql/",
            json.dumps({"query": document, "variables": {"of": self.relationship.pk, "given": values}}),
            "application/json",
            headers=self.token(self.users[user]),
        )
        answered = answer.json()
        assert "data" in answered and answered["data"] is not None, answered
        return {(each["code"], each["message"]) for each in answered["data"][name]["errors"]}

    def by_page(self, user: str, page: str, given: dict[str, Any]) -> Told:
        client = Client()
        client.force_login(self.users[user], backend="django.contrib.auth.backends.ModelBackend")
        answer = client.post(page.format(self.relationship.pk), given)
        assert answer.status_code >= 400
        if "refusals" in answer.context:
            return {(each.code, each.message) for each in answer.context["refusals"]}
        errors = answer.context["form"].errors.as_data()
        return {(each.code, each.message) for field in errors.values() for each in field}


INPUTS = {"create_contract": "ContractInput", "classify": "ClassificationInput"}
# What is refused: by whom, the act of REST, GraphQL and the page, what is given there, and the codes.
CONTRACT = ("relationships/{}/contracts", "create_contract", "/relationships/{}/contracts/new/")
REFUSED: dict[str, tuple[str, tuple[str, str, str], dict[str, Any], set[str]]] = {
    "an end before the start": (
        "writer",
        CONTRACT,
        {"number": "C-1", "start": "2026-01-01", "stated_end": "2025-01-01"},
        {"END_BEFORE_START"},
    ),
    "an amount without a currency": (
        "writer",
        CONTRACT,
        {"number": "C-1", "value": "10"},
        {"CURRENCY_MISSING"},
    ),
    "all that is wrong at once": (
        "writer",
        CONTRACT,
        {"number": "C\u00011", "value": "ten", "currency": "XXQ", "start": "2026-02-30"},
        {"CONTROL_CHARACTER", "AMOUNT_INVALID", "CURRENCY_UNKNOWN", "DATE_INVALID"},
    ),
    "a contract by a reader": ("reader", CONTRACT, {"number": "C-1"}, {"NOT_ALLOWED"}),
}


@pytest.fixture
def there() -> World:
    return World()


@pytest.mark.parametrize("what", REFUSED)
def test_rest_graphql_and_pages_refuse_alike(there: World, what: str) -> None:
    user, (address, act, page), given, codes = REFUSED[what]

    told = [
        there.by_rest(user, address, given),
        there.by_graphql(user, act, given),
        there.by_page(user, page, given),
    ]

    assert {code for code, _message in told[0]} == codes
    assert told[1] == told[0]
    assert told[2] == told[0]


# The same in a cell: the field that is given at the other doors, and the value in the list.
CELLS: dict[str, tuple[dict[str, Any], Callable[[list[Any]], list[Any]], str]] = {
    "an end before the start": (
        {"number": "C-001", "start": "2026-12-31", "stated_end": "2024-01-13"},
        lambda row: [*row[:3], "31-12-2026", "13-01-2024", *row[5:]],
        "END_BEFORE_START",
    ),
}


@pytest.mark.parametrize("what", CELLS)
def test_a_workbook_refuses_with_the_same_words(there: World, take: Any, what: str) -> None:
    given, changed, code = CELLS[what]

    report = take([HEADER, changed(lines(1)[0]), *lines(3)[1:]], unit=there.unit)

    (problem,) = [each for each in report.problems if each.code == code]
    assert (code, problem.message("en")) in there.by_rest("writer", CONTRACT[0], given)


def test_the_relationship_is_as_before(there: World) -> None:
    before = Relationship.objects.get(pk=there.relationship.pk).version
    for user, (_address, _act, page), given, _codes in REFUSED.values():
        there.by_page(user, page, given)

    assert not there.relationship.contracts.exists()
    assert Relationship.objects.get(pk=there.relationship.pk).version == before
