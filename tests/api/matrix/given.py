"""What is sent with each write: the examples of the OpenAPI document, about records of the world."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from graphene.utils.str_converters import to_camel_case

from principles import models as p
from relationships import models as m
from relationships.choices import Role
from tests.api.matrix.worlds import World
from tests.principles import worlds as w

# By the names that fields with references have: the kind of record, and what it is named by.
REFERENCES: dict[str, tuple[Any, str]] = {
    "unit": (m.Unit, "code"),
    "party": (m.Party, "pk"),
    "other": (m.Party, "pk"),
    "relationship": (m.Relationship, "pk"),
    "relationships": (m.Relationship, "pk"),
    "portfolio": (m.Portfolio, "pk"),
    "customer_interest": (p.Interest, "pk"),
    "supplier_interest": (p.Interest, "pk"),
    "customer_capability": (p.Capability, "pk"),
    "supplier_capability": (p.Capability, "pk"),
}
# Of mutations that have no operation of REST beside them.
MORE: dict[str, Any] = {
    "setPassword.password": "correct-horse-battery",
    "changeOwnPassword.present": "wrong",
    "changeOwnPassword.password": "correct-horse-battery",
    "changeOwnPassword.again": "correct-horse-battery",
    "saveImportProfile.name": "Another",
    "replayWebhook.since": "2026-11-01T00:00:00Z",
    "mergeParties.other": 1,
    "tellPartiesApart.other": 1,
    "rateParties": {"ratings": {"goal_alignment": 3}},
    "rateParties.relationships": [1],
}
# The operation of REST whose example a mutation takes, where they don't go by one name.
ALIKE = {
    "createContract": "addContract",
    "addLine": "addContractLine",
    "changeLine": "changeContractLine",
    "activateRuleSet": "putRuleSetInForce",
    "setRate": "setExchangeRate",
}
# Read by who sends them only.
LEFT_OUT = ("category", "owner", "approver")


def bodies() -> dict[str, Any]:
    """By `METHOD:address` and by the names of operations and mutations."""
    found: dict[str, Any] = {}
    document = Client().get("/api/v1/openapi.json").json()
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            if not isinstance(said, dict) or "operationId" not in said:
                continue
            content = said.get("requestBody", {}).get("content", {})
            examples = content.get("application/json", {}).get("schema", {}).get("examples")
            address = re.sub(r"{\w+}", "*", path.removeprefix("/api/v1/"))
            found[f"{method.upper()}:{address}"] = examples[0] if examples else None
            found[said["operationId"]] = examples[0] if examples else {}
    return found | {mutation: found[operation] for mutation, operation in ALIKE.items()} | MORE


def meant(body: Any, there: World, foreign: bool = False, camel: bool = False) -> Any:
    """The same body about records of the own unit, or of the other one."""
    if not isinstance(body, dict):
        return body
    of = there.foreign if foreign else there.own
    found: dict[str, Any] = {}
    for name, value in body.items():
        if name in LEFT_OUT:
            continue
        if name in REFERENCES:
            model, by = REFERENCES[name]
            value = getattr(_second(there, of) if name == "other" else there.one(model, of), by)
            value = [value] if isinstance(body[name], list) else value
        elif name == "principle" and not isinstance(value, str):
            value = w.principle().pk
        elif name == "users":
            value = [there.users[Role.READER].username]
        elif name == "parent":
            value = there.one(m.Unit, of).code
        elif name == "user":
            value = there.users[Role.READER].username
        elif name == "successor":
            value = there.users[Role.ADMINISTRATOR].username
        elif name == "items":
            value = [_item(each, there, foreign) for each in value]
        elif name == "filter":
            value = meant(
                {each: said for each, said in value.items() if each != "parties_open"}, there, foreign
            )
        found[to_camel_case(name) if camel else name] = value
    return found


def _item(item: dict[str, Any], there: World, foreign: bool) -> dict[str, Any]:
    """One of many: made, or (a contract, in the example) changed."""
    found = dict(meant(item, there, foreign))
    if "id" in item:
        found |= {"id": there.one(m.Contract, there.foreign if foreign else there.own).pk, "version": "*"}
    return found


def _second(there: World, of: dict[Any, set[int]]) -> Any:
    """Another party than that of the relationship."""
    first = there.one(m.Party, of).pk
    seen = m.RelationshipParty.objects.filter(relationship__in=of[m.Relationship]).exclude(party=first)
    return seen.order_by("pk").first().party  # type: ignore[union-attr]
