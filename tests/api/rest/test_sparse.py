"""Some fields only, of a record, of a list and of its files."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from tests import builders as b
from tests.api.rest.conftest import codes

pytestmark = pytest.mark.django_db


def test_a_list_of_some_fields_in_the_order_of_the_shape(admin) -> None:
    one = b.relationship(subject="Catering")
    page = admin.get("relationships?fields=subject,id, party_name&count=1").json()
    assert page == {
        "items": [{"id": one.pk, "party_name": one.party.name, "subject": "Catering"}],
        "next": None,
        "count": 1,
    }


def test_the_next_page_has_the_same_fields(admin) -> None:
    b.relationship()
    two = b.relationship()
    following = admin.get("relationships?fields=id&limit=1").json()["next"]
    page = admin.get(following.removeprefix("http://testserver/api/v1/")).json()
    assert page == {"items": [{"id": two.pk}], "next": None}


def test_one_record_of_some_fields_keeps_its_version(admin) -> None:
    one = b.relationship(subject="Catering")
    answer = admin.get(f"relationships/{one.pk}?fields=subject")
    assert answer.json() == {"subject": "Catering"}
    assert answer["ETag"] == '"1"'


def test_fields_of_a_record_within_the_record(admin) -> None:
    one = b.relationship()
    told = admin.get(f"relationships/{one.pk}?fields=id,verdict_detail.verdict").json()
    assert told == {"id": one.pk, "verdict_detail": {"verdict": "UNCLASSIFIED"}}


def test_a_list_without_pages_of_some_fields(admin) -> None:
    one = b.relationship()
    facts = admin.get(f"relationships/{one.pk}/facts?fields=fact,value").json()
    assert {frozenset(each) for each in facts} == {frozenset({"fact", "value"})}


def test_files_have_the_columns_asked_for(admin) -> None:
    one = b.relationship(subject="Catering")
    text = b"".join(admin.get("relationships?fields=subject,id&format=csv").streaming_content).decode()
    assert list(csv.reader(io.StringIO(text))) == [["id", "subject"], [str(one.pk), "Catering"]]
    book = b"".join(admin.get("relationships?fields=subject,id&format=xlsx").streaming_content)
    sheet = load_workbook(io.BytesIO(book)).worksheets[0]
    assert [list(row) for row in sheet.values] == [["id", "subject"], [one.pk, "Catering"]]


@pytest.mark.parametrize(
    "asked", ["colour", "", "id,,subject", "id,ID", "verdict_detail.verdict", "subject.id", "id%00"]
)
def test_names_that_are_not_there_are_refused_with_those_that_are(admin, asked: str) -> None:
    answer = admin.get(f"relationships?fields={asked}")
    assert answer.status_code == 400
    assert codes(answer) == [("INVALID_FILTER", "fields")]
    assert "one of: id, version, created_at" in answer.json()["detail"]


def test_fields_are_said_once(admin) -> None:
    answer = admin.get("relationships?fields=id&fields=subject")
    assert (answer.status_code, codes(answer)) == (400, [("INVALID_FILTER", "fields")])


def test_all_names_that_are_not_there_are_told(admin) -> None:
    assert len(codes(admin.get("contracts?fields=a,number,b"))) == 2


def test_who_writes_has_no_choice_of_fields(admin) -> None:
    answer = admin.post("parties?fields=id", {"name": "Veldhuis"})
    assert codes(answer) == [("UNKNOWN_PARAMETER", "fields")]


def test_fields_that_are_not_asked_cost_nothing(admin, django_assert_num_queries) -> None:
    b.relationship()
    with django_assert_num_queries(3):  # the token, its use, and the page
        admin.get("parties?fields=id,name")
    with django_assert_num_queries(4):  # the use of a token is noted once a minute
        admin.get("parties")
