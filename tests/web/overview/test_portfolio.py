"""The portfolio: matrix, heatmap and trends show what the reader sees, and lead to exactly that."""

from __future__ import annotations

import pytest
from django.test import Client

from relationships.filters import RelationshipFilter, filtered
from relationships.models import Relationship
from relationships.queries import visible_to
from tests import builders as b
from tests.web.overview.worlds import HOSTILE, decided, lead, signed_in, tacit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
PAGES = ("/portfolio/", "/portfolio/principles/", "/portfolio/trends/")


@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_is_sent_to_sign_in(address: str) -> None:
    assert Client().get(address)["Location"] == f"/sign-in/?next={address}"


def test_a_cell_leads_to_exactly_its_relationships() -> None:
    user = lead()
    decided("Catering")
    b.relationship(subject="Unknown")

    cells = signed_in(user).get("/portfolio/").context["cells"]

    assert [(cell.depth, cell.trust, cell.count, address) for cell, address in cells] == [
        (2, 3, 1, "/relationships/?mutual_trust=3&needed_depth=2"),
        (None, None, 1, "/relationships/?has_needed_depth=false&has_mutual_trust=false"),
    ]
    for cell, address in cells:
        given = dict(each.split("=") for each in address.partition("?")[2].split("&"))
        found = filtered(RelationshipFilter, given, visible_to(user, Relationship), user)
        assert found.count() == cell.count


def test_what_is_unknown_has_a_lane_and_is_never_at_zero() -> None:
    b.relationship()

    matrix = signed_in(lead()).get("/portfolio/").context["matrix"]

    assert [(cell.depth, cell.trust) for cell in matrix.cells] == [(None, None)]
    assert matrix.required == (2, 2, 2, 3, 4, 5)


def test_the_value_says_what_could_not_be_converted() -> None:
    user = lead()
    catering = decided("Catering")
    tacit(catering, value="1000", currency="EUR")
    tacit(catering, value="5000", currency="JPY", number="C-2")
    tacit(catering, value="900", currency="EUR", number="C-3", status="ENDED")
    b.relationship(subject="Nothing known")

    answer = signed_in(user).get("/portfolio/")
    stands = answer.context["stands"]

    assert (stands.stake.reporting, stands.unconverted, stands.unvalued) == (1000, 1, 1)
    assert dict(stands.stake.amounts) == {"EUR": 1000, "JPY": 5000}
    assert "1 contract could not be converted" in answer.content.decode()


def test_what_is_of_another_unit_is_neither_shown_nor_counted() -> None:
    ours, theirs = b.unit(), b.unit()
    decided("Foreign", unit=theirs)
    b.relationship(subject="Ours", unit=ours)
    client = signed_in(lead(ours, "READER"))

    matrix, heatmap, trends = (client.get(address) for address in PAGES)

    assert not any("Foreign" in each.content.decode() for each in (matrix, heatmap, trends))
    assert matrix.context["stands"].count == 1
    assert {each.figure.relationships for each in heatmap.context["totals"]} == {1}
    assert trends.context["verdict_rows"][0][2] == 1


def test_conditions_are_those_of_the_list_and_stay_on_the_way_there() -> None:
    unit = b.unit("X1")
    b.relationship(subject="In it", unit=unit)
    b.relationship(subject="Out of it")

    answer = signed_in(lead()).get("/portfolio/?unit=X1&our_role=CUSTOMER")

    assert answer.context["stands"].count == 1
    assert answer.context["all"] == "/relationships/?unit=X1&our_role=CUSTOMER"
    assert [chip.said for chip in answer.context["chips"]] == ["X1 Unit X1", "Customer"]


@pytest.mark.parametrize("query", ["nonsense=1", "unit=%00", "unit=nowhere", "our_role=<script>"])
def test_a_condition_that_cannot_be_used_is_refused(query: str) -> None:
    client = signed_in(lead())

    for address in PAGES:
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 400
        assert b"<script>" not in answer.content


def test_hostile_names_are_text() -> None:
    b.relationship(subject=HOSTILE)
    client = signed_in(lead())

    for address in PAGES:
        assert "<script>alert" not in client.get(address).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_what_a_page_costs_does_not_grow(rows: int, queries) -> None:
    client = signed_in(lead())
    for each in range(rows):
        tacit(decided(f"R{each}"), value="10", currency="EUR")

    for address, number in zip(PAGES, (13, 16, 16), strict=True):
        with queries(number):
            assert client.get(address).status_code == 200


def test_what_deviates_most_comes_first_and_pages_go_on_from_there(monkeypatch) -> None:
    monkeypatch.setattr("web.views.portfolio.ROWS", 1)
    client = signed_in(lead())
    b.relationship(subject="Nothing known")
    decided("Decided")

    first = client.get("/portfolio/principles/")
    second = client.get(first.context["next"] and "/portfolio/principles/" + first.context["next"])

    shown = [row.relationship.subject for each in (first, second) for row, _results in each.context["rows"]]
    assert sorted(shown) == ["Decided", "Nothing known"]
    weights = [row.weight for each in (first, second) for row, _results in each.context["rows"]]
    assert weights == sorted(weights, reverse=True)
    assert second.context["next"] == ""


def test_a_cursor_that_is_none_is_refused() -> None:
    client = signed_in(lead())

    for after in ("x", "1", "-1-2", "9" * 30 + "-1", "1-1;drop"):
        assert client.get(f"/portfolio/principles/?after={after}").status_code == 400


def test_a_result_leads_to_the_list_of_who_has_it() -> None:
    decided("Decided")

    total = signed_in(lead()).get("/portfolio/principles/").context["totals"][0]

    counted = {code: (number, address) for code, number, address in total.counts if number}
    assert sum(number for number, _address in counted.values()) == 1
    (code,) = counted
    assert counted[code][1] == f"/relationships/?principle=P1&effective={code}"


def test_months_before_anything_was_recorded_have_no_figures() -> None:
    b.relationship()

    answer = signed_in(lead()).get("/portfolio/trends/?months=24")

    chart = answer.context["verdict_trend"]
    assert len(chart.months) == 25
    assert chart.months[0].counts is None
    assert chart.months[-1].counts == {"UNCLASSIFIED": 1}
    assert answer.context["result_trend"].months[0].counts is None


def test_an_unknown_span_is_the_usual_one() -> None:
    assert signed_in(lead()).get("/portfolio/trends/?months=x&of=%3Cb%3E").context["span"] == "12"
