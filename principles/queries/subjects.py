"""Everything the checks read of a relationship, loaded for many at once in a constant number of queries."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from principles import models as p
from principles.checks import records as r
from principles.checks.fit import fit_of
from principles.choices import LabelPlace
from principles.labels import Finder, Kind, WordList
from relationships.choices import ArrangementState, CollaborationType, Direction, Nature, Phase, Side
from relationships.fit import Facts, Rules
from relationships.models import Arrangement, Classification, Contract, Relationship, TrustAssessment
from relationships.queries.rules import rule_set_in_force, rules_of
from relationships.queries.situations import Situation, situations

_LABELLED = {"contract_type": LabelPlace.TYPE, "segment": LabelPlace.SEGMENT}
Grouped = Mapping[int, list[Any]]


def subjects(relationships: Collection[int], at: datetime) -> dict[int, tuple[r.Subject, date | None]]:
    """The subjects of these relationships at a moment, each with the last day on which it holds by itself."""
    on = timezone.localdate(at)
    rules = rules_of(rule_set_in_force())
    held = Relationship.objects.in_bulk(relationships)
    evidence = _Evidence(relationships, on)
    labels = labels_of(relationships)
    return {
        each.relationship: (
            _subject(held[each.relationship], each, rules, evidence, labels.get(each.relationship, ())),
            each.valid_until,
        )
        for each in situations(relationships, at)
    }


def _subject(
    relationship: Relationship,
    situation: Situation,
    rules: Rules,
    evidence: _Evidence,
    labels: tuple[r.FoundLabel, ...],
) -> r.Subject:
    pk = relationship.pk
    side = Side(relationship.our_role)
    return r.Subject(
        phase=Phase(relationship.phase),
        nature=Nature(relationship.nature),
        our_role=side,
        chosen=situation.chosen,
        target=situation.target,
        fit=fit_of(
            Facts.of(situation.values),
            rules,
            chosen=situation.chosen,
            our_role=side,
            trust=situation.trust,
            safeguards=situation.safeguards,
        ),
        trust=evidence.trust.get(pk, {}),
        safeguards=situation.safeguards,
        arrangements=frozenset(evidence.arrangements.get(pk, ())),
        benefits=tuple(
            r.Benefit(each.beneficiary, each.effect, each.stated_by_them, bool(each.evidence))
            for each in evidence.benefits.get(pk, ())
        ),
        interests=tuple(
            r.Interest(
                each.pk, each.side, each.kind, each.priority, each.disclosed, each.scope, each.own_target
            )
            for each in evidence.interests.get(pk, ())
        ),
        interest_pairs=tuple(
            r.InterestPair(
                each.customer_interest_id,
                each.supplier_interest_id,
                each.rating or None,
                bool(each.arrangement),
            )
            for each in evidence.interest_pairs.get(pk, ())
        ),
        capabilities=tuple(r.Capability(each.side) for each in evidence.capabilities.get(pk, ())),
        capability_pairs=tuple(
            r.CapabilityPair(each.kind, each.state, each.reason)
            for each in evidence.capability_pairs.get(pk, ())
        ),
        signals=tuple(_signal(each) for each in evidence.signals.get(pk, ())),
        plans=tuple(_plan(each) for each in evidence.plans.get(pk, ())),
        reviews=tuple(r.Review(each.held_on, each.resistance) for each in evidence.reviews.get(pk, ())),
        phases=tuple(evidence.phases.get(pk, ())),
        contracts=tuple(evidence.contracts.get(pk, ())),
        classifications=tuple(_dated(each) for each in evidence.classifications.get(pk, ())),
        labels=labels,
    )


class _Evidence:
    """What people recorded about these relationships, by relationship. A query a kind of record."""

    def __init__(self, relationships: Collection[int], on: date) -> None:
        self.benefits = _grouped(p.Benefit, relationships)
        self.interests = _grouped(p.Interest, relationships)
        self.interest_pairs = _grouped(p.InterestPair, relationships)
        self.capabilities = _grouped(p.Capability, relationships)
        self.capability_pairs = _grouped(p.CapabilityPair, relationships)
        self.signals = _grouped(p.ResistanceSignal, relationships)
        self.reviews = _grouped(p.Review, relationships, held_on__lte=on)
        self.classifications = _grouped(Classification, relationships)
        self.plans = self._plans(relationships)
        self.trust = self._trust(relationships, on)
        self.arrangements: dict[int, set[str]] = defaultdict(set)
        present = Arrangement.objects.filter(relationship__in=relationships, state=ArrangementState.PRESENT)
        for pk, kind in present.values_list("relationship_id", "kind"):
            self.arrangements[pk].add(kind)
        self.contracts: dict[int, list[date]] = defaultdict(list)
        started = Contract.objects.filter(relationship__in=relationships, start__isnull=False)
        for pk, start in started.values_list("relationship_id", "start"):
            if start is not None:
                self.contracts[pk].append(start)
        self.phases = self._phases(relationships)

    def _plans(self, relationships: Collection[int]) -> Grouped:
        rows = (
            p.DevelopmentPlan.objects.filter(relationship__in=relationships, abandoned_on__isnull=True)
            .prefetch_related("stages")
            .order_by("pk")
        )
        return _by_relationship(rows)

    def _trust(
        self, relationships: Collection[int], on: date
    ) -> Mapping[int, dict[Direction, r.TrustAssessment]]:
        rows = TrustAssessment.objects.filter(
            relationship__in=relationships, withdrawn_at__isnull=True, assessed_on__lte=on
        ).order_by("assessed_on", "recorded_at", "pk")
        found: dict[int, dict[Direction, r.TrustAssessment]] = defaultdict(dict)
        for pk, direction, level, day in rows.values_list(
            "relationship_id", "direction", "level", "assessed_on"
        ):
            found[pk][Direction(direction)] = r.TrustAssessment(direction, level, day)
        return found

    def _phases(self, relationships: Collection[int]) -> Grouped:
        """Each phase with the day on which it was recorded, from the history."""
        rows = Relationship.history.filter(id__in=relationships).order_by("history_date", "history_id")
        found: dict[int, list[r.PhaseChange]] = defaultdict(list)
        for pk, moment, phase in rows.values_list("id", "history_date", "phase"):
            if not found[pk] or found[pk][-1].phase != phase:
                found[pk].append(r.PhaseChange(timezone.localdate(moment), phase))
        return found


def _grouped(model: Any, relationships: Collection[int], **conditions: Any) -> Grouped:
    return _by_relationship(model.objects.filter(relationship__in=relationships, **conditions).order_by("pk"))


def _by_relationship(rows: Iterable[Any]) -> Grouped:
    found: dict[int, list[Any]] = defaultdict(list)
    for each in rows:
        found[each.relationship_id].append(each)
    return found


def _signal(signal: p.ResistanceSignal) -> r.ResistanceSignal:
    answer = None
    if signal.answer_kind:
        answer = r.Answer(
            signal.answer_kind,
            reasoned=bool(signal.answer),
            due_on=signal.answer_due_on,
            done_on=signal.answer_done_on,
            told_on=signal.answer_told_on,
        )
    return r.ResistanceSignal(
        signal.raised_on, signal.investigated_on, signal.verdict or None, signal.verdict_on, answer
    )


def _plan(plan: p.DevelopmentPlan) -> r.DevelopmentPlan:
    stages = sorted(plan.stages.all(), key=lambda each: (each.position, each.pk))
    return r.DevelopmentPlan(
        stages=tuple(
            r.Stage(
                each.kind,
                due_on=each.due_on,
                started_on=each.started_on,
                done_on=each.done_on,
                has_approver=each.approver_id is not None,
                approved_on=each.approved_on,
                back_dated=each.back_dated,
            )
            for each in stages
        ),
        raises=frozenset(plan.raises),
    )


def _dated(decision: Classification) -> r.DatedType:
    """The depth as decided: of a posture, the lower of needed and feasible of that moment."""
    depth = CollaborationType(decision.chosen_type).depth
    if depth is None:
        needed = decision.recommendation.get("needed_depth")
        feasible = decision.recommendation.get("feasible_depth")
        depth = None if needed is None or feasible is None else min(needed, feasible)
    return r.DatedType(timezone.localdate(decision.decided_at), depth)


def finder() -> Finder:
    """The finder of discouraged labels with the word lists as they are. One query."""
    words: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for each in p.DiscouragedWord.objects.all():
        words[each.language][each.exception].append(each.word)
    return Finder(WordList.of(language, *lists) for language, lists in words.items())


def labels_of(relationships: Collection[int]) -> dict[int, tuple[r.FoundLabel, ...]]:
    """Discouraged labels in types, segments, subjects and titles that stand; hints in running text."""
    look = finder()
    dismissed = set(
        p.LabelDismissal.objects.filter(relationship__in=relationships).values_list(
            "relationship_id", "place", "word", "text_digest"
        )
    )
    found: dict[int, dict[r.FoundLabel, None]] = defaultdict(dict)
    for pk, place, text in _texts(relationships):
        kind = Kind.HINT if place is LabelPlace.TEXT else Kind.LABEL
        for each in look.find(text, kind):
            if (pk, place, each.written.casefold(), digest_of(text)) not in dismissed:
                found[pk][r.FoundLabel(place, each.written, text[:300])] = None
    return {pk: tuple(labels) for pk, labels in found.items()}


def digest_of(text: str) -> str:
    """The SHA-256 by which a dismissal remembers a text, the blanks at its ends aside."""
    return hashlib.sha256(text.strip().encode()).hexdigest()


def _texts(relationships: Collection[int]) -> Iterable[tuple[int, LabelPlace, str]]:
    named = Relationship.objects.filter(pk__in=relationships).values_list("pk", "subject", "category")
    for pk, subject, category in named:
        yield pk, LabelPlace.SUBJECT, subject
        yield pk, LabelPlace.SEGMENT, category
    contracts = Contract.objects.filter(relationship__in=relationships).values_list(
        "relationship_id", "title", "description", "attributes"
    )
    for pk, title, description, attributes in contracts:
        yield pk, LabelPlace.TITLE, title
        yield pk, LabelPlace.TEXT, description
        for name, place in _LABELLED.items():
            if attributes.get(name):
                yield pk, place, str(attributes[name])
