"""How the pages about many relationships say numbers and codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from principles.attention.texts import kind_name, severity_name
from principles.choices import AttentionKind, Severity
from principles.overviews.days import DayKind
from principles.overviews.recent import Happening
from relationships.choices import LADDER
from web.pictures.drawing import element, shortened
from web.pictures.marks import RESULTS, TONES, VERDICTS
from web.pictures.marks import result_mark as drawn_result
from web.pictures.words import result_name
from web.templatetags.words import NOTHING, amount, badge, count, language, word

register = template.Library()
_TONES = {
    Severity.CRITICAL: "misfit",
    Severity.HIGH: "misfit",
    Severity.MEDIUM: "attention",
    Severity.LOW: "unknown",
}
CHANGED = {
    "Relationship": (_("Relationship"), _("Relationships")),
    "Contract": (_("Contract"), _("Contracts")),
    "Classification": (_("Classification"), _("Classifications")),
    "TrustAssessment": (_("Assessment of trust"), _("Assessments of trust")),
    "FactRating": (_("Rating of a fact"), _("Ratings of facts")),
    "Safeguard": (_("Safeguard"), _("Safeguards")),
    "Explanation": (_("Explanation"), _("Explanations")),
    "Review": (_("Review"), _("Reviews")),
}
DONE = {"CREATED": _("recorded"), "CHANGED": _("changed"), "REMOVED": _("removed")}
DAY_KINDS = {
    DayKind.NOTICE_DEADLINE: _("Last day to give notice"),
    DayKind.OPTION_DEADLINE: _("Last day to use the option"),
    DayKind.RETENDER_START: _("Start of the re-tender"),
    DayKind.EXPLANATION_LAPSES: _("Explanation lapses"),
    DayKind.CONTRACT_END: _("End of the running term"),
    DayKind.CONTRACT_REVIEW: _("Review date of the contract"),
    DayKind.REVIEW_DUE: _("Review due"),
}
DAY_GROUPS = {
    "": _("Everything"),
    "deadlines": _("Deadlines"),
    "ends": _("End dates"),
    "reviews": _("Reviews"),
    "explanations": _("Explanations"),
}
_MILLION, _THOUSAND = Decimal(1_000_000), Decimal(1_000)


@register.simple_tag
def depth(level: int | None) -> SafeString:
    """A depth with its name; “not yet rated” where there is none."""
    if level is None:
        return format_html('<span class="unknown">{}</span>', gettext("not yet rated"))
    return format_html("{} {}", level, word(LADDER[level], "type"))


@register.simple_tag
def tally(counts: Mapping[str, int]) -> SafeString:
    """How many have which verdict: only those that there are."""
    found = [(code, counts[code]) for code in VERDICTS if counts.get(code)]
    return format_html_join(
        " ",
        '<span class="tally">{} {}</span>',
        ((badge(_tone(code), word(code, "verdict")), count(number)) for code, number in found),
    )


def _tone(code: str) -> str:
    tone = TONES[code]
    return tone if tone in ("fit", "attention", "misfit") else "unknown"


@register.filter
def result(code: str | None) -> str:
    """The name of a result under a principle."""
    return gettext("not judged") if code not in RESULTS else result_name(code)


@register.simple_tag
def result_badge(code: str | None) -> SafeString:
    """A result by shape, colour and word."""
    tone = TONES.get(code or "", "unknown")
    return badge(tone if tone in ("fit", "attention", "misfit") else "unknown", result(code))


@register.simple_tag
def result_marks(codes: Sequence[str]) -> SafeString:
    """The sign of each result, drawn once, for `result_mark` to refer to."""
    marks = (element("g", drawn_result(code, 0, 0, 24), id=f"result-{code.lower()}") for code in codes)
    return element("svg", element("defs", *marks), width=0, height=0, class_="marks", aria_hidden="true")


@register.simple_tag
def result_mark(code: str, said: str | None = None) -> SafeString:
    """The sign of a result, and its name for who doesn't see it unless that stands beside it."""
    sign = element("use", href=f"#result-{code.lower()}")
    drawn = element("svg", sign, width=24, height=24, view_box="0 0 24 24", aria_hidden="true")
    name = result(code) if said is None else said
    return format_html('{}<span class="visually-hidden">{}</span>', drawn, name) if name else drawn


@register.filter
def brief(value: Any) -> str:
    """A large amount in millions or thousands: 223.5 million."""
    if value is None:
        return NOTHING
    number = Decimal(value)
    if abs(number) >= _MILLION:
        return gettext("%s million") % amount(number / _MILLION, 1)
    if abs(number) >= 10 * _THOUSAND:
        return gettext("%s thousand") % amount(number / _THOUSAND, 0)
    return count(number)


@register.filter
def kind_said(kind: str) -> str:
    """The name of a kind of item on the attention list."""
    return kind_name(AttentionKind(kind), language())


@register.simple_tag
def severity(code: str) -> SafeString:
    """A severity by shape, colour and word."""
    return badge(_TONES[Severity(code)], severity_name(Severity(code), language()))


@register.simple_tag
def happening(change: Happening) -> SafeString:
    """What was done, with the relationship where it is one."""
    one, several = CHANGED[change.record]
    if change.relationship is not None:
        about = format_html(
            '<a href="{}">{}</a>',
            reverse("web:relationship", args=[change.relationship.pk]),
            shortened(str(change.relationship), 90),
        )
    else:
        number = change.relationships
        said = ngettext("%s relationship", "%s relationships", number)
        if change.more:  # not read to the end: a round number, as it is no count
            said = gettext("%s relationships or more")
            number = number // 100 * 100 or number
        about = format_html("{}", said % count(number))
    what = one if change.records == 1 else several
    return format_html("{} {}: {}", what, DONE[change.act], about)


@register.filter
def day_kind(kind: str) -> str:
    """What a day of the calendar is the day of."""
    return str(DAY_KINDS[DayKind(kind)])


@register.filter
def day_group(kind: str) -> str:
    """The group of a kind of day, for its colour."""
    return {
        DayKind.CONTRACT_END: "end",
        DayKind.CONTRACT_REVIEW: "review",
        DayKind.REVIEW_DUE: "review",
        DayKind.EXPLANATION_LAPSES: "lapse",
    }.get(DayKind(kind), "deadline")


@register.filter
def group_said(group: str) -> str:
    """The name of a group of days."""
    return str(DAY_GROUPS[group])
