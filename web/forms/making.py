"""A new relationship and a new party, as they are typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from relationships.choices import IdentifierScheme, Nature, Phase, Side
from relationships.labels import LABELS
from relationships.models import CategoryProfile, Portfolio, Unit
from relationships.permissions import Act, may
from relationships.queries import visible_to
from web.door import by
from web.forms.base import ActForm, choice, colleagues, line, reference, text
from web.templatetags.words import named

MOST_OFFERED = 500
"""How many units, portfolios or people one list offers."""
NUMBERS = 3
"""How many register numbers one form takes."""


def coded(codes: Any) -> list[tuple[str, Any]]:
    """The codes of an enumeration with their names."""
    return [(str(each), said) for each, said in LABELS[codes].items()]


def profile_name(profile: CategoryProfile) -> str:
    """The name of a category in the language of the page."""
    return named(profile)


class RelationshipForm(ActForm):
    """A relationship, as it begins. The party is chosen by typing (`web.choosing`)."""

    subject = line(_("Subject"), _("What is delivered, in a few words."), maxlength=500)
    category = line(
        _("Category"),
        _("A category that is known brings the facts with it that are assumed of it."),
        maxlength=300,
        list="categories",
        autocomplete="off",
    )
    sponsor_customer = line(_("Sponsor at the customer"), maxlength=300)
    sponsor_supplier = line(_("Sponsor at the supplier"), maxlength=300)
    external_key = line(
        _("External key"), _("What imports recognise it by; takes a portfolio."), maxlength=200
    )

    def __init__(self, request: HttpRequest, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(request, initial=initial)
        user: Any = request.user
        actor = by(request)
        units = [
            each
            for each in visible_to(user, Unit).order_by("path")
            if may(actor, Act.KEEP_RELATIONSHIPS, each)
        ][:MOST_OFFERED]
        self.fields["unit"] = choice(
            _("Our unit"), _indented(units), empty=None if len(units) == 1 else "", required=True
        )
        self.fields["our_role"] = choice(_("Our role"), coded(Side), required=True)
        self.fields["party"] = forms.CharField(required=False)
        homes = visible_to(user, Portfolio).order_by("name")[:MOST_OFFERED]
        self.fields["portfolio"] = reference(_("Portfolio"), homes, empty=_("none"))
        self.fields["nature"] = choice(_("Nature"), coded(Nature), empty=None)
        self.fields["phase"] = choice(_("Phase"), coded(Phase), empty=None)
        profiles = visible_to(user, CategoryProfile).order_by("name")
        self.profiles = list(profiles[:MOST_OFFERED])
        offered = sorted((profile_name(each), each.pk) for each in self.profiles)
        self.fields["profile"] = choice(
            _("Category profile"),
            [(pk, name) for name, pk in offered],
            _("Only where the category above is not recognised by itself."),
            empty=_("as the category says"),
        )
        people = list(colleagues(user)[:MOST_OFFERED])
        self.fields["owner"] = reference(_("Owner"), people, empty=_("nobody yet"))
        self.fields["deputy"] = reference(_("Deputy"), people, empty=_("nobody yet"))

    @property
    def category_names(self) -> list[str]:
        return sorted(profile_name(each) for each in self.profiles)

    def first(self) -> list[Any]:
        """The fields that stand above the party."""
        return [self[name] for name in ("unit", "our_role")]

    def then(self) -> list[Any]:
        return [self[name] for name in ("subject", "category", "owner")]

    def more(self) -> list[Any]:
        names = (
            "portfolio",
            "external_key",
            "profile",
            "nature",
            "phase",
            "deputy",
            "sponsor_customer",
            "sponsor_supplier",
        )
        return [self[name] for name in names]

    @property
    def more_wrong(self) -> bool:
        """Whether something has to be put right among the fields that are folded away."""
        return any(each.errors for each in self.more())

    def told(self) -> dict[str, Any]:
        """What the action takes: what was left empty is left to the action."""
        return {name: value for name, value in self.given().items() if value != ""}


def _indented(units: Iterable[Unit]) -> list[tuple[Any, str]]:
    """Units by their place in the tree."""
    listed = list(units)
    least = min((each.path.count("/") for each in listed), default=0)
    return [(each.pk, f"{'– ' * (each.path.count('/') - least)}{each}") for each in listed]


class PartyForm(ActForm):
    """A party, as it begins: its names, where it is, and the numbers that it is registered under."""

    name = line(_("Name"), required=True, maxlength=300)
    legal_name = line(_("Legal name"), _("As in the trade register, where it differs."), maxlength=300)
    place = line(_("Place"), maxlength=300)
    country = line(_("Country"), _("ISO 3166 code, such as NL."), maxlength=2, size=4)
    aliases = text(_("Other names"), _("One a line."), rows=2)

    def __init__(self, request: HttpRequest, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(request, initial=initial)
        self.fields["parent"] = forms.CharField(required=False)
        units = list(visible_to(request.user, Unit).order_by("path")[:MOST_OFFERED])  # type: ignore[arg-type]
        for at in range(NUMBERS):
            self.fields[f"scheme_{at}"] = choice(_("Kind of number"), coded(IdentifierScheme))
            self.fields[f"value_{at}"] = line(_("Number"), maxlength=50)
            self.fields[f"issuer_{at}"] = reference(
                _("Given by our unit"), units, _("Only for a creditor number.")
            )

    def plain(self) -> list[Any]:
        return [self[name] for name in ("legal_name", "place", "country", "aliases")]

    def numbers(self) -> list[list[Any]]:
        return [[self[f"{name}_{at}"] for name in ("scheme", "value", "issuer")] for at in range(NUMBERS)]

    @property
    def numbered(self) -> bool:
        """Whether a number was typed, or is wrong."""
        return any(each.value() or each.errors for row in self.numbers() for each in row)

    def told(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.given()
        told = {name: given.get(name, "") for name in ("name", "legal_name", "place", "country", "parent")}
        told["aliases"] = [each.strip() for each in given.get("aliases", "").splitlines() if each.strip()]
        told["identifiers"] = [
            {name: value for name in ("scheme", "value", "issuer") if (value := given.get(f"{name}_{at}"))}
            for at in self.filled()
        ]
        return told

    def filled(self) -> list[int]:
        """The rows in which a number was typed."""
        given = self.given()
        return [at for at in range(NUMBERS) if given.get(f"value_{at}") or given.get(f"scheme_{at}")]

    def refuse(self, refused: Any) -> None:
        """As any form; what is wrong with a number or another name stands beside where it was typed."""
        for each in refused.refusals:
            super().refuse(type(refused)(_placed(each, self.filled())))


def _placed(refusal: Any, filled: list[int]) -> Any:
    part, *rest = (refusal.field or "").split(".")
    name = refusal.field
    if part == "aliases":
        name = "aliases"
    elif part == "identifiers" and rest and rest[0].isdigit() and int(rest[0]) < len(filled):
        what = rest[1] if len(rest) > 1 and rest[1] in ("scheme", "value", "issuer") else "value"
        name = f"{what}_{filled[int(rest[0])]}"
    return type(refusal)(refusal.code, name, refusal.params)
