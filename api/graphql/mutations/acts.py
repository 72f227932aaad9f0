"""From an action of the registry to a mutation: the record it is about, what is given, what comes back.

A refusal is part of the answer (`errors` of the payload), never an error of the request. Whatever was
refused, nothing was changed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import graphene

from api.graphql import registry
from api.graphql.cohorts import together
from api.graphql.columns import ReferenceField
from api.graphql.ids import global_id
from api.graphql.scalars import Reference
from relationships.errors import Refused
from relationships.queries import find, visible_to


class Refusal(graphene.ObjectType):
    """One reason why something was refused: the same at every door of the registry."""

    code = graphene.String(
        required=True, description="A stable code, one of the table in docs/api/graphql.md."
    )
    field = graphene.String(
        description="What was refused, by the registry's own name of it, such as our_role or aliases.0."
    )
    message = graphene.String(required=True, description="Why, and the way out, in your language.")


@dataclass(frozen=True)
class Act:
    """One mutation.

    `on` is the record it is about, as (parameter of the action, model); `argument` what that is called in
    the schema. `given` is the type of its input: handed over as one mapping, or with `spread` as separate
    parameters. `gives` is what the payload carries, as (name, model), or (name, type) of what is no record
    of the graph and is told as the action gave it; `many` that it is a list. A removal has neither: its
    payload says which id is gone. `beside` is what the action gives together with that record, as (name,
    type, description). With `silent` the payload says no more than whether it was done.
    """

    name: str
    about: str
    action: Callable[..., Any]
    on: tuple[str, Any] | None = None
    argument: str = "id"
    given: Any = None
    spread: bool = False
    gives: tuple[str, Any] | None = None
    many: bool = False
    beside: tuple[str, Any, str] | None = None
    silent: bool = False
    versioned: bool = False
    more: Mapping[str, graphene.Argument] = field(default_factory=dict)
    prepare: Callable[[dict[str, Any], Any], dict[str, Any]] | None = None


def mutation(act: Act) -> graphene.Field:
    """The field of the root type of mutations for this act."""
    payload = _payload(act)
    return graphene.Field(
        payload,
        required=True,
        args=_arguments(act),
        description=act.about,
        resolver=lambda _root, info, **asked: _done(act, payload, info, asked),
    )


def _payload(act: Act) -> Any:
    name = "".join(part.capitalize() for part in act.name.split("_"))
    attributes: dict[str, Any] = {
        "__doc__": f"What came of {_said(act.name)}.",
        "ok": graphene.Boolean(
            required=True, description="Whether it was done; if not, nothing was changed."
        ),
        "errors": graphene.List(
            graphene.NonNull(Refusal), required=True, description="All reasons why it was refused."
        ),
    }
    if act.gives is not None:
        result, model = act.gives
        node = model if _is_type(model) else registry.type_of(model)
        about = "The records, as they are now." if act.many else "The record, as it is now."
        attributes[result] = graphene.Field(
            graphene.List(graphene.NonNull(node)) if act.many else node, description=about
        )
    elif not act.silent:
        attributes["removed_id"] = graphene.ID(description="The id of the record that is gone.")
    if act.beside is not None:
        more, kind, about = act.beside
        attributes[more] = graphene.Field(kind, description=about)
    return type(f"{name}Payload", (graphene.ObjectType,), attributes)


def _is_type(given: Any) -> bool:
    return isinstance(given, type) and issubclass(given, graphene.ObjectType)


def _said(name: str) -> str:
    return name.replace("_", " ")


def _arguments(act: Act) -> dict[str, graphene.Argument]:
    found: dict[str, graphene.Argument] = {}
    if act.on is not None:
        noun = str(act.on[1]._meta.verbose_name)
        found[act.argument] = graphene.Argument(
            graphene.NonNull(Reference), description=f"The {noun} it is about."
        )
    if act.versioned:
        found["version"] = graphene.Argument(
            graphene.Int,
            description="The version you saw: refused as STALE when somebody changed it in between.",
        )
    if act.given is not None:
        found["input"] = graphene.Argument(graphene.NonNull(act.given), description="What is given.")
    return found | dict(act.more)


def _done(act: Act, payload: Any, info: Any, asked: dict[str, Any]) -> Any:
    context = info.context
    try:
        options: dict[str, Any] = {"by": context.by}
        target = None
        if act.on is not None:
            parameter, model = act.on
            target = find(context.user, model, registry.meant(asked[act.argument], model), act.argument)
            options[parameter] = target
        if act.versioned:
            options["version"] = asked.get("version")
        options |= _given(act, asked)
        options |= {name: asked[name] for name in act.more if name in asked}
        if act.prepare is not None:
            options = act.prepare(options, context)
        gone = asked.get("id") if target is None else _id_of(target)
        result = act.action(**options)
    except Refused as refused:
        errors = [
            Refusal(code=each.code, field=each.field, message=each.message) for each in refused.refusals
        ]
        return payload(ok=False, errors=errors)
    if act.gives is None:
        return payload(ok=True, errors=[], **({} if act.silent else {"removed_id": gone}))
    if act.beside is not None:
        result, more = result
        done = {act.gives[0]: _as_it_is_now(act, result, context.user), act.beside[0]: more}
        return payload(ok=True, errors=[], **done)
    return payload(ok=True, errors=[], **{act.gives[0]: _as_it_is_now(act, result, context.user)})


def _id_of(record: Any) -> str:
    return global_id(registry.type_of(type(record))._meta.name, record.pk)


def _given(act: Act, asked: Mapping[str, Any]) -> dict[str, Any]:
    if act.given is None:
        return {}
    plainly = plain(act.given, asked["input"])
    if not act.spread:
        return {"given": plainly}
    parameters = inspect.signature(act.action).parameters
    missing = {
        name: None
        for name in act.given._meta.fields
        if name not in plainly and parameters[name].default is inspect.Parameter.empty
    }
    return {**missing, **plainly}


def plain(input_type: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, references read as the registry takes them."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        described = input_type._meta.fields[name]
        if isinstance(described, ReferenceField):
            value = registry.meant(value, described.of_model)
        inner = _inner(described)
        if inner is not None and isinstance(value, list):
            value = [plain(inner, each) if isinstance(each, dict) else each for each in value]
        found[name] = value
    return found


def _inner(described: Any) -> Any:
    """The input type that a list is of; None where it isn't a list of these."""
    of = described.type
    while hasattr(of, "of_type"):
        of = of.of_type
    return of if isinstance(of, type) and issubclass(of, graphene.InputObjectType) else None


def _as_it_is_now(act: Act, result: Any, user: Any) -> Any:
    """What was written, read anew: only what the user may see of it."""
    _name, model = act.gives or ("", None)
    if _is_type(model):
        return result
    wanted = [each.pk for each in result] if act.many else [result.pk]
    found = {each.pk: each for each in visible_to(user, model).filter(pk__in=wanted)}
    rows = together(found[pk] for pk in wanted if pk in found)
    if act.many:
        return rows
    return rows[0] if rows else None
