"""What the rule says while one fills in: the recommendation, why, how far it is open, and every type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from relationships.actions.classify import WHY_A_REASON
from relationships.arrangements import NAMES as ARRANGEMENT_NAMES
from relationships.choices import CollaborationType, Flag
from relationships.errors import Refusal, Refused
from relationships.fit import ExplanationLine, LineKind, explain, summary
from relationships.fit import Verdict as Judgement
from relationships.fit.texts import TYPE_ESSENCES
from relationships.models import Relationship, User
from relationships.previews import ComparedType, Comparison, compared, facts_if_rated
from web.pictures import Ladder, Rail
from web.templatetags.words import language
from web.type_texts import CONTRACTS, GOVERNANCE, INFORMATION

_REASONS = (
    LineKind.NEEDED,
    LineKind.FEASIBLE,
    LineKind.POSTURE,
    LineKind.RECOMMENDED,
    LineKind.ADMISSIBLE,
    LineKind.TRUST,
    LineKind.TRUST_MODIFIER,
    LineKind.FLAG,
    LineKind.ADVICE,
)
_DELIVERY = (LineKind.SCORE, LineKind.GATE, LineKind.FLOOR)


@dataclass(frozen=True)
class TypeCard:
    """One type beside the others, in words."""

    compared: ComparedType
    typed: bool

    @property
    def code(self) -> CollaborationType:
        return self.compared.type

    @property
    def essence(self) -> str:
        return TYPE_ESSENCES[language()][self.code]

    @property
    def contract(self) -> Any:
        return CONTRACTS[self.code]

    @property
    def governance(self) -> Any:
        return GOVERNANCE[self.code]

    @property
    def information(self) -> Any:
        return INFORMATION[self.code]

    @property
    def depth(self) -> int | None:
        return self.code.depth

    @property
    def required(self) -> tuple[int, int] | None:
        return self.compared.judgement.required_trust_range

    @property
    def arrangements(self) -> list[tuple[str, bool]]:
        """What must be in place, each with whether it is missing."""
        return [
            (ARRANGEMENT_NAMES[each.kind][language()], each.missing) for each in self.compared.arrangements
        ]

    @property
    def missing(self) -> int:
        return len(self.compared.missing)

    @property
    def against(self) -> list[str]:
        """What speaks against it, in sentences."""
        return [each["text"] for each in self.compared.flags(language()) if each["code"] != Flag.FIT]


@dataclass(frozen=True)
class Recommending:
    """The rule's answer to what is known and typed.

    Where something was typed that can't be used, `refusals` say what, and there is no answer but the one to
    what is `recorded`.
    """

    comparison: Comparison | None
    chosen: CollaborationType | None
    refusals: tuple[Refusal, ...] = ()
    recorded: Comparison | None = None

    @cached_property
    def cards(self) -> list[TypeCard]:
        found = self.comparison or self.recorded
        return [TypeCard(each, each.type is self.chosen) for each in found.types] if found else []

    @cached_property
    def judgement(self) -> Judgement | None:
        """Of what was chosen: with its target, else with the trust that it requires; without a type of the
        facts alone."""
        if self.comparison is None:
            return None
        own = next((each.judgement for each in self.comparison.types if each.type is self.chosen), None)
        return own or self.comparison.preview.judgement

    @property
    def answer(self) -> Any:
        return None if self.judgement is None else self.judgement.recommendation

    @cached_property
    def summary(self) -> str:
        return "" if self.judgement is None else summary(self.judgement, language())

    @cached_property
    def lines(self) -> tuple[ExplanationLine, ...]:
        return () if self.judgement is None else explain(self.judgement, language())

    def _of(self, kinds: Iterable[LineKind]) -> list[ExplanationLine]:
        wanted = set(kinds)
        return [each for each in self.lines if each.kind in wanted]

    @property
    def reasons(self) -> list[ExplanationLine]:
        return self._of(_REASONS)

    @property
    def delivery(self) -> list[ExplanationLine]:
        return self._of(_DELIVERY)

    @property
    def contributions(self) -> list[ExplanationLine]:
        return self._of([LineKind.CONTRIBUTION])

    @property
    def changes(self) -> list[ExplanationLine]:
        return self._of([LineKind.CHANGE])

    @cached_property
    def deciding(self) -> list[str]:
        return [] if self.comparison is None else self.comparison.preview.deciding_facts

    @property
    def why_a_reason(self) -> list[str]:
        """Why this choice takes a reason; nothing when it takes none."""
        found = () if self.judgement is None else self.judgement.reasons_for_reason
        return [str(WHY_A_REASON[each]) for each in found]

    @property
    def assumed(self) -> int:
        """How many of the facts that count are assumed from the category."""
        return 0 if self.comparison is None else self.comparison.preview.situation.assumed

    @property
    def ladder(self) -> Ladder | None:
        if self.answer is None:
            return None
        return Ladder(
            id="wizard-ladder",
            needed=self.answer.needed_range,
            feasible=self.answer.feasible_range,
            chosen=self.chosen,
            posture=self.answer.posture,
            posture_side=self.answer.posture_side,
        )

    @property
    def rail(self) -> Rail | None:
        if self.judgement is None or self.comparison is None:
            return None
        gap = self.judgement.flag(Flag.TRUST_GAP)
        required = self.judgement.required_trust_range
        return Rail(
            id="wizard-rail",
            required=required or self.answer.required_trust_recommended_range,
            target=self.comparison.preview.situation.target,
            customer_to_supplier=self.judgement.actual_c2s,
            supplier_to_customer=self.judgement.actual_s2c,
            covered=(gap.covered or 0) if gap else 0,
        )


def recommending(
    user: User,
    relationship: Relationship,
    *,
    ratings: Mapping[str, str],
    assessed_on: str,
    chosen: str,
    target: str,
    safeguards: Iterable[str],
    at: datetime,
) -> Recommending:
    """What the rule says with this laid over what is recorded. Nothing is written."""
    known = chosen in list(CollaborationType)
    complete = bool(chosen and target)
    given: dict[str, Any] = {
        "facts": facts_if_rated(user, relationship, ratings, at=at, assessed_on=assessed_on),
        "add_safeguards": list(safeguards),
        "chosen_type": chosen if complete else None,
        "trust_target": target if complete else None,
    }
    typed = CollaborationType(chosen) if known else None
    try:
        return Recommending(compared(user, given, at=at, relationship=relationship), typed)
    except Refused as refused:
        recorded = compared(user, {}, at=at, relationship=relationship)
        return Recommending(None, typed, refused.refusals, recorded)
