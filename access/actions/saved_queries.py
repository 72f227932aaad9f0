"""Acts on saved queries: made, changed, shared, taken back, removed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from access.models import SavedQuery
from access.saved_queries import check_document
from relationships.actions.inputs import action, apply, clean, locked
from relationships.actor import Actor
from relationships.errors import Problems, refuse
from relationships.history import keep, remove
from relationships.permissions import Act, require, require_anywhere
from relationships.values import block

SAVED_QUERY_FIELDS = ("name", "unit", "description", "document", "variables")
_VARIABLE = re.compile(r"[_A-Za-z][_0-9A-Za-z]{0,99}")
_MOST_VALUES = 1_000
_DEEPEST = 5
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@action
def create_saved_query(*, by: Actor, given: Mapping[str, Any]) -> SavedQuery:
    """A new saved query, one's own or shared with a unit.

    Refuses a document that isn't one query with one list, that is invalid, or that costs too much.
    """
    require_anywhere(by, Act.READ)
    problems = Problems()
    kept = _cleaned(given, by, problems, required=("name", "document"))
    problems.raise_if_any()
    _may_share(by, kept.get("unit"))
    check_document(kept["document"], kept.get("variables") or {})
    _name_is_free(kept["name"])
    return keep(SavedQuery(**kept, owner=by.user), by)


@action
def change_saved_query(
    *, by: Actor, query: SavedQuery, given: Mapping[str, Any], version: int | None = None
) -> SavedQuery:
    """Another name, description, document or defaults; shared with a unit, or (by its owner) taken back."""
    require_keeper(by, query)
    problems = Problems()
    kept = _cleaned(given, by, problems)
    problems.raise_if_any()
    held: SavedQuery = locked(query, version=version)
    require_keeper(by, held)
    if "unit" in kept and kept["unit"] != held.unit:
        _may_share(by, kept["unit"])
        if kept["unit"] is None and held.owner_id != by.user.pk:
            refuse("REQUIRED", "unit")
    if kept.get("name", held.name) != held.name:
        _name_is_free(kept["name"])
    if not apply(held, kept):
        return held
    check_document(held.document, held.variables)
    return keep(held, by)


@action
def remove_saved_query(*, by: Actor, query: SavedQuery, version: int | None = None) -> None:
    """Remove a saved query: its address leads nowhere any more. Its history stays."""
    require_keeper(by, query)
    remove(locked(query, version=version), by)


def require_keeper(by: Actor, query: SavedQuery) -> None:
    """Refuse with NOT_ALLOWED unless it is one's own, or shared with a unit where one may share."""
    if query.owner_id == by.user.pk:
        require_anywhere(by, Act.READ)
    else:
        require(by, Act.SHARE_QUERIES, query.unit)


def _may_share(by: Actor, unit: Any) -> None:
    if unit is not None:
        require(by, Act.SHARE_QUERIES, unit)


def _name_is_free(name: str) -> None:
    if SavedQuery.objects.filter(name=name).exists():
        refuse("DUPLICATE", "name", what=name)


def _cleaned(
    given: Mapping[str, Any], by: Actor, problems: Problems, required: tuple[str, ...] = ()
) -> dict[str, Any]:
    kept = clean(SavedQuery, given, by=by, fields=SAVED_QUERY_FIELDS, problems=problems, required=required)
    with problems.gather():
        if kept.get("name") and not _NAME.fullmatch(kept["name"]):
            refuse("WRONG_TYPE", "name", expected="a name of small letters, digits and dashes", given="str")
    with problems.gather():
        if "variables" in kept:
            kept["variables"] = _values(kept["variables"])
    return kept


def _values(value: Any) -> dict[str, Any]:
    """The values by the names of the variables."""
    if value is None or value == "":
        return {}
    if not isinstance(value, dict) or not all(map(_VARIABLE.fullmatch, value)):
        refuse("WRONG_TYPE", "variables", expected="an object", given=type(value).__name__)
    return {name: _value(each, _DEEPEST) for name, each in value.items()}


def _value(value: Any, depth: int) -> Any:
    """A value as both databases can keep it."""
    if isinstance(value, str):
        return block(value, "variables")
    if value is None or isinstance(value, bool | int | float):
        return value
    if not depth or not isinstance(value, list | dict) or len(value) > _MOST_VALUES:
        refuse("TOO_LARGE", "variables", limit=f"{_MOST_VALUES:,}")
    if isinstance(value, list):
        return [_value(each, depth - 1) for each in value]
    return {block(name, "variables"): _value(each, depth - 1) for name, each in value.items()}
