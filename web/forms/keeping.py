"""Forms of the tables that are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from principles.choices import Language
from relationships.choices import DELIVERY_FACTS, Role, Side
from relationships.fit.texts import FACT_ANCHORS, FACT_NAMES
from relationships.labels import LABELS
from relationships.models import CategoryProfile, Unit, User
from relationships.queries import visible_to
from web.forms import ActForm, check, choice, day, line, text
from web.forms.base import amount, colleagues, secret
from web.templatetags.words import language

SIDES = list(LABELS[Side].items())
LANGUAGES = [(Language.NL, _("Dutch")), (Language.EN, _("English"))]


def units_of(user: User) -> list[tuple[Any, str]]:
    """The units that a user sees, indented as in the tree."""
    found = visible_to(user, Unit).order_by("path")
    return [(each.pk, "\u2003" * max(0, each.path.count("/") - 2) + str(each)) for each in found]


class UnitForm(ActForm):
    code = line(_("Code"), _("Letters, digits, point, dash, underscore."), required=True)
    name = line(_("Name"), required=True)
    parent = choice(_("Below"), [], empty=_("(the top)"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"].widget.choices = [("", _("(the top)")), *units_of(self.request.user)]


class PortfolioForm(ActForm):
    unit = choice(_("Unit"), [], required=True)
    name = line(_("Name"), required=True)
    currency = line(
        _("Currency"), _("Three letters, such as EUR; meant where a list says none."), maxlength=3
    )
    our_role = choice(_("Our role"), SIDES, empty=_("(none meant)"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].widget.choices = [("", ""), *units_of(self.request.user)]
        if "version" in self.fields:  # of a portfolio that is there the unit stays
            del self.fields["unit"]


class WordForm(ActForm):
    language = choice(_("Language"), LANGUAGES, empty=None)
    word = line(_("Word or phrase"), required=True)
    exception = check(_("An exception: never found"), _("Such as a legal name that holds the word."))


class SafeguardKindForm(ActForm):
    code = line(_("Code"), required=True)
    name = line(_("Name"), required=True)
    name_nl = line(_("Name in Dutch"))
    level = choice(
        _("Stands in for level"),
        [(2, "2"), (3, "3"), (4, "4")],
        _("The level of trust that it makes up for."),
    )


class RateForm(ActForm):
    currency = line(_("Currency"), _("Three letters, such as USD."), required=True, maxlength=3)
    valid_from = day(_("From"), required=True)
    rate = amount(_("Rate"), _("What one of it is worth in the reporting currency."), required=True, places=6)


class CategoryForm(ActForm):
    name = line(_("Name"), required=True)
    name_nl = line(_("Name in Dutch"))
    aliases = text(_("Known as"), _("One a line: how contract lists call it."))
    cpv_prefixes = text(_("CPV prefixes"), _("One a line: the first digits of the codes it covers."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        spoken = language()
        initial = self.initial
        for fact in map(str, DELIVERY_FACTS):
            anchors = FACT_ANCHORS[spoken][fact].items()
            offered = [(level, f"{level} {said}") for level, said in anchors]
            field = choice(FACT_NAMES[spoken][fact], offered, empty=_("not assumed"))
            field.initial = initial.get(f"fact-{fact}")
            self.fields[f"fact-{fact}"] = field


def of_category(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the action takes: lists of lines, and the facts by code."""
    taken: dict[str, Any] = {}
    facts: dict[str, Any] = {}
    for name, value in given.items():
        if name.startswith("fact-"):
            if value:
                facts[name.removeprefix("fact-")] = int(value) if value.isdecimal() else value
        elif name in ("aliases", "cpv_prefixes"):
            taken[name] = [each.strip() for each in value.splitlines() if each.strip()]
        else:
            taken[name] = value
    return {**taken, "facts": facts}


def category_read(profile: CategoryProfile) -> dict[str, Any]:
    """Aliases and prefixes a line each, and the facts, as the form shows them."""
    facts = {f"fact-{each.fact}": each.value for each in profile.facts.all()}
    return {
        "aliases": "\n".join(each.name for each in profile.aliases.all()),
        "cpv_prefixes": "\n".join(each.prefix for each in profile.prefixes.all()),
        **facts,
    }


class UserForm(ActForm):
    username = line(_("User name"), required=True, autocomplete="off", autocapitalize="none")
    full_name = line(_("Name"), autocomplete="off")
    email = line(_("E-mail address"), autocomplete="off")
    language = choice(_("Language"), LANGUAGES, empty=None)


class NewUserForm(UserForm):
    password = secret(
        _("Password"), _("Empty: he can't sign in until he is given one."), autocomplete="new-password"
    )


class PasswordForm(ActForm):
    prefix = "password"
    password = secret(_("New password"), autocomplete="new-password", required=True)


class RoleForm(ActForm):
    prefix = "role"
    unit = choice(_("Unit"), [], required=True)
    role = choice(_("Role"), list(LABELS[Role].items()), empty=None)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].widget.choices = [("", ""), *units_of(self.request.user)]


class ReturningForm(ActForm):
    prefix = "returning"
    password = secret(
        _("New password"),
        _("The one before is no longer good. Leave it empty for somebody who signs in elsewhere."),
        autocomplete="new-password",
    )


class LeavingForm(ActForm):
    prefix = "leaving"
    successor = choice(_("Who takes over"), [], _("Of the relationships and explanations that he owns."))

    def __init__(self, *args: Any, leaving: User, **options: Any) -> None:
        super().__init__(*args, **options)
        others = colleagues(self.request.user).exclude(pk=leaving.pk)
        nobody = ("", lazystr(_("Nobody: it stays without owner")))
        self.fields["successor"].widget.choices = [nobody, *((each.pk, str(each)) for each in others)]
