"""Forms about oneself."""

from django.utils.translation import gettext_lazy as _

from access.choices import NumberFormat, Theme
from relationships.models.user import LANGUAGES
from web.forms import ActForm, choice, line, secret

THEMES = [(Theme.SYSTEM, _("As the system is set")), (Theme.LIGHT, _("Light")), (Theme.DARK, _("Dark"))]
NUMBERS = [
    (NumberFormat.LANGUAGE, _("As usual in the language")),
    (NumberFormat.COMMA, "1.234,56"),
    (NumberFormat.POINT, "1,234.56"),
]


class Profile(ActForm):
    full_name = line(_("Name"), autocomplete="name")
    email = line(_("E-mail address"), autocomplete="email")
    language = choice(_("Language"), LANGUAGES, empty=None)


class Looks(ActForm):
    prefix = "looks"
    theme = choice(_("Theme"), THEMES, empty=None)
    numbers = choice(_("How numbers are written"), NUMBERS, empty=None)


class Password(ActForm):
    prefix = "password"
    present = secret(_("Present password"), autocomplete="current-password", required=True)
    password = secret(
        _("New password"),
        _("At least 8 characters, and not one that many use."),
        autocomplete="new-password",
        required=True,
    )
    again = secret(_("New password again"), autocomplete="new-password", required=True)
