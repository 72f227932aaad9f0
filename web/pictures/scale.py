"""The top of a scale of counts."""

from __future__ import annotations


def nice_top(most: int) -> int:
    """The least of 1, 2, 4, 6, 10 and their tenfolds that is enough; of 0 it is 1."""
    size = 1
    while True:
        for step in (1, 2, 4, 6, 10):
            if step * size >= most:
                return step * size
        size *= 10
