"""What the rule says of facts that are given, and of relationships as if: nothing of it is kept."""

from __future__ import annotations

import random
from copy import deepcopy
from typing import Any

import pytest
from django.apps import apps

from relationships.choices import (
    ATTITUDES,
    TYPE_RULE_FACTS,
    CollaborationType,
    Direction,
    FactSource,
)
from relationships.errors import Refused
from relationships.models import Relationship, User, Verdict
from relationships.previews import compared, previews, supposed
from relationships.previews.answers import Preview, preview, preview_of
from relationships.previews.given import TRUST
from relationships.previews.lookups import Lookups
from relationships.queries.facts import CurrentFact
from relationships.queries.rules import rule_set_in_force
from relationships.queries.situations import Situation, situations
from relationships.verdicts import columns_of, judged
from tests import builders as b
from tests.relationships.fit.cases import ratings
from tests.relationships.previews import asked

pytestmark = pytest.mark.django_db
KIND_OF = {2: "GUARANTEE", 3: "AUDIT", 4: "OPEN_BOOK"}


@pytest.fixture
def reader() -> User:
    return b.user("READER")


def refusals(user: User, item: Any) -> list[tuple[str, str | None]]:
    (answer,) = previews(user, [item])
    assert answer.refused is not None
    return [(each.code, each.field) for each in answer.refused.refusals]


def as_given(situation: Situation) -> dict[str, Any]:
    """What a door would be given of a situation."""
    facts = {}
    for code, fact in situation.facts.items():
        if fact.value is not None or fact.unconfirmed is not None:
            confirmed = fact.value is not None
            value = fact.value if confirmed else fact.unconfirmed
            facts[code] = {"value": value, "source": fact.source, "confirmed": confirmed}
    return {
        "facts": facts,
        "chosen_type": situation.chosen,
        "trust_target": situation.target,
        **{name: situation.trust.get(direction) for name, direction in TRUST.items()},
        "safeguards": [KIND_OF[level] for level in situation.safeguards],
    }


def generated(chance: random.Random) -> Situation:
    """A situation in which anything may be unknown."""
    facts = {}
    for code in TYPE_RULE_FACTS:
        value = chance.choice([None, 1, 2, 3, 4, 5])
        source = None if value is None else FactSource.ASSESSED
        facts[code] = CurrentFact(code, value, source)
    chosen = chance.choice([None, *CollaborationType])
    return Situation(
        relationship=0,
        facts=facts,
        chosen=chosen,
        target=None if chosen is None else chance.randint(1, 5),
        trust={each: chance.randint(1, 5) for each in Direction if chance.random() < 0.8},
        safeguards={level: 1 for level in KIND_OF if chance.random() < 0.5},
        valid_until=None,
    )


def test_a_preview_says_what_a_verdict_of_the_same_situation_says(reader) -> None:
    chance = random.Random(5)
    known = Lookups(reader, rule_set_in_force())
    verdicts = set()
    for _each in range(150):
        situation = generated(chance)
        found = preview_of(as_given(situation), known)
        assert found.situation.key == situation.key
        expected = columns_of(situation, judged(situation, known.rules))
        assert {**found.columns, "parties_open": None} == {**expected, "parties_open": None}
        verdicts.add(expected["verdict"])
    assert verdicts == {"UNCLASSIFIED", "MISFIT", "NOT_ASSESSABLE", "ATTENTION", "FIT"}


def test_a_preview_of_what_is_known_of_a_relationship_is_its_stored_verdict(reader) -> None:
    chance = random.Random(7)
    made = []
    for number in range(3):
        found = b.relationship(category="Cleaning" if number % 2 else "")
        made.append(found.pk)
        known = chance.sample(TYPE_RULE_FACTS, 15 + number)
        levels = {code: chance.randint(2, 4) if code in ATTITUDES else chance.randint(1, 5) for code in known}
        b.rate(None, found, levels)
        if number != 1:
            b.assessment(None, found, "CUSTOMER_TO_SUPPLIER", chance.randint(1, 5))
            b.assessment(None, found, "SUPPLIER_TO_CUSTOMER", chance.randint(1, 5))
        b.safeguard(None, found, chance.choice(list(KIND_OF.values())))
        if number:
            b.classification(None, found, chance.choice(list(CollaborationType)), chance.randint(1, 5))
    for situation in situations(made, b.NOW):
        stored = Verdict.objects.get(pk=situation.relationship)
        found = preview(reader, as_given(situation))
        assert found.columns == {name: getattr(stored, name) for name in found.columns}


