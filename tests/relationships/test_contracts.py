"""Contracts: their position, their lines, their currency, and what rests on them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from relationships.actions.contracts import (
    add_line,
    change_contract,
    change_line,
    create_contract,
    remove_contract,
    remove_line,
)
from relationships.actions.relationships import change_relationship
from relationships.errors import Refused
from relationships.models import Contract, ContractLine, ContractPosition, Relationship
from tests import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def relationship() -> Relationship:
    return b.relationship(portfolio=b.portfolio(currency="EUR"))


@pytest.fixture
def contract(relationship: Relationship) -> Contract:
    return b.contract(None, relationship)


def line(contract: Contract, amount: Any, **given: Any) -> ContractLine:
    return add_line(by=b.system(), contract=contract, given={"amount": amount, **given})


def value(contract: Contract) -> tuple[Decimal | None, str]:
    contract.refresh_from_db()
    return contract.value, contract.currency


def refused(do: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as raised:
        do()
    return [(each.code, each.field) for each in raised.value.refusals]


class TestPosition:
    """Where a contract stands is stored with every change; the arithmetic is tested with the terms."""

    TACIT = {
        "start": "2018-09-27",
        "term_months": 36,
        "renewal_months": 12,
        "notice_count": 3,
        "notice_unit": "MONTHS",
    }

    def test_is_stored_with_the_contract(self, relationship: Relationship) -> None:
        """Case 1 of the domain's contract dates."""
        on = b.NOW.replace(year=2019, month=6, day=28)
        contract = create_contract(by=b.system(on), relationship=relationship, given=self.TACIT)
        found = ContractPosition.objects.get(contract=contract)
        assert (found.current_end, found.notice_deadline, found.ended, found.notice_known) == (
            date(2021, 9, 26),
            date(2021, 6, 26),
            False,
            True,
        )

    def test_follows_a_change(self, relationship: Relationship) -> None:
        contract = b.contract(None, relationship, **self.TACIT)
        change_contract(
            by=b.system(),
            contract=contract,
            given={"notice_given_on": "2026-01-15", "notice_given_by": "CUSTOMER"},
        )
        found = ContractPosition.objects.get(contract=contract)
        assert (found.current_end, found.notice_deadline, found.ended) == (date(2026, 9, 26), None, True)

    def test_follows_the_side_that_we_are_on(self, relationship: Relationship) -> None:
        contract = b.contract(
            None, relationship, **self.TACIT, their_notice_count=1, their_notice_unit="MONTHS"
        )
        assert contract.position.notice_deadline == date(2027, 6, 26)
        given = {"notice_given_on": "2026-08-01", "notice_given_by": "SUPPLIER"}
        change_contract(by=b.system(), contract=contract, given=given)
        as_customer = ContractPosition.objects.get(contract=contract).current_end
        change_relationship(by=b.system(), relationship=relationship, given={"our_role": "SUPPLIER"})
        as_supplier = ContractPosition.objects.get(contract=contract).current_end
        assert (as_customer, as_supplier) == (date(2026, 9, 26), date(2027, 9, 26))

    def test_is_right_until_the_day_it_says(self, relationship: Relationship) -> None:
        contract = b.contract(None, relationship, **self.TACIT)
        until = contract.position.valid_until
        assert until is not None and until >= b.NOW.date()
        contract = b.contract(None, relationship, title="No dates")
        assert (contract.position.current_end, contract.position.valid_until) == (None, None)


