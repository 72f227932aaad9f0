"""What happened to a relationship: readable lines, newest first, in pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from relationships.models import User
from tests import builders as b
from tests.principles import worlds as w
from web.views import timeline

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def said(answer) -> list[str]:
    return [line.said for entry in answer.context["told"].entries for line in entry.lines]


def test_it_says_who_changed_what_from_what_to_what() -> None:
    manager = b.user("SOURCING_MANAGER", full_name="Sanne Schouten")
    relationship = b.relationship(subject="Catering")
    contract = b.contract(None, relationship, number="C-1")
    client = signed_in(manager)
    client.post(
        f"/contracts/{contract.pk}/notice/", {"notice_given_on": "2026-11-01", "notice_given_by": "CUSTOMER"}
    )

    told = client.get(f"/relationships/{relationship.pk}/history/").context["told"]

    newest = told.entries[0]
    assert (newest.who, newest.door) == ("Sanne Schouten", "Web")
    assert newest.lines[0].said == "Contract C-1: changed"
    assert newest.lines[0].fields == (
        ("Notice given on", "–", "1 Nov 2026"),
        ("Notice given by", "–", "Customer"),
    )


def test_names_stand_where_references_do() -> None:
    manager = b.user("SOURCING_MANAGER", full_name="Sanne Schouten")
    relationship = b.relationship(owner=manager.pk)
    told = signed_in(manager).get(f"/relationships/{relationship.pk}/history/").context["told"]
    lines = {line.said: line for entry in told.entries for line in entry.lines}
    fields = {name: new for name, _old, new in lines["Relationship: added"].fields}
    assert (fields["Owner"], fields["Party"]) == ("Sanne Schouten", str(relationship.party))


def test_many_of_a_kind_at_one_moment_are_one_line() -> None:
    relationship = b.relationship()
    b.rate(None, relationship)
    answer = signed_in(b.user("READER")).get(f"/relationships/{relationship.pk}/history/")
    assert "Rating: 21 added" in said(answer)


def test_all_that_hangs_on_it_is_told_and_what_was_removed_too() -> None:
    place = w.place(b.unit())
    contract = b.contract(None, place.relationship, number="C-1")
    client = signed_in(b.user("SOURCING_MANAGER"))
    client.post(f"/contracts/{contract.pk}/remove/")
    lines = said(client.get(f"/relationships/{place.relationship.pk}/history/"))
    assert "Contract C-1: removed" in lines
    for kind in ("Benefit", "Interest", "Resistance", "Development plan", "Stage", "Review", "Judgement"):
        assert any(each.startswith(kind) for each in lines), kind
    assert any(each.startswith("The verdict became") for each in lines)


def test_pages_hold_everything_once(monkeypatch) -> None:
    monkeypatch.setattr(timeline, "PAGE", 4)
    relationship = b.relationship()
    for number in range(6):
        by = b.system(b.NOW + timedelta(minutes=number))
        b.contract(by, relationship, number=f"C-{number}")
    client = signed_in(b.user("READER"))
    pages = [client.get(f"/relationships/{relationship.pk}/history/", {"page": each}) for each in (1, 2, 3)]
    lines = [line for each in pages for line in said(each) if line.startswith("Contract")]
    assert lines == [f"Contract C-{number}: added" for number in (5, 4, 3, 2, 1, 0)]
    assert [each.context["told"].more for each in pages] == [True, False, False]


@pytest.mark.parametrize("page", ["0", "x", "99999999", "\x00"])
def test_a_page_that_is_none_is_refused(page: str) -> None:
    address = f"/relationships/{b.relationship().pk}/history/"
    assert signed_in(b.user("READER")).get(address, {"page": page}).status_code == 422


def test_it_costs_the_same_with_one_and_with_three(queries) -> None:
    client = signed_in(b.user("READER"))
    one, three = b.relationship(), b.relationship()
    b.contract(None, one)
    for _number in range(3):
        b.contract(None, three)
    for each in (one, three):
        with queries(10):
            assert client.get(f"/relationships/{each.pk}/history/").status_code == 200
