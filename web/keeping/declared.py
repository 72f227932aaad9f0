"""What is kept: for each table its columns, its form and the actions that write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from principles.actions import labels
from principles.models import DiscouragedWord
from relationships import models as m
from relationships.actions import categories, portfolios, tables, units
from relationships.actor import Actor
from relationships.permissions import Act
from web.forms import keeping as f
from web.templatetags.words import amount, day


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list; the first one leads to the record."""

    said: Any
    value: Callable[[Any], Any]
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A table to keep. `word` stands in its addresses and names; `one` is what a record is called.

    `create` and `change` are actions; without `change` a record is written by making it again. `read` gives
    what the form shows of a record beyond its own fields.
    """

    word: str
    one: Any
    many: Any
    explained: Any
    act: Act
    model: type[Model]
    form: type[Any]
    columns: tuple[Column, ...]
    create: Callable[[Actor, Mapping[str, Any]], Any]
    change: Callable[[Actor, Any, Mapping[str, Any], int | None], Any] | None = None
    remove: Callable[[Actor, Any], None] | None = None
    reads: Callable[[QuerySet], QuerySet] = lambda rows: rows
    read: Callable[[Any], dict[str, Any]] = field(default=lambda record: {})


def _listed(names: Any) -> str:
    return ", ".join(map(str, names))


KEPT = (
    Kept(
        "units",
        _("Unit"),
        _("Units"),
        _("The organisation as a tree. A role on a unit holds for all units below it."),
        Act.KEEP_UNITS,
        m.Unit,
        f.UnitForm,
        (
            Column(_("Code"), lambda each: each.code),
            Column(_("Name"), lambda each: each.name),
            Column(_("Below"), lambda each: each.parent or ""),
        ),
        lambda by, given: units.create_unit(by=by, given=given),
        lambda by, unit, given, version: units.change_unit(by=by, unit=unit, given=given, version=version),
        reads=lambda rows: rows.select_related("parent").order_by("path"),
    ),
    Kept(
        "portfolios",
        _("Portfolio"),
        _("Portfolios"),
        _("Sets of relationships of a unit, with the currency and role meant where a list says none."),
        Act.KEEP_PORTFOLIOS,
        m.Portfolio,
        f.PortfolioForm,
        (
            Column(_("Name"), lambda each: each.name),
            Column(_("Unit"), lambda each: each.unit),
            Column(_("Currency"), lambda each: each.currency),
            Column(_("Our role"), lambda each: each.get_our_role_display()),
        ),
        lambda by, given: portfolios.create_portfolio(by=by, given=given),
        lambda by, portfolio, given, version: portfolios.change_portfolio(
            by=by, portfolio=portfolio, given=given, version=version
        ),
        reads=lambda rows: rows.select_related("unit").order_by("name", "pk"),
    ),
    Kept(
        "categories",
        _("Category"),
        _("Categories"),
        _("What is bought or sold, with the facts assumed of it until somebody rates them."),
        Act.KEEP_CATEGORIES,
        m.CategoryProfile,
        f.CategoryForm,
        (
            Column(_("Name"), lambda each: each.name),
            Column(_("In Dutch"), lambda each: each.name_nl),
            Column(_("Known as"), lambda each: _listed(alias.name for alias in each.aliases.all())),
            Column(_("CPV"), lambda each: _listed(prefix.prefix for prefix in each.prefixes.all())),
        ),
        lambda by, given: categories.create_profile(by=by, given=f.of_category(given)),
        lambda by, profile, given, version: categories.change_profile(
            by=by, profile=profile, given=f.of_category(given), version=version
        ),
        reads=lambda rows: rows.prefetch_related("aliases", "prefixes", "facts").order_by("name", "pk"),
        read=f.category_read,
    ),
    Kept(
        "words",
        _("Discouraged word"),
        _("Discouraged words"),
        _("Words that mistake a commercial relation for a bond between humans, and their exceptions."),
        Act.KEEP_WORD_LISTS,
        DiscouragedWord,
        f.WordForm,
        (
            Column(_("Word"), lambda each: each.word),
            Column(_("Language"), lambda each: each.get_language_display()),
            Column(_("Exception"), lambda each: _("Yes") if each.exception else ""),
        ),
        lambda by, given: labels.add_word(by=by, given=given),
        lambda by, word, given, version: labels.change_word(by=by, word=word, given=given, version=version),
        lambda by, word: labels.remove_word(by=by, word=word),
    ),
    Kept(
        "safeguard-kinds",
        _("Kind of safeguard"),
        _("Kinds of safeguards"),
        _("What can stand in for trust that is not there, and for which level of it."),
        Act.KEEP_SAFEGUARD_KINDS,
        m.SafeguardKind,
        f.SafeguardKindForm,
        (
            Column(_("Code"), lambda each: each.code),
            Column(_("Name"), lambda each: each.name),
            Column(_("In Dutch"), lambda each: each.name_nl),
            Column(_("Stands in for level"), lambda each: each.level, True),
        ),
        lambda by, given: tables.create_safeguard_kind(by=by, given=given),
        lambda by, kind, given, version: tables.change_safeguard_kind(
            by=by, kind=kind, given=given, version=version
        ),
    ),
    Kept(
        "rates",
        _("Exchange rate"),
        _("Exchange rates"),
        _("What one unit of a currency is worth in the reporting currency, from a day on."),
        Act.KEEP_RATES,
        m.ExchangeRate,
        f.RateForm,
        (
            Column(_("Currency"), lambda each: each.currency),
            Column(_("From"), lambda each: day(each.valid_from)),
            Column(_("Rate"), lambda each: amount(each.rate, 6), True),
        ),
        lambda by, given: tables.set_rate(
            by=by, code=given.get("currency"), valid_from=given.get("valid_from"), rate=given.get("rate")
        ),
        reads=lambda rows: rows.order_by("currency", "-valid_from"),
    ),
)
