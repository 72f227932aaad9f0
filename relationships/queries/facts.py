"""Which rating of each fact counts, from all that were given: for one relationship or for many at once."""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple, cast

from django.db.models import Q

from relationships.choices import (
    ATTITUDES,
    FACTS,
    Decider,
    FactSource,
    NoticeFallsOn,
    PeriodUnit,
    Procedure,
    Side,
    TermKind,
)
from relationships.models import Contract, FactRating, ProfileFact, Relationship
from relationships.queries.among import among
from relationships.queries.reading import Reading, read
from relationships.terms import Period, Term, duration_level

_RANK = {FactSource.ASSESSED: 2, FactSource.IMPORTED: 1}
_EXTREMES = (1, 5)
SPREAD_TO_ALIGN = 2
_ASSESSED = FactSource.ASSESSED
_SOURCES = {str(each): each for each in FactSource}
_TERM = (
    "term_kind",
    "start",
    "stated_end",
    "stated_latest_end",
    "term_months",
    "renewal_months",
    "renewal_limit",
    "options",
    "options_exercised",
    "option_notice_count",
    "option_notice_unit",
    "option_decider",
    "notice_count",
    "notice_unit",
    "their_notice_count",
    "their_notice_unit",
    "notice_falls_on",
    "notice_given_on",
    "notice_given_by",
    "procedure",
)
_COUNTING = ("pk", "fact", "value", "source", "assessor_id", "assessed_on", "recorded_at", "evidence")
_Said = namedtuple("_Said", list(_TERM))  # type: ignore[misc]
_PROFILES = Reading(lambda of, _: Relationship.objects.filter(pk__in=of).order_by(), "pk", "profile_id")
_ASSUMED = Reading(
    lambda of, _: ProfileFact.objects.filter(
        profile__in=Relationship.objects.filter(pk__in=of).order_by().values("profile")
    ).order_by(),
    *("profile_id", "fact", "value"),
)
_STANDING = Reading(
    lambda of, _: FactRating.objects.filter(relationship__in=of, withdrawn_at__isnull=True).order_by(),
    *("relationship_id", *_COUNTING),
)
_TERMS = Reading(
    lambda of, _: Contract.objects.filter(relationship__in=of).order_by("relationship_id", "pk"),
    *("relationship_id", "relationship__our_role", *_TERM),
)


class Rating(NamedTuple):
    """What counts of a `FactRating`."""

    pk: int
    fact: str
    value: int
    source: FactSource
    assessor: int
    assessed_on: date
    recorded_at: datetime
    evidence: str


@dataclass(frozen=True, slots=True)
class CurrentFact:
    """What is known of one fact of one relationship.

    `value` is the one that counts (1-5; None: unknown). `source` tells where it comes from; an assumed
    one comes from the category profile, one `by_record` is derived from the contracts. `unconfirmed` is a
    later extreme rating of an attitude that still waits for a second assessor. `spread` is the highest less
    the lowest of each assessor's latest rating: from 2 on, align first.
    """

    fact: str
    value: int | None = None
    source: FactSource | None = None
    assessor: int | None = None
    assessed_on: date | None = None
    evidence: str = ""
    rating: int | None = None
    by_record: bool = False
    unconfirmed: int | None = None
    spread: int | None = None

    @property
    def align_first(self) -> bool:
        return self.spread is not None and self.spread >= SPREAD_TO_ALIGN


def current_facts(
    ratings: Iterable[Rating], assumed: Mapping[str, int], duration: int | None
) -> dict[str, CurrentFact]:
    """What is known of every fact, in the order of the facts.

    ASSESSED counts before IMPORTED before ASSUMED; within one source the latest by day of assessment,
    then by time of recording. A duration derived from contracts counts as assessed, before all ratings.
    """
    by_fact: dict[str, list[Rating]] = {}
    for rating in ratings:
        by_fact.setdefault(rating.fact, []).append(rating)
    return {fact: _current(fact, by_fact.get(fact, []), assumed.get(fact), duration) for fact in FACTS}


def _current(fact: str, ratings: list[Rating], assumed: int | None, duration: int | None) -> CurrentFact:
    if fact == "duration" and duration is not None:
        return CurrentFact(fact, duration, _ASSESSED, by_record=True, spread=_spread(ratings))
    if not ratings:
        return _assumed(fact, assumed)
    if len(ratings) == 1 and (fact not in ATTITUDES or ratings[0].value not in _EXTREMES):
        return _rated(fact, ratings[0])
    ratings.sort(key=_precedence, reverse=True)
    best = next((each for each in ratings if _confirmed(each, ratings)), None)
    unconfirmed = ratings[0].value if ratings[0] is not best else None
    spread = _spread(ratings)
    if best is None:
        source = None if assumed is None else FactSource.ASSUMED
        return CurrentFact(fact, assumed, source, unconfirmed=unconfirmed, spread=spread)
    return _rated(fact, best, unconfirmed, spread)


def _rated(fact: str, best: Rating, unconfirmed: int | None = None, spread: int | None = None) -> CurrentFact:
    return CurrentFact(
        fact,
        best.value,
        best.source,
        best.assessor,
        best.assessed_on,
        best.evidence,
        best.pk,
        unconfirmed=unconfirmed,
        spread=spread,
    )


@lru_cache(maxsize=1024)
def _assumed(fact: str, value: int | None) -> CurrentFact:
    return CurrentFact(fact, value, None if value is None else FactSource.ASSUMED)


