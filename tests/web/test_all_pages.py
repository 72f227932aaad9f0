"""What holds of every page, found from the URL patterns: who sees what, what it costs, what it weighs."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from relationships.choices import Role
from relationships.models import Relationship, User
from tests import builders as b
from tests.api.graphql.worlds import fill
from tests.api.matrix.worlds import CANARY, SHARED, World, add_more, seed, world
from tests.kept import made_once
from tests.web.addresses import ABOUT, NO_PAGE, addresses, names, pages, takes_id

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
FIRST_LOAD, LATER_LOAD = 150_000, 30_000  # bytes, compressed
HIDDEN = {"webhook": (404,)}  # only administrators see that it is there
NUMBERS = re.compile(r"\d+(?:, \d+)*")
LINKED = re.compile(r'(?:src|href)="/static/([^"?]+)"')


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("imports")
    with made_once(django_db_blocker), override_settings(IMPORT_DIR=folder):
        there = world()
        add_more(there)
        seed(there)
        yield there


@pytest.fixture
def there(made: World, db: None) -> World:
    return made


@dataclass(frozen=True)
class Answer:
    """What was answered at the address of a page."""

    status: int
    policy: str
    content: bytes


@pytest.fixture(scope="module")
def by_role() -> dict[Role, dict[str, Answer]]:
    """What each role was answered at each page, by its name: filled as it is asked for."""
    return {}


@pytest.fixture
def answered(there: World, by_role: dict[Role, dict[str, Answer]]) -> Callable[[Role], dict[str, Answer]]:
    """Each page of the own unit by its name, as this role there is answered."""

    def to(role: Role) -> dict[str, Answer]:
        if role not in by_role:
            client = signed_in(there.users[role])
            by_role[role] = {
                name: _answer(client, address)
                for name, address in addresses(lambda model: there.one(model, there.own))
            }
        return by_role[role]

    return to


def _answer(client: Client, address: str) -> Answer:
    found = client.get(address)
    return Answer(found.status_code, found.get("Content-Security-Policy", ""), found.content)


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user, backend=BACKEND)
    return client


def test_every_address_says_what_it_is_about() -> None:
    assert len(names()) == len(set(names()))
    about = {each.name for each in pages() if takes_id(each)}
    assert about - ABOUT.keys() == set(), "say in addresses.py which record each of these is about"
    assert ABOUT.keys() - about == set(), "these are no addresses any more"
    assert NO_PAGE.keys() - set(names()) == set()


def test_strangers_are_sent_to_sign_in(there: World) -> None:
    for name, address in addresses(lambda model: there.one(model, there.own)):
        answer = Client().get(address)
        assert answer.status_code == 302, name
        assert answer["Location"].startswith("/sign-in/"), name


@pytest.mark.parametrize("role", list(Role))
def test_every_page_opens_and_shows_nothing_of_another_unit(answered: Any, role: Role) -> None:
    wrong = {}
    for name, answer in answered(role).items():
        if answer.status not in (200, 403, *HIDDEN.get(name, ())):
            wrong[name] = f"answers {answer.status}"
        if CANARY in answer.content.decode():
            wrong[name] = "shows what is of another unit"
    assert wrong == {}


@pytest.mark.parametrize("role", [Role.READER, Role.ADMINISTRATOR])
def test_what_is_of_another_unit_is_not_there(there: World, role: Role) -> None:
    client = signed_in(there.users[role])
    own = {each.name for each in pages() if takes_id(each) and ABOUT[each.name or ""] not in SHARED}
    for name, address in addresses(lambda model: there.one(model, there.foreign)):
        if name in own:
            answer = client.get(address)
            assert (answer.status_code, CANARY in answer.content.decode()) == (404, False), name


def test_who_has_no_role_sees_nothing_of_anybody(there: World) -> None:
    client = signed_in(there.users[None])
    for name, address in addresses(lambda model: there.one(model, there.own)):
        answer = client.get(address)
        assert answer.status_code in (200, 403, 404), (name, answer.status_code)
        for word in (CANARY, "OWN party", "OWN 0"):
            assert word not in answer.content.decode(), name


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(answered: Any) -> None:
    for name, answer in answered(Role.ADMINISTRATOR).items():
        assert answer.policy, name
        assert "unsafe" not in answer.policy, name
        page = answer.content.decode()
        assert not re.search(r"<[^>]+\sstyle=|<style|<[^>]+\son[a-z]+=|<script(?![^>]*\bsrc=)", page), name
        assert not re.search(r'(?:src|action|hx-[a-z]+)="(?:https?:)?//', page), name


def test_every_page_is_light(answered: Any) -> None:
    weights: dict[str, int] = {}
    for name, answer in answered(Role.ADMINISTRATOR).items():
        page = answer.content
        own = len(gzip.compress(page))
        linked = sum(_weight(each, weights) for each in set(LINKED.findall(page.decode())))
        assert own < LATER_LOAD, (name, own)
        assert own + linked < FIRST_LOAD, (name, own + linked)


def _weight(path: str, known: dict[str, int]) -> int:
    if path not in known:
        found = finders.find(path)
        assert found, path
        known[path] = len(gzip.compress(Path(str(found)).read_bytes()))
    return known[path]


@pytest.fixture(scope="module")
def counted(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Any]:
    """The number of statements of each page, with one of everything and with three."""
    folder = tmp_path_factory.mktemp("imports")
    with made_once(django_db_blocker), override_settings(IMPORT_DIR=folder):
        found: list[dict[str, list[str]]] = []
        for times in (1, 3):
            with transaction.atomic():
                owner = b.user("ADMINISTRATOR", username="counter")
                first = fill(times, owner, "COUNTED")[0]
                found.append(dict(_statements(owner, first, asked_before=times > 1)))
                transaction.set_rollback(True)
        yield found


def _statements(user: User, first: Relationship, asked_before: bool) -> Iterator[tuple[str, list[str]]]:
    client = signed_in(user)

    def of(model: Any) -> Any:
        if model is Relationship:
            return first
        kept = {each.name for each in model._meta.get_fields()}
        about = model._default_manager.all()
        if "relationship" in kept:
            about = about.filter(relationship=first)
        return first.party if model is type(first.party) else about.order_by("pk").first()

    for name, address in addresses(of):
        if not asked_before:
            client.get(address)  # what is kept for the next request
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
        yield name, [each["sql"] for each in asked]


def test_no_page_asks_more_when_there_is_more(counted: Any) -> None:
    """Two rows more may lead to one statement more (something is there to be asked about), never to two."""
    one, three = counted
    again = {}
    for name in one:
        before, after = (Counter(NUMBERS.sub("N", sql) for sql in asked[name]) for asked in (one, three))
        more = {sql[:200]: number for sql, number in after.items() if number > max(before[sql], 1) + 1}
        if more:
            again[name] = more
    assert again == {}
