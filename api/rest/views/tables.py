"""What belongs to the whole installation: categories, kinds of safeguards, exchange rates."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.response import Response

from access.scopes import Scope
from api.rest import shapes
from api.rest.describing import body, levels_by, listed, object_of, read, written
from api.rest.door import Door
from relationships.actions.categories import PROFILE_FIELDS, change_profile, create_profile
from relationships.actions.tables import KIND_FIELDS, change_safeguard_kind, create_safeguard_kind, set_rate
from relationships.choices import DELIVERY_FACTS
from relationships.filters import CategoryProfileFilter, ExchangeRateFilter, SafeguardKindFilter
from relationships.models import CategoryProfile, ExchangeRate, SafeguardKind

_CATEGORIES, _KINDS, _RATES = "Categories", "Kinds of safeguards", "Exchange rates"
_MORE = {
    "aliases": {"type": ["array", "null"], "items": {"type": "string", "maxLength": 200}},
    "cpv_prefixes": {"type": ["array", "null"], "items": {"type": "string", "pattern": "^[0-9]{2,8}$"}},
    "facts": levels_by(DELIVERY_FACTS),
}


class Categories(Door):
    scopes = {"POST": Scope.ADMIN}

    @listed("listCategories", "categories", _CATEGORIES, shapes.CategoryShape, CategoryProfileFilter)
    def get(self, request: Any) -> Response:
        return self.page(_categories(self), CategoryProfileFilter, shapes.CategoryShape)

    @written(
        "createCategory",
        "Make a category profile",
        _CATEGORIES,
        shapes.CategoryShape,
        body(CategoryProfile, PROFILE_FIELDS, ("name",), **_MORE),
        example={"name": "Window cleaning", "name_nl": "Glasbewassing", "facts": {"complexity": 1}},
        description="A new category with the facts assumed of it. Takes the principle owner and scope ADMIN.",
    )
    def post(self, request: Any) -> Response:
        made = create_profile(by=self.by, given=self.given())
        return self.record(_categories(self).get(pk=made.pk), shapes.CategoryShape, created="categories")


class OneCategory(Door):
    scopes = {"PATCH": Scope.ADMIN}

    @read("getCategory", "Read a category profile", _CATEGORIES, shapes.CategoryShape)
    def get(self, request: Any, id: str) -> Response:
        found = self.one(CategoryProfile, id)
        return self.record(_categories(self).get(pk=found.pk), shapes.CategoryShape)

    @written(
        "changeCategory",
        "Change a category profile",
        _CATEGORIES,
        shapes.CategoryShape,
        body(CategoryProfile, PROFILE_FIELDS, **_MORE),
        status=200,
        versioned=True,
        example={"facts": {"complexity": 2}},
        description="Aliases, prefixes and facts given replace the ones there. The verdicts of its "
        "relationships are pending until the worker is done.",
    )
    def patch(self, request: Any, id: str) -> Response:
        found = self.one(CategoryProfile, id)
        change_profile(by=self.by, profile=found, given=self.given(), version=self.version_seen(found))
        return self.record(_categories(self).get(pk=found.pk), shapes.CategoryShape)


def _categories(door: Door) -> QuerySet:
    return door.visible(CategoryProfile).prefetch_related("aliases", "prefixes", "facts")


class SafeguardKinds(Door):
    scopes = {"POST": Scope.ADMIN}

    @listed(
        "listSafeguardKinds", "kinds of safeguards", _KINDS, shapes.SafeguardKindShape, SafeguardKindFilter
    )
    def get(self, request: Any) -> Response:
        return self.page(self.visible(SafeguardKind), SafeguardKindFilter, shapes.SafeguardKindShape)

    @written(
        "createSafeguardKind",
        "Make a kind of safeguard",
        _KINDS,
        shapes.SafeguardKindShape,
        body(SafeguardKind, KIND_FIELDS, ("code", "name", "level")),
        example={"code": "JOINT_AUDIT", "name": "Joint audit", "name_nl": "Gezamenlijke audit", "level": 3},
        description="A new kind; its level (2-4) is the trust it stands in for. Takes the principle owner.",
    )
    def post(self, request: Any) -> Response:
        made = create_safeguard_kind(by=self.by, given=self.given())
        return self.record(made, shapes.SafeguardKindShape, created="safeguard-kinds")


class OneSafeguardKind(Door):
    scopes = {"PATCH": Scope.ADMIN}

    @read("getSafeguardKind", "Read a kind of safeguard", _KINDS, shapes.SafeguardKindShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(SafeguardKind, id), shapes.SafeguardKindShape)

    @written(
        "changeSafeguardKind",
        "Change a kind of safeguard",
        _KINDS,
        shapes.SafeguardKindShape,
        body(SafeguardKind, KIND_FIELDS[1:]),
        status=200,
        versioned=True,
        example={"name": "Joint audit every year"},
    )
    def patch(self, request: Any, id: str) -> Response:
        found = self.one(SafeguardKind, id)
        changed = change_safeguard_kind(
            by=self.by, kind=found, given=self.given(), version=self.version_seen(found)
        )
        return self.record(changed, shapes.SafeguardKindShape)


class ExchangeRates(Door):
    scopes = {"POST": Scope.ADMIN}

    @listed("listExchangeRates", "exchange rates", _RATES, shapes.ExchangeRateShape, ExchangeRateFilter)
    def get(self, request: Any) -> Response:
        return self.page(self.visible(ExchangeRate), ExchangeRateFilter, shapes.ExchangeRateShape)

    @written(
        "setExchangeRate",
        "Say what a currency is worth",
        _RATES,
        shapes.ExchangeRateShape,
        object_of(
            {
                "currency": {"type": "string", "description": "ISO 4217 code of the currency."},
                "valid_from": {"type": "string", "format": "date"},
                "rate": {"type": ["string", "number"], "description": "Exact text, such as 0.92."},
            },
            ("currency", "valid_from", "rate"),
        ),
        example={"currency": "USD", "valid_from": "2026-02-01", "rate": "0.92"},
        description="What one unit is worth in the reporting currency from a day on, in place of what was "
        "said of that day. Takes an administrator of the root unit, and a token with scope ADMIN.",
    )
    def post(self, request: Any) -> Response:
        given = self.given_only("currency", "valid_from", "rate")
        row = set_rate(
            by=self.by,
            code=given.get("currency"),
            valid_from=given.get("valid_from"),
            rate=given.get("rate"),
        )
        return self.record(row, shapes.ExchangeRateShape, created="exchange-rates")


class OneExchangeRate(Door):
    @read("getExchangeRate", "Read an exchange rate", _RATES, shapes.ExchangeRateShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(ExchangeRate, id), shapes.ExchangeRateShape)
