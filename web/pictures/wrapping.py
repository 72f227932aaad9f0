"""Breaking a name into lines: SVG does not."""

from __future__ import annotations


def wrapped(said: str, most: int) -> list[str]:
    """The words of a text in lines of at most so many characters, as far as its words allow."""
    lines: list[str] = []
    for word in said.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
