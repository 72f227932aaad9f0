"""A row a running contract: when it ends, and by when something has to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from imports.export.batches import batches
from imports.export.chosen import Chosen
from imports.export.money import running
from imports.workbook.writing import Column, Kind, TableSheet

CODE = "deadlines"


def sheet(chosen: Chosen) -> TableSheet:
    day = Kind.DATE
    columns = [
        Column(_("Contract"), "contract", width=20),
        Column(_("Counterparty"), "party", width=32),
        Column(_("Subject"), "title", width=34),
        Column(_("Notice deadline"), "notice_deadline", day, 13),
        Column(_("Days left"), "days_left", Kind.NUMBER, 10),
        Column(_("Missed deadline"), "missed_deadline", day, 13),
        Column(_("Option deadline"), "option_deadline", day, 13),
        Column(_("Missed option deadline"), "missed_option_deadline", day, 13),
        Column(_("Start of re-tender"), "retender_start", day, 13),
        Column(_("Current end"), "current_end", day, 13),
        Column(_("Committed until"), "committed_until", day, 13),
        Column(_("Latest end"), "latest_end", day, 13),
        Column(_("Notice period known"), "notice_known", width=12),
        Column(_("Currency"), "currency", width=10),
        Column(_("Value"), "worth", Kind.AMOUNT, 16),
        Column(_("Relationship id"), "relationship", Kind.NUMBER, 12),
    ]
    return TableSheet(_("Deadlines"), CODE, columns, rows(chosen), kept=2, across=2)


def rows(chosen: Chosen) -> Iterator[list[Any]]:
    """The nearest notice deadline first; what has none last."""
    found = running(chosen).select_related("position", "relationship__party")
    yes, no, awaited = _("yes"), _("no"), _("Being computed")
    for portion in batches(found.order_by(F("position__notice_deadline").asc(nulls_last=True), "pk")):
        for each in portion:
            at = getattr(each, "position", None)
            deadline = at.notice_deadline if at else None
            yield [
                each.number or f"#{each.pk}",
                each.relationship.party.name,
                each.title or each.relationship.subject,
                deadline,
                (deadline - chosen.by.on).days if deadline else None,
                *(
                    getattr(at, name) if at else None
                    for name in (
                        "missed_deadline",
                        "option_deadline",
                        "missed_option_deadline",
                        "retender_start",
                        "current_end",
                        "committed_until",
                        "latest_end",
                    )
                ),
                awaited if at is None else yes if at.notice_known else no,
                each.currency,
                each.value if each.value is not None else each.annual_value,
                each.relationship_id,
            ]
