"""Rows written many at a time."""

from datetime import timedelta

import pytest

from relationships import rows
from relationships.models import PastVerdict, Verdict
from relationships.queries.among import among
from tests import builders as b

pytestmark = pytest.mark.django_db

LATER = b.NOW + timedelta(days=1)


@pytest.fixture
def verdict():
    return Verdict.objects.get(pk=b.relationship().pk)


def test_changed_rows_read_as_they_were_given(queries, verdict):
    other = Verdict.objects.get(pk=b.relationship().pk)
    names = ("verdict", "score", "detail", "parties_open", "since", "valid_until")
    given = ("FIT", 61.5, {"flags": [{"code": "FIT"}]}, False, LATER, LATER.date())
    with queries(1):
        rows.change(Verdict, names, [(*given, verdict.pk), (*given[:2], {}, True, LATER, None, other.pk)])
    verdict.refresh_from_db()
    other.refresh_from_db()
    assert tuple(getattr(verdict, name) for name in names) == given
    assert (other.detail, other.parties_open, other.valid_until) == ({}, True, None)


def test_new_rows_read_as_they_were_given(queries, verdict):
    names = ("relationship_id", "verdict", "detail", "since", "until")
    blank = [each.attname for each in PastVerdict._meta.fields if not each.null and each.attname not in names]
    default = [PastVerdict._meta.get_field(each).get_default() for each in blank if each != "id"]
    blank = [each for each in blank if each != "id"]
    given = (verdict.pk, "MISFIT", {"flags": []}, b.NOW, LATER)
    with queries(1):
        rows.insert(PastVerdict, (*names, *blank), [(*given, *default)] * 2)
    found = PastVerdict.objects.filter(relationship=verdict.pk)
    assert [tuple(getattr(each, name) for name in names) for each in found] == [given, given]


def test_no_rows_take_no_statement(queries):
    with queries(0):
        rows.insert(PastVerdict, ("verdict",), [])
        rows.change(Verdict, ("verdict",), [])


def test_a_copy_says_what_the_row_said_until_the_moment(queries, verdict):
    with queries(1):
        rows.copy_as_past(Verdict.objects.filter(pk=verdict.pk), PastVerdict, LATER)
    past = PastVerdict.objects.get(relationship=verdict.pk)
    assert (past.verdict, past.detail, past.since, past.until) == (
        verdict.verdict,
        verdict.detail,
        verdict.since,
        LATER,
    )


def test_nothing_to_copy_takes_no_statement(queries):
    with queries(0):
        rows.copy_as_past(Verdict.objects.none(), PastVerdict, LATER)


class TestAmong:
    def test_finds_those_with_the_ids_and_no_others(self, verdict):
        b.relationship()
        assert list(Verdict.objects.filter(relationship__in=among([verdict.pk, 0]))) == [verdict]
        assert list(Verdict.objects.filter(pk__in=among({verdict.pk}))) == [verdict]

    def test_of_none_asks_nothing(self, queries):
        with queries(0):
            assert list(Verdict.objects.filter(pk__in=among([]))) == []

    def test_takes_more_than_a_statement_takes_parameters(self, verdict):
        assert Verdict.objects.filter(pk__in=among(range(verdict.pk, verdict.pk + 300_000))).count() == 1
