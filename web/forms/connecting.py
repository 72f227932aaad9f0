"""Forms for tokens and saved queries."""

from django.utils.translation import gettext_lazy as _

from access.models import SCOPES
from web.forms import ActForm, choice, line, number, text

SAID = {
    "READ": _("Read: for BI tools"),
    "WRITE": _("Read and write records of relationships"),
    "IMPORT": _("The same, and import files"),
    "ADMIN": _("All that you may do yourself"),
}
_DAYS = _("From 1 to 3,650. A tool that is no longer used should not keep a key.")


class NewToken(ActForm):
    name = line(_("What it is for"), _("Such as: Power BI, sourcing report"), required=True)
    scope = choice(_("What it may do"), [(code, SAID[code]) for code, _label in SCOPES], empty=None)
    days = number(_("For how many days"), _DAYS)


class NewQuery(ActForm):
    name = line(_("Name in the address"), _("Small letters, digits and dashes: contract-list"), required=True)
    description = line(_("What it tells"))
    document = text(_("GraphQL document"), rows=8, required=True, spellcheck="false")
