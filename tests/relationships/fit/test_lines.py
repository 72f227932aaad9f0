"""Cases as JSON lines: the documented keys in their order, and clear errors for wrong lines."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from relationships.fit import rule_set_1
from relationships.fit.lines import LONGEST_LINE, answer_line
from tests.relationships.fit.cases import ratings

RULES = rule_set_1()
ROOT = Path(__file__).parents[3]
KEYS = (
    "id score score_range delivery_type needed_depth needed_range feasible_depth feasible_range "
    "binding_caps admissible_types recommended_type posture posture_side required_trust "
    "required_trust_range required_trust_recommended flags verdict unknown_facts deciding_facts"
)


def answer(line):
    if not isinstance(line, bytes):
        line = json.dumps(line).encode()
    return json.loads(answer_line(line, RULES))


def test_every_key_is_there_in_the_documented_order():
    assert " ".join(answer({"id": 1, "facts": {}})) == KEYS


def test_a_complete_case():
    case = {
        "id": "B5",
        "facts": ratings("A7"),
        "chosen": "MANAGED",
        "target": 4,
        "actual": {"CUSTOMER_TO_SUPPLIER": 3, "SUPPLIER_TO_CUSTOMER": 2},
        "safeguards": {"4": 3},
    }
    assert answer(case) == {
        "id": "B5",
        "score": 74,
        "score_range": [74, 74],
        "delivery_type": "MANAGED",
        "needed_depth": 3,
        "needed_range": [3, 3],
        "feasible_depth": 4,
        "feasible_range": [4, 4],
        "binding_caps": [],
        "admissible_types": ["MANAGED"],
        "recommended_type": "MANAGED",
        "posture": "NONE",
        "posture_side": None,
        "required_trust": 4,
        "required_trust_range": [4, 4],
        "required_trust_recommended": 4,
        "flags": [
            {"code": "FIT"},
            {"code": "TRUST_GAP", "levels": 2, "covered": 0, "residual": 2},
        ],
        "verdict": "MISFIT",
        "unknown_facts": [],
        "deciding_facts": [],
    }


def test_a_whole_score_is_written_without_a_point():
    lines = (answer_line(json.dumps({"facts": ratings(c)}).encode(), RULES) for c in ("A7", "A5"))
    assert ['"score": 74,' in next(lines), '"score": 23.5,' in next(lines)] == [True, True]


def test_attitudes_given_as_1_or_5_count_as_confirmed():
    assert answer({"id": 1, "facts": {"attitude_supplier": 1}})["posture"] == "GUARDED"


@pytest.mark.parametrize("name", [7, "seven", None, True, 1.5, "é\ud800"])
def test_the_id_is_echoed_whatever_it_is(name):
    assert answer({"id": name, "facts": {}})["id"] == name


@pytest.mark.parametrize("optional", ["chosen", "target", "actual", "safeguards"])
def test_what_is_optional_may_be_null(optional):
    assert "error" not in answer({"id": 1, "facts": {}, optional: None})


WRONG = [
    ({"id": 1}, "REQUIRED", "facts"),
    ({"id": 1, "facts": []}, "WRONG_TYPE", "facts"),
    ({"id": 1, "facts": {"charm": 3}}, "UNKNOWN_FIELD", "facts.charm"),
    ({"id": 1, "facts": {"attitude": 3}}, "UNKNOWN_FIELD", "facts.attitude"),
    ({"id": 1, "facts": {"complexity": 0}}, "LEVEL_OUT_OF_RANGE", "facts.complexity"),
    ({"id": 1, "facts": {"complexity": 6}}, "LEVEL_OUT_OF_RANGE", "facts.complexity"),
    ({"id": 1, "facts": {"complexity": 10**30}}, "LEVEL_OUT_OF_RANGE", "facts.complexity"),
    ({"id": 1, "facts": {"complexity": 3.0}}, "WRONG_TYPE", "facts.complexity"),
    ({"id": 1, "facts": {"complexity": "3"}}, "WRONG_TYPE", "facts.complexity"),
    ({"id": 1, "facts": {"complexity": True}}, "WRONG_TYPE", "facts.complexity"),
    ({"id": 1, "facts": {"complexity": [3]}}, "WRONG_TYPE", "facts.complexity"),
    ({"id": 1, "facts": {"complexity": float("nan")}}, "WRONG_TYPE", "facts.complexity"),
    ({"id": 1, "facts": {"viability_customer": 9}}, "LEVEL_OUT_OF_RANGE", "facts.viability_customer"),
    ({"id": 1, "facts": {}, "chosen": "FRIEND"}, "UNKNOWN_CODE", "chosen"),
    ({"id": 1, "facts": {}, "chosen": 3}, "WRONG_TYPE", "chosen"),
    ({"id": 1, "facts": {}, "target": 6}, "LEVEL_OUT_OF_RANGE", "target"),
    ({"id": 1, "facts": {}, "target": False}, "WRONG_TYPE", "target"),
    ({"id": 1, "facts": {}, "actual": {"BOTH": 3}}, "UNKNOWN_FIELD", "actual.BOTH"),
    ({"id": 1, "facts": {}, "actual": 3}, "WRONG_TYPE", "actual"),
    (
        {"id": 1, "facts": {}, "actual": {"CUSTOMER_TO_SUPPLIER": 0}},
        "LEVEL_OUT_OF_RANGE",
        "actual.CUSTOMER_TO_SUPPLIER",
    ),
    ({"id": 1, "facts": {}, "safeguards": {"5": 1}}, "UNKNOWN_FIELD", "safeguards.5"),
    ({"id": 1, "facts": {}, "safeguards": {"2": -1}}, "NUMBER_OUT_OF_RANGE", "safeguards.2"),
    ({"id": 1, "facts": {}, "safeguards": {"2": "1"}}, "WRONG_TYPE", "safeguards.2"),
    ({"id": 1, "facts": {}, "colour": "blue"}, "UNKNOWN_FIELD", "colour"),
]


@pytest.mark.parametrize(("line", "code", "field"), WRONG)
def test_a_wrong_line_says_what_is_wrong_with_which_field(line, code, field):
    found = answer(line)
    assert list(found) == ["id", "error"]
    assert list(found["error"]) == ["code", "field", "message"]
    assert (found["id"], found["error"]["code"], found["error"]["field"]) == (1, code, field)
    assert found["error"]["message"].endswith(".")


@pytest.mark.parametrize(
    ("line", "code", "name"),
    [
        (b"not json", "MALFORMED", None),
        (b'{"id": 1, "facts": {}', "MALFORMED", None),
        (b'{"id": 1, "facts": {}} {}', "MALFORMED", None),
        (b"\xff\xfe", "MALFORMED", None),
        (b"[" * 100_000, "MALFORMED", None),
        (b'{"id": ' + b"9" * 5000 + b"}", "MALFORMED", None),
        (b"[1]", "WRONG_TYPE", None),
        (b"null", "WRONG_TYPE", None),
        (b'{"id": [1], "facts": {}}', "WRONG_TYPE", None),
        (b'{"id": 1e999, "facts": {}}', "NUMBER_OUT_OF_RANGE", None),
        (b'{"id": NaN, "facts": {}}', "NUMBER_OUT_OF_RANGE", None),
        (b'{"id": 1, "facts": {"access": 1, "access": 2}}', "DUPLICATE", 1),
        (b" " + b"x" * LONGEST_LINE, "TOO_LARGE", None),
    ],
)
def test_a_line_that_is_no_case_gets_an_error_too(line, code, name):
    found = answer(line)
    assert (found["id"], found["error"]["code"]) == (name, code)


@pytest.mark.parametrize("line", [b"", b"  ", b"\r"])
def test_blank_lines_are_passed_over(line):
    assert answer_line(line, RULES) is None


def test_the_command_answers_each_line_and_goes_on_after_a_wrong_one():
    given = (
        b'\xef\xbb\xbf{"id": 1, "facts": {}}\r\n'
        b"\n"
        b"\xff\n" + b"x" * (3 * LONGEST_LINE) + b"\n"
        b'{"id": 2, "facts": {"charm": 1}}\n'
        b'{"id": 3, "facts": {}, "chosen": "SPOT"}'
    )
    done = subprocess.run(
        [sys.executable, "manage.py", "fit"], input=given, capture_output=True, cwd=ROOT, check=False
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]

    assert done.returncode == 0, done.stderr
    assert [each["id"] for each in answers] == [1, None, None, 2, 3]
    assert [each.get("error", {}).get("code") for each in answers] == [
        None,
        "MALFORMED",
        "TOO_LARGE",
        "UNKNOWN_FIELD",
        None,
    ]