class TestLines:
    def test_add_up_to_the_value(self, contract: Contract) -> None:
        line(contract, "100.10")
        second = line(contract, "50")
        credit = line(contract, "-25.05", credit=True)
        assert value(contract) == (Decimal("125.05"), "EUR")
        change_line(by=b.system(), line=second, given={"amount": "60"})
        assert value(contract)[0] == Decimal("135.05")
        remove_line(by=b.system(), line=credit)
        assert value(contract)[0] == Decimal("160.10")

    def test_a_tenth_ten_times_is_one(self, contract: Contract) -> None:
        for _ in range(10):
            line(contract, "0.10")
        assert value(contract)[0] == 1

    def test_of_which_the_amount_is_not_known_count_for_nothing(self, contract: Contract) -> None:
        only = line(contract, None, spent="1")
        assert value(contract) == (None, "EUR")
        line(contract, "5")
        assert value(contract) == (5, "EUR")
        change_line(by=b.system(), line=only, given={"amount": ""})
        assert value(contract)[0] == 5

    def test_one_without_any_amount_stands_for_nothing(self, contract: Contract) -> None:
        for given in ({}, {"description": "To be agreed"}, {"amount": None, "spent": " "}):
            assert refused(lambda: add_line(by=b.system(), contract=contract, given=given)) == [  # noqa: B023
                ("REQUIRED", "amount")
            ]
        only = line(contract, "5")
        assert refused(lambda: change_line(by=b.system(), line=only, given={"amount": None})) == [
            ("REQUIRED", "amount")
        ]
        assert (contract.lines.count(), value(contract)[0]) == (1, 5)

    def test_the_value_stated_before_the_first_one_stays_in_the_sum(self, relationship: Relationship) -> None:
        contract = b.contract(None, relationship, title="Catering", value="2335500", currency="EUR")
        line(contract, "50")
        assert value(contract) == (Decimal("2335550"), "EUR")
        stated, added = contract.lines.order_by("pk")
        assert (stated.description, stated.amount, added.amount) == ("Catering", 2335500, 50)
        assert stated.key.startswith("manual-") and stated.key != added.key
        assert stated.history.count() == 1
        line(contract, "50")
        assert (contract.lines.count(), value(contract)[0]) == (3, 2335600)

    def test_what_is_spent_alone_leaves_the_value(self, relationship: Relationship) -> None:
        contract = b.contract(None, relationship, value="100", currency="EUR")
        only = line(contract, None, spent="40")
        assert value(contract)[0] == 100
        change_line(by=b.system(), line=only, given={"amount": "60"})
        assert value(contract)[0] == 160

    def test_the_last_one_gone_the_value_stays_what_it_was(self, contract: Contract) -> None:
        remove_line(by=b.system(), line=line(contract, "5"))
        assert value(contract) == (5, "EUR")
        change_contract(by=b.system(), contract=contract, given={"value": None})
        assert value(contract)[0] is None

    def test_the_value_is_theirs_to_change(self, contract: Contract) -> None:
        line(contract, "5")
        assert refused(lambda: change_contract(by=b.system(), contract=contract, given={"value": "6"})) == [
            ("LINES_ADD_UP", "value")
        ]
        change_contract(by=b.system(), contract=contract, given={"value": "5.00", "title": "T"})
        assert value(contract)[0] == 5

    def test_credits_may_outweigh_the_rest(self, contract: Contract) -> None:
        line(contract, "-5", credit=True)
        assert value(contract)[0] == -5
        change_contract(by=b.system(), contract=contract, given={"title": "Still to be changed"})
        change_contract(by=b.system(), contract=contract, given={"value": "-5", "title": "Sent back whole"})
        assert value(contract)[0] == -5

    def test_each_has_a_key_of_its_own_whatever_was_removed(self, contract: Contract) -> None:
        made = [line(contract, "1") for _ in range(3)]
        remove_line(by=b.system(), line=made[1])
        remove_line(by=b.system(), line=made[2])
        line(contract, "1")
        line(contract, "1")
        keys = [each.key for each in contract.lines.all()]
        assert len(set(keys)) == 3

    def test_go_with_their_contract(self, contract: Contract) -> None:
        line(contract, "1")
        remove_contract(by=b.system(), contract=contract)
        assert not ContractLine.objects.exists()
        assert not ContractPosition.objects.exists()


class TestCurrency:
    def test_is_that_of_the_home_portfolio_where_none_is_said(self, relationship: Relationship) -> None:
        assert b.contract(None, relationship, value="1").currency == "EUR"
        assert b.contract(None, relationship, value="1", currency="USD").currency == "USD"
        assert b.contract(None, relationship, value="1", currency=" ").currency == "EUR"

    def test_is_none_as_long_as_there_is_no_amount(self, relationship: Relationship) -> None:
        assert b.contract(None, relationship).currency == ""
        assert b.contract(None, relationship, currency=" ").currency == ""
        assert b.contract(None, relationship, currency="USD").currency == "USD"

    def test_comes_with_the_first_amount(self, contract: Contract) -> None:
        change_contract(by=b.system(), contract=contract, given={"annual_value": "5"})
        contract.refresh_from_db()
        assert contract.currency == "EUR"

    def test_comes_with_the_first_line(self, contract: Contract) -> None:
        line(contract, None, spent="5")
        assert value(contract) == (None, "EUR")

    def test_can_not_go_while_there_is_an_amount(self) -> None:
        contract = b.contract(None, b.relationship(), value="1", currency="EUR")
        for empty in (None, "", " "):
            assert refused(
                lambda: change_contract(by=b.system(), contract=contract, given={"currency": empty})  # noqa: B023
            ) == [("CURRENCY_MISSING", "currency")]
        assert value(contract) == (1, "EUR")
        change_contract(by=b.system(), contract=contract, given={"currency": "", "value": None})
        assert value(contract) == (None, "")


