"""One party: all that one has with it and its group, who it may be one with, and merging it."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from principles.attention import Item
from principles.attention.pages import part_of
from principles.choices import AttentionKind
from relationships.actions.duplicates import tell_apart
from relationships.actions.merging import may_merge, merge_parties, undo_merge
from relationships.actions.parties import change_party, may_change_party
from relationships.errors import Refused
from relationships.models import Party, PartyIdentifier, PartyMerge, Relationship
from relationships.paging import Page
from relationships.queries import visible_to
from relationships.queries.duplicates import duplicates
from relationships.queries.merging import merge_preview
from web.choosing import party_choice
from web.door import by, done, one, page, saved
from web.forms.party import ChangeParty, party_read
from web.templatetags.words import language

MOST = 100
PAIRS = 50


@page()
def see_party(request: HttpRequest, id: int) -> HttpResponse:
    """Who it is, all relationships with it (`?group=1`: with its group), and where units contradict."""
    party = one(request, Party, id)
    user: Any = request.user
    group = request.GET.get("group") == "1"
    parties = _group_of(user, party) if group else [party.pk]
    dealings = _dealings(user, parties)
    rows = list(dealings[: MOST + 1])
    per_verdict = dealings.order_by().values("verdict__verdict").annotate(number=Count("pk", distinct=True))
    counted = dict(per_verdict.values_list("verdict__verdict", "number"))
    shown = {
        "party": party,
        "group": group,
        "parent": _seen(user, party.parent_id),
        "subsidiaries": visible_to(user, Party).filter(parent=party).order_by("name")[:MOST],
        "aliases": party.aliases.all(),
        "numbers": visible_to(user, PartyIdentifier).filter(party=party).select_related("issuer"),
        "rows": rows[:MOST],
        "more": len(rows) > MOST,
        "counted": sorted(counted.items(), key=lambda each: -each[1]),
        "total": sum(counted.values()),
        "contradictions": _contradictions(request, parties),
        "alike": duplicates(user, party=party, limit=5).duplicates,
        "merges": visible_to(user, PartyMerge).filter(into_id=party.pk, undone_at__isnull=True),
        "may_change": _may_change(request, party),
    }
    return render(request, "web/party/party.html", shown)


def _dealings(user: Any, parties: list[int]) -> QuerySet[Relationship]:
    """Relationships with these parties, further parts included, by unit and subject."""
    found = Q(party__in=parties) | Q(further_parties__party__in=parties)
    return (
        visible_to(user, Relationship)
        .filter(found)
        .select_related("unit", "party", "verdict", "owner")
        .order_by("unit__path", "subject", "pk")
        .distinct()
    )


def _group_of(user: Any, party: Party) -> list[int]:
    """The party, the top of its group and all below that, as far as the reader may see them."""
    parents = dict(visible_to(user, Party).values_list("pk", "parent_id"))
    top = party.pk
    while parents.get(top) in parents and parents[top] is not None:
        top = parents[top]
    found, fresh = {top}, {top}
    while fresh:
        fresh = {pk for pk, parent in parents.items() if parent in fresh} - found
        found |= fresh
    return sorted(found | {party.pk})


def _seen(user: Any, pk: int | None) -> Party | None:
    return None if pk is None else visible_to(user, Party).filter(pk=pk).first()


def _contradictions(request: HttpRequest, parties: list[int]) -> list[tuple[Item, str]]:
    given = {"kind": str(AttentionKind.CONTRADICTION), "party": [str(each) for each in parties[:PAIRS]]}
    asked = Page(MOST, False, None, None)
    items = part_of(request.user, given, asked, by(request).on).items  # type: ignore[arg-type]
    return [(each, each.why(language())) for each in items]


def _may_change(request: HttpRequest, party: Party) -> bool:
    try:
        may_change_party(by(request), party)
    except Refused:
        return False
    return True


@page("GET", "POST")
def change(request: HttpRequest, id: int) -> HttpResponse:
    party = one(request, Party, id)
    may_change_party(by(request), party)
    user: Any = request.user
    initial = {**party_read(user, party), "parent": party.parent_id if _seen(user, party.parent_id) else ""}
    form = ChangeParty(request, record=party, initial=initial)
    if request.POST.get("do") != "search" and form.done(
        lambda _given: change_party(by=by(request), party=party, given=form.told(), version=form.version)
    ):
        return saved(request, "web:party", party.pk)
    shown = {
        "party": party,
        "form": form,
        "choice": party_choice(request, form, "parent", label=_("Part of the group of")),
    }
    return render(request, "web/party/change.html", shown, status=form.status if form.errors else 200)


@page()
def see_duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs of parties that may be one, the most alike first."""
    found = duplicates(request.user, limit=PAIRS, after=request.GET.get("after"))  # type: ignore[arg-type]
    return render(request, "web/party/duplicates.html", {"found": found})


@page("GET", "POST")
def merge(request: HttpRequest, into: int, other: int) -> HttpResponse:
    """What merging would do; sent, it is done with the versions that were looked at."""
    stays, goes = one(request, Party, into), one(request, Party, other)
    if request.method == "POST":
        merge_parties(
            by=by(request),
            into=stays,
            other=goes,
            version=_version(request, "version"),
            other_version=_version(request, "other_version"),
        )
        said = _("“%(other)s” is one with “%(into)s” now.") % {"other": goes, "into": stays}
        return done(request, said, "web:party", stays.pk)
    shown = {
        "preview": merge_preview(request.user, stays, goes),  # type: ignore[arg-type]
        "allowed": may_merge(by(request), stays, goes),
        "turned": reverse("web:party_merge", args=[goes.pk, stays.pk]),
    }
    return render(request, "web/party/merge.html", shown)


def _version(request: HttpRequest, name: str) -> int | None:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


@page("POST")
def keep_apart(request: HttpRequest, one_of: int, other: int) -> HttpResponse:
    """Say that two parties are two: they are not proposed any more."""
    first, second = one(request, Party, one_of), one(request, Party, other)
    tell_apart(by=by(request), party=first, other=second, reason=request.POST.get("reason", ""))
    return done(request, _("They are kept apart, and not proposed any more."), "web:duplicates")


@page("POST")
def undo(request: HttpRequest, id: int) -> HttpResponse:
    there_again = undo_merge(by=by(request), merge=one(request, PartyMerge, id))
    said = _("“%(party)s” is there again.") % {"party": there_again}
    return done(request, said, "web:party", there_again.pk)


urls = [
    path("parties/duplicates/", see_duplicates, name="duplicates"),
    path("parties/<int:id>/", see_party, name="party"),
    path("parties/<int:id>/change/", change, name="party_change"),
    path("parties/<int:into>/merge/<int:other>/", merge, name="party_merge"),
    path("parties/<int:one_of>/apart/<int:other>/", keep_apart, name="party_apart"),
    path("parties/merges/<int:id>/undo/", undo, name="merge_undo"),
]
