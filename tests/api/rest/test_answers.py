"""What is answered is what the description says: every record, list and refusal against its schema.

And every list holds the same as a file.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils import timezone
from jsonschema import Draft202012Validator

from access.actions.tokens import create_token
from api.rest.views.histories import WITH_HISTORY
from principles import models as p
from relationships.actions.duplicates import tell_apart
from relationships.actions.merging import merge_parties
from relationships.models import RoleAssignment, SafeguardKind
from tests import builders as b
from tests.api.rest.conftest import Caller
from tests.imports.books import HEADER, book_of, lines
from tests.kept import made_once
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ADDRESSES = {model: address for address, model in WITH_HISTORY.items()}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return Client().get("/api/v1/openapi.json").json()


def _complaints(document: dict[str, Any], path: str, method: str, answer: Any) -> list[str]:
    said = document["paths"][path][method]["responses"][str(answer.status_code)]
    if "$ref" in said:
        said = document["components"]["responses"][said["$ref"].rsplit("/", 1)[1]]
    schema = said["content"][answer["Content-Type"]]["schema"]
    if schema.get("format") == "binary":
        return [] if answer.getvalue() else [f"{path}: an empty file"]
    whole = {**schema, "components": document["components"]}
    return [
        f"{path}: {'/'.join(map(str, each.absolute_path))}: {each.message}"
        for each in Draft202012Validator(whole).iter_errors(answer.json())
    ]


def _import_of(admin: Any) -> dict[str, int]:
    """A list offered, and its layout kept."""
    given = {"unit": "ROOT", "portfolio": "Main", "currency": "EUR", "our_role": "CUSTOMER"}
    file = SimpleUploadedFile("list.xlsx", book_of([HEADER, *lines(2)]))
    sent = {**given, "file": file}
    run = admin.client.post("/api/v1/imports", sent, headers=admin.headers).json()["id"]
    kept = admin.post(f"imports/{run}/profile", {"name": "Monthly"})
    return {"imports": run, "import-profiles": kept.json()["id"]}


def _merged() -> dict[str, int]:
    """Two parties made one, and two told apart."""
    names = ("Adam NV", "Adam B.V.", "Adam Ltd")
    into, gone, other = (b.relationship(party=b.party(name=name)).party for name in names)
    by = b.actor(b.User.objects.get(username="admin"))
    apart = tell_apart(by=by, party=into, other=other)
    return {"party-merges": merge_parties(by=by, into=into, other=gone).pk, "party-distinctions": apart.pk}


def _webhook(admin: Any) -> dict[str, int]:
    """A webhook with a ping that waits."""
    given = {"unit": "ROOT", "name": "ERP", "target": "https://8.8.8.8/", "events": ["IMPORT_UNDONE"]}
    hook = admin.post("webhooks", given).json()["id"]
    return {"webhooks": hook, "webhook-deliveries": admin.post(f"webhooks/{hook}/test").json()["id"]}


def _saved(admin: Any) -> dict[str, int]:
    """A saved query, to be asked at `queries/answers`."""
    given = {"name": "answers", "document": "{ contractFacts { number value } }", "unit": "ROOT"}
    return {"saved-queries": admin.post("saved-queries", given).json()["id"]}


class World(NamedTuple):
    """One of everything, who may see all of it, and the ids by the first word of an address."""

    admin: Caller
    ids: dict[str, int]
    explained: Any
    bare: Any
    held: Any
    asked: dict[str, str]

    def address(self, path: str) -> str:
        """An address of the description with an id and what has to be asked."""
        address = path.removeprefix("/api/v1/")
        query = next((each for end, each in self.asked.items() if address.endswith(end)), "")
        named = address.replace("{name}", "answers")
        return named.replace("{id}", str(self.ids.get(address.split("/")[0]))) + query


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """Made once for all tests of this file, undone after them."""
    folder = tmp_path_factory.mktemp("imports")
    with made_once(django_db_blocker), override_settings(IMPORT_DIR=folder):
        yield _world()


@pytest.fixture
def world(kept, db) -> World:
    return kept


def _world() -> World:
    user = b.user("ADMINISTRATOR", username="admin")
    token, text = create_token(by=b.system(timezone.now()), user=user, name="test", scope="ADMIN")
    admin = Caller(text)
    held = b.relationship(portfolio=b.portfolio(currency="EUR"), owner="admin", category="Cleaning")
    bare = b.relationship()
    bare.verdict.delete()
    b.rate(None, held)
    contract = b.contract(None, held, start="2024-01-01", term_months=24, value="1.00")
    b.contract(None, bare)
    line = admin.post(f"contracts/{contract.pk}/lines", {"amount": "2.00"}).json()["id"]
    ids = {
        "tokens": token.token_key,
        "units": held.unit_id,
        "users": held.owner_id,
        "portfolios": held.portfolio_id,
        "parties": held.party_id,
        "relationships": held.pk,
        "contracts": contract.pk,
        "contract-lines": line,
        "facts": held.ratings.first().pk,
        "trust-assessments": b.assessment(None, held, "CUSTOMER_TO_SUPPLIER", 3).pk,
        "safeguards": b.safeguard(None, held, SafeguardKind.objects.first().code).pk,
        "classifications": b.classification(None, held).pk,
        "categories": held.profile_id,
        "rule-sets": held.verdict.rule_set_id,
        "safeguard-kinds": SafeguardKind.objects.first().pk,
    }
    ids |= {
        ADDRESSES[model]: record.pk for model, record in w.place(b.root()).of.items() if model in ADDRESSES
    }
    submitted = w.submitted(b.User.objects.get(username="admin"))
    ids |= {
        "principle-sets": submitted.pk,
        "principles": w.own_principle(w.draft(b.user("READER"))).pk,
        "principle-set-stakeholders": submitted.stakeholders.get().pk,
        "principle-set-approvals": w.approve(submitted, b.User.objects.get(username="admin")).pk,
        "discouraged-words": p.DiscouragedWord.objects.first().pk,
    }
    rate = {"currency": "USD", "valid_from": "2026-01-01", "rate": "0.9"}
    ids["exchange-rates"] = admin.post("exchange-rates", rate).json()["id"]
    ids["role-assignments"] = RoleAssignment.objects.get(user=user).pk
    further = {"party": held.party_id, "part": "LEAD"}
    ids["further-parties"] = admin.post(f"relationships/{held.pk}/further-parties", further).json()["id"]
    ids |= _import_of(admin) | _merged() | _webhook(admin) | _saved(admin)
    asked = {
        "/provisional": f"?principle_set={submitted.pk}",
        "/merge-preview": f"?other={bare.party_id}",
    }
    explained = b.relationship(subject="Strategic partner")
    w.approved(explained)
    w.judgement(explained, result="PARTLY")
    w.dismissal(explained)
    return World(admin, ids, explained, bare, held, asked)


def test_answers_are_as_described(world, document) -> None:
    admin, explained, bare, held = world.admin, world.explained, world.bare, world.held
    complaints = []
    for path, operations in document["paths"].items():
        if "get" not in operations:
            continue
        answer = admin.get(world.address(path))
        assert answer.status_code == 200, path
        complaints += _complaints(document, path, "get", answer)
    for path, address in (
        ("/api/v1/relationships/{id}", f"relationships/{bare.pk}"),
        ("/api/v1/relationships/{id}", "relationships/0"),
        ("/api/v1/relationships/{id}/verdict", f"relationships/{bare.pk}/verdict"),
        ("/api/v1/relationships/{id}/verdict", f"relationships/{held.pk}/verdict?explain=1"),
        ("/api/v1/relationships", "relationships?colour=red"),
        ("/api/v1/relationships/{id}/compliance", f"relationships/{explained.pk}/compliance"),
        ("/api/v1/relationships/{id}/compliance", f"relationships/{bare.pk}/compliance?on=1999-12-31"),
        ("/api/v1/relationships/{id}/labels", f"relationships/{explained.pk}/labels"),
    ):
        complaints += _complaints(document, path, "get", admin.get(address))
    assert complaints == []


def _lists(document: dict[str, Any]) -> dict[str, str]:
    """The paths of all lists that are had as files, each with what says of which shape they are."""
    found = {}
    for path, operations in document["paths"].items():
        said = operations.get("get", {}).get("responses", {}).get("200", {})
        if "$ref" in said:
            said = document["components"]["responses"][said["$ref"].rsplit("/", 1)[1]]
        content = said.get("content", {})
        if content.get("text/csv", {}).get("schema", {}).get("$ref", "").endswith("/ListAsText"):
            assert content[XLSX]["schema"]["$ref"].endswith("/ListAsWorkbook"), path
            found[path] = str(content["application/json"]["schema"])
    return found


def _items(answer: Any) -> list[dict[str, Any]]:
    told = answer.json()
    return told if isinstance(told, list) else told["items"]


def _value(record: Any, name: str) -> Any:
    for part in name.split("."):
        record = record.get(part) if isinstance(record, dict) else None
    return record


def _as_said(cell: str, value: Any) -> bool:
    """Whether a cell of a text file says this value of the JSON list."""
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, dict) for each in value)):
        return bool(json.loads(cell) == value)
    if isinstance(value, bool) or value is None:
        return cell == {True: "true", False: "false", None: ""}[value]
    said = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return cell == said or (cell == f"'{said}" and said[0] in "=+-@\t\r'")


def _rows(answer: Any) -> tuple[list[str], list[list[str]]]:
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    header, *rows = csv.reader(io.StringIO(answer.getvalue().decode(), newline=""))
    return header, rows


def test_every_list_holds_the_same_as_text(world, document) -> None:
    lists = _lists(document)
    pages = {
        path
        for path, operations in document["paths"].items()
        if {"$ref": "#/components/parameters/limit"} in operations.get("get", {}).get("parameters", [])
    }
    assert pages < lists.keys()
    assert len(lists) > 90
    filled = 0
    for path in lists:
        address = world.address(path)
        items = _items(world.admin.get(address))
        header, rows = _rows(world.admin.get(f"{address}?format=csv"))
        assert len(rows) == len(items), path
        for record, row in zip(items, rows, strict=True):
            filled += 1
            wrong = [
                (path, name, cell, _value(record, name))
                for name, cell in zip(header, row, strict=True)
                if not _as_said(cell, _value(record, name))
            ]
            assert wrong == []
            assert {each.partition(".")[0] for each in header} == set(record), path
    assert filled > 300


def _shown(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="minutes") if cell.time() != time() else cell.date().isoformat()
    return "" if cell is None else cell


def test_every_shape_is_had_as_a_workbook(world, document) -> None:
    for path in {shape: path for path, shape in _lists(document).items()}.values():
        address = world.address(path)
        items = _items(world.admin.get(address))
        answer = world.admin.get(address, Accept=XLSX)
        assert answer["Content-Type"] == XLSX, path
        header, *rows = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active.iter_rows(
            values_only=True
        )
        rows = [row for row in rows if any(cell is not None for cell in row)]
        assert len(rows) == len(items), path
        for record, row in zip(items, rows, strict=True):
            for name, cell in zip(header, row, strict=True):
                value = _value(record, name)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    assert cell == value, (path, name)
                elif isinstance(cell, int | float):
                    assert Decimal(str(cell)) == Decimal(value), (path, name)
                elif isinstance(value, str):
                    assert value.startswith(str(_shown(cell))), (path, name)


def test_a_stranger_gets_files_with_nothing_of_others(world, document) -> None:
    stranger = b.user("READER", b.unit("WEST"))
    _token, text = create_token(by=b.system(timezone.now()), user=stranger, name="test", scope="READ")
    caller = Caller(text)
    for path in _lists(document):
        answer = caller.get(f"{world.address(path)}?format=csv")
        if "{id}" in path and answer.status_code == 404:
            continue
        _header, rows = _rows(answer)
        assert "Adam" not in str(rows), path
        assert "Strategic partner" not in str(rows), path
    for path in ("relationships", "contracts", "parties", "facts", "compliance", "attention", "imports"):
        header, rows = _rows(caller.get(f"{path}?format=csv"))
        assert (len(header) > 5, rows) == (True, []), path
