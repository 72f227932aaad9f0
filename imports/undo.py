"""An applied import taken back, as long as nothing was built on it.

What the run made is removed, what it changed gets back what it held, ratings of what stays are withdrawn,
and a decision is superseded by the one before it. All of it, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext

from imports.choices import RunState
from imports.models import ImportRun
from imports.traces import WRITTEN, Traces, traces_of
from relationships import changes, positions, tasks, verdicts
from relationships.actions.classify import Choice, classify_all
from relationships.actions.inputs import action
from relationships.actor import Actor
from relationships.choices import Side
from relationships.errors import Problems, Refusal, refuse
from relationships.history import remove_all, update_all
from relationships.models import (
    Classification,
    Contract,
    ContractLine,
    FactRating,
    PartyMerge,
    Portfolio,
    Relationship,
    RelationshipParty,
)
from relationships.models.base import Record
from relationships.permissions import Act, require

CHUNK = 500
NAMED = 5
# Decisions and ratings of what stays are never removed: they are superseded, or withdrawn.
_NEVER_REMOVED = (FactRating, Classification)


@action
def undo(*, by: Actor, run: ImportRun) -> ImportRun:
    """Take a run back. Refuses with WRONG_STATE, or with BUILT_ON naming what was changed or made since."""
    run = ImportRun.objects.select_for_update().select_related("unit", "user").get(pk=run.pk)
    require(by, Act.IMPORT, run.unit)
    if run.state != RunState.APPLIED:
        refuse("WRONG_STATE", None, what=str(run), state=run.state, needed=RunState.APPLIED)
    traces = {model: traces_of(model, run) for model in WRITTEN}
    _built_on(run, traces).raise_if_any()
    made = traces[Relationship].made
    staying = _relationships_of(traces) - made
    _withdraw(traces[FactRating], made, by)
    for model in WRITTEN:
        if model not in _NEVER_REMOVED:
            _put_back(model, traces[model], by)
    _take_decisions_back(traces[Classification], made, run, by)
    for model in WRITTEN:
        going = _removable(model, traces)
        if model is Portfolio:
            ImportRun.objects.filter(portfolio__in=going).update(portfolio=None)
        remove_all(_there(model, going), by)
    _follow(staying, traces[Contract], by)
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.UNDONE, undone_at=by.at, undone_by=by.user)
    event = changes.Event.IMPORT_UNDONE
    changes.happened([changes.Happening(event, by.at, unit=run.unit_id, says={"import": run.pk})])
    return ImportRun.objects.get(pk=run.pk)


def what_blocks(run: ImportRun) -> list[Refusal]:
    """Why an applied run can't be taken back now, as `undo` would refuse it; empty: it can."""
    return _built_on(run, {model: traces_of(model, run) for model in WRITTEN}).refusals


def _built_on(run: ImportRun, traces: dict[Any, Traces]) -> Problems:
    """What was changed or made since on what the run wrote."""
    problems = Problems()
    undone = ImportRun.objects.filter(state=RunState.UNDONE).values_list("applied_at", "undone_at")
    merges = PartyMerge.objects.filter(undone_at__isnull=False).values_list("merged_at", "undone_at")
    undone_with = [moment for pair in (*undone, *merges) for moment in pair]
    for model, found in traces.items():
        later = _changed_since(model, found, undone_with)
        if later:
            problems.add("BUILT_ON", None, what=str(run), thing=model._meta.verbose_name, by=_named(later))
        if model is Portfolio:
            continue  # one that others use meanwhile simply stays
        for link in model._meta.related_objects:
            other = link.related_model
            if not issubclass(other, Record):
                continue
            ours = traces[other].made if other in traces else set()
            using = _using(link, found.made) - ours
            if using:
                problems.add(
                    "BUILT_ON", None, what=str(run), thing=other._meta.verbose_name, by=_named(using)
                )
    return problems


def _changed_since(model: Any, found: Traces, undone_with: list[Any]) -> set[int]:
    """Those records whose history goes on after what the run wrote, by more than what was undone."""
    later: set[int] = set()
    for portion in _portions(found.rows):
        rows = model.history.filter(id__in=portion).exclude(history_date__in=undone_with)
        last = rows.values("id").annotate(last=Max("history_id"))
        later |= {pk for pk, row in last.values_list("id", "last") if row > found.rows[pk]}
    return later


