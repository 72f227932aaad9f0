"""Merging two parties that turned out to be one, and taking that back.

All that refers to the one party refers to the other afterwards; the first is removed, its history stays, and
what moved is remembered by ids, so that undoing gives back exactly what was there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.db.models import Q
from django.utils import timezone

from relationships import changes
from relationships.actions.inputs import action
from relationships.actor import Actor
from relationships.errors import Problems, refuse
from relationships.history import insert_all, keep, remove, remove_all, restore, update_all
from relationships.locks import Lock, alone
from relationships.models import (
    Party,
    PartyAlias,
    PartyDistinction,
    PartyMerge,
    Relationship,
    RelationshipParty,
)
from relationships.names import normalised
from relationships.permissions import Act, may, may_anywhere, refuse_unseen, require, require_anywhere
from relationships.queries import find, visible_units
from relationships.queries.merging import MOVING, above, filled_of, names_of, new_parent, units_concerned

# From this many relationships on, what follows from them is left to the worker.
MANY = 200
CHUNK = 500
_SET_ASIDE: dict[str, Any] = {
    each.__name__: each for each in (PartyAlias, RelationshipParty, PartyDistinction)
}
_TICK = timedelta(microseconds=1)


@action
def merge_parties(
    *,
    by: Actor,
    into: Party,
    other: Any,
    version: int | None = None,
    other_version: int | None = None,
) -> PartyMerge:
    """Make `other` (a party or its id) one with `into`: all that it has moves, and it is no record any more.

    Its names become aliases, and it fills in what `into` leaves empty. What both have is kept once. It takes
    the right to keep parties where one unit is concerned, and an administrator of each where several are.
    """
    other = find(by.user, Party, other, "other")
    if other.pk == into.pk:
        refuse("DUPLICATE", "other", what=str(into))
    into, other = _held(into, other)
    _check_version(into, version, "version")
    _check_version(other, other_version, "other_version")
    _require_rights(by, [into.pk, other.pk])
    by = _at_its_own_moment(by, by.at)
    moved = _Merging(into, other, by).done()
    merge = PartyMerge.objects.create(
        into_id=into.pk,
        other_id=moved["other"]["id"],
        other_name=moved["other"]["name"],
        merged_at=by.at,
        merged_by=by.user,
        moved=moved,
    )
    _announce([into.pk], by)
    _tell(merge, by)
    return merge


@action
def undo_merge(*, by: Actor, merge: PartyMerge) -> Party:
    """Take a merge back; the party that is there again. What came to the merged party since stays with it.

    Refuses with BUILT_ON, naming it, when something that moved is gone or was moved on since.
    """
    alone(Lock.PARTY_TREE)
    held = PartyMerge.objects.select_for_update().filter(pk=merge.pk).first()
    if held is None:
        refuse("NOT_FOUND", None, thing=PartyMerge._meta.verbose_name, value=merge.pk)
    if held.undone_at is not None:
        refuse("ALREADY_WITHDRAWN", None, on=timezone.localdate(held.undone_at))
    if held.into_id != held.moved["into"]:
        later = PartyMerge.objects.filter(other_id=held.moved["into"], undone_at__isnull=True)
        _refuse_built_on(held, PartyMerge, later.values_list("pk", flat=True))
    into = Party.objects.select_for_update().filter(pk=held.into_id).first()
    if into is None:
        _refuse_built_on(held, Party, [held.into_id])
    _require_rights(by, [into.pk])
    by = _at_its_own_moment(by, max(by.at, held.merged_at))
    other = _Undoing(held, into, by).done()
    PartyMerge.objects.filter(pk=held.pk).update(undone_at=by.at, undone_by=by.user)
    _announce([into.pk, other.pk], by)
    return other


def may_merge(by: Actor, *parties: Party) -> bool:
    """Whether the actor has the rights that merging these parties takes."""
    units = list(units_concerned([each.pk for each in parties]))
    act = Act.KEEP_PARTIES if len(units) < 2 else Act.MERGE_ACROSS_UNITS
    if not units:
        return may_anywhere(by, act)
    return all(may(by, act, unit) for unit in units)


def _require_rights(by: Actor, parties: list[int]) -> None:
    """Refuse unless the actor has the rights on every unit concerned; a hidden one is not named."""
    units = list(units_concerned(parties))
    act = Act.KEEP_PARTIES if len(units) < 2 else Act.MERGE_ACROSS_UNITS
    if not units:
        require_anywhere(by, act)
    pks = [each.pk for each in units]
    seen = set(visible_units(by.user).filter(pk__in=pks).values_list("pk", flat=True))
    for unit in units:
        if unit.pk in seen:
            require(by, act, unit)
    if len(seen) < len(units):
        refuse_unseen(act)


def _held(into: Party, other: Party) -> tuple[Party, Party]:
    """Both as they are now; nobody changes them, or refers to them anew, until the transaction ends."""
    alone(Lock.PARTY_TREE)
    held = {
        each.pk: each
        for each in Party.objects.select_for_update().filter(pk__in=[into.pk, other.pk]).order_by("pk")
    }
    for party, field in ((into, None), (other, "other")):
        if party.pk not in held:
            refuse("NOT_FOUND", field, thing=Party._meta.verbose_name, value=party.pk)
    return held[into.pk], held[other.pk]


def _check_version(party: Party, seen: int | None, field: str) -> None:
    if seen is not None and seen != party.version:
        refuse("STALE", field, seen=seen, current=party.version)


def _at_its_own_moment(by: Actor, at: datetime) -> Actor:
    """The actor at a moment of no other merge or undoing: by it what is written here is found."""
    at += _TICK
    while PartyMerge.objects.filter(Q(merged_at=at) | Q(undone_at=at)).exists():
        at += _TICK
    return replace(by, at=at)


def _announce(parties: list[int], by: Actor) -> None:
    concerned = Relationship.objects.filter(
        Q(party__in=parties)
        | Q(pk__in=RelationshipParty.objects.filter(party__in=parties).values("relationship"))
    )
    pks = sorted(concerned.values_list("pk", flat=True))
    if pks:
        changes.announce(changes.Kind.PARTY, pks, by, bulk=len(pks) >= MANY)


def _tell(merge: PartyMerge, by: Actor) -> None:
    """Of each relationship with the party that stays, that it is one with another now."""
    of_party = Relationship.objects.filter(party=merge.into_id).order_by("pk").values_list("pk", flat=True)
    says = {"merge": merge.pk, "into": merge.into_id, "merged": merge.other_id}
    event = changes.Event.PARTIES_MERGED
    changes.happened([changes.Happening(event, by.at, relationship=pk, says=says) for pk in of_party])


def _refuse_built_on(merge: PartyMerge, model: Any, pks: Iterable[int]) -> NoReturn:
    refuse("BUILT_ON", None, what=str(merge), thing=model._meta.verbose_name, by=_named(pks))


def _named(pks: Iterable[int]) -> str:
    listed = sorted(pks)
    return ", ".join(f"#{each}" for each in listed[:5]) + (", …" if len(listed) > 5 else "")


class _Merging:
    """One merge, step by step; `done` gives what undoing it takes."""

    def __init__(self, into: Party, other: Party, by: Actor) -> None:
        self.into, self.other, self.by = into, other, by
        self.set_aside: list[dict[str, Any]] = []

    def done(self) -> dict[str, Any]:
        before = written(self.other)
        filled: dict[str, Any] = {
            **filled_of(self.into, self.other),
            "parent_id": new_parent(self.into, self.other),
        }
        old = {name: getattr(self.into, name) for name in filled}
        # The way up first: what moves below must not meet the party itself there.
        for name, value in filled.items():
            setattr(self.into, name, value)
        keep(self.into, self.by)
        moved = {name: self._move(model, key) for name, model, key in MOVING}
        moved["distinctions"] = self._move_distinctions()
        moved["merges"] = self._move_merges()
        named = self._name()
        remove(Party.objects.get(pk=self.other.pk), self.by)
        return {
            "into": self.into.pk,
            "other": before,
            "filled": {name: [old[name], value] for name, value in filled.items() if value != old[name]},
            **moved,
            "named": named,
            "set_aside": self.set_aside,
        }

    def _move(self, model: Any, key: str) -> list[int]:
        """Have the records of one kind refer to the party that stays; what it has already is set aside."""
        rows = list(
            _referring(model, key, self.other.pk).exclude(pk=self.into.pk if model is Party else None)
        )
        there = self._there(model)
        staying = [each for each in rows if _sense(each) not in there]
        self._put_aside(model, [each for each in rows if _sense(each) in there])
        for each in staying:
            setattr(each, f"{key}_id", self.into.pk)
        update_all(staying, [key], self.by)
        return [each.pk for each in staying]

    def _there(self, model: Any) -> set[Any]:
        """What the party that stays has already, of the kinds that it can have once only."""
        if model is PartyAlias:
            return {self.into.name, *self.into.aliases.values_list("name", flat=True)}
        if model is RelationshipParty:
            return set(self.into.further_parts.values_list("relationship_id", "part"))
        return set()

    def _move_distinctions(self) -> list[int]:
        pair = Q(first=self.other) | Q(second=self.other)
        rows = list(PartyDistinction.objects.select_for_update(of=("self",)).filter(pair).order_by("pk"))
        theirs = PartyDistinction.objects.filter(Q(first=self.into) | Q(second=self.into))
        there = {
            one if two == self.into.pk else two for one, two in theirs.values_list("first_id", "second_id")
        }
        there |= {self.into.pk}  # that they are two does not hold any more
        staying = [each for each in rows if _across(each, self.other.pk) not in there]
        self._put_aside(PartyDistinction, [each for each in rows if each not in staying])
        for each in staying:
            _pair(each, self.into.pk, _across(each, self.other.pk))
        update_all(staying, ["first", "second"], self.by)
        return [each.pk for each in staying]

    def _move_merges(self) -> list[int]:
        merges = PartyMerge.objects.filter(into_id=self.other.pk, undone_at__isnull=True)
        pks = list(merges.values_list("pk", flat=True))
        merges.update(into_id=self.into.pk)
        return pks

    def _name(self) -> list[int]:
        """The names of the other as aliases."""
        names = names_of(self.into, self.other, set(self.into.aliases.values_list("name", flat=True)))
        made = [PartyAlias(party=self.into, name=name, normalised_name=normalised(name)) for name in names]
        insert_all(made, self.by)
        return [each.pk for each in made]

    def _put_aside(self, model: Any, rows: list[Any]) -> None:
        self.set_aside += [{"kind": model.__name__, **written(each)} for each in rows]
        remove_all(rows, self.by)


class _Undoing:
    """One undoing, step by step; refuses before anything is written, but for a group that would go round."""

    def __init__(self, merge: PartyMerge, into: Party, by: Actor) -> None:
        self.merge, self.into, self.by = merge, into, by
        self.moved = merge.moved
        self.problems = Problems()

    def done(self) -> Party:
        back = {name: self._to_go_back(model, key, self.moved[name]) for name, model, key in MOVING}
        distinctions = self._distinctions()
        other = read(Party, self.moved["other"])
        aside = [read(_SET_ASIDE[each["kind"]], each) for each in self.moved["set_aside"]]
        self._check_references([other, *aside])
        self.problems.raise_if_any()
        restore(other, self.by, _moment(self.moved["other"]["created_at"]))
        for name, _model, key in MOVING:
            for each in back[name]:
                setattr(each, f"{key}_id", other.pk)
            update_all(back[name], [key], self.by)
        for each in distinctions:
            _pair(each, other.pk, _across(each, self.into.pk))
        update_all(distinctions, ["first", "second"], self.by)
        PartyMerge.objects.filter(pk__in=self.moved["merges"]).update(into_id=other.pk)
        remove_all(list(PartyAlias.objects.filter(pk__in=self.moved["named"], party=self.into)), self.by)
        for row, kept in zip(aside, self.moved["set_aside"], strict=True):
            restore(row, self.by, _moment(kept["created_at"]))
        self._empty_again()
        for each in (self.into, other):
            if each.pk in above(each):
                _refuse_built_on(self.merge, Party, [each.parent_id or 0])
        return other

    def _to_go_back(self, model: Any, key: str, pks: list[int]) -> list[Any]:
        """The records that moved; those that are gone, or moved on since, stand in the way."""
        rows = [
            each
            for some in _portions(pks)
            for each in _referring(model, key, self.into.pk).filter(pk__in=some)
        ]
        self._in_the_way(model, set(pks) - {each.pk for each in rows})
        return rows

    def _distinctions(self) -> list[PartyDistinction]:
        pks = self.moved["distinctions"]
        pair = Q(first=self.into) | Q(second=self.into)
        rows = list(PartyDistinction.objects.filter(pair, pk__in=pks))
        self._in_the_way(PartyDistinction, set(pks) - {each.pk for each in rows})
        return rows

    def _check_references(self, rows: list[Any]) -> None:
        """What comes back has to find what it referred to."""
        for row in rows:
            for field in row._meta.concrete_fields:
                wanted = getattr(row, field.attname)
                ours = field.related_model is Party and wanted in (self.merge.other_id, self.into.pk)
                if field.related_model is None or wanted is None or ours:
                    continue
                if not field.related_model._base_manager.filter(pk=wanted).exists():
                    self._in_the_way(field.related_model, {wanted})
        upper = self.moved["filled"].get("parent_id", [None])[0]
        if upper not in (None, self.merge.other_id) and not Party.objects.filter(pk=upper).exists():
            self._in_the_way(Party, {upper})

    def _in_the_way(self, model: Any, pks: set[int]) -> None:
        if pks:
            thing = model._meta.verbose_name
            self.problems.add("BUILT_ON", None, what=str(self.merge), thing=thing, by=_named(pks))

    def _empty_again(self) -> None:
        """Give fields their old values, unless somebody gave them others since."""
        for name, (old, new) in self.moved["filled"].items():
            if getattr(self.into, name) == new:
                setattr(self.into, name, old)
        keep(self.into, self.by)


def _referring(model: Any, key: str, party: int) -> Any:
    """The records that refer to a party by this key, held, in a stable order."""
    rows = model._base_manager.select_for_update(no_key=True, of=("self",))
    return rows.filter(**{f"{key}_id": party}).order_by("pk")


def _sense(record: Any) -> Any:
    """What a record says that can be said once only of a party; itself, where anything can be."""
    if isinstance(record, PartyAlias):
        return record.name
    if isinstance(record, RelationshipParty):
        return record.relationship_id, record.part
    return record


def _across(distinction: PartyDistinction, party: int) -> int:
    """The party that this one is told apart from."""
    return distinction.second_id if distinction.first_id == party else distinction.first_id


def _pair(distinction: PartyDistinction, one: int, two: int) -> None:
    distinction.first_id, distinction.second_id = min(one, two), max(one, two)


def written(record: Any) -> dict[str, Any]:
    """A record as it is remembered: its columns by name, moments as text."""
    values = {each.attname: getattr(record, each.attname) for each in record._meta.concrete_fields}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()
    }


def read(model: Any, kept: Mapping[str, Any]) -> Any:
    """The record that was remembered so."""
    fields = model._meta.concrete_fields
    return model(**{each.attname: each.to_python(kept[each.attname]) for each in fields})


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _portions(pks: list[int]) -> list[list[int]]:
    return [pks[start : start + CHUNK] for start in range(0, len(pks), CHUNK)]
