"""Cases as JSON lines: one case in, one answer out (the `fit` command, without its input and output).

A wrong line gets an answer too: which field is wrong, a stable code, and what to give instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from math import isfinite
from typing import Any

from relationships.choices import FACTS, CollaborationType, Direction
from relationships.fit.deciding import deciding_facts
from relationships.fit.facts import Facts
from relationships.fit.recommendation import FlagFinding
from relationships.fit.rules import Rules
from relationships.fit.verdict import Verdict, judge

LONGEST_LINE = 1_000_000
"""Bytes; no real case comes near."""

CASE_FIELDS = ("id", "facts", "chosen", "target", "actual", "safeguards")
TYPES = {code.value: code for code in CollaborationType}
DIRECTIONS = tuple(code.value for code in Direction)
SAFEGUARD_LEVELS = {"2": 2, "3": 3, "4": 4}
FACT_CODES = frozenset(map(str, FACTS))


class CaseInvalid(ValueError):
    """A line that is no case: a stable code, the field (dotted; None for the whole), and why."""

    def __init__(self, code: str, field: str | None, message: str) -> None:
        self.code = code
        self.field = field
        self.message = message
        super().__init__(message)


def answer_line(line: bytes, rules: Rules) -> str | None:
    """The answer to one line, without line end; None for a blank line."""
    if not line.strip():
        return None
    name: Any = None
    try:
        case, doubled = _parsed(line)
        name = _name(case)
        if doubled:
            raise CaseInvalid("DUPLICATE", _shown(doubled[0]), "This key is given twice. Keep one.")
        answer = answered(case, rules)
    except CaseInvalid as wrong:
        answer = {
            "id": name,
            "error": {"code": wrong.code, "field": wrong.field, "message": wrong.message},
        }
    return json.dumps(answer)


def answered(case: dict[str, Any], rules: Rules) -> dict[str, Any]:
    """The answer to one case; raises `CaseInvalid`."""
    _only(case, CASE_FIELDS, "")
    facts = _facts(case)
    chosen = _chosen(case.get("chosen"))
    target = _level(case.get("target"), "target")
    actual = _object(case.get("actual"), "actual")
    _only(actual, DIRECTIONS, "actual.")
    c2s, s2c = (_level(actual.get(code), f"actual.{code}") for code in DIRECTIONS)
    verdict = judge(facts, rules, chosen, target, c2s, s2c, _safeguards(case.get("safeguards")))
    return as_answer(case.get("id"), verdict, deciding_facts(facts, rules, chosen, verdict.recommendation))


def as_answer(name: Any, verdict: Verdict, deciding: Iterable[str]) -> dict[str, Any]:
    """A verdict as data: undecided is null, ranges are [low, high]."""
    answer = verdict.recommendation
    return {
        "id": name,
        "score": answer.score,
        "score_range": answer.score_range,
        "delivery_type": answer.delivery_type,
        "needed_depth": answer.needed_depth,
        "needed_range": answer.needed_range,
        "feasible_depth": answer.feasible_depth,
        "feasible_range": answer.feasible_range,
        "binding_caps": answer.binding_caps,
        "admissible_types": answer.admissible_types,
        "recommended_type": answer.recommended_type,
        "posture": answer.posture,
        "posture_side": answer.posture_side,
        "required_trust": verdict.required_trust,
        "required_trust_range": verdict.required_trust_range,
        "required_trust_recommended": answer.required_trust_recommended,
        "flags": [_flag(each) for each in verdict.flags],
        "verdict": verdict.verdict,
        "unknown_facts": answer.unknown_facts,
        "deciding_facts": tuple(deciding),
    }


def _flag(found: FlagFinding) -> dict[str, Any]:
    """A flag with only the parts that apply."""
    parts: dict[str, Any] = {"code": found.code}
    for part in ("levels", "covered", "residual", "side"):
        value = getattr(found, part)
        if value is not None:
            parts[part] = value
    return parts


def _parsed(line: bytes) -> tuple[dict[str, Any], list[str]]:
    """The case on a line, and the keys it gives twice: which of the two would count?"""
    if len(line) > LONGEST_LINE:
        raise CaseInvalid("TOO_LARGE", None, f"A line has at most {LONGEST_LINE} bytes.")
    try:
        text = line.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as wrong:
        raise CaseInvalid(
            "MALFORMED", None, f"Byte {wrong.start + 1} of the line is not UTF-8. Save it as UTF-8."
        ) from None
    doubled: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            keys = [key for key, _value in pairs]
            doubled.extend(key for key in found if keys.count(key) > 1)
        return found

    try:
        case = json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as wrong:
        raise CaseInvalid(
            "MALFORMED", None, f"This is not JSON: {wrong.msg} at character {wrong.colno}."
        ) from None
    except (ValueError, RecursionError):
        raise CaseInvalid("MALFORMED", None, "A number is too long, or it nests too deep.") from None
    if not isinstance(case, dict):
        raise CaseInvalid("WRONG_TYPE", None, "A line is a JSON object with id and facts.")
    return case, doubled


def _name(case: dict[str, Any]) -> Any:
    """The id, which is any JSON scalar: it is only echoed."""
    name = case.get("id")
    if isinstance(name, dict | list):
        raise CaseInvalid("WRONG_TYPE", "id", "The id is a text or a number.")
    if isinstance(name, float) and not isfinite(name):
        raise CaseInvalid("NUMBER_OUT_OF_RANGE", "id", "This number can't be echoed in JSON.")
    return name


def _facts(case: dict[str, Any]) -> Facts:
    if case.get("facts") is None:
        raise CaseInvalid("REQUIRED", "facts", "Give the facts: an object of code and level.")
    ratings = _object(case["facts"], "facts")
    for code, level in ratings.items():
        if code not in FACT_CODES:
            raise CaseInvalid("UNKNOWN_FIELD", f"facts.{_shown(code)}", "There is no fact with this code.")
        if level is not None and (type(level) is not int or not 1 <= level <= 5):
            _level(level, f"facts.{code}")
    return Facts.of(ratings)


def _chosen(given: Any) -> CollaborationType | None:
    if given is None:
        return None
    if not isinstance(given, str):
        raise CaseInvalid("WRONG_TYPE", "chosen", "The chosen type is a text.")
    if given not in TYPES:
        raise CaseInvalid("UNKNOWN_CODE", "chosen", f"There is no such type. Types: {', '.join(TYPES)}.")
    return TYPES[given]


def _level(given: Any, field: str) -> int | None:
    if given is None:
        return None
    if type(given) is not int:
        raise CaseInvalid("WRONG_TYPE", field, "A level is a whole number from 1 to 5.")
    if not 1 <= given <= 5:
        raise CaseInvalid("LEVEL_OUT_OF_RANGE", field, "A level is a whole number from 1 to 5.")
    return given


def _safeguards(given: Any) -> dict[int, int]:
    counts = _object(given, "safeguards")
    _only(counts, SAFEGUARD_LEVELS, "safeguards.")
    found = {}
    for level, count in counts.items():
        if count is None:
            continue
        if type(count) is not int:
            raise CaseInvalid("WRONG_TYPE", f"safeguards.{level}", "Give a whole number.")
        if count < 0:
            raise CaseInvalid("NUMBER_OUT_OF_RANGE", f"safeguards.{level}", "Give 0 or more.")
        found[SAFEGUARD_LEVELS[level]] = count
    return found


def _object(given: Any, field: str) -> dict[str, Any]:
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise CaseInvalid("WRONG_TYPE", field, "Give an object.")
    return given


def _only(given: dict[str, Any], names: Iterable[str], prefix: str) -> None:
    for key in given:
        if key not in names:
            raise CaseInvalid(
                "UNKNOWN_FIELD",
                f"{prefix}{_shown(key)}",
                f"There is no such field here. Fields: {', '.join(names)}.",
            )


def _shown(key: str) -> str:
    """A key short enough to repeat."""
    return key if len(key) <= 60 else f"{key[:57]}..."
