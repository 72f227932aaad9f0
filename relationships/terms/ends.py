"""The ends of a term that renews tacitly, as a numbered row: 0 is the initial end."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from relationships.terms.days import shift_end


@dataclass(frozen=True, slots=True)
class Ends:
    """The k-th end is (day after the initial end) + k·n months − 1 day, up to the final one.

    Each is found by arithmetic, however many come before it. When the length of a renewal isn't
    known, the row is the initial end and one more that is unknown (None).
    """

    initial: date
    months: int
    final: int
    """The number of the last end there is."""
    latest: date
    """No end lies past this day; a renewal that would is cut short and is the final one."""

    @classmethod
    def of(cls, initial: date, months: int | None, *, limit: int | None, latest: date | None = None) -> Self:
        """The row; a latest end before the initial one is disregarded."""
        if latest is None or latest < initial:
            latest = date.max
        if latest == initial or (limit is not None and limit < 1):
            return cls(initial, months or 0, 0, latest)
        if months is None or months < 1:
            return cls(initial, 0, 1, latest)
        row = cls(initial, months, date.max.toordinal(), latest)  # more renewals than days
        final = row.first_on_or_after(latest)
        return cls(initial, months, final if limit is None else min(final, limit), latest)

    @property
    def lengths_known(self) -> bool:
        return self.months > 0 or self.final == 0

    def end(self, number: int) -> date | None:
        """The end with this number; None when it lies beyond a renewal of unknown length."""
        if number == 0:
            return self.initial
        if self.months < 1:
            return None
        return min(shift_end(self.initial, number * self.months), self.latest)

    def first_on_or_after(self, day: date) -> int:
        """The number of the first end on or after a day; the final one's when all lie before."""
        if day <= self.initial or self.final == 0:
            return 0
        if self.months < 1:
            return self.final
        apart = (day.year - self.initial.year) * 12 + day.month - self.initial.month
        number = apart // self.months
        end = self.end(number)
        if end is not None and end < day:
            number += 1
        return min(number, self.final)
