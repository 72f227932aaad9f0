"""Where a discouraged word counts as a label of a relationship, and where it is only a hint."""

from __future__ import annotations

import pytest

from principles.models import Compliance
from principles.queries.subjects import labels_of
from tests import builders as b

pytestmark = pytest.mark.django_db

RUNNING = "Placement of staff to deploy  the Municipal\nPartnership application"


def places(relationship) -> list[tuple[str, str]]:
    found = labels_of([relationship.pk]).get(relationship.pk, ())
    return sorted((str(each.place), each.word) for each in found)


def test_a_subject_is_a_label():
    relationship = b.relationship(subject="Municipal partnership")
    b.contract(None, relationship, number="1", title="Staff")

    assert places(relationship) == [("SUBJECT", "partnership")]


def test_a_subject_taken_over_from_running_text_is_only_a_hint():
    relationship = b.relationship(subject=" ".join(RUNNING.split()))
    b.contract(None, relationship, number="1", description=RUNNING)

    assert {place for place, _word in places(relationship)} == {"TEXT"}
    row = Compliance.objects.get(relationship=relationship, principle__code="P8")
    assert (row.result, row.ways) == ("NOT_APPLICABLE", [])
    assert [each["code"] for each in row.reasons] == ["NO_LABEL", "LABEL_HINT"]


def test_so_is_one_cut_off_where_an_import_cuts_it():
    text = "Partnership " + "and so on " * 40
    relationship = b.relationship(subject=" ".join(text.split())[:300])
    b.contract(None, relationship, number="1", description=text)

    assert {place for place, _word in places(relationship)} == {"TEXT"}


def test_the_running_text_of_another_relationship_excuses_nothing():
    relationship = b.relationship(subject="Partnership application")
    b.contract(None, b.relationship(), number="1", description="Partnership application")

    assert places(relationship) == [("SUBJECT", "Partnership")]


def test_a_title_of_the_same_words_is_still_a_label():
    relationship = b.relationship(subject="Partnership application")
    b.contract(
        None, relationship, number="1", title="Partnership application", description="Partnership application"
    )

    assert ("TITLE", "Partnership") in places(relationship)
