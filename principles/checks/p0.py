"""P0, net benefit for the other party: contracts demonstrably leave the contracted party better off.

Net is the sum of the effects for them. The net stands confirmed when the effects that they state or that
have evidence outweigh every negative one, estimated or not: what is positive by our estimate alone never
carries it.
"""

from __future__ import annotations

from principles.checks.case import Case, Row
from principles.checks.codes import Beneficiary, ReasonCode
from principles.checks.findings import Reasons, Verdict, because
from principles.checks.records import Benefit


def check(case: Case) -> Verdict:
    return ROW.judge(case)


def _effects(case: Case) -> list[Benefit]:
    return [each for each in case.subject.benefits if each.beneficiary == Beneficiary.THEM]


def _known(case: Case) -> list[tuple[int, bool]]:
    """The known effects for them, each with whether it is confirmed."""
    return [(each.effect, each.confirmed) for each in _effects(case) if each.effect is not None]


def _net(case: Case) -> int:
    return sum(effect for effect, _ in _known(case))


def _unknown(case: Case) -> int:
    return len(_effects(case)) - len(_known(case))


def non_compliant(case: Case) -> Reasons:
    """Effects for them recorded, all known, net ≤ 0."""
    if _known(case) and not _unknown(case) and _net(case) <= 0:
        return (because(ReasonCode.NET_NOT_POSITIVE, net=_net(case)),)
    return ()


def not_assessable(case: Case) -> Reasons:
    """No known effect for them."""
    return () if _known(case) else (because(ReasonCode.NO_KNOWN_EFFECT),)


def partly(case: Case) -> Reasons:
    """Positive by our estimate only, or some but not all effects unknown."""
    found = []
    if _net(case) > 0 and not _confirmed(case):
        found.append(because(ReasonCode.NET_ESTIMATED, net=_net(case)))
    if _unknown(case) and _known(case):
        found.append(because(ReasonCode.EFFECTS_UNKNOWN, count=_unknown(case)))
    return tuple(found)


def lacking(case: Case) -> Reasons:
    """Anything short of a positive net, confirmed by them or with evidence."""
    return not_assessable(case) or (*non_compliant(case), *partly(case))


def met(case: Case) -> Reasons:
    return (because(ReasonCode.NET_CONFIRMED, net=_net(case)),)


def _confirmed(case: Case) -> bool:
    return sum(effect for effect, confirmed in _known(case) if confirmed or effect < 0) > 0


ROW = Row(non_compliant, not_assessable, partly, lacking, met)
