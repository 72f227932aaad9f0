"""Whichever way a document is answered, the answer is the same; and which way that is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from graphql import OperationDefinitionNode, execute, get_operation_ast, parse, validate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.authentication import Identity
from api.graphql.compiled import answer, answering
from api.graphql.compiled.scoping import ALIKE, SHARED, UPWARDS
from api.graphql.context import Context
from api.graphql.schema import schema
from relationships import models as m
from relationships.actor import actor
from relationships.choices import Door
from relationships.models import User
from relationships.queries import visible_to
from tests.api.graphql.compiled.generated import Drawn
from tests.api.graphql.compiled.worlds import World, world
from tests.kept import made_once

DOCUMENTS = 50
WHEN_LONG = 4_000
NESTED = """
query Q($size: Int = 2, $named: Boolean!) {
  relationships(first: $size, ordering: ["-subject"]) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges {
      cursor
      node {
        ...Named @include(if: $named)
        party { name parent { name } }
        owner { username }
        classification { chosenType decidedAt }
        contracts(last: 1) { edges { node { title value valueNumber currency start createdAt } } }
        compliance { totalCount edges { node { result effective since } } }
      }
    }
  }
  relationshipFacts { rowKey cursor subject changedAt }
  relationshipSummary(groupBy: [UNIT]) { unitCode count }
}
fragment Named on Relationship { id pk subject }
"""


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once for all tests of this file, undone after them."""
    with made_once(django_db_blocker):
        yield world()


@pytest.fixture
def there(kept: World, db: None) -> World:
    answering.forget()
    return kept


def context_of(user: User) -> Context:
    return Context(Identity(user), actor(user, Door.GRAPHQL))


def compiled(text: str, user: User, **variables: Any) -> str | None:
    """What one statement answers; None: it was left to the executor."""
    document = parse(text)
    assert validate(schema(), document) == []
    operation = get_operation_ast(document)
    assert isinstance(operation, OperationDefinitionNode)
    return answer(schema(), document, operation, variables, context_of(user), text)


def executed(text: str, user: User, **variables: Any) -> Any:
    return execute(schema(), parse(text), context_value=context_of(user), variable_values=variables)


def in_order(value: Any) -> Any:
    """The same value, its keys in their order too."""
    if isinstance(value, dict):
        return [(name, in_order(each)) for name, each in value.items()]
    return [in_order(each) for each in value] if isinstance(value, list) else value


def _compare(there: World, examples: int) -> Counter[str]:
    found: Counter[str] = Counter()

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 2**32 - 1), st.sampled_from(sorted(there.askers)))
    def compare(seed: int, asker: str) -> None:
        user = there.askers[asker]
        drawn = Drawn(Random(seed), user)
        expected = executed(drawn.text, user, **drawn.variables)
        found_ = compiled(drawn.text, user, **drawn.variables)
        if found_ is None:
            found["refused" if expected.errors else "declined"] += 1
            return
        found["compiled"] += 1
        found[asker] += 1
        assert not expected.errors, (drawn.text, drawn.variables, expected.errors)
        assert in_order(json.loads(found_)) == in_order(expected.data), (drawn.text, drawn.variables)

    compare()
    return found


def test_documents_drawn_from_the_schema_are_answered_alike_both_ways(there: World) -> None:
    found = _compare(there, DOCUMENTS)
    assert found["compiled"] > 2 * found["declined"], found
    assert all(found[asker] for asker in there.askers), found


@pytest.mark.long
def test_many_more_documents_are_answered_alike_both_ways(there: World) -> None:
    found = _compare(there, WHEN_LONG)
    assert found["compiled"] > 2 * found["declined"], found


@pytest.mark.parametrize("asker", ["root", "own unit", "reader", "no rights"])
def test_each_sees_in_one_statement_what_the_executor_shows(there: World, asker: str) -> None:
    user = there.askers[asker]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = compiled(NESTED, user, named=True)
    assert len(asked) == 1
    expected = executed(NESTED, user, named=True)
    assert not expected.errors
    assert found is not None
    assert in_order(json.loads(found)) == in_order(expected.data)
    seen = {"root": 2, "own unit": 1, "reader": 1, "no rights": 0}
    assert json.loads(found)["relationships"]["totalCount"] == seen[asker]


