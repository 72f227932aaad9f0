"""Who may do what: every write of REST and every mutation × every role × own, other and no unit × scope.

What is expected is derived from the one table in `expected.py`.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from graphene.utils.str_converters import to_camel_case

from access.scopes import Scope
from api.graphql.columns import camel
from api.graphql.mutations import ACTS
from api.graphql.schema import schema
from relationships.choices import Role
from relationships.models import Unit
from relationships.permissions import Act
from tests.api.graphql.conftest import ADDRESS
from tests.api.matrix.expected import MUTATIONS, WRITES, Sight, by_name
from tests.api.matrix.found import mutations, operations
from tests.api.matrix.given import bodies, meant
from tests.api.matrix.worlds import CANARY, World, undone

pytestmark = pytest.mark.django_db

EXPECTED = by_name(WRITES)
ADMINISTRATION = {Act.KEEP_UNITS, Act.KEEP_USERS, Act.KEEP_WEBHOOKS}
# Who must be named for it is refused for that, or because there is nothing to approve.
# Who does it makes something of his own, or reaches nothing of another unit.
NOT_OF_A_UNIT = {
    "POST:parties",
    "POST:parties/bulk",
    "POST:units",
    "POST:relationships/rate-parties",
    "POST:saved-queries",
}
NOT_OF_A_UNIT |= {"POST:tokens", "PUT:me/password", "POST:users", "createParty", "createUser"}
NOT_OF_A_UNIT |= {"createSavedQuery", "createToken", "changeOwnPassword"}
UNNAMED = {"NOT_ALLOWED", "NOT_A_STAKEHOLDER", "NOT_THE_APPROVER", "WRONG_STATE"}


def scope_of(takes: Sight | Act) -> Scope:
    """What a token must be good for."""
    if takes in (Sight.SIGNED_IN, Sight.SEEN):
        return Scope.READ
    if takes is Act.IMPORT:
        return Scope.IMPORT
    if takes is Sight.TOKENS:
        return Scope.ADMIN
    whole = isinstance(takes, Act) and (takes.on_root or takes in ADMINISTRATION)
    return Scope.ADMIN if whole else Scope.WRITE


def test_every_write_is_expected_of_somebody() -> None:
    writes = {each for each in operations() if not each.startswith("GET:")}
    assert writes - EXPECTED.keys() == set(), "say in expected.py WRITES which act each of these takes"
    assert EXPECTED.keys() - writes == set(), "these are no operations any more: take them out of expected.py"
    assert mutations() - by_name(MUTATIONS).keys() == set(), (
        "say in expected.py MUTATIONS which act they take"
    )
    assert by_name(MUTATIONS).keys() - mutations() == set()


class Attempt:
    """One door's way of doing something, and what came of it."""

    def __init__(self, there: World, given: dict[str, Any]) -> None:
        self.there, self.given = there, given

    def rest(self, user: Any, name: str, foreign: bool = False, scope: str = "ADMIN") -> tuple[int, set[str]]:
        method, pattern = name.split(":")
        with undone():
            body = meant(self.given.get(name), self.there, foreign)
            sent = self._file(foreign) if name == "POST:imports" else {}
            caller = self.there.caller(user, scope)
            address = self.there.address(pattern, foreign, user)
            if sent:
                answer = caller.client.post(f"/api/v1/{address}", sent, headers=caller.headers)
            else:
                answer = caller.call(method, address, body)
        told = answer.getvalue().decode(errors="replace")
        assert CANARY not in told
        assert answer.status_code < 500, (name, told)
        found = json.loads(told or "{}")
        refused = found.get("errors", []) if answer.status_code >= 400 else []
        if name.endswith("/bulk") and answer.status_code == 200:
            refused = [error for each in found["items"] for error in each["errors"]]
        return answer.status_code, {each["code"] for each in refused}

    def _file(self, foreign: bool) -> dict[str, Any]:
        """A list that is offered."""
        unit = self.there.one(Unit, self.there.foreign if foreign else self.there.own).code
        file = SimpleUploadedFile("list.csv", b"Number;Title;Supplier;Value\r\nC-1;Catering;Veldhuis;12\r\n")
        return {"unit": unit, "portfolio": "Main", "currency": "EUR", "our_role": "CUSTOMER", "file": file}

    def graphql(self, user: Any, name: str, foreign: bool = False, scope: str = "ADMIN") -> set[str]:
        act = _acts()[name]
        described = schema().mutation_type.fields[name]  # type: ignore[union-attr]
        variables: dict[str, Any] = {}
        of = self.there.foreign if foreign else self.there.own
        for argument, each in described.args.items():
            if argument == "input":
                variables["input"] = meant(self.given.get(name, {}), self.there, foreign, camel=True)
            elif act.on is not None and argument == to_camel_case(act.argument):
                variables[argument] = self.there.one(act.on[1], of).pk
            elif name == "revokeToken":
                variables[argument] = self.there.address("tokens/*", foreign, user).split("/")[1]
            elif str(each.type).endswith("!"):
                variables[argument] = meant(
                    {argument: self.given[f"{name}.{argument}"]}, self.there, foreign
                )[argument]
        asked = ", ".join(f"${each}: {described.args[each].type}" for each in variables)
        passed = ", ".join(f"{each}: ${each}" for each in variables)
        text = f"mutation({asked}) {{ {name}({passed}) {{ ok errors {{ code field }} }} }}"
        text = text.replace("mutation()", "mutation").replace(f"{name}()", name)
        with undone():
            headers = {} if user is None else {"Authorization": f"Bearer {self.there.text(user, scope)}"}
            answer = Client().post(
                ADDRESS,
                json.dumps({"query": text, "variables": variables}),
                content_type="application/json",
                headers=headers,
            )
        told = answer.content.decode()
        assert CANARY not in told
        found = json.loads(told)
        if "errors" in found:
            return {each["extensions"]["code"] for each in found["errors"]}
        return {each["code"] for each in found["data"][name]["errors"]}


