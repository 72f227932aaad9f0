"""docs/principles.md describes every principle, result, code and limit, as they are."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from itertools import groupby

import pytest

from principles import choices
from principles.checks import READS
from principles.labels import SHIPPED
from principles.limits import BOUNDS, STAGE_BOUNDS, defaults
from tests.repository.tracked import TOP, text_of

DOCUMENT = text_of(TOP / "docs/principles.md")
PRINCIPLES = {each["code"]: each for each in json.loads(text_of(TOP / "principles/shipped/principles.json"))}
ENUMS = {
    name: [str(code) for code in kind]
    for name, kind in vars(choices).items()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
}
TABLES = {
    "AnswerKind": "kind of answer",
    "ApprovalLapse": "why an approval no longer counts",
    "Beneficiary": "for whom a benefit is",
    "CapabilityPairKind": "kind of capability pair",
    "CapabilityPairState": "state of a capability pair",
    "ExplanationLapse": "why an explanation no longer counts",
    "InterestKind": "kind of interest",
    "LabelPlace": "where a label stands",
    "Language": "language of texts and word lists",
    "OverlapReason": "reason of an overlap",
    "PairRating": "rating of a pair of interests",
    "Priority": "priority",
    "RecordKind": "kind of record",
    "ResistanceAsked": "what a review says of resistance",
    "ResistanceDriver": "driver of resistance",
    "ResistanceVerdict": "verdict on resistance",
    "Scope": "scope of an interest",
    "SetState": "state of a set",
    "StageKind": "stage of a plan",
}
"""The table of each enumeration, by what stands over its codes; the kinds of result share one."""

OF_RESULTS = ("Result", "ComputedResult", "EffectiveResult")
OF_ATTENTION = ("AttentionKind", "ResolvingAct", "Severity")
"""Described in docs/attention.md."""


def tables_of(text: str) -> dict[str, dict[str, list[str]]]:
    """The tables by what stands over their first column: the other cells of each row by its first."""
    found: dict[str, dict[str, list[str]]] = {}
    for is_table, lines in groupby(text.splitlines(), lambda line: line.startswith("|")):
        if is_table:
            head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
            assert head[0] not in found, f"two tables of {head[0]}"
            found[head[0]] = {row[0].strip("`"): row[1:] for row in rows}
    return found


BEFORE, _, REST = DOCUMENT.partition("\n## The principles\n")
DESCRIBED, _, AFTER = REST.partition("\n## ")
SECTIONS = {each[:2]: each for each in re.split(r"^### ", DESCRIBED, flags=re.M)[1:]}
CODES = tables_of(f"{BEFORE}\n{AFTER}")


def test_every_check_has_a_section() -> None:
    assert sorted(SECTIONS) == sorted(choices.CHECK_CODES)


@pytest.mark.parametrize("code", choices.CHECK_CODES)
def test_a_section_names_the_principle_as_shipped(code: str) -> None:
    shipped = PRINCIPLES[code]
    heading, *_ = SECTIONS[code].splitlines()

    assert heading == f"{code} – {shipped['theme_en']} ({shipped['theme_nl']})"
    assert f"**From depth** {shipped['minimum_depth']}" in SECTIONS[code]
    assert ("inactive" in SECTIONS[code]) is not shipped["active"]


@pytest.mark.parametrize("code", choices.CHECK_CODES)
def test_a_section_has_every_part(code: str) -> None:
    parts = (
        "**Observation.**",
        "**Principle.**",
        "**What the check looks at:**",
        "**What makes it comply:**",
    )

    assert [part for part in parts if part not in SECTIONS[code]] == []


@pytest.mark.parametrize("code", choices.CHECK_CODES)
def test_a_section_has_an_example_of_each_result(code: str) -> None:
    examples = tables_of(SECTIONS[code])["result"]

    assert list(examples) == ENUMS["Result"]
    assert [result for result, (example,) in examples.items() if len(example) < 20] == []


@pytest.mark.parametrize("kind", TABLES)
def test_every_code_is_described(kind: str) -> None:
    assert list(CODES[TABLES[kind]]) == ENUMS[kind]


@pytest.mark.parametrize("kind", OF_RESULTS)
def test_every_result_is_described(kind: str) -> None:
    assert [code for code in ENUMS[kind] if code not in CODES["answer"]] == []


def test_every_enumeration_has_its_table() -> None:
    assert sorted((*TABLES, *OF_RESULTS, *OF_ATTENTION)) == sorted(ENUMS)


def test_every_limit_is_described_with_its_default_and_bounds() -> None:
    expected = {
        name: [str(default), "–".join(map(str, BOUNDS[name]))]
        for name, default in defaults().items()
        if name in BOUNDS
    }
    days = ", ".join(str(each) for each in defaults()["stage_days"].values())
    expected["stage_days"] = [days, "–".join(map(str, STAGE_BOUNDS))]

    assert {name: row[:2] for name, row in CODES["limit"].items()} == expected


def test_which_check_reads_what_is_as_it_is() -> None:
    expected = {
        kind: ", ".join(sorted(code for code, kinds in READS.items() if kind in kinds))
        for kind in ENUMS["RecordKind"]
    }

    assert {kind: row[-1] for kind, row in CODES["kind of record"].items()} == expected


@pytest.mark.parametrize("language", SHIPPED)
def test_every_shipped_word_and_exception_is_listed(language: str) -> None:
    shipped = SHIPPED[language]

    assert [each for each in (*shipped.words, *shipped.exceptions) if f"`{each}`" not in DOCUMENT] == []


def test_it_says_where_it_is_read_and_written() -> None:
    top = BEFORE.partition("\n## ")[0]

    assert all(
        word in top
        for word in (
            "(api/rest.md#principles)",
            "(api/graphql.md)",
            "(guide/principles.md)",
            "(guide/evidence.md)",
        )
    )
