"""The wizard's form: ratings, the choice of a type with its trust target, safeguards and the reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from relationships.actions.classify import classify
from relationships.actions.trust import add_safeguard
from relationships.actor import Actor
from relationships.choices import CollaborationType
from relationships.errors import Problems, Refused
from relationships.fit.texts import TRUST_MEANINGS, TRUST_NAMES, TYPE_NAMES
from relationships.models import Classification, Relationship, SafeguardKind
from web.forms.base import ActForm, choice, levels, many, text
from web.forms.rating import RatingForm
from web.templatetags.words import language, named


def types() -> list[tuple[str, str]]:
    """The types with their names, up the ladder, the postures last."""
    return [(str(each), TYPE_NAMES[language()][each]) for each in CollaborationType]


def trust_levels() -> list[tuple[str, str]]:
    """The levels of trust with their names and what they mean."""
    called, meant = TRUST_NAMES[language()], TRUST_MEANINGS[language()]
    return [(str(each), f"{each} {called[each]}: {meant[each]}") for each in called]


def kind_name(kind: SafeguardKind) -> str:
    """A kind of safeguard in the language of the page."""
    return named(kind)


class WizardForm(RatingForm):
    """All that the wizard asks. What was typed travels to the preview and to the actions alike."""

    reason = text(
        _("Reason"),
        _("Why this type and this target: for the colleague who reads it in two years."),
        rows=4,
    )

    def __init__(
        self, request: HttpRequest, *, kinds: list[SafeguardKind], initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(request, initial=initial)
        self.kinds = kinds
        self.fields["chosen_type"] = forms.CharField(label=_("Type"), required=False)
        self.fields["trust_target"] = levels(_("Trust target"), trust_levels(), empty=_("not chosen yet"))
        offered = [(str(each.pk), f"{kind_name(each)} ({each.level})") for each in kinds]
        self.fields["safeguards"] = many(_("Safeguards to put in place"), offered)
        self.fields["options_considered"] = many(_("Also considered"), types())

    def several(self, name: str) -> list[str]:
        """What was ticked."""
        value = self[name].value()
        if isinstance(value, str):
            value = [value]
        return [each for each in value or [] if isinstance(each, str)]

    @property
    def ticked(self) -> bool:
        """Whether something is to be seen among the safeguards."""
        return bool(self.several("safeguards") or self["safeguards"].errors)

    def decide(self, by: Actor, relationship: Relationship) -> Classification:
        """Record the ratings, put the safeguards in place and decide: all of it or nothing."""
        problems = Problems()
        decided = None
        with transaction.atomic():
            with problems.gather():
                self.rate(by, relationship)
            for kind in self.several("safeguards"):
                try:
                    add_safeguard(by=by, relationship=relationship, given={"kind": kind})
                except Refused as refused:
                    for each in refused.refusals:
                        problems.add(each.code, "safeguards", **each.params)
            with problems.gather():
                decided = classify(
                    by=by,
                    relationship=relationship,
                    chosen_type=self.typed("chosen_type"),
                    trust_target=self.typed("trust_target"),
                    reason=self.typed("reason"),
                    options_considered=self.several("options_considered"),
                )
            problems.raise_if_any()
        assert decided is not None  # noqa: S101 for the type checker
        return decided


class ManyForm(ActForm):
    """One choice for many relationships."""

    reason = text(_("Reason"), _("The same for all: why this type and this target."), rows=3)

    def __init__(self, request: HttpRequest, **options: Any) -> None:
        super().__init__(request, **options)
        self.fields["chosen_type"] = choice(_("Type"), types(), empty=_("choose a type"))
        self.fields["trust_target"] = choice(_("Trust target"), trust_levels(), empty=_("choose a target"))
        self.order_fields(["chosen_type", "trust_target", "reason"])
