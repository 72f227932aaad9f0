"""What is there no more: rows of the other tables that were deleted, or that left what the user sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import CharField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from bi.building import column
from bi.declared import Column, Kind, Table
from bi.sight import Sight
from bi.virtual import Before, Tombstone, before
from principles import models as p
from relationships import models as m
from relationships.filters import Conditions
from relationships.filters.kinds import Codes
from relationships.queries.scope import visible_units

_ROW = ("kind", "row_key", "deleted_at")
OF_RELATIONSHIPS: dict[str, Any] = {
    "contracts": m.Contract,
    "classifications": m.Classification,
    "ratings": m.FactRating,
    "trust": m.TrustAssessment,
}
KINDS = ("relationships", *OF_RELATIONSHIPS, "compliance")


class TombstoneFilter(Conditions):
    """Conditions on what is there no more."""

    kind = Codes("kind", codes=KINDS, help_text="The table that it was a row of.")


def _listed(sight: Sight, asked: Mapping[str, Any]) -> Before:
    return before(Tombstone, _ROW, _parts(sight, asked.get("kind", KINDS)))


def _parts(sight: Sight, kinds: Any) -> Iterator[QuerySet[Any]]:
    if "relationships" in kinds:
        yield _written(_removed_relationships(sight), "relationships")
        yield _written(_moved_away(sight), "relationships")
    for kind, model in OF_RELATIONSHIPS.items():
        if kind in kinds:
            yield _written(_removed(model, sight), kind)
    if "compliance" in kinds:
        yield _no_longer_judged(sight)


def _written(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    return (
        rows.order_by()
        .annotate(
            of_kind=Value(kind, CharField()), of_row=Cast(F("id"), CharField()), at_moment=F("history_date")
        )
        .values_list("of_kind", "of_row", "at_moment")
    )


def _last_removal(model: Any) -> QuerySet[Any]:
    """The last row of the history of what is there no more."""
    rows = model.history.model._default_manager
    later = rows.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    there = model._base_manager.filter(pk=OuterRef("id"))
    return rows.filter(~Exists(later), ~Exists(there), history_type="-")


def _removed_relationships(sight: Sight) -> QuerySet[Any]:
    return _last_removal(m.Relationship).filter(unit__in=visible_units(sight.user))


def _moved_away(sight: Sight) -> QuerySet[Any]:
    """Relationships that went from a visible unit to one that is not, and are still there: since when."""
    units = visible_units(sight.user)
    rows = m.Relationship.history.model._default_manager
    earlier = rows.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    unit_before = Subquery(earlier.order_by("-history_id").values("unit_id")[:1])
    left = rows.annotate(unit_before=unit_before).filter(unit_before__in=units.values("pk"))
    seen = sight.visible(m.Relationship).filter(pk=OuterRef("id"))
    there = m.Relationship.objects.filter(pk=OuterRef("id"))
    again = rows.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"), unit__in=units)
    return left.filter(~Exists(seen), ~Exists(again), Exists(there)).exclude(unit__in=units)


def _removed(model: Any, sight: Sight) -> QuerySet[Any]:
    seen = sight.visible(m.Relationship).filter(pk=OuterRef("relationship_id"))
    gone = _removed_relationships(sight).filter(id=OuterRef("relationship_id"))
    return _last_removal(model).filter(Q(Exists(seen)) | Q(Exists(gone)))


def _no_longer_judged(sight: Sight) -> QuerySet[Any]:
    """Principles under which a relationship was judged and is no more. Of removed ones nothing is left."""
    standing = p.Compliance.objects.filter(
        relationship=OuterRef("relationship"), principle=OuterRef("principle")
    )
    return (
        sight.visible(p.PastCompliance)
        .filter(~Exists(standing))
        .order_by()
        .values("relationship_id", "principle_id")
        .annotate(
            of_kind=Value("compliance", CharField()),
            of_row=Concat(
                Cast(F("relationship_id"), CharField()),
                Value("-"),
                Cast(F("principle_id"), CharField()),
                output_field=CharField(),
            ),
            at_moment=Max("until"),
        )
        .values_list("of_kind", "of_row", "at_moment")
    )


def _text(name: str, kind: Kind, en: str, nl: str) -> Column:
    return column(name, kind, en, nl, always=True)


COLUMNS = (
    _text(
        "kind",
        Kind.TEXT,
        f"The table that it was a row of: {', '.join(KINDS)}.",
        f"De tabel waar het een rij van was: {', '.join(KINDS)}.",
    ),
    _text("row_key", Kind.KEY, "The `row_key` that it had there.", "De `row_key` die het daar had."),
    _text(
        "deleted_at",
        Kind.MOMENT,
        "When it went, or left what you see.",
        "Wanneer het verdween, of uit uw zicht raakte.",
    ),
)

TOMBSTONES = Table(
    name="tombstones",
    model=Tombstone,
    row="Tombstone",
    en="Rows of the other tables that are there no more, for whoever keeps a copy. With a relationship all "
    "that belongs to it goes.",
    nl="Rijen van de andere tabellen die er niet meer zijn, voor wie een kopie bijhoudt. Met een relatie "
    "verdwijnt alles wat erbij hoort.",
    columns=COLUMNS,
    key=("kind", "row_key"),
    listed=_listed,
    conditions=TombstoneFilter,
    changed=lambda paths: F("deleted_at"),
    computed=True,
)
