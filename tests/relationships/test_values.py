"""What a single value may be, and in which form it is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from relationships import values
from relationships.errors import MESSAGES, Problems, Refusal, Refused, refuse, shown


def refused(do: Callable[[], Any]) -> Refusal:
    with pytest.raises(Refused) as raised:
        do()
    (refusal,) = raised.value.refusals
    return refusal


class TestTexts:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            (None, ""),
            ("", ""),
            ("  two  blanks ", "two  blanks"),
            ("a\tb\nc\r\nd", "a b c  d"),
            ("é", "é"),
            ("e\u0301", "e\u0301"),
            ("zero\u200bwidth", "zero\u200bwidth"),
        ],
    )
    def test_on_one_line(self, given: Any, kept: str) -> None:
        assert values.line(given, "name") == kept

    def test_of_many_lines(self) -> None:
        assert values.block(" a\tb\r\nc\rd\x0be\x0cf\u2028g\x85h\n", "remarks") == "a\tb\nc\nd\ne\nf\ng\nh"

    def test_up_to_their_limit(self) -> None:
        assert len(values.line("a" * 300, "name")) == 300
        assert refused(lambda: values.line("a" * 301, "name")).params == {"length": 301, "limit": 300}
        assert len(values.line(" " * 10_000 + "a", "name")) == 1

    def test_every_control_character_is_refused_by_its_place(self) -> None:
        for code in [*range(1, 9), *range(14, 32), *range(127, 133), *range(134, 160), 0x202E]:
            refusal = refused(lambda: values.line("ab" + chr(code), "name"))  # noqa: B023
            assert (refusal.code, refusal.params) == (
                "CONTROL_CHARACTER",
                {"position": 3, "character": f"U+{code:04X}"},
            )
        assert refused(lambda: values.block("ab\u202dba", "remarks")).code == "CONTROL_CHARACTER"

    def test_a_password_is_kept_to_the_letter(self) -> None:
        assert values.secret("  blanks stay\t", "password") == "  blanks stay\t"


class TestNumbers:
    @pytest.mark.parametrize(("given", "kept"), [(1, 1), (5, 5), ("3", 3), (" 3 ", 3), ("+3", 3), ("03", 3)])
    def test_levels(self, given: Any, kept: int) -> None:
        assert values.level(given, "level") == kept

    def test_whole_numbers(self) -> None:
        assert [values.whole(each, "count") for each in (0, "32767")] == [0, 32_767]

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            (0, "0"),
            ("0.00", "0"),
            (1200, "1200"),
            ("1200.50", "1200.5"),
            ("+1", "1"),
            (0.1, "0.1"),
            (Decimal("1E+3"), "1000"),
            ("-0", "0"),
            ("9999999999999.9999", "9999999999999.9999"),
        ],
    )
    def test_amounts(self, given: Any, kept: str) -> None:
        assert values.amount(given, "value") == Decimal(kept)

    def test_amounts_below_zero_where_a_credit_may_be(self) -> None:
        assert values.amount("-5", "value", negative=True) == -5
        assert refused(lambda: values.amount("-5", "value")).code == "AMOUNT_NEGATIVE"

    def test_amounts_have_the_decimals_of_their_currency(self) -> None:
        assert [values.currencies()[each] for each in ("EUR", "JPY", "KWD")] == [2, 0, 3]
        assert refused(lambda: values.amount("1.005", "value", places=2)).params["places"] == 2

    @pytest.mark.parametrize("given", ["0.00000001", 999_999, "1.10", 0.9, Decimal("2")])
    def test_rates(self, given: Any) -> None:
        assert values.rate(given, "rate") == Decimal(str(given))


class TestDays:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("2026-11-30", date(2026, 11, 30)),
            ("1900-01-01", date(1900, 1, 1)),
            ("9999-12-31", date(9999, 12, 31)),
            ("2024-02-29", date(2024, 2, 29)),
            (date(2026, 1, 1), date(2026, 1, 1)),
        ],
    )
    def test_between_1900_and_9999(self, given: Any, kept: date) -> None:
        assert values.day(given, "start") == kept

    def test_a_moment_is_no_day(self) -> None:
        assert refused(lambda: values.day(datetime(2026, 1, 1), "start")).code == "DATE_INVALID"  # noqa: DTZ001


class TestCodes:
    def test_to_the_letter(self) -> None:
        assert values.one_of("B", "code", ["A", "B"]) == "B"
        assert refused(lambda: values.one_of("b", "code", ["A", "B"])).message == (
            "“b” is not one of the codes: A, B."
        )

    @pytest.mark.parametrize("given", ["EUR", "USD", "XAF", "BTN"])
    def test_currencies(self, given: str) -> None:
        assert values.currency(given, "currency") == given

    @pytest.mark.parametrize("given", ["NL", "BE", "CW"])
    def test_countries(self, given: str) -> None:
        assert values.country(given, "country") == given

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("90910000", "90910000"),
            ("90910000-9", "90910000"),
            ("3000000", "03000000"),
            (" 03000000-1 ", "03000000"),
            (None, ""),
        ],
    )
    def test_cpv(self, given: Any, kept: str) -> None:
        assert values.cpv(given, "cpv") == kept

    @pytest.mark.parametrize("given", ["A", "A.1-b_c", "007"])
    def test_codes_of_our_own(self, given: str) -> None:
        assert values.code_word(given, "code") == given


class TestRefusals:
    def test_every_message_can_be_said(self) -> None:
        """Every place in a message is filled by what the code that refuses gives (see bad_input)."""
        for message in MESSAGES.values():
            assert "%s" not in str(message).replace("%%", "")

    def test_a_message_holds_nothing_that_a_door_can_not_send(self) -> None:
        refusal = refused(lambda: refuse("UNKNOWN_CODE", "a\ud800b", value="\ud800\x00\n", choices="A"))
        assert refusal.message == "“\ufffd\ufffd\ufffd” is not one of the codes: A."
        assert refusal.field == "a\ufffdb"

    def test_values_are_shown_short_and_harmless(self) -> None:
        told = [shown(each) for each in ("a" * 81, 10**5_000, None, "\u202e")]
        assert told == ["a" * 80 + "…", "…", "None", "\ufffd"]

    def test_problems_are_gathered_with_their_place(self) -> None:
        problems = Problems()
        with problems.gather("lines.0"):
            values.level(9, "level")
        with problems.gather():
            refuse("REQUIRED", "name")
        assert problems.on("lines.0.level")
        with pytest.raises(Refused) as raised:
            problems.raise_if_any()
        assert [(each.code, each.field) for each in raised.value.refusals] == [
            ("LEVEL_OUT_OF_RANGE", "lines.0.level"),
            ("REQUIRED", "name"),
        ]
        assert str(raised.value) == (
            "lines.0.level: 9 is outside the scale 1–5.; name: This is required. Give a value."
        )


def test_days_of_a_message_are_said_as_the_reader_writes_them_and_texts_of_users_are_left_alone() -> None:
    told = Refusal("END_BEFORE_START", "end", {"end": date(2026, 1, 31), "start": date(2026, 2, 1)})
    named = Refusal("DUPLICATE", "number", {"what": "2026-01-31"})
    assert told.message.startswith("The end 31 Jan 2026 lies before the start 1 Feb 2026.")
    assert "2026-01-31" in named.message
    with translation.override("nl"):
        assert "31-1-2026" in told.message
        assert "2026-01-31" in named.message
