"""How the pages say what is stored: codes in words, numbers, money and days in the reader's form."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import template
from django.utils import formats, numberformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from iso4217 import Currency

from access.choices import NumberFormat
from imports.fields import FIELDS
from relationships import choices
from relationships.choices import VerdictCode
from relationships.fit.texts import (
    FACT_NAMES,
    FLAG_NAMES,
    POSTURE_NAMES,
    TRUST_NAMES,
    TYPE_NAMES,
    VERDICT_NAMES,
)
from relationships.labels import LABELS
from web.reader import number_format

register = template.Library()

NOTHING = "–"
_MARKS = {NumberFormat.COMMA: (",", "."), NumberFormat.POINT: (".", ",")}
_BY_RULE = {
    "type": TYPE_NAMES,
    "fact": FACT_NAMES,
    "flag": FLAG_NAMES,
    "posture": POSTURE_NAMES,
    "trust": TRUST_NAMES,
    "verdict": VERDICT_NAMES,
}
TONES = {
    VerdictCode.FIT: "fit",
    VerdictCode.ATTENTION: "attention",
    VerdictCode.MISFIT: "misfit",
}


def language() -> str:
    """The language of the page, as the rule's own texts have it."""
    return "nl" if (get_language() or "en").startswith("nl") else "en"


@register.filter
def named(record: Any) -> str:
    """What a record is called: a category or a kind of safeguard in the reader's language."""
    in_dutch = getattr(record, "name_nl", "") if language() == "nl" else ""
    return in_dutch or str(getattr(record, "name", record))


@register.filter
def attribute(name: str) -> str:
    """What a further attribute is called: as the field of a list that brought it, else as it was named."""
    return FIELDS[name].label(language()) if name in FIELDS else name


@register.filter
def word(code: Any, kind: str) -> str:
    """The name of a code: a type, fact, flag, posture, trust level, verdict, or of an enumeration."""
    if code in (None, ""):
        return NOTHING
    if kind in _BY_RULE:
        return str(_BY_RULE[kind][language()].get(code, code))
    codes: type[StrEnum] = getattr(choices, kind)
    return str(LABELS[codes].get(codes(code), code))


def marks() -> tuple[str, str]:
    """What stands before the decimals and between thousands where the reader writes a number."""
    usual = formats.get_format("DECIMAL_SEPARATOR"), formats.get_format("THOUSAND_SEPARATOR")
    decimal, thousands = _MARKS.get(number_format(), usual)
    return decimal, thousands.replace("\xa0", ".")


@register.filter
def amount(value: Any, places: int = 2) -> str:
    """A number as the reader writes it; nothing where there is none."""
    if value is None or value == "":
        return NOTHING
    decimal, thousands = marks()
    written = Decimal(str(value)).quantize(Decimal(1).scaleb(-places)) if places >= 0 else value
    return numberformat.format(
        written,
        decimal,
        decimal_pos=places,
        grouping=3,
        thousand_sep=thousands,
        force_grouping=True,
    )


@register.filter
def count(value: Any) -> str:
    """A whole number as the reader writes it."""
    return amount(value, 0)


@register.filter
def money(value: Any, currency: str = "") -> str:
    """An amount with its currency, in the decimals that the currency has."""
    if value is None:
        return NOTHING
    try:
        places = Currency(currency).exponent
    except ValueError:
        places = 2
    return f"{currency} {amount(value, 2 if places is None else places)}".strip()


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as the reader's language writes it."""
    if value is None:
        return NOTHING
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return formats.date_format(value, "SHORT_DATE_FORMAT" if language() == "nl" else "j M Y")


@register.filter
def moment(value: datetime | None) -> str:
    """A moment, to the minute, where the registry stands."""
    if value is None:
        return NOTHING
    local = timezone.localtime(value)
    return f"{day(local)} {local:%H:%M}"


@register.simple_tag
def verdict(code: str | None, said: str = "") -> SafeString:
    """A verdict by shape, colour and word."""
    tone = TONES.get(VerdictCode(code), "unknown") if code else "unknown"
    return badge(tone, said or word(code or VerdictCode.PENDING, "verdict"))


_SHAPES = {
    "fit": '<circle cx="8" cy="8" r="6"/>',
    "attention": '<path d="M8 2 15 14H1z"/>',
    "misfit": '<rect x="2.5" y="2.5" width="11" height="11"/>',
    "unknown": '<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2.5"/>',
}


@register.simple_tag
def badge(tone: str, said: Any) -> SafeString:
    """A word with the shape and colour of one of the four tones: fit, attention, misfit, unknown."""
    return format_html(
        '<span class="verdict verdict-{}"><svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">'
        "{}</svg><span>{}</span></span>",
        tone,
        SafeString(_SHAPES[tone]),
        said,
    )


_SCALE = _("%(level)s of %(most)s")


@register.simple_tag
def scale(level: Any, words: Any = "", most: int = 5) -> SafeString:
    """A level with its anchor words; “not yet rated” where there is none."""
    if level in (None, ""):
        return format_html('<span class="unknown">{}</span>', gettext("not yet rated"))
    title = _SCALE % {"level": level, "most": most}
    return format_html('<span class="scale" title="{}"><b>{}</b> {}</span>', title, level, words)
