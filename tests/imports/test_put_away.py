"""Drafts put away in a file: they come back as they went, in any order, and take next to no memory."""

import random
import tracemalloc

import pytest

from imports import columns, rows, workbook
from imports.drafts import Draft, Drafter, Drafts, Said
from tests import builders
from tests.imports.books import book_of
from tests.imports.test_layouts import LAYOUTS

SAID = ("row", "at", "party", "identifiers", "relationship", "contract", "line", "digest", "attributes")
HEADER = [
    "Contract number",
    "Line number",
    "Supplier",
    "KvK number",
    "Title",
    "Start",
    "End",
    "Value",
    "Department",
]

pytestmark = pytest.mark.django_db


def drafted(table, mappings) -> tuple[list[Draft], Drafts]:
    """The drafts of a list as they are made, and a place for them."""
    drafter = Drafter(table, mappings, "EUR", builders.system())
    made = [drafter.draft(row, at) for at, row in enumerate(rows.read(table, mappings))]
    return made, drafter.drafts()


def listed(count: int) -> tuple[list[Draft], Drafts]:
    lines = [
        [
            f"C-{at // 2}",
            str(at),
            f"Supplier {at % 7}",
            None,
            f"Service {at}",
            "1-2-2024",
            "31-1-2026",
            at + 0.5,
            "ICT",
        ]
        for at in range(count)
    ]
    table = workbook.read(book_of([HEADER, *lines]))
    return drafted(table, columns.recognise(table))


def put_away(originals: list[Draft], put: Drafts) -> Drafts:
    for each in originals:
        put.add(each)
    return put


def said(draft: Draft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in SAID}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda made: made.__name__)
def test_a_draft_comes_back_as_it_went(layout, tmp_path):
    made = layout()
    file = tmp_path / made.name
    file.write_bytes(made.content)
    table = workbook.read(file, sheet=made.given.get("sheet"))
    originals, put = drafted(table, columns.recognise(table, answers=made.answers))
    put_away(originals, put)

    assert [said(each) for each in put] == [said(each) for each in originals]
    plain = [each for each in put if each.group is not None]
    assert len(plain) + len(put.held()) == len(originals)
    assert plain


def test_drafts_are_found_in_any_order():
    originals, put = listed(1_200)
    put_away(originals, put)
    places = list(range(1_200))
    random.Random(4).shuffle(places)
    assert all(said(put[at]) == said(originals[at]) for at in places)
    walked = list(put.walk())
    assert [at for at, _each in walked] == list(range(1_200))
    assert [each for _at, each in walked] == [put.said(at) for at in range(1_200)]


def test_a_place_that_was_left_out_has_no_draft():
    originals, put = listed(6)
    put_away([originals[1], originals[4]], put)
    assert [each.at for each in put] == [at for at, _each in put.walk()] == [1, 4]


def test_of_rows_alike_the_first_with_a_subject_tells():
    originals, put = listed(21)
    for each in originals[:10]:
        del each.contract["title"]
    put_away(originals, put)
    # Seven suppliers; the rows of the first ten tell until one of the same supplier has a title.
    assert [each.at for each in put.telling()] == list(range(17))


def test_what_is_said_against_a_row_stays_with_it():
    put = put_away(*listed(5))
    draft = put[3]
    draft.digest = "changed"
    put.hold(draft)
    assert put[3] is draft
    kinds = [type(each) for _at, each in put.walk()]
    assert kinds == [Said, Said, Said, Draft, Said]


def test_a_plain_row_takes_no_room_in_memory():
    originals, put = listed(3_000)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        put_away(originals, put)
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert put.held() == []
    assert taken / 3_000 < 60
