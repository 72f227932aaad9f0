"""Contract numbers whose rows may repeat one contract's total rather than add up to it."""

from __future__ import annotations

from decimal import Decimal

from imports.drafts import Draft


class RepeatedTotals:
    """Looks at the rows of a list as they come: which numbers stand on several, all with the same amount."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], Decimal] = {}
        self._same: dict[tuple[str, str], bool] = {}
        self._folded: dict[str, str] = {}

    def add(self, draft: Draft) -> None:
        number, amount = draft.number, draft.line.get("amount")
        if number and amount and not draft.problems:
            name = draft.party.get("name", "")
            folded = self._folded.get(name)
            if folded is None:
                folded = self._folded[name] = name.casefold()
            key = number, folded
            first = self._first.get(key)
            if first is None:
                self._first[key] = amount
            else:
                self._same[key] = first == amount and self._same.get(key, True)

    def numbers(self) -> list[str]:
        """These numbers, if that is so of most that stand on several rows: then it has to be asked."""
        same = [key for key in self._first if self._same.get(key)]
        return [number for number, _party in same] if 2 * len(same) > len(self._same) else []
