"""What stands in the cells: text, or markup in which whatever a person wrote is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from principles.attention.money import AtStake, Rates, at_stake, reporting_currency
from web.templatetags import words

Cell = Callable[[Any, Any], Any]


def link(name: str, pk: int, said: Any, beside: Any = "") -> SafeString:
    """The link of a row; what is said beside it is not part of the link."""
    shown = format_html(' <span class="soft">{}</span>', beside) if beside else ""
    return format_html('<a href="{}" data-row>{}</a>{}', address_of(name, pk), said, shown)


def address_of(name: str, pk: int) -> str:
    """The page of a record."""
    return reverse(f"web:{name}", args=[pk])


def of(path: str) -> Cell:
    """What stands in this field, as it is."""

    def cell(record: Any, _read: Any) -> Any:
        found = at(record, path)
        return words.NOTHING if found in (None, "") else found

    return cell


def coded(path: str, kind: str) -> Cell:
    """The name of the code in this field."""
    return lambda record, _read: words.word(at(record, path), kind)


def day_in(path: str) -> Cell:
    return lambda record, _read: words.day(at(record, path))


def amount_in(path: str) -> Cell:
    """The amount in this field of a contract, in its currency."""
    return lambda record, _read: money(at(record, path), record.currency)


def number_in(path: str) -> Cell:
    return lambda record, _read: words.count(at(record, path))


def counted(record: Any, read: Any) -> str:
    """How many of them there are: what was read, else none."""
    return words.count(read or 0)


def at(record: Any, path: str) -> Any:
    """What is at the end of this path; None where it breaks off."""
    found: Any = record
    for part in path.split("."):
        found = getattr(found, part, None)
        if found is None:
            return None
    return found


def unknown(said: str) -> SafeString:
    return format_html('<span class="unknown">{}</span>', said)


def soon(value: date | None, on: date, days: int) -> Any:
    """A day that something has to be done by; marked where it is near, or has passed."""
    if value is None:
        return words.NOTHING
    if (value - on).days > days:
        return words.day(value)
    return words.badge("attention" if value >= on else "misfit", words.day(value))


def worth(amounts: Mapping[str, Decimal], rates: Rates) -> Any:
    """Amounts by currency: the amount itself where there is one; several in the reporting currency as far as
    there are rates, and the rest beside it."""
    if not amounts:
        return words.NOTHING
    if len(amounts) == 1:
        return "".join(money(amount, currency) for currency, amount in amounts.items())
    return _several(at_stake(amounts.items(), rates))


def _several(found: AtStake) -> SafeString:
    exact = " + ".join(money(amount, currency) for currency, amount in found.amounts)
    rest = " + ".join(
        money(amount, currency) for currency, amount in found.amounts if currency in found.without_rate
    )
    if found.reporting is None:
        return format_html("{}", exact)
    said = f"≈ {money(found.reporting, reporting_currency())}"
    if rest:
        said = _("%(amount)s and %(rest)s") % {"amount": said, "rest": rest}
    return format_html('<span title="{}">{}</span>', exact, said)


def money(value: Decimal | None, currency: str) -> str:
    """An amount with its currency; without decimals where they would be noughts only."""
    if value is None:
        return words.NOTHING
    if value == value.to_integral_value():
        return f"{currency} {words.count(value)}".strip()
    return words.money(value, currency)


def joined(parts: Iterable[Any]) -> SafeString:
    """Pieces of markup beside each other."""
    return format_html_join(" ", "{}", ((each,) for each in parts))
