"""What can be wrong with the parameters of a rule set, in sentences with places for values.

English here; who shows them translates the sentence before filling in the values.
"""

from __future__ import annotations

from enum import StrEnum


class Sentence(StrEnum):
    """Why parameters can't be a rule set, and the way out."""

    OBJECT = "Give an object with named parts."
    UNKNOWN = "A rule set has no such parameter."
    MISSING = "This parameter is missing."
    WHOLE = "Give a whole number from %(low)s to %(high)s."
    TRUTH = "Give true or false."
    SUM = "The weights add up to %(total)s, not to 100."
    BANDS = "Give the score at which each of the depths 1 to 5 begins."
    BAND_TOO_CLOSE = (
        "Each band must begin more than the tolerance above the last: give more than %(above)s here."
    )
    BY_DEPTH = "Give conditions by depth."
    DEPTH = "A depth is a number from 1 to 5."
    DIRECTION = "%(fact)s must look the way the score looks: give %(bound)s."
    EMPTY_STEP = "Give at least one condition, or leave the depth out."
    CAP = "Give a depth for each of the levels 1 to 5."
    CAP_FALLS = "A higher level must not allow less depth: give %(lower)s or more here."
    ABOVE_MOST = "This lies above the most that required trust may be, %(most)s."
    GROUPS = "Give a list of lists of conditions."
    EMPTY_GROUP = "Give at least one condition, or leave the group out."
    EMPTY_MINIMUM = "Give at least one condition; with at_least 1 it raises nothing."
    EMPTY_REPLACEABLE = "Give at least one condition: without one every party could be replaced."
    CONDITIONS = "Give a list of conditions."
    CONDITION = "A condition has a fact, and either at_least or at_most."
    FACT = "There is no fact “%(value)s” to look at here."
    CODES = "Give a list of codes."
    CODE = "“%(value)s” can't stand here."
    TWICE = "“%(value)s” stands here twice."
    TOO_MANY = "At most %(most)s can stand here."
    NO_TABLE = "There is no table “%(value)s”. Tables: %(choices)s."
    TABLE = "Give the cells of this table by their names."
    ROWS = "Give the rows of this table as a list."
    ROW = "Give a row as an object: %(choices)s."
    NO_CELL = "There is no cell “%(value)s” here. There are: %(choices)s."
