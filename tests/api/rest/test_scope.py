"""Who sees what and who may do what at the REST door."""

from __future__ import annotations

import pytest

from access.actions.saved_queries import create_saved_query
from relationships.choices import Role
from relationships.models import CategoryProfile, Contract, Relationship, SafeguardKind
from tests import builders as b
from tests.access.webhooks.receiving import webhook
from tests.api.rest.conftest import codes

pytestmark = pytest.mark.django_db

CANARY = "Canary Wharf Ornithology"
LISTS = (
    "relationships",
    "parties",
    "portfolios",
    "contracts",
    "facts",
    "trust-assessments",
    "safeguards",
    "classifications",
    "verdicts",
    "webhooks",
    "webhook-deliveries",
    "saved-queries",
)


@pytest.fixture
def hidden(db) -> Relationship:
    """A relationship of unit EAST with one of everything."""
    unit = b.unit("EAST", name=CANARY)
    party = b.party(
        name=CANARY,
        aliases=["Canary"],
        identifiers=[{"scheme": "CREDITOR", "value": "777", "issuer": "EAST"}],
    )
    made = b.relationship(
        unit=unit, party=party, subject=CANARY, portfolio=b.portfolio(unit=unit, name=CANARY)
    )
    b.contract(None, made, number="CANARY-1", title=CANARY, value="77.00", currency="EUR")
    b.rate(None, made)
    b.assessment(None, made, "CUSTOMER_TO_SUPPLIER", 4, evidence=CANARY)
    b.safeguard(None, made, SafeguardKind.objects.first().code, remarks=CANARY)
    webhook(unit=unit, name=CANARY, target="https://8.8.8.8/Canary", events=["CLASSIFIED"])
    b.classification(None, made, reason=CANARY)
    create_saved_query(
        by=b.system(),
        given={
            "name": "canary",
            "unit": unit,
            "description": CANARY,
            "document": "{ contractFacts { number } }",
        },
    )
    return made


@pytest.fixture
def stranger(hidden, as_user):
    """The administrator of another unit."""
    return as_user(b.user("ADMINISTRATOR", b.unit("WEST")))


def test_a_stranger_finds_empty_lists(stranger) -> None:
    for path in LISTS:
        page = stranger.get(f"{path}?count=1")
        assert (page.status_code, page.json()) == (200, {"items": [], "next": None, "count": 0}), path
    assert [each["code"] for each in stranger.get("units").json()["items"]] == ["WEST"]


def test_what_is_hidden_is_as_if_it_were_not_there(stranger, hidden) -> None:
    for path, record in (
        ("relationships", hidden),
        ("parties", hidden.party),
        ("portfolios", hidden.portfolio),
        ("units", hidden.unit),
        ("contracts", hidden.contracts.get()),
        ("facts", hidden.ratings.first()),
        ("trust-assessments", hidden.trust_assessments.get()),
        ("safeguards", hidden.safeguards.get()),
        ("classifications", hidden.classifications.get()),
    ):
        _alike(stranger, path, record.pk)
        _alike(stranger, path, record.pk, "/history")
    for part in (
        "facts",
        "trust",
        "safeguards",
        "classifications",
        "verdict",
        "arrangements",
        "further-parties",
        "contracts",
        "history",
    ):
        _alike(stranger, "relationships", hidden.pk, f"/{part}")
    assert stranger.get("units/EAST").status_code == 404


def _alike(caller, path: str, pk: int, part: str = "") -> None:
    """The answer for a hidden id is to the byte the one for an id that isn't there."""
    one, other = caller.get(f"{path}/{pk}{part}"), caller.get(f"{path}/99999999{part}")
    assert one.status_code == other.status_code == 404, path
    assert one.content.replace(b"\xe2\x80\x9c%d\xe2\x80\x9d" % pk, b"X") == other.content.replace(
        b"\xe2\x80\x9c99999999\xe2\x80\x9d", b"X"
    )
    assert one.headers.keys() == other.headers.keys()


def test_a_hidden_reference_is_refused_like_an_unknown_one(stranger, hidden) -> None:
    own = {"unit": "WEST", "our_role": "CUSTOMER"}
    for given in ({**own, "party": hidden.party_id}, {**own, "party": 99999999}):
        refused = stranger.post("relationships", given)
        assert (refused.status_code, codes(refused)) == (422, [("NOT_FOUND", "party")])
    for asked in ("unit=EAST", "unit=NOWHERE", f"party={hidden.party_id}", f"relationship={hidden.pk}"):
        refused = stranger.get(f"contracts?{asked}")
        assert (refused.status_code, codes(refused)) == (400, [("INVALID_FILTER", asked.split("=")[0])])
        assert CANARY not in refused.content.decode()


