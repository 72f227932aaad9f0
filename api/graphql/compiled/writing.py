"""How values are written as JSON by the database itself, the same way as the schema's scalars write them."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from api.graphql.compiled.statements import Declined, Row, Sql, joined
from relationships.values import currencies

# What stands where the schema allows no null: an answer with it is left to the executor, which says so.
FORBIDDEN = f"\x07forbidden {secrets.token_hex(8)}"
# What a cursor is written from, until it is: this, the number of the list, and the keys as a JSON list.
CURSOR = f"cursor {secrets.token_hex(8)} "

Pairs = Sequence[tuple[str, Sql]]
_GREATEST_INT = 2**31 - 1
_LONGEST_NAME = 63
_MOST_PAIRS = 49


def literal(text: str) -> str:
    """A text of our own as it stands in a statement."""
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


_OPEN = literal(json.dumps(FORBIDDEN) + ":0}")


class Writer:
    """What is common to both databases. Values are made of columns, for a place in a JSON object."""

    forbidden = ""
    reads_scopes_first = False
    reads_again = False

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self._aliases = 0

    def alias(self) -> str:
        """A name of its own in the statement, which no field of a document can have."""
        self._aliases += 1
        return f'"rows {self._aliases}"'

    def constant(self, text: str) -> Sql:
        return Sql(f"CAST({literal(text)} AS text)")

    def text(self, column: str, *, always: bool) -> Sql:
        """A text; an empty one is no value."""
        otherwise = f" ELSE {literal(FORBIDDEN)}" if always else ""
        return Sql(f"CASE WHEN {column} <> '' THEN {column}{otherwise} END")  # NULLIF costs SQLite more

    def code(self, column: str, codes: Iterable[str], *, always: bool) -> Sql:
        """A text that is one of these codes."""
        known = " ".join(f"WHEN {each} THEN {each}" for each in map(literal, sorted(codes)))
        forbidden = literal(FORBIDDEN)
        otherwise = forbidden if always else f"CASE WHEN {column} <> '' THEN {forbidden} END"
        return Sql(f"CASE {column} {known} ELSE {otherwise} END")

    def called(self, column: str, names: Mapping[str, str]) -> Sql:
        """The name of a code, which is always there."""
        cases = " ".join(f"WHEN {literal(code)} THEN {literal(name)}" for code, name in names.items())
        return Sql(f"CASE {column} {cases} ELSE {literal(FORBIDDEN)} END")

    def day(self, column: str) -> Sql:
        return Sql(column)

    def amount_text(self, column: str, currency: str | None, otherwise: int = 0) -> Sql:
        """An amount kept in whole ten-thousandths, with at least the decimals of its currency.

        `otherwise`: how many a currency has that isn't known.
        """
        rest = f"(ABS({column}) %% 10000)"
        places = _places(rest, currency, otherwise)
        digits = f"SUBSTR(CAST(10000 + {rest} AS text), 2, {places})"
        return Sql(
            f"(CASE WHEN {column} < 0 THEN '-' ELSE '' END || CAST(ABS({column}) / 10000 AS text) "
            f"|| CASE WHEN {places} > 0 THEN '.' || {digits} ELSE '' END)"
        )

    # What the databases do differently.

    def whole(self, column: str, *, wide: bool) -> Sql:
        raise NotImplementedError

    def truth(self, column: str) -> Sql:
        raise NotImplementedError

    def moment(self, column: str, zone: str = "+00:00") -> Sql:
        """A moment in UTC with its offset; a fraction of a second has six digits or none."""
        raise NotImplementedError

    def number(self, column: str, *, pointed: bool = False) -> Sql:
        """A number; with `pointed` a whole one has its point too, as Python writes it."""
        raise NotImplementedError

    def listed(self, column: str) -> Sql:
        """The codes of "|CODE|CODE|" as a JSON list; an empty one where there are none."""
        codes = self.json(f"""'["' || REPLACE(TRIM({column}, '|'), '|', '","') || '"]'""").text
        none = self.json("'[]'").text
        return Sql(f"CASE WHEN TRIM({column}, '|') <> '' THEN {codes} ELSE {none} END")

    def json(self, text: str) -> Sql:
        """A text that is JSON, as JSON."""
        raise NotImplementedError

    def amount_number(self, column: str) -> Sql:
        raise NotImplementedError

    def join(self, table: str, alias: str, column: str, value: str) -> str:
        """What stands in FROM to have beside each row the record with this value, where there is one."""
        raise NotImplementedError

    def global_id(self, kind: str, column: str) -> Sql:
        raise NotImplementedError

    def texts(self, values: Sequence[Sql]) -> Sql:
        """The values as a JSON list, as a text."""
        raise NotImplementedError

    def object(self, pairs: Pairs, row: Row) -> Sql:
        """A JSON object made of what these rows hold."""
        raise NotImplementedError

    def object_text(self, pairs: Pairs, row: Row) -> Sql:
        """The same as text."""
        raise NotImplementedError

    def one(self, pairs: Pairs, row: Row, rows: Sql) -> Sql:
        """The JSON object of the one row that there is; NULL without."""
        raise NotImplementedError

    def all_of(self, pairs: Pairs, rows: Sql | None, row: Row) -> Sql:
        """One JSON object of values that all rows come to."""
        raise NotImplementedError

    def array(self, value: Sql, where: str) -> Sql:
        """A JSON list with the value of each row for which this holds."""
        raise NotImplementedError

    def small_object(self, pairs: Pairs) -> Sql:
        """A JSON object of at most fifty values that all rows come to."""
        raise NotImplementedError

    def required(self, value: Sql) -> Sql:
        """A JSON object that must be there."""
        raise NotImplementedError

    def truth_of(self, condition: str) -> Sql:
        raise NotImplementedError

    def as_text(self, value: Sql) -> Sql:
        """A JSON value as text, for the answer itself."""
        raise NotImplementedError

    def nothing(self) -> Sql:
        return Sql("NULL")

    def guarded(self, value: Sql, row: Row, rows: Sql, most: int | None, never_empty: Sequence[str]) -> Sql:
        """The same, forbidden where there are more rows than that or one of these columns is empty."""
        source = joined(["(" + rows + f") {row.alias}", *row.beside], " CROSS JOIN ")
        wrong = [f"COUNT(*) > {most}"] if most is not None else []
        wrong += [f"COUNT({row.annotation(each)}) < COUNT(*)" for each in dict.fromkeys(never_empty)]
        found = self.array(value, "")
        if wrong:
            found = f"CASE WHEN {' OR '.join(wrong)} THEN {self.forbidden} ELSE " + found + " END"
        return "(SELECT " + found + " FROM " + source + ")"


class Sqlite(Writer):
    forbidden = literal(FORBIDDEN)
    reads_scopes_first = True
    reads_again = True  # to pass columns on through a window costs more than to read the record again

    def __init__(self, connection: Any) -> None:
        super().__init__(connection)
        connection.ensure_connection()
        if getattr(connection, "_written_json", None) is not connection.connection:
            for name, takes, function in (("as_base64", 1, _base64), ("as_number", 1, _number)):
                connection.connection.create_function(name, takes, function, deterministic=True)
            connection._written_json = connection.connection

    def whole(self, column: str, *, wide: bool) -> Sql:
        if not wide:
            return Sql(column)
        known = f"WHEN {column} BETWEEN -{_GREATEST_INT} AND {_GREATEST_INT} THEN {column}"
        return Sql(f"CASE {known} WHEN {column} IS NOT NULL THEN {literal(FORBIDDEN)} END")

    def truth(self, column: str) -> Sql:
        return Sql(f"CASE {column} WHEN 1 THEN json('true') WHEN 0 THEN json('false') END")

    def truth_of(self, condition: str) -> Sql:
        return Sql(f"CASE WHEN {condition} THEN json('true') ELSE json('false') END")

    def json(self, text: str) -> Sql:
        return Sql(f"json({text})")

    def moment(self, column: str, zone: str = "+00:00") -> Sql:
        written = f"REPLACE({column}, ' ', 'T') || '{zone}'"
        whole = f"SUBSTR({column}, 1, 10) || 'T' || SUBSTR({column}, 12, 8) || '{zone}'"
        return Sql(
            f"CASE LENGTH({column}) WHEN 19 THEN {written} "
            f"WHEN 26 THEN CASE SUBSTR({column}, 20) WHEN '.000000' THEN {whole} ELSE {written} END "
            f"ELSE CASE WHEN {column} IS NOT NULL THEN {literal(FORBIDDEN)} END END"
        )

    def number(self, column: str, *, pointed: bool = False) -> Sql:
        short = f"{column} = ROUND({column}, 1) AND ABS({column}) < 1e9"  # these it writes as Python does
        unless = f"WHEN {column} IS NOT NULL THEN json(as_number({column}))"  # a call of ours costs more
        return Sql(f"CASE WHEN {short} THEN {column} {unless} END")

    def amount_number(self, column: str) -> Sql:
        return Sql(
            f"json(CASE WHEN {column} < 0 THEN '-' ELSE '' END || (ABS({column}) / 10000) || '.' "
            f"|| SUBSTR(10000 + ABS({column}) %% 10000, 2))"
        )

    def join(self, table: str, alias: str, column: str, value: str) -> str:
        return f' LEFT JOIN "{table}" {alias} ON {alias}."{column}" = {value}'

    def global_id(self, kind: str, column: str) -> Sql:
        return Sql(f"as_base64({literal(kind + ':')} || {column})")

    def texts(self, values: Sequence[Sql]) -> Sql:
        return "json_array(" + joined(values) + ")"

    def object(self, pairs: Pairs, row: Row) -> Sql:
        """At most 63 pairs fit in one call: the texts of several are put together where a mark stands."""
        portions = [pairs[at : at + _MOST_PAIRS] for at in range(0, len(pairs), _MOST_PAIRS)]
        if len(portions) <= 1:
            return _called("json_object", pairs)
        *firsts, last = portions
        open_ended = [
            "REPLACE(" + _called("json_object", [*each, (FORBIDDEN, Sql("0"))]) + f", {_OPEN}, '')"
            for each in firsts
        ]
        cut = ["SUBSTR(" + each + ", 2)" for each in (*open_ended[1:], _called("json_object", last))]
        return "json(" + joined([open_ended[0], *cut], " || ") + ")"

    def object_text(self, pairs: Pairs, row: Row) -> Sql:
        return self.object(pairs, row)

    def one(self, pairs: Pairs, row: Row, rows: Sql) -> Sql:
        return "(SELECT " + self.object(pairs, row) + " FROM (" + rows + f") {row.alias})"

    def all_of(self, pairs: Pairs, rows: Sql | None, row: Row) -> Sql:
        return "(SELECT " + self.object(pairs, row) + (" FROM " + rows if rows is not None else "") + ")"

    def array(self, value: Sql, where: str) -> Sql:
        return "json_group_array(" + value + ")" + (f" FILTER (WHERE {where})" if where else "")

    def small_object(self, pairs: Pairs) -> Sql:
        return _called("json_object", pairs)

    def as_text(self, value: Sql) -> Sql:
        return value

    def required(self, value: Sql) -> Sql:
        return "COALESCE(" + value + f", {literal(FORBIDDEN)})"


class Postgres(Writer):
    forbidden = f"to_json(CAST({literal(FORBIDDEN)} AS text))"

    def whole(self, column: str, *, wide: bool) -> Sql:
        if not wide:
            return Sql(column)
        return Sql(
            f"CASE WHEN {column} BETWEEN -{_GREATEST_INT} AND {_GREATEST_INT} THEN to_json({column}) "
            f"WHEN {column} IS NOT NULL THEN to_json(CAST({literal(FORBIDDEN)} AS text)) END"
        )

    def truth(self, column: str) -> Sql:
        return Sql(column)

    def truth_of(self, condition: str) -> Sql:
        return Sql(f"({condition})")

    def json(self, text: str) -> Sql:
        return Sql(f"CAST({text} AS json)")

    def moment(self, column: str, zone: str = "+00:00") -> Sql:
        written = f"""to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')"""
        return Sql(f"REPLACE({written}, '.000000', '') || '{zone}'")

    def number(self, column: str, *, pointed: bool = False) -> Sql:
        if pointed:
            whole = f"ABS({column}) < 1e15 AND {column} = TRUNC({column})"
            as_whole = f"CAST(CAST({column} AS bigint) || '.0' AS json)"
            return Sql(f"CASE WHEN {whole} THEN {as_whole} ELSE to_json({column}) END")
        odd = f"{column} IN ('NaN', 'Infinity', '-Infinity')"
        return Sql(
            f"CASE WHEN {odd} THEN to_json(CAST({literal(FORBIDDEN)} AS text)) ELSE to_json({column}) END"
        )

    def amount_number(self, column: str) -> Sql:
        return Sql(f"({column} * 0.0001)")

    def join(self, table: str, alias: str, column: str, value: str) -> str:
        """By key for each row: left to itself it reads a long table whole for a page of rows."""
        found = f'SELECT * FROM "{table}" {alias} WHERE {alias}."{column}" = {value} OFFSET 0'
        return f" LEFT JOIN LATERAL ({found}) {alias} ON TRUE"

    def global_id(self, kind: str, column: str) -> Sql:
        return Sql(
            f"REPLACE(encode(convert_to({literal(kind + ':')} || {column}, 'UTF8'), 'base64'), E'\\n', '')"
        )

    def texts(self, values: Sequence[Sql]) -> Sql:
        return "json_build_array(" + joined(values) + ")::text"

    def object(self, pairs: Pairs, row: Row) -> Sql:
        alias = self.alias()
        row.beside.append("LATERAL (SELECT " + _columns(pairs) + f") {alias}")
        return Sql(alias)

    def object_text(self, pairs: Pairs, row: Row) -> Sql:
        return "CAST(row_to_json(" + self.object(pairs, row) + ") AS text)"

    def one(self, pairs: Pairs, row: Row, rows: Sql) -> Sql:
        alias = self.alias()
        within = "SELECT " + _columns(pairs) + " FROM (" + rows + f") {row.alias}"
        if row.beside:
            within += " CROSS JOIN " + joined(row.beside, " CROSS JOIN ")
        return f"(SELECT row_to_json({alias}) FROM (" + within + f") {alias})"

    def all_of(self, pairs: Pairs, rows: Sql | None, row: Row) -> Sql:
        alias = self.alias()
        source = Sql("")
        if rows is not None:
            source = " FROM " + joined([rows, *row.beside], " CROSS JOIN ")
        return f"(SELECT row_to_json({alias}) FROM (SELECT " + _columns(pairs) + source + f") {alias})"

    def array(self, value: Sql, where: str) -> Sql:
        chosen = f" FILTER (WHERE {where})" if where else ""
        return "COALESCE(json_agg(" + value + f"){chosen}, '[]'::json)"

    def small_object(self, pairs: Pairs) -> Sql:
        return _called("json_build_object", pairs)

    def as_text(self, value: Sql) -> Sql:
        return "CAST(" + value + " AS text)"

    def required(self, value: Sql) -> Sql:
        return "COALESCE(" + value + f", to_json(CAST({literal(FORBIDDEN)} AS text)))"


