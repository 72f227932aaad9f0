"""Rows of a saved query as Parquet, in columns of the types that the schema declares: an extra."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from importlib.util import find_spec
from itertools import chain, islice
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_

from api.rest import formats
from api.rest.flat import Kind, plain
from api.rest.formats import Format
from api.saved.answering import Row
from api.saved.documents import Column
from relationships.errors import refuse

ROWS = 20_000
"""How many rows stand together in the file, and are held at once."""
DIGITS, DECIMALS = 38, 10
"""Of amounts: exact, whatever the currency."""
_MISSING = N_("Parquet is an extra that isn't installed here. Ask for csv, or have the operator install it.")


@lru_cache(maxsize=1)
def is_installed() -> bool:
    return find_spec("pyarrow") is not None


def check_installed() -> None:
    """Refuse, as an INVALID_FILTER of `format`, where the extra isn't there."""
    if not is_installed():
        why = gettext(_MISSING)
        refuse("INVALID_FILTER", formats.PARAMETER, value=Format.PARQUET.value, why=why)


def file_of(columns: Sequence[Column], portions: Iterable[Iterable[Row]]) -> Iterator[bytes]:
    """The file, some of it at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    typed = [_typed(each) for each in columns]
    schema = pa.schema([(each.name, kind) for each, (kind, _read) in zip(columns, typed, strict=True)])
    sink = _Sink()
    rows = chain.from_iterable(portions)
    with pq.ParquetWriter(sink, schema) as writer:
        while True:
            held = list(islice(rows, ROWS))
            values = [
                pa.array((_value(row[each.name], read) for row in held), kind)
                for each, (kind, read) in zip(columns, typed, strict=True)
            ]
            if held:
                writer.write_table(pa.table(values, schema=schema))
            yield sink.taken()
            if len(held) < ROWS:
                break
    yield sink.taken()


def _typed(column: Column) -> tuple[Any, Callable[[Any], Any]]:
    """The type of this column, and how its values in JSON are read."""
    import pyarrow as pa

    if column.kind is Kind.AMOUNT:
        return pa.decimal128(DIGITS, DECIMALS), Decimal
    by_scalar: Mapping[str, tuple[Any, Callable[[Any], Any]]] = {
        "Int": (pa.int64(), int),
        "Float": (pa.float64(), float),
        "Boolean": (pa.bool_(), bool),
        "Date": (pa.date32(), date.fromisoformat),
        "DateTime": (pa.timestamp("us", tz="UTC"), datetime.fromisoformat),
    }
    return by_scalar.get(column.scalar, (pa.string(), lambda value: str(plain(value))))


def _value(value: Any, read: Callable[[Any], Any]) -> Any:
    return None if value is None else read(value)


class _Sink:
    """Takes what is written, until it is taken away."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        self._size += len(self._pieces[-1])
        return len(self._pieces[-1])

    def tell(self) -> int:
        return self._size

    def flush(self) -> None:
        """Nothing is kept back."""

    def close(self) -> None:
        self.closed = True

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
