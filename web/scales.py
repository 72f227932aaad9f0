"""Facts as they are shown to who rates them: in groups, on scales with words, with who rated what before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relationships.choices import ATTITUDES, OTHER_FACTS, FactSource, Side
from relationships.fit.texts import FACT_ANCHORS, FACT_NAMES
from relationships.models import FactRating, Relationship
from relationships.queries.facts import CurrentFact
from web.templatetags.words import language

RATED = "fact_"
SEEN = "evidence_"


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that are rated together. `name` is a part of addresses."""

    name: str
    said: Any
    explained: Any
    facts: tuple[str, ...]


GROUPS = (
    Group(
        "delivery",
        gettext_lazy("What is delivered"),
        gettext_lazy("Look at the delivery itself, whoever delivers it."),
        ("customisation", "complexity", "uncertainty", "measurability", "duration"),
    ),
    Group(
        "ties",
        gettext_lazy("What ties both sides together"),
        gettext_lazy("How much the work touches, what was invested for it, and how easily one changes."),
        (
            "interdependence",
            "specificity_customer",
            "specificity_supplier",
            "switching_cost",
            "supply_scarcity",
        ),
    ),
    Group(
        "stakes",
        gettext_lazy("What is at stake"),
        gettext_lazy("What happens when it fails, what becomes accessible, what can be won together."),
        ("criticality", "access", "joint_value"),
    ),
    Group(
        "parties",
        gettext_lazy("How both sides stand towards each other"),
        gettext_lazy(
            "Rate behaviour that was seen, not reputation. An attitude of 1 or 5 takes evidence, and counts "
            "once a colleague rates the same."
        ),
        ("attitude_customer", "attitude_supplier", "goal_alignment", "complementarity"),
    ),
    Group(
        "power",
        gettext_lazy("Who needs whom"),
        gettext_lazy("Dependence on the other, and how attractive each side is to the other."),
        (
            "dependence_customer",
            "dependence_supplier",
            "attractiveness_customer",
            "attractiveness_supplier",
        ),
    ),
    Group(
        "standing",
        gettext_lazy("What speaks for trust"),
        gettext_lazy("This does not decide the type; it is evidence for trust, and asks for attention."),
        (
            "track_record_customer",
            "track_record_supplier",
            "viability_customer",
            "viability_supplier",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Level:
    """A place on a scale: its words, whether it counts now, whether it is what was typed."""

    value: int
    words: str
    counts: bool
    typed: bool


@dataclass(frozen=True, slots=True)
class RatedBefore:
    """What somebody rated, in his latest rating."""

    who: str
    value: int
    words: str
    on: date
    evidence: str
    imported: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: what is known of it, who said so, and the field in which it is rated (None: only read)."""

    code: str
    known: CurrentFact
    levels: tuple[Level, ...]
    before: tuple[RatedBefore, ...] = ()
    about: str = ""
    rating: BoundField | None = None
    seen: BoundField | None = None
    typed: str = ""

    @property
    def name(self) -> str:
        return FACT_NAMES[language()][self.code]

    @property
    def words(self) -> str:
        return "" if self.known.value is None else self.levels[self.known.value - 1].words

    @property
    def typed_words(self) -> str:
        return self.levels[int(self.typed) - 1].words if self.typed in ("1", "2", "3", "4", "5") else ""

    @property
    def unconfirmed_words(self) -> str:
        return "" if self.known.unconfirmed is None else self.levels[self.known.unconfirmed - 1].words

    @property
    def assumed(self) -> bool:
        return self.known.source is FactSource.ASSUMED

    @property
    def attitude(self) -> bool:
        return self.code in ATTITUDES

    @property
    def wrong(self) -> bool:
        return any(each is not None and each.errors for each in (self.rating, self.seen))

    @property
    def open(self) -> bool:
        """Whether there is something to do: the type may wait for it, people differ, or it was typed."""
        return (
            (self.known.value is None and self.code not in OTHER_FACTS)
            or self.known.unconfirmed is not None
            or self.known.align_first
            or bool(self.typed)
            or self.wrong
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """A group with its rows."""

    group: Group
    rows: Sequence[Row] = field(default_factory=tuple)

    @property
    def known(self) -> int:
        return sum(each.known.value is not None for each in self.rows)

    @property
    def assumed(self) -> int:
        return sum(each.assumed for each in self.rows)


def shown(
    relationship: Relationship,
    known: Mapping[str, CurrentFact],
    before: Mapping[str, Sequence[RatedBefore]],
    form: Any = None,
) -> list[Shown]:
    """All facts in their groups; with a form that has a field for each, to be rated."""
    return [
        Shown(
            group, [_row(code, relationship, known[code], before.get(code, ()), form) for code in group.facts]
        )
        for group in GROUPS
    ]


def rated_before(relationship: Relationship) -> dict[str, list[RatedBefore]]:
    """What each assessor rated last, by fact. One query."""
    latest: dict[tuple[str, int], FactRating] = {}
    standing = FactRating.objects.filter(relationship=relationship, withdrawn_at__isnull=True)
    for each in standing.select_related("assessor").order_by("assessed_on", "recorded_at", "pk"):
        latest[each.fact, each.assessor_id] = each
    found: dict[str, list[RatedBefore]] = {}
    for each in sorted(latest.values(), key=lambda one: (one.assessed_on, one.pk), reverse=True):
        found.setdefault(each.fact, []).append(
            RatedBefore(
                str(each.assessor),
                each.value,
                anchor(each.fact, each.value),
                each.assessed_on,
                each.evidence,
                each.source == FactSource.IMPORTED,
            )
        )
    return found


def anchor(fact: str, value: int) -> str:
    """What a level of a fact means, in the language of the page."""
    return FACT_ANCHORS[language()][fact][value]


def _row(
    code: str,
    relationship: Relationship,
    known: CurrentFact,
    before: Sequence[RatedBefore],
    form: Any,
) -> Row:
    typed, rating, seen = "", None, None
    if form is not None:
        rating, seen = form[RATED + code], form[SEEN + code]
        typed = str(rating.value() or "")
    levels = tuple(
        Level(value, words, value == known.value, typed == str(value))
        for value, words in FACT_ANCHORS[language()][code].items()
    )
    return Row(code, known, levels, tuple(before), _about(code, relationship), rating, seen, typed)


def _about(code: str, relationship: Relationship) -> str:
    """Who the side is that a fact is about."""
    for side in Side:
        if code.endswith(f"_{str(side).lower()}"):
            return _("us") if side == relationship.our_role else relationship.party.name
    return ""