def _precedence(rating: Rating) -> tuple[int, date, datetime, int]:
    return _RANK[rating.source], rating.assessed_on, rating.recorded_at, rating.pk


def _confirmed(rating: Rating, ratings: Sequence[Rating]) -> bool:
    """An attitude of 1 or 5 counts once another assessor, in his latest rating, rates the same."""
    if rating.fact not in ATTITUDES or rating.value not in _EXTREMES:
        return True
    others = _latest_by_assessor(ratings)
    return any(other.value == rating.value for who, other in others.items() if who != rating.assessor)


def _latest_by_assessor(ratings: Sequence[Rating]) -> dict[int, Rating]:
    return {each.assessor: each for each in sorted(ratings, key=lambda rating: _precedence(rating)[1:])}


def _spread(ratings: Sequence[Rating]) -> int | None:
    if len(ratings) < 2:
        return None
    values = [each.value for each in _latest_by_assessor(ratings).values()]
    return max(values) - min(values) if len(values) > 1 else None


def facts_of(relationships: Collection[int], at: datetime | None = None) -> dict[int, dict[str, CurrentFact]]:
    """What is known of every fact of these relationships; as recorded by a moment in the past, if given.

    Five queries, whatever their number. Assumed facts and the duration are those of today.
    """
    ratings = ratings_of(relationships, at)
    profiles = dict(_PROFILES(relationships))
    assumed = _by_profile(_ASSUMED(relationships))
    durations = durations_of(relationships)
    return {
        pk: current_facts(ratings.get(pk, []), assumed.get(profiles.get(pk), {}), durations.get(pk))
        for pk in relationships
    }


def ratings_of(relationships: Collection[int], at: datetime | None = None) -> dict[int, list[Rating]]:
    """The ratings that stood at a moment (now, without one): withdrawn ones aside."""
    found: dict[int, list[Rating]] = defaultdict(list)
    rows = _STANDING(relationships) if at is None else _stood(relationships, at)
    for relationship, pk, fact, value, source, *rest in rows:
        found[relationship].append(Rating(pk, fact, value, _SOURCES[source], *rest))
    return found


def _stood(relationships: Collection[int], at: datetime) -> list[tuple[Any, ...]]:
    """The ratings that stood at a moment in the past."""
    rows = (
        FactRating.objects.filter(relationship__in=among(relationships), recorded_at__lte=at)
        .filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at))
        .order_by()
    )
    return read(rows, "relationship_id", *_COUNTING)


def assumed_by_profile() -> dict[int | None, dict[str, int]]:
    """The facts assumed of each category profile."""
    return _by_profile(read(ProfileFact.objects.order_by(), "profile_id", "fact", "value"))


def _by_profile(rows: Iterable[tuple[int, str, int]]) -> dict[int | None, dict[str, int]]:
    found: dict[int | None, dict[str, int]] = defaultdict(dict)
    for profile, fact, value in rows:
        found[profile][fact] = value
    return found


def durations_of(relationships: Collection[int]) -> dict[int, int | None]:
    """The duration fact as the contracts tell it, for relationships that have contracts."""
    contracts: dict[int, list[Term]] = defaultdict(list)
    for relationship, our_role, *columns in _TERMS(relationships):
        contracts[relationship].append(term_of(cast(Any, _Said)(*columns), Side(our_role)))
    return {pk: duration_level(terms) for pk, terms in contracts.items()}


def term_of(contract: Contract, our_side: Side) -> Term:
    """The term of a contract, or of the columns of one that say it, as the date arithmetic takes it."""
    ours = _period(contract.notice_count, contract.notice_unit)
    theirs = _period(contract.their_notice_count, contract.their_notice_unit) or ours
    customer, supplier = (ours, theirs) if our_side is Side.CUSTOMER else (theirs, ours)
    return Term(
        kind=kind_of(contract),
        start=contract.start,
        stated_end=contract.stated_end,
        term_months=contract.term_months,
        stated_latest_end=contract.stated_latest_end,
        renewal_months=contract.renewal_months,
        renewal_limit=contract.renewal_limit,
        options=option_terms(contract.options),
        options_exercised=contract.options_exercised,
        option_notice=_period(contract.option_notice_count, contract.option_notice_unit),
        option_decider=Decider(contract.option_decider) if contract.option_decider else None,
        notice_customer=customer,
        notice_supplier=supplier,
        our_side=our_side,
        notice_falls_on=NoticeFallsOn(contract.notice_falls_on),
        notice_given_on=contract.notice_given_on,
        notice_given_by=Side(contract.notice_given_by) if contract.notice_given_by else None,
        procedure=Procedure(contract.procedure) if contract.procedure else None,
    )


def kind_of(contract: Contract) -> TermKind:
    """The kind of term, said or else shown by what is recorded. An end that is not known is not open."""
    if contract.term_kind:
        return TermKind(contract.term_kind)
    if contract.options:
        return TermKind.FIXED_OPTIONS
    if contract.renewal_months:
        return TermKind.FIXED_TACIT
    return TermKind.FIXED


def option_terms(options: str) -> tuple[int, ...]:
    """The option terms in months, in order, from their kept form "12+12"."""
    return tuple(int(each) for each in options.split("+")) if options else ()


def _period(count: int | None, unit: str) -> Period | None:
    return None if count is None or not unit else Period(count, PeriodUnit(unit))
