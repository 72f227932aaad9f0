"""Who sees what: every read of REST and every root field × who asks; the scope of each kind of record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from graphql import get_named_type, is_leaf_type, is_required_argument

from api.graphql.schema import schema
from relationships.queries import visible_to
from tests.api.graphql.conftest import ADDRESS
from tests.api.graphql.test_query_counts import (
    asking_for,
    everything,
    is_list_of_records,
    node_type,
    selected,
)
from tests.api.matrix.expected import FIELDS, READS, by_name
from tests.api.matrix.found import operations, roots
from tests.api.matrix.worlds import (
    MODELS,
    SHARED,
    World,
    add_more,
    scoped,
    seed,
    world,
)
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db

EXPECTED = by_name(READS)


def asked_of(pattern: str, there: World) -> str:
    """What has to be asked with an address."""
    if pattern.endswith("/merge-preview"):
        further = there.own[MODELS["further-parties"]]
        return f"?other={MODELS['further-parties']._default_manager.get(pk=min(further)).party_id}"  # type: ignore[attr-defined]
    if pattern.endswith("/provisional"):
        return f"?principle_set={w.principle().principle_set_id}"
    return ""


def reads(there: World, user: Any) -> Iterator[tuple[str, str, Any]]:
    """Every read of REST by somebody: plain, and a list with its count."""
    caller = there.caller(user)
    for name, view in operations().items():
        method, pattern = name.split(":")
        if method == "GET":
            address = there.address(pattern, user=user) + asked_of(pattern, there)
            yield pattern, address, caller.get(address)
            if getattr(view.get, "in_pages", False):
                yield pattern, f"{address}?count=1", caller.get(f"{address}?count=1")


def document(root: str, there: World) -> str:
    """All fields of a root field, and all that leads on from there."""
    of = schema().query_type
    assert of is not None
    if is_list_of_records(root):
        return asking_for(root, everything(node_type(root)))
    taken = ", ".join(
        f"{name}: {_value(root, name, there)}"
        for name, each in of.fields[root].args.items()
        if is_required_argument(each) or (root.endswith("Summary") and name in ("groupBy", "measures"))
    )
    to = get_named_type(of.fields[root].type)
    if root == "node":
        return f"{{ node({taken}) {{ __typename id }} }}"
    text = selected(of, root, everything) if not is_leaf_type(to) else root
    return f"{{ {text if not taken else text.replace(root, f'{root}({taken})', 1)} }}"


def _value(root: str, name: str, there: World) -> str:
    relationship = there.one(MODELS["relationships"], there.own)
    if name in ("old", "new", "principleSet", "ruleSet"):
        found = MODELS[
            "rule-sets" if "uleSet" in root + name and "rinciple" not in root else "principle-sets"
        ]
        return str(found._default_manager.order_by("pk").first().pk)  # type: ignore[attr-defined]
    if name in ("groupBy", "measures"):
        values = list(get_named_type(schema().query_type.fields[root].args[name].type).values)  # type: ignore[union-attr]
        return f"[{', '.join(values[:2] if name == 'groupBy' else values[:8])}]"
    given = {
        "into": str(relationship.party_id),
        "other": asked_of("parties/*/merge-preview", there).partition("=")[2],
        "relationship": str(relationship.pk),
        "id": '"UmVsYXRpb25zaGlwOjE="',
        "input": "[{facts: {}}]" if root == "fitPreview" else "{}",
    }
    return given[name]


def ask(there: World, user: Any, text: str) -> Any:
    headers = {} if user is None else {"Authorization": f"Bearer {there.text(user, 'READ')}"}
    client = Client(raise_request_exception=False)
    return client.post(ADDRESS, json.dumps({"query": text}), "application/json", headers=headers)


class Kept:
    """The world, with canaries in the other unit."""

    def __init__(self) -> None:
        self.there = world()
        add_more(self.there)
        seed(self.there)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("imports")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(IMPORT_DIR=folder):
        yield Kept()
        transaction.set_rollback(True)


@pytest.fixture
def kept(made: Kept, db: None) -> Kept:
    return made


@pytest.fixture
def there(kept: Kept) -> World:
    return kept.there


def test_every_read_is_expected_of_somebody() -> None:
    found = {each.removeprefix("GET:") for each in operations() if each.startswith("GET:")}
    assert found - EXPECTED.keys() == set(), "say in expected.py READS who sees each of these"
    assert EXPECTED.keys() - found == set(), "these are no operations any more: take them out of expected.py"
    assert roots() - by_name(FIELDS).keys() == set(), "say in expected.py FIELDS who sees each of these"
    assert by_name(FIELDS).keys() - roots() == set()


def test_the_scope_of_each_kind_leaves_out_the_other_unit(there: World) -> None:
    for model in scoped():
        for user in there.users.values():
            seen = set(visible_to(user, model).values_list("pk", flat=True))
            if user is there.users[None]:
                assert seen <= {user.pk if model is type(user) else 0}, model
            elif model not in SHARED:
                known = {each.pk for each in (there.users.values() if model is type(user) else ())}
                assert seen & there.foreign[model] <= known, (model, user)


def test_strangers_are_told_nothing_but_to_sign_in(there: World) -> None:
    for pattern, address, answer in reads(there, None):
        assert (answer.status_code, answer.json()["code"]) == (401, "NOT_SIGNED_IN"), (pattern, address)
    for root in sorted(roots()):
        answer = ask(there, None, document(root, there))
        assert [each["extensions"]["code"] for each in answer.json()["errors"]] == ["NOT_SIGNED_IN"], root
