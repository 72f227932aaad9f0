"""The verdict on the sheet: what it is and why, the pictures, the facts, every type side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relationships.choices import (
    DELIVERY_FACTS,
    OTHER_FACTS,
    PARTY_FACTS,
    Direction,
    FactSource,
    Flag,
)
from relationships.fit.explanation import ExplanationLine, LineKind
from relationships.fit.texts import FACT_ANCHORS, TRUST_MEANINGS, TRUST_NAMES, TYPE_ESSENCES
from relationships.models import TrustAssessment
from relationships.previews import ComparedType, explanation_of
from relationships.queries.facts import CurrentFact
from relationships.queries.trends import trends
from web.pictures import Ladder, Rail, Spread, Trend
from web.templatetags.words import language
from web.views.sheet.reading import Read

_TRENDS = {1: Trend.RISING, 0: Trend.LEVEL, -1: Trend.FALLING, None: Trend.UNKNOWN}
_WORKED_OUT = (
    LineKind.SCORE,
    LineKind.GATE,
    LineKind.FLOOR,
    LineKind.NEEDED,
    LineKind.FEASIBLE,
    LineKind.POSTURE,
    LineKind.RECOMMENDED,
    LineKind.ADMISSIBLE,
    LineKind.TRUST,
    LineKind.TRUST_MODIFIER,
    LineKind.UNKNOWN,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the rule says of the relationship now, and why.

    `findings` are the flags and the advice in sentences, `worked_out` how the answer came about,
    `contributions` what each fact adds to the score.
    """

    code: str
    summary: str
    findings: list[ExplanationLine]
    worked_out: list[ExplanationLine]
    contributions: list[ExplanationLine]
    deciding: list[str]
    changes: list[ExplanationLine]
    ladder: Ladder
    rail: Rail
    pending: bool


def judged(found: Read) -> Judged:
    judgement = found.compared.preview.judgement
    told = explanation_of(judgement, language())
    lines: tuple[ExplanationLine, ...] = told["lines"]

    def of(*kinds: LineKind) -> list[ExplanationLine]:
        return [each for each in lines if each.kind in kinds]

    return Judged(
        code=str(judgement.verdict),
        summary=told["summary"],
        findings=[each for each in of(LineKind.FLAG, LineKind.ADVICE) if each.flag is not Flag.FIT],
        worked_out=of(*_WORKED_OUT),
        contributions=of(LineKind.CONTRIBUTION),
        deciding=list(told["deciding_facts"]),
        changes=of(LineKind.CHANGE),
        ladder=_ladder(found),
        rail=rail_of(found),
        pending=found.stored is None or found.stored.verdict == "PENDING",
    )


def _ladder(found: Read) -> Ladder:
    judgement = found.compared.preview.judgement
    answer = judgement.recommendation
    return Ladder(
        id="ladder",
        needed=answer.needed_range,
        feasible=answer.feasible_range,
        chosen=judgement.chosen,
        posture=answer.posture,
        posture_side=answer.posture_side,
    )


