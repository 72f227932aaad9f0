"""The top of a scale of counts."""

from __future__ import annotations

UNITS = (1, 2, 3, 4, 5, 6, 8)
TENS = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80)


def nice_top(most: int) -> int:
    """The least round number that is enough: 1 for 0, 8 for 7, 12 for 11, 120 for 103."""
    for step in UNITS:
        if step >= most:
            return step
    size = 1
    while True:
        for step in TENS:
            if step * size >= most:
                return step * size
        size *= 10
