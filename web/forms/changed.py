"""A form of a record that is there: only what was typed otherwise is passed on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from web.forms.base import ActForm


class ChangeForm(ActForm):
    """What stays as it was isn't given again, so that nothing is refused that nobody touched.

    A record that the writer saw in another version is refused all the same.
    """

    def given(self) -> dict[str, Any]:
        return {
            name: value
            for name, value in super().given().items()
            if name not in self.initial or _typed(value) != _typed(self.initial[name])
        }


def _typed(value: Any) -> str:
    """As the field would show it."""
    if value is None:
        return ""
    return str(value).replace("\r\n", "\n").strip()


def plain(value: Decimal | None) -> str:
    """An amount as a field shows it: no more decimals than it has."""
    if value is None:
        return ""
    written = f"{value:f}"
    if "." not in written:
        return written
    whole, cents = written.split(".")
    cents = cents.rstrip("0")
    return f"{whole}.{cents.ljust(2, '0')}" if cents else whole