def rail_of(found: Read) -> Rail:
    situation, judgement = found.compared.preview.situation, found.compared.preview.judgement
    answer = judgement.recommendation
    required = judgement.required_trust_range
    if required is None and answer.recommended_type is not None:
        required = answer.required_trust_recommended_range
    gap = judgement.flag(Flag.TRUST_GAP)
    ways = trends(found.assessments, found.by.on)
    return Rail(
        id="rail",
        required=required,
        target=situation.target,
        customer_to_supplier=situation.trust.get(Direction.CUSTOMER_TO_SUPPLIER),
        supplier_to_customer=situation.trust.get(Direction.SUPPLIER_TO_CUSTOMER),
        covered=(gap.covered or 0) if gap else 0,
        customer_trend=_TRENDS[ways.get(Direction.CUSTOMER_TO_SUPPLIER)],
        supplier_trend=_TRENDS[ways.get(Direction.SUPPLIER_TO_CUSTOMER)],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustLine:
    """One of the levels of trust in words: what it is, the level, and what rests beside it."""

    said: Any
    level: str
    meaning: str = ""
    assessment: TrustAssessment | None = None


def trust_lines(found: Read, rail: Rail) -> list[TrustLine]:
    """Required, target, and what was assessed in each direction."""
    latest = {
        direction: next(
            (
                each
                for each in found.assessments
                if each.direction == direction and each.assessed_on <= found.by.on
            ),
            None,
        )
        for direction in Direction
    }
    return [
        TrustLine(said=_("Required"), level=_span(rail.required), meaning=_meaning(rail.required)),
        TrustLine(
            said=_("Target"),
            level=_span(rail.target and (rail.target, rail.target)),
            meaning=_meaning(rail.target and (rail.target, rail.target)),
        ),
        *(
            TrustLine(
                said=said,
                level=_span(level and (level, level)) if level else _("not yet rated"),
                meaning=_meaning(level and (level, level)),
                assessment=latest[direction],
            )
            for direction, level, said in (
                (
                    Direction.CUSTOMER_TO_SUPPLIER,
                    rail.customer_to_supplier,
                    _("Customer trusts supplier"),
                ),
                (
                    Direction.SUPPLIER_TO_CUSTOMER,
                    rail.supplier_to_customer,
                    _("Supplier trusts customer"),
                ),
            )
        ),
    ]


def _span(levels: Any) -> str:
    if not levels:
        return _("not yet decided")
    low, high = levels
    if low != high:
        return f"{low}–{high}"
    return f"{low} {TRUST_NAMES[language()][low]}"


def _meaning(levels: Any) -> str:
    if not levels or levels[0] != levels[1]:
        return ""
    return str(TRUST_MEANINGS[language()][levels[0]])


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """A fact as the sheet shows it."""

    code: str
    current: CurrentFact
    anchor: str
    assumed: bool
    spread: Spread | None
    raters: int
    assessor: str
    evidence: str
    deciding: bool


@dataclass(frozen=True, slots=True)
class FactGroup:
    said: Any
    lines: list[FactLine]

    @property
    def known(self) -> int:
        return sum(each.current.value is not None for each in self.lines)


_GROUPS = (
    (gettext_lazy("What is delivered"), DELIVERY_FACTS),
    (gettext_lazy("The parties"), PARTY_FACTS),
    (gettext_lazy("Beside the rule"), OTHER_FACTS),
)


def facts(found: Read, deciding: list[str]) -> list[FactGroup]:
    return [FactGroup(said, [_fact(found, str(code), deciding) for code in codes]) for said, codes in _GROUPS]


def _fact(found: Read, code: str, deciding: list[str]) -> FactLine:
    current = found.compared.preview.situation.facts[code]
    anchors = FACT_ANCHORS[language()].get(code, {})
    latest: dict[int, int] = {}
    ratings = found.ratings.get(code, [])
    for each in ratings:
        latest.setdefault(each.assessor_id, each.value)
    counting = next((each for each in ratings if each.pk == current.rating), None)
    drawn = None
    if current.value is not None or latest:
        drawn = Spread(
            id=f"spread-{code}",
            size="small",
            fact=code,
            value=current.value,
            source=current.source,
            ratings=tuple(latest.values()),
            unconfirmed=current.unconfirmed,
        )
    return FactLine(
        code=code,
        current=current,
        anchor=str(anchors.get(current.value, "")) if current.value else "",
        assumed=current.source is FactSource.ASSUMED,
        spread=drawn,
        raters=len(latest),
        assessor=str(counting.assessor) if counting else "",
        evidence=current.evidence,
        deciding=code in deciding,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeLine:
    """A type beside the others: how it stands, the trust it takes, what it would still ask, what speaks
    against it."""

    compared: ComparedType
    essence: str
    required: str
    against: list[str]

    @property
    def missing(self) -> list[str]:
        return [each.kind for each in self.compared.missing]


def types(found: Read) -> list[TypeLine]:
    return [_type(each) for each in found.compared.types]


def _type(each: ComparedType) -> TypeLine:
    flags = [flag["text"] for flag in each.flags(language()) if flag["code"] != Flag.FIT]
    return TypeLine(
        compared=each,
        essence=str(TYPE_ESSENCES[language()][each.type]),
        required=_span(each.judgement.required_trust_range),
        against=flags,
    )
