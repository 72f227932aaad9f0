"""The sample lists, where they are present."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def sample() -> Callable[[str], Path]:
    """The path of a sample list; the test is skipped, aloud, where the samples aren't."""
    folder = os.environ.get("COUNTERPART_SAMPLES")
    if not folder:
        pytest.skip("COUNTERPART_SAMPLES is not set: the real contract lists are not here")
    return lambda name: Path(folder) / name
