"""Conditions on parties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from relationships import models as m
from relationships.choices import IdentifierScheme, Side
from relationships.filters.base import Conditions, changed, only_ids
from relationships.filters.kinds import Codes, Countries, Ordering, References, Subtrees, Text, Texts
from relationships.names import normalised
from relationships.queries import visible_to


def party_named(value: str, path: str = "") -> Q:
    """Parties known by this name, or a part of it, legal form and diacritics aside."""
    found = Q(**{f"{path}name__icontains": value}) | Q(**{f"{path}legal_name__icontains": value})
    plain = normalised(value)
    return found | Q(**{f"{path}normalised_name__contains": plain}) if plain else found


class PartyFilter(Conditions):
    id = only_ids()
    q = Text(method="search", help_text="A part of the name, of an alias, or a whole identifier.")
    name = Text("name", "icontains", help_text="A part of the name.")
    country = Countries("country", help_text="ISO 3166 code of the country.")
    parent = References("parent", model=m.Party, help_text="Directly below this party (id) in its group.")
    scheme = Codes(method="identified", codes=IdentifierScheme, help_text="Has an identifier of this scheme.")
    identifier = Texts(method="identified", help_text="Has exactly this identifier.")
    unit = Subtrees(method="dealing", help_text="Deals with this unit (id or code) or one below it.")
    portfolio = References(
        method="dealing", model=m.Portfolio, help_text="Has a relationship in this portfolio (id)."
    )
    our_role = Codes(method="dealing", codes=Side, help_text="Our role in a relationship with it.")
    changed_since = changed()
    ordering = Ordering(keys={"name": ("name",), "id": ("id",), "changed_at": ("changed_at",)})

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        aliases = m.PartyAlias.objects.filter(party=OuterRef("pk"))
        numbers = visible_to(self.user, m.PartyIdentifier).filter(party=OuterRef("pk"), value=value)
        known = known_aliases(value)
        return queryset.filter(party_named(value) | Exists(aliases.filter(known)) | Exists(numbers))

    def identified(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        return queryset

    def dealing(self, queryset: QuerySet, name: str, value: list[Any]) -> QuerySet:
        return queryset

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Conditions on one identifier, or on one relationship, hold of the same one."""
        cleaned = self.cleaned
        queryset = super().filter_queryset(queryset)
        schemes, numbers = cleaned["scheme"], cleaned["identifier"]
        if schemes or numbers:
            found = Q(scheme__in=schemes) if schemes else Q()
            found &= Q(value__in=numbers) if numbers else Q()
            queryset = self.among(queryset, "party", m.PartyIdentifier, found)
        return self._deals(queryset, cleaned)

    def _deals(self, queryset: QuerySet, cleaned: Mapping[str, Any]) -> QuerySet:
        if not any(cleaned[name] for name in ("unit", "portfolio", "our_role")):
            return queryset
        found = _below(cleaned["unit"], "unit") if cleaned["unit"] else Q()
        found &= Q(portfolio__in=cleaned["portfolio"]) if cleaned["portfolio"] else Q()
        found &= Q(our_role__in=cleaned["our_role"]) if cleaned["our_role"] else Q()
        return self.among(queryset, "party", m.Relationship, found)


def known_aliases(value: str) -> Q:
    found = Q(name__icontains=value)
    plain = normalised(value)
    return found | Q(normalised_name__contains=plain) if plain else found


def _below(units: list[m.Unit], path: str) -> Q:
    found = Q()
    for unit in units:
        found |= Q(**{f"{path}__path__startswith": unit.path})
    return found
