"""The one table of errors."""

from __future__ import annotations

import re
from datetime import date
from http import HTTPStatus
from pathlib import Path

import pytest
from django.utils import translation

from api.errors import TABLE, graphql_errors, problem, row_of
from relationships.errors import MESSAGES, Refusal, Refused

GUIDE = Path(__file__).resolve().parents[2] / "docs/api/rest.md"


def test_every_code_is_in_the_table() -> None:
    assert TABLE.keys() == MESSAGES.keys()


def test_every_status_is_one_of_http() -> None:
    for row in TABLE.values():
        assert HTTPStatus(row.status).phrase
        assert row.status in (500, 503) or 400 <= row.status < 500


def test_the_guide_lists_every_code_with_its_status() -> None:
    told = dict(re.findall(r"^\| `([A-Z_]+)` \| (\d{3}) \|", GUIDE.read_text(encoding="utf-8"), re.M))
    assert told == {code: str(row.status) for code, row in TABLE.items()}


def test_the_gravest_reason_gives_the_status() -> None:
    body = problem(Refused(Refusal("DUPLICATE", "name", {"what": "A"}), Refusal("REQUIRED", "unit")))
    assert (body["status"], body["code"]) == (422, "REQUIRED")
    assert [each["code"] for each in body["errors"]] == ["DUPLICATE", "REQUIRED"]


@pytest.mark.parametrize(("field", "status"), [(None, 404), ("party", 422)])
def test_an_unknown_reference_is_wrong_input_and_an_unknown_address_is_not_found(field, status) -> None:
    assert row_of(Refusal("NOT_FOUND", field)).status == status


def test_states_and_days_are_said_in_the_words_of_the_reader() -> None:
    state = Refusal("WRONG_STATE", None, {"what": "Set 2", "state": "DRAFT", "needed": "SUBMITTED"})
    ends = Refusal("END_BEFORE_START", "end", {"end": date(2024, 5, 31), "start": date(2025, 6, 1)})

    assert state.message == "Set 2 is a draft; this is for what is submitted."
    assert ends.message == "The end 31 May 2024 lies before the start 1 Jun 2025. Correct one of them."
    with translation.override("nl"):
        assert "31-5-2024" in ends.message


def test_graphql_says_the_same() -> None:
    refusal = Refusal("REQUIRED", "name")
    assert graphql_errors(Refused(refusal)) == [
        {
            "message": "This is required. Give a value.",
            "extensions": {"code": "REQUIRED", "field": "name", "classification": "INVALID_INPUT"},
        }
    ]


def test_a_problem_may_say_which_request_it_was() -> None:
    body = problem(Refused(Refusal("NOT_SIGNED_IN")), "abc")
    assert body["instance"] == "urn:counterpart:request:abc"
