"""Rows written many at a time."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from relationships import rows
from relationships.history import insert_rows
from relationships.models import (
    ContractLine,
    ContractPosition,
    Party,
    PartyIdentifier,
    PastVerdict,
    Verdict,
)
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


@pytest.mark.parametrize("count", [3, rows.MANY + 20])
def test_new_records_from_plain_rows_have_ids_in_order_defaults_and_history(count):
    by = b.system()
    given = [(f"Supplier {each}", f"supplier {each}", by.user.pk) for each in range(count)]
    keys = insert_rows(Party, ("name", "normalised_name", "created_by_id"), given, by)
    found = Party.objects.in_bulk(keys)
    assert [found[each].name for each in keys] == [name for name, _normalised, _user in given]
    last = found[keys[-1]]
    assert (last.version, last.country, last.created_by) == (1, "", by.user)
    (past,) = last.history.all()
    assert (past.history_type, past.history_user, past.history_door, past.name, past.version) == (
        "+", by.user, by.door, last.name, 1,
    )  # fmt: skip
    assert past.history_date == by.at
    assert b.party().pk > max(keys)


@pytest.mark.parametrize("count", [3, rows.MANY + 20])
def test_values_in_the_form_of_their_columns_are_taken_as_they_are(count):
    contract = b.contract(b.system(), b.relationship())
    kept = ("amount", "start", "key")
    given = [(contract.pk, 12_345_600, "2024-05-31", f"row-{each}") for each in range(count)]
    keys = insert_rows(ContractLine, ("contract_id", *kept), given, b.system(), kept=kept)
    found = ContractLine.objects.in_bulk(keys)
    assert {(each.amount, each.start) for each in found.values()} == {(Decimal("1234.56"), date(2024, 5, 31))}
    assert [found[each].key for each in keys] == [f"row-{each}" for each in range(count)]
    assert found[keys[0]].history.get().amount == Decimal("1234.56")


def test_a_row_put_replaces_the_one_that_is_there():
    contract = b.contract(b.system(), b.relationship())
    columns = ("contract_id", "current_end", "ended", "remarks", "notice_known")
    rows.put(ContractPosition, columns, [(contract.pk, LATER.date(), True, [{"code": "X"}], False)])
    place = ContractPosition.objects.get(pk=contract.pk)
    assert (place.current_end, place.ended, place.remarks) == (LATER.date(), True, [{"code": "X"}])
    assert ContractPosition.objects.filter(pk=contract.pk).count() == 1


def test_many_rows_that_the_database_refused_are_not_among_those_written_next():
    one = b.party().pk
    columns = ("party_id", "scheme", "value")
    refused = [(one, "NO SCHEME", f"{each}") for each in range(rows.MANY)]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(PartyIdentifier, columns, refused, b.system())
    taken = [(one, "DUNS", f"{each:09}") for each in range(rows.MANY)]
    insert_rows(PartyIdentifier, columns, taken, b.system())
    assert sorted(PartyIdentifier.objects.values_list("party_id", "scheme", "value")) == taken


@pytest.mark.parametrize("count", [3, rows.MANY])
def test_text_that_is_json_already_is_kept_as_what_it_says(count):
    contract = b.contract(b.system(), b.relationship())
    said = rows.JsonText('{"Value": "1,50 \\u20ac", "Line": "2"}')
    lines = [(contract.pk, f"k{each}", said) for each in range(count)]
    keys = insert_rows(ContractLine, ("contract_id", "key", "source"), lines, b.system())
    last = ContractLine.objects.get(pk=keys[-1])
    assert last.source == last.history.get().source == {"Value": "1,50 €", "Line": "2"}
