"""Forms: what a person typed, on its way to one action. They hold no rule; the action refuses."""

from web.forms.base import (
    ActForm,
    amount,
    check,
    choice,
    day,
    hidden,
    levels,
    line,
    many,
    number,
    reference,
    secret,
    text,
)

__all__ = [
    "ActForm",
    "amount",
    "check",
    "choice",
    "day",
    "hidden",
    "levels",
    "line",
    "many",
    "number",
    "reference",
    "secret",
    "text",
]
