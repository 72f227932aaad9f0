"""What looks odd and can be kept is kept the same way on both databases."""

from __future__ import annotations

from decimal import Decimal

import pytest

from relationships.actions.contracts import add_line
from tests import builders as b
from tests.relationships.bad_input.forms import World
from tests.relationships.bad_input.wrong import Nothing, refusals

pytestmark = pytest.mark.django_db


class TestWhatIsKept:
    """What looks odd and can be kept is kept the same way on both databases."""

    def test_tabs_and_line_breaks_become_blanks_in_names(self, world: World) -> None:
        party = b.party(name=" Bakkerij\tDe\nMolen\r\x0b\x85\u2028Utrecht ")
        assert party.name == "Bakkerij De Molen    Utrecht"

    def test_and_stay_in_long_texts(self, world: World) -> None:
        text = "one\ttab\r\ntwo\rthree\nfour\x0bfive\u2028six "
        contract = b.contract(None, world.relationship, remarks=text)
        assert contract.remarks == "one\ttab\ntwo\nthree\nfour\nfive\nsix"

    @pytest.mark.parametrize(
        "name", ["\u200b.", "مورد", "供应商", "🏭 Works", "a" * 300, "İstanbul", "'; DROP--"]
    )
    def test_names_in_any_script(self, name: str) -> None:
        party = b.party(name=name)
        party.refresh_from_db()
        assert party.name == name

    def test_a_name_whose_compared_form_is_longer_than_its_column(self) -> None:
        party = b.party(name="\ufdfa" * 300)  # one character that is eighteen when written out
        party.refresh_from_db()
        assert len(party.normalised_name) == 600

    def test_levels_and_numbers_as_text(self, world: World) -> None:
        b.rating(None, world.relationship, "access", "4")
        contract = b.contract(None, world.relationship, term_months=" 36 ", value="1200.50")
        assert (contract.term_months, contract.value, contract.currency) == (36, Decimal("1200.50"), "EUR")

    def test_the_largest_and_the_smallest(self, world: World) -> None:
        largest = b.contract(None, world.relationship, value="9999999999999.99", currency="EUR")
        largest.refresh_from_db()
        assert str(largest.value) == "9999999999999.99"
        longest = {"start": "9999-12-31", "stated_end": "9999-12-31", "term_months": 32_767}
        for kind in ("FIXED", "FIXED_TACIT", "FIXED_OPTIONS", "MINIMUM", "OPEN_ENDED"):
            for unit in ("DAYS", "WEEKS", "MONTHS"):
                for start in ({"start": "1900-01-01"}, {}, longest):
                    contract = b.contract(
                        None,
                        world.relationship,
                        **start,
                        term_kind=kind,
                        renewal_months=32_767,
                        options="999+999",
                        notice_count=32_767,
                        notice_unit=unit,
                        option_notice_count=32_767,
                        option_notice_unit=unit,
                        procedure="EUROPEAN",
                    )
                    assert contract.position is not None

    def test_a_sum_of_lines_that_is_too_large(self, world: World) -> None:
        add_line(by=b.system(), contract=world.contract, given={"amount": "9999999999989.99"})
        with Nothing():
            assert refusals(
                lambda: add_line(by=b.system(), contract=world.contract, given={"amount": "0.01"})
            ) == [("AMOUNT_TOO_LARGE", "amount")]
