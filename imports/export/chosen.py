"""What is exported: a portfolio, or any list as it was filtered; never more than one may export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from relationships import filters
from relationships.actor import Actor
from relationships.models import Contract, ContractLine, Party, Portfolio, Relationship
from relationships.permissions import Act, require, require_anywhere
from relationships.queries import visible_to

LISTS: tuple[type, ...] = (Relationship, Contract, Party)
"""The kinds of things whose lists can be exported."""
_FEW = 1_000


@dataclass(frozen=True)
class Chosen:
    """The relationships, contracts and parties that are exported, and how they were chosen.

    `name` is in the language of the reader, or of the workbook once that is written. `left_out` counts the
    relationships asked for that belong to units on which the actor may not export.
    """

    by: Actor
    name: str | Promise
    relationships: QuerySet[Relationship]
    contracts: QuerySet[Contract]
    parties: QuerySet[Party]
    given: Mapping[str, Any] = field(default_factory=dict)
    left_out: int = 0
    portfolio: Portfolio | None = None


def of_portfolio(portfolio: Portfolio, by: Actor, given: Mapping[str, Any] | None = None) -> Chosen:
    """The portfolio, or what of it meets the conditions of the list of relationships.

    Refuses NOT_ALLOWED; conditions that can't be used as `relationships.filters.filtered` does.
    """
    require(by, Act.EXPORT, portfolio.unit)
    visible = visible_to(by.user, Relationship).filter(portfolio=portfolio)
    found = filters.filtered(filters.RelationshipFilter, given or {}, visible, by.user)
    return _of_relationships(found, by, portfolio.name, given or {}, portfolio)


def of_list(model: type, given: Mapping[str, Any], by: Actor) -> Chosen:
    """What a list of relationships, contracts or parties shows under these conditions.

    Contracts come with their relationships, parties with theirs. Refuses as `of_portfolio`.
    """
    require_anywhere(by, Act.EXPORT)
    found = filters.filtered(filters.FILTERS[model], given, visible_to(by.user, model), by.user)
    if model is Relationship:
        return _of_relationships(found, by, _("Relationships"), given, None)
    if model is Contract:
        mine = visible_to(by.user, Relationship).filter(
            Exists(_unordered(found).filter(relationship=OuterRef("pk")))
        )
        contracts: QuerySet[Contract] | None = found
        chosen = _of_relationships(mine.order_by("pk"), by, _("Contracts"), given, None)
        return _with_contracts(chosen, contracts)
    if model is Party:
        return _of_parties(found, by, given)
    raise LookupError(f"lists of {model.__name__} are not exported")


def longest(chosen: Chosen) -> int:
    """How many rows the longest table of its workbook has."""
    related = _unordered(chosen.relationships)
    contracts = _unordered(chosen.contracts)
    lines = ContractLine.objects.filter(contract__in=contracts.values("pk"))
    # Counted apart rather than by Exists: conditions on parties nest as deep as SQLite reads.
    rows = related.count() - contracts.values("relationship").distinct().count()
    rows += contracts.count() - lines.values("contract").distinct().count() + lines.count()
    return max(rows, related.count(), _unordered(chosen.parties).count())


def _of_relationships(
    found: QuerySet[Any],
    by: Actor,
    name: str | Promise,
    given: Mapping[str, Any],
    portfolio: Portfolio | None,
) -> Chosen:
    allowed = found.filter(_exportable(by))
    ids = _unordered(allowed).values("pk")
    return Chosen(
        by=by,
        name=name,
        relationships=allowed,
        contracts=Contract.objects.filter(relationship__in=ids),
        parties=Party.objects.filter(pk__in=_unordered(allowed).values("party")).order_by("name", "pk"),
        given=given,
        left_out=_unordered(found).exclude(_exportable(by)).count(),
        portfolio=portfolio,
    )


def _with_contracts(chosen: Chosen, contracts: Any) -> Chosen:
    kept = contracts.filter(_exportable(chosen.by, "relationship__unit__path"))
    return Chosen(**{**vars(chosen), "contracts": kept})


def _of_parties(found: QuerySet[Any], by: Actor, given: Mapping[str, Any]) -> Chosen:
    """Parties with a relationship that may be exported, and those the actor made himself."""
    mine = visible_to(by.user, Relationship).filter(_exportable(by))
    dealing = Exists(mine.filter(party=OuterRef("pk")))
    parties = found.filter(Q(dealing) | Q(created_by=by.user))
    relationships = visible_to(by.user, Relationship).filter(party__in=_keys(found))
    chosen = _of_relationships(relationships.order_by("pk"), by, _("Parties"), given, None)
    return Chosen(**{**vars(chosen), "parties": parties})


def _keys(found: QuerySet[Any]) -> Any:
    """The ids, where there are few: conditions on identifiers nest deeper in all else than SQLite reads."""
    keys = list(_unordered(found).values_list("pk", flat=True)[: _FEW + 1])
    return keys if len(keys) <= _FEW else _unordered(found).values("pk")


def _exportable(by: Actor, path: str = "unit__path") -> Q:
    """That it belongs to a unit on which the actor may export."""
    found = Q(pk__in=[])
    for unit, role in by.roles:
        if role.rank >= Act.EXPORT.role.rank:
            found |= Q(**{f"{path}__startswith": unit})
    return found


def _unordered(found: QuerySet[Any]) -> QuerySet[Any]:
    return found.order_by()
