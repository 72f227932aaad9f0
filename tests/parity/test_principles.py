"""What the acts of the principles refuse, REST and GraphQL refuse alike: code, field and message."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from graphene.utils.str_converters import to_camel_case

from access.actions.tokens import create_token
from api.graphql.columns import camel
from api.graphql.mutations import ACTS
from principles.actions import judgements, sets
from tests import builders
from tests.principles import worlds as w

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]

ACT = {each.name: each for each in ACTS}
TOMORROW = (builders.NOW + timedelta(days=1)).date().isoformat()


class World:
    """A relationship with evidence, a draft, a submitted set, and who refuses to be refused."""

    def __init__(self) -> None:
        self.lead = builders.user("ADMINISTRATOR", username="lead")
        self.reader = builders.user("READER", username="reader")
        self.relationship = builders.relationship(subject="Cleaning", phase="OPERATION")
        builders.classification(None, self.relationship, "MANAGED", 3)
        self.pair = w.interest_pair(self.relationship)
        self.signal = w.signal(self.relationship)
        self.plan = w.plan(self.relationship)
        self.stage = w.stage(self.plan, approver=self.reader.pk, done_on="2026-11-01")
        self.benefit = w.benefit(self.relationship)
        self.dismissal = w.dismissal(self.relationship)
        self.explanation = w.explanation(self.relationship, author=self.lead)
        withdrawn = w.judgement(self.relationship)
        self.judgement = judgements.withdraw_judgement(by=builders.system(), judgement=withdrawn)
        self.in_force = w.principle().principle_set
        self.draft = w.draft()
        self.bare = w.own_principle(self.draft, observation_en="", code="BARE")
        self.submitted = sets.submit_set(by=builders.system(), principle_set=w.draft(self.reader))


Given = dict[str, Any]
# What is refused: the method and address of REST, the act, what it is about, what is given, who does it,
# and the codes with their fields.
Row = tuple[str, str, str, Callable[[World], Any], Given | Callable[[World], Given], str, list[tuple]]


def _relationship(world: World) -> Any:
    return world.relationship


REFUSED: dict[str, Row] = {
    "an effect outside the scale": (
        "POST",
        "relationships/{}/benefits",
        "create_benefit",
        _relationship,
        {"beneficiary": "THEM", "description": "Work", "effect": 9},
        "lead",
        [("LEVEL_OUT_OF_RANGE", "effect")],
    ),
    "all that is wrong of a benefit": (
        "POST",
        "relationships/{}/benefits",
        "create_benefit",
        _relationship,
        {"beneficiary": "US", "description": " ", "amount": "ten", "evidence": "a\u0007"},
        "lead",
        [
            ("UNKNOWN_CODE", "beneficiary"),
            ("REQUIRED", "description"),
            ("AMOUNT_INVALID", "amount"),
            ("CONTROL_CHARACTER", "evidence"),
        ],
    ),
    "an amount without a currency": (
        "POST",
        "relationships/{}/benefits",
        "create_benefit",
        _relationship,
        {"beneficiary": "THEM", "description": "Work", "amount": "10"},
        "lead",
        [("CURRENCY_MISSING", "currency")],
    ),
    "evidence by a reader": (
        "PATCH",
        "benefits/{}",
        "change_benefit",
        lambda world: world.benefit,
        {"effect": 1},
        "reader",
        [("NOT_ALLOWED", None)],
    ),
    "a pair of one side": (
        "POST",
        "relationships/{}/interest-pairs",
        "create_interest_pair",
        _relationship,
        lambda world: {
            "customer_interest": world.pair.supplier_interest_id,
            "supplier_interest": world.pair.supplier_interest_id,
        },
        "lead",
        [("OTHER_SIDE", "customer_interest")],
    ),
    "an interest that stands in a pair": (
        "DELETE",
        "interests/{}",
        "remove_interest",
        lambda world: world.pair.customer_interest,
        {},
        "lead",
        [("IN_USE", None)],
    ),
    "a verdict without an investigation": (
        "PATCH",
        "resistance-signals/{}",
        "change_resistance_signal",
        lambda world: world.signal,
        {"verdict": "RATIONAL"},
        "lead",
        [("REQUIRED", "investigation")],
    ),
    "an answer before the verdict": (
        "POST",
        "resistance-signals/{}/answer",
        "answer_resistance_signal",
        lambda world: world.signal,
        {"answer_kind": "MEASURE"},
        "lead",
        [("REQUIRED", "verdict"), ("REQUIRED", "answer"), ("REQUIRED", "answer_due_on")],
    ),
    "a review to come": (
        "POST",
        "relationships/{}/reviews",
        "create_review",
        _relationship,
        {"held_on": TOMORROW, "found": "Content."},
        "lead",
        [("DATE_IN_FUTURE", "held_on")],
    ),
    "a plan given up without a reason": (
        "POST",
        "development-plans/{}/abandon",
        "abandon_development_plan",
        lambda world: world.plan,
        {"reason": " "},
        "lead",
        [("REQUIRED", "reason")],
    ),
    "a gate opened by another": (
        "POST",
        "stages/{}/approve",
        "approve_stage",
        lambda world: world.stage,
        {},
        "lead",
        [("NOT_THE_APPROVER", None)],
    ),
    "an explanation for too long": (
        "POST",
        "relationships/{}/explanations",
        "write_explanation",
        _relationship,
        lambda world: {
            "principle": w.principle().pk,
            "reason": "They merge.",
            "instead": "We meet.",
            "valid_until": "2027-11-21",
        },
        "lead",
        [("VALID_TOO_LONG", "valid_until")],
    ),
    "an explanation of one's own": (
        "POST",
        "explanations/{}/approve",
        "approve_explanation",
        lambda world: world.explanation,
        {},
        "lead",
        [("OWN_EXPLANATION", None)],
    ),
    "a judgement under a draft": (
        "POST",
        "relationships/{}/judgements",
        "judge_compliance",
        _relationship,
        lambda world: {"principle": world.bare.pk, "result": "COMPLIANT", "reason": "Seen."},
        "lead",
        [("WRONG_STATE", "principle")],
    ),
    "a judgement withdrawn twice": (
        "POST",
        "judgements/{}/withdraw",
        "withdraw_judgement",
        lambda world: world.judgement,
        {},
        "lead",
        [("ALREADY_WITHDRAWN", None)],
    ),
    "a label dismissed twice": (
        "POST",
        "relationships/{}/label-dismissals",
        "dismiss_label",
        _relationship,
        {"place": "TITLE", "word": "PARTNERS", "text": "HR Partners BV", "reason": "Again."},
        "lead",
        [("DUPLICATE", "word")],
    ),
    "a set that waits for approvals": (
        "POST",
        "principle-sets/{}/put-in-force",
        "put_principle_set_in_force",
        lambda world: world.submitted,
        {},
        "lead",
        [("APPROVALS_MISSING", None)],
    ),
    "an approval by who is no stakeholder": (
        "POST",
        "principle-sets/{}/approve",
        "approve_principle_set",
        lambda world: world.submitted,
        {},
        "lead",
        [("NOT_A_STAKEHOLDER", None)],
    ),
    "a set in force": (
        "PATCH",
        "principle-sets/{}",
        "change_principle_set",
        lambda world: world.in_force,
        {"name": "Other"},
        "lead",
        [("IMMUTABLE", None)],
    ),
    "limits that can't be": (
        "PATCH",
        "principle-sets/{}",
        "change_principle_set",
        lambda world: world.draft,
        {"limits": {"review_months": 0, "colour": 1, "stage_days": {"9": 1}}},
        "lead",
        [
            ("NUMBER_OUT_OF_RANGE", "limits.review_months"),
            ("UNKNOWN_FIELD", "limits.colour"),
            ("UNKNOWN_FIELD", "limits.stage_days.9"),
        ],
    ),
    "a principle without an observation": (
        "POST",
        "principles/{}/activate",
        "activate_principle",
        lambda world: world.bare,
        {},
        "lead",
        [("OBSERVATION_REQUIRED", "active")],
    ),
    "a word that is there": (
        "POST",
        "discouraged-words",
        "add_discouraged_word",
        lambda world: None,
        {"language": "en", "word": "PARTNER"},
        "lead",
        [("DUPLICATE", "word")],
    ),
    "stakeholders that are nobody": (
        "PUT",
        "principle-sets/{}/stakeholders",
        "name_stakeholders",
        lambda world: world.draft,
        {"users": ["reader", "nobody", True]},
        "lead",
        [("NOT_FOUND", "users.1"), ("WRONG_TYPE", "users.2")],
    ),
}


def by_rest(method: str, address: str, given: Given, headers: dict[str, str]) -> list[dict[str, Any]]:
    answer = Client(raise_request_exception=False).generic(
        method,
        f"/api/v1/{address}",
        json.dumps(given),
        content_type="application/json",
        headers={"If-Match": "*", **headers},
    )
    assert answer.status_code >= 400, answer.content
    return answer.json()["errors"]


def by_graphql(name: str, on: Any, given: Given, headers: dict[str, str]) -> list[dict[str, Any]]:
    act = ACT[name]
    declared, asked, variables = [], [], {}
    if act.on is not None:
        declared, asked, variables = ["$on: Reference!"], [f"{camel(act.argument)}: $on"], {"on": on.pk}
    if act.given is not None:
        declared.append(f"$input: {act.given._meta.name}!")
        asked.append("input: $input")
        variables["input"] = {to_camel_case(field): value for field, value in given.items()}
    query = f"""mutation({", ".join(declared)}) {{ {camel(name)}({", ".join(asked)}) {{
        ok errors {{ code field message }} }} }}"""
    answer = Client(raise_request_exception=False).post(
        "/graphql/",
        json.dumps({"query": query, "variables": variables}),
        content_type="application/json",
        headers=headers,
    )
    (payload,) = answer.json()["data"].values()
    assert payload["ok"] is False
    return payload["errors"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_both_doors_refuse_the_same_in_the_same_words(language: str) -> None:
    world = World()
    headers = {}
    for name in ("lead", "reader"):
        user = getattr(world, name)
        _token, text = create_token(by=builders.actor(user), user=user, name=name, scope="ADMIN")
        headers[name] = {"Authorization": f"Bearer {text}", "Accept-Language": language}

    refused: dict[str, list[tuple]] = {}
    apart: dict[str, tuple] = {}
    for what, (method, address, act, on, given, who, _expected) in REFUSED.items():
        about = on(world)
        body = given(world) if callable(given) else given
        where = address.format(about.pk) if about is not None else address
        rest = by_rest(method, where, body, headers[who])
        graph = by_graphql(act, about, body, headers[who])
        refused[what] = [(each["code"], each["field"]) for each in rest]
        if graph != rest:
            apart[what] = (rest, graph)

    assert apart == {}
    assert refused == {what: row[-1] for what, row in REFUSED.items()}
