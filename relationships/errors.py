"""Refusals: what the registry says when it can't do what was asked.

One table of stable codes and messages for every door. A refusal names what was refused (`field`), says
why, and says the way out. Doors translate a code to their own protocol (see `api.errors`); none of them
writes a message of its own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, NoReturn

from django.utils import formats
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

MESSAGES: dict[str, Any] = {
    "NOT_FOUND": _("There is no %(thing)s “%(value)s” that you may see. Check the id or the code."),
    "NOT_ALLOWED": _(
        "You may not %(act)s in unit %(unit)s. It takes the role %(role)s there; ask an administrator."
    ),
    "NOT_SIGNED_IN": _("Sign in, or send a token, before asking for this."),
    "TOKEN_SCOPE": _(
        "This token is for %(scope)s only; this takes one for %(needed)s. Make one at your tokens."
    ),
    "CSRF_FAILED": _("This came from a page that is not ours, or too old: %(why)s Reload, and do it again."),
    "REQUIRED": _("This is required. Give a value."),
    "TOO_LONG": _("This has %(length)s characters; at most %(limit)s are kept. Shorten it."),
    "CONTROL_CHARACTER": _("Character %(position)s is a control character (%(character)s). Remove it."),
    "UNSTORABLE_TEXT": _("Character %(position)s (%(character)s) can't be stored as text. Remove it."),
    "WRONG_TYPE": _("This must be %(expected)s, not %(given)s."),
    "UNKNOWN_CODE": _("“%(value)s” is not one of the codes: %(choices)s."),
    "LEVEL_OUT_OF_RANGE": _("%(value)s is outside the scale %(low)s–%(high)s."),
    "NUMBER_INVALID": _("“%(value)s” is not a whole number."),
    "NUMBER_OUT_OF_RANGE": _("%(value)s is outside %(low)s–%(high)s."),
    "AMOUNT_INVALID": _("“%(value)s” is not an amount. Give digits with a point for the decimals."),
    "AMOUNT_TOO_LARGE": _("%(value)s is too large: amounts stay below %(limit)s."),
    "AMOUNT_TOO_PRECISE": _("%(value)s has more decimals than %(places)s. Round it."),
    "AMOUNT_NEGATIVE": _("%(value)s is negative. Only a credit line of a contract may be; mark it as one."),
    "CURRENCY_UNKNOWN": _("“%(value)s” is not an ISO 4217 currency code, such as EUR."),
    "CURRENCY_MISSING": _("An amount needs its currency. Give an ISO 4217 code, such as EUR."),
    "COUNTRY_UNKNOWN": _("“%(value)s” is not an ISO 3166 country code, such as NL."),
    "DATE_INVALID": _("“%(value)s” is not a date. Write it as year-month-day, such as 2026-11-30."),
    "DATE_OUT_OF_RANGE": _("%(value)s is outside the years 1900–9999."),
    "DATE_IN_FUTURE": _("%(value)s lies in the future. Give the day it happened."),
    "END_BEFORE_START": _("The end %(end)s lies before the start %(start)s. Correct one of them."),
    "IDENTIFIER_INVALID": _("“%(value)s” is not a valid %(scheme)s: %(why)s"),
    "CPV_INVALID": _("“%(value)s” is not a CPV code: eight digits, and a check digit at will."),
    "CODE_INVALID": _("“%(value)s” is not a code: letters, digits, point, dash and underscore only."),
    "DUPLICATE": _("There is one already: %(what)s. Use that one, or give another value."),
    "CYCLE": _("%(value)s stands below this one already, so it can't be its parent."),
    "REASON_REQUIRED": _("Give a reason: %(why)s."),
    "EVIDENCE_REQUIRED": _(
        "An attitude of %(value)s needs evidence, and a second assessor who rates the same. "
        "Say what was seen."
    ),
    "PARTY_AMBIGUOUS": _(
        "“%(value)s” can mean several parties: %(parties)s. Add an identifier, such as a KvK number, "
        "or use the name of one of them."
    ),
    "LINES_ADD_UP": _(
        "The value of this contract is the sum of its %(count)s lines. Change the lines instead."
    ),
    "NOT_IN_A_LIST": _(
        "%(what)s isn't changed by editing a list that was exported. Change it in the registry, and leave "
        "the cell as it was."
    ),
    "ROWS_DIFFER": _(
        "Row %(row)s says “%(other)s” of the same thing where this row says “%(value)s”. Make them the same."
    ),
    "CHANGED_MEANWHILE": _(
        "This was “%(then)s” when the list was written and is “%(now)s” in the registry now; the list says "
        "“%(value)s”. Decide which counts."
    ),
    "OPTIONS_EXCEEDED": _("%(value)s options are used, but there are only %(count)s."),
    "OTHER_RELATIONSHIP": _("%(value)s belongs to another relationship."),
    "ALREADY_WITHDRAWN": _("This was withdrawn before, on %(on)s."),
    "IMMUTABLE": _("%(what)s has been in use and is never changed. Draft a new version instead."),
    "WRONG_STATE": _("%(what)s is %(state)s; this is for what is %(needed)s."),
    "BUILT_ON": _(
        "%(what)s can't be undone: something was built on it since (%(thing)s %(by)s). Take that back first."
    ),
    "IN_USE": _("%(what)s is still in use: %(by)s."),
    "TRIAL_TOO_LARGE": _(
        "%(count)s relationships are more than the %(limit)s that are tried at once. Narrow them, to a "
        "portfolio or a unit for example."
    ),
    "RULES_INVALID": _("The rule set does not hold together: %(why)s"),
    "OBSERVATION_REQUIRED": _(
        "%(what)s can't be active without an observation and a principle. Write both first."
    ),
    "NOT_A_STAKEHOLDER": _(
        "%(what)s does not name you as a stakeholder. Ask a principle owner to name you, or leave it to them."
    ),
    "APPROVALS_MISSING": _("%(what)s still waits for the approval of %(users)s."),
    "OWN_EXPLANATION": _("You wrote this explanation yourself. Have somebody else approve it."),
    "VALID_TOO_LONG": _("%(value)s is more than %(months)s months ahead. Give %(latest)s at the latest."),
    "NOT_THE_APPROVER": _("This is for %(approver)s to approve. Ask for it, or name another approver."),
    "OTHER_SIDE": _("%(value)s is of the other side. Give one of the %(side)s."),
    "LAPSED": _("This lapsed on %(on)s. Write a new one."),
    "ROWS_REFUSED": _(
        "%(count)s rows of %(what)s are refused, and all or nothing was chosen. Put them right, or take the "
        "good rows only."
    ),
    "FILE_GONE": _("The file of %(what)s was removed, as after %(days)s days. Offer it again."),
    "IMPORT_GIVEN_UP": _(
        "%(what)s was broken off %(count)s times while it was carried on. Split the list, or have an "
        "administrator look at the worker; then plan it again."
    ),
    "TARGET_REFUSED": _("%(value)s can't be told of events: %(why)s."),
    "TARGET_UNKNOWN": _("No address is known for %(value)s. Check the name."),
    "STALE": _(
        "Somebody changed this in the meantime: you saw version %(seen)s, it is version %(current)s. "
        "Read it again, then repeat your change."
    ),
    "PRECONDITION_REQUIRED": _(
        "Say which version you saw: its ETag as If-Match, or version in each of many. To write whichever it "
        "is, give *."
    ),
    "IDEMPOTENCY_KEY_REUSED": _(
        "This key was sent before with something else (%(before)s). Take another key for another request."
    ),
    "IDEMPOTENCY_IN_PROGRESS": _(
        "The request with this key is still being carried out. Send it again in a moment."
    ),
    "ANSWER_NOT_KEPT": _(
        "The request with this key was carried out on %(at)s (status %(status)s), but its answer isn't kept. "
        "Look at what it made."
    ),
    "PASSWORD_WRONG": _("This is not your present password. Type it again, or ask your administrator."),
    "PASSWORDS_DIFFER": _("This is not the same as the new password above. Type it again."),
    "PASSWORD_WEAK": _("This password is too weak: %(why)s"),
    "LAST_ADMINISTRATOR": _("This would leave no administrator on the root unit. Name another one first."),
    "UNKNOWN_FIELD": _("There is no field “%(value)s” here. Fields: %(choices)s."),
    "UNKNOWN_PARAMETER": _("There is no parameter “%(value)s” here. Parameters: %(choices)s."),
    "INVALID_FILTER": _("“%(value)s” can't be used here: %(why)s"),
    "INVALID_CURSOR": _("This cursor is not one of ours. Start again without it."),
    "MALFORMED": _("The request could not be read: %(why)s"),
    "METHOD_NOT_ALLOWED": _("%(method)s can't be used at this address. It takes %(choices)s."),
    "NOT_ACCEPTABLE": _("None of the formats asked for can be given here. Ask for %(choices)s."),
    "UNSUPPORTED_MEDIA_TYPE": _("%(given)s can't be read here. Send %(choices)s."),
    "TOO_LARGE": _("This is larger than the limit of %(limit)s. Send it in parts."),
    "TOO_MANY_ROWS": _(
        "%(count)s rows are more than the %(limit)s that a sheet can hold. Ask for csv, or for less."
    ),
    "TOO_MANY_REQUESTS": _("Too many requests. Try again in %(seconds)s seconds."),
    "PERSISTED_QUERY_NOT_FOUND": _(
        "No document is registered under this digest. Send the document with it, or have an administrator "
        "register it."
    ),
    "DOCUMENT_NOT_REGISTERED": _(
        "Only registered documents are carried out here. Have an administrator register this one."
    ),
    "TOO_SLOW": _(
        "This took longer than the %(limit)s seconds that reading may take. Ask for less at once: smaller "
        "pages, fewer fields, a narrower filter."
    ),
    "UNEXPECTED": _("Something went wrong on our side; it was logged as %(request)s. Nothing was changed."),
}


def shown(value: Any, limit: int = 80) -> str:
    """A value as an error shows it: short, and without characters that no door can send."""
    try:
        text = str(value)
    except ValueError:  # a whole number of more digits than Python writes
        return "…"
    harmless = "".join(each if each.isprintable() else "\ufffd" for each in text[:limit])
    return harmless + "…" if len(text) > limit else harmless


# Parts of messages that are words themselves, so that a message is in one language throughout.
_WORDS = {"thing", "expected", "given", "why", "by"}
_TYPES = {
    "str": N_("text"),
    "int": N_("a number"),
    "float": N_("a number"),
    "Decimal": N_("a number"),
    "bool": N_("true or false"),
    "dict": N_("an object"),
    "list": N_("a list"),
    "tuple": N_("a list"),
    "NoneType": N_("nothing"),
}
# States, as what stands in one is said to be.
_STATES = {
    "ACTIVE": N_("active"),
    "INACTIVE": N_("not active"),
    "SYSTEM": N_("the system itself"),
    "DRAFT": N_("a draft"),
    "SUBMITTED": N_("submitted"),
    "IN_FORCE": N_("in force"),
    "SUPERSEDED": N_("superseded"),
    "WAITING": N_("not read yet"),
    "READING": N_("being read"),
    "ASKING": N_("waiting for answers"),
    "PLANNED": N_("ready to be taken in"),
    "APPLYING": N_("being taken in"),
    "APPLIED": N_("taken in"),
    "UNDONE": N_("taken back"),
    "REFUSED": N_("refused"),
    "CANCELLED": N_("cancelled"),
    "FAILED": N_("failed"),
}
PHRASES = (
    N_("a date"),
    N_("a whole number"),
    N_("an amount"),
    N_("an id or a code"),
    N_("an address of http or https, or no address at all"),
    N_("several values are given; this takes one."),
    N_("give first or last, not both."),
    N_("it is not the digest of the document beside it."),
    N_("it is not sha256: and 64 hexadecimals."),
    N_("two documents are named."),
    N_("a key is 1 to 200 visible characters of ASCII."),
    N_("name one of its operations in operationName."),
    N_("it holds no operation with the name given in operationName."),
    N_("the connection was broken."),
    N_("it is not in the form that it says it is."),
    N_("it holds a number of too many digits."),
    N_("it came from another address."),
    N_("the mark of the session is missing."),
    N_("the mark of the page is missing or wrong."),
    N_("a JSON object"),
    N_("a classification"),
    N_("a contract"),
    N_("a contract below it"),
    N_("a rule set's parameters"),
    N_("tables by name"),
    N_("a list of users"),
    N_("a safeguard"),
    N_("address"),
    N_("token"),
    N_("an e-mail address"),
    N_("levels by fact"),
    N_("names with texts"),
    N_("import"),
    N_("import profile"),
    N_("planned row"),
    N_("terms in months such as 12+12"),
    N_("digits only."),
    N_("it is all zeros."),
    N_("it has the wrong form."),
    N_("it has the wrong length."),
    N_("its check digits do not fit."),
    N_("give 1 or 0."),
    N_("why this is not applicable here"),
    N_("arrangement"),
    N_("category profile"),
    N_("classification"),
    N_("contract"),
    N_("contract line"),
    N_("delivery"),
    N_("event"),
    N_("fact rating"),
    N_("party"),
    N_("party alias"),
    N_("party distinction"),
    N_("party identifier"),
    N_("party merge"),
    N_("portfolio"),
    N_("portfolio of this unit"),
    N_("relationship"),
    N_("relationship party"),
    N_("role assignment"),
    N_("rule set"),
    N_("rule set approval"),
    N_("rule set stakeholder"),
    N_("safeguard"),
    N_("safeguard kind"),
    N_("trust assessment"),
    N_("unit"),
    N_("user"),
    N_("webhook"),
    N_("saved query"),
    N_("a name of small letters, digits and dashes"),
)


# The sentence of a code where one part of it is not there: that part, and the sentence without it.
_WITHOUT: dict[str, tuple[str, Any]] = {
    "NOT_ALLOWED": (
        "unit",
        _("You may not %(act)s in any unit. It takes the role %(role)s in one; ask an administrator."),
    ),
}


class Phrase(str):
    """A part of a message that has values of its own, in the reader's language when it is shown.

    The text is marked with `gettext_noop` where it is written: `phrase(N_("line %(line)s."), line=3)`.
    """

    text: str
    values: dict[str, Any]

    def said(self) -> str:
        return gettext(self.text) % self.values


def phrase(text: str, **values: Any) -> Phrase:
    """A part of a message, with values of its own."""
    made = Phrase(text % values)
    made.text, made.values = text, values
    return made


@dataclasses.dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why something was refused.

    `code` is stable and one of `MESSAGES`; `field` names the input concerned (None: the whole of it;
    dotted for a part, such as `identifiers.0.value`). `message` is in the reader's language.
    """

    code: str
    field: str | None = None
    params: dict[str, Any] = dataclasses.field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.field is not None:
            object.__setattr__(self, "field", shown(self.field, 200))

    @property
    def message(self) -> str:
        sentence = MESSAGES[self.code]
        if self.code in _WITHOUT:
            part, without = _WITHOUT[self.code]
            sentence = sentence if self.params.get(part) else without
        return str(sentence) % {name: _said(name, value) for name, value in self.params.items()}


