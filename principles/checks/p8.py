"""P8, partnership is no model: a commercial relation is competitive by nature, whatever it is called.

For commercial relationships only. Below depth 3, and unclassified, it speaks only when a label was found. A
label in running text is a hint: it is told, and changes nothing.
"""

from __future__ import annotations

from principles.checks.case import Case
from principles.checks.codes import LabelPlace, PairRating, ReasonCode, Result
from principles.checks.findings import Reason, Reasons, Verdict, because
from principles.checks.records import FoundLabel, Subject
from relationships.choices import Nature

OPPOSED_FROM_DEPTH = 3


def outside(subject: Subject) -> Reasons:
    """Not for relationships of another nature."""
    if subject.nature == Nature.COMMERCIAL:
        return ()
    return (because(ReasonCode.NOT_COMMERCIAL, nature=str(subject.nature)),)


def check(case: Case) -> Verdict:
    labels = [each for each in case.subject.labels if each.place != LabelPlace.TEXT]
    found = _labelled(ReasonCode.LABELLED, labels)
    hints = _labelled(
        ReasonCode.LABEL_HINT, [each for each in case.subject.labels if each.place == LabelPlace.TEXT]
    )
    if case.depth < OPPOSED_FROM_DEPTH:
        if found:
            return Verdict(Result.PARTLY, (*found, *hints))
        return Verdict(Result.NOT_APPLICABLE, (because(ReasonCode.NO_LABEL), *hints))
    opposed = sum(each.rating == PairRating.CONFLICTING for each in case.subject.interest_pairs)
    if not opposed:
        found.append(because(ReasonCode.NO_OPPOSED_INTEREST))
    if labels and not opposed:
        return Verdict(Result.NON_COMPLIANT, (*found, *hints))
    if found:
        return Verdict(Result.PARTLY, (*found, *hints))
    return Verdict(Result.COMPLIANT, (because(ReasonCode.OPPOSED_ACKNOWLEDGED, count=opposed), *hints))


def _labelled(code: ReasonCode, labels: list[FoundLabel]) -> list[Reason]:
    """The words found and the places they stand in, each once."""
    if not labels:
        return []
    words = tuple(dict.fromkeys(each.word for each in labels))
    places = tuple(dict.fromkeys(str(each.place) for each in labels))
    return [because(code, words=words, places=places)]
