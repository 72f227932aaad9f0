"""Everything the checks read of a relationship, loaded for many at once in a constant number of queries."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from principles import models as p
from principles.checks import records as r
from principles.checks.fit import fit_of
from principles.choices import LabelPlace
from principles.labels import Finder, Kind, WordList
from relationships.choices import ArrangementState, CollaborationType, Direction, Nature, Phase, Side
from relationships.fit import Facts, Rules
from relationships.models import Arrangement, Classification, Contract, Relationship, TrustAssessment
from relationships.queries.reading import Reading, read
from relationships.queries.rules import rule_set_in_force, rules_of
from relationships.queries.situations import Situation, situations

_LABELLED = {"contract_type": LabelPlace.TYPE, "segment": LabelPlace.SEGMENT}
Grouped = Mapping[int, list[Any]]


def subjects(relationships: Collection[int], at: datetime) -> dict[int, tuple[r.Subject, date | None]]:
    """The subjects of these relationships at a moment, each with the last day on which it holds by itself."""
    on = timezone.localdate(at)
    rules = rules_of(rule_set_in_force())
    evidence = _Evidence(relationships, on)
    fits: dict[Any, r.Fit] = {}  # after an import many situations are one
    found = {}
    for each in situations(relationships, at):
        if each.relationship in evidence.kept:
            side = evidence.kept[each.relationship][2]
            key = each.key, side
            if key not in fits:
                fits[key] = _fit(each, rules, side)
            found[each.relationship] = _subject(each, fits[key], evidence), each.valid_until
    return found


def _fit(situation: Situation, rules: Rules, side: Side) -> r.Fit:
    return fit_of(
        Facts.of(situation.values),
        rules,
        chosen=situation.chosen,
        our_role=side,
        trust=situation.trust,
        safeguards=situation.safeguards,
    )


def _subject(situation: Situation, fit: r.Fit, evidence: _Evidence) -> r.Subject:
    pk = situation.relationship
    phase, nature, side = evidence.kept[pk]
    return r.Subject(
        phase=phase,
        nature=nature,
        our_role=side,
        chosen=situation.chosen,
        target=situation.target,
        fit=fit,
        trust=evidence.trust.get(pk, {}),
        safeguards=situation.safeguards,
        arrangements=frozenset(evidence.arrangements.get(pk, ())),
        benefits=tuple(evidence.benefits.get(pk, ())),
        interests=tuple(evidence.interests.get(pk, ())),
        interest_pairs=tuple(evidence.interest_pairs.get(pk, ())),
        capabilities=tuple(evidence.capabilities.get(pk, ())),
        capability_pairs=tuple(evidence.capability_pairs.get(pk, ())),
        signals=tuple(evidence.signals.get(pk, ())),
        plans=tuple(evidence.plans.get(pk, ())),
        reviews=tuple(evidence.reviews.get(pk, ())),
        phases=tuple(evidence.phases.get(pk, ())),
        contracts=tuple(evidence.contracts.get(pk, ())),
        classifications=tuple(evidence.classifications.get(pk, ())),
        labels=evidence.labels.get(pk, ()),
    )


class _Evidence:
    """What people recorded about these relationships, by relationship. A query a kind of record.

    Only the columns that the checks read, and no models: a full computation passes here for every
    relationship.
    """

    def __init__(self, relationships: Collection[int], on: date) -> None:
        def of(kind: str) -> Grouped:
            reading, made = _RECORDED[kind]
            found: dict[int, list[Any]] = defaultdict(list)
            for relationship, *values in reading(relationships, on):
                found[relationship].append(made(*values))
            return found

        self.kept = _kept(relationships)
        self.benefits = of("benefits")
        self.interests = of("interests")
        self.interest_pairs = of("interest_pairs")
        self.capabilities = of("capabilities")
        self.capability_pairs = of("capability_pairs")
        self.signals = of("signals")
        self.reviews = of("reviews")
        self.classifications = of("classifications")
        self.arrangements = of("arrangements")
        self.contracts = of("contracts")
        self.plans = _plans(relationships)
        self.trust = _trust(relationships, on)
        self.phases = _phases(relationships)
        self.labels = labels_of(relationships)


def _kept(relationships: Collection[int]) -> dict[int, tuple[Phase, Nature, Side]]:
    """Of each relationship that is there: its phase, its nature, our side."""
    return {
        pk: (Phase(phase), Nature(nature), Side(side)) for pk, phase, nature, side in _KEPT(relationships)
    }


def _benefit(beneficiary: str, effect: int | None, stated_by_them: bool, evidence: str) -> r.Benefit:
    return r.Benefit(beneficiary, effect, stated_by_them, bool(evidence))


def _interest_pair(customer: int, supplier: int, rating: str, arrangement: str) -> r.InterestPair:
    return r.InterestPair(customer, supplier, rating or None, bool(arrangement))


def _day(day: date) -> date:
    return day


_SIGNAL = (
    *("raised_on", "investigated_on", "verdict", "verdict_on", "answer_kind"),
    *("answer", "answer_due_on", "answer_done_on", "answer_told_on"),
)


def _signal(
    raised_on: date,
    investigated_on: date | None,
    verdict: str,
    verdict_on: date | None,
    kind: str,
    answer: str,
    *days: date | None,
) -> r.ResistanceSignal:
    answered = r.Answer(kind, bool(answer), *days) if kind else None
    return r.ResistanceSignal(raised_on, investigated_on, verdict or None, verdict_on, answered)


def _dated(decided_at: datetime, chosen_type: str, recommendation: Mapping[str, Any]) -> r.DatedType:
    """The depth as decided: of a posture, the lower of needed and feasible of that moment."""
    depth = CollaborationType(chosen_type).depth
    if depth is None:
        needed = recommendation.get("needed_depth")
        feasible = recommendation.get("feasible_depth")
        depth = None if needed is None or feasible is None else min(needed, feasible)
    return r.DatedType(timezone.localdate(decided_at), depth, decided_at)


def _recorded(
    model: Any, made: Callable[..., Any], *columns: str, until: str = "", **conditions: Any
) -> tuple[Reading, Callable[..., Any]]:
    """How the records of a kind are read, and what is made of the columns of each; `until` names the day
    after which one of a later day counts for nothing yet."""

    def rows(of: Any, on: date) -> QuerySet[Any]:
        up_to = {f"{until}__lte": on} if until else {}
        found: QuerySet[Any] = model.objects.filter(relationship__in=of, **conditions, **up_to)
        return found.order_by("pk")

    return Reading(rows, "relationship_id", *columns), made


_RECORDED = {
    "benefits": _recorded(p.Benefit, _benefit, "beneficiary", "effect", "stated_by_them", "evidence"),
    "interests": _recorded(
        *(p.Interest, r.Interest, "pk", "side", "kind", "priority", "disclosed", "scope", "own_target")
    ),
    "interest_pairs": _recorded(
        *(p.InterestPair, _interest_pair, "customer_interest_id", "supplier_interest_id"),
        *("rating", "arrangement"),
    ),
    "capabilities": _recorded(p.Capability, r.Capability, "side"),
    "capability_pairs": _recorded(p.CapabilityPair, r.CapabilityPair, "kind", "state", "reason"),
    "signals": _recorded(p.ResistanceSignal, _signal, *_SIGNAL),
    "reviews": _recorded(p.Review, r.Review, "held_on", "resistance", until="held_on"),
    "classifications": _recorded(Classification, _dated, "decided_at", "chosen_type", "recommendation"),
    "arrangements": _recorded(Arrangement, str, "kind", state=ArrangementState.PRESENT),
    "contracts": _recorded(Contract, _day, "start", start__isnull=False),
}
_KEPT = Reading(
    lambda of, _: Relationship.objects.filter(pk__in=of).order_by(), "pk", "phase", "nature", "our_role"
)
_PLANS = Reading(
    lambda of, _: p.DevelopmentPlan.objects.filter(relationship__in=of, abandoned_on__isnull=True).order_by(
        "pk"
    ),
    *("pk", "relationship_id", "raises"),
)
_STAGES = Reading(
    lambda of, _: p.Stage.objects.filter(plan__relationship__in=of, plan__abandoned_on__isnull=True).order_by(
        "position", "pk"
    ),
    *("plan_id", "kind", "due_on", "started_on", "done_on", "approver_id", "approved_on", "back_dated"),
)
_TRUST = Reading(
    lambda of, on: TrustAssessment.objects.filter(
        relationship__in=of, withdrawn_at__isnull=True, assessed_on__lte=on
    ).order_by("assessed_on", "recorded_at", "pk"),
    *("relationship_id", "direction", "level", "assessed_on"),
)
_PHASES = Reading(
    lambda of, _: Relationship.history.filter(id__in=of).order_by("history_date", "history_id"),
    *("id", "history_date", "phase"),
)
_NAMED = Reading(lambda of, _: Relationship.objects.filter(pk__in=of).order_by(), "pk", "subject", "category")
_HELD = Reading(
    lambda of, _: Contract.objects.filter(relationship__in=of).order_by("relationship_id", "pk"),
    *("relationship_id", "title", "description", "attributes"),
)
_DISMISSED = Reading(
    lambda of, _: p.LabelDismissal.objects.filter(relationship__in=of).order_by(),
    *("relationship_id", "place", "word", "text_digest"),
)


def _plans(relationships: Collection[int]) -> Grouped:
    """The plans that stand, each with its stages in their order."""
    plans = _PLANS(relationships)
    stages: dict[int, list[r.Stage]] = defaultdict(list)
    for plan, kind, due_on, started_on, done_on, approver, approved_on, back_dated in _STAGES(relationships):
        stages[plan].append(
            r.Stage(kind, due_on, started_on, done_on, approver is not None, approved_on, back_dated)
        )
    found: dict[int, list[r.DevelopmentPlan]] = defaultdict(list)
    for plan, relationship, raises in plans:
        found[relationship].append(r.DevelopmentPlan(tuple(stages.get(plan, ())), frozenset(raises)))
    return found


def _trust(relationships: Collection[int], on: date) -> Mapping[int, dict[Direction, r.TrustAssessment]]:
    found: dict[int, dict[Direction, r.TrustAssessment]] = defaultdict(dict)
    for pk, direction, level, day in _TRUST(relationships, on):
        found[pk][Direction(direction)] = r.TrustAssessment(direction, level, day)
    return found


def _phases(relationships: Collection[int]) -> Grouped:
    """Each phase with the day on which it was recorded, from the history."""
    found: dict[int, list[r.PhaseChange]] = defaultdict(list)
    for pk, moment, phase in _PHASES(relationships):
        if not found[pk] or found[pk][-1].phase != phase:
            found[pk].append(r.PhaseChange(timezone.localdate(moment), phase, moment))
    return found


def finder() -> Finder:
    """The finder of discouraged labels with the word lists as they are. One query."""
    return _finder(tuple(read(p.DiscouragedWord.objects.all(), "language", "exception", "word")))


@lru_cache(maxsize=8)
def _finder(listed: tuple[tuple[str, bool, str], ...]) -> Finder:
    words: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for language, exception, word in listed:
        words[language][exception].append(word)
    return Finder(WordList.of(language, *lists) for language, lists in words.items())


def labels_of(relationships: Collection[int]) -> dict[int, tuple[r.FoundLabel, ...]]:
    """Discouraged labels in types, segments, subjects and titles that stand; hints in running text."""
    look = finder()
    dismissed = set(_DISMISSED(relationships))
    found: dict[int, dict[r.FoundLabel, None]] = defaultdict(dict)
    for pk, place, text in _texts(relationships):
        kind = Kind.HINT if place is LabelPlace.TEXT else Kind.LABEL
        for each in look.find(text, kind):
            if (pk, place, each.written.casefold(), digest_of(text)) not in dismissed:
                found[pk][r.FoundLabel(place, each.written, text)] = None
    return {pk: tuple(labels) for pk, labels in found.items()}


def digest_of(text: str) -> str:
    """The SHA-256 by which a dismissal remembers a text, the blanks at its ends aside."""
    return hashlib.sha256(text.strip().encode()).hexdigest()


def _texts(relationships: Collection[int]) -> Iterable[tuple[int, LabelPlace, str]]:
    named = _NAMED(relationships)
    contracts = _HELD(relationships)
    running = {(pk, _as_subject(description)) for pk, _title, description, _attributes in contracts}
    for pk, subject, category in named:
        yield pk, LabelPlace.TEXT if (pk, subject) in running else LabelPlace.SUBJECT, subject
        yield pk, LabelPlace.SEGMENT, category
    for pk, title, description, attributes in contracts:
        yield pk, LabelPlace.TITLE, title
        yield pk, LabelPlace.TEXT, description
        for name, place in _LABELLED.items():
            if attributes.get(name):
                yield pk, place, str(attributes[name])


def _as_subject(description: str) -> str:
    """A description as an import takes it over where a list has no titles: running text all the same."""
    return " ".join(description.split())[:300]
