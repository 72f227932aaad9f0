"""Our own side: units and portfolios."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response

from access.scopes import Scope
from api.rest import shapes
from api.rest.describing import body, listed, read, written
from api.rest.door import Door
from relationships.actions.portfolios import PORTFOLIO_FIELDS, change_portfolio, create_portfolio
from relationships.actions.units import UNIT_FIELDS, change_unit, create_unit
from relationships.filters import PortfolioFilter, UnitFilter
from relationships.models import Portfolio, Unit

_UNITS, _PORTFOLIOS = "Units", "Portfolios"


class Units(Door):
    scopes = {"POST": Scope.ADMIN}

    @listed("listUnits", "units", _UNITS, shapes.UnitShape, UnitFilter)
    def get(self, request: Any) -> Response:
        return self.page(self.visible(Unit), UnitFilter, shapes.UnitShape)

    @written(
        "createUnit",
        "Make a unit",
        _UNITS,
        shapes.UnitShape,
        body(Unit, UNIT_FIELDS, UNIT_FIELDS),
        example={"code": "NORTH", "name": "Region North", "parent": "ROOT"},
        description="A new unit below another. Takes an administrator there, and a token with scope ADMIN.",
    )
    def post(self, request: Any) -> Response:
        unit = create_unit(by=self.by, given=self.given())
        return self.record(unit, shapes.UnitShape, created="units")


class OneUnit(Door):
    scopes = {"PATCH": Scope.ADMIN}

    @read("getUnit", "Read a unit", _UNITS, shapes.UnitShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(Unit, id), shapes.UnitShape)

    @written(
        "changeUnit",
        "Change a unit",
        _UNITS,
        shapes.UnitShape,
        body(Unit, UNIT_FIELDS),
        status=200,
        versioned=True,
        example={"name": "Region North-West"},
        description="Another code, name or parent. Takes an administrator, and a token with scope ADMIN.",
    )
    def patch(self, request: Any, id: str) -> Response:
        unit = self.one(Unit, id)
        changed = change_unit(by=self.by, unit=unit, given=self.given(), version=self.version_seen(unit))
        return self.record(changed, shapes.UnitShape)


class Portfolios(Door):
    @listed("listPortfolios", "portfolios", _PORTFOLIOS, shapes.PortfolioShape, PortfolioFilter)
    def get(self, request: Any) -> Response:
        rows = self.visible(Portfolio).select_related("unit")
        return self.page(rows, PortfolioFilter, shapes.PortfolioShape)

    @written(
        "createPortfolio",
        "Make a portfolio",
        _PORTFOLIOS,
        shapes.PortfolioShape,
        body(Portfolio, PORTFOLIO_FIELDS, ("unit", "name")),
        example={"unit": "ROOT", "name": "Facilities", "currency": "EUR", "our_role": "CUSTOMER"},
    )
    def post(self, request: Any) -> Response:
        portfolio = create_portfolio(by=self.by, given=self.given())
        return self.record(portfolio, shapes.PortfolioShape, created="portfolios")


class OnePortfolio(Door):
    @read("getPortfolio", "Read a portfolio", _PORTFOLIOS, shapes.PortfolioShape)
    def get(self, request: Any, id: str) -> Response:
        return self.record(self.one(Portfolio, id), shapes.PortfolioShape)

    @written(
        "changePortfolio",
        "Change a portfolio",
        _PORTFOLIOS,
        shapes.PortfolioShape,
        body(Portfolio, PORTFOLIO_FIELDS[1:]),
        status=200,
        versioned=True,
        example={"currency": "EUR"},
    )
    def patch(self, request: Any, id: str) -> Response:
        portfolio = self.one(Portfolio, id)
        changed = change_portfolio(
            by=self.by, portfolio=portfolio, given=self.given(), version=self.version_seen(portfolio)
        )
        return self.record(changed, shapes.PortfolioShape)
