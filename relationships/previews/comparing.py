"""Every type side by side: what each would ask, and how it would stand up to the same facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from relationships import arrangements
from relationships.choices import ArrangementState, CollaborationType
from relationships.fit import FlagFinding, flag_text
from relationships.fit import Verdict as Judgement
from relationships.fit.admissible import admissible
from relationships.models import Arrangement, Relationship, User
from relationships.previews.answers import Preview, judge, situation_of
from relationships.previews.given import COMPARED_FIELDS, read
from relationships.previews.lookups import Lookups, lookups
from relationships.previews.supposing import recorded, supposed_of
from relationships.verdicts import columns_of, flag_of, judged

_SETTLED = (ArrangementState.PRESENT, ArrangementState.NOT_APPLICABLE)
Kept = Mapping[str, ArrangementState]


@dataclass(frozen=True, slots=True)
class NeededArrangement:
    """What a type asks to be in place. `state` is None where nobody has said."""

    kind: str
    state: ArrangementState | None

    @property
    def missing(self) -> bool:
        return self.state not in _SETTLED


@dataclass(frozen=True, slots=True)
class ComparedType:
    """One type against the facts.

    It is judged with its own target where it is the chosen one, else with the trust that it requires (the
    most of it that is possible), so that no target speaks against it. `admissible` is None while unknown
    facts leave it open. `arrangements_open`: what would have to be in place too if the access, which is
    unknown, turns out to be deep.
    """

    type: CollaborationType
    chosen: bool
    recommended: bool
    admissible: bool | None
    judgement: Judgement
    columns: dict[str, Any]
    arrangements: tuple[NeededArrangement, ...]
    arrangements_open: tuple[str, ...]

    @property
    def missing(self) -> tuple[NeededArrangement, ...]:
        return tuple(each for each in self.arrangements if each.missing)

    def flags(self, language: str) -> list[dict[str, Any]]:
        """Why it is as it is: each flag as every door gives it, with its sentence."""
        return [{**flag_of(each), "text": _said(each, language)} for each in self.judgement.flags]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The situation as it was given, and every type against it, in their usual order."""

    preview: Preview
    types: tuple[ComparedType, ...]


def compared(
    user: User,
    given: Any,
    *,
    at: datetime,
    relationship: Relationship | None = None,
    rule_set: Any = None,
) -> Comparison:
    """Every type against what is given; of a relationship, with what is given laid over what is known.

    Refuses what is given with all reasons at once. Twenty queries at most.
    """
    known = lookups(user, rule_set)
    if relationship is None:
        cleaned = read(given, COMPARED_FIELDS, known)
        situation, profile = situation_of(cleaned, known), cleaned.category
        kept: Kept = cleaned.arrangements
    else:
        now, profile = recorded(relationship, at)
        cleaned, situation, profile = supposed_of(given, now, profile, known, at, more=("arrangements",))
        kept = {**_kept(relationship), **cleaned.arrangements}
    return _compared(judge(situation, known, profile), known, kept)


def _kept(relationship: Relationship) -> Kept:
    rows = Arrangement.objects.filter(relationship=relationship).values_list("kind", "state")
    return {kind: ArrangementState(state) for kind, state in rows}


def _compared(preview: Preview, known: Lookups, kept: Kept) -> Comparison:
    return Comparison(preview, tuple(_against(preview, known, kept, each) for each in CollaborationType))


def _against(preview: Preview, known: Lookups, kept: Kept, chosen: CollaborationType) -> ComparedType:
    situation, answer = preview.situation, preview.judgement.recommendation
    own = situation.chosen is chosen
    target = situation.target if own else None
    if target is None:
        asked = judged(replace(situation, chosen=chosen, target=None), known.rules).required_trust_range
        target = asked[1] if asked else None
    tried = replace(situation, chosen=chosen, target=target)
    judgement = judged(tried, known.rules)
    access = situation.facts["access"].value
    needed = arrangements.needed(chosen, access)
    return ComparedType(
        type=chosen,
        chosen=own,
        recommended=answer.recommended_type is chosen,
        admissible=admissible(answer, chosen),
        judgement=judgement,
        columns=columns_of(tried, judgement),
        arrangements=tuple(NeededArrangement(kind, kept.get(kind)) for kind in needed),
        arrangements_open=arrangements.WITH_DEEP_ACCESS if access is None else (),
    )


def _said(found: FlagFinding, language: str) -> str:
    return flag_text(found, language)
