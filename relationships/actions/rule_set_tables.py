"""Parameters of a rule set as a door gives them, checked: as a whole, or cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from django.utils.translation import gettext_noop as N_

from relationships.errors import Problems, phrase, refuse
from relationships.fit import Rules, RulesInvalid
from relationships.fit.sheets import rules_with

SENTENCES = (
    N_("Give an object with named parts."),
    N_("A rule set has no such parameter."),
    N_("This parameter is missing."),
    N_("Give a whole number from %(low)s to %(high)s."),
    N_("Give true or false."),
    N_("The weights add up to %(total)s, not to 100."),
    N_("Give the score at which each of the depths 1 to 5 begins."),
    N_("Each band must begin more than the tolerance above the last: give more than %(above)s here."),
    N_("Give conditions by depth."),
    N_("A depth is a number from 1 to 5."),
    N_("%(fact)s must look the way the score looks: give %(bound)s."),
    N_("Give at least one condition, or leave the depth out."),
    N_("Give a depth for each of the levels 1 to 5."),
    N_("A higher level must not allow less depth: give %(lower)s or more here."),
    N_("This lies above the most that required trust may be, %(most)s."),
    N_("Give a list of lists of conditions."),
    N_("Give at least one condition, or leave the group out."),
    N_("Give at least one condition; with at_least 1 it raises nothing."),
    N_("Give at least one condition: without one every party could be replaced."),
    N_("Give a list of conditions."),
    N_("A condition has a fact, and either at_least or at_most."),
    N_("There is no fact “%(value)s” to look at here."),
    N_("Give a list of codes."),
    N_("“%(value)s” can't stand here."),
    N_("“%(value)s” stands here twice."),
    N_("At most %(most)s can stand here."),
    N_("There is no table “%(value)s”. Tables: %(choices)s."),
    N_("Give the cells of this table by their names."),
    N_("Give the rows of this table as a list."),
    N_("Give a row as an object: %(choices)s."),
    N_("There is no cell “%(value)s” here. There are: %(choices)s."),
)
"""What `relationships.fit` can say of parameters, marked here for translation: that room knows no Django."""


def checked_parameters(given: Any) -> dict[str, Any]:
    """The parameters as they are kept; refuses all that is wrong, by its place (`parameters.bands.2`)."""
    if not isinstance(given, Mapping):
        refuse("WRONG_TYPE", "parameters", expected="a rule set's parameters", given=type(given).__name__)
    try:
        return Rules.from_dict(dict(given)).to_dict()
    except RulesInvalid as error:
        _refuse(error, "parameters")


def checked_tables(present: Mapping[str, Any], given: Any) -> dict[str, Any]:
    """These parameters with other cells; refuses all that is wrong, by its address (`weights.access`)."""
    if not isinstance(given, Mapping):
        refuse("WRONG_TYPE", "tables", expected="tables by name", given=type(given).__name__)
    try:
        return rules_with(Rules.from_dict(present), given).to_dict()
    except RulesInvalid as error:
        _refuse(error, "")


def _refuse(error: RulesInvalid, under: str) -> NoReturn:
    problems = Problems()
    for each in error.wrongs:
        field = ".".join(part for part in (under, each.field) if part)
        problems.add("RULES_INVALID", field, why=phrase(str(each.text), **each.values))
    problems.raise_if_any()
    raise AssertionError("there is at least one")