def writer(connection: Any) -> Writer:
    """The writer for this database."""
    return Postgres(connection) if connection.vendor == "postgresql" else Sqlite(connection)


def _called(function: str, pairs: Pairs) -> Sql:
    if len(pairs) > _MOST_PAIRS + 1:
        raise Declined("too many fields")
    return f"{function}(" + joined([literal(name) + ", " + value for name, value in pairs]) + ")"


def _columns(pairs: Pairs) -> Sql:
    """The pairs as columns, whose names PostgreSQL would cut if they were longer."""
    for name, _value in pairs:
        if len(name) > _LONGEST_NAME:
            raise Declined("a name is too long")
    return joined([value + f' AS "{name}"' for name, value in pairs])


@lru_cache(maxsize=1)
def _by_places() -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for code, places in currencies().items():
        found.setdefault(places, []).append(code)
    return {places: ", ".join(map(literal, codes)) for places, codes in found.items()}


def _places(rest: str, currency: str | None, otherwise: int) -> str:
    """How many decimals are written: those that there are, and those of the currency at least."""
    there = (
        f"CASE WHEN {rest} %% 10 <> 0 THEN 4 WHEN {rest} %% 100 <> 0 THEN 3 WHEN {rest} %% 1000 <> 0 THEN 2 "
    )
    there += f"WHEN {rest} <> 0 THEN 1 ELSE 0 END"
    if currency is None:
        return there
    known = {places: codes for places, codes in _by_places().items() if places != otherwise}
    usual = " ".join(f"WHEN {currency} IN ({codes}) THEN {places}" for places, codes in known.items())
    greater = f"(CASE {usual} ELSE {otherwise} END)"
    return f"(CASE WHEN ({there}) > {greater} THEN ({there}) ELSE {greater} END)"


def _base64(text: str | None) -> str | None:
    return None if text is None else base64.b64encode(text.encode()).decode()


def _number(value: float | None) -> str | None:
    return None if value is None else repr(float(value))
