"""What a resolver reads, said beside it, so that the compiled way can read the same in one statement.

A resolver without such a word is Python, and only graphql-core's executor can ask it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

Resolver = TypeVar("Resolver", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class AllOf:
    """The page asked for of all visible records of this kind: a connection at the root."""

    model: Any


@dataclass(frozen=True, slots=True)
class ListOf:
    """The page asked for of the visible records whose key `parent` leads to this record: a connection."""

    model: Any
    parent: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """The visible record that the key `name` of this record leads to."""

    model: Any
    name: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The visible record of another kind that shares this one's pk, or whose key `parent` leads to it."""

    model: Any
    parent: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AmountText:
    """An amount of this record as exact text, with at least the decimals of its currency."""

    name: str


@dataclass(frozen=True, slots=True)
class AmountNumber:
    """An amount of this record as a number."""

    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """What a code of this record is called in the language of the reader, which `called` knows."""

    name: str
    codes: Iterable[str]
    called: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Is:
    """Whether a column of this record holds this code; None: nothing."""

    name: str
    code: str | None


@dataclass(frozen=True, slots=True)
class OwnId:
    """The id of this record that holds across the whole graph."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Flat rows. `found` says which, by the context, the arguments and the names of the columns asked for."""

    found: Callable[[Any, dict[str, Any], Sequence[str]], Any]


Read = AllOf | ListOf | OneOf | Beside | AmountText | AmountNumber | Label | Is | OwnId | Rows


def reading(what: Any, resolver: Resolver) -> Resolver:
    """The resolver, saying what it reads."""
    resolver.reads = what  # type: ignore[attr-defined]
    return resolver


def read_by(resolver: Any) -> Any:
    """What this resolver reads; None where only Python knows."""
    return getattr(resolver, "reads", None)
