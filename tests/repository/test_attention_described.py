"""docs/attention.md describes every kind of item, severity and act, as they are."""

from __future__ import annotations

from principles.attention.conditions import AttentionFilter
from principles.attention.kinds import WAYS
from principles.attention.texts import en, nl
from principles.choices import AttentionKind, ResolvingAct, Severity
from tests.repository.test_principles_described import tables_of
from tests.repository.tracked import TOP, text_of

DOCUMENT = text_of(TOP / "docs/attention.md")
TABLES = tables_of(DOCUMENT)


def test_every_kind_has_its_rule_since_severity_and_act() -> None:
    rows = TABLES["kind"]

    assert list(rows) == [str(each) for each in AttentionKind]
    assert [kind for kind, cells in rows.items() if len(cells) != 5 or not all(cells)] == []


def test_the_severities_and_acts_of_a_kind_are_those_that_it_can_have() -> None:
    for kind, (_rule, _since, _due, severity, act) in TABLES["kind"].items():
        severity = TABLES["kind"]["NOTICE_DEADLINE"][3] if severity == "the same" else severity
        named = {each for each in Severity if f"`{each}`" in severity}
        assert named == WAYS[AttentionKind(kind)].severities, kind
        assert any(f"`{each}`" in act for each in ResolvingAct), kind


def test_every_act_is_described_and_belongs_to_a_kind() -> None:
    acts = {str(each): [en.ACTS[each], nl.ACTS[each]] for each in ResolvingAct}
    given = " ".join(cells[-1] for cells in TABLES["kind"].values())

    assert TABLES["act"] == acts
    assert [each for each in acts if f"`{each}`" not in given] == []


def test_every_severity_is_described() -> None:
    named = {each: cells[:2] for each, cells in TABLES["severity"].items()}

    assert named == {str(each): [en.SEVERITIES[each], nl.SEVERITIES[each]] for each in Severity}


def test_every_kind_is_named_in_both_languages() -> None:
    named = {str(each): [en.KINDS[each], nl.KINDS[each]] for each in AttentionKind}

    assert TABLES["kind of item"] == named


def test_every_condition_is_named() -> None:
    assert [each for each in AttentionFilter.conditions() if f"`{each}`" not in DOCUMENT] == []
