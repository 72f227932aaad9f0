"""Acts on saved views of lists: kept, changed, shared, made the default, removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from access.models import SavedView
from relationships.actions.inputs import action, apply, clean, locked
from relationships.actor import Actor
from relationships.errors import Problems, refuse
from relationships.history import keep, remove
from relationships.permissions import Act, require, require_anywhere

SAVED_VIEW_FIELDS = ("listing", "name", "unit", "conditions", "columns", "is_default")
LONGEST_CONDITIONS = 4_000


@action
def create_saved_view(*, by: Actor, given: Mapping[str, Any]) -> SavedView:
    """Keep a list as it is under a name, for oneself or shared with a unit."""
    require_anywhere(by, Act.READ)
    kept = _cleaned(given, by, required=("listing", "name"))
    _may_share(by, kept.get("unit"))
    _name_is_free(by, kept["listing"], kept["name"])
    if kept.get("is_default"):
        _no_other_default(by, kept["listing"])
    return keep(SavedView(**kept, owner=by.user), by)


@action
def change_saved_view(
    *, by: Actor, view: SavedView, given: Mapping[str, Any], version: int | None = None
) -> SavedView:
    """Another name, conditions or columns; shared with a unit, or taken back; the default, or no more."""
    require_keeper(by, view)
    kept = _cleaned(given, by)
    held: SavedView = locked(view, version=version)
    if kept.get("unit") != held.unit and "unit" in kept:
        _may_share(by, kept["unit"])
    if kept.get("name", held.name) != held.name:
        _name_is_free(by, held.listing, kept["name"])
    if kept.get("is_default") and not held.is_default:
        _no_other_default(by, held.listing)
    return keep(held, by) if apply(held, kept) else held


@action
def remove_saved_view(*, by: Actor, view: SavedView, version: int | None = None) -> None:
    """Remove a saved view. Its history stays."""
    require_keeper(by, view)
    remove(locked(view, version=version), by)


def require_keeper(by: Actor, view: SavedView) -> None:
    """Refuse unless it is one's own: who wants a shared one otherwise keeps one of his own."""
    if view.owner_id != by.user.pk:
        refuse("NOT_FOUND", None, thing=SavedView._meta.verbose_name, value=view.name)


def _cleaned(given: Mapping[str, Any], by: Actor, required: tuple[str, ...] = ()) -> dict[str, Any]:
    problems = Problems()
    kept = clean(SavedView, given, by=by, fields=SAVED_VIEW_FIELDS, problems=problems, required=required)
    if len(kept.get("conditions") or "") > LONGEST_CONDITIONS:
        problems.add("TOO_LONG", "conditions", length=len(kept["conditions"]), limit=LONGEST_CONDITIONS)
    columns = kept.get("columns", [])
    if not isinstance(columns, list) or not all(isinstance(each, str) for each in columns):
        problems.add("WRONG_TYPE", "columns", expected="a list", given=type(columns).__name__)
    problems.raise_if_any()
    return kept


def _may_share(by: Actor, unit: Any) -> None:
    if unit is not None:
        require(by, Act.SHARE_QUERIES, unit)


def _name_is_free(by: Actor, listing: str, name: str) -> None:
    if SavedView.objects.filter(owner=by.user, listing=listing, name=name).exists():
        refuse("DUPLICATE", "name", what=name)


def _no_other_default(by: Actor, listing: str) -> None:
    for other in SavedView.objects.filter(owner=by.user, listing=listing, is_default=True):
        other.is_default = False
        keep(other, by)
