"""Forms of a relationship: its particulars, its arrangements, its further parties."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from relationships.arrangements import KINDS, NAMES
from relationships.choices import ArrangementState, Nature, PartyPart, Phase, Side
from relationships.labels import choices
from relationships.models import CategoryProfile, Party, Portfolio, Relationship, Unit
from relationships.queries import visible_to
from web.fields import NAMES as SAID
from web.forms.base import ActForm, choice, colleagues, line, reference, text
from web.forms.changed import ChangeForm
from web.templatetags.words import language, named

GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("What it is about"), ("subject", "our_role", "nature", "category", "profile", "phase")),
    (_("Who minds it"), ("owner", "deputy", "sponsor_customer", "sponsor_supplier")),
    (_("Where it is at home"), ("unit", "portfolio", "external_key")),
)


class RelationshipForm(ChangeForm):
    party = line(SAID["party"])  # chosen by typing (`web.choosing`)
    subject = line(SAID["subject"], maxlength=500)
    our_role = choice(SAID["our_role"], choices(Side), empty=None)
    nature = choice(SAID["nature"], choices(Nature), empty=None)
    category = line(
        SAID["category"],
        _("A category that is recognised brings its assumed facts with it."),
        maxlength=300,
    )
    phase = choice(SAID["phase"], choices(Phase), empty=None)
    sponsor_customer = line(SAID["sponsor_customer"], maxlength=300)
    sponsor_supplier = line(SAID["sponsor_supplier"], maxlength=300)
    external_key = line(SAID["external_key"], _("What imports recognise it by."), maxlength=200)

    def __init__(self, request: HttpRequest, record: Relationship) -> None:
        super().__init__(request, record=record)
        user = request.user
        people = colleagues(user)
        for name, model in (("unit", Unit), ("portfolio", Portfolio)):
            among = visible_to(user, model)  # type: ignore[arg-type]
            self.fields[name] = reference(SAID[name], among, empty="" if name != "unit" else None)
        profiles = [(each.pk, named(each)) for each in visible_to(user, CategoryProfile)]  # type: ignore[arg-type]
        self.fields["profile"] = choice(SAID["profile"], sorted(profiles, key=lambda each: each[1]))
        for name in ("owner", "deputy"):
            self.fields[name] = reference(SAID[name], people, empty=_("nobody"))
            held = getattr(record, name)
            if held is not None and not held.is_active:
                self.fields[name].widget.choices.append((held.pk, str(held)))
        for name in ("party", "unit", "portfolio", "profile", "owner", "deputy"):
            self.initial[name] = getattr(record, f"{name}_id")

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        return [(said, [self[name] for name in names]) for said, names in GROUPS]


class ArrangementForm(ActForm):
    reason = text(_("Remark"), _("Where it is laid down; compulsory when it is not applicable."))

    def __init__(self, request: HttpRequest, initial: dict[str, Any]) -> None:
        super().__init__(request, initial=initial)
        named = [(kind, NAMES[kind][language()]) for kind in KINDS]
        fields = {
            "kind": choice(_("Arrangement"), sorted(named, key=lambda each: each[1]), empty=None),
            "state": choice(_("State"), choices(ArrangementState), empty=None),
        }
        self.fields = {**fields, **self.fields}


class FurtherPartyForm(ActForm):
    """`found` are the parties that a search brought."""

    def __init__(self, request: HttpRequest, found: list[Party]) -> None:
        super().__init__(request)
        offered = [(each.pk, ", ".join(filter(None, (each.name, each.place)))) for each in found]
        self.fields["party"] = choice(_("Party"), offered, empty=None, required=True)
        self.fields["part"] = choice(_("Part"), choices(PartyPart), empty=None, required=True)


class ConfirmForm(ActForm):
    """No more than that it is meant, and the version that was seen."""
