"""Discouraged labels found in a relationship, and what is dismissed as none."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.response import Response

from api.rest import principle_shapes as s
from api.rest.describing import body, listed, read, removed, written
from api.rest.door import Door
from principles.actions import labels
from principles.filters import LabelDismissalFilter
from principles.models import LabelDismissal
from principles.queries.subjects import labels_of
from relationships.models import Relationship

_TAG = "Discouraged words"


class RelationshipLabels(Door):
    @read(
        "getLabels",
        "Read the discouraged labels found in a relationship",
        _TAG,
        s.LabelsShape,
        "Discouraged words in the type, segment, subject and titles of the relationship and its contracts, "
        "and hints in running text, as they are now; and what was dismissed as no label.",
    )
    def get(self, request: Any, id: str) -> Response:
        relationship = self.one(Relationship, id)
        told = {
            "found": labels_of([relationship.pk]).get(relationship.pk, ()),
            "dismissed": _rows(self).filter(relationship=relationship).order_by("pk"),
        }
        return Response(s.LabelsShape(told).data)


class Dismissals(Door):
    @listed("listLabelDismissals", "dismissals of labels", _TAG, s.DismissalShape, LabelDismissalFilter)
    def get(self, request: Any) -> Response:
        return self.page(_rows(self), LabelDismissalFilter, s.DismissalShape)


class RelationshipDismissals(Door):
    @listed(
        "listLabelDismissalsOfRelationship",
        "dismissals of labels of a relationship",
        _TAG,
        s.DismissalShape,
        LabelDismissalFilter,
    )
    def get(self, request: Any, id: str) -> Response:
        rows = _rows(self).filter(relationship=self.one(Relationship, id))
        return self.page(rows, LabelDismissalFilter, s.DismissalShape)

    @written(
        "dismissLabel",
        "Dismiss a label",
        _TAG,
        s.DismissalShape,
        body(LabelDismissal, labels.DISMISSAL_FIELDS, labels.DISMISSAL_FIELDS),
        example={
            "place": "SUBJECT",
            "word": "Partners",
            "text": "HR Partners BV",
            "reason": "The legal name of the supplier.",
        },
        description="That a word found is no label, with the reason: place, word and text as they were "
        "found. It holds while the text reads so.",
    )
    def post(self, request: Any, id: str) -> Response:
        found = self.one(Relationship, id)
        made = labels.dismiss_label(by=self.by, relationship=found, given=self.given())
        return self.record(made, s.DismissalShape, created="label-dismissals")


class OneDismissal(Door):
    @read("getLabelDismissal", "Read a dismissal of a label", _TAG, s.DismissalShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(LabelDismissal, id), s.DismissalShape)

    @removed("undoLabelDismissal", "Undo a dismissal", _TAG, "The label counts again. Its history stays.")
    def delete(self, request: Any, id: str) -> Response:
        found = self.one(LabelDismissal, id)
        labels.undo_dismissal(by=self.by, dismissal=found, version=self.version_seen(found))
        return Response(status=204)


def _rows(door: Door) -> QuerySet:
    return door.visible(LabelDismissal).select_related("dismissed_by")
