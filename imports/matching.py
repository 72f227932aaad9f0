"""Which party a row means: by identifier, else by normalised name, among what is there and in the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from imports.drafts import Draft, OfParty
from relationships.actor import Actor
from relationships.choices import IdentifierScheme
from relationships.models import Party, PartyAlias, PartyIdentifier, Unit
from relationships.names import first_line, normalised
from relationships.queries import visible_to

CHUNK = 500
# The answer that a name is none of the parties that are there.
NEW = "new"
Identifier = tuple[IdentifierScheme, str]


@dataclass(slots=True, eq=False)
class PlannedParty:
    """A party that rows of the file mean: one that is there (`party`), or one to be made of `values`.

    Of a party that is there, `values` only fills in what was empty; identifiers are added, and the names by
    which somebody recognised it as `aliases`. `meant`: rows are about it, and don't only name it as a further
    party. A new one that has a number and no name in the file is `named_by_number`.
    """

    party: Party | None
    values: dict[str, Any] = field(default_factory=dict)
    identifiers: list[Identifier] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    meant: bool = False
    named_by_number: bool = False


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name that several parties have; `key` is how it is compared."""

    key: str
    name: str
    parties: tuple[Party, ...]


class PartyBook:
    """Finds or plans the party of each draft. The parties that are there are read in a few queries.

    `said` is all that the list says of parties: of one, its numbers, and the further parties named beside it.
    `answers` says of names, as they are compared, which party they mean: its id as #12, or `NEW`.
    """

    def __init__(
        self, said: Iterable[OfParty], unit: Unit | None, by: Actor, answers: Mapping[str, str] | None = None
    ) -> None:
        self.by = by
        self.answers = dict(answers or {})
        self._meant = _meant(self.answers, by)
        self.unit = unit
        self.planned: list[PlannedParty] = []
        self.ambiguous: dict[str, Ambiguous] = {}
        self._by_party: dict[int, PlannedParty] = {}
        self._new_by_name: dict[str, list[PlannedParty]] = defaultdict(list)
        self._by_identifier: dict[Identifier, PlannedParty] = {}
        self._other_names: dict[str, PlannedParty] = {}
        self._normalised: dict[str, str] = {}
        wanted: dict[IdentifierScheme, set[str]] = defaultdict(set)
        names: set[str] = set()
        for party, identifiers, further in said:
            for scheme, value in identifiers:
                wanted[scheme].add(value)
            names.update(name for _part, name in further)
            if "name" in party:
                names.add(party["name"])
        self._there_by_identifier = self._identified(wanted)
        self._there_by_name = self._named(names)

    def of(self, draft: Draft) -> PlannedParty | Ambiguous:
        """The party that the draft means, with what the row adds to it."""
        found = self._match(draft.identifiers, draft.party.get("name", ""))
        if isinstance(found, Ambiguous):
            self.ambiguous[found.name] = found
            return found
        self._add(found, draft)
        name = draft.party.get("name", "")
        if name and draft.identifiers and self.key(name) != self.key(_name_of(found)):
            self._other_names.setdefault(name, found)
        return found

    def other_names(self) -> list[tuple[str, str]]:
        """Names of the file whose number is that of a party called otherwise, each with that one's name.

        Left out: names by which the party is known, and parties that the actor may not see.
        """
        found = [
            (name, planned)
            for name, planned in self._other_names.items()
            if planned.party is None or planned.party.pk not in self._there_by_name.get(self.key(name), {})
        ]
        there = {planned.party.pk for _name, planned in found if planned.party is not None}
        seen = (
            set(visible_to(self.by.user, Party).filter(pk__in=there).values_list("pk", flat=True))
            if there
            else set()
        )
        return [
            (name, _name_of(planned))
            for name, planned in found
            if planned.party is None or planned.party.pk in seen
        ]

    def named(self, name: str) -> PlannedParty | Ambiguous:
        """The party of this name: a further party, of which the file says no more."""
        found = self._match([], name)
        if isinstance(found, Ambiguous):
            self.ambiguous[found.name] = found
        else:
            found.values.setdefault("name", name)
        return found

    def held(self, party: Party) -> PlannedParty:
        """A party that is there, for rows that say by its id which relationship they mean."""
        return self._there(party, [])

    def _match(self, identifiers: Sequence[Identifier], name: str) -> PlannedParty | Ambiguous:
        for each in identifiers:
            if each in self._by_identifier:
                return self._by_identifier[each]
            if each in self._there_by_identifier:
                return self._there(self._there_by_identifier[each], identifiers)
        key = self.key(name)
        there = self._there_by_name.get(key, {}) if key else {}
        if len(there) == 1:
            return self._there(next(iter(there.values())), identifiers)
        answer = self.answers.get(key)
        if answer in self._meant:
            return self._recognised(self._meant[answer], name, identifiers)
        if len(there) > 1 and answer != NEW:
            return Ambiguous(key, name, tuple(there.values()))
        return self._new(key, identifiers)

    def _recognised(self, party: Party, name: str, identifiers: Sequence[Identifier]) -> PlannedParty:
        """A party that somebody said this name means: it is known by it from now on."""
        planned = self._there(party, identifiers)
        if party.pk not in self._there_by_name.get(self.key(name), {}):
            line = first_line(name)
            if self.key(line) not in map(self.key, [party.name, *planned.aliases]):
                planned.aliases.append(line)
        return planned

    def _there(self, party: Party, identifiers: Sequence[Identifier]) -> PlannedParty:
        planned = self._by_party.get(party.pk)
        if planned is None:
            planned = self._by_party[party.pk] = PlannedParty(party)
            self.planned.append(planned)
        for each in identifiers:
            self._by_identifier.setdefault(each, planned)
        return planned

    def _new(self, key: str, identifiers: Sequence[Identifier]) -> PlannedParty:
        """A new party; one of the same name in the file, unless their identifiers tell them apart."""
        schemes = {scheme for scheme, _value in identifiers}
        namesakes = self._new_by_name.get(key, [])
        same = [each for each in namesakes if not schemes & {scheme for scheme, _value in each.identifiers}]
        planned = same[0] if same else PlannedParty(None)
        if not same:
            self.planned.append(planned)
            if key:
                self._new_by_name[key].append(planned)
        for identifier in identifiers:
            self._by_identifier.setdefault(identifier, planned)
        return planned

    def _add(self, planned: PlannedParty, draft: Draft) -> None:
        planned.meant = True
        for name, value in draft.party.items():
            if planned.party is None or not getattr(planned.party, name):
                planned.values.setdefault(name, value)
        for each in draft.identifiers:
            if each not in planned.identifiers and each not in self._there_by_identifier:
                planned.identifiers.append(each)
        if planned.party is None and "name" not in planned.values:
            scheme, value = draft.identifiers[0]
            planned.values["name"] = f"{scheme} {value}"
            planned.named_by_number = True

    def key(self, name: str) -> str:
        """The name as it is compared."""
        if name not in self._normalised:
            self._normalised[name] = normalised(name)
        return self._normalised[name]

    def _identified(self, wanted: Mapping[IdentifierScheme, set[str]]) -> dict[Identifier, Party]:
        found: dict[Identifier, Party] = {}
        for scheme, numbers in wanted.items():
            for chunk in _chunks(sorted(numbers)):
                rows = PartyIdentifier.objects.filter(scheme=scheme, value__in=chunk)
                if scheme is IdentifierScheme.CREDITOR:
                    rows = rows.filter(issuer=self.unit)
                for each in rows.select_related("party"):
                    found[scheme, each.value] = each.party
        return found

    def _named(self, names: set[str]) -> dict[str, dict[int, Party]]:
        keys = sorted({self.key(name) for name in names})
        parties = visible_to(self.by.user, Party)
        found: dict[str, dict[int, Party]] = defaultdict(dict)
        for chunk in _chunks(keys):
            for party in parties.filter(normalised_name__in=chunk):
                found[party.normalised_name][party.pk] = party
            aliases = PartyAlias.objects.filter(normalised_name__in=chunk, party__in=parties)
            for alias in aliases.select_related("party"):
                found[alias.normalised_name][alias.party_id] = alias.party
        return found


def _name_of(planned: PlannedParty) -> str:
    return planned.party.name if planned.party is not None else planned.values.get("name", "")


def party_answers(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers about parties, by the name that each is about as it is compared."""
    asked = ((code.partition(":"), answer) for code, answer in answers.items())
    return {normalised(about): answer for (what, _colon, about), answer in asked if what == "party"}


def _meant(answers: Mapping[str, str], by: Actor) -> dict[str, Party]:
    """The parties that answers name, by the answer."""
    named = {each for each in answers.values() if each.startswith("#")}
    if not named:
        return {}
    parties = visible_to(by.user, Party).in_bulk([int(each[1:]) for each in named])
    return {each: parties[int(each[1:])] for each in named if int(each[1:]) in parties}


def _chunks(listed: list[str]) -> Iterable[list[str]]:
    return (listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK))
