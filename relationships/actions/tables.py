"""Acts on small tables of the whole installation: kinds of safeguards, and exchange rates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from relationships import changes, tasks, values, verdicts
from relationships.actions.inputs import action, apply, clean, is_empty, locked
from relationships.actor import Actor
from relationships.errors import Problems, refuse
from relationships.history import keep
from relationships.locks import Lock, alone
from relationships.models import ExchangeRate, Relationship, SafeguardKind
from relationships.permissions import Act, require
from relationships.values import currency, day, level

KIND_FIELDS = ("code", "name", "name_nl", "level")


@action
def create_safeguard_kind(*, by: Actor, given: Mapping[str, Any]) -> SafeguardKind:
    """A new kind of safeguard; its level (2-4) is the trust level that it stands in for."""
    require(by, Act.KEEP_SAFEGUARD_KINDS, None)
    problems = Problems()
    kept = _clean_kind(by, given, problems, required=("code", "name", "level"))
    problems.raise_if_any()
    if SafeguardKind.objects.filter(code=kept["code"]).exists():
        refuse("DUPLICATE", "code", what=kept["code"])
    return keep(SafeguardKind(**kept), by)


@action
def change_safeguard_kind(
    *, by: Actor, kind: SafeguardKind, given: Mapping[str, Any], version: int | None = None
) -> SafeguardKind:
    """Another name or level. With another level the verdicts of all who have one are pending for a while."""
    require(by, Act.KEEP_SAFEGUARD_KINDS, None)
    problems = Problems()
    kept = _clean_kind(by, {name: value for name, value in given.items() if name != "code"}, problems)
    if "code" in given and given["code"] != kind.code:
        problems.add("IMMUTABLE", "code", what=kind.code)
    problems.raise_if_any()
    if "level" in kept:
        alone(Lock.RULES)
    kind = locked(kind, version=version)
    level_before = kind.level
    if apply(kind, kept):
        keep(kind, by)
    if kind.level != level_before:
        concerned = Relationship.objects.filter(safeguards__kind=kind).distinct()
        verdicts.mark_pending(concerned, by.at, rules_changed=True)
        tasks.compute_later()
        pks = list(concerned.values_list("pk", flat=True))
        changes.announce(changes.Kind.SAFEGUARD, pks, by, bulk=True)
    return kind


def _clean_kind(
    by: Actor, given: Mapping[str, Any], problems: Problems, required: tuple[str, ...] = ()
) -> dict[str, Any]:
    plain = {name: value for name, value in given.items() if name != "level"}
    needed = tuple(name for name in required if name != "level")
    kept = clean(SafeguardKind, plain, by=by, fields=KIND_FIELDS, problems=problems, required=needed)
    if not is_empty(given.get("level")):
        with problems.gather():
            kept["level"] = level(given["level"], "level", 2, 4)
    elif "level" in given or "level" in required:
        problems.add("REQUIRED", "level")
    return kept


@action
def set_rate(*, by: Actor, code: Any, valid_from: Any, rate: Any) -> ExchangeRate:
    """What one unit of a currency is worth in the reporting currency from a day on."""
    require(by, Act.KEEP_RATES, None)
    problems = Problems()
    with problems.gather():
        code = currency(code, "currency")
    with problems.gather():
        valid_from = day(valid_from, "valid_from")
    with problems.gather():
        rate = values.rate(rate, "rate")
    problems.raise_if_any()
    held = ExchangeRate.objects.filter(currency=code, valid_from=valid_from).first()
    row = held or ExchangeRate(currency=code, valid_from=valid_from)
    return keep(row, by) if apply(row, {"rate": rate}) or held is None else row
