"""What operations of the OpenAPI document have in common is said once, and nothing is lost by it."""

from __future__ import annotations

from copy import deepcopy

from api.rest import sharing

LIMIT = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
KIND = {"name": "kind", "in": "query", "schema": {"enum": ["A"]}}
OTHER_KIND = {"name": "kind", "in": "query", "schema": {"enum": ["B"]}}
LONG = {"type": "object", "properties": {f"field_{at}": {"type": "string"} for at in range(10)}}


def _document(**operations) -> dict:
    return {"paths": {f"/{name}": {"get": each} for name, each in operations.items()}}


def test_parameters_that_several_take_are_referred_to() -> None:
    document = _document(
        a={"parameters": [LIMIT, KIND]},
        b={"parameters": [KIND, LIMIT, OTHER_KIND]},
        c={"parameters": [OTHER_KIND, {"name": "once", "in": "query"}]},
    )
    shared = sharing.share_parameters(document)
    assert shared["components"]["parameters"] == {"kind": KIND, "kind_2": OTHER_KIND, "limit": LIMIT}
    assert shared["paths"]["/c"]["get"]["parameters"] == [
        {"$ref": "#/components/parameters/kind_2"},
        {"name": "once", "in": "query"},
    ]


def test_parts_of_bodies_are_shared_and_the_views_own_stay_whole() -> None:
    given = {"type": "object", "properties": {"extra_terms": LONG, "name": {"type": "string"}}}
    kept = deepcopy(given)
    body = {"requestBody": {"content": {"application/json": {"schema": given}}}}
    shared = sharing.share_bodies(_document(a=deepcopy(body), b=body))
    assert shared["components"]["schemas"] == {"GivenExtraTerms": LONG}
    schema = shared["paths"]["/b"]["get"]["requestBody"]["content"]["application/json"]["schema"]
    assert schema["properties"]["extra_terms"] == {"$ref": "#/components/schemas/GivenExtraTerms"}
    assert given == kept


def test_how_one_signs_in_is_said_once_where_it_is_alike() -> None:
    alike = sharing.share_security(
        _document(a={"security": [{"token": []}]}, b={"security": [{"token": []}]})
    )
    assert (alike["security"], alike["paths"]["/a"]["get"]) == ([{"token": []}], {})
    apart = sharing.share_security(_document(a={"security": [{"token": []}]}, b={"security": []}))
    assert "security" not in apart
    assert apart["paths"]["/b"]["get"] == {"security": []}


def test_answers_are_named_for_what_they_hold() -> None:
    page = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/PartyShape"}}}}
    shared = sharing.share_answers(_document(a={"responses": {"200": page}}, b={"responses": {"200": page}}))
    assert shared["components"]["responses"] == {"Party": page}
    assert shared["paths"]["/b"]["get"]["responses"]["200"] == {"$ref": "#/components/responses/Party"}
