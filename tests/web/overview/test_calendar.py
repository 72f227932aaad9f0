"""The calendar as a list, by month and as a feed at a private address."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
from django.test import Client

from access.actions.preferences import drop_calendar_key, make_calendar_key
from access.models import Preferences
from relationships.actions.units import deactivate_user
from relationships.models import User
from tests import builders as b
from tests.principles import worlds as w
from tests.web.overview.worlds import HOSTILE, decided, lead, signed_in, tacit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
ADDRESS = "/calendar/"


def listed(answer) -> list[tuple[date, str]]:
    return [(day, str(each.kind)) for day, found in answer.context["days"] for each, _address in found]


def feed(key: str) -> icalendar.Calendar:
    answer = Client().get(f"/calendar/{key}.ics")
    assert answer.status_code == 200
    return icalendar.Calendar.from_ical(answer.content)


def events(key: str) -> list[tuple[str, date]]:
    return [(str(each["SUMMARY"]), each["DTSTART"].dt) for each in feed(key).walk("VEVENT")]


def test_what_lies_ahead_is_listed_by_day() -> None:
    relationship = decided("Catering")
    tacit(relationship, review_date="2026-12-15")
    w.review(relationship, held_on="2026-11-01")

    found = listed(signed_in(lead()).get(ADDRESS))

    assert found[:3] == [
        (date(2026, 11, 30), "NOTICE_DEADLINE"),
        (date(2026, 12, 15), "CONTRACT_REVIEW"),
        (date(2026, 12, 31), "CONTRACT_END"),
    ]


def test_a_group_of_kinds_narrows_it() -> None:
    tacit(b.relationship(), review_date="2026-12-15")
    client = signed_in(lead())

    assert listed(client.get(f"{ADDRESS}?what=reviews")) == [(date(2026, 12, 15), "CONTRACT_REVIEW")]
    assert listed(client.get(f"{ADDRESS}?what=explanations")) == []


def test_the_months_ahead_are_counted_and_lead_to_themselves() -> None:
    tacit(b.relationship())
    tacit(b.relationship(), number="C-2", notice_count=None, notice_unit="")

    ahead = signed_in(lead()).get(f"{ADDRESS}?unit=ROOT").context["ahead"]

    assert [(each.month, each.count) for each in ahead.months if each.count] == [
        (date(2026, 11, 1), 1),
        (date(2026, 12, 1), 2),
    ]
    assert ahead.months[1].href == "?unit=ROOT&month=2026-12&shape=list"
    assert (ahead.unknown, ahead.unknown_href) == (1, "/attention/?unit=ROOT&kind=DEADLINE_UNKNOWN")


def test_a_month_is_drawn_with_what_falls_on_each_day() -> None:
    for number in range(6):
        tacit(b.relationship(), number=f"C-{number}")

    weeks = signed_in(lead()).get(f"{ADDRESS}?shape=month&month=2026-11").context["weeks"]

    assert (weeks[0][0]["day"], weeks[-1][-1]["day"]) == (date(2026, 10, 26), date(2026, 12, 6))
    (full,) = [cell for week in weeks for cell in week if cell["shown"]]
    assert (full["day"], len(full["shown"]), len(full["further"])) == (date(2026, 11, 30), 4, 2)


@pytest.mark.parametrize("month", ["", "x", "2026-13", "0000-01", "99999-01", "2026-11-01", "\x00"])
def test_a_month_that_there_is_not_is_this_month(month: str) -> None:
    answer = signed_in(lead()).get(ADDRESS, {"month": month})

    assert answer.context["month"] == date(2026, 11, 1)


@pytest.mark.parametrize("query", ["nonsense=1", "unit=nowhere", "after=x", "after=2026-01-01_9_1"])
def test_what_cannot_be_asked_is_refused(query: str) -> None:
    assert signed_in(lead()).get(f"{ADDRESS}?{query}").status_code == 400


def test_what_is_of_another_unit_is_neither_shown_nor_counted() -> None:
    tacit(b.relationship(unit=b.unit()))

    answer = signed_in(lead(b.unit())).get(ADDRESS)

    assert (listed(answer), sum(each.count for each in answer.context["ahead"].months)) == ([], 0)


def test_pages_go_on_by_key(monkeypatch) -> None:
    monkeypatch.setattr("web.views.calendar.ROWS", 2)
    for number in range(3):
        tacit(b.relationship(), number=f"C-{number}")
    client = signed_in(lead())

    found, address = [], ADDRESS
    while address:
        answer = client.get(address)
        found += listed(answer)
        address = answer.context["next"] and ADDRESS + answer.context["next"]

    assert found == [(date(2026, 11, 30), "NOTICE_DEADLINE")] * 3 + [(date(2026, 12, 31), "CONTRACT_END")] * 3


@pytest.mark.parametrize("rows", [1, 3])
def test_what_it_costs_does_not_grow(rows: int, queries) -> None:
    client = signed_in(lead())
    for each in range(rows):
        tacit(b.relationship(), number=f"C-{each}")

    for address in (ADDRESS, f"{ADDRESS}?shape=month&month=2026-11"):
        with queries(19):
            assert client.get(address).status_code == 200


def test_hostile_names_are_text() -> None:
    tacit(b.relationship(subject=HOSTILE), number=HOSTILE)
    client = signed_in(lead())

    for address in (ADDRESS, f"{ADDRESS}?shape=month&month=2026-11"):
        assert "<script>alert" not in client.get(address).content.decode()


# The feed.


@pytest.fixture
def reader() -> User:
    return lead(role="READER", language="nl")


def test_the_address_is_made_shown_once_renewed_and_taken_back(reader: User) -> None:
    client = signed_in(reader)
    tacit(b.relationship())

    def make() -> str:
        answer = client.post("/calendar/address/", {"act": "make"})
        assert "no-store" in answer["Cache-Control"]
        return answer.context["address"].removeprefix("http://testserver")

    first = make()
    assert Client().get(first).status_code == 200
    assert first not in client.get("/calendar/address/").content.decode()

    second = make()
    assert [Client().get(each).status_code for each in (first, second)] == [404, 200]

    client.post("/calendar/address/", {"act": "drop"})
    assert Client().get(second).status_code == 404
    assert Preferences.objects.get(user=reader).calendar_digest is None


def test_a_get_makes_no_address(reader: User) -> None:
    signed_in(reader).get("/calendar/address/?act=make")

    assert not Preferences.objects.exists()


def test_the_feed_is_in_the_language_of_its_reader_with_whole_days(reader: User) -> None:
    contract = tacit(b.relationship(subject="Catering; lunch, dinner"))
    found = feed(make_calendar_key(by=b.actor(reader)))

    event = found.walk("VEVENT")[0]
    assert event["DTSTART"].dt == date(2026, 11, 30)
    assert event["DTEND"].dt == date(2026, 12, 1)
    assert str(event["SUMMARY"]).endswith(f": {contract.relationship}")
    assert event["UID"] == f"notice-deadline-{contract.pk}@testserver"
    assert event["URL"] == f"http://testserver/contracts/{contract.pk}/"
    assert found["X-WR-CALNAME"] == "Counterpart"


def test_the_same_thing_keeps_its_uid_when_its_day_moves(reader: User) -> None:
    from relationships.actions.contracts import change_contract

    key = make_calendar_key(by=b.actor(reader))
    contract = tacit(b.relationship())
    before = feed(key).walk("VEVENT")[0]
    change_contract(by=b.system(), contract=contract, given={"notice_count": 1, "notice_unit": "WEEKS"})
    after = feed(key).walk("VEVENT")[0]

    assert before["UID"] == after["UID"]
    assert before["DTSTART"].dt < after["DTSTART"].dt


def test_the_feed_shows_what_its_reader_sees_now() -> None:
    unit = b.unit()
    user = lead(unit, "READER")
    tacit(b.relationship(unit=unit, subject="Own"))
    tacit(b.relationship(unit=b.unit(), subject="Foreign"))

    shown = events(make_calendar_key(by=b.actor(user)))

    assert [day for _said, day in shown] == [date(2026, 11, 30), date(2026, 12, 31)]
    assert all("Own" in said for said, _day in shown)


def test_who_may_not_sign_in_has_no_feed(reader: User) -> None:
    key = make_calendar_key(by=b.actor(reader))
    deactivate_user(by=b.system(), user=reader)

    assert Client().get(f"/calendar/{key}.ics").status_code == 404


@pytest.mark.parametrize("key", ["wrong", "x" * 500, "%00", "é", "' or 1=1 --"])
def test_another_key_opens_nothing(reader: User, key: str) -> None:
    make_calendar_key(by=b.actor(reader))

    answer = Client().get(f"/calendar/{key}.ics")

    assert (answer.status_code, answer.content) == (404, b"")


def test_without_a_key_nobody_is_found(reader: User) -> None:
    drop_calendar_key(by=b.actor(reader))

    assert Client().get("/calendar/None.ics").status_code == 404


def test_who_guesses_is_slowed_down(reader: User, settings) -> None:
    settings.THROTTLE = {**settings.THROTTLE, "strangers_per_minute": 1, "strangers_burst": 2}
    client = Client(REMOTE_ADDR="10.9.8.7")

    answers = [client.get("/calendar/guess.ics") for _ in range(4)]

    assert [each.status_code for each in answers] == [404, 404, 429, 429]
    assert int(answers[-1]["Retry-After"]) > 0


def test_a_feed_is_not_kept_on_the_way(reader: User) -> None:
    key = make_calendar_key(by=b.actor(reader))

    answer = Client().get(f"/calendar/{key}.ics")

    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert Client().post(f"/calendar/{key}.ics").status_code == 405


def test_hostile_names_stay_within_their_line(reader: User) -> None:
    tacit(b.relationship(subject=f"{HOSTILE};X,Y"), number="C-1")

    found = feed(make_calendar_key(by=b.actor(reader)))

    assert len(found.walk("VEVENT")) == 2
    assert str(found.walk("VEVENT")[0]["SUMMARY"]).endswith(f"{HOSTILE};X,Y")
