"""Lists: pages that stay right while records come and go, totals when asked, a pinned number of queries."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from relationships.history import remove
from relationships.models import SafeguardKind
from tests import builders as b

pytestmark = pytest.mark.django_db


def _all_pages(caller, path: str) -> list[int]:
    found = []
    while path:
        page = caller.get(path).json()
        found += [each["id"] for each in page["items"]]
        after = urlsplit(page["next"] or "")
        path = after.path.removeprefix("/api/v1/") + "?" + after.query if page["next"] else ""
    return found


@pytest.mark.parametrize(
    "ordering", ["", "id", "-id", "party", "-party", "score", "-score", "verdict,-subject", "-changed_at"]
)
def test_all_pages_together_are_the_list(admin, ordering) -> None:
    made = [b.relationship(subject=f"Subject {at % 3}") for at in range(7)]
    for each in made[:3]:
        b.rate(None, each)
    made[5].verdict.delete()
    asked = f"&ordering={ordering}" if ordering else ""
    whole = [each["id"] for each in admin.get(f"relationships?limit=1000{asked}").json()["items"]]
    assert sorted(whole) == sorted(each.pk for each in made)
    for limit in (1, 2, 3, 7):
        assert _all_pages(admin, f"relationships?limit={limit}{asked}") == whole


def test_what_is_unknown_comes_last_in_either_direction(admin) -> None:
    first, second, third = (b.relationship() for _ in range(3))
    b.rate(None, second)
    first.verdict.delete()
    third.verdict.delete()
    for ordering in ("score", "-score"):
        listed = [each["id"] for each in admin.get(f"relationships?ordering={ordering}").json()["items"]]
        assert listed[0] == second.pk


def test_a_page_stays_right_while_records_come_and_go(admin) -> None:
    made = [b.party(b.actor(b.User.objects.get(username="admin")), name=f"P{at}") for at in range(6)]
    page = admin.get("parties?limit=2&ordering=name").json()
    assert [each["name"] for each in page["items"]] == ["P0", "P1"]
    for name in ("A new first one", "P1b"):
        admin.post("parties", {"name": name})
    remove(made[2], b.system())
    after = page["next"].removeprefix("http://testserver/api/v1/")
    assert [each["name"] for each in admin.get(after).json()["items"]] == ["P1b", "P3"]


def test_a_cursor_belongs_to_its_order(admin) -> None:
    for _ in range(3):
        b.relationship()
    following = admin.get("relationships?limit=1").json()["next"].removeprefix("http://testserver/api/v1/")
    refused = admin.get(following + "&ordering=party")
    assert (refused.status_code, refused.json()["code"]) == (400, "INVALID_CURSOR")


def test_the_total_is_given_when_asked_only(admin) -> None:
    for _ in range(3):
        b.relationship()
    page = admin.get("relationships?limit=2&count=1").json()
    assert (page["count"], len(page["items"])) == (3, 2)
    assert "count" not in admin.get("relationships?limit=2").json()
    assert "count=" not in page["next"]


def _one_of_everything(at: int) -> None:
    held = b.relationship(
        portfolio=b.portfolio(),
        party=b.party(name=f"P{at}", aliases=[f"A{at}"], parent=None),
        owner="admin",
        deputy="admin",
        category="Cleaning",
    )
    b.contract(None, held, number=f"C{at}", value="1.00", currency="EUR")
    b.rating(None, held, "access", 3)
    b.assessment(None, held, "CUSTOMER_TO_SUPPLIER", 3)
    b.safeguard(None, held, SafeguardKind.objects.all()[at].code)
    b.classification(None, held)
    b.unit(f"U-{at}")
    b.user("READER", username=f"u-{at}")
    b.approved_rule_set(name=f"Rules {at}")


# Two for the token and its day of use, the rest for the page itself.
LISTS = {
    "units": 2,
    "users": 2,
    "portfolios": 2,
    "parties": 4,
    "relationships": 2,
    "contracts": 2,
    "facts": 2,
    "trust-assessments": 2,
    "safeguards": 2,
    "classifications": 2,
    "verdicts": 2,
    "categories": 5,
    "safeguard-kinds": 2,
    "rule-sets": 2,
    "rule-set-approvals": 2,
}


def test_lists_take_the_same_queries_for_one_row_as_for_three(admin, queries) -> None:
    _one_of_everything(0)
    admin.get("me")
    for path, number in LISTS.items():
        with queries(number):
            assert admin.get(path).status_code == 200
    for at in (1, 2):
        _one_of_everything(at)
    for path, number in LISTS.items():
        with queries(number):
            page = admin.get(path).json()
        assert len(page["items"]) >= (1 if path == "rule-sets" else 3), path
