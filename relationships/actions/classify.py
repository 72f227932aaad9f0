"""The decision itself: this type, with this trust as the target, for this reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from relationships import changes, tasks, verdicts
from relationships.actions.inputs import action, locked
from relationships.actor import Actor
from relationships.choices import CollaborationType
from relationships.errors import Problems, Refused
from relationships.history import insert_all, keep, update_all
from relationships.models import Classification, Relationship, RuleSet
from relationships.permissions import Act, require
from relationships.queries.rules import rule_set_in_force, rules_of
from relationships.queries.situations import Situation, situations
from relationships.values import block, level, one_of

BATCH = 500
CLASSIFICATION_FIELDS = ("chosen_type", "trust_target", "reason", "options_considered")
WHY_A_REASON = {
    "NOT_ADMISSIBLE": _("the chosen type is not certainly among those that fit"),
    "UNDECIDED": _("the facts known do not decide which type fits"),
    "TARGET_LOW": _("the trust target is below the trust that this type requires"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be decided about one relationship, as `classify` takes it."""

    relationship: Relationship
    chosen_type: Any
    trust_target: Any
    reason: Any = ""
    options_considered: Any = None


@action
def classify(
    *,
    by: Actor,
    relationship: Relationship,
    chosen_type: Any,
    trust_target: Any,
    reason: Any = "",
    options_considered: Any = None,
) -> Classification:
    """Decide. Any type may be chosen; the decision before stays on record as superseded.

    A reason is compulsory where the type is not certainly admissible, where no type is recommended for
    want of facts, and where the target is below the required trust. The facts, the recommendation and
    the verdict of this moment are kept with the decision.
    """
    require(by, Act.CLASSIFY, relationship.unit)
    choice = Choice(relationship, chosen_type, trust_target, reason, options_considered)
    chosen, goal, text, considered = _cleaned(choice)
    relationship = locked(relationship)
    decided = decision(relationship, situations([relationship.pk], by.at)[0], chosen, goal, text, by)
    decided.options_considered = considered
    before = relationship.classifications.filter(superseded_at__isnull=True).first()
    if before is not None:
        before.superseded_at = by.at
        keep(before, by)
    insert_all([decided], by)
    verdicts.refresh([relationship.pk], by.at)
    changes.announce(changes.Kind.CLASSIFICATION, [relationship.pk], by)
    changes.happened(_happened([decided], {relationship.pk: before} if before else {}, by))
    return decided


@action
def classify_all(*, by: Actor, choices: Sequence[Choice]) -> dict[int, Refused]:
    """Decide about many relationships at once, each at most once, in a constant number of queries a batch.

    Gives what was refused, by the id of the relationship: nothing is written then. Otherwise all
    verdicts concerned are pending when this returns.
    """
    for unit in {each.relationship.unit for each in choices}:
        require(by, Act.CLASSIFY, unit)
    refused: dict[int, Refused] = {}
    decided: list[Classification] = []
    rule_set = rule_set_in_force()
    for start in range(0, len(choices), BATCH):
        portion = sorted(choices[start : start + BATCH], key=lambda each: each.relationship.pk)
        pks = [each.relationship.pk for each in portion]
        held = Relationship.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk")
        there = {each.pk: each for each in held}
        found = {each.relationship: each for each in situations(pks, by.at)}
        for choice in portion:
            pk = choice.relationship.pk
            try:
                chosen, goal, text, considered = _cleaned(choice)
                made = decision(there[pk], found[pk], chosen, goal, text, by, rule_set=rule_set)
                made.options_considered = considered
                decided.append(made)
            except Refused as no:
                refused[pk] = no
    if refused or not decided:
        return refused
    concerned = [each.relationship_id for each in decided]
    replaced: dict[int, Classification] = {}
    for start in range(0, len(concerned), BATCH):
        portion_of = concerned[start : start + BATCH]
        before = Classification.objects.filter(relationship__in=portion_of, superseded_at__isnull=True)
        superseded = list(before)
        for each in superseded:
            each.superseded_at = by.at
            replaced[each.relationship_id] = each
        update_all(superseded, ["superseded_at"], by)
    insert_all(decided, by)
    verdicts.mark_pending(Relationship.objects.filter(pk__in=concerned), by.at)
    tasks.compute_later()
    changes.announce(changes.Kind.CLASSIFICATION, concerned, by, bulk=True)
    changes.happened(_happened(decided, replaced, by))
    return {}


