"""What asks for one's attention, and how much of it there is."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response

from api.rest import paging
from api.rest.attention_shapes import AttentionCountsShape, AttentionItemShape
from api.rest.describing import listed, narrowing, read
from api.rest.door import Door
from principles.attention import AttentionFilter, Item, counts
from principles.attention.pages import cursor_of, part_of
from relationships.paging import Page

_TAG = "Attention"


class Attention(Door):
    @listed(
        "listAttention",
        "what asks for attention",
        _TAG,
        AttentionItemShape,
        AttentionFilter,
        "Everything of the relationships that you may see that deviates, lapses or falls due: each with why, "
        "since when and the act that resolves it. The most severe first, then what is most at stake, then "
        "what is due first.",
    )
    def get(self, request: Any) -> Response:
        asked, ours = self.asked_in_pages(AttentionFilter)

        def part(page: Page) -> tuple[list[Item], str | None]:
            found = part_of(self.user, asked, page, self.by.on)
            return found.items, cursor_of(found.items[-1]) if found.more else None

        listing = paging.Listing(part, lambda: counts(self.user, asked, on=self.by.on).items)
        return self.listing(listing, ours, AttentionItemShape)


class AttentionCounts(Door):
    parameters = {"GET": tuple(AttentionFilter.base_filters)}

    @read(
        "countAttention",
        "Count what asks for attention",
        _TAG,
        AttentionCountsShape,
        "Per kind, under the same conditions as the list.",
        narrowing(AttentionFilter),
    )
    def get(self, request: Any) -> Response:
        asked = self.asked_for(AttentionFilter.base_filters)
        return Response(AttentionCountsShape(counts(self.user, asked, on=self.by.on)).data)
