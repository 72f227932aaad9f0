"""Many ids as one parameter of a statement."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL


def among(ids: Collection[int]) -> Any:
    """What stands to the right of `__in`: any number of ids, in a statement that reads the same for all.

    So the database reads the statement once, Django handles one value and no limit of parameters is met.
    """
    if not ids:
        return []
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [as_parameter(ids)], BigIntegerField())
    return RawSQL("SELECT value FROM json_each(%s)", [as_parameter(ids)], BigIntegerField())


def as_parameter(ids: Collection[int]) -> Any:
    """The ids as that one parameter."""
    return list(ids) if connection.vendor == "postgresql" else json.dumps(list(ids))
