"""Acts on the principles: nobody reaches what he may not see, or does what his role doesn't allow."""

from __future__ import annotations

from typing import Any

import pytest

from api.graphql.columns import camel
from api.graphql.mutations.acts import Act
from api.graphql.mutations.compliance_acts import COMPLIANCE
from api.graphql.mutations.evidence_acts import EVIDENCE
from api.graphql.mutations.principle_acts import GOVERNING
from principles import models as p
from relationships.models import Relationship
from tests import builders
from tests.principles import worlds as w

OF_A_RELATIONSHIP = {act.name: act for act in (*EVIDENCE, *COMPLIANCE)}
OF_ALL = {act.name: act for act in GOVERNING}


def document(act: Act) -> str:
    """A document with this mutation, about `$on` with `$input`."""
    declared, given = [], []
    if act.on is not None:
        declared.append("$on: Reference!")
        given.append(f"{camel(act.argument)}: $on")
    if act.given is not None:
        declared.append(f"$input: {act.given._meta.name}!")
        given.append("input: $input")
    asked = f"{camel(act.name)}({', '.join(given)})"
    return f"mutation({', '.join(declared)}) {{ {asked} {{ ok errors {{ code field }} }} }}"


def variables(act: Act, on: Any) -> dict[str, Any]:
    return ({} if act.on is None else {"on": on}) | ({} if act.given is None else {"input": {}})


def histories() -> dict[str, int]:
    """How many changes were recorded of each kind of record."""
    models = (p.PrincipleSet, p.Principle, p.Stakeholder, p.DiscouragedWord, *OF_PLACE)
    return {model.__name__: model.history.count() for model in models}


OF_PLACE = (
    p.Benefit,
    p.Interest,
    p.InterestPair,
    p.Capability,
    p.CapabilityPair,
    p.ResistanceSignal,
    p.DevelopmentPlan,
    p.Stage,
    p.Review,
    p.Judgement,
    p.Explanation,
    p.LabelDismissal,
)


def records(place: w.Place) -> dict[Any, Any]:
    return {**place.of, Relationship: place.relationship}


def test_no_act_reaches_a_record_of_another_unit(asking, ask) -> None:
    place = w.place(builders.unit("OTHER"))
    there = records(place)
    stranger = asking(builders.user("ADMINISTRATOR", builders.unit("OWN")))
    before = histories()

    for act in OF_A_RELATIONSHIP.values():
        hidden = there[act.on[1]]
        query = document(act)
        assert stranger.refused(query, **variables(act, hidden.pk)) == [("NOT_FOUND", act.argument)], act.name
        assert stranger.refused(query, **variables(act, hidden.pk + 10_000)) == [
            ("NOT_FOUND", act.argument)
        ], act.name

    assert histories() == before


def test_no_act_of_a_reader_is_allowed(asking) -> None:
    unit = builders.unit("OWN")
    there = records(w.place(unit))
    reader = asking(builders.user("READER", unit))
    before = histories()

    for name, act in OF_A_RELATIONSHIP.items():
        expected = "NOT_THE_APPROVER" if name == "approve_stage" else "NOT_ALLOWED"
        assert reader.refused(document(act), **variables(act, there[act.on[1]].pk)) == [(expected, None)], (
            name
        )

    assert histories() == before


def test_governing_is_for_owners_of_principles_on_the_root(asking) -> None:
    drafted = w.draft()
    there = {
        p.PrincipleSet: drafted.pk,
        p.Principle: w.own_principle(drafted).pk,
        p.DiscouragedWord: p.DiscouragedWord.objects.all()[0].pk,
    }
    below = builders.unit("BELOW")
    before = histories()

    for user in (builders.user("SOURCING_MANAGER"), builders.user("PRINCIPLE_OWNER", below)):
        asks = asking(user)
        for name, act in OF_ALL.items():
            on = None if act.on is None else there[act.on[1]]
            assert asks.refused(document(act), **variables(act, on)) == [("NOT_ALLOWED", None)], name

    assert histories()["PrincipleSet"] == before["PrincipleSet"]
    assert histories() == before


def test_what_is_given_leads_to_visible_records_only(asking) -> None:
    unit = builders.unit("OWN")
    own = builders.relationship(unit=unit)
    other = w.place(builders.unit("OTHER"))
    hidden = builders.user("READER", builders.unit("ELSEWHERE"), username="hidden")
    asks = asking(builders.user("SOURCING_MANAGER", unit))
    pair = OF_A_RELATIONSHIP["create_interest_pair"]
    explain = OF_A_RELATIONSHIP["write_explanation"]
    interests = [w.interest(own), other.of[p.Interest]]

    assert asks.refused(
        document(pair),
        on=own.pk,
        input={"customerInterest": interests[0].pk, "supplierInterest": interests[1].pk},
    ) == [("NOT_FOUND", "supplier_interest")]
    given = {
        "principle": w.principle().pk,
        "reason": "They merge.",
        "instead": "We meet.",
        "validUntil": builders.NOW.date().isoformat(),
    }
    refused = asks.refused(document(explain), on=own.pk, input={**given, "owner": hidden.pk})
    assert ("NOT_FOUND", "owner") in refused


@pytest.mark.parametrize("value", ["", "x", "\u0000", 10**30, -1, 1.5, True, [1], {"a": 1}, None])
def test_a_reference_that_is_none(ask, value: Any) -> None:
    act = OF_A_RELATIONSHIP["change_benefit"]

    answer = ask.answer(document(act), on=value, input={})

    codes = (
        [each["extensions"]["code"] for each in answer["errors"]]
        if "errors" in answer
        else [each["code"] for each in answer["data"]["changeBenefit"]["errors"]]
    )
    assert len(codes) == 1
    assert codes[0] in ("NOT_FOUND", "WRONG_TYPE", "REQUIRED")
