"""docs/domain.md explains every code that is stored."""

from __future__ import annotations

import json
import re
from enum import StrEnum

import pytest

from relationships import arrangements, choices
from tests.repository.tracked import TOP, text_of

DOCUMENT = text_of(TOP / "docs/domain.md")
EXPLAINED = {
    code
    for line in DOCUMENT.splitlines()
    if line.lstrip().startswith("|")
    for code in re.findall(r"`(\w+)`", line)
}
CODES = {
    name: [str(code) for code in kind]
    for name, kind in vars(choices).items()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
}
SAFEGUARDS = json.loads(text_of(TOP / "relationships/shipped/safeguard_kinds.json"))


@pytest.mark.parametrize("kind", CODES)
def test_every_code_is_explained(kind: str) -> None:
    assert [code for code in CODES[kind] if code not in EXPLAINED] == []


def test_every_kind_of_arrangement_is_explained_with_its_names() -> None:
    missing = [
        kind
        for kind, names in arrangements.NAMES.items()
        if f"| `{kind}` | {names['en']} | {names['nl']} |" not in DOCUMENT
    ]

    assert missing == []


def test_every_kind_of_safeguard_is_explained_with_its_level_and_names() -> None:
    missing = [
        each["code"]
        for each in SAFEGUARDS
        if f"| `{each['code']}` | {each['level']} | {each['name']} | {each['name_nl']} |" not in DOCUMENT
    ]

    assert missing == []


def test_there_are_codes_to_explain() -> None:
    assert {"CollaborationType", "DeliveryFact", "Flag", "TermKind", "Role"} <= set(CODES)
