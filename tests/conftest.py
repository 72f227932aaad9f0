"""What every test can use."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from unittest import mock

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from scripts.client_tools import installed
from scripts.find_chromium import chromium

# A property holds or it doesn't: the same examples at every run, and no clock to fail by.
hypothesis_settings.register_profile(
    "default", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile("long", hypothesis_settings.get_profile("default"), max_examples=5_000)


# Slow, and about files, documents, the number of statements and how doors say it rather than about what a
# database does (that is tried below the doors): on PostgreSQL only in make test-full.
ONE_DATABASE_IS_ENOUGH = (
    "tests/access/test_demonstration",
    "tests/api/graphql/test_documented.py",
    "tests/api/graphql/test_hostile.py",
    "tests/api/graphql/test_http.py",
    "tests/api/graphql/test_limits.py",
    "tests/api/graphql/test_query_counts.py",
    "tests/api/matrix/test_acting.py",
    "tests/api/matrix/test_reading.py",
    "tests/api/matrix/test_guide.py",
    "tests/api/rest/test_answers.py",
    "tests/api/rest/test_description.py",
    "tests/imports/columns/",
    "tests/imports/export/",
    "tests/imports/test_layouts.py",
    "tests/imports/test_put_away.py",
    "tests/imports/test_samples.py",
    "tests/imports/workbook/",
    "tests/parity/",
    "tests/repository/",
    "tests/web/",
)
# Of those all the same: each page by each role, with everything there is to see.
ON_BOTH = ("tests/web/test_all_pages.py::test_every_page_opens",)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="the long versions too (make test-full)")


def pytest_configure(config: pytest.Config) -> None:
    long = config.getoption("--long")
    hypothesis_settings.load_profile("long" if long else "default")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is for the long run, and what this database or machine can't do; files that empty the
    database come last."""
    emptying = {item.path for item in items if _empties_the_database(item)}
    items.sort(key=lambda item: item.path in emptying)  # what came with the registry has other ids afterwards
    left_out = {
        "long": not config.getoption("--long"),
        "postgres": "postgresql" not in settings.DATABASES["default"]["ENGINE"],
        "browser": chromium() is None,
        "clients": not installed(),
        "one_connection": "postgresql" in settings.DATABASES["default"]["ENGINE"],
    }
    absent = [name for name, out in left_out.items() if out]
    deselected = [item for item in items if any(map(item.get_closest_marker, absent))]
    if not left_out["postgres"]:
        deselected += [item for item in items if not _reaches_a_database(item)]
    if not left_out["postgres"] and left_out["long"]:
        deselected += [item for item in items if _one_is_enough(item.nodeid)]
    if deselected:
        config.hook.pytest_deselected(items=deselected)
        out = set(deselected)
        items[:] = [item for item in items if item not in out]


def pytest_collection_finish() -> None:
    """What was loaded stays: it isn't looked through for garbage again and again."""
    gc.freeze()
    gc.set_threshold(50_000, 50)


def _empties_the_database(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) or (marker is not None and bool(marker.kwargs.get("transaction")))


def _one_is_enough(test: str) -> bool:
    return test.startswith(ONE_DATABASE_IS_ENOUGH) and not test.startswith(ON_BOTH)


def _reaches_a_database(item: pytest.Item) -> bool:
    """Whether a test may use the database at all: pytest-django lets no other one. The rest runs once."""
    through = {"db", "transactional_db", "live_server", "client"} & set(getattr(item, "fixturenames", ()))
    return bool(through) or any(map(item.get_closest_marker, ("django_db", "postgres")))


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A request or command in another language leaves no trace in the next test."""
    yield
    translation.deactivate()


@pytest.fixture
def today() -> date:
    """The day on which the tests take place, for whatever takes a day."""
    return date(2026, 11, 20)


@pytest.fixture
def fixed_clock(today: date) -> Iterator[datetime]:
    """Django's clock stands still at noon (UTC) of `today`."""
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    with mock.patch("django.utils.timezone.now", return_value=noon):
        yield noon


@pytest.fixture
def queries(django_assert_num_queries: Callable[..., AbstractContextManager]) -> Callable:
    """`with queries(7): …` fails, showing the statements, when it takes any other number."""
    return django_assert_num_queries


@pytest.fixture
def no_n_plus_one() -> Iterator[None]:
    """Fails the test that reads related records one by one."""
    from zeal import zeal_context

    with zeal_context():
        yield


@pytest.fixture
def on_postgres() -> bool:
    return connection.vendor == "postgresql"
