"""Nobody exports more than he may, in lists, counts and charts alike."""

from itertools import product

import pytest

from imports.export import CSV_LISTS, csv_list, of_list, of_portfolio, template
from relationships import models as m
from relationships.errors import Refused
from tests import builders
from tests.imports.export.reading import book_of, exported, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_units():
    """The same party deals with two units; somebody may export of one and read the other."""
    mine, theirs = builders.unit("MINE"), builders.unit("THEIRS")
    shared = builders.party(name="Gedeeld B.V.", identifiers=[])
    for unit, amount in ((mine, "100"), (theirs, "9000")):
        each = builders.relationship(unit=unit, party=shared, subject=f"Van {unit.code}")
        builders.contract(None, each, number=unit.code, value=amount, currency="EUR")
    who = builders.user("SOURCING_MANAGER", mine)
    from relationships.actions import units

    units.grant_role(by=builders.system(), user=who, unit=theirs, role="READER")
    return builders.actor(who)


def everything(book):
    return [
        str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value is not None
    ]


def test_only_what_may_be_exported_is_in_it(two_units):
    book = exported(by=two_units)
    assert [row["Subject"] for row in table(book["Relationships"])] == ["Van MINE"]
    (party,) = table(book["Parties"])
    assert (party["Name"], party["Relationships"], party["Worth in EUR"]) == ("Gedeeld B.V.", 1, 100)
    told = everything(book)
    assert not [each for each in told if "THEIRS" in each or each in ("9000", "9100")]
    assert "1 relationships, of units on which this user may not export." in told
    assert "1 relationships, 1 parties, 1 contracts." in told


def test_text_files_hold_no_more(two_units):
    for kind, which in product((m.Relationship, m.Contract, m.Party), CSV_LISTS):
        told = b"".join(csv_list(of_list(kind, {}, two_units), which)).decode()
        assert "THEIRS" not in told, (kind, which)
        assert "9000" not in told, (kind, which)
        assert "Gedeeld" in told, (kind, which)


def test_who_may_not_export_is_refused(two_units):
    reader = builders.actor(builders.user("ACCOUNT_MANAGER"))
    home = builders.portfolio()
    for act in (
        lambda: of_portfolio(home, reader),
        lambda: of_list(m.Relationship, {}, reader),
        lambda: template(reader),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.refusals[0].code == "NOT_ALLOWED"


def test_a_condition_that_is_unknown_or_unusable_is_refused(two_units):
    for given, code in (({"nothing": "1"}, "UNKNOWN_PARAMETER"), ({"verdict": "GOOD"}, "INVALID_FILTER")):
        with pytest.raises(Refused) as refused:
            of_list(m.Relationship, given, two_units)
        assert refused.value.refusals[0].code == code


def test_lists_of_contracts_and_parties_bring_what_belongs_to_them(two_units):
    by = builders.system()
    contracts = book_of(of_list(m.Contract, {"number": "THEIRS"}, by))
    assert [row["Contract number"] for row in table(contracts["Portfolio"])] == ["THEIRS"]
    assert [row["Subject"] for row in table(contracts["Relationships"])] == ["Van THEIRS"]
    parties = book_of(of_list(m.Party, {"name": "gedeeld"}, by))
    assert len(table(parties["Parties"])) == 1
    assert len(table(parties["Portfolio"])) == 2


def test_a_list_that_is_not_there_is_refused(two_units):
    with pytest.raises(Refused) as refused:
        csv_list(of_list(m.Party, {}, two_units), "secrets")
    assert refused.value.refusals[0].code == "UNKNOWN_CODE"
