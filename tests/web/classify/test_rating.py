"""Facts, trust and safeguards: recorded, shown with their history, taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from relationships.models import FactRating, Relationship, Safeguard, TrustAssessment, User
from tests import builders as b

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def relationship() -> Relationship:
    return b.relationship()


@pytest.fixture
def sourcing() -> Client:
    return signed_in(b.user("SOURCING_MANAGER", username="sourcing"))


@pytest.fixture
def account() -> Client:
    return signed_in(b.user("ACCOUNT_MANAGER", username="account"))


def page(relationship: Relationship, part: str) -> str:
    return f"/relationships/{relationship.pk}/{part}/"


def test_facts_are_rated_with_what_was_seen_of_each(sourcing: Client, relationship: Relationship) -> None:
    answer = sourcing.post(
        page(relationship, "facts"),
        {
            "fact_complexity": "4",
            "evidence_complexity": "Six disciplines",
            "fact_access": "2",
            "assessed_on": "2026-01-31",
        },
    )

    assert answer.status_code == 302
    kept = {(each.fact, each.value, each.evidence, each.assessed_on) for each in FactRating.objects.all()}
    assert kept == {
        ("complexity", 4, "Six disciplines", date(2026, 1, 31)),
        ("access", 2, "", date(2026, 1, 31)),
    }


def test_what_is_wrong_with_a_rating_stands_beside_it(sourcing: Client, relationship: Relationship) -> None:
    sent = {"fact_complexity": "7", "fact_access": "2", "assessed_on": "2999-01-01"}

    answer = sourcing.post(page(relationship, "facts"), sent)

    codes = {name: each[0].code for name, each in answer.context["form"].errors.as_data().items()}
    assert (answer.status_code, FactRating.objects.count()) == (422, 0)
    assert codes == {"fact_complexity": "LEVEL_OUT_OF_RANGE", "assessed_on": "DATE_IN_FUTURE"}


def test_who_may_not_rate_reads_the_facts_and_cannot_send_them(
    account: Client, relationship: Relationship
) -> None:
    b.rating(None, relationship, "complexity", 3, evidence="<script>alert(1)</script>")

    shown = account.get(page(relationship, "facts"))

    assert (shown.status_code, shown.context["form"]) == (200, None)
    assert b"<script>alert" not in shown.content
    assert account.post(page(relationship, "facts"), {"fact_access": "2"}).status_code == 403


def test_a_rating_is_taken_back_after_asking(sourcing: Client, relationship: Relationship) -> None:
    rating = b.rating(None, relationship, "complexity", 3)
    address = f"/ratings/{rating.pk}/withdraw/"

    asked = sourcing.get(address)
    sourcing.post(address, {"version": str(rating.version)})
    again = sourcing.post(address, {})

    rating.refresh_from_db()
    assert (asked.status_code, again.status_code) == (200, 422)
    assert rating.withdrawn_by.username == "sourcing"
    assert b"taken back by" in sourcing.get(page(relationship, "facts")).content


def test_a_rating_that_changed_meanwhile_is_not_taken_back(
    sourcing: Client, relationship: Relationship
) -> None:
    rating = b.rating(None, relationship, "complexity", 3)

    answer = sourcing.post(f"/ratings/{rating.pk}/withdraw/", {"version": "99"})

    rating.refresh_from_db()
    assert (answer.status_code >= 400, rating.withdrawn_at) == (True, None)


def test_trust_is_assessed_in_both_directions_at_once(account: Client, relationship: Relationship) -> None:
    sent = {
        "customer_level": "3",
        "customer_ability": "4",
        "customer_integrity": "2",
        "customer_evidence": "On time",
        "supplier_level": "2",
    }

    account.post(page(relationship, "trust"), sent)

    kept = {
        (each.direction, each.level, each.ability, each.integrity, each.benevolence, each.evidence)
        for each in TrustAssessment.objects.all()
    }
    assert kept == {
        ("CUSTOMER_TO_SUPPLIER", 3, 4, 2, None, "On time"),
        ("SUPPLIER_TO_CUSTOMER", 2, None, None, None, ""),
    }


@pytest.mark.parametrize(
    ("sent", "field", "code"),
    [
        ({}, "customer_level", "REQUIRED"),
        ({"supplier_evidence": "Seen"}, "supplier_level", "REQUIRED"),
        ({"customer_level": "3", "supplier_level": "6"}, "supplier_level", "LEVEL_OUT_OF_RANGE"),
        ({"customer_level": "3", "customer_evidence": "a\x01b"}, "customer_evidence", "CONTROL_CHARACTER"),
    ],
)
def test_trust_that_cannot_be_is_refused_at_its_side(
    account: Client, relationship: Relationship, sent: dict[str, str], field: str, code: str
) -> None:
    answer = account.post(page(relationship, "trust"), sent)

    assert (answer.status_code, TrustAssessment.objects.count()) == (422, 0)
    assert [each.code for each in answer.context["form"].errors.as_data()[field]] == [code]


def test_an_assessment_is_taken_back_and_the_one_before_counts(
    account: Client, relationship: Relationship
) -> None:
    b.assessment(None, relationship, "CUSTOMER_TO_SUPPLIER", 3, assessed_on="2026-01-01")
    last = b.assessment(None, relationship, "CUSTOMER_TO_SUPPLIER", 2, assessed_on="2026-02-01")

    account.post(f"/assessments/{last.pk}/withdraw/", {"version": str(last.version)})

    shown = account.get(page(relationship, "trust"))
    assert shown.context["rail"].customer_to_supplier == 3
    assert len(shown.context["past"]) == 2


def test_a_safeguard_is_put_in_place_corrected_and_ended(account: Client, relationship: Relationship) -> None:
    kind = account.get(page(relationship, "safeguards")).context["form"].fields["kind"].widget.choices[1][0]

    account.post(page(relationship, "safeguards"), {"kind": str(kind), "active_from": "", "remarks": "Bank"})
    added = Safeguard.objects.get()
    address = f"/safeguards/{added.pk}/"
    account.post(address, {"version": str(added.version), "active_from": "2026-01-01", "do": "change"})
    added.refresh_from_db()
    account.post(address, {"version": str(added.version), "do": "end"})

    ended = Safeguard.objects.get()
    assert (ended.remarks, ended.active_from) == ("Bank", date(2026, 1, 1))
    assert ended.active_to is not None


def test_a_safeguard_that_cannot_be_is_refused_beside_its_field(
    account: Client, relationship: Relationship
) -> None:
    sent = {"kind": "", "active_from": "2026-02-30", "remarks": "<script>alert(1)</script>"}

    answer = account.post(page(relationship, "safeguards"), sent)

    codes = {name: each[0].code for name, each in answer.context["form"].errors.as_data().items()}
    assert (answer.status_code, codes) == (422, {"kind": "REQUIRED", "active_from": "DATE_INVALID"})
    assert b"<script>alert" not in answer.content


def test_a_reader_sees_trust_and_safeguards_without_the_acts(relationship: Relationship) -> None:
    kept = b.assessment(None, relationship, "CUSTOMER_TO_SUPPLIER", 3)
    reader = signed_in(b.user("READER"))

    for part in ("trust", "safeguards", "facts"):
        shown = reader.get(page(relationship, part))
        assert (shown.status_code, shown.context["form"]) == (200, None)
        assert reader.post(page(relationship, part), {}).status_code == 403
    assert reader.get(f"/assessments/{kept.pk}/withdraw/").status_code == 403


def test_nothing_of_another_unit_is_there() -> None:
    other = b.relationship(unit=b.unit())
    kept = [
        f"/ratings/{b.rating(None, other, 'access', 2).pk}/withdraw/",
        f"/assessments/{b.assessment(None, other, 'CUSTOMER_TO_SUPPLIER', 3).pk}/withdraw/",
    ]
    client = signed_in(b.user("SOURCING_MANAGER", b.unit()))

    for address in (*kept, *(page(other, part) for part in ("facts", "trust", "safeguards"))):
        assert client.get(address).status_code == 404


def test_more_records_cost_no_more_queries(
    sourcing: Client, relationship: Relationship, queries: Any
) -> None:
    def more() -> None:
        b.rating(None, relationship, "access", 2)
        b.assessment(None, relationship, "CUSTOMER_TO_SUPPLIER", 3)
        kinds = [str(pk) for pk, _name in safeguards.context["form"].fields["kind"].widget.choices if pk]
        b.safeguard(None, relationship, kinds[0])

    safeguards = sourcing.get(page(relationship, "safeguards"))
    more()
    cost = {"facts": 11, "trust": 14, "safeguards": 16}
    for part in cost:
        sourcing.get(page(relationship, part))
        with queries(cost[part]):
            sourcing.get(page(relationship, part))
    more()
    more()
    for part in cost:
        with queries(cost[part]):
            sourcing.get(page(relationship, part))
