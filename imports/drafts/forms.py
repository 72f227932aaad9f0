"""What rows say of a record, as plain values in the order of columns, each as the database keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from relationships.models.base import AmountField

Kept = list[Any]


class Form:
    """The columns of a model that rows can say something of, and how their values are kept.

    Days are kept as ISO text, amounts as whole ten-thousandths, codes as text: what `relationships.rows`
    writes as it is, and what takes little room. None: nothing is said.
    """

    def __init__(self, model: type[models.Model], names: Iterable[str]) -> None:
        self.names = tuple(names)
        self.places = {name: at for at, name in enumerate(self.names)}
        ways = [_ways(model._meta.get_field(name)) for name in self.names]
        self._keep = [(at, keep) for at, (keep, _read) in enumerate(ways) if keep is not None]
        self._read = [read for _keep, read in ways]

    def kept(self, said: Mapping[str, Any]) -> Kept:
        """The values as they are kept."""
        row = list(map(said.get, self.names))
        for at, keep in self._keep:
            value = row[at]
            if value is not None:
                row[at] = keep(value)
        return row

    def said(self, row: Sequence[Any]) -> dict[str, Any]:
        """The values by column, as they were said."""
        return {
            name: value if read is None or value is None else read(value)
            for name, read, value in zip(self.names, self._read, row, strict=True)
        }


_Way = Callable[[Any], Any]


def _ways(field: Any) -> tuple[_Way | None, _Way | None]:
    """How a column's value is kept and read again; None where it stays as it is."""
    if isinstance(field, AmountField):
        return field.get_prep_value, lambda kept: Decimal(kept) / AmountField.SCALE
    if isinstance(field, models.DateField):
        return date.isoformat, date.fromisoformat
    if field.choices:
        return str.__str__, None
    return None, None
