"""One world for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from tests.api.matrix.worlds import World, world
from tests.kept import made_once


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """Made once for all tests of a file, undone after them."""
    folder = tmp_path_factory.mktemp("imports")
    with made_once(django_db_blocker), override_settings(IMPORT_DIR=folder):
        yield world()


@pytest.fixture
def there(kept: World, db: None) -> World:
    return kept