def _of_all(name: str, takes: Sight | Act) -> bool:
    """Whether it is about what belongs to the whole installation, no unit."""
    return (isinstance(takes, Act) and takes.on_root) or "-sets/" in name or name.endswith("Approval")


def _acts() -> dict[str, Any]:
    return {camel(each.name): each for each in ACTS}


@pytest.fixture(scope="module")
def given() -> dict[str, Any]:
    return bodies()


@pytest.fixture
def attempt(there: World, given: dict[str, Any]) -> Attempt:
    return Attempt(there, given)


def _judge(takes: Any, user: Any, role: Role, on_root: bool, codes: set[str]) -> str:
    """What is wrong with an outcome for somebody with a role; nothing, if it is as expected."""
    if takes in (Sight.SIGNED_IN, Sight.SEEN, Sight.OWN, Sight.TOKENS):
        return "refused" if codes & {"NOT_ALLOWED", "NOT_FOUND"} else ""
    if takes is Sight.NAMED:
        return "" if codes & UNNAMED else "let in"
    may = role.rank >= takes.role.rank and (on_root or not takes.on_root)
    if may:
        return "refused" if codes & {"NOT_ALLOWED", "NOT_FOUND"} else ""
    unseen = takes in (Act.KEEP_WEBHOOKS, Act.KEEP_USERS) and "NOT_FOUND" in codes
    return "" if "NOT_ALLOWED" in codes or unseen else "let in"


def test_each_write_by_each_role_on_the_own_unit(
    attempt: Attempt, there: World, request: pytest.FixtureRequest
) -> None:
    wrong = []
    done = 0
    for name, takes in EXPECTED.items():
        least_role = getattr(takes, "role", Role.READER)
        for role in Role:
            if role.rank > least_role.rank and not request.config.getoption("--long"):
                continue  # whoever may more may this too
            user = there.users[role]
            least = scope_of(takes) if getattr(takes, "role", None) is role else Scope.ADMIN
            status, codes = attempt.rest(user, name, scope=least)
            done += status < 300
            said = _judge(takes, user, role, False, codes)
            if said:
                wrong.append((said, name, str(role), status, codes))
    assert wrong == [], "\n".join(map(str, wrong))
    assert done == (285 if request.config.getoption("--long") else 90)


def test_each_mutation_by_each_role_on_the_own_unit(attempt: Attempt, there: World) -> None:
    wrong = []
    done = 0
    for name, takes in by_name(MUTATIONS).items():
        least_role = getattr(takes, "role", Role.READER)
        for role in Role:
            if role.rank not in (least_role.rank - 1, least_role.rank):
                continue  # the others are tried by REST, of the same actions
            user = there.users[role]
            least = scope_of(takes) if getattr(takes, "role", None) is role else Scope.ADMIN
            codes = attempt.graphql(user, name, scope=least)
            done += not codes
            said = _judge(takes, user, role, False, codes)
            if said or codes & {"WRONG_TYPE", "UNKNOWN_FIELD", "UNEXPECTED", "MALFORMED"}:
                wrong.append((said, name, str(role), codes))
    assert wrong == [], "\n".join(map(str, wrong))
    assert done == 75


