"""What leaves the registry as a workbook or a list: portfolios, filtered lists, the template to start from.

    chosen = of_list(Relationship, {"verdict": "MISFIT"}, by)
    for piece in workbook(chosen, "nl"): ...

Everything is streamed: rows are read and written some at a time, and memory stays flat. The headers are those
that an import recognises, so that what was exported can be edited and taken in again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from imports.export.books import template, workbook
from imports.export.chosen import LISTS, Chosen, of_list, of_portfolio
from imports.export.texts import CSV_LISTS, csv_list
from relationships.actor import Actor
from relationships.models import Portfolio

__all__ = [
    "CSV_LISTS",
    "LISTS",
    "Chosen",
    "csv_list",
    "export_portfolio",
    "of_list",
    "of_portfolio",
    "template",
    "workbook",
    "write",
]


def export_portfolio(
    portfolio: Portfolio,
    target: IO[bytes] | str,
    by: Actor,
    language: str = "en",
    given: Mapping[str, Any] | None = None,
) -> None:
    """Write the portfolio, or what of it meets these conditions, to a workbook in this language."""
    write(target, workbook(of_portfolio(portfolio, by, given), language))


def write(target: IO[bytes] | str, pieces: Iterator[bytes]) -> None:
    """Write what is streamed to a file."""
    if isinstance(target, str):
        with Path(target).open("wb") as opened:
            return write(opened, pieces)
    for piece in pieces:
        target.write(piece)
