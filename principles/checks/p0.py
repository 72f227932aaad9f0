"""P0, net benefit for the other party: contracts demonstrably leave the contracted party better off.

Net is the sum of the effects for them. The net stands confirmed when the effects that they state or that
have evidence outweigh every negative one, estimated or not: what is positive by our estimate alone never
carries it.
"""

from __future__ import annotations

from typing import NamedTuple

from principles.checks.case import Case, judged
from principles.checks.codes import Beneficiary, ReasonCode
from principles.checks.findings import Reasons, Verdict, because

THEM = Beneficiary.THEM


class Effects(NamedTuple):
    """The effects for them: how many are known and unknown, their net, and what of it is confirmed."""

    known: int
    unknown: int
    net: int
    confirmed_net: int


def check(case: Case) -> Verdict:
    effects = _effects(case)
    return judged(
        non_compliant=non_compliant(effects),
        not_assessable=not_assessable(effects),
        partly=partly(effects),
        missing=(),
        met=lambda: (because(ReasonCode.NET_CONFIRMED, net=effects.net),),
    )


def non_compliant(effects: Effects) -> Reasons:
    """Effects for them recorded, all known, net ≤ 0."""
    if effects.known and not effects.unknown and effects.net <= 0:
        return (because(ReasonCode.NET_NOT_POSITIVE, net=effects.net),)
    return ()


def not_assessable(effects: Effects) -> Reasons:
    """No known effect for them."""
    return () if effects.known else (because(ReasonCode.NO_KNOWN_EFFECT),)


def partly(effects: Effects) -> Reasons:
    """Positive by our estimate only, or some but not all effects unknown."""
    found = []
    if effects.net > 0 and effects.confirmed_net <= 0:
        found.append(because(ReasonCode.NET_ESTIMATED, net=effects.net))
    if effects.unknown and effects.known:
        found.append(because(ReasonCode.EFFECTS_UNKNOWN, count=effects.unknown))
    return tuple(found)


def _effects(case: Case) -> Effects:
    recorded = [each for each in case.subject.benefits if each.beneficiary == THEM]
    known = [(each.effect, each.confirmed) for each in recorded if each.effect is not None]
    return Effects(
        known=len(known),
        unknown=len(recorded) - len(known),
        net=sum(effect for effect, _ in known),
        confirmed_net=sum(effect for effect, confirmed in known if confirmed or effect < 0),
    )
