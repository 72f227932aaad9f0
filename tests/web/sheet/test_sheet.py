"""The sheet of a relationship: who sees it, what stands on it, what it costs."""

from __future__ import annotations

import pytest
from django.test import Client

from principles.models import Compliance
from relationships.models import CategoryProfile, Relationship, User
from tests import builders as b
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
HOSTILE = '<script>alert("x")</script> =1+1'


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def catering() -> Relationship:
    """Catering, decided and assessed, with a contract."""
    relationship = b.relationship(subject="Catering")
    with b.computed_once():
        b.rate(None, relationship)
        b.classification(None, relationship)
        b.assessment(None, relationship, "CUSTOMER_TO_SUPPLIER", 2)
        b.assessment(None, relationship, "SUPPLIER_TO_CUSTOMER", 3)
        b.contract(None, relationship, number="C-1", start="2026-01-01", term_months=36)
    return relationship


def sheet(client: Client, relationship: Relationship, **asked: str):
    return client.get(f"/relationships/{relationship.pk}/", asked)


def test_the_verdict_stands_first_with_its_reason_and_what_would_change_it() -> None:
    answer = sheet(signed_in(b.user("READER")), catering())

    judged = answer.context["judged"]
    page = answer.content.decode()
    assert answer.status_code == 200
    assert (judged.code, judged.rail.required, judged.rail.target) == ("FIT", (2, 2), 2)
    assert judged.summary.startswith("Chosen: contracted standard delivery.")
    assert judged.changes
    assert page.index(judged.summary) < page.index('id="trust"') < page.index('id="facts"')


def test_every_fact_says_where_it_comes_from_and_unknown_is_no_value() -> None:
    relationship = b.relationship(category="Cleaning services")
    b.rating(None, relationship, "complexity", 4)
    other = b.actor(b.user("SOURCING_MANAGER"))
    b.rating(other, relationship, "complexity", 2)

    answer = sheet(signed_in(b.user("READER")), relationship)

    lines = {each.code: each for group in answer.context["groups"] for each in group.lines}
    assert (lines["complexity"].current.value, lines["complexity"].raters) == (2, 2)
    assert lines["complexity"].current.align_first
    assert (lines["goal_alignment"].current.value, lines["goal_alignment"].spread) == (None, None)
    assert b"not yet rated" in answer.content
    assert len(lines) == 25


def test_assumed_facts_are_marked_as_such() -> None:
    profile = CategoryProfile.objects.filter(facts__isnull=False).order_by("pk").first()
    relationship = b.relationship(profile=profile)

    answer = sheet(signed_in(b.user("READER")), relationship)

    lines = [each for group in answer.context["groups"] for each in group.lines]
    assert any(each.assumed for each in lines)
    assert b"sheet-assumed" in answer.content


def test_types_stand_side_by_side_with_what_each_would_ask() -> None:
    answer = sheet(signed_in(b.user("READER")), catering())

    types = {each.compared.type: each for each in answer.context["types"]}
    assert len(types) == 8
    assert (types["SERVICE"].compared.chosen, types["SERVICE"].compared.recommended) == (True, True)
    assert types["VENTURE"].compared.admissible is False
    assert types["VENTURE"].missing == ["JOINT_BOARD", "EXIT_FORMULA", "IP_SHARING", "DISPUTE_CLAUSE"]
    assert types["VENTURE"].against


def test_the_arrangements_of_the_chosen_type_stand_there_to_do_first() -> None:
    relationship = catering()
    manager = b.user("ACCOUNT_MANAGER")
    signed_in(manager).post(
        f"/relationships/{relationship.pk}/arrangements/",
        {"kind": "SERVICE_LEVELS", "state": "PRESENT", "reason": "Annex 2"},
    )

    asked = sheet(signed_in(manager), relationship).context["arrangements"].asked

    assert [(each.kind, each.to_do) for each in asked] == [
        ("OPERATING_PROCEDURES", True),
        ("MONTHLY_REVIEW", True),
        ("DISPUTE_CLAUSE", True),
        ("SERVICE_LEVELS", False),
    ]


def test_a_card_a_principle_with_judgement_explanation_and_what_waits() -> None:
    place = w.place(b.unit())
    answer = sheet(signed_in(b.user("READER")), place.relationship)

    cards = {each.code: each for each in answer.context["cards"]}
    assert list(cards) == ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"]
    assert cards["P2"].judgement == place.of[w.p.Judgement]
    assert cards["P2"].waiting == place.of[w.p.Explanation]
    assert cards["P2"].explanation is None
    assert (cards["P1"].evidence, cards["P4"].evidence, cards["P8"].evidence) == (1, 2, None)
    assert cards["P1"].reasons
    assert not cards["P1"].provisional
    page = answer.content.decode()
    assert "Seen on site." in page
    assert 'href="#principle-P2"' in page
    assert 'id="principle-P2"' in page


