"""What happened to a relationship, or to a contract: readable lines from the recorded history, in pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from principles import models as p
from relationships import models as m
from relationships.history import ACTS, Change, FieldChange, changes_of_all
from relationships.queries import visible_to
from web.fields import name_of, value_of
from web.templatetags.words import NOTHING, day, word
from web.templatetags.words import named as named_as

PAGE = 60
"""So many changes of records stand on a page; what was done at one moment stands together."""

_TOLD = 3  # a line for each of so many; more of a kind in one
_HIDDEN = {
    "relationship",
    "created_at",
    "changed_at",
    "recorded_at",
    "created_by",
    "key",
    "source_key",
    "rule_set",
    "facts",
    "recommendation",
    "decided_at",
    "decided_by",
    "superseded_at",
    "principle",
    "principle_code",
    "seen",
    "assessor",
    "judged_by",
    "judged_at",
    "written_on",
    "digest",
}
_Named = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: what it is called, and what one of them is called."""

    model: Any
    said: Any
    named: _Named


def _text(*fields: str) -> _Named:
    return lambda held: next((str(held[each]) for each in fields if held.get(each)), "")


def _code(field: str, kind: str) -> _Named:
    return lambda held: word(held.get(field), kind)


def _arrangement(held: Mapping[str, Any]) -> str:
    return value_of(m.Arrangement, "kind", held.get("kind"))


def _rating(held: Mapping[str, Any]) -> str:
    return f"{word(held.get('fact'), 'fact')}, {held.get('value')}"


def _trust(held: Mapping[str, Any]) -> str:
    return f"{word(held.get('direction'), 'Direction')}, {held.get('level')}"


def _decision(held: Mapping[str, Any]) -> str:
    return f"{word(held.get('chosen_type'), 'type')}, {_('trust target')} {held.get('trust_target')}"


def _stage(held: Mapping[str, Any]) -> str:
    return value_of(p.Stage, "kind", held.get("kind"))


def _nothing(held: Mapping[str, Any]) -> str:
    return ""


def _review(held: Mapping[str, Any]) -> str:
    return day(held.get("held_on"))


KINDS: tuple[Kind, ...] = (
    Kind(m.Relationship, gettext_lazy("Relationship"), _nothing),
    Kind(m.RelationshipParty, gettext_lazy("Further party"), _code("part", "PartyPart")),
    Kind(m.Classification, gettext_lazy("Classification"), _decision),
    Kind(m.FactRating, gettext_lazy("Rating"), _rating),
    Kind(m.TrustAssessment, gettext_lazy("Trust"), _trust),
    Kind(m.Safeguard, gettext_lazy("Safeguard"), _nothing),
    Kind(m.Arrangement, gettext_lazy("Arrangement"), _arrangement),
    Kind(m.Contract, gettext_lazy("Contract"), _text("number", "title")),
    Kind(m.ContractLine, gettext_lazy("Line"), _text("number", "description")),
    Kind(p.Benefit, gettext_lazy("Benefit"), _text("description")),
    Kind(p.Interest, gettext_lazy("Interest"), _text("description")),
    Kind(p.InterestPair, gettext_lazy("Pair of interests"), _nothing),
    Kind(p.Capability, gettext_lazy("Capability"), _text("description")),
    Kind(p.CapabilityPair, gettext_lazy("Pair of capabilities"), _nothing),
    Kind(p.ResistanceSignal, gettext_lazy("Resistance"), _text("subject")),
    Kind(p.DevelopmentPlan, gettext_lazy("Development plan"), _text("title")),
    Kind(p.Stage, gettext_lazy("Stage"), _stage),
    Kind(p.Review, gettext_lazy("Review"), _review),
    Kind(p.Judgement, gettext_lazy("Judgement"), _text("principle_code")),
    Kind(p.Explanation, gettext_lazy("Explanation"), _text("principle_code")),
    Kind(p.LabelDismissal, gettext_lazy("Dismissed label"), _text("word")),
)
_BY_NAME = {each.model.__name__: each for each in KINDS}
_VERDICTS = ("Verdict", "PastVerdict")
_ROW = ("at", "of", "record", "version", "act")


