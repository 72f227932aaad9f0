"""The principles on the sheet: a card each, with what was found, why, and what would make it comply."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from principles.checks.texts import reason_of, sentence, way_of
from principles.choices import SetState
from principles.models import Explanation, Judgement, Principle
from principles.queries.computed import TO_EXPLAIN
from relationships.choices import PARTY_FACTS, TYPE_RULE_FACTS
from relationships.permissions import Act
from web.pictures import Strip, StripCell
from web.templatetags.words import language
from web.views.sheet.reading import Read


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A principle and how the relationship does by it.

    `result` is the check's, `effective` what counts with judgement and explanation. `evidence` is the number
    of records that the check had to go by; None where it reads other things. `begun` says whether what is
    recorded next is there already, to be gone on with. `waiting` is an explanation that somebody else has
    yet to approve.
    """

    principle: Principle
    theme: str
    observation: str
    text: str
    result: str
    effective: str
    mark: Strip
    provisional: bool
    reasons: list[str]
    ways: list[str]
    evidence: int | None
    begun: bool
    judgement: Judgement | None
    explanation: Explanation | None
    waiting: Explanation | None
    explainable: bool

    @property
    def code(self) -> str:
        return self.principle.code

    @property
    def in_force(self) -> bool:
        """Whether the principle counts: only then it can be judged otherwise or explained."""
        return not self.provisional and self.principle.active

    @property
    def anchor(self) -> str:
        return anchor(self.code)


def cards(found: Read) -> list[Card]:
    return [_card(found, each) for each in found.compliance]


def strip(cards: Iterable[Card]) -> Strip:
    """All of them as a strip whose cells lead to the cards."""
    shown = list(cards)
    cells = tuple(
        StripCell(code=each.code, result=each.effective, theme=each.theme, href=f"#{anchor(each.code)}")
        for each in shown
    )
    return Strip(id="strip", cells=cells, provisional=any(each.provisional for each in shown))


def anchor(code: str) -> str:
    """The id of a card; the code of an own principle may hold more than an id may."""
    return "principle-" + "".join(each if each.isalnum() and each.isascii() else "-" for each in code)


def in_words(principle: Principle, part: str) -> str:
    """A text of the principle in the language of the page, else in the other one."""
    other = "en" if language() == "nl" else "nl"
    return getattr(principle, f"{part}_{language()}") or getattr(principle, f"{part}_{other}")


def _card(found: Read, row: Any) -> Card:
    principle: Principle = row.principle
    theme = in_words(principle, "theme")
    waiting = [
        each
        for each in found.explanations
        if each.principle_code == principle.code and each.approved_at is None
    ]
    cell = StripCell(code=principle.code, result=row.effective, theme=theme)
    count = EVIDENCE.get(principle.check_code)
    provisional = principle.principle_set.state != SetState.IN_FORCE
    return Card(
        principle=principle,
        theme=theme,
        observation=in_words(principle, "observation"),
        text=in_words(principle, "principle"),
        result=row.result,
        effective=row.effective,
        mark=Strip(id=f"mark-{anchor(principle.code)}", size="small", cells=(cell,), provisional=provisional),
        provisional=provisional,
        reasons=[sentence(reason_of(each), language()) for each in row.reasons],
        ways=[sentence(way_of(each), language()) for each in row.ways],
        evidence=count(found) if count else None,
        begun=principle.check_code in BEGUN and BEGUN[principle.check_code](found),
        judgement=row.judgement,
        explanation=row.explanation,
        waiting=waiting[0] if waiting else None,
        explainable=row.effective in TO_EXPLAIN,
    )


def _known(found: Read, codes: Iterable[str]) -> int:
    facts = found.compared.preview.situation.facts
    return sum(facts[code].value is not None for code in codes)


# What is recorded next for a check, a kind of evidence by its name or a page, and the act that it takes.
NEXT: dict[str, tuple[str, Act]] = {
    "P0": ("benefits", Act.KEEP_EVIDENCE),
    "P1": ("benefits", Act.KEEP_EVIDENCE),
    "P2": ("interests", Act.KEEP_EVIDENCE),
    "P3": ("capabilities", Act.KEEP_EVIDENCE),
    "P4": ("resistance-signals", Act.KEEP_EVIDENCE),
    "P5": ("web:trust", Act.ASSESS_TRUST),
    "P6": ("web:classify", Act.CLASSIFY),
    "P7": ("web:classify", Act.CLASSIFY),
    "P8": ("interests", Act.KEEP_EVIDENCE),
    "P9": ("development-plans", Act.KEEP_EVIDENCE),
}

# Where one goes on with what is there instead of recording another.
BEGUN: dict[str, Callable[[Read], bool]] = {
    "P4": lambda found: any(not each.answer_kind for each in found.evidence.signals),
    "P9": lambda found: any(each.abandoned_on is None for each in found.evidence.plans),
}

# How many records each check had to go by.
EVIDENCE: dict[str, Callable[[Read], int]] = {
    "P0": lambda found: len(found.evidence.benefits),
    "P1": lambda found: len(found.evidence.benefits),
    "P2": lambda found: len(found.evidence.interests) + len(found.evidence.pairs),
    "P3": lambda found: len(found.evidence.capabilities) + len(found.evidence.capability_pairs),
    "P4": lambda found: len(found.evidence.signals) + len(found.evidence.reviews),
    "P5": lambda found: len(found.assessments) + len(found.safeguards),
    "P6": lambda found: _known(found, TYPE_RULE_FACTS),
    "P7": lambda found: _known(found, PARTY_FACTS),
    "P9": lambda found: sum(len(each.stages.all()) for each in found.evidence.plans),
}
