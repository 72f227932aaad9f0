"""What is answered is what the description says: every record, list and refusal against its schema."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from jsonschema import Draft202012Validator

from api.rest.views.histories import WITH_HISTORY
from principles import models as p
from relationships.actions.duplicates import tell_apart
from relationships.actions.merging import merge_parties
from relationships.models import SafeguardKind
from tests import builders as b
from tests.imports.books import HEADER, book_of, lines
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db
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


def test_answers_are_as_described(admin, document, settings, tmp_path) -> None:
    settings.IMPORT_DIR = tmp_path / "imports"
    held = b.relationship(portfolio=b.portfolio(currency="EUR"), owner="admin", category="Cleaning")
    bare = b.relationship()
    bare.verdict.delete()
    b.rate(None, held)
    contract = b.contract(None, held, start="2024-01-01", term_months=24, value="1.00")
    b.contract(None, bare)
    line = admin.post(f"contracts/{contract.pk}/lines", {"amount": "2.00"}).json()["id"]
    ids = {
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
    further = {"party": held.party_id, "part": "LEAD"}
    ids["further-parties"] = admin.post(f"relationships/{held.pk}/further-parties", further).json()["id"]
    ids |= _import_of(admin) | _merged()
    asked = {
        "/provisional": f"?principle_set={submitted.pk}",
        "/merge-preview": f"?other={bare.party_id}",
    }
    explained = b.relationship(subject="Strategic partner")
    w.approved(explained)
    w.judgement(explained, result="PARTLY")
    w.dismissal(explained)
    complaints = []
    for path, operations in document["paths"].items():
        if "get" not in operations:
            continue
        address = path.removeprefix("/api/v1/")
        query = next((each for end, each in asked.items() if address.endswith(end)), "")
        answer = admin.get(address.replace("{id}", str(ids.get(address.split("/")[0]))) + query)
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
