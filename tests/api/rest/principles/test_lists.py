"""Lists of the principles: the number of queries pinned, and pages that hold together."""

from __future__ import annotations

import pytest

from tests import builders as b
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db


def _one_of_everything(at: int) -> w.Place:
    place = w.place(b.unit(f"U-{at}"))
    w.approve(w.submitted(b.user("READER")), b.User.objects.latest("pk"))
    w.approved(place.relationship, principle=w.principle("P6").pk)
    return place


LISTS = (
    "principle-sets",
    "principles",
    "principle-set-stakeholders",
    "principle-set-approvals",
    "discouraged-words",
    "benefits",
    "interests",
    "interest-pairs",
    "capabilities",
    "capability-pairs",
    "resistance-signals",
    "development-plans",
    "stages",
    "reviews",
    "compliance",
    "past-compliance",
    "judgements",
    "explanations",
    "label-dismissals",
)


def test_lists_take_the_same_queries_for_one_row_as_for_three(admin, queries) -> None:
    """One for the token and one for the page, which says whom it may name too."""
    place = _one_of_everything(0)
    admin.get("me")
    for path in LISTS:
        with queries(2):
            assert len(admin.get(path).json()["items"]) >= 1, path
    for at in (1, 2):
        _one_of_everything(at)
    for path in LISTS:
        with queries(2):
            page = admin.get(path).json()
        assert len(page["items"]) >= 3, path
        if "relationship" in page["items"][0]:
            own = admin.get(f"{path}?relationship={place.relationship.pk}").json()["items"]
            assert {each["relationship"] for each in own} == {place.relationship.pk}, path


@pytest.mark.parametrize(
    ("part", "number"),
    [
        ("compliance", 11),
        ("compliance?on=2026-11-20", 11),
        ("labels", 8),
        ("explanations", 3),
        ("benefits", 3),
    ],
)
def test_what_is_told_of_a_relationship_takes_the_same_queries_however_much_there_is(
    admin, queries, part, number
) -> None:
    place = w.place(b.root())
    at = f"relationships/{place.relationship.pk}"
    admin.get("me")
    for codes in (("P6",), ("P5", "P7")):
        for code in codes:
            w.judgement(place.relationship, principle=w.principle(code).pk, result="PARTLY")
            w.approved(place.relationship, principle=w.principle(code).pk)
            w.benefit(place.relationship, beneficiary="WORLD", description=f"Partner {code}")
        with queries(number):
            assert admin.get(f"{at}/{part}").status_code == 200


def test_a_set_takes_the_same_queries_however_many_approved_it(admin, queries) -> None:
    users = [b.user("READER") for _ in range(3)]
    submitted = w.submitted(*users)
    admin.get("me")
    for each in (None, *users):
        if each is not None:
            w.approve(submitted, each)
        with queries(7):
            assert admin.get(f"principle-sets/{submitted.pk}").status_code == 200


@pytest.mark.parametrize("ordering", ["", "principle,-relationship", "-effective", "since", "valid_until,id"])
def test_all_pages_together_are_the_list(admin, ordering) -> None:
    for _ in range(2):
        b.relationship()
    asked = f"&ordering={ordering}" if ordering else ""
    whole = _pairs(admin.get(f"compliance?limit=1000{asked}").json())
    assert len(set(whole)) == len(whole) == 18
    found, path = [], f"compliance?limit=4{asked}"
    while path:
        page = admin.get(path).json()
        found += _pairs(page)
        path = (page["next"] or "").removeprefix("http://testserver/api/v1/")
    assert found == whole


def _pairs(page: dict) -> list[tuple[int, str]]:
    return [(each["relationship"], each["principle_code"]) for each in page["items"]]
