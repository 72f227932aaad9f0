"""Saved views and columns: kept, opened, shared, changed, removed, remembered."""

from __future__ import annotations

import pytest

from access.actions.saved_views import create_saved_view
from access.models import Preferences, SavedView
from tests import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return b.user("SOURCING_MANAGER")


@pytest.fixture
def client(lead, signed_in):
    return signed_in(lead)


def view(owner, **given) -> SavedView:
    given = {"listing": "relationships", "name": "Exits", "conditions": "phase=EXIT", **given}
    return create_saved_view(by=b.actor(owner), given=given)


def test_a_list_is_kept_as_it_is_on_screen(lead, client) -> None:
    form = client.get("/relationships/views/new/?phase=EXIT&ordering=-party").context["form"]
    assert form.initial["conditions"] == "phase=EXIT&ordering=-party"

    answer = client.post(
        "/relationships/views/new/", {"conditions": "phase=EXIT&ordering=-party", "name": "Exits"}
    )

    kept = SavedView.objects.get()
    assert (kept.owner, kept.listing, kept.name, kept.unit) == (lead, "relationships", "Exits", None)
    assert kept.conditions == "phase=EXIT&ordering=-party"
    assert kept.columns[:2] == ["party", "unit"]
    assert answer["Location"] == f"/relationships/?phase=EXIT&ordering=-party&view={kept.pk}"


def test_what_is_refused_stands_on_the_form_with_all_that_was_typed(lead, client) -> None:
    view(lead)

    answer = client.post("/relationships/views/new/", {"conditions": "phase=CHOICE", "name": "Exits"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["name"]
    assert b'value="phase=CHOICE"' in answer.content


def test_conditions_that_cannot_be_asked_are_not_kept(client) -> None:
    answer = client.post("/relationships/views/new/", {"conditions": "nonsense=1", "name": "Exits"})

    assert answer.status_code == 400
    assert not SavedView.objects.exists()


def test_a_view_opens_as_the_address_of_what_it_asks(lead, client) -> None:
    kept = view(lead, columns=["phase", "score"])

    answer = client.get(f"/relationships/?view={kept.pk}")
    assert answer["Location"] == f"/relationships/?phase=EXIT&view={kept.pk}"

    opened = client.get(answer["Location"])
    assert [each.column.name for each in opened.context["headings"]] == ["party", "phase", "score"]
    assert b"Exits" in opened.content


def test_the_default_opens_by_itself_and_all_are_a_click_away(lead, client) -> None:
    kept = view(lead, is_default=True)

    assert client.get("/relationships/")["Location"] == f"/relationships/?phase=EXIT&view={kept.pk}"
    assert client.get("/relationships/?view=all").status_code == 200
    assert client.get("/parties/").status_code == 200


def test_a_default_without_conditions_opens_with_its_columns(lead, client) -> None:
    kept = view(lead, conditions="", columns=["score"], is_default=True)

    answer = client.get("/relationships/", follow=True)

    assert answer.redirect_chain == [(f"/relationships/?view={kept.pk}", 302)]
    assert [each.column.name for each in answer.context["headings"]] == ["party", "score"]


def test_a_shared_view_is_there_for_who_has_a_role_on_its_line_and_for_nobody_else(signed_in, lead) -> None:
    own, other = b.unit("OWN"), b.unit("OTHER")
    shared = view(lead, unit=own.pk)
    view(lead, name="Mine alone")

    inside = signed_in(b.user("READER", own))
    assert [each.name for each in inside.get("/relationships/").context["views"]] == ["Exits"]
    assert inside.get(f"/relationships/?view={shared.pk}").status_code == 302
    outside = signed_in(b.user("READER", other))
    assert outside.get("/relationships/").context["views"] == []
    assert outside.get(f"/relationships/?view={shared.pk}").status_code == 404


@pytest.mark.parametrize("view_id", ["999999", "nonsense", "%00", "9" * 40])
def test_a_view_that_is_not_there_is_not_found_with_a_way_out(view_id: str, client) -> None:
    answer = client.get(f"/relationships/?view={view_id}")

    assert answer.status_code == 404
    assert b'href="/relationships/?view=all"' in answer.content


def test_a_view_of_another_list_is_not_there(lead, client) -> None:
    kept = view(lead, listing="parties", conditions="")

    assert client.get(f"/relationships/?view={kept.pk}").status_code == 404


def test_its_keeper_changes_it_and_takes_what_is_on_screen(lead, client) -> None:
    kept = view(lead)
    page = client.get(f"/views/{kept.pk}/?phase=CHOICE")
    assert page.context["form"].initial["now"] == "phase=CHOICE"

    sent = {"name": "Choices", "is_default": "on", "take": "on", "now": "phase=CHOICE", "version": "1"}
    answer = client.post(f"/views/{kept.pk}/", sent)

    assert answer.status_code == 302
    kept.refresh_from_db()
    assert (kept.name, kept.conditions, kept.is_default) == ("Choices", "phase=CHOICE", True)


def test_another_name_leaves_the_conditions(lead, client) -> None:
    kept = view(lead)

    client.post(f"/views/{kept.pk}/", {"name": "Leaving", "now": "phase=CHOICE", "version": "1"})

    kept.refresh_from_db()
    assert (kept.name, kept.conditions) == ("Leaving", "phase=EXIT")


def test_a_stale_change_shows_the_conflict(lead, client) -> None:
    kept = view(lead)

    answer = client.post(f"/views/{kept.pk}/", {"name": "Leaving", "version": "7"})

    assert answer.status_code == 409
    assert "version 7" in answer.content.decode()


def test_removing_asks_first(lead, client) -> None:
    kept = view(lead)

    assert client.get(f"/views/{kept.pk}/remove/").status_code == 200
    assert SavedView.objects.exists()
    assert client.post(f"/views/{kept.pk}/remove/", {"version": "1"}).status_code == 302
    assert not SavedView.objects.exists()


def test_only_its_keeper_changes_or_removes_it(lead, signed_in) -> None:
    own = b.unit("OWN")
    shared = view(lead, unit=own.pk)
    other = signed_in(b.user("SOURCING_MANAGER", own))

    assert other.get(f"/views/{shared.pk}/").status_code == 404
    assert other.post(f"/views/{shared.pk}/remove/", {"version": "1"}).status_code == 404
    assert SavedView.objects.exists()


def test_who_may_not_share_is_not_offered_to(signed_in) -> None:
    reader = signed_in(b.user("READER"))

    assert "unit" not in reader.get("/relationships/views/new/").context["form"].fields


def test_columns_are_remembered_in_the_order_of_their_places(lead, client) -> None:
    sent = {"column": ["phase", "score", "nonsense"], "place-phase": "2", "place-score": "1", "query": "q=a"}

    answer = client.post("/relationships/columns/", sent)

    assert answer["Location"] == "/relationships/?q=a"
    assert Preferences.objects.get(user=lead).columns == {"relationships": ["score", "phase"]}
    shown = client.get("/relationships/").context["headings"]
    assert [each.column.name for each in shown] == ["party", "score", "phase"]


def test_the_usual_columns_come_back(lead, client) -> None:
    client.post("/relationships/columns/", {"column": ["phase"], "query": ""})
    client.post("/relationships/columns/", {"usual": "1", "query": ""})

    assert Preferences.objects.get(user=lead).columns == {}


def test_columns_that_went_away_are_left_out(lead, client) -> None:
    Preferences.objects.create(user=lead, columns={"relationships": ["gone", "phase"]})

    shown = client.get("/relationships/").context["headings"]
    assert [each.column.name for each in shown] == ["party", "phase"]
