"""Contract date arithmetic: what a term means on a day.

Pure: no database, no clock; the day is an argument. Last days are inclusive throughout, months are
calendar months. `days` holds the arithmetic, `term` what is recorded, `ends` the row of
ends of a renewing term, `kinds` the rule of each kind, `position` the answer on a day, `duration`
the derived fact of that name.
"""

from relationships.terms.days import add_months, deadline, first_end_in_time, shift_end
from relationships.terms.duration import duration_level
from relationships.terms.position import DaysLeft, Position, position
from relationships.terms.remarks import Remark, RemarkCode
from relationships.terms.term import LEAD_MONTHS, Period, Term

__all__ = [
    "LEAD_MONTHS",
    "DaysLeft",
    "Period",
    "Position",
    "Remark",
    "RemarkCode",
    "Term",
    "add_months",
    "deadline",
    "duration_level",
    "first_end_in_time",
    "position",
    "shift_end",
]
