"""The fictitious parties, with numbers that pass their checks and that no register has given out."""

from __future__ import annotations

from typing import Any

from stdnum.iso7064 import mod_97_10

from access.demonstration.plan import party_names, written
from relationships.actions.parties import create_party
from relationships.actor import Actor
from relationships.models import Party, Unit

_PUBLIC = ("Gemeente", "Waterschap", "Provinciale")
_LEGAL_FORMS = {
    "NL": "B.V.",
    "US": "Inc.",
    "GB": "Ltd",
    "IE": "Ltd",
    "BE": "BV",
    "DE": "GmbH",
    "CZ": "s.r.o.",
}
_PLACES = ("Rietmeren", "Oosterhaar", "Kreekmonde", "Waalrand", "Hoge Dijk", "Elzenhage", "Zuiderlinde")


def add_parties(by: Actor, issuer: Unit) -> dict[str, Party]:
    """All parties by name. Creditor numbers are those of the unit that pays the bills."""
    texts = written("organisation")
    parents = {name: group for group, names in texts["groups"].items() for name in names}
    made: dict[str, Party] = {}
    for at, name in enumerate(party_names(), start=1):
        country = texts["countries"].get(name, "NL")
        given: dict[str, Any] = {
            "name": name,
            "legal_name": _legal_name(name, country),
            "country": country,
            "place": _PLACES[at % len(_PLACES)] if country == "NL" else "",
            "aliases": texts["aliases"].get(name, []),
            "identifiers": _identifiers(at, name, country, issuer),
        }
        if name in parents:
            given["parent"] = made[parents[name]]
        made[name] = create_party(by=by, given=given)
    return made


def _legal_name(name: str, country: str) -> str:
    if name.startswith((*_PUBLIC, "Stichting", "Woonstichting")):
        return name
    return f"{name} {_LEGAL_FORMS[country]}"


def _identifiers(at: int, name: str, country: str, issuer: Unit) -> list[dict[str, Any]]:
    """Chamber-of-Commerce numbers begin with 0000, where none were ever given out; others likewise."""
    found: list[dict[str, Any]] = []
    if name.startswith(_PUBLIC):
        found.append({"scheme": "OIN", "value": f"0000009900{at:010d}"})
    elif country == "NL":
        found.append({"scheme": "KVK", "value": f"0000{at * 7 + 1000:04d}"})
        if at % 4 == 0:
            found.append({"scheme": "VAT", "value": vat_number(at)})
        if at % 15 == 0:
            found.append({"scheme": "KVK_BRANCH", "value": f"00000000{at:04d}"})
    if at % 9 == 0:
        found.append({"scheme": "LEI", "value": lei(at)})
    if country in ("US", "GB"):
        found.append({"scheme": "DUNS", "value": f"00000{at:04d}"})
    if at % 3:
        found.append({"scheme": "CREDITOR", "value": f"C{100_000 + at * 13}", "issuer": issuer})
    return found


def vat_number(at: int) -> str:
    """A Dutch VAT number with the right check, in a range that is not used."""
    stem = f"NL000099{at:03d}B"
    return next(f"{stem}{check:02d}" for check in range(2, 100) if mod_97_10.is_valid(f"{stem}{check:02d}"))


def lei(at: int) -> str:
    """A legal-entity identifier with the right check, of an issuer that does not exist."""
    stem = f"999900DEMO{at:08d}"
    return stem + mod_97_10.calc_check_digits(stem)
