"""Forms about a party that is there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relationships.models import Party, PartyIdentifier, User
from relationships.queries import visible_to
from web.forms import ActForm, line, text

_NUMBERS = _(
    "One a line: the kind and the number, such as KVK 12345678; a creditor number with the unit that gave "
    "it, such as CREDITOR 4711 FAC."
)


class ChangeParty(ActForm):
    name = line(_("Name"), required=True, maxlength=300)
    legal_name = line(_("Legal name"), _("As in the trade register, where it differs."), maxlength=300)
    place = line(_("Place"), maxlength=300)
    country = line(_("Country"), _("ISO 3166 code, such as NL."), maxlength=2, size=4)
    aliases = text(_("Other names"), _("One a line."))
    identifiers = text(_("Numbers"), _NUMBERS)
    parent = forms.CharField(required=False)

    def told(self) -> dict[str, Any]:
        """What the action takes: names and numbers as lists."""
        given = self.given()
        lines = {name: given.pop(name, "").splitlines() for name in ("aliases", "identifiers")}
        return {
            **given,
            "aliases": [each.strip() for each in lines["aliases"] if each.strip()],
            "identifiers": [_number(each) for each in lines["identifiers"] if each.strip()],
        }


def _number(typed: str) -> dict[str, str]:
    scheme, _blank, rest = typed.strip().partition(" ")
    value, _blank, issuer = rest.strip().partition(" ")
    found = {"scheme": scheme.upper(), "value": value}
    return {**found, "issuer": issuer.strip()} if issuer.strip() else found


def party_read(user: User, party: Party) -> dict[str, Any]:
    """Names and numbers of a party, a line each, as far as the reader may see them."""
    numbers = visible_to(user, PartyIdentifier).filter(party=party).select_related("issuer")
    return {
        "aliases": "\n".join(party.aliases.values_list("name", flat=True)),
        "identifiers": "\n".join(
            f"{each.scheme} {each.value}" + (f" {each.issuer.code}" if each.issuer else "")
            for each in numbers
        ),
    }
