"""The wizard: from facts to a decision, with nothing lost on the way."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from relationships.models import Classification, FactRating, Relationship, Safeguard, User
from tests import builders as b

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def manager() -> User:
    return b.user("SOURCING_MANAGER")


@pytest.fixture
def client(manager: User) -> Client:
    return signed_in(manager)


def wizard(relationship: Relationship, part: str = "") -> str:
    return f"/relationships/{relationship.pk}/classify/{part}"


def catering() -> dict[str, str]:
    return {f"fact_{code}": str(value) for code, value in b.CATERING.items()}


def values(client: Client, relationship: Relationship) -> dict[str, Any]:
    """What stands in the fields of the page."""
    form = client.get(wizard(relationship)).context["form"]
    return {each.name: each.value() for each in form}


def test_from_unclassified_to_classified_in_one_go(client: Client, manager: User) -> None:
    relationship = b.relationship()

    answer = client.post(
        wizard(relationship),
        {**catering(), "chosen_type": "SERVICE", "trust_target": "2", "do": "decide", "seen": "0"},
    )

    assert (answer.status_code, answer["Location"]) == (302, f"/relationships/{relationship.pk}/")
    decided = Classification.objects.get()
    assert (decided.chosen_type, decided.trust_target, decided.decided_by) == ("SERVICE", 2, manager)
    assert FactRating.objects.filter(assessor=manager, source="ASSESSED").count() == 21
    assert decided.facts["complexity"] == {"value": 2, "source": "ASSESSED"}


def test_what_the_choice_lacks_is_said_and_nothing_of_it_is_recorded(client: Client) -> None:
    relationship = b.relationship()
    sent = {**catering(), "chosen_type": "VENTURE", "trust_target": "5", "seen": "0", "reason": " "}

    answer = client.post(wizard(relationship), sent)

    assert answer.status_code == 422
    assert [each.code for each in answer.context["form"].errors.as_data()["reason"]] == ["REASON_REQUIRED"]
    assert (FactRating.objects.count(), Classification.objects.count()) == (0, 0)
    assert answer.context["form"]["fact_complexity"].value() == "2"


def test_an_extreme_attitude_takes_evidence_beside_that_fact(client: Client) -> None:
    relationship = b.relationship()
    sent = {"fact_attitude_supplier": "1", "fact_complexity": "4", "do": "rate"}

    refused = client.post(wizard(relationship), sent)
    client.post(wizard(relationship), {**sent, "evidence_attitude_supplier": "Claims after each order."})

    errors = refused.context["form"].errors.as_data()
    assert (refused.status_code, errors["fact_attitude_supplier"][0].code) == (422, "EVIDENCE_REQUIRED")
    kept = {each.fact: (each.value, each.evidence) for each in FactRating.objects.all()}
    assert kept == {"attitude_supplier": (1, "Claims after each order."), "complexity": (4, "")}


def test_ratings_are_recorded_step_by_step_and_the_choice_stays_typed(client: Client) -> None:
    relationship = b.relationship()

    client.post(
        wizard(relationship),
        {"fact_complexity": "4", "reason": "Because.", "chosen_type": "SPOT", "do": "rate"},
    )

    found = values(client, relationship)
    assert FactRating.objects.get().value == 4
    assert (found["reason"], found["chosen_type"], found["fact_complexity"]) == ("Because.", "SPOT", None)


def test_the_preview_moves_with_what_is_typed_and_records_nothing(client: Client) -> None:
    relationship = b.relationship()

    answer = client.post(wizard(relationship, "preview/"), catering(), headers=HTMX)

    rule = answer.context["rule"]
    assert answer.status_code == 200
    assert rule.answer.recommended_type == "SERVICE"
    assert b'id="says-SERVICE" hx-swap-oob' in answer.content
    assert FactRating.objects.count() == 0


def test_a_preview_of_what_cannot_be_says_so_and_keeps_the_types(client: Client) -> None:
    answer = client.post(wizard(b.relationship(), "preview/"), {"fact_complexity": "9"}, headers=HTMX)

    assert [each.code for each in answer.context["rule"].refusals] == ["LEVEL_OUT_OF_RANGE"]
    assert len(answer.context["rule"].cards) == 8


def test_without_javascript_the_button_shows_the_whole_page_with_the_answer(client: Client) -> None:
    relationship = b.relationship()

    answer = client.post(wizard(relationship, "preview/"), {**catering(), "reason": "So far."})

    assert answer.status_code == 200
    assert b"<h1>" in answer.content
    assert (answer.context["rule"].answer.recommended_type, b"So far." in answer.content) == ("SERVICE", True)
    assert client.get(wizard(relationship, "preview/"))["Location"] == wizard(relationship)


def test_who_stops_half_way_finds_everything_back_until_it_is_thrown_away(client: Client) -> None:
    relationship, other = b.relationship(), b.relationship()
    typed = {
        "fact_access": "3",
        "reason": "Half a thought",
        "chosen_type": "MANAGED",
        "safeguards": ["1", "2"],
    }

    client.post(wizard(relationship, "preview/"), typed, headers=HTMX)
    reopened = Client()  # the browser was closed; its cookie is still there
    reopened.cookies = client.cookies

    found = values(reopened, relationship)
    assert {each: found[each] for each in typed} == typed
    assert values(reopened, other)["reason"] is None
    client.post(wizard(relationship), {"do": "forget"})
    assert values(client, relationship)["reason"] is None


def test_a_draft_is_not_a_cookie_that_ends_with_the_browser(client: Client, settings: Any) -> None:
    client.post(wizard(b.relationship(), "preview/"), {"reason": "x"}, headers=HTMX)

    assert not settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
    assert client.session.get_expiry_age() >= 24 * 3600


def test_keeping_for_later_leads_back_to_the_sheet(client: Client) -> None:
    relationship = b.relationship()

    answer = client.post(wizard(relationship), {"reason": "Later", "do": "keep"})

    assert answer["Location"] == f"/relationships/{relationship.pk}/"
    assert values(client, relationship)["reason"] == "Later"


def test_who_decided_in_between_is_named_before_one_decides_over_him(client: Client) -> None:
    relationship = b.relationship()
    b.rate(None, relationship)
    before = b.classification(None, relationship)
    sent = {"chosen_type": "SERVICE", "trust_target": "3", "reason": "Mine", "seen": "0"}

    refused = client.post(wizard(relationship), sent)
    again = client.post(wizard(relationship), {**sent, "seen": str(before.pk)})

    assert (refused.status_code, again.status_code) == (409, 302)
    assert b"decided in the meantime" in refused.content
    assert Classification.objects.filter(superseded_at__isnull=True).get().trust_target == 3


def test_ticked_safeguards_are_put_in_place_with_the_decision(client: Client) -> None:
    relationship = b.relationship()
    kinds = client.get(wizard(relationship)).context["form"].kinds
    of_level_2 = next(each for each in kinds if each.level == 2)
    sent = {**catering(), "chosen_type": "SERVICE", "trust_target": "2", "seen": "0"}

    client.post(wizard(relationship), {**sent, "safeguards": [str(of_level_2.pk)]})

    assert Safeguard.objects.get().kind == of_level_2
    assert Classification.objects.get().verdict["safeguards"] == {"2": 1}


def test_a_colleague_who_rates_the_same_confirms_an_attitude_in_the_preview(client: Client) -> None:
    relationship = b.relationship()
    b.rate(None, relationship)
    b.rating(b.actor(b.user("SOURCING_MANAGER")), relationship, "attitude_supplier", 1, evidence="Seen.")
    typed = {"fact_attitude_supplier": "1", "evidence_attitude_supplier": "Seen too."}

    answer = client.post(wizard(relationship, "preview/"), typed, headers=HTMX)

    assert answer.context["rule"].answer.recommended_type == "GUARDED"
    alone = client.post(wizard(b.relationship(), "preview/"), typed, headers=HTMX)
    assert "GUARDED" not in (alone.context["rule"].answer.recommended_type or "")


def test_assessors_who_differ_are_named_with_what_they_rated(client: Client) -> None:
    relationship = b.relationship()
    for name, value in (("anna", 4), ("bob", 2)):
        by = b.actor(b.user("SOURCING_MANAGER", username=name))
        b.rating(by, relationship, "complexity", value, evidence=f"{name} saw it")

    page = client.get(wizard(relationship)).content.decode()

    assert [each.code for each in client.get(wizard(relationship)).context["align"]] == ["complexity"]
    assert all(each in page for each in ("anna", "bob", "anna saw it"))


@pytest.mark.parametrize("role", ["READER", "ACCOUNT_MANAGER"])
def test_it_takes_the_role(role: str) -> None:
    client, relationship = signed_in(b.user(role)), b.relationship()

    for answer in (
        client.get(wizard(relationship)),
        client.post(wizard(relationship), {"do": "keep", "reason": "x"}),
        client.post(wizard(relationship, "preview/"), {}, headers=HTMX),
    ):
        assert answer.status_code == 403


def test_what_one_may_not_see_is_not_there() -> None:
    other = b.relationship(unit=b.unit())
    client = signed_in(b.user("SOURCING_MANAGER", b.unit()))

    assert client.get(wizard(other)).status_code == 404
    assert client.post(wizard(other, "preview/"), {}).status_code == 404
    assert client.get("/relationships/999999999999999999999999/classify/").status_code == 404


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "=1+1", "a\x00b", "x" * 30_000])
def test_hostile_text_does_no_harm(client: Client, hostile: str) -> None:
    relationship = b.relationship()
    typed = {"reason": hostile, "chosen_type": hostile, "fact_complexity": hostile, "trust_target": "2"}

    for part in ("preview/", ""):
        answer = client.post(wizard(relationship, part), {**typed, "seen": "0"})
        assert answer.status_code in (200, 422)
        assert b"<script>alert" not in answer.content
    assert client.get(wizard(relationship)).status_code == 200
    assert Classification.objects.count() == 0


def test_more_assessors_cost_no_more_queries(client: Client, queries: Any) -> None:
    relationship = b.relationship()
    b.rating(b.actor(b.user("SOURCING_MANAGER")), relationship, "complexity", 3)
    client.get(wizard(relationship))

    with queries(26):
        client.get(wizard(relationship))
    for _ in range(2):
        b.rating(b.actor(b.user("SOURCING_MANAGER")), relationship, "complexity", 3)
    with queries(26):
        client.get(wizard(relationship))
