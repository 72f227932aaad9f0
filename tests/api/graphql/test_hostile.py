"""Requests that hurt: each refused from its document alone, at once, and in few words."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

HOSTILE = {
    "a thousand aliases": "{" + " ".join(f"a{n}: parties {{ totalCount }}" for n in range(1_000)) + "}",
    "a few hundred aliases": "{" + " ".join(f"a{n}: parties {{ totalCount }}" for n in range(300)) + "}",
    "circular hops": (
        "{ parties { edges { node { relationships { edges { node { party { relationships {"
        " edges { node { subject } } } } } } } } } } }"
    ),
    "circular hops of full pages": (
        "{ parties(first: 1000) { edges { node {"
        " relationships(first: 1000) { edges { node { subject } } } } } } }"
    ),
    "ten thousand equal fields": "{ me {" + " username" * 10_000 + "} }",
    "three thousand equal fields": "{ me {" + " username" * 3_000 + "} }",
    "five thousand directives": "{ me { username" + " @include(if: true)" * 5_000 + "} }",
    "two hundred directives": "{ me { username" + " @skip(if: false)" * 200 + "} }",
    "two hundred levels": "{ units { edges { node {" + " parent {" * 200 + "pk" + "}" * 200 + "} } } }",
    "two hundred fragments in each other": "{" + "... {" * 200 + "me { pk }" + "}" * 200 + "}",
    "two thousand fragments in each other": "{" + "... {" * 2_000 + "me { pk }" + "}" * 2_000 + "}",
    "twenty levels": "{ units { edges { node {" + " parent {" * 20 + "pk" + "}" * 20 + "} } } }",
    "twenty thousand levels": "{ me" * 20_000,
    "a fragment that holds itself": "{ ...A } fragment A on Query { me { pk } ...A }",
    "fragments in a ring": "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
    "fragments that double": "{ ...F0 }"
    + "".join(f" fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(40))
    + " fragment F40 on Query { me { pk } }",
    "a long document": "{ me { pk } }" + "#" * 200_000,
    "deep introspection": (
        "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
    ),
    "the schema a hundred times": "{"
    + " ".join(f"a{n}: __schema {{ types {{ name fields {{ name }} }} }}" for n in range(100))
    + "}",
    "the types a hundred times": "{ __schema {"
    + " ".join(f"a{n}: types {{ ...T }}" for n in range(99))
    + "} } fragment T on __Type { name fields { name args { name } } }",
    "a thousand decisions at once": "mutation {"
    + " ".join(f"a{n}: removeLine(id: 1) {{ ok }}" for n in range(99))
    + " ".join(f"b{n}: removeLine(id: 1) {{ ok }}" for n in range(99))
    + "}",
}


# Counted, not timed: an interpreter makes some ten million calls a second on whatever machine of today, and
# keeps some hundred bytes for each token of a document that it reads.
MOST_CALLS = 1_000_000
MOST_BYTES = 5_000_000


@contextmanager
def calls_counted() -> Iterator[list[int]]:
    """How many functions are called meanwhile: the same on a machine that is slow or busy."""
    counted = [0]

    def count(_frame: Any, event: str, _argument: Any) -> None:
        counted[0] += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield counted
    finally:
        sys.setprofile(before)


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_refused_at_once(ask, what: str, django_assert_max_num_queries) -> None:
    ask("{ me { pk } }")
    with django_assert_max_num_queries(3), calls_counted() as calls:
        answer = ask.answer(HOSTILE[what])

    assert "data" not in answer
    assert answer["errors"][0]["extensions"]["code"] in ("TOO_LARGE", "MALFORMED")
    assert calls[0] < MOST_CALLS
    assert len(str(answer)) < 10_000


@pytest.mark.parametrize("what", HOSTILE)
def test_it_takes_little_memory(ask, what: str) -> None:
    ask("{ me { pk } }")
    tracemalloc.start()
    try:
        ask.answer(HOSTILE[what])
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < MOST_BYTES


def test_the_way_to_ask_less_is_told(ask) -> None:
    (error,) = ask.answer(HOSTILE["circular hops of full pages"])["errors"]

    assert error["message"] == (
        "This is larger than the limit of 250,000 cost, and this asks 3,003,001: ask for a smaller `first`, "
        "here: parties(1000) × relationships(1000). Send it in parts."
    )


@pytest.mark.parametrize(
    "variables",
    [{"n": 2**31}, {"n": 2**70}, {"n": -(2**40)}, {"n": "1"}, {"n": True}, {"n": 1.5}, {"n": [1]}],
)
def test_page_sizes_that_are_no_number(ask, variables) -> None:
    answer = ask.answer("query($n: Int) { parties(first: $n) { totalCount } }", **variables)

    assert answer["errors"][0]["extensions"]["code"] == "WRONG_TYPE"


@pytest.mark.parametrize(
    "id",
    [
        "",
        "x",
        "\u0000",
        "UGFydHk6MQAA",
        "UGFydHk6",
        "9" * 21,
        "UGFydHk6OTk5OTk5OTk5OTk5OTk5OTk5OTk5",
        "é",
        "UGFydHk6LTE=",
    ],
)
def test_ids_of_nothing(ask, id: str) -> None:
    assert ask("query($id: ID!) { node(id: $id) { id } }", id=id) == {"node": None}


def test_a_variable_of_megabytes(ask) -> None:
    response = ask.post({"query": "{ me { pk } }", "variables": {"x": "x" * 5_000_000}})

    assert response.status_code == 413
    assert len(response.content) < 1_000
