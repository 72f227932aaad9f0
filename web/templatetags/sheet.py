"""Words of the sheet: what arrangements, kinds of terms and codes of evidence are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import gettext, gettext_lazy

from principles.checks.texts import result_name
from relationships.arrangements import NAMES
from relationships.models import Contract, Relationship
from web.templatetags.words import language
from web.views.contract.dates import term_said
from web.views.evidence.kinds import KINDS
from web.views.sheet.principle_cards import NEXT

register = template.Library()


@register.simple_tag
def arrangement(kind: str) -> str:
    """The name of an arrangement."""
    return NAMES[kind][language()]


@register.simple_tag
def term_kind(contract: Contract) -> str:
    """The kind of term of a contract, said or else shown by what is recorded."""
    return term_said(contract)


@register.simple_tag
def label(record: Any, field: str) -> str:
    """What the code in a field of a record is called."""
    return str(getattr(record, f"get_{field}_display")())


@register.filter
def age(since: date, today: date) -> str:
    """How long ago a day was, in its largest unit: "2 years"."""
    if since >= today:
        return gettext("today")
    return str(timesince(since, today, depth=1))


@register.filter
def result(code: str) -> str:
    """A result of a principle in words."""
    return result_name(code, language())


@register.simple_tag
def next_act(card: Any, relationship: Relationship, allowed: Mapping[str, bool]) -> str:
    """A button to what is to be recorded next for a principle that doesn't comply, for who may."""
    name, act = NEXT.get(card.principle.check_code, ("", None))
    if act is None or not allowed[act.name] or card.effective not in OPEN:
        return ""
    if name in KINDS and card.begun:
        said, address = KINDS[name].said, reverse("web:evidence", args=[relationship.pk]) + f"#{name}"
    elif name in KINDS:
        said, address = KINDS[name].said_new, reverse("web:evidence_new", args=[relationship.pk, name])
    else:
        said, address = _PAGES[name], reverse(name, args=[relationship.pk])
    return format_html(
        '<a class="btn btn-sm btn-outline-secondary" href="{}">{}'
        '<span class="visually-hidden"> {}</span></a>',
        address,
        said,
        card.code,
    )


_PAGES = {"web:trust": gettext_lazy("Assess trust"), "web:classify": gettext_lazy("Classify")}
# The results after which something remains to be recorded.
OPEN = ("PARTLY", "NON_COMPLIANT", "NOT_ASSESSABLE", "EXPLAINED")
