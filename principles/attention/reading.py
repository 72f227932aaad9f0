"""What the items of a page speak of: each kind of record read for the whole page at once, when asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Max, Model
from django.utils import timezone

from principles import models as p
from principles.attention.money import Rates, amounts_of
from principles.attention.rows import Row
from principles.attention.since import trailing
from principles.attention.view import View
from principles.choices import AttentionKind as K
from relationships import models as m
from relationships.choices import ArrangementState, OtherFact
from relationships.queries import visible_to

Read = TypeVar("Read")
AnyModel = TypeVar("AnyModel", bound=Model)
_VERDICT_KINDS = (K.MISFIT, K.NOT_ASSESSABLE, K.TRUST_GAP, K.ASSUMED_FACTS)
_DECISION_KINDS = (K.REVIEW_OVERDUE, K.ARRANGEMENTS_MISSING, K.CONTRADICTION)
_VIABILITY = (OtherFact.VIABILITY_CUSTOMER, OtherFact.VIABILITY_SUPPLIER)


class Reading:
    """The records behind the rows of one page; every property is one query, or none when nobody asks."""

    def __init__(self, view: View, rows: Sequence[Row], rates: Rates) -> None:
        self.view = view
        self.rows = rows
        self.rates = rates
        self._kept: dict[str, Any] = {}

    def once(self, question: str, read: Callable[[], Read]) -> Read:
        """What `read` finds; read only the first time."""
        if question not in self._kept:
            self._kept[question] = read()
        return self._kept[question]

    # What the rows are about

    @cached_property
    def relationships(self) -> dict[int | None, m.Relationship]:
        wanted = {pk for row in self.rows for pk in (row.relationship, row.other) if pk is not None}
        named = m.Relationship.objects.select_related("unit", "party", "portfolio", "owner", "deputy")
        return {each.pk: each for each in named.filter(pk__in=wanted)}

    @cached_property
    def contracts(self) -> dict[int | None, m.Contract]:
        wanted = {row.contract for row in self.rows if row.contract is not None}
        return dict(m.Contract.objects.in_bulk(wanted)) if wanted else {}

    @cached_property
    def portfolios(self) -> dict[int | None, m.Portfolio]:
        """Those that the user may see, of the rows and of their relationships."""
        wanted = {each.portfolio_id for each in self.relationships.values()}
        wanted |= {row.portfolio for row in self.rows}
        return {
            each.pk: each for each in visible_to(self.view.user, m.Portfolio).filter(pk__in=wanted - {None})
        }

    @cached_property
    def amounts(self) -> dict[int, dict[str, Decimal]]:
        wanted = {row.relationship for row in self.rows if row.relationship and row.contract is None}
        return amounts_of(self.view, wanted)

    # Verdicts and decisions

    def verdict_of(self, row: Row) -> m.Verdict | None:
        return self._verdicts.get(row.relationship)

    def past_verdicts_of(self, row: Row) -> Sequence[m.PastVerdict]:
        return self._past_verdicts.get(row.relationship, ())

    @cached_property
    def _verdicts(self) -> dict[int | None, m.Verdict]:
        return dict(m.Verdict.objects.in_bulk(self._ids(*_VERDICT_KINDS)))

    @cached_property
    def _past_verdicts(self) -> dict[int | None, list[m.PastVerdict]]:
        past = m.PastVerdict.objects.filter(relationship__in=self._ids(*_VERDICT_KINDS))
        return _grouped(past.defer("detail").order_by("-until", "-since"))

    @cached_property
    def classifications(self) -> dict[int | None, list[m.Classification]]:
        """All decisions, the one that counts the last."""
        wanted = self._ids(*_DECISION_KINDS) | {row.other for row in self.rows if row.other is not None}
        decisions = m.Classification.objects.filter(relationship__in=wanted).order_by("decided_at", "pk")
        return _grouped(decisions.only("relationship_id", "chosen_type", "decided_at", "superseded_at"))

    @cached_property
    def settled_arrangements(self) -> dict[int | None, set[str]]:
        settled = m.Arrangement.objects.filter(
            relationship__in=self._ids(K.ARRANGEMENTS_MISSING),
            state__in=(ArrangementState.PRESENT, ArrangementState.NOT_APPLICABLE),
        )
        found: dict[int | None, set[str]] = defaultdict(set)
        for pk, kind in settled.values_list("relationship_id", "kind"):
            found[pk].add(kind)
        return found

    # What people said

    @cached_property
    def assessments(self) -> dict[int | None, m.TrustAssessment]:
        return self._records(m.TrustAssessment, K.TRUST_STALE)

    def viability_of(self, row: Row) -> list[m.FactRating]:
        """The ratings of the counterparty's viability of one source, in the order in which they count."""
        rating = next(each for each in self._viability[row.relationship] if each.pk == row.record)
        return [
            each
            for each in self._viability[row.relationship]
            if each.fact == rating.fact and each.source == rating.source
        ]

    @cached_property
    def _viability(self) -> dict[int | None, list[m.FactRating]]:
        ratings = m.FactRating.objects.filter(
            relationship__in=self._ids(K.VIABILITY_LOW), fact__in=_VIABILITY, withdrawn_at__isnull=True
        )
        return _grouped(ratings.order_by("assessed_on", "recorded_at", "pk"))

    # The principles

    def compliance_of(self, row: Row) -> p.Compliance | None:
        return self._compliance.get((row.relationship, row.record))

    def past_compliance_of(self, row: Row) -> Sequence[p.PastCompliance]:
        """Under the principle of the same code, whichever set it was of."""
        found = self.compliance_of(row)
        return self._past_compliance.get((row.relationship, found.principle.code), ()) if found else ()

    @cached_property
    def _compliance(self) -> dict[tuple[int | None, int | None], p.Compliance]:
        rows = p.Compliance.objects.filter(relationship__in=self._ids(K.NON_COMPLIANCE))
        return {
            (each.relationship_id, each.principle_id): each
            for each in rows.select_related("principle", "judgement")
        }

    @cached_property
    def _past_compliance(self) -> dict[tuple[int | None, str], list[p.PastCompliance]]:
        past = p.PastCompliance.objects.filter(relationship__in=self._ids(K.NON_COMPLIANCE))
        found: dict[tuple[int | None, str], list[p.PastCompliance]] = defaultdict(list)
        for each in past.select_related("principle").defer("reasons", "ways").order_by("-until", "-since"):
            found[each.relationship_id, each.principle.code].append(each)
        return found

    @cached_property
    def explanations(self) -> dict[int | None, p.Explanation]:
        return self._records(p.Explanation, K.EXPLANATION_LAPSING)

    @cached_property
    def renewals(self) -> set[tuple[int, str]]:
        """The explanations that await approval, by relationship and principle."""
        waiting = p.Explanation.objects.filter(
            relationship__in=self._ids(K.EXPLANATION_LAPSING),
            lapsed_at__isnull=True,
            approved_at__isnull=True,
        )
        return set(waiting.values_list("relationship_id", "principle_code"))

    @cached_property
    def signals(self) -> dict[int | None, p.ResistanceSignal]:
        return self._records(p.ResistanceSignal, K.RESISTANCE_UNINVESTIGATED)

    @cached_property
    def last_reviews(self) -> dict[int | None, date]:
        held = p.Review.objects.filter(
            relationship__in=self._ids(K.REVIEW_OVERDUE), held_on__lte=self.view.on
        )
        return dict(held.order_by().values_list("relationship_id").annotate(last=Max("held_on")))

    # Who minds it

    def unminded_since(self, row: Row, name: str) -> date | None:
        """Since when there is nobody in this place (owner, deputy), or nobody who can still sign in."""
        steps = self._minders.get(row.relationship, [])
        present = getattr(self.relationships[row.relationship], f"{name}_id")
        if present is None:
            found = trailing((moment, minders[name] is None) for moment, minders in steps)
        else:
            named = trailing((moment, minders[name] == present) for moment, minders in steps)
            left = trailing(self._activity.get(present, ()))
            found = None if left is None else max(left, named or left)
        return None if found is None else timezone.localdate(found)

    @cached_property
    def _minders(self) -> dict[int | None, list[tuple[Any, dict[str, int | None]]]]:
        """Owner and deputy at each change of a relationship, the earliest first."""
        rows = m.Relationship.history.filter(id__in=self._ids(K.OWNER_MISSING, K.DEPUTY_MISSING))
        found: dict[int | None, list[tuple[Any, dict[str, int | None]]]] = defaultdict(list)
        for pk, moment, owner, deputy in rows.order_by("history_date", "history_id").values_list(
            "id", "history_date", "owner_id", "deputy_id"
        ):
            found[pk].append((moment, {"owner": owner, "deputy": deputy}))
        return found

    @cached_property
    def _activity(self) -> dict[int, list[tuple[Any, bool]]]:
        """At each change of a user who minds one of these, whether he could not sign in any more."""
        named = [self.relationships[pk] for pk in self._ids(K.OWNER_MISSING, K.DEPUTY_MISSING)]
        users = {each for found in named for each in (found.owner_id, found.deputy_id)} - {None}
        rows = m.User.history.filter(id__in=users).order_by("history_date", "history_id")
        found: dict[int, list[tuple[Any, bool]]] = defaultdict(list)
        for pk, moment, active in rows.values_list("id", "history_date", "is_active"):
            found[pk].append((moment, not active))
        return found

    def _ids(self, *kinds: K) -> set[int]:
        """The relationships of the rows of these kinds."""
        return {row.relationship for row in self.rows if row.kind in kinds and row.relationship is not None}

    def _records(self, model: type[AnyModel], kind: K) -> dict[int | None, AnyModel]:
        wanted = {row.record for row in self.rows if row.kind is kind and row.record is not None}
        return dict(model._default_manager.in_bulk(wanted))


def _grouped(records: Iterable[Any]) -> dict[int | None, list[Any]]:
    found: dict[int | None, list[Any]] = defaultdict(list)
    for each in records:
        found[each.relationship_id].append(each)
    return found
