"""Identifiers of parties: which schemes there are and when a number is a valid one of its scheme."""

from __future__ import annotations

import re

from django.utils.translation import gettext_noop as N_
from stdnum import lei
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError

from relationships.choices import IdentifierScheme
from relationships.errors import phrase, refuse
from relationships.values import line

_DIGITS = {
    IdentifierScheme.KVK: 8,
    IdentifierScheme.KVK_BRANCH: 12,
    IdentifierScheme.OIN: 20,
    IdentifierScheme.DUNS: 9,
}


def identifier(scheme: str, value: object, field: str = "value") -> str:
    """The number as it is kept and compared: without blanks, points and dashes, in capitals.

    Chamber-of-Commerce (KvK) numbers are eight digits of text; zeros lost on the way are restored. LEI
    (ISO 17442) and EU VAT numbers must pass their check digits. Creditor numbers are kept as given.
    """
    text = line(value, field, limit=50)
    if not text:
        refuse("REQUIRED", field)
    if scheme == IdentifierScheme.CREDITOR:
        return text
    compact = re.sub(r"[\s.\-]", "", text).upper()
    if scheme in _DIGITS:
        return _digits(IdentifierScheme(scheme), compact, text, field)
    module = lei if scheme == IdentifierScheme.LEI else eu_vat
    try:
        return str(module.validate(compact))
    except InvalidLength:
        why = "it has the wrong length."
    except InvalidChecksum:
        why = "its check digits do not fit."
    except (InvalidFormat, ValidationError):
        why = "it has the wrong form."
    refuse("IDENTIFIER_INVALID", field, value=text, scheme=scheme, why=why)


def registered(scheme: str, value: str) -> tuple[str, str] | None:
    """The register's own number that an identifier is or contains, as (register, number); None: none known.

    An OIN that begins with 00000003 contains the KvK number, one with 00000001 the RSIN; the Dutch VAT number
    of an organisation contains its RSIN. (A branch number contains no KvK number.)
    """
    if scheme == IdentifierScheme.KVK:
        return "KVK", value
    if scheme == IdentifierScheme.OIN and value.startswith("00000003"):
        return "KVK", value[8:16]
    if scheme == IdentifierScheme.OIN and value.startswith("00000001"):
        return "RSIN", value[8:17]
    if scheme == IdentifierScheme.VAT and value.startswith("NL"):
        return "RSIN", value[2:11]
    return None


def _digits(scheme: IdentifierScheme, compact: str, given: str, field: str) -> str:
    length = _DIGITS[scheme]
    if not re.fullmatch(r"[0-9]+", compact):
        refuse("IDENTIFIER_INVALID", field, value=given, scheme=scheme, why="digits only.")
    if scheme in (IdentifierScheme.KVK, IdentifierScheme.OIN) and length - 3 <= len(compact):
        compact = compact.zfill(length)
    if len(compact) != length:
        why = phrase(N_("it has %(found)s digits, not %(length)s."), found=len(compact), length=length)
        refuse("IDENTIFIER_INVALID", field, value=given, scheme=scheme, why=why)
    if set(compact) == {"0"}:
        refuse("IDENTIFIER_INVALID", field, value=given, scheme=scheme, why="it is all zeros.")
    return compact
