"""The fit rule asked at the REST door: nothing is stored, and a token for reading is enough."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from relationships.models import Relationship
from tests import builders as b
from tests.api.graphql.conftest import Asking
from tests.api.rest.conftest import Caller, codes
from tests.relationships.previews import asked

pytestmark = pytest.mark.django_db
ADDRESSES = ("fit/preview", "fit/compare", "relationships/{id}/compare-types", "relationships/{id}/what-if")


@pytest.fixture
def reader(as_user) -> Caller:
    return as_user(b.user("READER"), scope="READ")


@pytest.fixture
def catering() -> Relationship:
    found = b.relationship(category="Catering")
    b.rate(None, found)
    b.classification(None, found)
    return found


def test_the_worked_cases_all_at_once(reader) -> None:
    answer = reader.post("fit/preview", {"items": asked.items(), "explain": False})
    assert answer.status_code == 200
    found = answer.json()["items"]
    assert [each["index"] for each in found] == list(range(33))
    assert [asked.told(each["preview"], at) for at, each in enumerate(found)] == asked.expected()


def test_one_case_with_its_reasons_in_dutch(reader) -> None:
    given = {"facts": asked.facts("A8", interdependence=None), "language": "nl"}
    found = reader.post("fit/preview", given).json()
    assert (found["verdict"], found["recommended_type"], found["admissible_types"]) == (
        "UNCLASSIFIED",
        None,
        None,
    )
    assert (found["needed_low"], found["needed_high"]) == (3, 4)
    assert found["possible_types"] == ["MANAGED", "INTEGRATED"]
    assert found["deciding_facts"] == ["interdependence"]
    told = found["explanation"]
    assert (told["language"], told["what_would_change_reach"]) == ("nl", "UNDECIDED")
    assert told["deciding_facts"] == ["interdependence"]
    assert len(told["lines"]) > 15


def test_one_bad_item_does_not_spoil_the_others(reader) -> None:
    items = [{"facts": {"complexity": 9}}, {"facts": asked.facts("A1")}, 3]
    found = reader.post("fit/preview", {"items": items, "explain": False}).json()["items"]
    assert [(each["ok"], each["preview"] is None) for each in found] == [
        (False, True),
        (True, False),
        (False, True),
    ]
    assert found[0]["errors"] == [
        {
            "code": "LEVEL_OUT_OF_RANGE",
            "field": "facts.complexity",
            "message": "9 is outside the scale 1–5.",
        }
    ]
    assert found[1]["preview"]["recommended_type"] == "SPOT"


def test_what_is_wrong_with_one_alone_is_a_problem(reader) -> None:
    refused = reader.post("fit/preview", {"facts": {"charm": 3}, "chosen_type": "SPOT", "colour": "red"})
    assert refused.status_code == 422
    assert codes(refused) == [
        ("UNKNOWN_FIELD", "colour"),
        ("REQUIRED", "trust_target"),
        ("UNKNOWN_CODE", "facts.charm"),
    ]
    for given, reason in (
        ({"items": []}, ("REQUIRED", "items")),
        ({"items": [{}], "facts": {}}, ("UNKNOWN_FIELD", "facts")),
        ({"items": [{}] * 101}, ("NUMBER_OUT_OF_RANGE", "items")),
        ({"language": "fr"}, ("UNKNOWN_CODE", "language")),
        ({"explain": "no"}, ("WRONG_TYPE", "explain")),
        ({"rule_set": 0}, ("NOT_FOUND", "rule_set")),
    ):
        refused = reader.post("fit/preview", given)
        assert (refused.status_code, codes(refused)) == (422, [reason]), given


def test_a_relationship_is_asked_about_by_who_sees_it(as_user, reader, catering, anybody) -> None:
    stranger = as_user(b.user("ADMINISTRATOR", b.unit("WEST")))
    for path in ADDRESSES[2:]:
        address = path.format(id=catering.pk)
        assert reader.post(address, {}).status_code == 200
        assert stranger.post(address, {}).status_code == 404
        assert stranger.post(address, {"facts": {"charm": 1}}).status_code == 404
    for path in ADDRESSES:
        assert anybody.post(path.format(id=catering.pk), {}).status_code == 401
        assert reader.get(path.format(id=catering.pk)).status_code == 405


def test_who_is_signed_in_by_the_pages_sends_his_mark(catering) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(b.user("READER"))
    sent = client.post("/api/v1/fit/preview", "{}", content_type="application/json")
    assert (sent.status_code, codes(sent)) == (403, [("CSRF_FAILED", None)])


def test_what_if_tells_now_and_then(reader, catering) -> None:
    given = {"chosen_type": "INTEGRATED", "trust_target": 4, "explain": False}
    version = catering.version
    found = reader.post(f"relationships/{catering.pk}/what-if", given).json()
    assert (found["now"]["chosen_type"], found["then"]["chosen_type"]) == ("SERVICE", "INTEGRATED")
    assert {"name": "verdict", "now": "NOT_ASSESSABLE", "then": "MISFIT"} in found["differences"]
    assert (found["flags_gained"], found["flags_lost"]) == (["OVER"], ["FIT"])
    catering.refresh_from_db()
    assert (catering.version, catering.classifications.get().chosen_type) == (version, "SERVICE")


def test_types_side_by_side(reader, catering) -> None:
    found = reader.post(f"relationships/{catering.pk}/compare-types", {}).json()["types"]
    told = [(each["type"], each["admissible"], each["verdict"], each["trust_target"]) for each in found]
    assert told == [
        ("SPOT", False, "MISFIT", 2),
        ("CALL_OFF", False, "ATTENTION", 2),
        ("SERVICE", True, "NOT_ASSESSABLE", 2),
        ("MANAGED", False, "NOT_ASSESSABLE", 3),
        ("INTEGRATED", False, "MISFIT", 4),
        ("VENTURE", False, "MISFIT", 5),
        ("CAPTIVE", False, "NOT_ASSESSABLE", 3),
        ("GUARDED", False, "MISFIT", 1),
    ]
    service = found[2]
    assert (service["chosen"], service["recommended"], service["arrangements_missing"]) == (True, True, 4)
    given = {"facts": asked.facts("A5"), "chosen_type": "SERVICE", "trust_target": 2}
    assert reader.post("fit/compare", given).json()["types"] == found


def test_answers_are_as_described(reader, catering) -> None:
    document = Client().get("/api/v1/openapi.json").json()
    for path in ADDRESSES:
        said = document["paths"][f"/api/v1/{path}"]["post"]
        schema = said["responses"]["200"]
        if "$ref" in schema:
            schema = document["components"]["responses"][schema["$ref"].rsplit("/", 1)[1]]
        schema = {**schema["content"]["application/json"]["schema"], "components": document["components"]}
        given = said["requestBody"]["content"]["application/json"]["schema"]["examples"][0]
        sent = [given, {"items": [given, {"facts": 1}]}] if path == "fit/preview" else [given]
        for each in sent:
            answer = reader.post(path.format(id=catering.pk), each)
            assert answer.status_code == 200, answer.content
            assert list(Draft202012Validator(schema).iter_errors(answer.json())) == []


WRONG = (
    {"facts": {"complexity": 9, "charm": 1, "access": {"value": 2, "source": "GUESSED"}}},
    {"chosen_type": "PARTNERSHIP", "trust_target": 7},
    {"chosen_type": "SPOT"},
    {"safeguards": ["NONE"], "profile": "Unheard of", "category": "a\u0000b", "cpv": "12"},
    {"trust_customer_to_supplier": "x", "trust_supplier_to_customer": []},
    {"facts": []},
)


@pytest.mark.parametrize("given", WRONG, ids=lambda given: json.dumps(given)[:30])
def test_graphql_refuses_the_same_with_the_same_words(reader, given) -> None:
    from_rest = reader.post("fit/preview", given).json()["errors"]
    camel = {
        name.split("_")[0] + "".join(part.title() for part in name.split("_")[1:]): value
        for name, value in given.items()
    }
    asking = Asking(b.user("READER"), scope="READ")
    fields = "ok errors { code field message }"
    query = f"query($input: [FitPreviewInput!]!) {{ fitPreview(input: $input) {{ {fields} }} }}"
    (answer,) = asking(query, input=[camel])["fitPreview"]
    assert answer["ok"] is False
    assert answer["errors"] == from_rest


def test_the_guide_shows_what_runs(reader, catering) -> None:
    """The bodies that docs/api/rest.md sends to these addresses."""
    page = (Path(__file__).resolve().parents[3] / "docs/api/rest.md").read_text(encoding="utf-8")
    _before, _mark, section = page.partition("## Asking the rule without recording")
    shown = [
        (line.split("$API/")[1].split()[0].rstrip('"'), line.split("-d '")[1].rsplit("'", 1)[0])
        for line in section.split("\n## ")[0].splitlines()
        if line.startswith("curl")
    ]
    assert len(shown) == 4
    for address, body in shown:
        answer = reader.post(address.replace("/1/", f"/{catering.pk}/"), body)
        assert answer.status_code == 200, (address, answer.content)
