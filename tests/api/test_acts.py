"""Every act of the registry can be done at both doors, found in the code itself.

What REST does is read from the code of its views: which actions it names, directly or by what it calls.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

from api.graphql.columns import camel
from api.graphql.mutations import ACTS
from api.graphql.schema import schema
from api.rest.views.evidence import Kind
from relationships.actions.classify import classify
from tests.api.matrix.found import METHODS, operations

ROOMS = ("relationships.actions", "principles.actions", "access.actions", "imports")
# Done at neither door, and why.
NOWHERE = {
    "access.actions.demonstration.ask_for_demonstration": "fills an empty registry, from its first page",
    "access.actions.documents.register_document": "which documents an installation takes is set by commands",
    "access.actions.documents.remove_document": "which documents an installation takes is set by commands",
    "access.actions.preferences.choose_columns": "how the pages look",
    "access.actions.preferences.drop_calendar_key": "the address of the calendar is shown on its page",
    "access.actions.preferences.make_calendar_key": "the address of the calendar is shown on its page",
    "access.actions.preferences.set_preferences": "how the pages look",
    "access.actions.saved_views.change_saved_view": "holds the address of a page; programs save queries",
    "access.actions.saved_views.create_saved_view": "holds the address of a page; programs save queries",
    "access.actions.saved_views.remove_saved_view": "holds the address of a page; programs save queries",
    "relationships.actions.together.change_relationships": "what is ticked on a page; programs ask `bulk`",
    "relationships.actions.classify.classify_all": "many decisions at once come with a list that is imported",
}
_WRAPPER = classify.__code__  # the one function that `@action` puts around each
# Done by REST only, and why.
NOT_BY_GRAPHQL = {
    "imports.runs.acts._offered": "takes a file",
}


def is_action(found: Any) -> bool:
    """Whether it is a function that `@action` made."""
    return isinstance(found, FunctionType) and found.__code__ is _WRAPPER


def name_of(act: Any) -> str:
    return f"{act.__module__}.{act.__qualname__}"


@functools.cache
def actions() -> dict[str, Any]:
    """Every action of the rooms below the doors, by its name."""
    found: dict[str, Any] = {}
    for room in ROOMS:
        package = importlib.import_module(room)
        for each in pkgutil.walk_packages(package.__path__, f"{room}."):
            if ".migrations" in each.name or ".management" in each.name:
                continue
            loaded = importlib.import_module(each.name)
            found |= {
                name_of(act): act
                for act in vars(loaded).values()
                if is_action(act) and act.__module__ == loaded.__name__
            }
    return found


class Reached:
    """What a piece of code leads to: the actions that it names, through all that it calls."""

    def __init__(self) -> None:
        self.actions: set[str] = set()
        self._seen: set[Any] = set()

    def follow(self, found: Any) -> None:
        if isinstance(found, staticmethod | classmethod):
            found = found.__func__
        if is_action(found):
            self.actions.add(name_of(found))
        elif isinstance(found, FunctionType | type) and _ours(found.__module__) and found not in self._seen:
            self._seen.add(found)
            for each in vars(found).values() if isinstance(found, type) else _held_by(found):
                self.follow(each)
        elif isinstance(found, tuple | list):
            for each in found:
                self.follow(each)
        elif isinstance(found, Kind):
            self.follow(found.acts)


def _held_by(function: FunctionType) -> Iterator[Any]:
    """What a function names, and what it was made with."""
    yield getattr(function, "__wrapped__", None)
    yield from (cell.cell_contents for cell in function.__closure__ or ())
    yield from _named_in(function.__code__, function.__globals__)


def _ours(module: str) -> bool:
    return module.startswith(("api.rest.views", "relationships.", "principles.", "access.", "imports."))


def _named_in(code: CodeType, known: dict[str, Any]) -> Iterator[Any]:
    """What the names in a piece of code, and in what is written within it, stand for."""
    for name in code.co_names:
        if isinstance(known.get(name), ModuleType):
            yield from (getattr(known[name], each) for each in code.co_names if hasattr(known[name], each))
        elif name in known:
            yield known[name]
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _named_in(each, known)


def by_rest() -> set[str]:
    """The actions that operations of REST lead to."""
    reached = Reached()
    for view in operations().values():
        for each in (*(getattr(view, method, None) for method in METHODS), getattr(view, "act", None)):
            reached.follow(each)
        for base in view.__mro__:
            if base.__module__.startswith("api.rest.views"):
                reached.follow(base)
    return reached.actions


def by_graphql() -> set[str]:
    """The actions that mutations lead to."""
    reached = Reached()
    for act in ACTS:
        reached.follow(act.action)
    return reached.actions


def test_there_are_actions_in_each_room() -> None:
    assert {name.split(".")[0] for name in actions()} == {"relationships", "principles", "access", "imports"}
    assert "relationships.actions.classify.classify" in by_rest() & by_graphql()


def test_every_action_is_reached_by_rest() -> None:
    lacking = actions().keys() - by_rest() - NOWHERE.keys()
    assert lacking == set(), "give it an operation, or say why it has none"
    assert by_rest() & NOWHERE.keys() == set()
    assert NOWHERE.keys() - actions().keys() == set(), "these are no actions any more"


def test_every_action_is_reached_by_graphql() -> None:
    lacking = actions().keys() - by_graphql() - NOWHERE.keys() - NOT_BY_GRAPHQL.keys()
    assert lacking == set(), "give it a mutation, or say why it has none"
    assert by_graphql() & (NOWHERE.keys() | NOT_BY_GRAPHQL.keys()) == set()
    assert {camel(each.name) for each in ACTS} == set(schema().mutation_type.fields)  # type: ignore[union-attr]