def _using(link: Any, made: set[int]) -> set[int]:
    using: set[int] = set()
    for portion in _portions(made):
        rows = link.related_model._base_manager.filter(**{f"{link.field.name}__in": portion})
        using |= set(rows.values_list("pk", flat=True))
    return using


def _relationships_of(traces: dict[Any, Traces]) -> set[int]:
    """The relationships that the run made or touched."""
    touched = set(traces[Relationship].rows)
    for model, path in (
        (FactRating, "relationship"),
        (Classification, "relationship"),
        (RelationshipParty, "relationship"),
        (Contract, "relationship"),
        (ContractLine, "contract__relationship"),
    ):
        for portion in _portions(traces[model].rows):
            rows = model._base_manager.filter(pk__in=portion)
            touched |= set(rows.values_list(path, flat=True))
    return touched


def _put_back(model: Any, found: Traces, by: Actor) -> None:
    """Give what the run changed the values that it held before."""
    names = [each.name for each in model.history.model.tracked_fields if each.name not in ("id", "version")]
    for portion in _portions(found.changed):
        before: dict[int, Any] = {}
        for row in model.history.filter(id__in=portion).order_by("history_id"):
            if row.history_id < found.rows[row.id]:
                before[row.id] = row
        records = [each for each in _there(model, portion) if each.pk in before]
        for record in records:
            for name in names:
                attname = model._meta.get_field(name).attname
                setattr(record, attname, getattr(before[record.pk], attname))
        update_all(records, names, by)


def _withdraw(found: Traces, made: set[int], by: Actor) -> None:
    """Withdraw the ratings of relationships that stay: what was recorded on a day stays answerable."""
    for portion in _portions(found.made):
        records = [each for each in _there(FactRating, portion) if each.relationship_id not in made]
        for record in records:
            record.withdrawn_at, record.withdrawn_by = by.at, by.user
        update_all(records, ["withdrawn_at", "withdrawn_by"], by)


def _take_decisions_back(found: Traces, made: set[int], run: ImportRun, by: Actor) -> None:
    """Supersede the decisions of relationships that stay by the ones before them."""
    before = {each.relationship_id: each for each in _there(Classification, found.changed)}
    choices = []
    for each in _there(Classification, found.made):
        earlier = before.get(each.relationship_id)
        if earlier is None or each.relationship_id in made:
            continue
        told = {"day": earlier.decided_at.date().isoformat(), "file": run.file_name}
        reason = gettext("Back to the decision of %(day)s: the import of “%(file)s” was undone.") % told
        choices.append(Choice(each.relationship, earlier.chosen_type, earlier.trust_target, reason))
    classify_all(by=by, choices=choices)


def _removable(model: Any, traces: dict[Any, Traces]) -> set[int]:
    """Those of the records made that go: all, but for ratings and decisions that have to stay."""
    found, relationships = traces[model], traces[Relationship].made
    if model is Portfolio:
        return found.made - set(
            Relationship.objects.filter(portfolio__in=found.made).values_list("portfolio", flat=True)
        )
    if model not in _NEVER_REMOVED:
        return found.made
    records = _there(model, found.made)
    gone = {each.pk for each in records if each.relationship_id in relationships}
    if model is Classification:
        superseded = {each.relationship_id for each in _there(model, found.changed)}
        gone |= {each.pk for each in records if each.relationship_id not in superseded}
    return gone


def _follow(staying: set[int], contracts: Traces, by: Actor) -> None:
    """What was computed of the relationships that stay is computed anew."""
    changed = Contract.objects.filter(pk__in=contracts.changed).select_related("relationship")
    positions.store([(each, Side(each.relationship.our_role)) for each in changed], by.on)
    if staying:
        verdicts.mark_pending(Relationship.objects.filter(pk__in=staying), by.at)
        tasks.compute_later()
        changes.announce(changes.Kind.CONTRACT, sorted(staying), by, bulk=True)


def _there(model: Any, pks: Iterable[int]) -> list[Any]:
    return [each for portion in _portions(pks) for each in model._base_manager.filter(pk__in=portion)]


def _portions(pks: Iterable[int]) -> list[list[int]]:
    wanted = sorted(pks)
    return [wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK)]


def _named(pks: set[int]) -> str:
    first = ", ".join(f"#{each}" for each in sorted(pks)[:NAMED])
    return f"{first}, …" if len(pks) > NAMED else first
