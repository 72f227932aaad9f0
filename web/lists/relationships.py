"""The list of relationships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Min
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from principles.attention.money import amounts_of, rates_on
from principles.attention.view import View
from principles.choices import EffectiveResult
from principles.models import Compliance, Principle
from relationships.actor import Actor
from relationships.choices import ContractStatus, VerdictCode
from relationships.models import Contract, Relationship
from relationships.permissions import Act
from relationships.queries import visible_to
from relationships.queries.among import among
from web.lists import cells
from web.lists.declared import Column, Listing
from web.lists.pictures import ladder_of, rail_of, strip_of
from web.pictures.words import level_name
from web.templatetags import words


def _named(record: Any, _read: Any) -> Any:
    return cells.link("relationship", record.pk, record.party.name, record.subject)


def _stored(record: Relationship) -> Any:
    """The verdict, if it has been computed."""
    stored = getattr(record, "verdict", None)
    return None if stored is None or stored.verdict == VerdictCode.PENDING else stored


def _verdict(record: Any, _read: Any) -> Any:
    return words.verdict(cells.at(record, "verdict.verdict"))


def _chosen(record: Any, _read: Any) -> Any:
    stored = _stored(record)
    if stored is None:
        return words.NOTHING
    return words.word(stored.chosen_type, "type") if stored.chosen_type else cells.unknown(say("none yet"))


def _ladder(record: Any, _read: Any) -> Any:
    stored = _stored(record)
    return words.NOTHING if stored is None else ladder_of(stored)


def _rail(record: Any, _read: Any) -> Any:
    stored = _stored(record)
    return words.NOTHING if stored is None else rail_of(stored)


def _strip(record: Any, read: Any) -> Any:
    return strip_of(record.pk, read) if read else words.NOTHING


def _mutual(record: Any, _read: Any) -> Any:
    stored = _stored(record)
    return words.NOTHING if stored is None else _level(stored.mutual_trust)


def _required(record: Any, _read: Any) -> str:
    level = cells.at(record, "verdict.required_trust")
    return words.NOTHING if level is None else level_name(level)


def _level(level: int | None) -> Any:
    return cells.unknown(say("not yet rated")) if level is None else level_name(level)


def _flags(record: Any, _read: Any) -> str:
    codes = [each for each in str(cells.at(record, "verdict.flag_codes") or "").split("|") if each]
    return ", ".join(words.word(each, "flag") for each in codes if each != "FIT") or words.NOTHING


def _profile(record: Any, _read: Any) -> str:
    return words.NOTHING if record.profile is None else words.named(record.profile)


def _worth(record: Any, read: Any) -> Any:
    return words.NOTHING if read is None else read


def principles_of(records: Sequence[Any], by: Actor) -> Mapping[Any, Any]:
    """What counts under each active principle. Two queries."""
    theme = f"theme_{words.language()}"
    active = Principle.objects.filter(active=True, principle_set__state="IN_FORCE").order_by(
        "position", "code"
    )
    principles = list(active.values_list("pk", "code", theme))
    shown = visible_to(by.user, Compliance).filter(relationship__in=among([each.pk for each in records]))
    found = {
        (relationship, principle): result
        for relationship, principle, result in shown.order_by().values_list(
            "relationship_id", "principle_id", "effective"
        )
    }
    return {
        each.pk: [
            (code, said, found.get((each.pk, pk), EffectiveResult.PENDING)) for pk, code, said in principles
        ]
        for each in records
    }


def worth_of(records: Sequence[Any], by: Actor) -> Mapping[Any, Any]:
    """What their running contracts are worth. Two queries."""
    amounts = amounts_of(View(by.user, by.on), [each.pk for each in records])
    rates = rates_on(by.user, by.on) if any(len(each) > 1 for each in amounts.values()) else {}
    return {pk: cells.worth(each, rates) for pk, each in amounts.items()}


def deadlines_of(records: Sequence[Any], by: Actor) -> Mapping[Any, date]:
    """The first notice deadline of a running contract. One query."""
    running = visible_to(by.user, Contract).filter(
        relationship__in=among([each.pk for each in records]),
        status=ContractStatus.ACTIVE,
        position__ended=False,
        position__notice_deadline__gte=by.on,
    )
    first = running.order_by().values("relationship_id").annotate(first=Min("position__notice_deadline"))
    days = max(0, int(settings.REMINDER_DAYS))
    return {pk: cells.soon(day, by.on, days) for pk, day in first.values_list("relationship_id", "first")}


RELATIONSHIPS = Listing(
    name="relationships",
    model=Relationship,
    title=_("Relationships"),
    one=_("%(count)s relationship"),
    several=_("%(count)s relationships"),
    empty=_("There are no relationships here that you may see yet."),
    usual=("q", "verdict", "phase", "portfolio", "owner"),
    first="party",
    of_contract="relationship",
    table="relationships",
    new=("relationship_new", _("New relationship"), Act.KEEP_RELATIONSHIPS),
    deferred=("verdict__detail",),
    bulk=True,
    columns=(
        Column(
            name="party",
            label=_("Relationship"),
            cell=_named,
            order="party",
            kind="wide",
            default=True,
            related=("party",),
        ),
        Column(
            name="unit",
            label=_("Unit"),
            cell=cells.of("unit.code"),
            order="unit",
            default=True,
            related=("unit",),
        ),
        Column(name="our_role", label=_("Our role"), cell=cells.coded("our_role", "Side"), order=""),
        Column(
            name="phase",
            label=_("Phase"),
            cell=cells.coded("phase", "Phase"),
            order="phase",
        ),
        Column(
            name="verdict",
            label=_("Verdict"),
            cell=_verdict,
            order="verdict",
            default=True,
            related=("verdict",),
        ),
        Column(
            name="chosen_type",
            label=_("Type chosen"),
            cell=_chosen,
            order="chosen_type",
            related=("verdict",),
        ),
        Column(
            name="recommended_type",
            label=_("Type recommended"),
            cell=cells.coded("verdict.recommended_type", "type"),
            order="recommended_type",
            related=("verdict",),
        ),
        Column(
            name="ladder",
            label=_("Ladder"),
            cell=_ladder,
            kind="drawn",
            default=True,
            related=("verdict",),
        ),
        Column(
            name="rail",
            label=_("Trust"),
            cell=_rail,
            order="mutual_trust",
            kind="drawn",
            default=True,
            related=("verdict",),
        ),
        Column(
            name="principles",
            label=_("Principles"),
            cell=_strip,
            kind="drawn",
            default=True,
            read=principles_of,
        ),
        Column(
            name="worth",
            label=_("Contract value"),
            cell=_worth,
            kind="number",
            default=True,
            read=worth_of,
        ),
        Column(
            name="deadline",
            label=_("Notice by"),
            cell=_worth,
            default=True,
            read=deadlines_of,
        ),
        Column(
            name="owner",
            label=_("Owner"),
            cell=cells.of("owner"),
            kind="people",
            default=True,
            related=("owner",),
        ),
        Column(name="deputy", label=_("Deputy"), cell=cells.of("deputy"), kind="people", related=("deputy",)),
        Column(
            name="portfolio", label=_("Portfolio"), cell=cells.of("portfolio.name"), related=("portfolio",)
        ),
        Column(name="category", label=_("Category"), cell=cells.of("category"), order="category"),
        Column(name="profile", label=_("Category profile"), cell=_profile, related=("profile",)),
        Column(name="nature", label=_("Nature"), cell=cells.coded("nature", "Nature")),
        Column(
            name="score",
            label=_("Score"),
            cell=cells.number_in("verdict.score"),
            order="score",
            kind="number",
            related=("verdict",),
        ),
        Column(
            name="required_trust",
            label=_("Trust required"),
            cell=_required,
            order="required_trust",
            related=("verdict",),
        ),
        Column(
            name="mutual_trust",
            label=_("Mutual trust"),
            cell=_mutual,
            order="mutual_trust",
            related=("verdict",),
        ),
        Column(
            name="residual_gap",
            label=_("Trust gap left"),
            cell=cells.number_in("verdict.residual_gap"),
            order="residual_gap",
            kind="number",
            related=("verdict",),
        ),
        Column(
            name="unknown_facts",
            label=_("Unknown facts"),
            cell=cells.number_in("verdict.unknown_facts"),
            order="unknown_facts",
            kind="number",
            related=("verdict",),
        ),
        Column(name="flags", label=_("Flags"), cell=_flags, related=("verdict",)),
        Column(
            name="verdict_since",
            label=_("Verdict since"),
            cell=cells.day_in("verdict.since"),
            order="verdict_since",
            related=("verdict",),
        ),
        Column(name="external_key", label=_("Key in the source"), cell=cells.of("external_key")),
        Column(name="sponsor_customer", label=_("Customer's sponsor"), cell=cells.of("sponsor_customer")),
        Column(name="sponsor_supplier", label=_("Supplier's sponsor"), cell=cells.of("sponsor_supplier")),
        Column(name="changed_at", label=_("Changed"), cell=cells.day_in("changed_at"), order="changed_at"),
        Column(name="created_at", label=_("Recorded"), cell=cells.day_in("created_at"), order="created_at"),
    ),
)
