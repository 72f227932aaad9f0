"""The attention list as a page: the same items as at every door, each with the page where it is resolved."""

from __future__ import annotations

import pytest
from django.urls import reverse

from principles.attention import attention
from principles.choices import ResolvingAct
from tests import builders as b
from tests.web.overview.worlds import HOSTILE, TODAY, decided, lead, signed_in, tacit
from web.ways import WAYS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
ADDRESS = "/attention/"


def kinds(answer) -> list[str]:
    return [str(told.item.kind) for told in answer.context["items"]]


def test_it_is_the_list_that_every_door_gives() -> None:
    user = lead()
    tacit(decided("Catering"), value="1000", currency="EUR")

    answer = signed_in(user).get(ADDRESS)

    assert [told.item.id for told in answer.context["items"]] == [
        each.id for each in attention(user, on=TODAY)
    ]
    assert kinds(answer)[0] == "NOTICE_DEADLINE"
    assert answer.context["counted"].items == len(answer.context["items"])


def test_each_act_leads_to_the_page_where_it_is_done() -> None:
    contract = tacit(b.relationship())
    told = next(
        each
        for each in signed_in(lead()).get(ADDRESS).context["items"]
        if each.item.kind == "NOTICE_DEADLINE"
    )

    assert told.way == f"/contracts/{contract.pk}/notice/"
    assert told.subject == f"/contracts/{contract.pk}/"


def test_every_act_has_a_page_that_there_is() -> None:
    assert set(WAYS) == set(ResolvingAct)
    for way in WAYS.values():
        assert reverse(f"web:{way.page}", args=[1] if way.about else [])


def test_a_reader_sees_why_and_no_act() -> None:
    unit = b.unit()
    tacit(b.relationship(unit=unit))

    answer = signed_in(lead(unit, "READER")).get(ADDRESS)

    notice = next(each for each in answer.context["items"] if each.item.kind == "NOTICE_DEADLINE")
    assert (notice.way, notice.why) == ("", "Notice of contract C-1 can be given until 30 November 2026.")


def test_it_is_narrowed_by_kind_severity_unit_and_mine() -> None:
    user, unit = lead(), b.unit("X1")
    tacit(b.relationship(unit=unit))
    tacit(b.relationship(owner=user.username), number="C-2")
    client = signed_in(user)

    assert set(kinds(client.get(f"{ADDRESS}?kind=NOTICE_DEADLINE"))) == {"NOTICE_DEADLINE"}
    mine = client.get(f"{ADDRESS}?mine=true&kind=NOTICE_DEADLINE")
    assert [each.item.contract.number for each in mine.context["items"]] == ["C-2"]
    there = client.get(f"{ADDRESS}?unit=X1&severity=HIGH")
    assert [(each.item.contract.number) for each in there.context["items"]] == ["C-1"]
    assert there.context["counted"].items == 1


def test_the_counts_by_kind_stay_while_one_kind_is_shown() -> None:
    tacit(b.relationship())
    client = signed_in(lead())

    everything = client.get(ADDRESS).context["counted"]
    narrowed = client.get(f"{ADDRESS}?kind=NOTICE_DEADLINE").context["counted"]

    assert narrowed == everything
    assert len(everything.kinds) > 1


def test_where_many_are_seen_what_takes_long_comes_when_the_page_is_there(monkeypatch) -> None:
    tacit(decided("Catering"))
    client = signed_in(lead())
    number = len(client.get(ADDRESS).context["items"])
    monkeypatch.setattr("relationships.queries.among.FEW", 0)
    piece = {"HX-Request": "true"}

    page = client.get(ADDRESS + "?severity=HIGH").content.decode()
    assert 'hx-get="/attention/kinds/?severity=HIGH"' in page
    counted = client.get("/attention/kinds/", headers=piece)
    assert counted.context["counted"].items == number
    assert 'href="/attention/?kind=NOTICE_DEADLINE"' in counted.content.decode()
    start = client.get("/").content.decode()
    assert 'hx-get="/glance/"' in start and "See all items" in start
    assert "All relationships" in client.get("/glance/", headers=piece).content.decode()
    assert client.get("/glance/")["Location"] == "/portfolio/"


def test_what_is_of_another_unit_is_not_there() -> None:
    tacit(b.relationship(subject="Foreign", unit=b.unit()))

    answer = signed_in(lead(b.unit())).get(ADDRESS)

    assert (answer.context["items"], answer.context["counted"].items) == ([], 0)
    assert "Nothing asks for attention" in answer.content.decode()


def test_pages_go_on_by_key(monkeypatch) -> None:
    monkeypatch.setattr("web.views.attention.ROWS", 2)
    for number in range(3):
        tacit(b.relationship(), number=f"C-{number}")
    client = signed_in(lead())

    first = client.get(f"{ADDRESS}?kind=NOTICE_DEADLINE")
    second = client.get(ADDRESS + first.context["later"])
    back = client.get(ADDRESS + second.context["earlier"])

    numbers = [
        [each.item.contract.number for each in page.context["items"]] for page in (first, second, back)
    ]
    assert numbers == [["C-0", "C-1"], ["C-2"], ["C-0", "C-1"]]
    assert (first.context["earlier"], second.context["later"]) == ("", "")


@pytest.mark.parametrize("query", ["kind=X", "severity=%00", "after=x", "nonsense=1", "mine=perhaps"])
def test_what_cannot_be_asked_is_refused(query: str) -> None:
    assert signed_in(lead()).get(f"{ADDRESS}?{query}").status_code == 400


def test_hostile_names_are_text() -> None:
    tacit(b.relationship(subject=HOSTILE), number=HOSTILE)

    assert "<script>alert" not in signed_in(lead()).get(ADDRESS).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_what_it_costs_does_not_grow(rows: int, queries) -> None:
    client = signed_in(lead())
    for each in range(rows):
        tacit(decided(f"R{each}"))

    with queries(23):
        assert client.get(ADDRESS).status_code == 200
