"""What is stored, what is right, and whether they are the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from relationships import verdicts
from relationships.models import (
    PastVerdict,
    Relationship,
    Verdict,
)
from relationships.models.classification import VerdictColumns
from relationships.queries.rules import rule_set_in_force, rules_of
from relationships.queries.situations import situations
from tests import builders as b

SAID = [each.attname for each in VerdictColumns._meta.fields if each.name != "since"]


def at(minutes: float) -> datetime:
    return b.NOW + timedelta(minutes=minutes)


def stored(relationship: Relationship) -> Verdict:
    return Verdict.objects.get(pk=relationship.pk)


def said(row: VerdictColumns) -> dict[str, Any]:
    return {name: getattr(row, name) for name in SAID}


def fresh(relationships: list[int], moment: datetime) -> dict[int, dict[str, Any]]:
    """What the rule says now, computed from the records alone."""
    rule_set = rule_set_in_force()
    found = {}
    for each in situations(relationships, moment):
        row = Verdict(
            rule_set=rule_set, **verdicts.columns_of(each, verdicts.judged(each, rules_of(rule_set)))
        )
        found[each.relationship] = said(row) | {"valid_until": each.valid_until}
    return found


def assert_right(moment: datetime) -> None:
    """Every stored verdict equals a fresh computation, or says that it is pending and nothing else."""
    rows = {each.pk: each for each in Verdict.objects.all()}
    expected = fresh(list(Relationship.objects.values_list("pk", flat=True)), moment)
    assert rows.keys() == expected.keys()
    for pk, row in rows.items():
        if row.verdict != "PENDING":
            assert said(row) | {"valid_until": row.valid_until} == expected[pk]
        else:
            assert_says_nothing(row)


def assert_says_nothing(row: Verdict) -> None:
    silent = Verdict(verdict="PENDING")
    assert said(row) == said(silent)
    assert row.valid_until is None


def pasts(relationship: Relationship) -> list[PastVerdict]:
    return list(relationship.past_verdicts.order_by("since"))


def assert_without_gaps(relationship: Relationship) -> None:
    """The past verdicts follow each other without a gap or an overlap, up to the current one."""
    rows = pasts(relationship)
    edges = [(each.since, each.until) for each in rows]
    assert all(since < until for since, until in edges)
    starts = [since for since, _until in edges[1:]] + [stored(relationship).since]
    assert [until for _since, until in edges] == starts if edges else True