def test_a_statement_that_is_kept_still_asks_who_may_see_what(there: World) -> None:
    reader = there.askers["reader"]
    first = compiled(NESTED, reader, named=False)
    assert first is not None
    assert json.loads(first)["relationships"]["totalCount"] == 1
    QuerySet(model=m.RoleAssignment).filter(user=reader)._raw_delete("default")
    after = compiled(NESTED, reader, named=False)
    assert after is not None
    assert json.loads(after)["relationships"]["totalCount"] == 0
    assert json.loads(after)["relationshipFacts"] == []


NAMED = """{ compliance { edges { node { label pending } } } stages { edges { node { label } } }
arrangements { edges { node { label } } } classifications { edges { node { current } } }
verdicts { edges { node { label pending } } } }"""


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_codes_are_called_is_said_in_the_language_of_the_reader(there: World, language: str) -> None:
    for spoken in ("nl", "en", language):  # what was worked out for one language isn't kept for the other
        with translation.override(spoken):
            found = compiled(NAMED, there.askers["root"])
    assert found is not None
    with translation.override(language):
        assert json.loads(found) == executed(NAMED, there.askers["root"]).data
    assert {"en": "Partly compliant", "nl": "Voldoet deels"}[language] in found


@pytest.mark.parametrize(
    "text",
    [
        "{ __schema { queryType { name } } }",
        "{ me { username } }",
        "{ relationships { edges { node { pk history { door } } } } }",
        "{ compliance { edges { node { reasons { text } } } } }",
        '{ relationships(phase: ["NONSENSE"]) { totalCount } }',
        '{ relationships(after: "nonsense") { totalCount } }',
        "{ relationships(first: 1001) { totalCount } }",
        "{ relationshipFacts(first: -1) { id } }",
    ],
)
def test_what_needs_python_or_is_refused_is_left_to_the_executor(there: World, text: str) -> None:
    assert compiled(text, there.askers["root"]) is None


def test_what_the_schema_forbids_is_left_to_the_executor_to_say(there: World) -> None:
    document = "{ arrangements(first: 1) { edges { node { kind } } } }"
    assert compiled(document, there.askers["root"]) is not None
    no_code = Concat(Value("NO_"), Cast("pk", CharField()))
    QuerySet(model=m.Arrangement).update(kind=no_code)
    assert compiled(document, there.askers["root"]) is None
    assert executed(document, there.askers["root"]).errors


def test_more_rows_than_an_answer_holds_are_refused_both_ways(there: World, settings: Any) -> None:
    settings.FACT_ROWS = 1
    assert compiled("{ relationshipFacts { id } }", there.askers["root"]) is None
    assert executed("{ relationshipFacts { id } }", there.askers["root"]).errors
    assert compiled("{ relationshipFacts(first: 1) { id } }", there.askers["root"]) is not None


def test_an_object_may_have_more_fields_than_a_call_of_the_database_takes(there: World) -> None:
    fields = " ".join(f"a{at}: subject" for at in range(99))
    text = f"{{ relationships(first: 1) {{ edges {{ node {{ {fields} }} }} }} }}"
    found = compiled(text, there.askers["root"])
    assert found is not None
    assert json.loads(found) == executed(text, there.askers["root"]).data


def test_it_can_be_switched_off(there: World, settings: Any) -> None:
    settings.COMPILED_READS = False
    assert compiled("{ relationships { totalCount } }", there.askers["root"]) is None


@pytest.mark.parametrize("asker", ["root", "own unit", "reader"])
def test_who_sees_a_record_sees_what_the_statement_takes_to_be_seen(there: World, asker: str) -> None:
    user = there.askers[asker]
    for model, name in sorted(UPWARDS, key=str):
        target = model._meta.get_field(name).related_model
        hidden = visible_to(user, model).exclude(**{f"{name}__in": visible_to(user, target)})
        assert not hidden.filter(**{f"{name}__isnull": False}).exists(), (model, name)
    for model, name in sorted(ALIKE, key=str):
        target = model._meta.get_field(name).related_model
        below = model._default_manager.filter(**{f"{name}__in": visible_to(user, target)})
        assert not below.exclude(pk__in=visible_to(user, model)).exists(), (model, name)
    for model in SHARED:
        assert visible_to(user, model).count() == model._default_manager.count(), model
