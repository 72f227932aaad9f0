"""The parties of a plan, written: new ones, what is added to those that are there."""

from __future__ import annotations

from imports.matching import PlannedParty
from imports.planned import Plan
from relationships.actor import Actor
from relationships.choices import IdentifierScheme
from relationships.history import insert_all, insert_rows, update_all
from relationships.models import Party, PartyAlias, PartyIdentifier
from relationships.names import normalised
from relationships.values import line


def write_parties(plan: Plan, by: Actor) -> None:
    """Each planned party is one that is there when this returns."""
    changed = [each for each in plan.parties if each.party is not None and each.values]
    new = [each for each in plan.parties if each.party is None]
    for each in new:
        each.party = _party(each, by)
    insert_all([each.party for each in new], by)
    for each in changed:
        for name, value in each.values.items():
            setattr(each.party, name, value)
    update_all([each.party for each in changed], ("place", "legal_name", "country"), by)
    aliases = (
        (each.party.pk, name, normalised(name))
        for each in plan.parties
        if each.party is not None
        for name in each.aliases
    )
    insert_rows(PartyAlias, ("party_id", "name", "normalised_name"), aliases, by)
    unit = plan.setting.unit.pk
    identifiers = (
        (each.party.pk, scheme, value, unit if scheme is IdentifierScheme.CREDITOR else None)
        for each in plan.parties
        if each.party is not None
        for scheme, value in each.identifiers
    )
    insert_rows(PartyIdentifier, ("party_id", "scheme", "value", "issuer_id"), identifiers, by)


def _party(planned: PlannedParty, by: Actor) -> Party:
    name = line(planned.values["name"], "party_name")
    more = {key: value for key, value in planned.values.items() if key != "name"}
    return Party(name=name, normalised_name=normalised(name), created_by=by.user, **more)
