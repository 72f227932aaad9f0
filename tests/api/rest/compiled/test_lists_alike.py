"""Whichever way a list is written, the answer is the same to the byte; and which way that is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import QuerySet
from django.test import override_settings

from access.models import SavedQuery
from api.rest.compiled import rows
from relationships.choices import Role
from relationships.models.base import AmountField
from tests.api.matrix.found import operations
from tests.api.matrix.worlds import World, scoped, words_of, world
from tests.kept import made_once

pytestmark = pytest.mark.django_db

HARD = (
    'He said "no"',
    "back\\slash and /slash",
    "line\u2028separator\u2029and\u0085next",
    "emoji 😀 and é and ﷽",
    "100% %s %(x)s {0} {name}",
    "it's; DROP TABLE x; --",
    "\x01\x1f control \x7f\t\n\r\b\f",
    '[1, {"a": null}]',
    "",
)
AMOUNTS = (
    Decimal("0"),
    Decimal("1250.5"),
    Decimal("-1250.5"),
    Decimal("0.0001"),
    Decimal("-0.0001"),
    Decimal("9999999999999.9999"),
)
CURRENCIES = ("EUR", "JPY", "BHD", "CLF", "", "XXQ")
FRACTIONS = (0, 120_000, 1, 999_999, 500_000)
NUMBERS = (0.0, 82.5, 100.0, 33.333333333333336, 1e-7)
# What the serializers still write, because it tells of more than columns.
BY_SERIALIZERS = {"attention", "categories", "exchange-rates", "imports", "imports/*/rows", "queries/*"}
BY_SERIALIZERS |= {"saved-queries"}


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """Made once for all tests of this file, undone after them."""
    folder = tmp_path_factory.mktemp("imports")
    with made_once(django_db_blocker), override_settings(IMPORT_DIR=folder):
        there = world()
        for at, model in enumerate(scoped()):
            _hard_values(model, at)
        yield there


@pytest.fixture
def there(kept: World, db: None) -> World:
    return kept


def _hard_values(model: Any, at: int) -> None:
    """Straight into the tables: this is about what stands there, however it came."""
    words = [] if model is SavedQuery else words_of(model)
    for record in QuerySet(model).order_by("pk"):
        at += 1
        for field in model._meta.concrete_fields:
            at += 1
            value = _hard(field, record, words, at)
            if value is not None:
                with suppress(IntegrityError), transaction.atomic():
                    QuerySet(model).filter(pk=record.pk).update(**{field.name: value})


def _hard(field: Any, record: Any, words: list[Any], at: int) -> Any:
    if isinstance(field, AmountField):
        return AMOUNTS[at % len(AMOUNTS)] if at % 4 else None
    if field.name == "currency":
        return CURRENCIES[at % len(CURRENCIES)]
    if isinstance(field, models.FloatField):
        return NUMBERS[at % len(NUMBERS)]
    if isinstance(field, models.DateTimeField) and getattr(record, field.name) is not None:
        return datetime(2026, 11, 20, 12, 0, 0, FRACTIONS[at % len(FRACTIONS)], tzinfo=UTC)
    if field not in words:
        return None
    if isinstance(field, models.JSONField):
        held = getattr(record, field.name)
        if not isinstance(held, list | dict):
            return None
        hard = {HARD[at % 8]: [1.5, None, True, HARD[(at + 1) % 8]]}
        return {**held, **hard} if isinstance(held, dict) else held
    text = HARD[at % len(HARD)] + ("" if not field.unique else str(record.pk))
    return text[: field.max_length] if field.max_length else text


def lists(there: World, user: Any) -> Iterator[tuple[str, Any]]:
    """Every list of records, by the address that it has for this user."""
    for name, view in operations().items():
        method, pattern = name.split(":")
        if method == "GET" and getattr(view.get, "in_pages", False):
            yield pattern, there.address(pattern, user=user)


class Answers:
    """The answers of one user, given both ways."""

    def __init__(self, there: World, user: Any) -> None:
        self.caller = there.caller(user)

    def both(self, address: str) -> Any:
        """The answer, which is the same both ways."""
        found = self.caller.get(address)
        with override_settings(COMPILED_READS=False):
            expected = self.caller.get(address)
        assert found.status_code == expected.status_code, address
        assert found.content == expected.content, address
        del found.headers["X-Request-ID"], expected.headers["X-Request-ID"]
        assert found.headers == expected.headers, address
        return found


WAYS = ("", "?limit=1&count=1", "?limit=1000&ordering=-id")


@pytest.mark.parametrize(
    ("asker", "ways"),
    [("above", WAYS), ("ADMINISTRATOR", ["?count=1"]), ("READER", ["?count=1"]), ("nobody", ["?count=1"])],
)
def test_every_list_is_the_same_both_ways(there: World, asker: str, ways: tuple[str, ...]) -> None:
    user = _asker(there, asker)
    answers = Answers(there, user)
    for _pattern, address in lists(there, user):
        for asked in ways:
            page = answers.both(address + asked)
            if page.status_code == 200 and page.json().get("next"):
                parts = urlsplit(page.json()["next"])
                answers.both(f"{parts.path.removeprefix('/api/v1/')}?{parts.query}")


def _asker(there: World, asker: str) -> Any:
    if asker == "above":
        return there.above[Role.ADMINISTRATOR]
    return there.users[None if asker == "nobody" else Role(asker)]


def test_which_lists_the_database_writes(there: World, monkeypatch: Any) -> None:
    user = _asker(there, "above")
    told: list[Any] = []
    written = rows.texts_of

    def watched(*given: Any) -> Any:
        told.append(written(*given))
        return told[-1]

    monkeypatch.setattr("api.rest.paging.texts_of", watched)
    caller, by_serializers = there.caller(user), set()
    for pattern, address in lists(there, user):
        told.clear()
        caller.get(address)
        if told in ([], [None]):
            by_serializers.add(pattern)
    assert settings.COMPILED_READS
    assert by_serializers == BY_SERIALIZERS