def test_what_is_not_given_is_unknown_and_not_assessable(reader) -> None:
    item = {"chosen_type": "MANAGED", "trust_target": 3}
    found = preview(reader, item)
    assert (found.columns["verdict"], found.columns["unknown_facts"]) == ("NOT_ASSESSABLE", 21)
    assert [found.columns["recommended_type"], found.columns["score"]] == ["", None]
    trusted = {"facts": asked.facts("A7"), **item, "trust_target": 4, "trust_customer_to_supplier": 4}
    assert preview(reader, trusted).columns["verdict"] == "NOT_ASSESSABLE"
    trusted["trust_supplier_to_customer"] = 4
    assert preview(reader, trusted).columns["verdict"] == "FIT"


def test_an_attitude_of_1_or_5_counts_only_when_it_is_confirmed(reader) -> None:
    alone = preview(reader, {"facts": {**ratings("A14"), "attitude_supplier": 1}})
    shown = next(each for each in alone.facts if each.fact == "attitude_supplier")
    assert (shown.value, shown.unconfirmed) == (None, 1)
    assert alone.judgement.recommendation.recommended_type == "SERVICE"
    confirmed = preview(reader, {"facts": asked.facts("A14")})
    assert confirmed.judgement.recommendation.recommended_type == "GUARDED"


def test_a_category_supplies_assumed_facts_and_what_is_given_counts_before_them(reader) -> None:
    found = preview(reader, {"category": "schoonmaak", "facts": {"complexity": 4, "access": None}})
    facts = {each.fact: (each.value, each.source) for each in found.facts}
    assert found.profile is not None
    assert facts["complexity"] == (4, "ASSESSED")
    assert facts["access"] == (None, None)
    assert facts["duration"][1] in ("ASSUMED", None)
    assert found.columns["assumed_facts"] == sum(source == "ASSUMED" for _value, source in facts.values()) > 5
    assert found.columns["parties_open"] is True
    assert preview(reader, {"category": "Something else"}).profile is None
    assert preview(reader, {"cpv": "90911200"}).profile == found.profile
    assert (
        preview(reader, {"profile": found.profile.pk}).situation.key
        == preview(reader, {"profile": found.profile.name}).situation.key
    )


def test_all_that_is_wrong_with_an_item_is_said_at_once(reader) -> None:
    wrong = {
        "colour": "red",
        "facts": {
            "complexity": 9,
            "criticality": "high",
            "charm": 3,
            "access": {"value": 3, "source": "GUESSED"},
            "goal_alignment": {"value": 3, "source": "ASSUMED"},
            "duration": {"level": 3},
        },
        "chosen_type": "PARTNERSHIP",
        "trust_customer_to_supplier": 0,
        "safeguards": ["OPEN_BOOK", "NONE", [1]],
        "profile": "Unheard of",
        "cpv": "12",
    }
    assert sorted(refusals(reader, wrong)) == [
        ("CPV_INVALID", "cpv"),
        ("LEVEL_OUT_OF_RANGE", "facts.complexity"),
        ("LEVEL_OUT_OF_RANGE", "trust_customer_to_supplier"),
        ("NOT_FOUND", "profile"),
        ("NOT_FOUND", "safeguards.1"),
        ("NUMBER_INVALID", "facts.criticality"),
        ("UNKNOWN_CODE", "chosen_type"),
        ("UNKNOWN_CODE", "facts.access.source"),
        ("UNKNOWN_CODE", "facts.charm"),
        ("UNKNOWN_CODE", "facts.goal_alignment.source"),
        ("UNKNOWN_FIELD", "colour"),
        ("UNKNOWN_FIELD", "facts.duration.level"),
        ("WRONG_TYPE", "safeguards.2"),
    ]


def test_a_type_is_judged_with_its_target(reader) -> None:
    assert refusals(reader, {"chosen_type": "SPOT"}) == [("REQUIRED", "trust_target")]
    assert refusals(reader, {"trust_target": 2}) == [("REQUIRED", "chosen_type")]


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        (None, ("REQUIRED", "items")),
        ([], ("REQUIRED", "items")),
        ({}, ("WRONG_TYPE", "items")),
        ([{}] * 101, ("NUMBER_OUT_OF_RANGE", "items")),
    ],
)
def test_a_batch_has_its_limits(reader, items, reason) -> None:
    with pytest.raises(Refused) as refused:
        previews(reader, items)
    assert [(each.code, each.field) for each in refused.value.refusals] == [reason]


