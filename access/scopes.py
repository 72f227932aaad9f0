"""What a token is good for: each scope includes the ones before it."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """READ for BI; WRITE for the records of relationships; IMPORT for files too; ADMIN for all that the user
    may do: units, users, tokens and the tables of the whole installation."""

    READ = "READ"
    WRITE = "WRITE"
    IMPORT = "IMPORT"
    ADMIN = "ADMIN"

    def includes(self, other: Scope) -> bool:
        order = list(Scope)
        return order.index(self) >= order.index(other)
