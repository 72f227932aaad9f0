"""What only a person can answer: which questions there can be, and which answers are choices."""

from __future__ import annotations

import re
from collections.abc import Mapping

from imports.drafts import sign_question
from imports.fields import FIELDS
from imports.findings import MappingRefused, Question
from imports.matching import NEW
from imports.notation import amounts
from imports.tables import ColumnMapping
from relationships.actor import Actor
from relationships.models import Party
from relationships.names import normalised
from relationships.queries import visible_to
from relationships.values import currencies

# Offered first where any currency can be the answer.
LIKELY = ("EUR", "USD", "GBP", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "JPY")
REPEATED = ("lines", "total")
# Which counts where a cell was edited and the registry changed meanwhile.
DECIDING = ("list", "registry")
_ASKED_OF_LIST = ("our_role", "currency", "repeated_totals", "conflicts", "parties")
_ASKED_OF_KIND = {
    "amount": ("amount_notation", "currency_formats"),
    "date": ("date_notation",),
    "months": ("period_unit",),
    "period": ("period_unit",),
}


def check_answers(answers: Mapping[str, str], mappings: tuple[ColumnMapping, ...]) -> None:
    """Refuse an answer to a question that no list could ask, and one that is none of the choices.

    A question that this list doesn't ask may be answered: one command serves every month's list.
    """
    known = [*_ASKED_OF_LIST]
    for each in mappings:
        if each.field in FIELDS:
            known += [f"{asked}:{each.field}" for asked in _ASKED_OF_KIND.get(FIELDS[each.field].kind, ())]
            known += [sign_question(sign) for sign in _shared_signs(each)]
    for code, answer in answers.items():
        if not _can_be_asked(code):
            listed = ", ".join(dict.fromkeys(known))
            raise MappingRefused("question_unknown", question=code, questions=listed)
        choices = _choices(code, mappings) if code != "currency" else ()
        if choices and answer not in choices:
            raise MappingRefused("answer_unknown", question=code, answer=answer, choices=", ".join(choices))


def check_party_answers(answers: Mapping[str, str], by: Actor) -> None:
    """Refuse an answer about a party that is neither `new` nor the id of one to be seen."""
    asked = {code: answer for code, answer in answers.items() if code.startswith("party:") and answer != NEW}
    ids = {answer: int(answer[1:]) for answer in asked.values() if re.fullmatch(r"#[0-9]{1,18}", answer)}
    seen = set(visible_to(by.user, Party).filter(pk__in=ids.values()).values_list("pk", flat=True))
    for code, answer in asked.items():
        if ids.get(answer) not in seen:
            raise MappingRefused("answer_unknown", question=code, answer=answer, choices=f"#…, {NEW}")


def _can_be_asked(code: str) -> bool:
    asked, colon, about = code.partition(":")
    if not colon:
        return asked in _ASKED_OF_LIST
    if asked == "conflict":
        return about.isascii() and about.isdigit()
    if asked == "party":
        return bool(normalised(about))
    if asked == "currency_sign":
        return about in amounts.SHARED and code == sign_question(about)
    return about in FIELDS and asked in _ASKED_OF_KIND.get(FIELDS[about].kind, ())


def _choices(code: str, mappings: tuple[ColumnMapping, ...]) -> tuple[str, ...]:
    """The answers to a question about amounts; none where another room checks them."""
    asked, _colon, about = code.partition(":")
    if asked == "repeated_totals":
        return REPEATED
    if asked in ("conflicts", "conflict"):
        return DECIDING
    if asked == "parties":
        return (NEW,)
    if asked == "currency":
        return (*LIKELY, *sorted(set(currencies()) - set(LIKELY)))
    if asked == "currency_sign":
        return amounts.SHARED[about]
    found: dict[str, None] = {}
    if asked == "currency_formats":
        for each in mappings:
            for sign in each.notation.symbols if each.field == about and each.notation else ():
                one = amounts.SIGNS[sign]
                found |= dict.fromkeys([one] if one else amounts.SHARED[sign])
    return tuple(found)


def _shared_signs(mapping: ColumnMapping) -> list[str]:
    notation = mapping.notation
    return [sign for sign in notation.symbols if sign in amounts.SHARED] if notation else []


def currency_question(code: str, mappings: tuple[ColumnMapping, ...]) -> Question:
    """The question that settles the currency of some rows: of the list, of a sign, of a column."""
    asked, _colon, about = code.partition(":")
    column: ColumnMapping | None = None
    if asked == "currency_sign":
        signed = [each for each in mappings if code in map(sign_question, _shared_signs(each))]
        column = signed[0] if signed else None
    elif asked == "currency_formats":
        column = next(each for each in mappings if each.field == about)
    signs = ", ".join(column.notation.symbols) if column and column.notation else ""
    params = {"sign": about, "signs": signs}
    return Question(code, _choices(code, mappings), column.header if column else None, params)