@dataclass(frozen=True, slots=True)
class Told:
    """One line: what happened, and the fields that became others (name, before, after)."""

    said: str
    fields: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What somebody did at one moment through one door; a verdict that turned was nobody's act."""

    at: datetime
    who: str
    door: str
    lines: list[Told]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of entries, newest first."""

    entries: list[Entry]
    page: int
    more: bool


def of_relationship(user: m.User, relationship: m.Relationship, page: int) -> Timeline:
    """The history of the relationship and all that hangs on it. A constant number of queries."""
    return _page(user, _rows_of_relationship(relationship.pk), page)


def of_contract(user: m.User, contract: m.Contract, page: int) -> Timeline:
    """The history of the contract and its lines."""
    rows = [
        _history(m.Contract, id=contract.pk),
        _history(m.ContractLine, contract_id=contract.pk),
    ]
    return _page(user, rows, page)


def _rows_of_relationship(pk: int) -> list[QuerySet]:
    contracts = m.Contract.history.filter(relationship_id=pk).order_by().values("id")
    plans = p.DevelopmentPlan.history.filter(relationship_id=pk).order_by().values("id")
    special: dict[Any, dict[str, Any]] = {
        m.Relationship: {"id": pk},
        m.ContractLine: {"contract_id__in": contracts},
        p.Stage: {"plan_id__in": plans},
    }
    special_turns = [
        _columns(
            model.objects.filter(relationship=pk).exclude(verdict="PENDING"),
            model,
            at=F("since"),
            record=F("pk"),
            version=Value(0, IntegerField()),
            act=Value("", CharField()),
        )
        for model in (m.Verdict, m.PastVerdict)
    ]
    histories = [_history(each.model, **special.get(each.model, {"relationship_id": pk})) for each in KINDS]
    return [*histories, *special_turns]


def _history(model: Any, **which: Any) -> QuerySet:
    rows = model.history.filter(**which)
    columns = {"record": F("id"), "version": F("version"), "act": F("history_type")}
    return _columns(rows, model, at=F("history_date"), **columns)


def _columns(rows: QuerySet, model: Any, **columns: Any) -> QuerySet:
    """Of each row when, the kind, the record, its version and the act: alike for all kinds."""
    of = Value(model.__name__, CharField())
    named = {f"told_{name}": each for name, each in {**columns, "of": of}.items()}
    return rows.order_by().annotate(**named).values_list(*(f"told_{name}" for name in _ROW))


def _page(user: m.User, sources: list[QuerySet], page: int) -> Timeline:
    start = (page - 1) * PAGE
    joined = sources[0].union(*sources[1:], all=True)
    order = joined.order_by("-told_at", "told_of", "-told_version", "told_record")
    rows = list(order[start : start + PAGE + 1])
    happened = _happened(rows[:PAGE])
    return Timeline(_grouped(happened, _names(user, happened)), page, len(rows) > PAGE)


def _happened(rows: Iterable[tuple[Any, ...]]) -> list[Happened]:
    """The changes that these rows stand for, in their order."""
    shown = list(rows)
    wanted: dict[str, set[int]] = defaultdict(set)
    for _at, kind, record, _version, _act in shown:
        wanted[kind].add(record)
    changes: dict[tuple[str, int, int, str], Happened] = {}
    verdicts: dict[tuple[str, int], Any] = {}
    for kind, ids in wanted.items():
        if kind in _VERDICTS:
            for turn in getattr(m, kind).objects.filter(pk__in=ids):
                verdicts[kind, turn.pk] = turn
            continue
        for record, of_one in changes_of_all(_BY_NAME[kind].model, ids).items():
            held: dict[str, Any] = {}
            for change in reversed(of_one):
                held = {**held, **{each.field: each.new for each in change.fields if change.act != "REMOVED"}}
                changes[kind, record, change.version, change.act] = Happened(
                    change.at, _BY_NAME[kind], change, held, None
                )
    found = []
    for at, kind, record, version, act in shown:
        if kind in _VERDICTS:
            found.append(Happened(at, None, None, {}, verdicts[kind, record]))
        else:
            found.append(changes[kind, record, version, ACTS[act]])
    return found


@dataclass(frozen=True, slots=True)
class Happened:
    """A change of a record with what it held after that, or a verdict that turned."""

    at: datetime
    kind: Kind | None
    change: Change | None
    held: Mapping[str, Any]
    verdict: Any

    @property
    def shown(self) -> list[FieldChange]:
        return [each for each in self.change.fields if each.field not in _HIDDEN] if self.change else []


def _names(user: m.User, happened: Iterable[Happened]) -> dict[tuple[Any, Any], str]:
    """What the references that were changed lead to, as far as the reader may see it."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for each in happened:
        for change in each.shown:
            field = each.kind.model._meta.get_field(change.field)  # type: ignore[union-attr]
            if field.is_relation:
                wanted[field.related_model] |= {change.old, change.new} - {None}
    return {
        (model, record.pk): named_as(record) if hasattr(record, "name_nl") else str(record)
        for model, ids in wanted.items()
        for record in visible_to(user, model).filter(pk__in=ids)
    }


