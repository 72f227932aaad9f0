"""Cursors in an answer that the database wrote: it gives the keys, and the cursors are written from these.

So a cursor is the same to the byte, whichever way the list was read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models

from api.graphql.compiled.writing import CURSOR
from relationships.models.base import AmountField
from relationships.paging import Key, cursor_of

_FOUND = re.compile(rf'"{CURSOR}(\d+):((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class CursorsOf:
    """What the cursors of one list are written from."""

    model: Any
    keys: tuple[Key, ...]

    def written(self, values: Sequence[Any]) -> str:
        kept = [_value(key, value) for key, value in zip(self.keys, values, strict=True)]
        return f'"{cursor_of(self.model, self.keys, kept)}"'


def with_cursors(answer: str, lists: Sequence[CursorsOf]) -> str:
    """The answer with its cursors written."""
    if not lists or CURSOR not in answer:
        return answer

    def cursor(found: re.Match[str]) -> str:
        return lists[int(found[1])].written(json.loads(json.loads(f'"{found[2]}"')))

    return _FOUND.sub(cursor, answer)


def _value(key: Key, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(key.field, AmountField):
        return Decimal(value) / AmountField.SCALE
    return float(value) if isinstance(key.field, models.FloatField) else value
