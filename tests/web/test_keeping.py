"""Tables that are kept, users and roles, webhooks: each act through its page, and who may not."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from access.models import Webhook
from relationships.models import CategoryProfile, ExchangeRate, Portfolio, RoleAssignment, Unit, User
from tests import builders as b

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def administrator() -> User:
    return b.user("ADMINISTRATOR", username="chief")


NEW: dict[str, dict[str, str]] = {
    "units": {"code": "IT-2", "name": "Systems", "parent": "ROOT"},
    "portfolios": {"unit": "ROOT", "name": "Facilities", "currency": "EUR", "our_role": "CUSTOMER"},
    "categories": {"name": "Windows", "aliases": "Glass\nPanes", "cpv_prefixes": "90911300"},
    "words": {"language": "en", "word": "bff", "exception": ""},
    "safeguard-kinds": {"code": "BOND", "name": "Bond", "level": "3"},
    "rates": {"currency": "USD", "valid_from": "2026-01-01", "rate": "0.9"},
}


SHOWN = {
    "units": "Systems",
    "portfolios": "Facilities",
    "categories": "Glass, Panes",
    "words": "bff",
    "safeguard-kinds": "BOND",
    "rates": "0.900000",
}


@pytest.mark.parametrize("word", NEW)
def test_a_record_is_made_and_stands_in_the_list(administrator: User, word: str) -> None:
    client = signed_in(administrator)

    assert client.post(f"/settings/{word}/new/", NEW[word]).status_code == 302
    page = client.get(f"/settings/{word}/?q=").content.decode()
    assert SHOWN[word] in page
    leads = re.search(rf'href="/settings/{word}/[0-9]+/"', page) is not None
    assert leads == (word != "rates"), "each leads to where it is changed"
    assert 'value="True"' not in page


@pytest.mark.parametrize("word", NEW)
def test_who_may_not_keep_it_can_not_make_it(word: str) -> None:
    client = signed_in(b.user("READER"))

    assert client.get(f"/settings/{word}/new/").status_code == 403
    assert client.post(f"/settings/{word}/new/", NEW[word]).status_code == 403


def test_a_category_keeps_its_lines_and_facts(administrator: User) -> None:
    client = signed_in(administrator)
    client.post("/settings/categories/new/", {**NEW["categories"], "fact-complexity": "4"})
    made = CategoryProfile.objects.get(name="Windows")
    assert sorted(each.name for each in made.aliases.all()) == ["Glass", "Panes"]
    assert {each.fact: each.value for each in made.facts.all()} == {"complexity": 4}

    form = client.get(f"/settings/categories/{made.pk}/").content.decode()
    assert "Glass\nPanes" in form
    given = {"name": "Windows", "aliases": "Glass", "fact-complexity": "", "version": made.version}
    assert client.post(f"/settings/categories/{made.pk}/", given).status_code == 302
    assert [each.name for each in made.aliases.all()] == ["Glass"]
    assert not made.facts.exists()


def test_what_is_refused_stands_beside_its_field_and_nothing_is_lost(administrator: User) -> None:
    given = {**NEW["categories"], "cpv_prefixes": "9\nabc", "name": "<b>"}
    answer = signed_in(administrator).post("/settings/categories/new/", given)

    assert answer.status_code == 422
    assert 'id="id_cpv_prefixes_error"' in answer.content.decode()
    assert "&lt;b&gt;" in answer.content.decode()
    assert not CategoryProfile.objects.filter(name="<b>").exists()


def test_a_rate_given_twice_is_the_later_one(administrator: User) -> None:
    client = signed_in(administrator)
    client.post("/settings/rates/new/", NEW["rates"])
    client.post("/settings/rates/new/", {**NEW["rates"], "rate": "0.8"})

    assert [str(each.rate) for each in ExchangeRate.objects.filter(currency="USD")] == ["0.80000000"]


@pytest.mark.parametrize(("rows", "word"), [(1, "units"), (3, "units"), (1, "portfolios"), (3, "portfolios")])
def test_a_list_asks_as_often_whatever_its_length(
    administrator: User, queries: Any, rows: int, word: str
) -> None:
    for at in range(rows):
        b.portfolio(unit=b.unit(), name=f"P{at}")
    client = signed_in(administrator)
    client.get(f"/settings/{word}/")

    with queries(6):  # session, user, the count, the rows, roles, preferences
        client.get(f"/settings/{word}/")


def test_a_user_is_made_given_a_role_and_leaves_what_he_owned_to_another(administrator: User) -> None:
    client = signed_in(administrator)
    made = client.post(
        "/settings/users/new/", {"username": "joiner", "language": "nl", "password": "nine new words"}
    )
    joiner = User.objects.get(username="joiner")
    assert made["Location"] == f"/settings/users/{joiner.pk}/"
    client.post(f"/settings/users/{joiner.pk}/role/", {"role-unit": b.root().pk, "role-role": "READER"})
    assert RoleAssignment.objects.get(user=joiner).role == "READER"
    relationship = b.relationship(owner=joiner, deputy=administrator)

    left = client.post(f"/settings/users/{joiner.pk}/leave/", {"leaving-successor": str(administrator.pk)})

    assert left.status_code == 302
    relationship.refresh_from_db()
    joiner.refresh_from_db()
    assert (joiner.is_active, relationship.owner, relationship.deputy) == (False, administrator, None)
    assert relationship.history.first().history_user == administrator

    assert "Let him sign in again" in client.get(f"/settings/users/{joiner.pk}/").text
    refused = client.post(f"/settings/users/{joiner.pk}/return/", {"returning-password": "short"})
    assert refused.status_code == 422
    back = client.post(f"/settings/users/{joiner.pk}/return/", {"returning-password": "ten newer words"})
    assert back.status_code == 302
    joiner.refresh_from_db()
    assert (joiner.is_active, joiner.check_password("ten newer words")) == (True, True)


def test_what_the_successor_may_not_see_is_not_handed_over(administrator: User) -> None:
    unit = b.unit("IT")
    leaver = b.user("SOURCING_MANAGER", unit)
    relationship = b.relationship(unit=unit, owner=leaver)
    elsewhere = b.user("SOURCING_MANAGER", b.unit("HR"))

    signed_in(administrator).post(
        f"/settings/users/{leaver.pk}/leave/", {"leaving-successor": str(elsewhere.pk)}
    )

    relationship.refresh_from_db()
    assert relationship.owner == leaver


def test_nobody_takes_over_from_himself(administrator: User) -> None:
    leaver = b.user("READER")
    answer = signed_in(administrator).post(
        f"/settings/users/{leaver.pk}/leave/", {"leaving-successor": str(leaver.pk)}
    )

    assert answer.status_code == 422
    leaver.refresh_from_db()
    assert leaver.is_active


def test_jobs_are_seen_by_the_administrator_of_all(administrator: User) -> None:
    assert signed_in(administrator).get("/settings/jobs/").status_code == 200


def test_the_administrator_of_one_unit_sees_no_user_of_another() -> None:
    unit = b.unit("IT")
    client = signed_in(b.user("ADMINISTRATOR", unit))
    other = b.user("READER", b.unit("HR"), username="elsewhere")

    assert "elsewhere" not in client.get("/settings/users/").content.decode()
    assert client.get(f"/settings/users/{other.pk}/").status_code == 404
    assert client.get("/settings/jobs/").status_code == 403


def test_a_webhook_shows_its_secret_once(administrator: User) -> None:
    client = signed_in(administrator)
    given = {
        "unit": b.root().pk,
        "name": "ERP",
        "target": "https://8.8.8.8/hook",
        "events": ["CLASSIFIED"],
        "notice_days": "14",
        "active": "on",
    }
    answer = client.post("/settings/webhooks/new/", given)
    hook = Webhook.objects.get()

    assert answer.context["secret"] in answer.content.decode()
    assert (hook.events, hook.notice_days, answer["Cache-Control"]) == (["CLASSIFIED"], 14, "no-store")
    assert answer.context["secret"] not in client.get(f"/settings/webhooks/{hook.pk}/").content.decode()
    assert client.post(f"/settings/webhooks/{hook.pk}/ping/").status_code == 302
    assert "PING" in client.get(f"/settings/webhooks/{hook.pk}/").content.decode()


def test_a_webhook_inside_the_own_network_is_refused_beside_its_address(administrator: User) -> None:
    given = {"unit": b.root().pk, "name": "ERP", "target": "https://127.0.0.1/hook", "events": ["CLASSIFIED"]}
    answer = signed_in(administrator).post("/settings/webhooks/new/", given)

    assert answer.status_code == 422
    assert 'id="id_target_error"' in answer.content.decode()


def test_a_unit_can_not_stand_below_itself(administrator: User) -> None:
    unit = b.unit("IT")
    below = b.unit("IT-1", unit)
    given = {"code": "IT", "name": "IT", "parent": below.pk, "version": unit.version}
    answer = signed_in(administrator).post(f"/settings/units/{unit.pk}/", given)

    assert answer.status_code == 422
    assert Unit.objects.get(pk=unit.pk).parent == b.root()
    assert Portfolio.objects.count() == 0
