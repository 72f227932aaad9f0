"""The fit rule asked at the GraphQL door: the answers of the REST door, field by field."""

from __future__ import annotations

import pytest

from relationships.models import Relationship
from tests import builders as b
from tests.api.graphql.conftest import Asking
from tests.relationships.previews import asked

pytestmark = pytest.mark.django_db
CASES = """query($input: [FitPreviewInput!]!) { fitPreview(input: $input) { index ok preview {
  score needed_depth: neededDepth feasible_depth: feasibleDepth recommended_type: recommendedType
  posture_side: postureSide required_trust_recommended: requiredTrustRecommended
  required_trust: requiredTrust verdict flags { code levels residual } } } }"""


@pytest.fixture
def reader() -> Asking:
    return Asking(b.user("READER"), scope="READ")


@pytest.fixture
def catering() -> Relationship:
    found = b.relationship(category="Catering")
    b.rate(None, found)
    b.classification(None, found)
    return found


def camel(item: dict) -> dict:
    words = {name: name.split("_") for name in item}
    return {first + "".join(map(str.title, rest)): item[n] for n, (first, *rest) in words.items()}


def test_the_worked_cases_all_at_once(reader) -> None:
    found = reader(CASES, input=[camel(each) for each in asked.items()])["fitPreview"]
    assert [each["index"] for each in found] == list(range(33))
    assert [asked.told(each["preview"], at) for at, each in enumerate(found)] == asked.expected()


def test_everything_that_a_preview_tells(reader) -> None:
    query = """query($input: [FitPreviewInput!]!) { fitPreview(input: $input) { preview {
      verdict label pending ruleSet { number } profile { name } possibleTypes admissibleTypes bindingCaps
      unknownFacts unknownCount assumedCount decidingFacts reasonRequired reasonsForReason
      requiredTrustRecommendedLow requiredTrustRecommendedHigh
      facts { code label value source unconfirmed }
      summary(language: nl) explanation { kind text }
      whatWouldChange { reach lines changes { leadsTo } } } } }"""
    item = {"facts": asked.facts("A8", interdependence=None), "chosenType": "MANAGED", "trustTarget": 4}
    item |= {"trustCustomerToSupplier": 4, "trustSupplierToCustomer": 4}
    known = {code: level for code, level in asked.facts("A8").items() if code != "interdependence"}
    items = [item, {**item, "facts": known, "category": "Cleaning"}]
    answers = reader(query, input=items)["fitPreview"]
    found = answers[0]["preview"]
    assert (found["verdict"], found["label"], found["pending"]) == ("NOT_ASSESSABLE", "Not assessable", False)
    assert (found["admissibleTypes"], found["possibleTypes"]) == (None, ["MANAGED", "INTEGRATED"])
    assert found["unknownFacts"] == found["decidingFacts"] == ["interdependence"]
    assert (found["reasonRequired"], found["reasonsForReason"]) == (True, ["NOT_ADMISSIBLE", "UNDECIDED"])
    assert (found["ruleSet"], found["profile"]) == ({"number": 1}, None)
    assert found["whatWouldChange"]["reach"] == "UNDECIDED"
    assert found["facts"][5] == {
        "code": "interdependence",
        "label": "Interdependence of the work",
        "value": None,
        "source": None,
        "unconfirmed": None,
    }
    assert answers[1]["preview"]["assumedCount"] == 1


def test_what_if_and_types_side_by_side(reader, catering) -> None:
    query = """query($id: Reference!) {
      whatIf(relationship: $id, input: {chosenType: INTEGRATED, trustTarget: 4, facts: {criticality: 5}}) {
        now { verdict } then { verdict score } flagsGained flagsLost differences { name now then } }
      comparedTypes(relationship: $id, language: "nl") { preview { verdict chosenType }
        types { type label admissible chosen verdict flags { code text } arrangementsMissing
          arrangements { kind label state missing } } } }"""
    found = reader(query, id=catering.pk)
    assert (found["whatIf"]["now"], found["whatIf"]["then"]) == (
        {"verdict": "NOT_ASSESSABLE"},
        {"verdict": "MISFIT", "score": 31},
    )
    assert (found["whatIf"]["flagsGained"], found["whatIf"]["flagsLost"]) == (["OVER"], ["FIT"])
    assert {"name": "score", "now": 23.5, "then": 31} in found["whatIf"]["differences"]
    assert found["comparedTypes"]["preview"]["chosenType"] == "SERVICE"
    service = found["comparedTypes"]["types"][2]
    assert (service["label"], service["admissible"], service["chosen"]) == (
        "Standaardlevering op contract",
        True,
        True,
    )
    assert next(each["kind"] for each in service["arrangements"] if each["missing"]) == "SERVICE_LEVELS"


def test_a_stranger_asks_about_nothing_of_others(catering) -> None:
    stranger = Asking(b.user("ADMINISTRATOR", b.unit("WEST")))
    for query in (
        "query($id: Reference!) { whatIf(relationship: $id, input: {}) { now { verdict } } }",
        "query($id: Reference!) { comparedTypes(relationship: $id) { types { verdict } } }",
    ):
        for pk in (catering.pk, 99_999_999):
            answer = stranger.answer(query, id=pk)
            (error,) = answer["errors"]
            assert (error["extensions"]["code"], error["extensions"]["field"]) == (
                "NOT_FOUND",
                "relationship",
            )


def test_what_cannot_be_asked(reader) -> None:
    for query, reason in (
        ("{ comparedTypes { types { type } } }", ("REQUIRED", "input")),
        ("{ fitPreview(input: []) { ok } }", ("REQUIRED", "items")),
        ("{ fitPreview(input: {}, ruleSet: 0) { ok } }", ("NOT_FOUND", "rule_set")),
        ("{ comparedTypes(input: {facts: {charm: 1}}) { types { type } } }", ("UNKNOWN_CODE", "facts.charm")),
    ):
        (error,) = reader.answer(query)["errors"]
        assert (error["extensions"]["code"], error["extensions"]["field"]) == reason


def test_the_cost_goes_with_what_is_given(reader) -> None:
    query = """query($input: [FitPreviewInput!]!) { fitPreview(input: $input) { preview { summary
      explanation { kind text facts } whatWouldChange { lines } } } }"""
    one, three = (reader.answer(query, input=[{}] * times)["extensions"]["cost"]["asked"] for times in (1, 3))
    assert 300 < one < 2_000
    assert three - one > 2 * (one - 100)


@pytest.mark.parametrize("times", [1, 3])
def test_any_number_takes_as_many_queries(reader, queries, times) -> None:
    query = """query($input: [FitPreviewInput!]!) { fitPreview(input: $input) { preview {
      verdict ruleSet { number } profile { name } } } }"""
    item = {"category": "Cleaning", "safeguards": ["OPEN_BOOK"]}
    reader(query, input=[item])
    with queries(8):
        reader(query, input=[item] * times)
