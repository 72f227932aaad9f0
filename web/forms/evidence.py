"""Forms of the evidence for the principles, one a kind, and of what follows: a verdict, an answer, a gate."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from principles import choices as c
from principles.models import Capability, Interest
from relationships.choices import Cap, Side
from relationships.fit.texts import CAP_NAMES
from relationships.labels import choices
from relationships.models import Relationship
from web.fields import NAMES as SAID
from web.forms.base import (
    ActForm,
    amount,
    check,
    choice,
    day,
    line,
    many,
    number,
    of_record,
    reference,
    text,
)
from web.forms.changed import ChangeForm, plain
from web.forms.principles import people
from web.templatetags.words import language

MOST_LISTED = 200
"""So many interests or capabilities of a side stand in a list to choose from."""


class EvidenceForm(ChangeForm):
    """A record of a relationship. `preset` are the fields that an address may fill in beforehand.

    Of a new one only what was filled in is passed on; of one that is there, only what was typed otherwise.
    """

    preset: tuple[str, ...] = ()

    def __init__(self, request: HttpRequest, *, relationship: Relationship, record: Any = None) -> None:
        self.relationship, self.record = relationship, record
        started: dict[str, Any] = {name: request.GET[name] for name in self.preset if name in request.GET}
        super().__init__(request, record=record, initial=started if record is None else None)
        self.prepare()
        if record is not None:
            self.initial = {**of_record(record, self.fields), **self.initial}

    def prepare(self) -> None:
        """Add the fields that depend on the relationship or on who asks."""

    def given(self) -> dict[str, Any]:
        if self.record is not None:
            return super().given()
        return {name: value for name, value in ActForm.given(self).items() if value != ""}

    def side(self) -> Any:
        """Which side, named by who that is here."""
        ours, unit, party = self.relationship.our_role, self.relationship.unit, self.relationship.party
        named = [
            (code, f"{said}: {unit.name if code == ours else party.name}") for code, said in choices(Side)
        ]
        return choice(SAID["side"], named, required=True)


class BenefitForm(EvidenceForm):
    preset = ("beneficiary",)
    beneficiary = choice(SAID["beneficiary"], choices(c.Beneficiary), required=True)
    description = line(
        SAID["description"], _("What they, we or both gain, or lose."), required=True, maxlength=500
    )
    effect = choice(
        SAID["effect"],
        [(str(each), f"{each:+d}" if each else "0") for each in range(5, -6, -1)],
        _("From −5, a great loss, to +5, a great gain. Only above 0 is it a benefit."),
        empty=_("not known yet"),
    )
    amount = amount(SAID["amount"], _("A year, if it can be said in money."))
    currency = line(SAID["currency"], _("Three letters, such as EUR."), maxlength=3)
    stated_by_them = check(_("They said so themselves"), _("Otherwise it is our estimate."))
    evidence = text(SAID["evidence"], _("What shows it."))

    def prepare(self) -> None:
        if self.record is not None:
            self.initial["amount"] = plain(self.record.amount)


class InterestForm(EvidenceForm):
    preset = ("side", "kind")
    kind = choice(SAID["kind"], choices(c.InterestKind), required=True)
    description = line(
        SAID["description"], _("What they want, in their words."), required=True, maxlength=500
    )
    priority = choice(SAID["priority"], choices(c.Priority), required=True)
    disclosed = check(_("The side itself said so"), _("Otherwise we infer it."))
    scope = choice(SAID["scope"], choices(c.Scope))
    own_target = check(_("Somebody is held to it as a target of his own"))

    def prepare(self) -> None:
        self.fields["side"] = self.side()
        self.order_fields(["side", "kind"])
        if self.record is None:
            self.initial.setdefault("scope", c.Scope.ORGANISATION)


class InterestPairForm(EvidenceForm):
    preset = ("customer_interest", "supplier_interest")
    rating = choice(
        SAID["rating"],
        choices(c.PairRating),
        _("Conflicting acknowledges an opposed interest, and asks for an arrangement."),
        empty=_("not yet rated"),
    )
    arrangement = text(SAID["arrangement"], _("How the two live with it."))

    def prepare(self) -> None:
        _pair(self, Interest, "customer_interest", "supplier_interest")


class CapabilityForm(EvidenceForm):
    preset = ("side",)
    description = line(
        SAID["description"],
        _("What this side can do that bears on what is delivered."),
        required=True,
        maxlength=500,
    )

    def prepare(self) -> None:
        self.fields["side"] = self.side()
        self.order_fields(["side"])


class CapabilityPairForm(EvidenceForm):
    preset = ("customer_capability", "supplier_capability")
    kind = choice(SAID["kind"], choices(c.CapabilityPairKind), required=True)
    state = choice(SAID["state"], choices(c.CapabilityPairState), empty=None)
    reason = choice(
        SAID["reason"],
        choices(c.OverlapReason),
        _("Only of overlapping ones: why both do the same work."),
        empty=_("none"),
    )
    remarks = text(SAID["remarks"])

    def prepare(self) -> None:
        _pair(self, Capability, "customer_capability", "supplier_capability")


def _pair(form: EvidenceForm, model: Any, customer: str, supplier: str) -> None:
    """What the two sides have on record, to choose one of each."""
    for name, side in ((customer, Side.CUSTOMER), (supplier, Side.SUPPLIER)):
        rows = model.objects.filter(relationship=form.relationship, side=side)[:MOST_LISTED]
        form.fields[name] = reference(SAID[name], rows, required=True)
    form.order_fields([customer, supplier])


class SignalForm(EvidenceForm):
    preset = ("side",)
    subject = line(_("What the resistance is against"), required=True, maxlength=500)
    raised_by = line(SAID["raised_by"], maxlength=300)
    raised_on = day(SAID["raised_on"], _("Today, unless you give another day."))
    driver = choice(SAID["driver"], choices(c.ResistanceDriver), empty=_("not known yet"))

    def prepare(self) -> None:
        self.fields["side"] = self.side()
        self.order_fields(["side"])


class InvestigationForm(EvidenceForm):
    investigation = text(SAID["investigation"], _("Who was heard, and what was found."), required=True)
    investigated_on = day(SAID["investigated_on"], _("Today, unless you give another day."))
    driver = choice(SAID["driver"], choices(c.ResistanceDriver), empty=_("not known yet"))
    verdict = choice(
        SAID["verdict"],
        choices(c.ResistanceVerdict),
        _("Rational or partly rational: an objection that asks for an answer."),
        empty=_("not yet"),
    )
    verdict_on = day(SAID["verdict_on"], _("Today, unless you give another day."))

    def given(self) -> dict[str, Any]:
        found = super().given()
        if found.get("verdict") == "" and self.record.verdict and "verdict_on" not in found:
            found["verdict_on"] = ""
        return found


class AnswerForm(EvidenceForm):
    answer_kind = choice(SAID["answer_kind"], choices(c.AnswerKind), required=True)
    answer = text(
        SAID["answer"],
        _("The measure, the risk that is accepted, or the reason of the rejection."),
        required=True,
    )
    answer_due_on = day(SAID["answer_due_on"], _("A measure has a day."))
    answer_done_on = day(SAID["answer_done_on"])
    answer_told_on = day(SAID["answer_told_on"], _("When the objector was told."))


class PlanForm(EvidenceForm):
    title = line(SAID["title"], required=True, maxlength=300)
    purpose = text(SAID["purpose"], _("Where the relationship is to go."))

    def prepare(self) -> None:
        named = [(each, CAP_NAMES[language()][each]) for each in Cap]
        self.fields["raises"] = many(
            SAID["raises"], named, _("What holds the depth down now, and is to be raised by this plan.")
        )


class AbandonForm(ActForm):
    reason = text(_("Why it is abandoned"), required=True)


class StageForm(EvidenceForm):
    kind = choice(SAID["kind"], choices(c.StageKind), required=True)
    due_on = day(SAID["due_on"], _("A plan without days can’t be seen to be kept."))
    started_on = day(SAID["started_on"])
    done_on = day(SAID["done_on"])
    remarks = text(SAID["remarks"], rows=2)

    def prepare(self) -> None:
        held = self.record.approver if self.record is not None else None
        self.fields["approver"] = reference(
            SAID["approver"],
            people(self.request, held),
            _("Who opens the gate behind this stage."),
            empty=_("nobody"),
        )
        if self.record is not None:
            self.fields["position"] = number(SAID["position"], _("The lower, the earlier it comes."))
        self.order_fields(["kind", "due_on", "started_on", "done_on", "approver", "position", "remarks"])


class GateForm(ActForm):
    approved_on = day(SAID["approved_on"], _("Today, unless you give another day."))


class ReviewForm(EvidenceForm):
    held_on = day(SAID["held_on"], _("Today, unless you give another day."))
    participants = text(SAID["participants"], rows=2)
    asked = text(_("What was asked"))
    found = text(_("What was found"))
    resistance = choice(
        SAID["resistance"],
        choices(c.ResistanceAsked),
        _("Whether the review asked for resistance. Silence is not agreement."),
        empty=None,
    )


class DismissalForm(ActForm):
    reason = text(_("Why it is no label"), _("Such as: it is the legal name of the supplier."), required=True)


class TakeOverForm(ActForm):
    evidence = text(SAID["evidence"], _("What the rating rests on."))
