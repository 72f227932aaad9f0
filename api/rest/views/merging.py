"""Parties that may be one: suggested, told apart, merged, and merges taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from api.rest import files, paging, parameters, shapes
from api.rest import merge_shapes as s
from api.rest.describing import listed, object_of, read, removed, written
from api.rest.door import Door
from api.rest.formats import Format
from api.rest.views.parties import whole_parties
from relationships.actions.duplicates import tell_apart, tell_apart_no_more
from relationships.actions.merging import may_merge, merge_parties, undo_merge
from relationships.filters import PartyDistinctionFilter, PartyMergeFilter
from relationships.likeness import NEAR
from relationships.models import Party, PartyDistinction, PartyMerge
from relationships.paging import Page
from relationships.queries import find
from relationships.queries.duplicates import DuplicateReason, duplicates
from relationships.queries.merging import merge_preview
from relationships.values import one_of, whole

_TAG = "Merging parties"
_USUAL_PAGE, LARGEST_PAGE = 100, 1_000
_ID = {"type": ["integer", "string"], "description": "The id of a party."}
_VERSION = {"type": ["integer", "null"], "description": "The version of the other party that you saw."}


class Duplicates(Door):
    parameters = {"GET": ("party", "reason", "least", "limit", "after")}

    @read(
        "listDuplicateParties",
        "List parties that may be one",
        _TAG,
        s.DuplicatesShape,
        "Pairs of parties that you may see and that may be one: with the same number of a register (a KvK "
        "number in an OIN, an RSIN in a VAT number), with the same name or alias (legal form, case, blanks "
        "and accents aside), or with nearly the same name. Those told apart are left out.",
        parameters=[
            OpenApiParameter("party", int, OpenApiParameter.QUERY, description="Only with this party (id)."),
            OpenApiParameter(
                "reason",
                {"type": "string", "enum": [str(each) for each in DuplicateReason]},
                OpenApiParameter.QUERY,
                description="Only for this reason.",
            ),
            OpenApiParameter(
                "least",
                {"type": "integer", "minimum": int(NEAR), "maximum": 100, "default": int(NEAR)},
                OpenApiParameter.QUERY,
                description="Only pairs as alike as this, or more.",
            ),
            OpenApiParameter(
                "limit",
                {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": _USUAL_PAGE},
                OpenApiParameter.QUERY,
                description="The size of a page.",
            ),
            OpenApiParameter(
                "after",
                str,
                OpenApiParameter.QUERY,
                description="From the `next` of the page before this one.",
            ),
        ],
        rows=True,
    )
    def get(self, request: Any) -> Response:
        reason = parameters.used(self, "reason", lambda sent: one_of(sent, "reason", DuplicateReason))
        least = parameters.used(self, "least", lambda sent: whole(sent, "least", int(NEAR), 100))
        limit = parameters.used(self, "limit", lambda sent: whole(sent, "limit", 1, LARGEST_PAGE))
        after = parameters.used(self, "after", str)
        found_on = partial(
            duplicates,
            self.user,
            party=parameters.used(self, "party", lambda sent: self.one(Party, sent)),
            reasons=[reason] if reason else [],
            least=NEAR if least is None else float(least),
        )
        if self.format_asked is not Format.JSON:
            return files.listed(self, _in_pages(found_on), _page_asked(limit, after), s.DuplicateShape)
        found = found_on(limit=limit or _USUAL_PAGE, after=after)
        following = found.following and paging.address_after(request._request, found.following)
        answer = {"duplicates": found.duplicates, "total": found.total, "next": following}
        return Response(s.DuplicatesShape(answer).data)


def _page_asked(limit: int | None, after: str | None) -> dict[str, Any]:
    asked = {"limit": limit, "after": after}
    return {name: value for name, value in asked.items() if value is not None}


def _in_pages(found_on: Callable[..., Any]) -> paging.Listing:
    def part(page: Page) -> tuple[Sequence[Any], str | None]:
        found = found_on(limit=page.size, after=page.after)
        return found.duplicates, found.following

    return paging.Listing(part, lambda: found_on(limit=1).total)


class MergePreview(Door):
    parameters = {"GET": ("other",)}

    @read(
        "previewMerge",
        "Read what a merge would do",
        _TAG,
        s.MergePreviewShape,
        parameters=[
            OpenApiParameter(
                "other", int, OpenApiParameter.QUERY, required=True, description="The party that would go."
            )
        ],
    )
    def get(self, request: Any, id: str) -> Response:
        into = self.one(Party, id)
        other = parameters.needed(self, "other", lambda sent: find(self.user, Party, sent))
        found = merge_preview(self.user, into, other)
        shown = {name: getattr(found, name) for name in found.__slots__}
        return Response(s.MergePreviewShape({**shown, "allowed": may_merge(self.by, into, other)}).data)


class MergeParty(Door):
    @written(
        "mergeParties",
        "Merge another party into this one",
        _TAG,
        s.PartyMergeShape,
        object_of({"other": _ID, "other_version": _VERSION}, ("other",)),
        versioned=True,
        example={"other": 7},
        description="All that the other party has moves to this one and its names become aliases; it is no "
        "record any more. It takes the right to keep parties on the unit concerned; where several units are, "
        "an administrator of each. It can be undone.",
    )
    def post(self, request: Any, id: str) -> Response:
        given = self.given_only("other", "other_version", required=("other",))
        into = self.one(Party, id)
        seen = given.get("other_version")
        merge = merge_parties(
            by=self.by,
            into=into,
            other=given["other"],
            version=self.version_seen(into),
            other_version=None if seen is None else whole(seen, "other_version", 1, 2**31 - 1),
        )
        return self.record(_merges(self).get(pk=merge.pk), s.PartyMergeShape, created="party-merges")


class PartyMerges(Door):
    @listed("listPartyMerges", "merges of parties", _TAG, s.PartyMergeShape, PartyMergeFilter)
    def get(self, request: Any) -> Response:
        return self.page(_merges(self), PartyMergeFilter, s.PartyMergeShape)


class OnePartyMerge(Door):
    @read("getPartyMerge", "Read a merge of parties", _TAG, s.PartyMergeShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(PartyMerge, id), s.PartyMergeShape)


class UndoMerge(Door):
    @written(
        "undoMerge",
        "Undo a merge of parties",
        _TAG,
        shapes.PartyDetailShape,
        None,
        status=200,
        description="The other party is there again, under its id, with all that it had. Refused with "
        "BUILT_ON where something that moved is gone, or was moved on since.",
        nothing="Done; the other party is none that you may see: nobody in your units deals with it.",
    )
    def post(self, request: Any, id: str) -> Response:
        party = undo_merge(by=self.by, merge=self.one(PartyMerge, id))
        seen = whole_parties(self).filter(pk=party.pk).first()
        if seen is None:  # nobody in one's own units deals with it
            return Response(status=204)
        return self.record(seen, shapes.PartyDetailShape)


class PartyDistinctions(Door):
    @listed(
        "listPartyDistinctions",
        "pairs of parties told apart",
        _TAG,
        s.PartyDistinctionShape,
        PartyDistinctionFilter,
    )
    def get(self, request: Any) -> Response:
        return self.page(_distinctions(self), PartyDistinctionFilter, s.PartyDistinctionShape)

    @written(
        "tellPartiesApart",
        "Tell two parties apart",
        _TAG,
        s.PartyDistinctionShape,
        object_of({"party": _ID, "other": _ID, "reason": {"type": ["string", "null"]}}, ("party", "other")),
        example={"party": 3, "other": 7, "reason": "Father and son, two firms."},
        description="Remember that these two are not one: they are not suggested as duplicates again.",
    )
    def post(self, request: Any) -> Response:
        given = self.given_only("party", "other", "reason", required=("party", "other"))
        party = self.one(Party, given["party"])
        reason = given.get("reason") or ""
        told = tell_apart(by=self.by, party=party, other=given["other"], reason=reason)
        return self.record(told, s.PartyDistinctionShape, created="party-distinctions")


class OnePartyDistinction(Door):
    @read("getPartyDistinction", "Read a pair of parties told apart", _TAG, s.PartyDistinctionShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(PartyDistinction, id), s.PartyDistinctionShape)

    @removed(
        "tellPartiesApartNoMore",
        "Take back that two parties are two",
        _TAG,
        "They may be suggested as duplicates again. The history stays.",
    )
    def delete(self, request: Any, id: str) -> Response:
        found = self.one(PartyDistinction, id)
        tell_apart_no_more(by=self.by, distinction=found, version=self.version_seen(found))
        return Response(status=204)


def _merges(door: Door) -> QuerySet:
    return door.visible(PartyMerge).select_related("merged_by", "undone_by")


def _distinctions(door: Door) -> QuerySet:
    return door.visible(PartyDistinction).select_related("first", "second", "decided_by")
