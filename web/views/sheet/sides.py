"""They – we – I: interests, benefits and capabilities from the other party's side first."""

from __future__ import annotations

from dataclasses import dataclass

from principles.choices import Beneficiary
from principles.models import Benefit, Capability, CapabilityPair, Interest, InterestPair
from relationships.choices import Side
from web.views.sheet.reading import Read


@dataclass(frozen=True, slots=True)
class OneSide:
    """What one side wants, gains and can do."""

    interests: list[Interest]
    benefits: list[Benefit]
    capabilities: list[Capability]


@dataclass(frozen=True, slots=True)
class Together:
    """What joins both, and what sets them apart."""

    pairs: list[InterestPair]
    benefits: list[Benefit]
    capabilities: list[CapabilityPair]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    they: OneSide
    we: Together
    own: OneSide
    world: list[Benefit]
    more: bool

    @property
    def empty(self) -> bool:
        lists = (
            *(
                each
                for side in (self.they, self.own)
                for each in (side.interests, side.benefits, side.capabilities)
            ),
            self.we.pairs,
            self.we.benefits,
            self.we.capabilities,
            self.world,
        )
        return not any(lists)


def sides(found: Read) -> Sides:
    ours = Side(found.relationship.our_role)
    kept = found.evidence
    kinds = (kept.benefits, kept.interests, kept.pairs, kept.capabilities, kept.capability_pairs)

    def of(side: Side, beneficiary: Beneficiary) -> OneSide:
        return OneSide(
            kept.interests.where(side=side),
            kept.benefits.where(beneficiary=beneficiary),
            kept.capabilities.where(side=side),
        )

    return Sides(
        they=of(ours.other, Beneficiary.THEM),
        we=Together(
            kept.pairs.rows, kept.benefits.where(beneficiary=Beneficiary.JOINT), kept.capability_pairs.rows
        ),
        own=of(ours, Beneficiary.OWN),
        world=kept.benefits.where(beneficiary=Beneficiary.WORLD),
        more=any(each.more for each in kinds),
    )
