"""What answers hold of many records written at once."""

from __future__ import annotations

from api.rest import fields as f
from api.rest import shapes
from api.rest.fields import Shape


class WrittenItemShape(Shape):
    """What became of one item."""

    index = f.whole("Its place in what was sent, from 0.")
    status = f.whole("201: made; 200: changed; otherwise the HTTP status of the refusal.")
    id = f.whole("The record; null: none was made.", allow_null=True)
    version = f.whole("Its version; null: it was refused.", allow_null=True)
    errors = shapes.ProblemReason(many=True, help_text="All reasons for a refusal.")


class WrittenItemsShape(Shape):
    """What became of each item, in their order."""

    made = f.whole("How many were made.")
    changed = f.whole("How many were changed, or were so already.")
    refused = f.whole("How many were refused.")
    items = WrittenItemShape(many=True)
