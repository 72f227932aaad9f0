"""Forms for webhooks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from access.choices import ASKED_FOR, EventKind
from web.forms import ActForm, check, choice, line, many, number
from web.forms.keeping import units_of

EVENTS = {
    EventKind.CLASSIFIED: _("A relationship was classified"),
    EventKind.VERDICT_CHANGED: _("A verdict changed"),
    EventKind.EXPLANATION_LAPSED: _("An explanation lapsed"),
    EventKind.DEADLINE_NEAR: _("A deadline comes near"),
    EventKind.IMPORT_APPLIED: _("An import was applied"),
    EventKind.IMPORT_UNDONE: _("An import was undone"),
    EventKind.PARTIES_MERGED: _("Parties were merged"),
}


class WebhookForm(ActForm):
    name = line(_("Name"), required=True)
    target = line(_("Address"), _("https, and not within the server's own network."), required=True)
    events = many(_("Is told of"), [(str(each), EVENTS[each]) for each in ASKED_FOR])
    notice_days = number(_("Days before a deadline"))
    active = check(_("Switched on"))


class NewWebhookForm(WebhookForm):
    unit = choice(_("Unit"), [], _("It is told what happens there and below."), required=True)

    field_order = ("unit", "name", "target", "events", "notice_days", "active")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].widget.choices = [("", ""), *units_of(self.request.user)]