class TestParents:
    def test_a_contract_is_never_below_itself(self, relationship: Relationship) -> None:
        top = b.contract(None, relationship, number="1")
        middle = b.contract(None, relationship, number="2", parent=top.pk)
        low = b.contract(None, relationship, number="3", parent=middle.pk)
        for parent in (top, middle, low):
            assert refused(
                lambda: change_contract(by=b.system(), contract=top, given={"parent": parent.pk})  # noqa: B023
            ) == [("CYCLE", "parent")]
        assert change_contract(by=b.system(), contract=low, given={"parent": top.pk}).parent == top

    def test_one_that_others_rest_on_stays(self, contract: Contract, relationship: Relationship) -> None:
        b.contract(None, relationship, parent=contract.pk)
        assert refused(lambda: remove_contract(by=b.system(), contract=contract)) == [("IN_USE", None)]
        other = b.contract(None, relationship)
        b.safeguard(None, relationship, "AUDIT", contract=other.pk)
        assert refused(lambda: remove_contract(by=b.system(), contract=other)) == [("IN_USE", None)]


class TestTogether:
    def test_terms_of_no_months_are_none(self, contract: Contract) -> None:
        for name in ("term_months", "renewal_months"):
            for change in (True, False):
                assert refused(
                    lambda: (
                        change_contract(by=b.system(), contract=contract, given={name: 0})  # noqa: B023
                        if change  # noqa: B023
                        else b.contract(None, contract.relationship, **{name: 0})  # noqa: B023
                    )
                ) == [("NUMBER_OUT_OF_RANGE", name)]
        assert b.contract(None, contract.relationship, notice_count=0, notice_unit="DAYS").notice_count == 0

    def test_what_could_be_read_is_compared_all_the_same(self, relationship: Relationship) -> None:
        given = {
            "start": "2026-02-01",
            "stated_end": "2026-01-31",
            "stated_latest_end": "soon",
            "kind": "Z",
            "notice_count": 3,
            "option_notice_count": "x",
            "options": "12",
            "options_exercised": 2,
            "value": "1.001",
            "currency": "EUR",
            "document": "javascript:alert(1)",
        }
        told = refused(lambda: create_contract(by=b.system(), relationship=relationship, given=given))
        assert sorted(told) == [
            ("AMOUNT_TOO_PRECISE", "value"),
            ("DATE_INVALID", "stated_latest_end"),
            ("END_BEFORE_START", "stated_end"),
            ("NUMBER_INVALID", "option_notice_count"),
            ("OPTIONS_EXCEEDED", "options_exercised"),
            ("REQUIRED", "notice_unit"),
            ("UNKNOWN_CODE", "kind"),
            ("WRONG_TYPE", "document"),
        ]

    @pytest.mark.parametrize(
        "place", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "file:///etc/passwd", "ftp://x"]
    )
    def test_a_document_is_no_address_that_acts(self, contract: Contract, place: str) -> None:
        assert refused(
            lambda: change_contract(by=b.system(), contract=contract, given={"document": place})
        ) == [("WRONG_TYPE", "document")]

    @pytest.mark.parametrize(
        "place", ["https://dms.example/7", "HTTP://x", "archive 7/12", r"C:\docs\7.pdf", "//server/7", ""]
    )
    def test_a_document_may_stand_anywhere(self, contract: Contract, place: str) -> None:
        changed = change_contract(by=b.system(), contract=contract, given={"document": place})
        assert changed.document == place


class TestKept:
    def test_options_as_a_text_or_a_list(self, relationship: Relationship) -> None:
        told = [
            b.contract(None, relationship, options=each).options
            for each in ("12 + 12", [12, 6], "", None, " ")
        ]
        assert told == ["12+12", "12+6", "", "", ""]

    def test_attributes_are_names_with_texts(self, relationship: Relationship) -> None:
        given = {" Cost\tcentre ": "4711", "Note": "two\nlines", "Empty": None}
        contract = b.contract(None, relationship, attributes=given)
        contract.refresh_from_db()
        assert contract.attributes == {"Cost centre": "4711", "Note": "two\nlines", "Empty": ""}

    def test_a_change_of_nothing_leaves_the_version(self, contract: Contract) -> None:
        again = change_contract(
            by=b.system(b.NOW + timedelta(days=1)), contract=contract, given={"title": ""}
        )
        assert again.version == 1

    def test_the_same_number_in_another_relationship(self, relationship: Relationship) -> None:
        b.contract(None, relationship, number="C1")
        assert b.contract(None, b.relationship(), number="C1").number == "C1"
        assert b.contract(None, relationship, number="").number == ""
        assert b.contract(None, relationship, number="").number == ""


class TestCategory:
    def test_a_cpv_code_brings_the_category_where_nothing_else_says_it(self):
        relationship = b.relationship()
        b.contract(None, relationship, number="C-1", cpv="90910000-9")
        relationship.refresh_from_db()
        assert relationship.profile.name == "cleaning"
        assert relationship.verdict.delivery_type == "SERVICE"

    def test_a_category_that_was_said_stays(self):
        relationship = b.relationship(category="Catering")
        b.contract(None, relationship, number="C-1", cpv="90910000-9")
        relationship.refresh_from_db()
        assert relationship.profile.name == "catering"