def test_too_many_names_are_refused_in_one_go(reader) -> None:
    names = {f"f{each}": 1 for each in range(5_000)}
    assert refusals(reader, {"facts": names}) == [("NUMBER_OUT_OF_RANGE", "facts")]
    assert refusals(reader, names) == [("NUMBER_OUT_OF_RANGE", None)]
    assert refusals(reader, {"safeguards": ["X"] * 5_000}) == [("NUMBER_OUT_OF_RANGE", "safeguards")]


@pytest.mark.parametrize("times", [1, 3])
def test_any_number_of_items_takes_as_many_queries(reader, queries, times) -> None:
    item = {"category": "Cleaning", "safeguards": ["OPEN_BOOK"], "facts": {"complexity": 3}}
    with queries(6):
        assert all(each.ok for each in previews(reader, [item] * times))


def test_a_draft_is_asked_by_who_sees_it(reader) -> None:
    parameters = deepcopy(rule_set_in_force().parameters)
    parameters["weights"] |= {"complexity": 22, "customisation": 0}
    draft = b.rule_set(parameters=parameters)
    outsourcing = {"facts": asked.facts("A7")}
    assert preview(reader, outsourcing).columns["score"] == 74
    assert preview(reader, outsourcing, rule_set=draft.pk).columns["score"] == 76.5
    assert preview(reader, outsourcing, rule_set=draft.pk).rule_set == draft
    with pytest.raises(Refused, match="There is no rule set"):
        preview(reader, {}, rule_set=0)


def test_somebody_without_a_role_asks_nothing() -> None:
    with pytest.raises(Refused, match="There is no rule set"):
        previews(b.user(), [{}])


def test_every_type_is_held_against_the_facts(reader) -> None:
    found = compared(reader, {"facts": asked.facts("A8", interdependence=None)}, at=b.NOW)
    rows = [(each.type, each.admissible, each.judgement.target, len(each.missing)) for each in found.types]
    assert rows == [
        ("SPOT", False, 3, 2),
        ("CALL_OFF", False, 3, 5),
        ("SERVICE", False, 3, 6),
        ("MANAGED", None, 4, 8),
        ("INTEGRATED", None, 4, 7),
        ("VENTURE", False, 5, 6),
        ("CAPTIVE", False, 3, 6),
        ("GUARDED", False, 1, 6),
    ]
    assert not any(each.recommended for each in found.types)
    assert found.preview.deciding_facts == ["interdependence"]


def test_what_fits_is_certain_of_a_type_although_the_set_is_not(reader) -> None:
    """By brute force: a type fits, or does not, in every possibility of what is unknown."""
    chance = random.Random(3)
    known = Lookups(reader, rule_set_in_force())
    for _each in range(12):
        levels = {code: chance.randint(2, 4) for code in TYPE_RULE_FACTS}
        first, second = chance.sample([each for each in TYPE_RULE_FACTS if each not in ATTITUDES], 2)
        sets = [
            preview_of(
                {"facts": {**levels, first: one, second: other}}, known
            ).judgement.recommendation.admissible_types
            for one in range(1, 6)
            for other in range(1, 6)
        ]
        found = compared(reader, {"facts": {**levels, first: None, second: None}}, at=b.NOW)
        for each in found.types:
            fits = {each.type in types for types in sets}
            assert each.admissible is (fits.pop() if len(fits) == 1 else None)


def test_arrangements_in_place_are_not_missing_and_unknown_access_leaves_some_open(reader) -> None:
    given = {
        "facts": asked.facts("A5", access=None),
        "arrangements": {"MONTHLY_REVIEW": "PRESENT", "DISPUTE_CLAUSE": "NOT_APPLICABLE"},
    }
    service = next(each for each in compared(reader, given, at=b.NOW).types if each.type == "SERVICE")
    assert [each.kind for each in service.missing] == ["SERVICE_LEVELS", "OPERATING_PROCEDURES"]
    assert service.arrangements_open == ("DATA_PROCESSING_AGREEMENT", "INFORMATION_SECURITY_TERMS")


@pytest.fixture
def catering() -> Relationship:
    """Classified as SERVICE with trust 2, with a safeguard of level 4, and trusted at 3."""
    found = b.relationship(category="Catering")
    b.rate(None, found)
    b.classification(None, found)
    b.safeguard(None, found, "OPEN_BOOK", active_from="2026-01-01")
    for direction in Direction:
        b.assessment(None, found, direction, 3)
    return found


