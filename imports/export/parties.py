"""A row a counterparty: its names and numbers, and what there is with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from imports.export.batches import batches
from imports.export.chosen import Chosen
from imports.export.money import in_reporting, running, summed
from imports.workbook.writing import Column, Kind, TableSheet
from principles.attention.money import Rates, reporting_currency
from relationships.choices import IdentifierScheme
from relationships.labels import LABELS
from relationships.models import Party, PartyAlias, PartyIdentifier
from relationships.queries import visible_to
from relationships.queries.among import among

CODE = "parties"


def sheet(chosen: Chosen, rates: Rates) -> TableSheet:
    columns = [
        Column(_("Party id"), "party", Kind.NUMBER, 10),
        Column(_("Name"), "name", width=34),
        Column(_("Legal name"), "legal_name", width=30),
        Column(_("Also known as"), "aliases", width=30),
        Column(_("Country"), "country", width=10),
        Column(_("Place"), "place", width=18),
        Column(_("Group"), "parent", width=26),
        *(
            Column(str(LABELS[IdentifierScheme][each]), f"identifier_{each.lower()}", width=20)
            for each in IdentifierScheme
        ),
        Column(_("Relationships"), "relationships", Kind.NUMBER, 14),
        Column(_("Running contracts"), "contracts", Kind.NUMBER, 12),
        Column(_("Worth, by currency"), "worth", width=28),
        Column(
            _("Worth in %(currency)s") % {"currency": reporting_currency()},
            "worth_reporting",
            Kind.AMOUNT,
            18,
        ),
        Column(_("Currencies without a rate"), "without_rate", width=16),
    ]
    return TableSheet(_("Parties"), CODE, columns, rows(chosen, rates), kept=2, across=2)


def rows(chosen: Chosen, rates: Rates) -> Iterator[list[Any]]:
    for portion in batches(chosen.parties.select_related("parent")):
        ids = [each.pk for each in portion]
        aliases, numbers = _aliases(chosen, ids), _numbers(chosen, ids)
        parents = _parents(chosen, portion)
        dealing = _dealing(chosen, ids)
        contracts, sums = _worth(chosen, ids)
        for each in portion:
            priced, left_out = in_reporting(sums[each.pk], rates)
            yield [
                each.pk,
                each.name,
                each.legal_name,
                "; ".join(aliases[each.pk]),
                each.country,
                each.place,
                parents.get(each.parent_id or 0),
                *("; ".join(numbers[each.pk, scheme]) for scheme in IdentifierScheme),
                dealing.get(each.pk, 0),
                contracts[each.pk],
                "; ".join(f"{currency} {amount:,.2f}" for currency, amount in sorted(sums[each.pk].items())),
                priced,
                ", ".join(left_out),
            ]


def _aliases(chosen: Chosen, ids: Collection[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = visible_to(chosen.by.user, PartyAlias).filter(party__in=among(ids))
    for party, name in rows.order_by("party", "name").values_list("party", "name"):
        found[party].append(name)
    return found


def _numbers(chosen: Chosen, ids: Collection[int]) -> Mapping[tuple[int, str], list[str]]:
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    rows = visible_to(chosen.by.user, PartyIdentifier).filter(party__in=among(ids))
    for party, scheme, value in rows.order_by("value").values_list("party", "scheme", "value"):
        found[party, scheme].append(value)
    return found


def _parents(chosen: Chosen, portion: list[Party]) -> dict[int, str]:
    """The names of the groups that the actor may see."""
    ids = {each.parent_id for each in portion if each.parent_id}
    return dict(visible_to(chosen.by.user, Party).filter(pk__in=ids).values_list("pk", "name"))


def _dealing(chosen: Chosen, ids: Collection[int]) -> dict[int, int]:
    rows = chosen.relationships.filter(party__in=among(ids)).order_by()
    return dict(rows.values("party").annotate(count=Count("pk")).values_list("party", "count"))


def _worth(
    chosen: Chosen, ids: Collection[int]
) -> tuple[Mapping[int, int], Mapping[int, dict[str, Decimal]]]:
    contracts: dict[int, int] = defaultdict(int)
    sums: dict[int, dict[str, Decimal]] = defaultdict(dict)
    found = running(chosen).filter(relationship__party__in=among(ids))
    for party, currency, count, amount in summed(found, "relationship__party"):
        contracts[party] += count
        if amount is not None and currency:
            sums[party][currency] = amount
    return contracts, sums