def _grouped(happened: Iterable[Happened], named: Mapping[tuple[Any, Any], str]) -> list[Entry]:
    """What one person did at one moment stands together; many of a kind in one line."""

    def of(each: Happened) -> tuple[Any, ...]:
        change = each.change
        return (each.at, change.who.pk if change and change.who else None, change.door if change else None)

    found = []
    for _key, group in groupby(happened, of):
        some = list(group)
        change = some[0].change
        lines: list[Told] = []
        for _kind, alike in groupby(some, lambda each: (each.kind, each.change and each.change.act)):
            lines += _told(list(alike), named)
        found.append(
            Entry(
                at=some[0].at,
                who=str(change.who or _("a former user")) if change else "",
                door=word(change.door, "Door") if change else "",
                lines=lines,
            )
        )
    return found


def _told(alike: list[Happened], named: Mapping[tuple[Any, Any], str]) -> list[Told]:
    first = alike[0]
    if first.kind is None:
        return [_turned(each.verdict) for each in alike]
    if len(alike) > _TOLD and first.change and first.change.act == "CREATED":
        names = ", ".join(each.kind.named(each.held) for each in alike if each.kind)
        said = _("%(kind)s: %(count)s added") % {"kind": first.kind.said, "count": len(alike)}
        return [Told(said, (("", "", names),))]
    return [_one(each, named) for each in alike]


def _turned(verdict: Any) -> Told:
    said = _("The verdict became: %(verdict)s") % {"verdict": word(verdict.verdict, "verdict")}
    return Told(said)


def _one(each: Happened, named: Mapping[tuple[Any, Any], str]) -> Told:
    assert each.kind is not None and each.change is not None  # noqa: S101 for the type checker
    subject = f"{each.kind.said} {each.kind.named(each.held)}".strip()
    said = {
        "CREATED": _("%(subject)s: added"),
        "CHANGED": _("%(subject)s: changed"),
        "REMOVED": _("%(subject)s: removed"),
    }[each.change.act] % {"subject": subject}
    if each.change.act == "REMOVED":
        return Told(said)
    return Told(said, tuple(_fields(each, named)))


def _fields(each: Happened, named: Mapping[tuple[Any, Any], str]) -> Iterator[tuple[str, str, str]]:
    """The name of each field with what it held before and after; of a new record what it holds."""
    assert each.kind is not None and each.change is not None  # noqa: S101 for the type checker
    new = each.change.act == "CREATED"
    for change in each.shown:
        before = "" if new else value_of(each.kind.model, change.field, change.old, named)
        after = value_of(each.kind.model, change.field, change.new, named)
        if not (new and after == NOTHING):
            yield name_of(change.field), before, after
