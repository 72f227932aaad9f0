"""What can't be kept is refused with a code and a field, and changes nothing: the same on both databases.

The fields are read from the models and the actions' own lists, so that a new field is tried too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from relationships import models as m
from relationships.actions.relationships import create_relationship
from tests import builders as b
from tests.relationships.bad_input.forms import FORMS, Form, World
from tests.relationships.bad_input.wrong import Nothing, refusals, wrong_values

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", FORMS)
def test_every_wrong_value_of_every_field(name: str, world: World) -> None:
    form = FORMS[name]
    with Nothing():
        for column in fields_of(form):
            for act in acts(form, column.name, world):
                for value, codes in wrong_values(column):
                    given = {column.name: value}
                    for code, on in refusals(lambda: act(given)):  # noqa: B023 called at once
                        assert code in codes, (column, value, code)
                        assert on is not None and on.split(".")[0] == column.name, (column, value, on)


def fields_of(form: Form) -> Iterator[Any]:
    return (form.model._meta.get_field(name) for name in form.fields)


def acts(form: Form, field: str, world: World) -> Iterator[Callable[[dict[str, Any]], Any]]:
    """The ways in which this field can be given."""
    yield lambda given: form.create(world, {**form.needed(world), **given})
    change = form.change
    if change is not None and (form.model, field) not in ((m.Portfolio, "unit"), (m.SafeguardKind, "code")):
        yield lambda given: change(world, given)


def test_what_is_needed_is_asked_for(world: World) -> None:
    for form in FORMS.values():
        compulsory = [each for each in form.needed(world) if each != "portfolio"]
        if compulsory:
            asked = refusals(lambda: form.create(world, {}))  # noqa: B023 called at once
            assert sorted(asked) == sorted([("REQUIRED", each) for each in compulsory])
        with Nothing():
            for each in compulsory:
                for act in acts(form, each, world):
                    for empty in (None, "", " \t\n"):
                        assert refusals(lambda: act({each: empty})) == [("REQUIRED", each)]  # noqa: B023


def test_a_field_that_is_not_there_is_refused(world: World) -> None:
    with Nothing():
        for form in FORMS.values():
            for strange in ("colour", "id", "version", "created_at", "\ud800", "A" * 10_000, 7):
                given: dict[Any, Any] = {**form.needed(world), strange: 1}
                told = refusals(lambda: form.create(world, given))  # noqa: B023 called at once
                assert [code for code, _field in told] == ["UNKNOWN_FIELD"]


def test_all_problems_are_told_at_once(world: World) -> None:
    given = {"our_role": "BOSS", "unit": "NOWHERE", "subject": "\x00", "phase": "LATER", "colour": "red"}
    told = refusals(lambda: create_relationship(by=b.system(), given=given))
    assert told == [
        ("UNKNOWN_CODE", "our_role"),
        ("NOT_FOUND", "unit"),
        ("UNSTORABLE_TEXT", "subject"),
        ("UNKNOWN_CODE", "phase"),
        ("UNKNOWN_FIELD", "colour"),
        ("REQUIRED", "party"),
    ]
