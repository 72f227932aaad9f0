"""Which type of the schema stands for which kind of record. Filled as the types are defined."""

from __future__ import annotations

from typing import Any

from api.graphql.ids import GlobalId

_BY_MODEL: dict[Any, Any] = {}
_BY_NAME: dict[str, Any] = {}


def register(model: Any, node_type: Any) -> None:
    _BY_MODEL[model] = node_type
    _BY_NAME[node_type._meta.name] = model


def type_of(model: Any) -> Any:
    return _BY_MODEL[model]


def models() -> tuple[Any, ...]:
    return tuple(_BY_MODEL)


def model_named(name: str) -> Any:
    """The kind of record that a type of the schema stands for; None where there is none."""
    return _BY_NAME.get(name)


def meant(value: Any, model: Any) -> Any:
    """A reference as the registry takes it: the pk of a global id of this kind, all else as it came."""
    if not isinstance(value, GlobalId):
        return value
    return value.pk if _BY_NAME.get(value.kind) is model else value.written
