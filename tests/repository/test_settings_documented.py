from __future__ import annotations

import re

from config import env
from tests.repository.tracked import TOP


def test_operations_explains_exactly_the_settings_that_are_read() -> None:
    documented = re.findall(r"^\| `([A-Z_]+)` \|", (TOP / "docs/operations.md").read_text(), re.M)

    assert sorted(documented) == sorted([*env.SETTINGS, *READ_BY_MAKE_AND_TESTS])


# Not settings of the registry: what the Makefile, the scripts and the tests look at.
READ_BY_MAKE_AND_TESTS = (
    "COUNTERPART_SAMPLES",
    "DJANGO_SETTINGS_MODULE",
    "HOST",
    "PORT",
    "PYTHON",
    "REQUIRE_ALL",
)
