"""The OpenAPI document: complete, without warnings, and the one that is committed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from api.rest.urls import urlpatterns

TOP = Path(__file__).resolve().parents[3]
METHODS = ("get", "post", "put", "patch", "delete")
BODY = "requestBody"
# Acts whose address may say all there is to say.
SAY_ALL = ("withdraw", "approve", "withdraw-approval", "submit", "put-in-force", "activate", "deactivate")
SAY_ALL += ("cancel", "plan", "undo", "rotate-secret", "test", "replay")
# Takes a file.
UPLOAD = "/api/v1/imports"


@pytest.fixture(scope="module")
def document() -> dict:
    return Client().get("/api/v1/openapi.json").json()


def test_the_committed_document_is_the_one_served() -> None:
    written = io.StringIO()
    call_command("spectacular", "--fail-on-warn", "--validate", stdout=written)
    committed = (TOP / "docs/api/openapi.yaml").read_text(encoding="utf-8")
    assert written.getvalue() == committed, "run `manage.py spectacular --file docs/api/openapi.yaml`"


def test_every_operation_says_what_it_does(document) -> None:
    assert document["openapi"].startswith("3.1")
    names = []
    for path, operations in document["paths"].items():
        for method in METHODS:
            if method not in operations:
                continue
            said = operations[method]
            names.append(said["operationId"])
            assert said["summary"], path
            assert said["description"], path
            assert len(said["tags"]) == 1, path
            assert {"400", "401", "403", "404"} <= said["responses"].keys(), path
            assert any(each.startswith("2") for each in said["responses"]), path
            if method in ("post", "put", "patch") and path.rsplit("/", 1)[1] in SAY_ALL and BODY not in said:
                continue
            if (method, path) == ("post", UPLOAD):
                assert set(said[BODY]["content"]) == {"multipart/form-data", "application/octet-stream"}
            elif method in ("post", "put", "patch"):
                schema = said[BODY]["content"]["application/json"]["schema"]
                assert schema["examples"], path
                assert schema["additionalProperties"] is False, path
            for asked in said.get("parameters", []):
                parameter = _whole(document, asked)
                assert parameter.get("description") or parameter["in"] == "path", (path, parameter)
    assert len(names) == len(set(names))


def _whole(document, part: dict) -> dict:
    """What stands there, or what it refers to."""
    if "$ref" not in part:
        return part
    _top, _components, kind, name = part["$ref"].split("/")
    return document["components"][kind][name]


def test_every_address_is_described(document) -> None:
    aside = {"openapi.json", "docs", r"^(?P<rest>.*)$"}
    addresses = {str(each.pattern) for each in urlpatterns} - aside
    assert {path.removeprefix("/api/v1/") for path in document["paths"]} == {
        each.replace("<str:", "{").replace(">", "}") for each in addresses
    }


def test_every_tag_is_described(document) -> None:
    used = {
        tag
        for operations in document["paths"].values()
        for method in METHODS
        if method in operations
        for tag in operations[method]["tags"]
    }
    assert used == {each["name"] for each in document["tags"]}


def test_the_guide_holds_every_code_and_every_filter() -> None:
    call_command("rest_guide", "--check")


def test_the_document_has_an_etag() -> None:
    first = Client().get("/api/v1/openapi.json")
    again = Client().get("/api/v1/openapi.json", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_page_keeps_to_the_content_security_policy() -> None:
    page = Client().get("/api/v1/docs")
    assert page.status_code == 200
    text = page.content.decode()
    assert "http://" not in text
    assert "https://" not in text
    assert "<style" not in text
    assert "style=" not in text
    assert text.count("<script") == text.count("<script src=")
    assert "script-src 'self'" in page["Content-Security-Policy"]
