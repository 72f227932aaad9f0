"""What is wrong for a field, by what kind it is of; and that a refusal is one, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from relationships.actions.inputs import LEVELS
from relationships.errors import MESSAGES, Refused
from relationships.models.base import AmountField
from tests import builders as b

# What is wrong for a field of each kind: the value, and the codes of which one must be given.
TEXT = [
    ("A\x00B", {"UNSTORABLE_TEXT"}),
    ("A\ud800B", {"UNSTORABLE_TEXT"}),
    ("A\uffffB", {"UNSTORABLE_TEXT"}),
    ("A\x07B", {"CONTROL_CHARACTER"}),
    ("A\x9bB", {"CONTROL_CHARACTER"}),
    ({"text": "A"}, {"WRONG_TYPE"}),
    (["A"], {"WRONG_TYPE"}),
    (7, {"WRONG_TYPE"}),
    (True, {"WRONG_TYPE"}),
    (1.5, {"WRONG_TYPE"}),
]
CODE = [
    ("NO_SUCH_CODE", {"UNKNOWN_CODE"}),
    ("customer ", {"UNKNOWN_CODE"}),
    ("\x00", {"UNKNOWN_CODE"}),
    ("\ud800", {"UNKNOWN_CODE"}),
    ("A" * 10_000, {"UNKNOWN_CODE"}),
    (1, {"UNKNOWN_CODE"}),
    (True, {"WRONG_TYPE"}),
    ({"code": "A"}, {"WRONG_TYPE"}),
    (["A"], {"WRONG_TYPE"}),
]
NUMBER = [
    (True, {"WRONG_TYPE"}),
    (3.0, {"NUMBER_INVALID"}),
    (float("nan"), {"NUMBER_INVALID"}),
    ("three", {"NUMBER_INVALID"}),
    ("3.0", {"NUMBER_INVALID"}),
    ("٣", {"NUMBER_INVALID"}),
    ("1e3", {"NUMBER_INVALID"}),
    ({"value": 3}, {"WRONG_TYPE"}),
    ([3], {"WRONG_TYPE"}),
    (-1, {"NUMBER_OUT_OF_RANGE", "LEVEL_OUT_OF_RANGE"}),
    (2**63, {"NUMBER_OUT_OF_RANGE", "LEVEL_OUT_OF_RANGE"}),
    (-(2**80), {"NUMBER_OUT_OF_RANGE", "LEVEL_OUT_OF_RANGE"}),
    (10**5_000, {"NUMBER_OUT_OF_RANGE", "LEVEL_OUT_OF_RANGE"}),
    ("99999999999999999999", {"NUMBER_OUT_OF_RANGE", "LEVEL_OUT_OF_RANGE"}),
    ("9" * 10_000, {"NUMBER_INVALID"}),
]
LEVEL = [*NUMBER, (0, {"LEVEL_OUT_OF_RANGE"}), (6, {"LEVEL_OUT_OF_RANGE"}), ("0", {"LEVEL_OUT_OF_RANGE"})]
AMOUNT = [
    (float("nan"), {"AMOUNT_INVALID"}),
    (float("inf"), {"AMOUNT_INVALID"}),
    ("NaN", {"AMOUNT_INVALID"}),
    ("-Infinity", {"AMOUNT_INVALID"}),
    ("1,5", {"AMOUNT_INVALID"}),
    ("€ 5", {"AMOUNT_INVALID"}),
    ("1_000", {"AMOUNT_INVALID"}),
    ("1e3", {"AMOUNT_INVALID"}),
    ("٣", {"AMOUNT_INVALID"}),
    (True, {"WRONG_TYPE"}),
    ({"amount": 1}, {"WRONG_TYPE"}),
    ([1], {"WRONG_TYPE"}),
    ("\x00", {"AMOUNT_INVALID"}),
    (10**13, {"AMOUNT_TOO_LARGE"}),
    (10**5_000, {"AMOUNT_TOO_LARGE"}),
    ("9" * 25, {"AMOUNT_TOO_LARGE"}),
    (1e300, {"AMOUNT_TOO_LARGE"}),
    ("0.001", {"AMOUNT_TOO_PRECISE"}),
    ("0.00001", {"AMOUNT_TOO_PRECISE"}),
    (-1, {"AMOUNT_NEGATIVE"}),
    ("-0.01", {"AMOUNT_NEGATIVE"}),
]
DAY = [
    ("1899-12-31", {"DATE_OUT_OF_RANGE"}),
    ("0000-01-01", {"DATE_OUT_OF_RANGE"}),
    ("0001-01-01", {"DATE_OUT_OF_RANGE"}),
    ("10000-01-01", {"DATE_OUT_OF_RANGE"}),
    ("-44-03-15", {"DATE_INVALID"}),
    ("2026-02-30", {"DATE_INVALID"}),
    ("2026-13-01", {"DATE_INVALID"}),
    ("31-12-2026", {"DATE_INVALID"}),
    ("2026-12-31T00:00", {"DATE_INVALID"}),
    ("2026-12-31\n", {"DATE_INVALID"}),
    ("٢٠٢٦-١٢-٣١", {"DATE_INVALID"}),
    ("A" * 10_000, {"DATE_INVALID"}),
    ("\x00", {"DATE_INVALID"}),
    (20_261_231, {"DATE_INVALID"}),
    (46_000.0, {"DATE_INVALID"}),
    (True, {"WRONG_TYPE"}),
    ({"year": 2026}, {"WRONG_TYPE"}),
    (b.NOW, {"DATE_INVALID"}),
]
REFERENCE = [
    (999_999, {"NOT_FOUND"}),
    (-1, {"NOT_FOUND"}),
    (2**70, {"NOT_FOUND"}),
    (True, {"WRONG_TYPE"}),
    (1.0, {"NOT_FOUND"}),
    ("no such", {"NOT_FOUND"}),
    ("\x00", {"NOT_FOUND"}),
    ("\ud800", {"NOT_FOUND"}),
    ("9" * 10_000, {"NOT_FOUND"}),
    ({"id": 1}, {"WRONG_TYPE"}),
    ([1], {"WRONG_TYPE"}),
]
BOOLEAN = [(1, {"WRONG_TYPE"}), ("true", {"WRONG_TYPE"}), ({}, {"WRONG_TYPE"}), ("\x00", {"WRONG_TYPE"})]
# Fields that are narrower than their column's kind.
NARROW: dict[str, list[tuple[Any, set[str]]]] = {
    "currency": [
        (each, {"CURRENCY_UNKNOWN"})
        for each in (
            "EURO",
            "eur",
            "XXX",
            "XTS",
            "ZZZ",
            "\x00",
            "\ud800",
            "A" * 10_000,
            978,
        )
    ]
    + [(each, {"WRONG_TYPE"}) for each in (True, {}, ["EUR"])],
    "country": [
        (each, {"COUNTRY_UNKNOWN"}) for each in ("XX", "nl", "NLD", "\x00", "\ud800", "A" * 10_000, 31)
    ]
    + [(each, {"WRONG_TYPE"}) for each in (True, {}, [])],
    "cpv": [
        *(
            (each, {"CPV_INVALID"})
            for each in ("123", "123456789", "1234567a", "12345678-12", "１２３４５６７８")
        ),
        ("A" * 10_000, {"TOO_LONG"}),
        *TEXT,
    ],
    "code": [
        *((each, {"CODE_INVALID"}) for each in ("two words", "É", "a/b", "a\tb", "%")),
        ("A" * 10_000, {"TOO_LONG"}),
        *TEXT,
    ],
    "language": [
        *((each, {"UNKNOWN_CODE"}) for each in ("de", "NL", 1, "\x00")),
        *((each, {"REQUIRED"}) for each in ("", None)),
        ({}, {"WRONG_TYPE"}),
    ],
    "email": [
        *((each, {"WRONG_TYPE"}) for each in ("nobody", "a@b", "a b@example.com", "@example.com")),
        ("a" * 10_000 + "@example.com", {"TOO_LONG"}),
        *TEXT,
    ],
    "options": [
        (each, {"WRONG_TYPE"})
        for each in ("12,12", "12+", "+12", "0", "12+0", "1.5", -12, 12, True, {}, [1.5], ["\ud800"], "\x00")
    ]
    + [
        ("1+" * 5_000 + "1", {"WRONG_TYPE"}),
        ("1000", {"WRONG_TYPE"}),
        ("+".join(["1"] * 21), {"WRONG_TYPE"}),
    ],
    "attributes": [
        ("text", {"WRONG_TYPE"}),
        (["a"], {"WRONG_TYPE"}),
        (7, {"WRONG_TYPE"}),
        ({"a": 1}, {"WRONG_TYPE"}),
        ({"a": {"b": "c"}}, {"WRONG_TYPE"}),
        ({7: "a"}, {"WRONG_TYPE"}),
        ({"": "a"}, {"REQUIRED"}),
        ({"a": "\x00"}, {"UNSTORABLE_TEXT"}),
        ({"\ud800": "a"}, {"UNSTORABLE_TEXT"}),
        ({"a" * 301: "a"}, {"TOO_LONG"}),
        ({"a": "b" * 50_001}, {"TOO_LONG"}),
        ({str(number): "a" for number in range(201)}, {"NUMBER_OUT_OF_RANGE"}),
    ],
}


def wrong_values(field: Any) -> list[tuple[Any, set[str]]]:
    """What is wrong for this field, by what kind it is of."""
    name = field.name
    if name in NARROW:
        return NARROW[name]
    if isinstance(field, models.ForeignKey):
        return REFERENCE
    if isinstance(field, AmountField):
        return AMOUNT
    if field.choices:
        return CODE
    if isinstance(field, models.DateField):
        return DAY
    if isinstance(field, models.BooleanField):
        return BOOLEAN
    if isinstance(field, models.IntegerField):
        return LEVEL if name in LEVELS else [*NUMBER, (32_768, {"NUMBER_OUT_OF_RANGE"})]
    if isinstance(field, models.TextField):
        return [*TEXT, ("A" * 50_001, {"TOO_LONG"})]
    assert type(field) is models.CharField, f"say in this test what is wrong for {field}"
    return [*TEXT, ("A" * 10_000, {"TOO_LONG"}), ("A" * (field.max_length + 1), {"TOO_LONG"})]


def counts() -> dict[Any, int]:
    """How many rows there are of everything, histories included."""
    return {each: each._base_manager.count() for each in apps.get_app_config("relationships").get_models()}


class Nothing:
    """Nothing is written, by any statement that writes."""

    def __enter__(self) -> None:
        self.before = counts()

    def __exit__(self, *wrong: Any) -> None:
        assert counts() == self.before


def refusals(do: Callable[[], Any]) -> list[tuple[str, str | None]]:
    """The codes and fields of what is refused; the message can be said and sent."""
    with pytest.raises(Refused) as refused:
        do()
    for each in refused.value.refusals:
        assert each.code in MESSAGES
        assert each.message.isprintable(), each
        assert len(each.message) < 3_000
        assert each.field is None or each.field.isprintable()
        each.message.encode()
    return [(each.code, each.field) for each in refused.value.refusals]
