"""Acts on parties: who they are, and the names and numbers that they are recognised by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from relationships import changes
from relationships.actions.inputs import action, apply, clean, locked
from relationships.actor import Actor
from relationships.choices import IdentifierScheme
from relationships.errors import Problems, refuse, shown
from relationships.history import keep, remove
from relationships.identifiers import identifier
from relationships.locks import Lock, alone
from relationships.models import Party, PartyAlias, PartyIdentifier, Relationship, Unit
from relationships.names import normalised
from relationships.permissions import Act, may, require, require_anywhere
from relationships.queries import find, visible_to, visible_units
from relationships.values import one_of

PARTY_FIELDS = ("name", "legal_name", "country", "place", "parent")
MORE_FIELDS = ("aliases", "identifiers")
_MOST = 100


@action
def create_party(*, by: Actor, given: Mapping[str, Any]) -> Party:
    """A new party, with its aliases (texts) and identifiers ({scheme, value, issuer}) where given."""
    require_anywhere(by, Act.KEEP_PARTIES)
    problems = Problems()
    plain, aliases, identifiers = _split(given, problems)
    kept = clean(Party, plain, by=by, fields=PARTY_FIELDS, problems=problems, required=("name",))
    names = _clean_aliases(aliases, by, problems)
    numbers = _clean_identifiers(identifiers, by, None, problems)
    problems.raise_if_any()
    party = keep(Party(created_by=by.user, normalised_name=normalised(kept["name"]), **kept), by)
    _write_aliases(party, names, by)
    _write_identifiers(party, numbers, by)
    return party


@action
def change_party(*, by: Actor, party: Party, given: Mapping[str, Any], version: int | None = None) -> Party:
    """Other names or particulars. Aliases and identifiers, when given, replace the ones that were there.

    Identifiers that the actor may not see stay.
    """
    may_change_party(by, party)
    problems = Problems()
    plain, aliases, identifiers = _split(given, problems)
    kept = clean(Party, plain, by=by, fields=PARTY_FIELDS, problems=problems)
    names = None if aliases is None else _clean_aliases(aliases, by, problems)
    numbers = None if identifiers is None else _clean_identifiers(identifiers, by, party, problems)
    problems.raise_if_any()
    if kept.get("parent"):
        alone(Lock.PARTY_TREE)
    party = locked(party, version=version)
    if kept.get("parent"):
        _no_cycle(party, kept["parent"])
    if "name" in kept:
        kept["normalised_name"] = normalised(kept["name"])
    touched = apply(party, kept)
    if names is not None:
        touched |= _write_aliases(party, names, by)
    if numbers is not None:
        touched |= _write_identifiers(party, numbers, by)
    if touched:
        keep(party, by)
        concerned = Relationship.objects.filter(party=party).values_list("pk", flat=True)
        changes.announce(changes.Kind.PARTY, list(concerned), by)
    return party


def may_change_party(by: Actor, party: Party) -> None:
    """Refuse unless the actor keeps parties in a unit that deals with this one, or made it himself."""
    units = Unit.objects.filter(relationships__party=party).distinct()
    if any(may(by, Act.KEEP_PARTIES, unit) for unit in units):
        return
    if party.created_by_id == by.user.pk:
        require_anywhere(by, Act.KEEP_PARTIES)
    else:
        require(by, Act.KEEP_PARTIES, units.filter(pk__in=visible_units(by.user)).first())


def _split(given: Mapping[str, Any], problems: Problems) -> tuple[dict[str, Any], Any, Any]:
    plain = {name: value for name, value in given.items() if name not in MORE_FIELDS}
    lists = []
    for name in MORE_FIELDS:
        value = given.get(name)
        if value is not None and not isinstance(value, list | tuple):
            problems.add("WRONG_TYPE", name, expected="a list", given=type(value).__name__)
            value = None
        elif value is not None and len(value) > _MOST:
            problems.add("NUMBER_OUT_OF_RANGE", name, value=len(value), low=0, high=_MOST)
            value = None
        lists.append(value)
    return plain, lists[0], lists[1]


def _clean_aliases(aliases: Iterable[Any] | None, by: Actor, problems: Problems) -> list[str]:
    names: list[str] = []
    for at, alias in enumerate(aliases or []):
        inner = Problems()
        kept = clean(PartyAlias, {"name": alias}, by=by, fields=("name",), problems=inner, required=("name",))
        for each in inner.refusals:
            problems.add(each.code, f"aliases.{at}", **each.params)
        name = kept.get("name")
        if name and name not in names:
            names.append(name)
    return names


def _clean_identifiers(
    identifiers: Iterable[Any] | None, by: Actor, party: Party | None, problems: Problems
) -> list[tuple[str, str, Unit | None]]:
    kept: list[tuple[str, str, Unit | None]] = []
    for at, each in enumerate(identifiers or []):
        with problems.gather(f"identifiers.{at}"):
            found = _clean_identifier(each, by)
            _is_free(found, party)
            if found not in kept:
                kept.append(found)
    return kept


def _clean_identifier(given: Any, by: Actor) -> tuple[str, str, Unit | None]:
    if not isinstance(given, Mapping):
        refuse("WRONG_TYPE", None, expected="{scheme, value}", given=type(given).__name__)
    known = ("scheme", "value", "issuer")
    for name in given:
        if name not in known:
            refuse("UNKNOWN_FIELD", shown(name), value=shown(name), choices=", ".join(known))
    scheme = one_of(given.get("scheme"), "scheme", IdentifierScheme)
    value = identifier(scheme, given.get("value"))
    issuer = None
    if scheme == IdentifierScheme.CREDITOR:
        if given.get("issuer") in (None, ""):
            refuse("REQUIRED", "issuer")
        issuer = find(by.user, Unit, given["issuer"], "issuer")
    return scheme, value, issuer


def _is_free(found: tuple[str, str, Unit | None], party: Party | None) -> None:
    scheme, value, issuer = found
    held = PartyIdentifier.objects.filter(scheme=scheme, value=value, issuer=issuer)
    if held.exclude(party=party).exists() if party else held.exists():
        refuse("DUPLICATE", "value", what=f"{scheme} {value}")


def _write_aliases(party: Party, names: list[str], by: Actor) -> bool:
    held = {each.name: each for each in party.aliases.all()}
    for name in names:
        if name not in held:
            keep(PartyAlias(party=party, name=name, normalised_name=normalised(name)), by)
    gone = [each for name, each in held.items() if name not in names]
    for each in gone:
        remove(each, by)
    return bool(gone) or any(name not in held for name in names)


def _write_identifiers(party: Party, numbers: list[tuple[str, str, Unit | None]], by: Actor) -> bool:
    seen = visible_to(by.user, PartyIdentifier).filter(party=party)
    held = {(each.scheme, each.value, each.issuer): each for each in seen.select_related("issuer")}
    for scheme, value, issuer in numbers:
        if (scheme, value, issuer) not in held:
            keep(PartyIdentifier(party=party, scheme=scheme, value=value, issuer=issuer), by)
    gone = [each for number, each in held.items() if number not in numbers]
    for each in gone:
        remove(each, by)
    return bool(gone) or any(number not in held for number in numbers)


def _no_cycle(party: Party, parent: Party) -> None:
    above: int | None = parent.pk
    while above is not None:
        if above == party.pk:
            refuse("CYCLE", "parent", value=parent.name)
        above = Party.objects.values_list("parent_id", flat=True).get(pk=above)
