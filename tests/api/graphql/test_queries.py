"""Reading the graph: records, their relations, and what was never recorded."""

from __future__ import annotations

from tests import builders


def test_a_relationship_with_all_that_belongs_to_it(ask) -> None:
    catering = builders.relationship(subject="Catering", party=builders.party(name="Smaakvol B.V."))
    builders.rate(None, catering)
    builders.contract(None, catering, number="C-1", value="1200.5", currency="EUR", start="2026-01-01")
    builders.classification(None, catering, "SERVICE", 2)

    (edge,) = ask(
        """{ relationships { totalCount edges { node {
          pk subject ourRole phase
          unit { code } party { name } owner { username }
          verdict { verdict chosenType recommendedType score flags { code } pending summary(language: "en") }
          facts { code value source }
          classification { chosenType trustTarget current }
          contracts(first: 5) { totalCount edges { node { number value valueNumber currency start } } }
        } } } }"""
    )["relationships"]["edges"]

    node = edge["node"]
    assert node["subject"] == "Catering"
    assert (node["ourRole"], node["phase"]) == ("CUSTOMER", "ANALYSIS")
    assert node["unit"] == {"code": "ROOT"}
    assert node["party"] == {"name": "Smaakvol B.V."}
    assert node["owner"] is None
    assert node["verdict"]["recommendedType"] == "SERVICE"
    assert node["verdict"]["pending"] is False
    assert node["verdict"]["summary"].startswith("Chosen: contracted standard delivery.")
    assert {"code": "complexity", "value": 2, "source": "ASSESSED"} in node["facts"]
    assert node["classification"] == {"chosenType": "SERVICE", "trustTarget": 2, "current": True}
    assert node["contracts"]["edges"][0]["node"] == {
        "number": "C-1",
        "value": "1200.50",
        "valueNumber": 1200.5,
        "currency": "EUR",
        "start": "2026-01-01",
    }
