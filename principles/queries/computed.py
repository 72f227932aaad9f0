"""What is found of relationships under the principles of a set, computed and stored nowhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from principles.checks import CHECKS, check, unchecked
from principles.checks.findings import Finding
from principles.checks.records import Limits, Subject
from principles.choices import EffectiveResult
from principles.models import Explanation, Judgement, Principle
from principles.queries.subjects import subjects
from relationships.queries.reading import Reading

TO_EXPLAIN = (EffectiveResult.PARTLY, EffectiveResult.NON_COMPLIANT)
"""The results that an explanation can be given for."""


@dataclass(slots=True)
class Found:
    """What a `Compliance` says, without being one: a full computation makes one for every row."""

    relationship_id: int
    principle_id: int
    result: str
    effective: str
    reasons: list[dict[str, Any]]
    ways: list[dict[str, Any]]
    judgement_id: int | None
    explanation_id: int | None
    since: datetime
    valid_until: date | None


def found(
    relationships: Collection[int], principles: Sequence[Principle], limits: Limits, at: datetime
) -> list[Found]:
    """What holds of each of these relationships and principles at a moment. A constant number of queries."""
    return Seen(relationships, at).under(principles, limits)


class Seen:
    """All that is known of these relationships at a moment, read once, to be held against any set."""

    def __init__(self, relationships: Collection[int], at: datetime) -> None:
        self.at = at
        self._said = _Said(relationships)
        self._subjects = subjects(relationships, at)

    def under(self, principles: Sequence[Principle], limits: Limits) -> list[Found]:
        """What holds under these principles, in their order for each relationship.

        Judgements and explanations count by the code of their principle, whichever set they were written
        under.
        """
        on = timezone.localdate(self.at)
        return [
            _found(pk, principle, _finding(principle, subject, limits, on), self._said, until, self.at)
            for pk, (subject, until) in self._subjects.items()
            for principle in principles
        ]


def _finding(principle: Principle, subject: Subject, limits: Limits, on: date) -> Finding:
    if principle.check_code in CHECKS:
        return check(principle.check_code, subject, limits, on)
    return unchecked(subject, principle.minimum_depth)


def _found(
    relationship: int,
    principle: Principle,
    finding: Finding,
    said: _Said,
    holds_until: date | None,
    at: datetime,
) -> Found:
    """What is found, what a person judges otherwise, and what both come to with an explanation."""
    judgement, judged = said.judgements.get((relationship, principle.code), (None, None))
    explanation, explained_until = said.explanations.get((relationship, principle.code), (None, None))
    result = str(finding.result)
    effective = judged or result
    if explanation is not None and effective in TO_EXPLAIN:
        effective = str(EffectiveResult.EXPLAINED)
    else:
        explanation = explained_until = None
    ends = [each for each in (finding.valid_until, holds_until, explained_until) if each is not None]
    return Found(
        relationship_id=relationship,
        principle_id=principle.pk,
        result=result,
        effective=effective,
        reasons=_stored(finding.reasons),
        ways=_stored(finding.ways),
        judgement_id=judgement,
        explanation_id=explanation,
        since=at,
        valid_until=min(ends) if ends else None,
    )


def _stored(told: Sequence[Any]) -> list[dict[str, Any]]:
    return [{"code": str(each.code), "params": each.params} for each in told]


_BY = ("relationship_id", "principle_code", "pk")
_JUDGEMENTS = Reading(
    lambda of, _: Judgement.objects.filter(relationship__in=of, withdrawn_at__isnull=True).order_by(),
    *(*_BY, "result"),
)
_EXPLANATIONS = Reading(
    lambda of, _: Explanation.objects.filter(
        relationship__in=of, lapsed_at__isnull=True, approved_at__isnull=False
    ).order_by(),
    *(*_BY, "valid_until"),
)


class _Said:
    """The judgements and explanations that stand for these relationships, by relationship and principle.

    Of a judgement its id and its result, of an explanation its id and its last day.
    """

    def __init__(self, relationships: Collection[int]) -> None:
        self.judgements: dict[tuple[int, str], tuple[int, str]] = {
            (pk, code): (judgement, result) for pk, code, judgement, result in _JUDGEMENTS(relationships)
        }
        self.explanations: dict[tuple[int, str], tuple[int, date]] = {
            (pk, code): (explanation, last) for pk, code, explanation, last in _EXPLANATIONS(relationships)
        }
