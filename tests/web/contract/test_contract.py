"""The page of a contract and the acts on it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from relationships.history import changes_of
from relationships.models import Contract, ContractLine, User
from tests import builders as b
from web.views.contract import dates

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("x")</script> =1+1'


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def manager() -> Client:
    return signed_in(b.user("ACCOUNT_MANAGER"))


def tacit(**given: str) -> Contract:
    """It renews by a year each time, with three months of notice."""
    terms = {
        "start": "2018-09-27",
        "term_months": "36",
        "renewal_months": "12",
        "notice_count": "3",
        "notice_unit": "MONTHS",
        "number": "C-1",
    }
    return b.contract(None, b.relationship(), **{**terms, **given})


def as_shown(client: Client, address: str) -> dict[str, str]:
    """What the form would send untouched."""
    form = client.get(address).context["form"]
    shown = {each.name: each.value() for each in form if not each.field.disabled}
    return {name: "" if value is None else str(value) for name, value in shown.items()}


def test_each_date_stands_there_with_its_reason() -> None:
    lines = {each.said: each for each in dates.lines(tacit(), "CUSTOMER", date(2021, 7, 10))}

    assert {said: each.day for said, each in lines.items()} == {
        "Current end": date(2021, 9, 26),
        "Last day to give notice": date(2022, 6, 26),
        "Reminder": date(2022, 5, 27),
        "Missed deadline": date(2021, 6, 26),
        "Bound until": date(2022, 9, 26),
    }
    assert lines["Current end"].why == "27 Sep 2018 plus 36 months, the last day included"
    assert lines["Last day to give notice"].why == "our notice period is 3 months"
    assert (lines["Missed deadline"].left, lines["Missed deadline"].left_said) == (-14, "14 days ago")


def test_an_option_has_its_deadline_and_a_new_tender_its_start() -> None:
    contract = b.contract(
        None,
        b.relationship(),
        start="2022-01-01",
        term_months=24,
        options="12+12",
        option_notice_count=3,
        option_notice_unit="MONTHS",
        procedure="EUROPEAN",
    )
    lines = {each.said: each for each in dates.lines(contract, "CUSTOMER", date(2023, 6, 15))}
    assert {said: each.day for said, each in lines.items() if said != "Bound until"} == {
        "Current end": date(2023, 12, 31),
        "Last day to exercise the option": date(2023, 9, 30),
        "Latest end": date(2025, 12, 31),
        "Start of the new tender": date(2025, 3, 31),
    }


def test_a_date_that_is_not_known_says_so() -> None:
    contract = b.contract(None, b.relationship(), number="C-1")
    answer = manager().get(f"/contracts/{contract.pk}/")
    assert [(each.said, each.day) for each in answer.context["dates"]] == [("Current end", None)]
    assert "No end is known: state one, or give a start and a term." in answer.context["remarks"]
    assert b"not known" in answer.content


def test_a_reader_reads_and_is_offered_no_act() -> None:
    contract = tacit(value="1200", currency="EUR")
    b.line(contract, description="Lunches", amount="1200")
    page = signed_in(b.user("READER")).get(f"/contracts/{contract.pk}/").content.decode()
    assert "EUR 1,200.00" in page or "EUR 2,400.00" in page
    for act in ("change/", "notice/", "option/", "remove/", "lines/new/", "contract-lines/"):
        assert act not in page, act


def test_who_has_no_right_in_the_unit_finds_nothing() -> None:
    contract = b.contract(None, b.relationship(unit=b.unit()), number="C-1", currency="EUR")
    line = b.line(contract, description="Lunches", amount="10")
    client = signed_in(b.user("SOURCING_MANAGER", b.unit()))
    for act in ("", "history/", "change/", "notice/", "option/", "remove/", "lines/new/"):
        assert client.get(f"/contracts/{contract.pk}/{act}").status_code == 404, act
    for act in ("", "remove/"):
        assert client.get(f"/contract-lines/{line.pk}/{act}").status_code == 404, act
    assert client.get(f"/relationships/{contract.relationship_id}/contracts/new/").status_code == 404


def test_a_contract_is_made() -> None:
    relationship = b.relationship()
    answer = manager().post(
        f"/relationships/{relationship.pk}/contracts/new/",
        {
            "number": "C-7",
            "title": "Catering",
            "start": "2026-01-01",
            "term_months": "36",
            "value": "240000.00",
            "currency": "EUR",
            "kind": "AGREEMENT",
            "status": "ACTIVE",
            "notice_falls_on": "ANY_DAY",
            "attribute_name_0": "Cost centre",
            "attribute_text_0": "4100",
        },
    )
    made = Contract.objects.get()
    assert answer["Location"] == f"/contracts/{made.pk}/"
    assert (made.number, made.value, made.position.current_end) == (
        "C-7",
        240_000,
        date(2028, 12, 31),
    )
    assert made.attributes == {"Cost centre": "4100"}


def test_an_untouched_form_changes_nothing_and_a_touched_one_only_that() -> None:
    contract = tacit(
        value="1200.5", currency="EUR", attributes={"Cost centre": "4100\n4200"}, description="One\nTwo"
    )
    client = manager()
    address = f"/contracts/{contract.pk}/change/"
    shown = as_shown(client, address)
    assert shown["value"] == "1200.50"

    client.post(address, {name: value.replace("\n", "\r\n") for name, value in shown.items()})
    contract.refresh_from_db()
    assert contract.version == 1

    client.post(address, shown | {"title": "Catering"})
    contract.refresh_from_db()
    assert (contract.version, contract.title) == (2, "Catering")
    assert [each.field for each in changes_of(contract)[0].fields] == ["title"]
    assert contract.attributes == {"Cost centre": "4100\n4200"}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"stated_end": "2017-01-01"}, "stated_end"),
        ({"value": "12,5"}, "value"),
        ({"options": "twice"}, "options"),
        ({"document": "javascript:alert(1)"}, "document"),
        ({"title": "a\x00b"}, "title"),
        ({"notice_unit": ""}, "notice_unit"),
        ({"parent": "999"}, "parent"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(given: dict[str, str], field: str) -> None:
    contract, client = tacit(), manager()
    address = f"/contracts/{contract.pk}/change/"
    answer = client.post(address, as_shown(client, address) | {"description": "Typed at length"} | given)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert b"Typed at length" in answer.content
    contract.refresh_from_db()
    assert contract.version == 1


def test_a_form_of_an_older_version_is_refused() -> None:
    contract, client = tacit(), manager()
    address = f"/contracts/{contract.pk}/change/"
    seen = as_shown(client, address)
    client.post(address, seen | {"title": "First"})
    answer = client.post(address, seen | {"title": "Second"})
    assert (answer.status_code, answer.context["form"].has_error("__all__", "STALE")) == (409, True)


def test_the_value_of_a_contract_with_lines_is_theirs() -> None:
    contract, client = tacit(currency="EUR"), manager()
    client.post(f"/contracts/{contract.pk}/lines/new/", {"description": "Lunches", "amount": "10"})
    client.post(f"/contracts/{contract.pk}/lines/new/", {"description": "Dinners", "amount": "20"})
    contract.refresh_from_db()
    assert contract.value == 30
    assert client.get(f"/contracts/{contract.pk}/change/").context["form"].fields["value"].disabled

    dinners = ContractLine.objects.get(description="Dinners")
    client.post(f"/contract-lines/{dinners.pk}/", {"amount": "25", "description": "Dinners", "version": "1"})
    contract.refresh_from_db()
    assert contract.value == 35

    assert client.get(f"/contract-lines/{dinners.pk}/remove/").status_code == 200
    client.post(f"/contract-lines/{dinners.pk}/remove/")
    contract.refresh_from_db()
    assert (contract.value, ContractLine.objects.count()) == (10, 1)


def test_a_line_that_stands_for_nothing_is_refused() -> None:
    contract = tacit(currency="EUR")
    answer = manager().post(f"/contracts/{contract.pk}/lines/new/", {"description": "Lunches", "amount": ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["amount"])


def test_notice_says_first_what_it_would_bring_and_is_taken_back() -> None:
    contract, client = tacit(), manager()
    address = f"/contracts/{contract.pk}/notice/"
    assert "would end the contract on" in client.get(address).context["explained"]
    client.post(address, {"notice_given_on": "2026-11-01", "notice_given_by": "CUSTOMER", "version": "1"})
    contract.refresh_from_db()
    assert (contract.notice_given_on, contract.position.notice_deadline) == (date(2026, 11, 1), None)
    client.post(address, {"notice_given_on": "", "notice_given_by": "", "version": "2"})
    contract.refresh_from_db()
    assert contract.notice_given_on is None


def test_an_option_is_exercised_one_at_a_time() -> None:
    contract = b.contract(None, b.relationship(), start="2026-01-01", term_months=24, options="12+12")
    client = manager()
    address = f"/contracts/{contract.pk}/option/"
    shown = client.get(address)
    assert shown.context["explained"].startswith(
        "Option 1 of 2, for 12 months: the contract then runs until 31 Dec 2028."
    )
    assert shown.context["form"]["options_exercised"].value() == 1
    client.post(address, {"options_exercised": "1", "version": "1"})
    contract.refresh_from_db()
    assert (contract.options_exercised, contract.position.current_end) == (1, date(2028, 12, 31))
    too_many = client.post(address, {"options_exercised": "3", "version": "2"})
    assert (too_many.status_code, list(too_many.context["form"].errors)) == (422, ["options_exercised"])


def test_one_recorded_by_mistake_is_removed_after_it_was_asked() -> None:
    contract, client = tacit(), manager()
    assert client.get(f"/contracts/{contract.pk}/remove/").status_code == 200
    assert Contract.objects.exists()
    answer = client.post(f"/contracts/{contract.pk}/remove/", {"version": "1"})
    assert answer["Location"] == f"/relationships/{contract.relationship_id}/#contracts"
    assert not Contract.objects.exists()


def test_one_that_others_rest_on_stays() -> None:
    contract = tacit()
    b.contract(None, contract.relationship, parent=contract)
    answer = manager().post(f"/contracts/{contract.pk}/remove/", {})
    assert (answer.status_code, answer.context["form"].has_error("__all__", "IN_USE")) == (422, True)


def test_who_only_reads_does_nothing() -> None:
    contract = tacit(currency="EUR")
    line = b.line(contract, description="Lunches", amount="10")
    client = signed_in(b.user("READER"))
    named = ("change", "notice", "option", "remove", "lines/new")
    acts = [f"/contracts/{contract.pk}/{act}/" for act in named]
    acts += [f"/contract-lines/{line.pk}/", f"/contract-lines/{line.pk}/remove/"]
    acts.append(f"/relationships/{contract.relationship_id}/contracts/new/")
    for act in acts:
        answer = client.post(act, {"title": "x", "amount": "5"})
        assert (act, answer.status_code) == (act, 422)
        assert answer.context["form"].has_error("__all__", "NOT_ALLOWED"), act
    assert (Contract.objects.count(), ContractLine.objects.count()) == (1, 1)


def test_what_people_wrote_is_shown_as_text() -> None:
    contract = tacit(
        number=HOSTILE[:100],
        title=HOSTILE,
        description=HOSTILE,
        remarks=HOSTILE,
        document=HOSTILE,
        attributes={HOSTILE: HOSTILE},
        currency="EUR",
    )
    b.line(contract, description=HOSTILE, amount="10")
    client = manager()
    for act in ("", "history/", "change/", "notice/", "remove/"):
        page = client.get(f"/contracts/{contract.pk}/{act}").content.decode()
        assert "<script>alert" not in page, act
        assert "&lt;script&gt;" in page, act


def test_it_costs_the_same_with_one_line_and_with_three(queries) -> None:
    client = manager()
    one, three = tacit(currency="EUR"), tacit(currency="EUR")
    b.line(one, description="Lunches", amount="10")
    for _number in range(3):
        b.line(three, description="Lunches", amount="10")
        b.contract(None, three.relationship, parent=three)
    for contract in (one, three):
        with queries(11):
            assert client.get(f"/contracts/{contract.pk}/").status_code == 200
