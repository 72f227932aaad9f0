"""The main job, from a contract list as people keep it to a verdict with its reasons, and out again.

A sourcing manager takes the list in, sees what each delivery asks for, decides on one relationship; an
account manager assesses the trust; an analyst asks for the outcome by GraphQL; the list goes out and comes
back unchanged.
"""

import json

import openpyxl
import pytest
from django.core.management import call_command

from relationships import models as m
from tests import builders
from tests.repository.tracked import TOP

pytestmark = pytest.mark.django_db

LIST = TOP / "docs/examples/contracten.csv"
PARTIES = {
    "attitude_customer": 4,
    "attitude_supplier": 4,
    "dependence_customer": 3,
    "dependence_supplier": 3,
    "attractiveness_customer": 4,
    "attractiveness_supplier": 4,
    "goal_alignment": 4,
    "complementarity": 4,
}


def taken_in(file, capsys, *options):
    """The report of taking a list in, and the exit status."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        call_command(
            "import_portfolio", str(file), "--portfolio=Facilitair", "--unit=ROOT", "--json", *options
        )
    return json.loads(capsys.readouterr().out), ended.value.code


@pytest.fixture
def door(client, capsys):
    """A sourcing manager with a token, at REST and at GraphQL."""
    builders.user("SOURCING_MANAGER", username="sourcing")
    call_command("create_token", "sourcing")
    headers = {"Authorization": f"Bearer {capsys.readouterr().out.strip()}"}

    class Door:
        def get(self, path, language="en"):
            answer = client.get(f"/api/v1{path}", headers={**headers, "Accept-Language": language})
            assert answer.status_code == 200, answer.content
            return answer.json()

        def post(self, path, given, status=201):
            answer = client.post(
                f"/api/v1{path}", json.dumps(given), content_type="application/json", headers=headers
            )
            assert answer.status_code == status, answer.content
            return answer.json()

        def ask(self, query):
            answer = client.post(
                "/graphql/", json.dumps({"query": query}), content_type="application/json", headers=headers
            )
            assert "errors" not in answer.json(), answer.content
            return answer.json()["data"]

    return Door()


def test_from_list_to_verdict_and_out_again(door, capsys, tmp_path):
    report, status = taken_in(LIST, capsys, "--role=CUSTOMER", "--user=sourcing")
    assert status == 0
    assert report["counts"] == {"created": 8, "updated": 0, "unchanged": 0, "skipped": 1, "refused": 0}
    assert report["sums"] == {"EUR": "9391900.00"}

    asked = door.get("/relationships?ordering=id")["items"]
    assert {each["party_name"]: each["delivery_type"] for each in asked} == {
        "Helder & Zn. Schoonmaak B.V.": "SERVICE",
        "Tafelrijk Catering B.V.": "SERVICE",
        "Groenhof Hoveniers V.O.F.": "SERVICE",
        "Lagune Cloud N.V.": "SERVICE",
        "Weefwerk Software B.V.": "INTEGRATED",
        "Pijler ERP Systems B.V.": "MANAGED",
        "Kantoorkring B.V.": "CALL_OFF",
        "Uitzendhuis Delta B.V.": "SERVICE",
    }
    assert {(each["verdict"], each["parties_open"]) for each in asked} == {("UNCLASSIFIED", True)}
    assert all(each["assumed_facts"] == 12 for each in asked)

    weefwerk = next(each["id"] for each in asked if each["party_name"].startswith("Weefwerk"))
    door.post(f"/relationships/{weefwerk}/facts", {"ratings": PARTIES})
    refused = door.post(
        f"/relationships/{weefwerk}/classifications", {"chosen_type": "CALL_OFF", "trust_target": 2}, 422
    )
    assert refused["code"] == "REASON_REQUIRED"
    door.post(f"/relationships/{weefwerk}/classifications", {"chosen_type": "INTEGRATED", "trust_target": 4})
    for direction in ("CUSTOMER_TO_SUPPLIER", "SUPPLIER_TO_CUSTOMER"):
        door.post(f"/relationships/{weefwerk}/trust", {"direction": direction, "level": 3})

    verdict = door.get(f"/relationships/{weefwerk}/verdict?explain=1", language="nl")
    assert verdict["verdict"] == "ATTENTION"
    assert [each["code"] for each in verdict["flags"]] == ["FIT", "TRUST_GAP"]
    assert verdict["explanation"]["summary"].startswith("Gekozen: gemengd team.")

    found = door.ask(
        "{ relationships(verdict: [ATTENTION], first: 10) { totalCount edges { node { party { name } "
        "verdict { chosenType requiredTrust mutualTrust flags { code levels residual } } } } } }"
    )["relationships"]
    assert found["totalCount"] == 1
    assert found["edges"][0]["node"] == {
        "party": {"name": "Weefwerk Software B.V."},
        "verdict": {
            "chosenType": "INTEGRATED",
            "requiredTrust": 4,
            "mutualTrust": 3,
            "flags": [
                {"code": "FIT", "levels": None, "residual": None},
                {"code": "TRUST_GAP", "levels": 1, "residual": 1},
            ],
        },
    }

    file = tmp_path / "uit.xlsx"
    call_command("export_portfolio", str(file), "--portfolio=Facilitair", "--language=nl")
    sheets = openpyxl.load_workbook(file)
    assert [sheets[name].max_row for name in ("Portfolio", "Relaties")] == [9, 9]
    report, status = taken_in(file, capsys, "--user=sourcing")
    assert (status, report["counts"]["unchanged"]) == (0, 8)
    assert m.Contract.objects.count() == 8


def test_the_readme_shows_what_taking_its_list_in_prints(capsys):
    told = (TOP / "README.md").read_text(encoding="utf-8")
    shown = told.split('--portfolio "Facilitair en ICT" --unit ROOT --role CUSTOMER\n', 1)[1].split("```")[0]
    with pytest.raises(SystemExit):
        call_command(
            "import_portfolio",
            str(LIST),
            "--portfolio=Facilitair en ICT",
            "--unit=ROOT",
            "--role=CUSTOMER",
        )
    assert capsys.readouterr().out == shown
