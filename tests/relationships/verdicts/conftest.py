"""A relationship, and the clock of the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from unittest import mock

import pytest

from relationships.models import Relationship
from tests import builders as b
from tests.relationships.verdicts.shared import at


@pytest.fixture
def relationship() -> Relationship:
    return b.relationship()


@pytest.fixture
def clock() -> Iterator[Callable[[datetime], None]]:
    """Sets the moment at which the worker works."""
    with mock.patch("relationships.verdicts.timezone.now", return_value=at(1_000)) as now:
        yield lambda moment: setattr(now, "return_value", moment)
