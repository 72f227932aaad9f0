"""The verdict of each relationship, stored beside it and right after every change.

`refresh` computes now, in the transaction of the change. After a bulk change `mark_pending` makes the rows
say PENDING in that same transaction and `compute_pending` fills them in, batch by batch: what is shown is
either right or says that it is not there yet. What a verdict used to be stays as a `PastVerdict`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.db.models.functions import Greatest
from django.utils import timezone

from relationships import changes, rows
from relationships.choices import Direction, VerdictCode
from relationships.fit import Facts, Rules, deciding_facts, judge
from relationships.fit import Verdict as Judgement
from relationships.locks import Lock, alone, together
from relationships.models import PastVerdict, Relationship, Verdict
from relationships.models.classification import VerdictColumns
from relationships.queries.among import among
from relationships.queries.reading import Reading, read
from relationships.queries.rules import rule_set_in_force, rules_of
from relationships.queries.situations import Situation, situations

BATCH = 500
_FIELDS: list[models.Field[Any, Any]] = [each for each in VerdictColumns._meta.fields if each.name != "since"]
_COLUMNS = tuple(each.attname for each in _FIELDS)
_VERDICT = _COLUMNS.index("verdict")
_SAID = Reading(
    lambda of, _: Verdict.objects.filter(pk__in=of).order_by(), "relationship_id", "since", *_COLUMNS
)
_HELD = Reading(lambda of, _: _to_hold(Relationship.objects.filter(pk__in=of)), "pk")


def _to_hold(relationships: models.QuerySet[Relationship]) -> models.QuerySet[Relationship]:
    return relationships.select_for_update(no_key=True).order_by("pk")


def judged(situation: Situation, rules: Rules) -> Judgement:
    """What the rule says of a situation."""
    return judge(
        Facts.of(situation.values),
        rules,
        situation.chosen,
        target=situation.target,
        actual_c2s=situation.trust.get(Direction.CUSTOMER_TO_SUPPLIER),
        actual_s2c=situation.trust.get(Direction.SUPPLIER_TO_CUSTOMER),
        safeguards=situation.safeguards,
    )


def refresh(relationships: Iterable[int], at: datetime) -> None:
    """Compute and store the verdicts of these relationships. A constant number of queries a batch."""
    wanted = sorted(set(relationships))
    for start in range(0, len(wanted), BATCH):
        _refresh_batch(wanted[start : start + BATCH], at)


@transaction.atomic
def _refresh_batch(wanted: list[int], at: datetime) -> None:
    together(Lock.RULES)
    there = held(wanted)
    rule_set = rule_set_in_force()
    rules = rules_of(rule_set)
    before = {pk: _Said(since, said) for pk, since, *said in _SAID(there)}
    earlier = _just_before({pk: each.since for pk, each in before.items() if _unsettled(each, at)})
    past: list[tuple[Any, ...]] = []
    changed: list[tuple[Any, ...]] = []
    added: list[tuple[Any, ...]] = []
    resumed: list[int] = []
    turned: list[changes.Happening] = []
    alike: dict[Any, Judgement] = {}  # after an import many situations are one
    for situation in situations(there, at):
        key = situation.key
        if key not in alike:
            alike[key] = judged(situation, rules)
        pk, since = situation.relationship, at
        columns = columns_of(situation, alike[key]) | {"rule_set_id": rule_set.pk}
        said = [columns[each] for each in _COLUMNS]
        stored, left = before.get(pk), earlier.get(pk)
        turned += _turned(pk, stored, left, said[_VERDICT], at)
        if stored is not None:
            if said == stored.said:
                since = stored.since
            elif not _unsettled(stored, at):
                past.append((stored.since, *stored.said, pk, at))
            elif left is not None and said == left.said:
                since = left.since
                resumed.append(left.pk)
            else:
                since = stored.since
        (added if stored is None else changed).append((since, *said, situation.valid_until, pk))
    if resumed:
        PastVerdict.objects.filter(pk__in=resumed).delete()
    rows.insert(PastVerdict, ("since", *_COLUMNS, "relationship_id", "until"), past)
    rows.change(Verdict, ("since", *_COLUMNS, "valid_until"), changed)
    rows.insert(Verdict, ("since", *_COLUMNS, "valid_until", "relationship_id"), added)
    changes.happened(turned)


@dataclass(slots=True)
class _Said:
    """What a verdict says since a moment, in the order of the columns; `pk` is that of a past one."""

    since: datetime
    said: list[Any]
    pk: int = 0


def _turned(
    pk: int, held: _Said | None, left: _Said | None, now: str, at: datetime
) -> Iterator[changes.Happening]:
    """That a verdict is another one, if it is; a first one is none. One that was pending is compared with
    what was said before it."""
    before = next(
        (each.said[_VERDICT] for each in (held, left) if each and each.said[_VERDICT] != VerdictCode.PENDING),
        None,
    )
    if before is not None and before != now:
        says = {"old_verdict": str(before), "verdict": str(now)}
        yield changes.Happening(changes.Event.VERDICT_CHANGED, at, relationship=pk, says=says)


def held(relationships: Collection[int]) -> list[int]:
    """Those of these relationships that are there, each held until the transaction ends: whoever writes a
    verdict or compliance does.

    In the order of their ids, so that two writers never wait for each other. Others may go on referring
    to them (NO KEY).
    """
    return [pk for (pk,) in _HELD(relationships)]


def _unsettled(held: _Said, at: datetime) -> bool:
    """Whether a verdict gives way without a trace: pending, or of the same moment (or of a clock ahead)."""
    return held.said[_VERDICT] == VerdictCode.PENDING or held.since >= at


def _just_before(since: dict[int, datetime]) -> dict[int, _Said]:
    """What was said up to the moment at which the verdicts begin: it goes on when it is said again."""
    if not since:
        return {}
    there = PastVerdict.objects.filter(
        relationship__in=among(since), until__in=set(since.values())
    ).order_by()
    found = read(there, "pk", "until", "relationship_id", "since", *_COLUMNS)
    return {
        relationship: _Said(began, said, pk)
        for pk, until, relationship, began, *said in found
        if until == since[relationship]
    }


def columns_of(situation: Situation, judgement: Judgement) -> dict[str, Any]:
    """The columns in which a judgement is stored: empty where undecided."""
    advice = judgement.recommendation
    gap = next((each for each in judgement.flags if each.code == "TRUST_GAP"), None)
    trust_range = judgement.required_trust_range or (None, None)
    return {
        "verdict": judgement.verdict,
        "chosen_type": situation.chosen or "",
        "trust_target": situation.target,
        "score": advice.score,
        "score_low": advice.score_range[0],
        "score_high": advice.score_range[1],
        "delivery_type": advice.delivery_type or "",
        "needed_depth": advice.needed_depth,
        "needed_low": advice.needed_range[0],
        "needed_high": advice.needed_range[1],
        "feasible_depth": advice.feasible_depth,
        "feasible_low": advice.feasible_range[0],
        "feasible_high": advice.feasible_range[1],
        "recommended_type": advice.recommended_type or "",
        "posture": advice.posture or "",
        "posture_side": advice.posture_side or "",
        "required_trust": judgement.required_trust,
        "required_trust_low": trust_range[0],
        "required_trust_high": trust_range[1],
        "required_trust_recommended": advice.required_trust_recommended,
        "trust_customer_to_supplier": situation.trust.get(Direction.CUSTOMER_TO_SUPPLIER),
        "trust_supplier_to_customer": situation.trust.get(Direction.SUPPLIER_TO_CUSTOMER),
        "mutual_trust": judgement.mutual_trust,
        "residual_gap": gap.residual if gap else None,
        "flag_codes": "".join(f"|{each.code}" for each in judgement.flags) + "|" * bool(judgement.flags),
        "unknown_facts": len(advice.unknown_facts),
        "assumed_facts": situation.assumed,
        "parties_open": situation.parties_open,
        "detail": detail_of(judgement),
    }


def detail_of(judgement: Judgement) -> dict[str, Any]:
    """The lists of a judgement, as stored and as given by every door."""
    advice = judgement.recommendation
    return {
        "flags": [flag_of(each) for each in judgement.flags],
        "admissible_types": None
        if advice.admissible_types is None
        else [str(each) for each in advice.admissible_types],
        "binding_caps": [str(each) for each in advice.binding_caps],
        "unknown_facts": list(advice.unknown_facts),
    }


def flag_of(finding: Any) -> dict[str, Any]:
    """A flag as every door gives it: its code, and the levels and side that apply."""
    given: dict[str, Any] = {"code": str(finding.code)}
    for name in ("levels", "covered", "residual", "side"):
        value = getattr(finding, name)
        if value is not None:
            given[name] = str(value) if name == "side" else value
    return given


def recommendation_of(judgement: Judgement) -> dict[str, Any]:
    """A recommendation as a classification keeps it, and as every door gives it."""
    advice = judgement.recommendation
    return {
        "score": advice.score,
        "score_range": list(advice.score_range),
        "delivery_type": advice.delivery_type,
        "needed_depth": advice.needed_depth,
        "needed_range": list(advice.needed_range),
        "feasible_depth": advice.feasible_depth,
        "feasible_range": list(advice.feasible_range),
        "binding_caps": [str(each) for each in advice.binding_caps],
        "admissible_types": None
        if advice.admissible_types is None
        else [str(each) for each in advice.admissible_types],
        "recommended_type": advice.recommended_type,
        "posture": advice.posture,
        "posture_side": advice.posture_side,
        "required_trust_recommended": advice.required_trust_recommended,
        "unknown_facts": list(advice.unknown_facts),
        "deciding_facts": list(deciding_facts(advice.facts, advice.rules)),
    }


@transaction.atomic
def mark_pending(
    relationships: models.QuerySet[Relationship] | None, at: datetime, *, rules_changed: bool = False
) -> int:
    """Have these verdicts (None: all) say PENDING until they are computed; how many there were.

    Four statements at most, whatever the number. Verdicts of new relationships are added with
    `add_pending`. `rules_changed` is for who changes what all verdicts are computed with, and therefore
    keeps everybody else from writing any.
    """
    chosen = Relationship.objects.all()
    if relationships is not None:
        chosen = Relationship.objects.filter(pk__in=relationships.order_by().values("pk"))
    if rules_changed:
        alone(Lock.RULES)
    elif connection.features.has_select_for_update:
        together(Lock.RULES)
        read(_to_hold(chosen), "pk")
    marked = Verdict.objects.exclude(verdict=VerdictCode.PENDING)
    if relationships is not None:
        marked = marked.filter(relationship__in=chosen.order_by().values("pk"))
    rows.copy_as_past(marked.filter(since__lt=at), PastVerdict, at)
    empty: dict[str, Any] = {each.name: None for each in _FIELDS if each.null}
    blank: dict[str, Any] = {each.name: "" for each in _FIELDS if each.blank and not each.null}
    return marked.update(
        **{**empty, **blank}
        | {
            "verdict": VerdictCode.PENDING,
            "detail": {},
            "parties_open": True,
            "since": Greatest("since", models.Value(at)),
            "valid_until": None,
        }
    )


def add_pending(relationships: Collection[int], at: datetime) -> None:
    """Have new relationships say PENDING until they are computed."""
    pending = Verdict(verdict=VerdictCode.PENDING)
    said = [getattr(pending, each) for each in _COLUMNS]
    rows.insert(Verdict, ("relationship_id", "since", *_COLUMNS), ((pk, at, *said) for pk in relationships))


def compute_pending(progress: Callable[[int, int], None] | None = None) -> int:
    """Compute what is pending, in batches that each stand by themselves; how many there were.

    Can be broken off and taken up again at any moment; several may run at the same time.
    """
    pending = Verdict.objects.filter(verdict=VerdictCode.PENDING)
    total = pending.count()
    done, last = 0, 0
    while batch := list(pending.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        refresh(batch, timezone.now())
        done, last = done + len(batch), batch[-1]
        if progress is not None:
            progress(done, max(total, done))
    return done


def due(at: datetime) -> list[int]:
    """The relationships whose verdict time has overtaken, or that have none yet."""
    on = timezone.localdate(at)
    overtaken = Verdict.objects.filter(valid_until__lt=on).values_list("pk", flat=True)
    without = Relationship.objects.filter(verdict__isnull=True).values_list("pk", flat=True)
    return [*overtaken, *without]