def test_a_stranger_changes_nothing(stranger, hidden) -> None:
    at = f"relationships/{hidden.pk}"
    for answer in (
        stranger.patch(at, {"subject": "Mine"}),
        stranger.delete(at),
        stranger.post(f"{at}/facts", {"ratings": {"access": 1}}),
        stranger.post(f"{at}/contracts", {}),
        stranger.post(f"facts/{hidden.ratings.first().pk}/withdraw"),
        stranger.delete(f"contracts/{hidden.contracts.get().pk}"),
    ):
        assert answer.status_code == 404
    rated = stranger.post(
        "relationships/rate-parties", {"filter": {"q": "a"}, "ratings": {"goal_alignment": 3}}
    )
    assert rated.json()["relationships"] == 0


def test_a_creditor_number_is_seen_in_its_unit_only(hidden, as_user) -> None:
    west = b.unit("WEST")
    b.relationship(unit=west, party=hidden.party)
    shown = as_user(b.user("READER", west)).get(f"parties/{hidden.party_id}").json()
    assert (shown["name"], shown["identifiers"]) == (CANARY, [])
    found = as_user(b.user("READER", west)).get("parties?identifier=777").json()
    assert found["items"] == []


WRITES = {
    "relationship": Role.SOURCING_MANAGER,
    "change": Role.SOURCING_MANAGER,
    "party": Role.SOURCING_MANAGER,
    "portfolio": Role.SOURCING_MANAGER,
    "facts": Role.SOURCING_MANAGER,
    "classify": Role.SOURCING_MANAGER,
    "further": Role.SOURCING_MANAGER,
    "rate-parties": Role.SOURCING_MANAGER,
    "contract": Role.ACCOUNT_MANAGER,
    "line": Role.ACCOUNT_MANAGER,
    "trust": Role.ACCOUNT_MANAGER,
    "safeguard": Role.ACCOUNT_MANAGER,
    "arrangement": Role.ACCOUNT_MANAGER,
    "category": Role.PRINCIPLE_OWNER,
    "kind": Role.PRINCIPLE_OWNER,
    "unit": Role.ADMINISTRATOR,
}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_write_what_is_its_own(as_user, role) -> None:
    caller = as_user(b.user(role))
    held = b.relationship()
    b.rate(None, held)
    contract = b.contract(None, held, value="1.00", currency="EUR")
    at = f"relationships/{held.pk}"
    kind = SafeguardKind.objects.first().code
    answers = {
        "relationship": caller.post(
            "relationships", {"unit": "ROOT", "party": held.party_id, "our_role": "CUSTOMER"}
        ),
        "change": caller.patch(at, {"phase": "OPERATION"}),
        "party": caller.post("parties", {"name": "New"}),
        "portfolio": caller.post("portfolios", {"unit": "ROOT", "name": "New"}),
        "facts": caller.post(f"{at}/facts", {"ratings": {"access": 3}}),
        "classify": caller.post(f"{at}/classifications", {"chosen_type": "SERVICE", "trust_target": 2}),
        "further": caller.post(f"{at}/further-parties", {"party": held.party_id, "part": "GUARANTOR"}),
        "rate-parties": caller.post(
            "relationships/rate-parties", {"filter": {"id": held.pk}, "ratings": {"goal_alignment": 3}}
        ),
        "contract": caller.post(f"{at}/contracts", {"number": "N"}),
        "line": caller.post(f"contracts/{contract.pk}/lines", {"amount": "1.00"}),
        "trust": caller.post(f"{at}/trust", {"direction": "CUSTOMER_TO_SUPPLIER", "level": 3}),
        "safeguard": caller.post(f"{at}/safeguards", {"kind": kind}),
        "arrangement": caller.put(f"{at}/arrangements/BENCHMARK", {"state": "PRESENT"}),
        "category": caller.post("categories", {"name": "New"}),
        "kind": caller.post("safeguard-kinds", {"code": "NEW", "name": "New", "level": 2}),
        "unit": caller.post("units", {"code": "NEW", "name": "New", "parent": "ROOT"}),
    }
    for name, answer in answers.items():
        if role.rank >= WRITES[name].rank:
            assert answer.status_code in (200, 201), (name, answer.json())
        else:
            assert (answer.status_code, answer.json()["code"]) == (403, "NOT_ALLOWED"), name
    if role is Role.READER:
        assert Contract.objects.count() == 1
        assert not CategoryProfile.objects.filter(name="New").exists()
