"""Words of the sheet: what arrangements, kinds of terms and codes of evidence are called."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.timesince import timesince
from django.utils.translation import gettext

from principles.checks.texts import result_name
from relationships.arrangements import NAMES
from relationships.models import Contract
from web.templatetags.words import language
from web.views.contract.dates import term_said

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
