"""What answers hold of parties that may be one, that were merged, or that were told apart."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.rest import fields as f
from api.rest.fields import Codes, Loose, Shape
from api.rest.shapes import PartyShape, Recorded
from relationships.queries.duplicates import DuplicateReason
from relationships.queries.merging import MOVING

_COUNTS = {name: {"type": "integer"} for name, _model, _key in MOVING}


class PartyMergeShape(Shape):
    """That one party turned out to be another."""

    id = f.whole("Its id.")
    into = f.whole("The party that it is today.", "into_id")
    other = f.whole("The id of the party that was merged; gone while the merge stands.", "other_id")
    other_name = f.text("The name that it had.")
    merged_at = f.moment()
    merged_by = f.whole("", "merged_by_id")
    merged_by_username = f.person("merged_by")
    undone_at = f.moment("null: it stands.", allow_null=True)
    undone_by = f.whole("", "undone_by_id", allow_null=True)
    undone_by_username = f.person("undone_by")


class MergePreviewShape(Shape):
    """What a merge would do, as far as you may see it; nothing is written."""

    into = PartyShape(help_text="The party that stays.")
    other = PartyShape(help_text="The party that goes into it.")
    allowed = f.truth("Whether you have the rights that it takes, on units that you may not see too.")
    moving = serializers.SerializerMethodField(help_text="How many records would move, by kind.")
    names = Codes(help_text="What would become aliases of the party that stays.")
    filled = Loose(help_text="Its empty fields, with what they would hold.")
    numbers = Codes(help_text="The schemes in which both have a number: they may well be two.")

    @extend_schema_field({"type": "object", "properties": _COUNTS, "required": list(_COUNTS)})
    def get_moving(self, preview: Any) -> dict[str, int]:
        return preview["moving"]


class DuplicateShape(Shape):
    """Two parties that may be one."""

    one = PartyShape(help_text="The one recorded first.")
    two = PartyShape(help_text="The other.")
    reason = f.code(DuplicateReason)
    similarity = f.number("Of their names, 88-100; 100 where they share a number.")
    told = f.text("The name or the number that they share; of near names both.")


class DuplicatesShape(Shape):
    items = DuplicateShape(many=True, source="duplicates", help_text="The most alike first.")
    total = f.whole("How many pairs there are in all.")
    next = f.text("The address of the next page; null: this is the last.", allow_null=True)


class PartyDistinctionShape(Recorded):
    """That two parties which look like one are two."""

    first = f.whole("The one recorded first.", "first_id")
    first_name = f.text("", "first.name", allow_null=False)
    second = f.whole("The other.", "second_id")
    second_name = f.text("", "second.name", allow_null=False)
    reason = f.text()
    decided_at = f.moment()
    decided_by = f.whole("", "decided_by_id")
    decided_by_username = f.person("decided_by")