def _happened(
    decided: Sequence[Classification], replaced: Mapping[int, Classification], by: Actor
) -> list[changes.Happening]:
    """The decisions as events, each with what it replaced: null where nothing was decided."""
    found = []
    for each in decided:
        before = replaced.get(each.relationship_id)
        says = {
            "old_type": before.chosen_type if before else None,
            "old_trust_target": before.trust_target if before else None,
            "type": str(each.chosen_type),
            "trust_target": each.trust_target,
        }
        event = changes.Event.CLASSIFIED
        found.append(changes.Happening(event, by.at, relationship=each.relationship_id, says=says))
    return found


def _cleaned(choice: Choice) -> tuple[CollaborationType, int, str, list[str]]:
    """The choice as it is kept; refuses all that is wrong with it."""
    problems = Problems()
    chosen = goal = None
    text, considered = "", []
    with problems.gather():
        chosen = CollaborationType(one_of(choice.chosen_type, "chosen_type", CollaborationType))
    with problems.gather():
        goal = level(choice.trust_target, "trust_target")
    with problems.gather():
        text = block(choice.reason, "reason")
    with problems.gather():
        considered = _considered(choice.options_considered)
    problems.raise_if_any()
    assert chosen is not None and goal is not None  # noqa: S101 for the type checker
    return chosen, goal, text, considered


def _considered(value: Any) -> list[str]:
    if value in (None, ""):
        return []
    if not isinstance(value, Sequence) or isinstance(value, str):
        value = [value]
    return list(dict.fromkeys(one_of(each, "options_considered", CollaborationType) for each in value))


def decision(
    relationship: Relationship,
    situation: Situation,
    chosen: CollaborationType,
    goal: int,
    text: str,
    by: Actor,
    *,
    rule_set: RuleSet | None = None,
) -> Classification:
    """A decision worked out, with the facts, the recommendation and the verdict it rests on; not kept yet.

    Refuses with REASON_REQUIRED where the choice needs a reason and `text` is empty. `rule_set` is the one
    in force, for who has it at hand.
    """
    rule_set = rule_set or rule_set_in_force()
    judgement = verdicts.judged(replace(situation, chosen=chosen, target=goal), rules_of(rule_set))
    if judgement.reasons_for_reason and not text:
        problems = Problems()
        why = "; ".join(str(WHY_A_REASON[each]) for each in judgement.reasons_for_reason)
        problems.add("REASON_REQUIRED", "reason", why=why)
        problems.raise_if_any()
    return Classification(
        relationship=relationship,
        chosen_type=chosen,
        trust_target=goal,
        reason=text,
        decided_by=by.user,
        decided_at=by.at,
        rule_set=rule_set,
        facts=_snapshot(situation),
        recommendation=verdicts.recommendation_of(judgement),
        verdict={
            "verdict": str(judgement.verdict),
            "required_trust": judgement.required_trust,
            "required_trust_range": list(judgement.required_trust_range or ()),
            "mutual_trust": judgement.mutual_trust,
            "trust": {str(key): value for key, value in situation.trust.items()},
            "safeguards": {str(key): value for key, value in situation.safeguards.items()},
            "flags": [verdicts.flag_of(each) for each in judgement.flags],
        },
    )


def _snapshot(situation: Situation) -> dict[str, Mapping[str, Any]]:
    return {
        code: {"value": each.value, "source": str(each.source) if each.source else None}
        for code, each in situation.facts.items()
    }
