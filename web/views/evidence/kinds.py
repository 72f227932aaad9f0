"""The kinds of evidence: a table of what each is called, its form, its actions and what may follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from principles import models as p
from principles.actions import benefits, capabilities, interests, plans, resistance, reviews
from principles.actions.records import Evidence
from relationships.actor import Actor
from relationships.models import Relationship
from relationships.permissions import Act, may
from web.forms import evidence as forms
from web.forms.base import ActForm

Change = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What may follow on a record, by its own action: `do(by, record, given, version)`.

    `now` says whether it makes sense as the record stands; `may` whether this user is the one to do it.
    """

    said: Any
    heading: Any
    explained: Any = ""
    form: type[ActForm]
    do: Callable[[Actor, Any, Mapping[str, Any], int | None], Any]
    now: Callable[[Any], bool]
    may: Callable[[Actor, Any], bool] | None = None
    tone: str = "primary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of evidence. `name` stands in addresses; `shown` are the fields of its table.

    `anchor` is where it stands on the sheet of the relationship. A kind without `create` comes of another.
    """

    name: str
    what: Evidence
    said: Any
    said_new: Any
    said_change: Any
    said_remove: Any
    explained: Any = ""
    form: type[forms.EvidenceForm]
    argument: str
    create: Change | None
    change: Change
    remove: Change
    shown: tuple[str, ...]
    anchor: str
    beside: tuple[str, ...] = ()
    order: tuple[str, ...] = ("pk",)
    steps: Mapping[str, Step] = field(default_factory=dict)

    @property
    def model(self) -> Any:
        return self.what.model

    @property
    def recorded_alone(self) -> bool:
        """Whether one is recorded by itself, not as a part of another record."""
        return self.create is not None

    @property
    def act(self) -> Act:
        return self.what.act

    def steps_open(self, record: Any, by: Actor, *, keeps: bool) -> list[tuple[str, Step]]:
        """The steps that make sense now, for this user."""
        return [
            (name, each)
            for name, each in self.steps.items()
            if each.now(record) and (each.may(by, record) if each.may else keeps)
        ]


def relationship_of(record: Any) -> Relationship:
    return record.plan.relationship if isinstance(record, p.Stage) else record.relationship


def may_keep(by: Actor, kind: Kind, relationship: Relationship) -> bool:
    return may(by, kind.act, relationship.unit)


KINDS: dict[str, Kind] = {
    each.name: each
    for each in (
        Kind(
            name="benefits",
            what=benefits.BENEFIT,
            said=_("Benefits"),
            said_new=_("Record a benefit"),
            said_change=_("Change a benefit"),
            said_remove=_("Remove a benefit"),
            explained=_(
                "What the relationship brings, and to whom: first the other party, then both, then us."
            ),
            form=forms.BenefitForm,
            argument="benefit",
            create=benefits.create_benefit,
            change=benefits.change_benefit,
            remove=benefits.remove_benefit,
            shown=("description", "beneficiary", "effect", "stated_by_them", "evidence"),
            anchor="sides",
        ),
        Kind(
            name="interests",
            what=interests.INTEREST,
            said=_("Interests"),
            said_new=_("Record an interest"),
            said_change=_("Change an interest"),
            said_remove=_("Remove an interest"),
            explained=_("What each side wants. The main one counts more when that side itself said so."),
            form=forms.InterestForm,
            argument="interest",
            create=interests.create_interest,
            change=interests.change_interest,
            remove=interests.remove_interest,
            shown=("description", "side", "kind", "priority", "disclosed", "scope"),
            anchor="sides",
        ),
        Kind(
            name="interest-pairs",
            what=interests.INTEREST_PAIR,
            said=_("Pairs of interests"),
            said_new=_("Put two interests side by side"),
            said_change=_("Change a pair of interests"),
            said_remove=_("Remove a pair of interests"),
            explained=_("An interest of the customer beside one of the supplier: do they go together?"),
            form=forms.InterestPairForm,
            argument="interest_pair",
            create=interests.create_interest_pair,
            change=interests.change_interest_pair,
            remove=interests.remove_interest_pair,
            shown=("customer_interest", "supplier_interest", "rating", "arrangement"),
            anchor="sides",
            beside=("customer_interest", "supplier_interest"),
        ),
        Kind(
            name="capabilities",
            what=capabilities.CAPABILITY,
            said=_("Capabilities"),
            said_new=_("Record a capability"),
            said_change=_("Change a capability"),
            said_remove=_("Remove a capability"),
            explained=_("What a side can do that bears on what is delivered."),
            form=forms.CapabilityForm,
            argument="capability",
            create=capabilities.create_capability,
            change=capabilities.change_capability,
            remove=capabilities.remove_capability,
            shown=("description", "side"),
            anchor="sides",
        ),
        Kind(
            name="capability-pairs",
            what=capabilities.CAPABILITY_PAIR,
            said=_("Pairs of capabilities"),
            said_new=_("Put two capabilities side by side"),
            said_change=_("Change a pair of capabilities"),
            said_remove=_("Remove a pair of capabilities"),
            explained=_("What the two make together that neither could alone, or why both do the same."),
            form=forms.CapabilityPairForm,
            argument="capability_pair",
            create=capabilities.create_capability_pair,
            change=capabilities.change_capability_pair,
            remove=capabilities.remove_capability_pair,
            shown=("customer_capability", "supplier_capability", "kind", "state", "reason"),
            anchor="sides",
            beside=("customer_capability", "supplier_capability"),
        ),
        Kind(
            name="resistance-signals",
            what=resistance.RESISTANCE_SIGNAL,
            said=_("Signals of resistance"),
            said_new=_("Record a signal of resistance"),
            said_change=_("Change a signal of resistance"),
            said_remove=_("Remove a signal of resistance"),
            explained=_(
                "Who resists often knows something. Record it, find out why, and answer good grounds."
            ),
            form=forms.SignalForm,
            argument="signal",
            create=resistance.create_signal,
            change=resistance.change_signal,
            remove=resistance.remove_signal,
            shown=("subject", "side", "raised_on", "verdict", "answer_kind", "answer_due_on"),
            anchor="resistance",
            order=("-raised_on", "-pk"),
            steps={
                "investigate": Step(
                    said=_("Investigate"),
                    heading=_("Investigate a signal of resistance"),
                    explained=_("What is behind it, and whether the objection has good grounds."),
                    form=forms.InvestigationForm,
                    do=lambda by, record, given, version: resistance.change_signal(
                        by=by, signal=record, given=given, version=version
                    ),
                    now=lambda record: not record.answer_kind,
                ),
                "answer": Step(
                    said=_("Give an answer"),
                    heading=_("Answer a signal of resistance"),
                    explained=_(
                        "A measure has a day; a rejection gives its reason and is told to whoever objected."
                    ),
                    form=forms.AnswerForm,
                    do=lambda by, record, given, version: resistance.answer_signal(
                        by=by, signal=record, given=given, version=version
                    ),
                    now=lambda record: bool(record.verdict),
                ),
            },
        ),
        Kind(
            name="development-plans",
            what=plans.PLAN,
            said=_("Development plans"),
            said_new=_("Make a development plan"),
            said_change=_("Change a development plan"),
            said_remove=_("Remove a development plan"),
            explained=_(
                "Where the relationship is to go, stage by stage. One with stages is abandoned, not removed."
            ),
            form=forms.PlanForm,
            argument="plan",
            create=plans.create_plan,
            change=plans.change_plan,
            remove=plans.remove_plan,
            shown=("title", "purpose", "raises", "abandoned_on"),
            anchor="plan",
            order=("abandoned_on", "-pk"),
            steps={
                "stage": Step(
                    said=_("Add a stage"),
                    heading=_("Add a stage to a development plan"),
                    explained=_(
                        "Each kind once, after the others. "
                        "A day recorded later than it came shows as back-dated."
                    ),
                    form=forms.StageForm,
                    do=lambda by, record, given, version: plans.add_stage(by=by, plan=record, given=given),
                    now=lambda record: record.abandoned_on is None,
                ),
                "abandon": Step(
                    said=_("Abandon"),
                    heading=_("Abandon a development plan"),
                    explained=_("The plan no longer stands. It stays on record, with the reason."),
                    form=forms.AbandonForm,
                    do=lambda by, record, given, version: plans.abandon_plan(
                        by=by, plan=record, reason=given.get("reason"), version=version
                    ),
                    now=lambda record: record.abandoned_on is None,
                    tone="danger",
                ),
            },
        ),
        Kind(
            name="stages",
            what=plans.STAGE,
            said=_("Stages"),
            said_new="",
            said_change=_("Change a stage"),
            said_remove=_("Remove a stage"),
            explained=_(
                "Start it, finish it, name who approves. "
                "Other days or another approver take an approval away."
            ),
            form=forms.StageForm,
            argument="stage",
            create=None,
            change=plans.change_stage,
            remove=plans.remove_stage,
            shown=("kind", "plan", "due_on", "started_on", "done_on", "approver", "approved_on"),
            anchor="plan",
            beside=("plan", "approver"),
            order=("plan_id", "position", "pk"),
            steps={
                "approve": Step(
                    said=_("Open the gate"),
                    heading=_("Open the gate behind a stage"),
                    explained=_("As the approver whom this finished stage names."),
                    form=forms.GateForm,
                    do=lambda by, record, given, version: plans.approve_stage(
                        by=by, stage=record, approved_on=given.get("approved_on"), version=version
                    ),
                    now=lambda record: record.done_on is not None and record.approved_on is None,
                    may=lambda by, record: record.approver_id == by.user.pk,
                ),
            },
        ),
        Kind(
            name="reviews",
            what=reviews.REVIEW,
            said=_("Reviews"),
            said_new=_("Record a review"),
            said_change=_("Change a review"),
            said_remove=_("Remove a review"),
            explained=_("A looking back together: what was asked and what was found, resistance included."),
            form=forms.ReviewForm,
            argument="review",
            create=reviews.create_review,
            change=reviews.change_review,
            remove=reviews.remove_review,
            shown=("held_on", "participants", "found", "resistance"),
            anchor="development",
            order=("-held_on", "-pk"),
        ),
    )
}