def everything_kept() -> dict[str, Any]:
    """All rows of all records, their histories included."""
    return {
        model._meta.label: sorted(map(repr, model._default_manager.order_by().values()))
        for model in apps.get_models()
        if model._meta.app_label == "relationships"
    }


def test_what_if_writes_nothing_and_leaves_no_trace(reader, catering) -> None:
    before = everything_kept()
    found = supposed(
        reader,
        catering,
        {"facts": {"criticality": 5, "uncertainty": 4}, "chosen_type": "INTEGRATED", "trust_target": 4},
        at=b.NOW,
    )
    compared(reader, {"facts": {"criticality": 5}}, at=b.NOW, relationship=catering)
    assert everything_kept() == before
    assert (found.now.columns["verdict"], found.then.columns["verdict"]) == ("FIT", "MISFIT")


def test_what_if_says_what_would_differ(reader, catering) -> None:
    found = supposed(reader, catering, {"facts": {"criticality": 5}}, at=b.NOW)
    differences = {each.name: (each.now, each.then) for each in found.differences}
    assert differences == {
        "verdict": ("FIT", "ATTENTION"),
        "score": (23.5, 31),
        "score_low": (23.5, 31),
        "score_high": (23.5, 31),
        "required_trust": (2, 3),
        "required_trust_low": (2, 3),
        "required_trust_high": (2, 3),
        "required_trust_recommended": (2, 3),
    }
    assert (found.flags_gained, found.flags_lost) == (["TRUST_TARGET_LOW"], [])
    nothing = supposed(reader, catering, {}, at=b.NOW)
    assert (nothing.differences, nothing.flags_gained, nothing.flags_lost) == ([], [], [])


def test_what_if_changes_only_what_is_said(reader, catering) -> None:
    def then(**given: Any) -> Preview:
        return supposed(reader, catering, given, at=b.NOW).then

    assert then(trust_target=5).situation.chosen == "SERVICE"
    assert then(chosen_type=None).columns["verdict"] == "UNCLASSIFIED"
    assert then(trust_customer_to_supplier=None).situation.trust == {"SUPPLIER_TO_CUSTOMER": 3}
    assert then(add_safeguards=["OPEN_BOOK", "ESCROW"]).situation.safeguards == {4: 2}
    assert then(add_safeguards=["AUDIT"], end_safeguards=["OPEN_BOOK"]).situation.safeguards == {3: 1}
    assert then(safeguards=[]).situation.safeguards == {}
    assert then(facts={"access": None}).judgement.recommendation.unknown_facts == ("access",)
    waiting = then(facts={"attitude_supplier": 5})
    kept = next(each for each in waiting.facts if each.fact == "attitude_supplier")
    assert (kept.value, kept.unconfirmed) == (4, 5)
    other = then(category="Cleaning")
    assert other.profile is not None
    assert other.profile.name != catering.profile.name
    assert other.situation.values == then().situation.values  # all was rated


def test_without_a_decision_a_type_needs_its_target(reader) -> None:
    bare = b.relationship()
    with pytest.raises(Refused) as refused:
        supposed(reader, bare, {"chosen_type": "SPOT"}, at=b.NOW)
    assert [(each.code, each.field) for each in refused.value.refusals] == [("REQUIRED", "trust_target")]


def test_the_chosen_type_is_compared_with_its_own_target(reader, catering) -> None:
    found = compared(reader, {}, at=b.NOW, relationship=catering)
    service = next(each for each in found.types if each.chosen)
    stored = Verdict.objects.get(pk=catering.pk)
    assert (service.type, service.columns["verdict"]) == ("SERVICE", stored.verdict)
    assert service.recommended
    assert [each.code for each in service.judgement.flags] == ["FIT"]
    managed = next(each for each in found.types if each.type == "MANAGED")
    assert managed.flags("en")[0] == {
        "code": "OVER",
        "levels": 1,
        "text": "The chosen type is 1 level deeper than needed and feasible.",
    }


def test_what_if_and_comparing_take_a_constant_number_of_queries(reader, catering, queries) -> None:
    given = {"facts": {"access": 4}, "add_safeguards": ["AUDIT"], "category": "Cleaning"}
    catering = Relationship.objects.select_related("profile").get(pk=catering.pk)
    with queries(14):
        supposed(reader, catering, given, at=b.NOW)
    with queries(15):
        compared(reader, given, at=b.NOW, relationship=catering)
