"""The calendar of what lies ahead, as a list and by month, and as a feed at a private address."""

from __future__ import annotations

from calendar import Calendar, monthrange
from datetime import date, timedelta
from hmac import compare_digest
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from access import throttle
from access.actions.preferences import digest_of, drop_calendar_key, make_calendar_key
from access.models import Preferences
from principles.choices import AttentionKind
from principles.overviews import days as ahead
from principles.overviews.days import DayKind
from relationships.errors import Refused
from relationships.models import User
from relationships.shipped import SYSTEM
from relationships.terms.days import add_months
from web.door import by, done, page
from web.ical import address_of, calendar_of
from web.lists.asked import Asked
from web.overview import among, asked_of, attended, narrowed
from web.pictures import DeadlineMonth, Deadlines

CALENDAR = attended("unit", "portfolio", "owner", "mine")
SHAPES = ("list", "month")
ROWS = 100
MONTHS_SHOWN = 12
MOST_IN_MONTH = 500
IN_A_CELL = 4
FEED_BEHIND, FEED_AHEAD, FEED_MOST = timedelta(days=31), 24, 5_000
"""The feed has a month behind us, two years ahead, and no more than so many days."""
SOON = 30
GROUPS = {
    "": tuple(DayKind),
    "deadlines": (DayKind.NOTICE_DEADLINE, DayKind.OPTION_DEADLINE, DayKind.RETENDER_START),
    "ends": (DayKind.CONTRACT_END,),
    "reviews": (DayKind.CONTRACT_REVIEW, DayKind.REVIEW_DUE),
    "explanations": (DayKind.EXPLANATION_LAPSES,),
}
_LONGEST_KEY = 200


@page()
def see_calendar(request: HttpRequest) -> HttpResponse:
    """What falls when: a list from a month on, or one month drawn; and how much there is in each month."""
    asked = asked_of(request, CALENDAR, "month", "shape", "what")
    on = by(request).on
    shape = among(request, "shape", SHAPES)
    what = among(request, "what", tuple(GROUPS))
    month = _month(request.GET.get("month", ""), on)
    own = {"month": f"{month:%Y-%m}", "shape": shape, "what": what}
    shown_with = narrowed(asked, **own)
    counted = ahead.per_day(
        asked.user, asked.given, on=on, first=on, last=_last(on.replace(day=1)), kinds=GROUPS[what]
    )
    shown_with |= _months_ahead(asked, own, on, counted)
    if shape == "month":
        more = _drawn_month(asked, own, month, on)
    else:
        more = _listed(asked, own, month, on, counted)
    return render(
        request,
        "web/calendar/calendar.html",
        {
            **shown_with,
            **more,
            "month": month,
            "on": on,
            "shape": shape,
            "shapes": [(each, asked.address(**_own(own, shape=each))) for each in SHAPES],
            "what": what,
            "groups": [(each, asked.address(**_own(own, what=each))) for each in GROUPS],
            "before": asked.address(**_own(own, month=f"{add_months(month, -1):%Y-%m}")),
            "after": asked.address(**_own(own, month=f"{add_months(month, 1):%Y-%m}")),
            "today": asked.address(**_own(own, month="")),
        },
    )


def _own(own: dict[str, str], **changed: str) -> dict[str, str | None]:
    """The page's own parameters for an address; what is usual isn't said."""
    return {name: value or None for name, value in {**own, **changed}.items()}


def _month(written: str, on: date) -> date:
    """The first day of the month asked for; of this month where none is, or none that there can be."""
    try:
        found = date.fromisoformat(f"{written}-01")
    except ValueError:
        return on.replace(day=1)
    return found if 1900 <= found.year <= 9990 else on.replace(day=1)


def _last(month: date) -> date:
    """The last day of the year that begins with a month."""
    return add_months(month, MONTHS_SHOWN) - timedelta(days=1)


def _months_ahead(asked: Asked, own: dict[str, str], on: date, counted: dict[date, int]) -> dict[str, Any]:
    """A bar for each of the months ahead, and the contracts of which no deadline is known."""
    months = [add_months(on.replace(day=1), each) for each in range(MONTHS_SHOWN)]
    totals = [
        sum(number for day, number in counted.items() if day.replace(day=1) == month) for month in months
    ]
    unknown = ahead.unknown_deadlines(asked.user, asked.given, on=on)
    near = (on + timedelta(days=SOON)).replace(day=1)
    where = {**asked.given, "kind": str(AttentionKind.DEADLINE_UNKNOWN)}
    return {
        "ahead": Deadlines(
            id="months-ahead",
            months=tuple(
                DeadlineMonth(
                    month=each,
                    count=total,
                    href=asked.address(**_own(own, month=f"{each:%Y-%m}")),
                    near=each <= near,
                )
                for each, total in zip(months, totals, strict=True)
            ),
            unknown=unknown,
            unknown_href=f"{reverse('web:attention')}?{urlencode(where, doseq=True)}" if unknown else "",
        ),
    }


