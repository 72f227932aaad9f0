"""When a number is one of its scheme, and how it is kept."""

from __future__ import annotations

import pytest

from relationships.choices import IdentifierScheme
from relationships.errors import Refused
from relationships.identifiers import identifier


@pytest.mark.parametrize(
    ("scheme", "given", "kept"),
    [
        ("KVK", "12345678", "12345678"),
        ("KVK", "01234567", "01234567"),
        ("KVK", "1234567", "01234567"),  # a spreadsheet took the zero
        ("KVK", "34567", "00034567"),
        ("KVK", " 1234 5678 ", "12345678"),
        ("KVK", "12.34.56-78", "12345678"),
        ("KVK", "12345678\u00a0", "12345678"),
        ("KVK_BRANCH", "000012345678", "000012345678"),
        ("OIN", "00000001823288444000", "00000001823288444000"),
        ("LEI", "529900t8bm49aursdo55", "529900T8BM49AURSDO55"),
        ("LEI", "5299 00T8 BM49 AURS DO55", "529900T8BM49AURSDO55"),
        ("VAT", "NL 0044.95.445.B01", "NL004495445B01"),
        ("VAT", "nl4495445b01", "NL004495445B01"),
        ("VAT", "BE 0403.019.261", "BE0403019261"),
        ("DUNS", "12-345-6789", "123456789"),
        ("CREDITOR", "00-17 a", "00-17 a"),
        ("CREDITOR", " 0042\t", "0042"),
    ],
)
def test_is_kept_in_the_form_in_which_it_is_compared(scheme: str, given: str, kept: str) -> None:
    assert identifier(scheme, given) == kept


@pytest.mark.parametrize(
    ("scheme", "given", "why"),
    [
        ("KVK", "1234", "it has 4 digits, not 8."),
        ("KVK", "123456789", "it has 9 digits, not 8."),
        ("KVK", "1234567A", "digits only."),
        ("KVK", "１２３４５６７８", "digits only."),
        ("KVK", "00000000", "it is all zeros."),
        ("KVK_BRANCH", "12345678", "it has 8 digits, not 12."),
        ("DUNS", "12345678", "it has 8 digits, not 9."),
        ("OIN", "1", "it has 1 digits, not 20."),
        ("LEI", "529900T8BM49AURSDO56", "its check digits do not fit."),
        ("LEI", "529900T8BM49", "its check digits do not fit."),
        ("LEI", "529900T8BM49AURSDO5É", "it has the wrong form."),
        ("VAT", "NL004495446B01", "its check digits do not fit."),
        ("VAT", "NL8006956", "it has the wrong length."),
        ("VAT", "004495445B01", "it has the wrong form."),
        ("VAT", "US123456789", "it has the wrong form."),
        ("VAT", "NL²²²²²²²²²B01", "it has the wrong form."),
        ("VAT", "NL", "it has the wrong form."),
        ("VAT", "-", "it has the wrong form."),
    ],
)
def test_is_refused_with_the_reason(scheme: str, given: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        identifier(scheme, given)
    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.field) == ("IDENTIFIER_INVALID", "value")
    if why in ("digits only.", "it is all zeros.", "its check digits do not fit."):
        assert why in refusal.message


@pytest.mark.parametrize("scheme", list(IdentifierScheme))
def test_nothing_is_no_number(scheme: str) -> None:
    for nothing in (None, "", " \n"):
        with pytest.raises(Refused) as refused:
            identifier(scheme, nothing)
        assert [(each.code, each.field) for each in refused.value.refusals] == [("REQUIRED", "value")]


@pytest.mark.parametrize("scheme", list(IdentifierScheme))
@pytest.mark.parametrize(
    "odd", ["²" * 8, "٣" * 9, "\u202e12345678", "NL" + "٣" * 9 + "B01", "🏭", "%s%d", "DE" + "¹" * 9]
)
def test_odd_characters_never_break_it(scheme: str, odd: str) -> None:
    try:
        assert identifier(scheme, odd)
    except Refused as refused:
        turned = odd.startswith("\u202e")  # writes what follows from right to left
        assert refused.refusals[0].code == ("CONTROL_CHARACTER" if turned else "IDENTIFIER_INVALID")
        assert refused.refusals[0].message


def test_a_scheme_may_take_what_another_refuses() -> None:
    assert identifier("CREDITOR", "1234") == "1234"
    with pytest.raises(Refused):
        identifier("KVK", "1234")