def test_they_come_before_we_and_we_before_i() -> None:
    place = w.place(b.unit())
    found = sheet(signed_in(b.user("READER")), place.relationship).context["sides"]

    assert {each.side for each in found.they.interests} == {"SUPPLIER"}
    assert {each.side for each in found.own.interests} == {"CUSTOMER"}
    assert [each.beneficiary for each in found.they.benefits] == ["THEM"]
    assert (len(found.we.pairs), len(found.we.capabilities)) == (1, 1)


def test_as_the_supplier_they_are_the_customer() -> None:
    relationship = b.relationship(our_role="SUPPLIER")
    w.interest(relationship, "CUSTOMER")
    found = sheet(signed_in(b.user("READER")), relationship).context["sides"]

    assert (len(found.they.interests), len(found.own.interests)) == (1, 0)


def test_by_default_the_decision_stands_beside_today() -> None:
    relationship = catering()
    b.rating(None, relationship, "interdependence", 5)

    then = sheet(signed_in(b.user("READER")), relationship).context["then"]

    assert then.decision is not None
    assert [(each.said, each.then[0], each.now[0]) for each in then.facts] == [
        ("Interdependence of the work", "2", "5"),
        ("Duration", "3", "4"),  # of the contract, which came after it
    ]


def test_a_day_shows_what_was_found_then() -> None:
    relationship = catering()
    answer = sheet(signed_in(b.user("READER")), relationship, on=b.NOW.date().isoformat())

    then = answer.context["then"]
    assert (then.day, then.known) == (b.NOW.date(), True)
    assert then.lines[0].then == "Fits"
    early = sheet(signed_in(b.user("READER")), relationship, on="2020-01-01").context["then"]
    assert (early.known, early.lines, early.facts) == (False, [], [])


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"on": "2999-01-01"}, 422),
        ({"on": "yesterday"}, 422),
        ({"on": "\x00"}, 422),
        ({"colour": "red"}, 400),
    ],
)
def test_what_can_not_be_asked_is_refused(asked: dict[str, str], status: int) -> None:
    assert sheet(signed_in(b.user("READER")), b.relationship(), **asked).status_code == status


def test_who_has_no_right_in_the_unit_finds_nothing() -> None:
    relationship = b.relationship(unit=b.unit())
    for user in (b.user("SOURCING_MANAGER", b.unit()), b.user()):
        client = signed_in(user)
        for address in ("", "history/", "change/", "arrangements/", "further-parties/new/", "remove/"):
            assert client.get(f"/relationships/{relationship.pk}/{address}").status_code == 404, address


def test_acts_are_offered_to_who_may_do_them() -> None:
    relationship = catering()
    offered = {}
    for role in ("READER", "ACCOUNT_MANAGER", "SOURCING_MANAGER"):
        page = sheet(signed_in(b.user(role)), relationship).content.decode()
        offered[role] = [
            each in page for each in ("It is in place", "contracts/new/", "/classify/", "/change/")
        ]
    assert offered == {
        "READER": [False, False, False, False],
        "ACCOUNT_MANAGER": [True, True, False, False],
        "SOURCING_MANAGER": [True, True, True, True],
    }


def test_what_people_wrote_is_shown_as_text() -> None:
    relationship = b.relationship(subject=HOSTILE)
    w.interest(relationship, description=HOSTILE)
    w.signal(relationship, subject=HOSTILE)
    b.contract(None, relationship, number=HOSTILE, title=HOSTILE)
    client = signed_in(b.user("SOURCING_MANAGER"))
    for address in ("", "history/"):
        page = client.get(f"/relationships/{relationship.pk}/{address}").content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def test_it_costs_the_same_with_one_and_with_three_of_everything(queries) -> None:
    manager = b.user("SOURCING_MANAGER")
    place = w.place(b.unit())
    client = signed_in(manager)
    relationship = place.relationship
    b.contract(None, relationship)
    with b.computed_once():
        more = b.relationship(unit=place.unit)
        b.classification(None, more)
        for _number in range(3):
            w.interest_pair(more), w.capability_pair(more), w.signal(more), w.review(more)
            w.stage(w.plan(more)), b.contract(None, more)
            b.safeguard(None, more, "OPEN_BOOK")
            b.rating(b.actor(b.user("SOURCING_MANAGER")), more, "complexity", 3)
    sheet(client, relationship)
    with queries(33):
        assert sheet(client, relationship).status_code == 200
    with queries(33):
        assert sheet(client, more).status_code == 200


def test_before_compliance_is_computed_it_says_so() -> None:
    relationship = b.relationship()
    Compliance.objects.filter(relationship=relationship).delete()
    page = sheet(signed_in(b.user("READER")), relationship).content.decode()
    assert "still being computed" in page
