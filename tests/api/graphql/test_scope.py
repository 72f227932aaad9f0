"""Nobody sees anything of units that are not his, by whatever way he asks."""

from __future__ import annotations

import json

import pytest
from graphene.utils.str_converters import to_camel_case

from api.graphql.bi import FACTS, SUMMARIES
from api.graphql.schema import schema
from relationships.actions import parties
from tests import builders
from tests.api.graphql.test_query_counts import ROOTS, asking_for, everything, node_type
from tests.api.graphql.worlds import fill

SHARED = {"categories", "ruleSets", "safeguardKinds", "exchangeRates"}
# Of all, and naming nobody whom one may not see.
PRINCIPLES = {"principleSets", "principles", "stakeholders", "approvals", "discouragedWords"}
PRINCIPLES |= {"ruleSetStakeholders", "ruleSetApprovals"}
# What the root answers beside lists of records.
SINGLE = {"me", "node", "limits", "comparedPrincipleSets"}
SINGLE |= {"attention", "attentionCounts", "comparedRuleSets", "triedRuleSet", "recomputing"}
SINGLE |= {"duplicateParties", "mergePreview", "tokens"}
SINGLE |= {"fitPreview", "comparedTypes", "whatIf"}
SINGLE |= {"complianceFigures", "complianceProgress", "triedPrincipleSet"}
SINGLE |= {to_camel_case(each) for each in (*FACTS, *SUMMARIES)}  # tests/bi and tests/api/graphql/bi
CANARY = "CANARY"


@pytest.fixture
def elsewhere(db):
    """A filled registry of which nothing belongs to the unit of who asks."""
    return fill(1, builders.user("ADMINISTRATOR", username="canary-owner"), CANARY)


def test_a_list_holds_and_counts_nothing_of_other_units(asking, elsewhere) -> None:
    own = builders.unit("OWN")
    asks = asking(builders.user("ADMINISTRATOR", own, username="ann"))
    lists = sorted(set(ROOTS) - SHARED - PRINCIPLES)

    found = asks("{" + " ".join(f"{root} {{ totalCount edges {{ node {{ pk }} }} }}" for root in lists) + "}")

    # His own unit and role; himself and who has a role on the root, above his unit.
    expected = {"units": 1, "roleAssignments": 1, "users": 3}
    counted = {root: (each["totalCount"], len(each["edges"])) for root, each in found.items()}
    assert counted == {root: (expected.get(root, 0), expected.get(root, 0)) for root in lists}


def test_no_word_of_other_units_in_anything_that_can_be_asked(asking, elsewhere) -> None:
    own = builders.unit("OWN")
    asks = asking(builders.user("ADMINISTRATOR", own, username="ann"))
    builders.relationship(unit=own, subject="ours", party=elsewhere[0].party)

    for root in sorted(set(ROOTS) - SHARED):
        answer = asks.answer(asking_for(root, everything(node_type(root))))
        assert "errors" not in answer, answer["errors"]
        told = json.dumps(answer["data"])
        for known in ("CANARY party 0", "CANARY known 0", "CANARY double 0"):  # the party that is shared
            told = told.replace(known, "")
        assert CANARY not in told, (root, told[:2_000])


def test_a_shared_party_shows_visible_relationships_and_identifiers_only(asking) -> None:
    own, other = builders.unit("OWN"), builders.unit("OTHER")
    shared = parties.create_party(
        by=builders.system(),
        given={
            "name": "Shared",
            "parent": builders.party(name="Hidden group"),
            "identifiers": [
                {"scheme": "CREDITOR", "value": "own-1", "issuer": own},
                {"scheme": "CREDITOR", "value": "other-1", "issuer": other},
            ],
        },
    )
    builders.relationship(unit=own, party=shared, subject="ours")
    builders.relationship(unit=other, party=shared, subject="theirs")
    asks = asking(builders.user("READER", own))

    (edge,) = asks(
        """{ parties { edges { node { name parent { name } identifiers { value }
          relationships { totalCount edges { node { subject } } } } } } }"""
    )["parties"]["edges"]

    assert edge["node"]["parent"] is None
    assert edge["node"]["identifiers"] == [{"value": "own-1"}]
    assert edge["node"]["relationships"] == {"totalCount": 1, "edges": [{"node": {"subject": "ours"}}]}


def test_the_id_of_a_hidden_record_finds_nothing(ask, asking, elsewhere) -> None:
    (edge,) = ask("{ relationships { edges { node { id } } } }")["relationships"]["edges"]
    asks = asking(builders.user("READER", builders.unit("OWN")))
    query = "query($id: ID!) { node(id: $id) { __typename } }"

    assert asks(query, id=edge["node"]["id"]) == {"node": None}
    assert ask(query, id=edge["node"]["id"]) == {"node": {"__typename": "Relationship"}}


def test_somebody_without_a_role_sees_himself(asking, elsewhere) -> None:
    asks = asking(builders.user(username="ann"))

    assert asks("{ me { username roles { role } } }") == {"me": {"username": "ann", "roles": []}}
    for root in sorted(SHARED | PRINCIPLES):
        assert asks(f"{{ {root} {{ totalCount }} }}")[root]["totalCount"] == 0


def test_every_root_list_is_in_the_sweep() -> None:
    assert set(schema().query_type.fields) == set(ROOTS) | SINGLE