def _said(name: str, value: Any) -> Any:
    """A part of a message as it is shown: short and harmless, words and days in the reader's language."""
    if isinstance(value, date):
        return _day_said(value)
    if not isinstance(value, str):
        return value
    if isinstance(value, Phrase):
        return shown(value.said(), 2_000)
    if name in ("state", "needed"):
        return gettext(_STATES.get(value, value))
    return shown(gettext(_TYPES.get(value, value)) if name in _WORDS and value else value, 2_000)


def _day_said(day: date) -> str:
    """A day as the reader's language writes it."""
    dutch = (get_language() or "").startswith("nl")
    return formats.date_format(day, "SHORT_DATE_FORMAT" if dutch else "j M Y")


class Refused(Exception):
    """Nothing was changed; `refusals` says why, all reasons at once."""

    def __init__(self, *refusals: Refusal) -> None:
        self.refusals = refusals
        super().__init__("; ".join(f"{each.field or '-'}: {each.code}" for each in refusals))

    def __str__(self) -> str:
        return "; ".join(
            f"{each.field}: {each.message}" if each.field else each.message for each in self.refusals
        )


def refuse(code: str, field: str | None = None, **params: Any) -> NoReturn:
    """Refuse at once, for one reason."""
    raise Refused(Refusal(code, field, params))


def refuse_missing(parameter: str) -> NoReturn:
    """Refuse what is asked with INVALID_FILTER, as this parameter of it has to be given."""
    refuse("INVALID_FILTER", parameter, value="", why=MESSAGES["REQUIRED"])


class Problems:
    """Gathers all reasons before refusing, so that a person mends a form in one go."""

    def __init__(self) -> None:
        self.refusals: list[Refusal] = []

    def add(self, code: str, field: str | None = None, **params: Any) -> None:
        self.refusals.append(Refusal(code, field, params))

    @contextmanager
    def gather(self, under: str | None = None) -> Iterator[None]:
        """Keep what the block refuses, its fields prefixed by `under`, and go on."""
        try:
            yield
        except Refused as refused:
            for each in refused.refusals:
                name = ".".join(part for part in (under, each.field) if part)
                self.refusals.append(Refusal(each.code, name or None, each.params))

    def on(self, field: str) -> bool:
        """Whether this field has a problem already."""
        return any(each.field == field for each in self.refusals)

    def raise_if_any(self) -> None:
        if self.refusals:
            raise Refused(*self.refusals)
