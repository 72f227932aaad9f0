"""A list offered, with what is meant where it says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from relationships.choices import Side
from relationships.labels import choices
from web.forms.base import ActForm, check, choice, line

ENDINGS = ".xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.txt,.tsv"


def _file() -> forms.Field:
    widget = forms.FileInput(attrs={"class": "form-control", "accept": ENDINGS})
    help = _("A workbook (xlsx, xlsm, xls, xlsb, ods) or a text file (csv), as you keep it.")
    field = forms.Field(label=_("The list"), widget=widget, help_text=help, required=False)
    field.marked_required = True  # type: ignore[attr-defined]
    return field


class Offered(ActForm):
    """Where a list goes, and what is meant where it says nothing. `units`: those it may be offered to."""

    file = _file()
    unit = choice(_("Unit"), (), empty=None, required=True)
    portfolio = line(
        _("Portfolio"),
        _("One that is there, or a new name: it is made when the list is taken in."),
        required=True,
        list="portfolio-names",
        maxlength=200,
        autocomplete="off",
    )
    our_role = choice(_("We are"), choices(Side), empty=_("as the list or the portfolio says"))
    currency = line(
        _("Currency"),
        _("Of amounts that show none, such as EUR; else the portfolio's."),
        maxlength=3,
        size=5,
        autocapitalize="characters",
        autocomplete="off",
    )
    sheet = line(
        _("Sheet"), _("Of a workbook with several; else the one that looks most like a list."), maxlength=300
    )
    profile = choice(_("Profile"), (), empty=_("the one that was kept for lists like this, if there is one"))
    all_or_nothing = check(_("All or nothing: a problem in one row keeps all rows out"))

    def __init__(
        self,
        request: HttpRequest,
        units: Sequence[Any],
        profiles: Sequence[str],
        *,
        sent: bool | None = None,
    ) -> None:
        super().__init__(request, sent=sent)
        self.fields["unit"].widget.choices = [(each.pk, f"{each.name} ({each.code})") for each in units]
        self.fields["profile"].widget.choices = [
            ("", self.fields["profile"].widget.choices[0][1]),
            *((name, name) for name in profiles),
        ]
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.initial["unit"] = units[0].pk
