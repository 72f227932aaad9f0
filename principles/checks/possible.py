"""One verdict out of what unknown facts leave possible: only what every possibility gives is decided."""

from __future__ import annotations

from collections.abc import Iterable

from principles.checks.codes import ReasonCode, Result
from principles.checks.findings import Reasons, Verdict, because
from principles.checks.records import Fit

Possibility = tuple[Result, Reasons]


def decided(possibilities: Iterable[Possibility], fit: Fit | None, facts: frozenset[str]) -> Verdict:
    """The verdict that all possibilities share; else NOT_ASSESSABLE, naming the unknown facts behind it.

    Its reasons are those that every possibility gives, as the first one has them. Where all agree on the
    result for different reasons, each of these is told, and which facts decide between them.
    """
    found: list[Possibility] = []
    for each in possibilities:
        found.append(each)
        if each[0] is not found[0][0]:
            break
    if len(found) == 1:
        return Verdict(*found[0])
    unknown = fit.unknown_facts if fit is not None else ()
    named = tuple(each for each in unknown if each in facts)
    open_facts = because(ReasonCode.DEPENDS_ON_UNKNOWN, facts=named)
    if not found or found[-1][0] is not found[0][0]:
        return Verdict(Result.NOT_ASSESSABLE, (open_facts,))
    result, first = found[0]
    shared = set.intersection(*({each.code for each in reasons} for _, reasons in found))
    if shared:
        return Verdict(result, tuple(each for each in first if each.code in shared))
    told = {each.code: each for _, reasons in reversed(found) for each in reasons}
    return Verdict(result, (*(told[code] for code in ReasonCode if code in told), open_facts))
