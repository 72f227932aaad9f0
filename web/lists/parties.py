"""The list of parties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from relationships.actor import Actor
from relationships.choices import VerdictCode
from relationships.models import Party, PartyAlias, PartyIdentifier, Relationship
from relationships.permissions import Act
from relationships.queries import visible_to
from relationships.queries.among import among
from web.lists import cells
from web.lists.declared import Column, Listing
from web.templatetags import words


def _named(record: Any, _read: Any) -> Any:
    return cells.link("party", record.pk, record.name)


def _read_of(record: Any, read: Any) -> Any:
    return words.NOTHING if read is None else read


def dealings_of(records: Sequence[Any], by: Actor) -> Mapping[Any, int]:
    """With how many relationships that the reader may see. One query."""
    counted = _related(records, by).values("party").annotate(number=Count("pk"))
    return dict(counted.values_list("party", "number"))


def verdicts_of(records: Sequence[Any], by: Actor) -> Mapping[Any, Any]:
    """How many of those relationships are a misfit or ask for attention. One query."""
    asking = (VerdictCode.MISFIT, VerdictCode.ATTENTION)
    counted = (
        _related(records, by)
        .filter(verdict__verdict__in=asking)
        .values("party", "verdict__verdict")
        .annotate(number=Count("pk"))
    )
    found: dict[Any, dict[str, int]] = defaultdict(dict)
    for party, verdict, number in counted.values_list("party", "verdict__verdict", "number"):
        found[party][verdict] = number
    return {
        party: cells.joined(
            words.verdict(code, f"{words.count(numbers[code])} {words.word(code, 'verdict').lower()}")
            for code in asking
            if code in numbers
        )
        for party, numbers in found.items()
    }


def identifiers_of(records: Sequence[Any], by: Actor) -> Mapping[Any, str]:
    """Their numbers, as far as the reader may see them. One query."""
    seen = visible_to(by.user, PartyIdentifier).filter(party__in=among([each.pk for each in records]))
    found: dict[Any, list[str]] = defaultdict(list)
    for party, scheme, value in seen.order_by("scheme", "value").values_list("party_id", "scheme", "value"):
        found[party].append(f"{words.word(scheme, 'IdentifierScheme')} {value}")
    return {party: "; ".join(numbers) for party, numbers in found.items()}


def aliases_of(records: Sequence[Any], by: Actor) -> Mapping[Any, str]:
    """Their other names. One query."""
    known = PartyAlias.objects.filter(party__in=among([each.pk for each in records]))
    found: dict[Any, list[str]] = defaultdict(list)
    for party, name in known.order_by("name").values_list("party_id", "name"):
        found[party].append(name)
    return {party: "; ".join(names) for party, names in found.items()}


def _related(records: Sequence[Any], by: Actor) -> QuerySet:
    seen = visible_to(by.user, Relationship).filter(party__in=among([each.pk for each in records]))
    return seen.order_by()


PARTIES = Listing(
    name="parties",
    model=Party,
    title=_("Parties"),
    one=_("%(count)s party"),
    several=_("%(count)s parties"),
    empty=_("There are no parties here that you may see yet."),
    usual=("q", "country", "unit", "portfolio", "our_role"),
    first="name",
    of_contract="relationship__party",
    table="parties",
    new=("party_new", _("New party"), Act.KEEP_PARTIES),
    columns=(
        Column(name="name", label=_("Party"), cell=_named, order="name", kind="wide", default=True),
        Column(name="country", label=_("Country"), cell=cells.of("country"), default=True),
        Column(name="place", label=_("Place"), cell=cells.of("place"), default=True),
        Column(
            name="parent",
            label=_("Part of"),
            cell=cells.of("parent.name"),
            default=True,
            related=("parent",),
        ),
        Column(
            name="relationships",
            label=_("Relationships"),
            cell=cells.counted,
            kind="number",
            default=True,
            read=dealings_of,
        ),
        Column(name="verdicts", label=_("Asks for attention"), cell=_read_of, default=True, read=verdicts_of),
        Column(
            name="identifiers",
            label=_("Identifiers"),
            cell=_read_of,
            kind="wide",
            default=True,
            read=identifiers_of,
        ),
        Column(name="aliases", label=_("Also known as"), cell=_read_of, read=aliases_of),
        Column(name="legal_name", label=_("Legal name"), cell=cells.of("legal_name")),
        Column(
            name="changed_at",
            label=_("Changed"),
            cell=cells.day_in("changed_at"),
            order="changed_at",
            default=True,
        ),
        Column(name="created_at", label=_("Recorded"), cell=cells.day_in("created_at")),
    ),
)
