"""The day of a check, and the last day on which its answer stays the same by itself."""

from __future__ import annotations

from datetime import date, timedelta

from relationships.terms.days import add_days, add_months


class Days:
    """Answers questions about time on one day, remembering the first day that would answer otherwise.

    Every comparison with the day goes through here, so that `until` is right: the last day on which each
    question put so far has the same answer; None when none of them ever changes.
    """

    __slots__ = ("on", "until")

    def __init__(self, on: date) -> None:
        self.on = on
        self.until: date | None = None

    def up_to(self, last: date) -> bool:
        """Whether the day is at most this last day."""
        if self.on > last:
            return False
        if last < date.max:
            self._remember(last)
        return True

    def within_days(self, since: date, days: int) -> bool:
        """Whether at most so many days have gone by since a day."""
        return self.up_to(add_days(since, days))

    def within_months(self, since: date, months: int) -> bool:
        """Whether at most so many calendar months have gone by since a day."""
        return self.up_to(add_months(since, months))

    def under_months(self, since: date, months: int) -> bool:
        """Whether less than so many calendar months have gone by since a day."""
        return self.up_to(add_days(add_months(since, months), -1))

    def has_come(self, day: date) -> bool:
        """Whether a day is here or past."""
        if day <= self.on:
            return True
        self._remember(day - timedelta(days=1))
        return False

    def _remember(self, last: date) -> None:
        if self.until is None or last < self.until:
            self.until = last
