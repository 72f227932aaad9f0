"""What fits by itself and not with the rest is refused."""

from __future__ import annotations

import pytest

from relationships.actions.contracts import add_line, change_contract, change_line
from relationships.actions.relationships import create_relationship
from relationships.actions.trust import change_safeguard
from tests import builders as b
from tests.relationships.bad_input.forms import FORMS, World
from tests.relationships.bad_input.wrong import Nothing, refusals

pytestmark = pytest.mark.django_db


class TestBetweenFields:
    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"start": "2026-02-01", "stated_end": "2026-01-31"}, "stated_end"),
            ({"start": "2026-02-01", "stated_latest_end": "2026-01-31"}, "stated_latest_end"),
            ({"stated_end": "2026-02-01", "stated_latest_end": "2026-01-31"}, "stated_latest_end"),
        ],
    )
    def test_an_end_of_a_contract_before_its_start(
        self, given: dict[str, str], field: str, world: World
    ) -> None:
        with Nothing():
            for do in (FORMS["contract"].create, FORMS["contract"].change):
                assert refusals(lambda: do(world, given)) == [("END_BEFORE_START", field)]  # type: ignore[misc]  # noqa: B023
        first, last = given
        b.contracts.change_contract(by=b.system(), contract=world.contract, given={first: given[first]})
        assert refusals(
            lambda: change_contract(by=b.system(), contract=world.contract, given={last: given[last]})
        ) == [("END_BEFORE_START", field)]

    def test_an_end_of_a_safeguard_or_a_line_before_its_start(self, world: World) -> None:
        with Nothing():
            assert refusals(
                lambda: FORMS["safeguard"].create(
                    world, {"kind": "AUDIT", "active_from": "2026-02-01", "active_to": "2026-01-31"}
                )
            ) == [("END_BEFORE_START", "active_to")]
            assert refusals(
                lambda: change_safeguard(
                    by=b.system(), safeguard=world.safeguard, given={"active_to": "2025-12-31"}
                )
            ) == [("END_BEFORE_START", "active_to")]
            assert refusals(
                lambda: add_line(
                    by=b.system(),
                    contract=world.contract,
                    given={"amount": 5, "start": "2026-02-01", "end": "2026-01-31"},
                )
            ) == [("END_BEFORE_START", "end")]

    def test_a_single_day_is_no_end_before_its_start(self, world: World) -> None:
        given = {"start": "2026-02-01", "stated_end": "2026-02-01", "stated_latest_end": "2026-02-01"}
        assert change_contract(by=b.system(), contract=world.contract, given=given).start is not None

    @pytest.mark.parametrize("period", ["notice", "their_notice", "option_notice", "early_termination"])
    def test_a_period_takes_a_count_and_a_unit(self, period: str, world: World) -> None:
        with Nothing():
            assert refusals(lambda: FORMS["contract"].create(world, {f"{period}_count": 3})) == [
                ("REQUIRED", f"{period}_unit")
            ]
            assert refusals(lambda: FORMS["contract"].create(world, {f"{period}_unit": "MONTHS"})) == [
                ("REQUIRED", f"{period}_count")
            ]

    def test_more_options_used_than_there_are(self, world: World) -> None:
        with Nothing():
            assert refusals(
                lambda: FORMS["contract"].create(world, {"options": "12+12", "options_exercised": 3})
            ) == [("OPTIONS_EXCEEDED", "options_exercised")]

    def test_an_amount_without_a_currency(self) -> None:
        relationship = b.relationship()
        with Nothing():
            for name in ("value", "annual_value", "estimated_value", "maximum_value", "spent"):
                assert refusals(lambda: b.contract(None, relationship, **{name: "5"})) == [  # noqa: B023
                    ("CURRENCY_MISSING", "currency")
                ]
        contract = b.contract(None, relationship)
        for name in ("amount", "spent"):
            assert refusals(lambda: add_line(by=b.system(), contract=contract, given={name: "5"})) == [  # noqa: B023
                ("CURRENCY_MISSING", "currency")
            ]

    def test_more_decimals_than_the_currency_has(self) -> None:
        relationship = b.relationship()
        told = {
            (value, currency): refusals(
                lambda: b.contract(None, relationship, value=value, currency=currency)  # noqa: B023
            )
            for value, currency in (("1.001", "EUR"), ("1.5", "JPY"), ("1.0001", "KWD"))
        }
        assert set(map(tuple, told.values())) == {(("AMOUNT_TOO_PRECISE", "value"),)}
        assert b.contract(None, relationship, value="1.001", currency="KWD").currency == "KWD"

    def test_another_currency_has_to_hold_the_amounts_there(self) -> None:
        contract = b.contract(None, b.relationship(), value="1.50", currency="EUR")
        assert refusals(
            lambda: change_contract(by=b.system(), contract=contract, given={"currency": "JPY"})
        ) == [("AMOUNT_TOO_PRECISE", "value")]

    def test_below_zero_only_on_a_credit_line(self, world: World) -> None:
        with Nothing():
            for name in ("amount", "spent"):
                for credit in ({}, {"credit": False}):
                    assert refusals(
                        lambda: add_line(by=b.system(), contract=world.contract, given={name: "-5", **credit})  # noqa: B023
                    ) == [("AMOUNT_NEGATIVE", name)]
        line = add_line(
            by=b.system(), contract=world.contract, given={"amount": "-5", "spent": "-1", "credit": True}
        )
        assert refusals(lambda: change_line(by=b.system(), line=line, given={"credit": False})) == [
            ("AMOUNT_NEGATIVE", "amount"),
            ("AMOUNT_NEGATIVE", "spent"),
        ]

    def test_a_safeguard_with_a_contract_of_another_relationship(self, world: World) -> None:
        other = b.contract(None, b.relationship())
        with Nothing():
            assert refusals(
                lambda: FORMS["safeguard"].create(world, {"kind": "AUDIT", "contract": other.pk})
            ) == [("OTHER_RELATIONSHIP", "contract")]

    def test_a_key_without_a_portfolio(self, world: World) -> None:
        given = {"unit": "A", "party": world.party, "our_role": "CUSTOMER", "external_key": "K1"}
        with Nothing():
            assert refusals(lambda: create_relationship(by=b.system(), given=given)) == [
                ("REQUIRED", "portfolio")
            ]

    def test_a_portfolio_of_a_unit_elsewhere(self, world: World) -> None:
        given = {"unit": "ROOT", "party": world.party, "our_role": "CUSTOMER", "portfolio": world.portfolio}
        with Nothing():
            assert refusals(lambda: create_relationship(by=b.system(), given=given)) == [
                ("NOT_FOUND", "portfolio")
            ]
