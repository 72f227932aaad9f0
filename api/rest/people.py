"""Whose names an answer says: of the users that who asks may see, at this door as at the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import TypeVar

from relationships.models import User
from relationships.queries import visible_to

Piece = TypeVar("Piece")


class Reader:
    """Who is answered. Whom he may see is read once, when the first name is to be said."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def seen(self) -> frozenset[int]:
        return frozenset(visible_to(self.user, User).values_list("pk", flat=True))


_reader: ContextVar[Reader | None] = ContextVar("reader", default=None)


def named(pk: int | None, username: str | None) -> str | None:
    """The user name of this user; None: it is not for who asks to see, or nobody is known to ask."""
    reader = _reader.get()
    if pk is None or reader is None:
        return None
    return username if pk == reader.user.pk or pk in reader.seen else None


def who_is_told() -> User | None:
    """For whom an answer is made now, where that is known."""
    reader = _reader.get()
    return None if reader is None else reader.user


@contextmanager
def told_to(reader: Reader | None) -> Iterator[None]:
    """What is made within is for this reader."""
    before = _reader.set(reader)
    try:
        yield
    finally:
        _reader.reset(before)


def told_later(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces that are made while they are sent, for the reader of now."""
    return _while_sent(iter(pieces), _reader.get())


def _while_sent(pieces: Iterator[Piece], reader: Reader | None) -> Iterator[Piece]:
    while True:
        with told_to(reader):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