def _listed(
    asked: Asked, own: dict[str, str], month: date, on: date, counted: dict[date, int]
) -> dict[str, Any]:
    """From the month on (this month: from today), by day."""
    first = max(month, on) if month <= on < add_months(month, 1) else month
    last, begins = _last(month), first
    if asked.after:  # what else falls on its day may have been shown already: not counted on
        begins = max(first, ahead.day_of(asked.after) + timedelta(days=1))
    if begins >= on:
        last = ahead.reaching(counted, begins, ROWS, last)
    part = ahead.days(
        asked.user,
        asked.given,
        on=on,
        first=first,
        last=last,
        size=ROWS,
        kinds=GROUPS[own["what"]],
        after=asked.after,
    )
    return {
        "days": [
            (day, [(each, address_of(each)) for each in found])
            for day, found in groupby(part.days, key=lambda each: each.day)
        ],
        "first": first,
        "next": asked.part(**{**own, "after": part.after}) if part.after else "",
    }


def _drawn_month(asked: Asked, own: dict[str, str], month: date, on: date) -> dict[str, Any]:
    """The weeks of the month, each day with what falls on it."""
    last = month.replace(day=monthrange(month.year, month.month)[1])
    part = ahead.days(
        asked.user,
        asked.given,
        on=on,
        first=month,
        last=last,
        size=MOST_IN_MONTH,
        kinds=GROUPS[own["what"]],
    )
    by_day = {day: list(found) for day, found in groupby(part.days, key=lambda each: each.day)}

    def cell(day: date) -> dict[str, Any]:
        found = by_day.get(day, []) if day.month == month.month else []
        return {
            "day": day,
            "outside": day.month != month.month,
            "shown": [(each, address_of(each)) for each in found[:IN_A_CELL]],
            "further": [(each, address_of(each)) for each in found[IN_A_CELL:]],
        }

    weeks = Calendar().monthdatescalendar(month.year, month.month)
    return {"weeks": [[cell(day) for day in week] for week in weeks], "cut_off": part.after is not None}


@page("GET", "POST")
@never_cache
def calendar_address(request: HttpRequest) -> HttpResponse:
    """Make, renew or take back the private address of one's calendar; a new one is shown this once."""
    address = ""
    if request.method == "POST" and request.POST.get("act") == "drop":
        drop_calendar_key(by=by(request))
        return done(
            request, _("The address was taken back; it leads nowhere from now on."), "web:calendar_key"
        )
    if request.method == "POST":
        key = make_calendar_key(by=by(request))
        address = request.build_absolute_uri(reverse("web:calendar_feed", args=[key]))
    there = Preferences.objects.filter(pk=request.user.pk, calendar_digest__isnull=False).exists()
    return render(request, "web/calendar/address.html", {"address": address, "there": there})


@require_safe
@never_cache
def calendar_feed(request: HttpRequest, key: str) -> HttpResponse:
    """The calendar of whose key this is, as he sees it now. No other answer tells why a key opens nothing."""
    try:
        reader = _whose(key)
        if reader is None:
            throttle.count_stranger(request.META.get("REMOTE_ADDR", ""))
            return HttpResponse(status=404)
        throttle.count_request(f"calendar:{reader.pk}")
    except Refused as refused:
        seconds = refused.refusals[0].params.get("seconds", 60)
        return HttpResponse(status=429, headers={"Retry-After": str(seconds)})
    at = timezone.now()
    on = timezone.localdate(at)
    with translation.override(reader.language):
        part = ahead.days(
            reader,
            {},
            on=on,
            first=on - FEED_BEHIND,
            last=add_months(on, FEED_AHEAD),
            size=FEED_MOST,
        )
        feed = calendar_of(
            part.days, name="Counterpart", at=at.replace(microsecond=0), absolute=request.build_absolute_uri
        )
    answer = HttpResponse(feed, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="counterpart.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _whose(key: str) -> User | None:
    """Who made this key and may sign in; found by its digest, and compared in constant time."""
    if len(key) > _LONGEST_KEY or not key.isascii():
        return None
    digest = digest_of(key)
    found = Preferences.objects.select_related("user").filter(calendar_digest=digest).first()
    if found is None or not compare_digest(str(found.calendar_digest), digest):
        return None
    user: User = found.user
    return user if user.is_active and user.username != SYSTEM else None


urls = [
    path("calendar/", see_calendar, name="calendar"),
    path("calendar/address/", calendar_address, name="calendar_key"),
    path("calendar/<str:key>.ics", calendar_feed, name="calendar_feed"),
]
