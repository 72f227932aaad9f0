"""What the acts on every kind of evidence share: who may, what may be given, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from principles import lapsing
from principles.choices import RecordKind
from relationships import changes
from relationships.actions.inputs import clean, is_empty, locked
from relationships.actor import Actor
from relationships.errors import Problems
from relationships.history import keep, remove
from relationships.models import Relationship
from relationships.permissions import Act, require
from relationships.values import level

Tidy = Callable[[Any, Actor, Problems], None]


def _as_it_is(record: Any, by: Actor, problems: Problems) -> None:
    """Nothing to see to beyond the fields themselves."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kind of evidence: its record, what the checks call it, and how it is kept.

    `scales` are the fields with a scale of their own, with its ends. `tidy` sees to the record as a whole
    before it is kept: it fills in what follows from the rest and adds what doesn't hold together.
    """

    model: Any
    kind: RecordKind
    fields: tuple[str, ...]
    required: tuple[str, ...] = ()
    scales: Mapping[str, tuple[int, int]] | None = None
    tidy: Tidy = _as_it_is
    act: Act = Act.KEEP_EVIDENCE


def create(what: Evidence, *, by: Actor, relationship: Relationship, given: Mapping[str, Any]) -> Any:
    """A new record of this kind."""
    require(by, what.act, relationship.unit)
    record = what.model(relationship=relationship)
    fill(what, record, by=by, given=given, required=what.required)
    keep(record, by)
    announce(relationship.pk, what.kind, by)
    return record


def change(what: Evidence, record: Any, *, by: Actor, given: Mapping[str, Any], version: int | None) -> Any:
    """The record with other values; nothing happens when they are what they were."""
    require(by, what.act, record.relationship.unit)
    record = locked(record, version=version)
    if fill(what, record, by=by, given=given):
        keep(record, by)
        announce(record.relationship_id, what.kind, by)
    return record


def take_away(what: Evidence, record: Any, *, by: Actor, version: int | None) -> None:
    """Delete a record that nothing rests on; its history stays."""
    require(by, what.act, record.relationship.unit)
    record = locked(record, version=version)
    relationship = record.relationship_id
    remove(record, by)
    announce(relationship, what.kind, by)


def fill(
    what: Evidence, record: Any, *, by: Actor, given: Mapping[str, Any], required: tuple[str, ...] = ()
) -> bool:
    """Put the given values into the record, cleaned; whether any differs. Refuses all that is wrong."""
    problems = Problems()
    scales = what.scales or {}
    plain = {name: value for name, value in given.items() if name not in scales or is_empty(value)}
    kept = clean(what.model, plain, by=by, fields=what.fields, problems=problems, required=required)
    for name, ends in scales.items():
        if name in given and name not in plain:
            with problems.gather():
                kept[name] = level(given[name], name, *ends)
    problems.raise_if_any()
    before = {each.attname: getattr(record, each.attname) for each in record._meta.concrete_fields}
    for name, value in kept.items():
        setattr(record, name, value)
    what.tidy(record, by, problems)
    problems.raise_if_any()
    return any(getattr(record, name) != value for name, value in before.items())


def announce(relationship: int, kind: RecordKind, by: Actor) -> None:
    """Tell of a change of evidence; explanations that rest on it lapse first."""
    lapsing.lapse_reading([relationship], [kind], by)
    changes.announce(changes.Kind.EVIDENCE, [relationship], by)


def not_in_future(record: Any, names: tuple[str, ...], by: Actor, problems: Problems) -> None:
    """What has happened has happened by now."""
    for name in names:
        on = getattr(record, name)
        if on is not None and on > by.on:
            problems.add("DATE_IN_FUTURE", name, value=on)


def in_order(record: Any, first: str, last: str, problems: Problems) -> None:
    """The one day is not before the other, where both are known."""
    start, end = getattr(record, first), getattr(record, last)
    if start is not None and end is not None and end < start:
        problems.add("END_BEFORE_START", last, end=end, start=start)


def of_sides(record: Any, customer: str, supplier: str, problems: Problems) -> None:
    """The two ends of a pair are of the same relationship, one of each side."""
    for name, side in ((customer, "CUSTOMER"), (supplier, "SUPPLIER")):
        end = getattr(record, name)
        if end.relationship_id != record.relationship_id:
            problems.add("OTHER_RELATIONSHIP", name, value=str(end))
        elif end.side != side:
            problems.add("OTHER_SIDE", name, value=str(end), side=side)


def paired_once(record: Any, customer: str, supplier: str, problems: Problems) -> None:
    others = type(record).objects.exclude(pk=record.pk)
    ends = {customer: getattr(record, customer), supplier: getattr(record, supplier)}
    if not problems.refusals and others.filter(**ends).exists():
        problems.add("DUPLICATE", supplier, what=str(record))
