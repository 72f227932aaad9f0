"""What is known of a delivery and its parties: the input of the rule.

Levels run 1-5. Unknown is None and is not a value: it never counts as 1, as 3 or as good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from relationships.choices import ATTITUDES, OTHER_FACTS, TYPE_RULE_FACTS

LEVELS = (1, 2, 3, 4, 5)
UNCONFIRMED_LEVELS = (2, 3, 4)
"""What an unknown attitude may turn out to be: 1 and 5 count only when confirmed (step 9)."""

POSITION: dict[str, int] = {str(code): number for number, code in enumerate(TYPE_RULE_FACTS)}
CODES: tuple[str, ...] = tuple(POSITION)
DELIVERY_COUNT = 13
POSSIBLE: tuple[tuple[int, ...], ...] = tuple(
    UNCONFIRMED_LEVELS if code in ATTITUDES else LEVELS for code in TYPE_RULE_FACTS
)
"""The values an unknown fact may turn out to have, by the position of the fact."""

Values = tuple[int | None, ...]


class FactInvalid(ValueError):
    """A fact that can't be: its code, and why."""

    def __init__(self, fact: str, message: str) -> None:
        self.fact = fact
        self.message = message
        super().__init__(f"{fact}: {message}")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts that the type rule reads: one level 1-5, or None for unknown, in their order."""

    values: Values

    @classmethod
    def of(cls, ratings: Mapping[str, int | None]) -> Facts:
        """The facts in a mapping of code to level; what isn't in it is unknown.

        Track record and viability are let pass, for the type rule doesn't read them. Raises
        `FactInvalid` for an unknown code or a level outside 1-5.
        """
        values: list[int | None] = [None] * len(CODES)
        for code, level in ratings.items():
            position = POSITION.get(code)
            if position is None and code not in OTHER_FACTS:
                raise FactInvalid(code, "There is no such fact.")
            if level is not None and (type(level) is not int or not 1 <= level <= 5):
                raise FactInvalid(code, "A level is a whole number from 1 to 5.")
            if position is not None:
                values[position] = level
        return cls(tuple(values))

    def __getitem__(self, code: str) -> int | None:
        return self.values[POSITION[code]]

    def changed(self, code: str, level: int | None) -> Facts:
        """The same facts, this one having another level."""
        position = POSITION[code]
        return Facts((*self.values[:position], level, *self.values[position + 1 :]))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The codes of the unknown facts, in order."""
        if None not in self.values:
            return ()
        return tuple(code for code, level in zip(CODES, self.values, strict=True) if level is None)

    def as_dict(self) -> dict[str, int | None]:
        """Every fact of the type rule with its level, in order."""
        return dict(zip(CODES, self.values, strict=True))
