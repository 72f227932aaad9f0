"""The rule set that counts, as the fit rule takes it, and two of them side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from relationships.choices import RuleSetState
from relationships.fit import Rules
from relationships.fit.sheets import NAMES, ROWS, tables_of
from relationships.models import RuleSet
from relationships.values import digest_of_json


def rule_set_in_force() -> RuleSet:
    """The one rule set in force. There always is one: rule set 1 comes with the registry."""
    return RuleSet.objects.get(state=RuleSetState.IN_FORCE)


def rules_of(rule_set: RuleSet) -> Rules:
    """The rules of a rule set, compiled once for the same parameters."""
    return _compiled(json.dumps(rule_set.parameters, sort_keys=True))


@lru_cache(maxsize=32)
def _compiled(parameters: str) -> Rules:
    return Rules.from_dict(json.loads(parameters))


def digest_of(rule_set: RuleSet) -> str:
    """The SHA-256 of what stakeholders approve, the parameters: the same parameters, the same digest."""
    return digest_of_json(rule_set.parameters)


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell that differs, by its address: what the one version holds, and the other.

    Of tables that are lists of conditions a whole row is the cell: `old` is None where it was added, `new`
    where it is gone.
    """

    table: str
    cell: str
    old: Any
    new: Any


def compare(old: RuleSet, new: RuleSet) -> list[CellDifference]:
    """What changed from `old` to `new`, cell by cell, in the order of the tables; empty when nothing did."""
    before, after = tables_of(rules_of(old)), tables_of(rules_of(new))
    found: list[CellDifference] = []
    for name in NAMES:
        if name in ROWS:
            found += _rows(name, before[name], after[name])
        else:
            ours, theirs = dict(_flat(before[name])), dict(_flat(after[name]))
            found += [
                CellDifference(name, f"{name}.{cell}", ours[cell], theirs[cell])
                for cell in ours
                if ours[cell] != theirs[cell]
            ]
    return found


def _flat(table: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{column}", held) for column, held in value.items())
        else:
            yield key, value


def _rows(name: str, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[CellDifference]:
    """Rows that are gone by their place in the old table, then rows that were added by theirs in the new.

    A row that only moved within its table says the same, and is no difference.
    """
    gone = [(place, each) for place, each in enumerate(before) if each not in after]
    added = [(place, each) for place, each in enumerate(after) if each not in before]
    return [
        *(CellDifference(name, f"{name}.{place}", each, None) for place, each in gone),
        *(CellDifference(name, f"{name}.{place}", None, each) for place, each in added),
    ]
