"""Saved views: which there are, opened, kept under a name, changed, removed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.actions.saved_views import change_saved_view, create_saved_view, remove_saved_view, require_keeper
from access.models import SavedView
from relationships.models import Unit
from relationships.permissions import Act, may, may_anywhere
from relationships.queries import visible_to
from web.door import by, done, one, page
from web.forms import ActForm, check, choice, hidden, line
from web.lists.asked import Asked, asked_of_text, read
from web.lists.columns import columns_of
from web.lists.declared import Listing
from web.lists.every import LISTINGS


def views_of(asked: Asked) -> list[SavedView]:
    """Those of this list that the reader may open, his own first."""
    seen = (
        visible_to(asked.user, SavedView).filter(listing=asked.listing.name).select_related("owner", "unit")
    )
    return sorted(seen, key=lambda each: (each.owner_id != asked.user.pk, each.name.lower(), each.pk))


def opened(request: HttpRequest, asked: Asked) -> HttpResponse | None:
    """Where the list leads of itself: to the view that it opens with, or to all that a view asks."""
    view = asked.view
    if not request.GET:
        own = SavedView.objects.filter(owner=asked.user, listing=asked.listing.name, is_default=True)
        view = own.first()
    if view is None or asked.given or set(request.GET) - {"view"} or not (view.conditions or not request.GET):
        return None
    return redirect(f"{request.path}?{_address(view)}")


def _address(view: SavedView) -> str:
    query = QueryDict(view.conditions, mutable=True)
    query["view"] = str(view.pk)
    return query.urlencode()


class ViewForm(ActForm):
    """How a list is kept."""

    name = line(gettext_lazy("Name"), required=True, maxlength=100)
    unit = choice(
        gettext_lazy("Shared with"),
        (),
        gettext_lazy("Everybody with a role in this unit, above it or below it can open the view."),
        empty=gettext_lazy("nobody, it is for me alone"),
    )
    is_default = check(
        gettext_lazy("Open the list with this view"), gettext_lazy("Only for you, also when it is shared.")
    )
    conditions = hidden()

    def __init__(self, request: HttpRequest, **options: Any) -> None:
        super().__init__(request, **options)
        units = _units_to_share_with(request)
        if units:
            self.fields["unit"].widget.choices += [(each.pk, str(each)) for each in units]
        else:
            del self.fields["unit"]


class ChangeForm(ViewForm):
    conditions = None  # type: ignore[assignment]  # they stay, unless the list on screen is taken
    now = hidden()
    take = check(gettext_lazy("Take the conditions, the order and the columns of the list as it is now"))


@page("GET", "POST")
def keep_view(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Keep the list as the address asks it."""
    asked = (
        asked_of_text(request.POST["conditions"], listing, request.user)
        if _sent(request)
        else read(request, listing)
    )
    asked.checked  # noqa: B018  refuses what can't be used
    form = ViewForm(request, initial={"conditions": asked.query})
    columns = [each.name for each in columns_of(asked, request)]
    if form.done(
        lambda given: create_saved_view(
            by=by(request),
            given={**given, "listing": listing.name, "conditions": asked.query, "columns": columns},
        )
    ):
        return done(request, _("The view is kept."), f"{_list(listing)}?{_address(form.made)}")
    return _form(request, form, _("Keep this list as a view"), f"{_list(listing)}{asked.address()}")


@page("GET", "POST")
def change_view(request: HttpRequest, id: int) -> HttpResponse:
    """Another name, shared or not, and what of the list on screen it takes."""
    view, listing = _own(request, id)
    now = request.POST.get("now", "") if request.method == "POST" else request.GET.urlencode()
    asked = asked_of_text(now, listing, request.user)
    form = ChangeForm(request, record=view, initial={"now": asked.query})
    if not asked.given and "take" in form.fields and request.method != "POST":
        del form.fields["take"]

    def act(given: dict[str, Any]) -> SavedView:
        taken = given.pop("take", False)
        given.pop("now", None)
        if taken:
            asked.checked  # noqa: B018
            given["conditions"] = asked.query
            given["columns"] = [each.name for each in columns_of(asked, request)]
        return change_saved_view(by=by(request), view=view, given=given, version=form.version)

    if form.done(act):
        return done(request, _("The view is changed."), f"{_list(listing)}?{_address(form.made)}")
    back = f"{_list(listing)}?{_address(view)}"
    return _form(request, form, _("Change the view “%(name)s”") % {"name": view.name}, back, removed=view)


@page("GET", "POST")
def remove_view(request: HttpRequest, id: int) -> HttpResponse:
    """Remove one's own view; asked once more first."""
    view, listing = _own(request, id)
    form = ActForm(request, record=view)
    if form.done(lambda _given: remove_saved_view(by=by(request), view=view, version=form.version)):
        return done(request, _("The view is removed."), f"{_list(listing)}?view=all")
    shown = {
        "form": form,
        "heading": _("Remove the view “%(name)s”?") % {"name": view.name},
        "explained": _("The relationships, parties and contracts in it stay as they are."),
        "button": _("Remove"),
        "tone": "danger",
        "back": reverse("web:view_change", args=[view.pk]),
    }
    return render(request, "web/act.html", shown, status=form.status)


def _own(request: HttpRequest, id: int) -> tuple[SavedView, Listing]:
    view = one(request, SavedView, id)
    require_keeper(by(request), view)
    return view, LISTINGS[view.listing]


def _sent(request: HttpRequest) -> bool:
    return request.method == "POST" and "conditions" in request.POST


def _list(listing: Listing) -> str:
    return reverse(f"web:{listing.name}")


def _units_to_share_with(request: HttpRequest) -> list[Unit]:
    actor = by(request)
    if not may_anywhere(actor, Act.SHARE_QUERIES):
        return []
    return [each for each in visible_to(request.user, Unit) if may(actor, Act.SHARE_QUERIES, each)]


def _form(request: HttpRequest, form: ActForm, heading: str, back: str, **more: Any) -> HttpResponse:
    shown = {"form": form, "heading": heading, "back": back, **more}
    return render(request, "web/lists/view.html", shown, status=form.status)
