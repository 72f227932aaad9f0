"""The page about the tables: each table with its columns, groups and measures, from the declarations."""

from __future__ import annotations

import re

from bi.declared import Column, Group, Kind, Measure, Table
from bi.tables import TABLES

PAGE = "docs/bi/facts.md"
_KINDS = {
    Kind.KEY: "key (text)",
    Kind.WHOLE: "whole number",
    Kind.NUMBER: "number",
    Kind.TEXT: "text",
    Kind.TRUTH: "true or false",
    Kind.DAY: "day",
    Kind.MOMENT: "moment",
}


def page(held: str) -> str:
    """The page with its generated part renewed."""
    marks = ("<!-- tables -->", "<!-- end of tables -->")
    pattern = re.compile(rf"{re.escape(marks[0])}.*?{re.escape(marks[1])}", re.DOTALL)
    return pattern.sub(lambda _found: f"{marks[0]}\n{_tables()}\n{marks[1]}", held)


def _tables() -> str:
    return "\n".join(line for table in TABLES.values() for line in _table(table))


def _table(table: Table) -> list[str]:
    lines = ["", f"### {table.name}", "", table.en, "", f"*{table.nl}*", ""]
    lines += ["| column | holds | meaning | betekenis | of a day in the past |", "|---|---|---|---|---|"]
    lines += [_row(each, table) for each in table.columns]
    if table.groups:
        lines += ["", f"`groupBy`: {', '.join(map(_group, table.groups))}."]
    if table.measures:
        lines += ["", f"`measures`: {', '.join(map(_measure, table.measures))}."]
    return lines


def _row(column: Column, table: Table) -> str:
    holds = _KINDS[column.kind] + (", always" if column.always else "")
    return (
        f"| `{column.name}` | {holds} | {_plain(column.en)} | {_plain(column.nl)} | {_then(column, table)} |"
    )


def _then(column: Column, table: Table) -> str:
    if not table.tells_of_the_past:
        return "–"
    return "known" if column.then else f"empty: {column.lost}"


def _group(group: Group) -> str:
    return f"`{group.name}`"


def _measure(measure: Measure) -> str:
    return f"`{measure.name}`"


def _plain(text: str) -> str:
    return text.replace("|", "\\|")
