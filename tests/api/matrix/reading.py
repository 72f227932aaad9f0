"""Everything that can be read, as somebody asks it: every operation of REST, every root field of GraphQL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.test import Client
from graphql import get_named_type, is_leaf_type, is_required_argument

from api.graphql.schema import schema
from tests.api.graphql.conftest import ADDRESS
from tests.api.graphql.test_query_counts import (
    asking_for,
    everything,
    is_list_of_records,
    node_type,
    selected,
)
from tests.api.matrix.found import operations
from tests.api.matrix.worlds import MODELS, World
from tests.principles import worlds as w


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
            if getattr(view.get, "in_pages", False) and pattern != "queries/*":
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
