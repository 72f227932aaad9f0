"""Imports at the REST door: the story of a list, who may do what, and what is refused."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imports.models import ImportProfile, ImportRun
from relationships.models import Contract, Relationship
from tests import builders as b
from tests.api.rest.conftest import Caller, codes
from tests.imports.books import HEADER, book_of, lines

pytestmark = pytest.mark.django_db

GIVEN = {"unit": "ROOT", "portfolio": "Main", "currency": "EUR", "our_role": "CUSTOMER"}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.IMPORT_DIR = tmp_path / "imports"
    return settings.IMPORT_DIR


@pytest.fixture
def lead(as_user) -> Caller:
    return as_user(b.user("SOURCING_MANAGER", username="lead"), "IMPORT")


def offer(caller: Caller, rows: Any, **given: Any) -> Any:
    content = rows if isinstance(rows, bytes) else book_of(rows)
    options = {**GIVEN, **given}
    sent = {**{name: value for name, value in options.items() if value is not None}}
    sent["file"] = SimpleUploadedFile("contracten.xlsx", content)
    return caller.client.post("/api/v1/imports", sent, headers=caller.headers)


def test_the_story_of_a_list(lead) -> None:
    rows = [*lines(2), ["C-003", "Leverancier 3 B.V.", "Dienst 3", "01-02-2024", "31-12-2026", "veel"]]
    offered = offer(lead, [[*HEADER, "Kleurcode"], *([*each, "rood"] for each in rows)], our_role=None)
    assert offered.status_code == 201, offered.json()
    run = offered.json()
    assert offered["Location"] == f"http://testserver/api/v1/imports/{run['id']}"
    assert (run["state"], run["file_name"], run["username"]) == ("ASKING", "contracten.xlsx", "lead")
    assert [(each["code"], each["choices"]) for each in run["questions"]] == [
        ("our_role", ["CUSTOMER", "SUPPLIER"])
    ]
    assert run["unplaced"] == ["Kleurcode"]
    column = next(each for each in run["columns"] if each["header"] == "Leverancier")
    assert (column["field"], column["status"], column["letter"]) == ("party_name", "mapped", "B")
    assert column["samples"] == ["Leverancier 1 B.V.", "Leverancier 2 B.V.", "Leverancier 3 B.V."]

    path = f"imports/{run['id']}"
    changed = lead.patch(path, {"answers": {"our_role": "CUSTOMER"}, "fields": {"Kleurcode": "attribute"}})
    assert changed.status_code == 200, changed.json()
    planned = changed.json()
    assert (planned["state"], planned["unplaced"], planned["fields"]) == (
        "PLANNED",
        [],
        {"Kleurcode": "attribute"},
    )
    assert planned["counts"] == {"created": 2, "updated": 0, "unchanged": 0, "skipped": 0, "refused": 1}
    assert planned["sums"] == {"EUR": "3001.50"}

    refused = lead.get(f"{path}/rows?outcome=REFUSED&count=1", Accept_Language="nl").json()
    assert (refused["count"], refused["items"][0]["number"]) == (1, 4)
    assert refused["items"][0]["problems"][0]["cell"] == "F4"
    assert "is geen bedrag" in refused["items"][0]["problems"][0]["message"]
    first = lead.get(f"{path}/rows?limit=1").json()
    assert first["items"][0]["outcome"] == "CREATED"
    assert {
        "record": "contract",
        "field": "attributes.Kleurcode",
        "old": None,
        "new": "rood",
    } in first["items"][0]["changes"]
    assert not Relationship.objects.exists()

    assert codes(lead.post(f"{path}/apply", {"plan": "x"})) == [("STALE", "plan")]
    applied = lead.post(f"{path}/apply", {"plan": planned["plan"]})
    assert (applied.status_code, applied.json()["state"]) == (200, "APPLIED")
    assert sorted(Contract.objects.values_list("number", flat=True)) == ["C-001", "C-002"]
    assert codes(lead.post(f"{path}/apply")) == [("WRONG_STATE", None)]

    kept = lead.post(f"{path}/profile", {"name": "Monthly"})
    assert kept.status_code == 201, kept.json()
    again = offer(lead, [[*HEADER, "Kleurcode"], *([*each, "rood"] for each in lines(2))]).json()
    assert (again["profile_name"], again["nothing_to_do"]) == ("Monthly", True)

    undone = lead.post(f"{path}/undo")
    assert (undone.status_code, undone.json()["state"]) == (200, "UNDONE")
    assert not Contract.objects.exists()
    assert [each["state"] for each in lead.get("imports").json()["items"]] == ["PLANNED", "UNDONE"]


def test_the_file_itself_can_be_the_body(lead) -> None:
    answer = lead.client.generic(
        "POST",
        '/api/v1/imports?unit=ROOT&portfolio=Main&currency=EUR&our_role=CUSTOMER&file_name=a.csv&fields={"Naam":"party_name"}',
        data=b"Contractnummer;Naam;Contractwaarde\nC-1;Bakker;12,50\n",
        content_type="text/csv",
        headers=lead.headers,
    )
    assert (answer.status_code, answer.json()["state"]) == (201, "PLANNED")
    assert answer.json()["file_name"] == "a.csv"


def test_the_list_comes_back_with_its_problems_marked(lead, as_user) -> None:
    bad = lines(2)
    bad[1][5] = "veel"
    run = offer(lead, [HEADER, *bad]).json()
    answer = lead.get(f"imports/{run['id']}/annotated", Accept="application/octet-stream")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="contracten-annotated.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert "isn't an amount" in book["Contracten"]["F3"].comment.text
    reader = as_user(b.user("READER"))
    assert codes(reader.get(f"imports/{run['id']}/annotated")) == [("NOT_ALLOWED", None)]


def test_cancelled_and_planned_again(lead) -> None:
    run = offer(lead, [HEADER, *lines(1)]).json()
    assert lead.post(f"imports/{run['id']}/cancel").json()["state"] == "CANCELLED"
    assert codes(lead.post(f"imports/{run['id']}/cancel")) == [("WRONG_STATE", None)]
    assert lead.post(f"imports/{run['id']}/plan").json()["state"] == "PLANNED"


def test_a_large_list_is_left_to_the_worker(lead, settings) -> None:
    settings.IMPORT_ROWS_AT_ONCE = 1
    run = offer(lead, [HEADER, *lines(2)]).json()
    assert (run["state"], run["counts"]) == ("WAITING", {})


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "REQUIRED"),
        (b"x" * 300_000, 413, "TOO_LARGE"),
    ],
)
def test_a_file_of_no_or_too_many_bytes_is_refused(lead, settings, folder, content, status, code) -> None:
    settings.IMPORT_LIMITS = {**settings.IMPORT_LIMITS, "file_bytes": 200_000}
    answer = offer(lead, content)
    assert (answer.status_code, codes(answer)) == (status, [(code, "file")])
    assert not ImportRun.objects.exists()
    assert not folder.exists() or list(folder.iterdir()) == []
    raw = lead.client.generic(
        "POST",
        "/api/v1/imports?unit=ROOT&portfolio=Main",
        data=content,
        content_type="application/octet-stream",
        headers=lead.headers,
    )
    assert (raw.status_code, codes(raw)) == (status, [(code, "file")])


def test_what_is_no_list_is_refused_as_it_is_at_every_door(lead) -> None:
    run = offer(lead, b"%PDF-1.7 nothing of ours").json()
    assert (run["state"], run["refused"]["code"]) == ("REFUSED", "not_a_list")
    assert codes(lead.post(f"imports/{run['id']}/apply")) == [("WRONG_STATE", None)]


def test_requests_that_are_no_offer(lead) -> None:
    def sent(content: bytes, kind: str, query: str = "") -> Any:
        return lead.client.generic(
            "POST", f"/api/v1/imports{query}", data=content, content_type=kind, headers=lead.headers
        )

    assert codes(sent(b"{}", "application/json")) == [("UNSUPPORTED_MEDIA_TYPE", None)]
    assert codes(sent(b"no parts", "multipart/form-data")) == [("MALFORMED", None)]
    assert sent(b"--x\r\nbroken", "multipart/form-data; boundary=x").status_code in (400, 422)
    assert codes(sent(b"a", "text/csv")) == [("REQUIRED", "unit")]
    assert codes(sent(b"a", "text/csv", "?unit=ROOT")) == [("REQUIRED", "portfolio")]
    assert codes(sent(b"a", "text/csv", "?unit=NOWHERE&portfolio=M")) == [("NOT_FOUND", "unit")]
    assert codes(sent(b"a", "text/csv", "?unit=ROOT&colour=red")) == [("UNKNOWN_PARAMETER", "colour")]
    assert codes(sent(b"a", "text/csv", "?unit=ROOT&portfolio=M&fields=[1]")) == [("WRONG_TYPE", "fields")]
    assert codes(sent(b"a", "text/csv", "?unit=ROOT&portfolio=M&answers={")) == [("MALFORMED", "answers")]
    assert not ImportRun.objects.exists()
    answer = lead.client.post("/api/v1/imports", {**GIVEN}, headers=lead.headers)
    assert codes(answer) == [("REQUIRED", "file")]
    files = [SimpleUploadedFile("a.csv", b"a"), SimpleUploadedFile("b.csv", b"b")]
    answer = lead.client.post("/api/v1/imports", {**GIVEN, "file": files}, headers=lead.headers)
    assert codes(answer) == [("MALFORMED", "file")]


def test_the_scope_and_the_role_that_it_takes(as_user, lead) -> None:
    run = offer(lead, [HEADER, *lines(1)]).json()
    writer = as_user(b.user("SOURCING_MANAGER"), "WRITE")
    keeper = as_user(b.user("ACCOUNT_MANAGER"), "IMPORT")
    assert codes(offer(writer, [HEADER, *lines(1)])) == [("TOKEN_SCOPE", None)]
    assert codes(offer(keeper, [HEADER, *lines(1)])) == [("NOT_ALLOWED", None)]
    for act in ("apply", "cancel", "plan", "undo"):
        assert codes(writer.post(f"imports/{run['id']}/{act}")) == [("TOKEN_SCOPE", None)], act
        assert codes(keeper.post(f"imports/{run['id']}/{act}")) == [("NOT_ALLOWED", None)], act
    assert codes(keeper.patch(f"imports/{run['id']}", {"sheet": "x"})) == [("NOT_ALLOWED", None)]
    assert codes(keeper.post(f"imports/{run['id']}/profile", {"name": "x"})) == [("NOT_ALLOWED", None)]
    assert keeper.get(f"imports/{run['id']}").status_code == 200
    assert ImportRun.objects.get().state == "PLANNED"


def test_of_other_units_nothing_is_there(as_user, lead) -> None:
    east = b.unit("EAST")
    run = offer(lead, [HEADER, *lines(1)], unit="EAST").json()
    lead.post(f"imports/{run['id']}/profile", {"name": "Canary"})
    stranger = as_user(b.user("SOURCING_MANAGER", b.unit("WEST")))
    for path in ("imports", "import-profiles"):
        assert stranger.get(f"{path}?count=1").json() == {"items": [], "next": None, "count": 0}
    kept = ImportProfile.objects.get(unit=east)
    for path in (f"imports/{run['id']}", f"imports/{run['id']}/rows", f"import-profiles/{kept.pk}"):
        assert (stranger.get(path).status_code, codes(stranger.get(path))) == (404, [("NOT_FOUND", None)])
    for act in ("apply", "cancel", "plan", "undo"):
        assert stranger.post(f"imports/{run['id']}/{act}").status_code == 404
    assert codes(offer(stranger, [HEADER, *lines(1)], unit="EAST")) == [("NOT_FOUND", "unit")]
    assert codes(offer(stranger, [HEADER, *lines(1)], unit="WEST", profile="Canary")) == [
        ("NOT_FOUND", "profile")
    ]


def test_profiles_are_made_changed_and_removed(lead) -> None:
    given = {"unit": "ROOT", "name": "Suppliers", "fields": {"Wie": "party_name"}}
    made = lead.post("import-profiles", given)
    assert (made.status_code, made.json()["fields"]) == (201, {"Wie": "party_name"})
    assert codes(lead.post("import-profiles", given)) == [("DUPLICATE", "name")]
    assert codes(lead.post("import-profiles", {**given, "name": "B", "fields": {"Wie": "no_field"}})) == [
        ("UNKNOWN_CODE", "fields.Wie")
    ]
    path = f"import-profiles/{made.json()['id']}"
    changed = lead.patch(path, {"fields": {"Wie": None, "Naam": "party_name"}}, If_Match=made["ETag"])
    assert changed.json()["fields"] == {"Naam": "party_name"}
    assert codes(lead.patch(path, {"name": "C"}, If_Match=made["ETag"])) == [("STALE", "If-Match")]
    header = ["Naam" if each == "Leverancier" else each for each in HEADER]
    named = offer(lead, [header, *lines(2)], profile="Suppliers").json()
    assert (named["state"], named["profile_name"]) == ("PLANNED", "Suppliers")
    assert lead.delete(path).status_code == 204
    assert lead.get(f"imports/{named['id']}").json()["profile"] is None


def test_lists_take_the_same_queries_however_long(lead) -> None:
    def queries(path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert lead.get(path).status_code == 200
        return len(asked)

    first = offer(lead, [HEADER, *lines(1)]).json()["id"]
    one = [queries("imports"), queries(f"imports/{first}/rows")]
    third = [offer(lead, [HEADER, *lines(3)]).json()["id"] for _ in range(2)][-1]
    assert [queries("imports"), queries(f"imports/{third}/rows")] == one == [2, 3]
    assert json.dumps(lead.get("imports?state=PLANNED").json()).count('"PLANNED"') == 3