def test_acts_of_the_whole_installation_by_each_role_on_the_root(attempt: Attempt, there: World) -> None:
    wrong = []
    for table, send in ((EXPECTED, "rest"), (by_name(MUTATIONS), "graphql")):
        for name, takes in table.items():
            if not isinstance(takes, Act) or not takes.on_root:
                continue
            for role in (Role.SOURCING_MANAGER, Role.PRINCIPLE_OWNER, Role.ADMINISTRATOR):
                user = there.above[role]
                found = getattr(attempt, send)(user, name)
                codes = found[1] if send == "rest" else found
                said = _judge(takes, user, role, True, codes)
                if said:
                    wrong.append((said, name, str(role), codes))
    assert wrong == [], "\n".join(map(str, wrong))


def test_nothing_is_done_to_another_unit_without_a_role_or_a_token(attempt: Attempt, there: World) -> None:
    wrong = []
    for name, takes in EXPECTED.items():
        if _of_all(name, takes):
            continue
        about_one = name.split(":")[0] != "POST" or "*" in name
        status, codes = attempt.rest(there.users[Role.ADMINISTRATOR], name, foreign=True)
        refused = status == 404 if about_one else codes & {"NOT_FOUND", "NOT_ALLOWED", "INVALID_FILTER"}
        if not refused and takes is not Sight.SIGNED_IN and name not in NOT_OF_A_UNIT:
            wrong.append(("another unit", name, status, codes))
        status, codes = attempt.rest(there.users[None], name)
        refused = codes & {"NOT_ALLOWED", "NOT_FOUND", "INVALID_FILTER"}
        if not refused and takes not in (Sight.SIGNED_IN, Sight.TOKENS):
            wrong.append(("no role", name, status, codes))
        status, codes = attempt.rest(None, name)
        if (status, codes) != (401, {"NOT_SIGNED_IN"}):
            wrong.append(("no token", name, status, codes))
    assert wrong == [], "\n".join(map(str, wrong))


def test_no_mutation_reaches_another_unit_without_a_role_or_a_token(attempt: Attempt, there: World) -> None:
    wrong = []
    for name, takes in by_name(MUTATIONS).items():
        whole = _of_all(name, takes) or (takes is Sight.NAMED and name != "approveStage")
        codes = attempt.graphql(there.users[Role.ADMINISTRATOR], name, foreign=not whole)
        if not codes & {"NOT_FOUND", "NOT_ALLOWED", "NOT_A_STAKEHOLDER"} and name not in NOT_OF_A_UNIT:
            wrong.append(("another unit", name, codes))
        codes = attempt.graphql(there.users[None], name)
        if not codes & {"NOT_FOUND", "NOT_ALLOWED"} and takes is not Sight.TOKENS:
            wrong.append(("no role", name, codes))
        if attempt.graphql(None, name) != {"NOT_SIGNED_IN"}:
            wrong.append(("no token", name))
    assert wrong == [], "\n".join(map(str, wrong))


def test_no_token_does_more_than_it_is_good_for(attempt: Attempt, there: World) -> None:
    wrong = []
    admin = there.above[Role.ADMINISTRATOR]
    scopes = list(Scope)
    for name, takes in EXPECTED.items():
        below = scopes[: scopes.index(scope_of(takes))]
        if below and attempt.rest(admin, name, scope=below[-1]) != (403, {"TOKEN_SCOPE"}):
            wrong.append((name, below[-1]))
    for name, takes in by_name(MUTATIONS).items():
        below = scopes[: scopes.index(scope_of(takes))]
        if below and attempt.graphql(admin, name, scope=below[-1]) != {"TOKEN_SCOPE"}:
            wrong.append((name, below[-1]))
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize(
    "document",
    [
        "mutation { ... { act: createUnit(input: $given) { ok } } }",
        "mutation { ... on Mutation { ... { createUnit(input: $given) { ok } } } }",
        "mutation { ...Acts } fragment Acts on Mutation { ... { createUnit(input: $given) { ok } } }",
    ],
)
def test_a_fragment_hides_no_act_from_the_scope_of_a_token(there: World, document: str) -> None:
    text = there.text(there.above[Role.ADMINISTRATOR], Scope.WRITE)
    given = '{code: "SLY", name: "Sly", parent: "ROOT"}'
    answer = Client().post(
        ADDRESS,
        {"query": document.replace("$given", given)},
        content_type="application/json",
        headers={"Authorization": f"Bearer {text}"},
    )
    assert [each["extensions"]["code"] for each in answer.json()["errors"]] == ["TOKEN_SCOPE"]
