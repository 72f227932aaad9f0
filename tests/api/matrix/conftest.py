"""One world for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.api.matrix.worlds import World, world


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """Made once for all tests of a file, undone after them."""
    folder = tmp_path_factory.mktemp("imports")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(IMPORT_DIR=folder):
        yield world()
        transaction.set_rollback(True)


@pytest.fixture
def there(kept: World, db: None) -> World:
    return kept
