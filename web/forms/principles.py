"""Forms of principles: their texts, the limits of a set, an explanation, a judgement."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from principles.choices import CHECK_CODES, Result
from principles.models import Principle, PrincipleSet
from relationships.choices import LADDER
from relationships.labels import choices
from relationships.models import User
from web.forms.base import ActForm, check, choice, colleagues, day, line, number, reference, text
from web.forms.changed import ChangeForm
from web.principle_texts import FIELDS, LIMITS, flat
from web.templatetags.words import word


class PrincipleForm(ChangeForm):
    """A principle of a set that isn't in force: its texts in both languages, and from which depth it asks."""

    code = line(FIELDS["code"], _("Short and its own in the set, such as OWN1."), required=True, maxlength=20)
    theme_en = line(FIELDS["theme_en"], maxlength=200)
    theme_nl = line(FIELDS["theme_nl"], maxlength=200, lang="nl")
    observation_en = text(FIELDS["observation_en"], _("What one takes to be so: it answers why."))
    observation_nl = text(FIELDS["observation_nl"], lang="nl")
    principle_en = text(FIELDS["principle_en"], _("What is therefore done, concrete enough to decide with."))
    principle_nl = text(FIELDS["principle_nl"], lang="nl")
    rationale_en = text(FIELDS["rationale_en"], _("What that brings."))
    rationale_nl = text(FIELDS["rationale_nl"], lang="nl")

    def __init__(self, request: HttpRequest, *, record: Principle | None = None) -> None:
        more = ("minimum_depth", "check_code", "active", "position")
        started = {"active": True} if record is None else {name: getattr(record, name) for name in more}
        super().__init__(request, record=record, initial=started)
        self.record = record
        depths = [(str(depth), f"{depth} {word(each, 'type')}") for depth, each in enumerate(LADDER)]
        self.fields["minimum_depth"] = choice(
            FIELDS["minimum_depth"], depths, _("Below it the principle asks nothing."), empty=None
        )
        self.fields["check_code"] = choice(
            FIELDS["check_code"],
            [(each, each) for each in CHECK_CODES],
            _("One principle a check. Without a check only persons judge."),
            empty=_("none"),
        )
        if record is not None:
            self.fields["position"] = number(FIELDS["position"], _("The lower, the earlier it stands."))
        self.fields["active"] = check(
            _("Active: it counts once its set is in force"),
            _("That takes an observation and the principle itself."),
        )

    def given(self) -> dict[str, Any]:
        return ActForm.given(self) if self.record is None else super().given()


class LimitsForm(ActForm):
    """The limits of a set, named as a refusal names them."""

    def __init__(self, request: HttpRequest, *, record: PrincipleSet) -> None:
        present = flat(record.limits)
        super().__init__(
            request, record=record, initial={f"limits.{name}": present.get(name) for name in LIMITS}
        )
        for name, said in LIMITS.items():
            self.fields[f"limits.{name}"] = number(said)

    @property
    def limits(self) -> dict[str, Any]:
        given = {name.removeprefix("limits."): value for name, value in self.given().items()}
        stages = {name[-1]: given.pop(name) for name in list(given) if name.startswith("stage_days.")}
        return {**given, "stage_days": stages}


def people(request: HttpRequest, *held: User | None) -> list[User]:
    """Who can be named: the active users, and those who are named already."""
    found = list(colleagues(request.user))
    return [*found, *(each for each in held if each is not None and each not in found)]


class ExplanationForm(ActForm):
    reason = text(_("Why it departs from the principle"), required=True)
    instead = text(_("What is done instead"), required=True)
    valid_until = day(
        _("Valid until"), _("The last day on which it counts, at most a year from now."), required=True
    )

    def __init__(self, request: HttpRequest, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(request, initial=initial)
        self.fields["owner"] = reference(
            _("Owner"),
            people(request),
            _("Who sees to it. You, unless you name somebody else."),
            empty=_("me"),
        )
        self.order_fields(["reason", "instead", "owner", "valid_until"])


class JudgementForm(ActForm):
    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields["result"] = choice(_("Your result"), choices(Result), required=True)
        self.fields["reason"] = text(
            _("Reason"), _("What you saw that the records don’t show."), required=True
        )
