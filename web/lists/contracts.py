"""The list of contracts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from relationships.choices import ContractStatus
from relationships.models import Contract
from web.lists import cells
from web.lists.declared import Column, Listing
from web.templatetags import words


def _named(record: Any, _read: Any) -> Any:
    said = record.number or record.title or say("Contract %(id)s") % {"id": record.pk}
    return cells.link("contract", record.pk, said, record.title if record.number else "")


def _running(record: Any) -> bool:
    return record.status == ContractStatus.ACTIVE and cells.at(record, "position.ended") is not True


def _due(path: str) -> cells.Cell:
    """A day that something has to be done by, marked while the contract runs."""

    def cell(record: Any, _read: Any) -> Any:
        value = cells.at(record, path)
        if value is None or not _running(record):
            return words.day(value)
        return cells.soon(value, timezone.localdate(), max(0, int(settings.REMINDER_DAYS)))

    return cell


def _notice(record: Any, read: Any) -> Any:
    missed = cells.at(record, "position.notice_deadline") is None
    if missed and _running(record) and cells.at(record, "position.notice_known") is False:
        return cells.unknown(say("unknown"))
    return _due("position.notice_deadline")(record, read)


_POSITION = ("position",)

CONTRACTS = Listing(
    name="contracts",
    model=Contract,
    title=_("Contracts"),
    one=_("%(count)s contract"),
    several=_("%(count)s contracts"),
    empty=_("There are no contracts here that you may see yet."),
    usual=("q", "status", "unit", "notice_deadline_before"),
    first="party",
    of_contract="",
    table="portfolio",
    deferred=("attributes", "remarks", "description", "position__remarks"),
    columns=(
        Column(name="number", label=_("Contract"), cell=_named, order="number", kind="wide", default=True),
        Column(
            name="party",
            label=_("Party"),
            cell=cells.of("relationship.party.name"),
            order="party",
            kind="wide",
            default=True,
            related=("relationship__party",),
        ),
        Column(
            name="unit",
            label=_("Unit"),
            cell=cells.of("relationship.unit.code"),
            related=("relationship__unit",),
        ),
        Column(name="title", label=_("Title"), cell=cells.of("title"), order="title"),
        Column(name="kind", label=_("Kind"), cell=cells.coded("kind", "ContractKind")),
        Column(name="status", label=_("Status"), cell=cells.coded("status", "ContractStatus"), default=True),
        Column(name="start", label=_("Start"), cell=cells.day_in("start"), order="start", default=True),
        Column(
            name="current_end",
            label=_("Current end"),
            cell=cells.day_in("position.current_end"),
            order="current_end",
            default=True,
            related=_POSITION,
        ),
        Column(
            name="notice_deadline",
            label=_("Notice by"),
            cell=_notice,
            order="notice_deadline",
            default=True,
            related=_POSITION,
        ),
        Column(
            name="option_deadline",
            label=_("Option by"),
            cell=_due("position.option_deadline"),
            order="option_deadline",
            related=_POSITION,
        ),
        Column(
            name="latest_end",
            label=_("Latest end"),
            cell=cells.day_in("position.latest_end"),
            order="latest_end",
            default=True,
            related=_POSITION,
        ),
        Column(
            name="retender_start",
            label=_("Start of re-tender"),
            cell=_due("position.retender_start"),
            related=_POSITION,
        ),
        Column(
            name="value",
            label=_("Value"),
            cell=cells.amount_in("value"),
            order="value",
            kind="number",
            default=True,
        ),
        Column(
            name="annual_value",
            label=_("Annual value"),
            cell=cells.amount_in("annual_value"),
            order="annual_value",
            kind="number",
            default=True,
        ),
        Column(name="spent", label=_("Spent"), cell=cells.amount_in("spent"), kind="number"),
        Column(name="term_kind", label=_("Kind of term"), cell=cells.coded("term_kind", "TermKind")),
        Column(name="procedure", label=_("Procurement route"), cell=cells.coded("procedure", "Procedure")),
        Column(name="cpv", label=_("CPV code"), cell=cells.of("cpv")),
        Column(name="review_date", label=_("Review"), cell=_due("review_date")),
        Column(
            name="owner",
            label=_("Owner"),
            cell=cells.of("relationship.owner"),
            related=("relationship__owner",),
        ),
        Column(name="changed_at", label=_("Changed"), cell=cells.day_in("changed_at"), order="changed_at"),
    ),
)
