"""Portfolio figures: how many relationships comply with each principle, now and over time.

Counts, never an average.

asked = question({"group_by": "UNIT"}, today=by.on)
figures(user, chosen, asked.group_by)                 # as it stands now
figures_on(user, chosen, asked.days, asked.group_by)  # as it stood at the end of each of these days
"""

from principles.queries.figures.asked import MOST_DAYS, GroupBy, Question, Step, question
from principles.queries.figures.counted import MOST_ROWS, figures, figures_on
from principles.queries.figures.figure import Figure, Group

__all__ = [
    "MOST_DAYS",
    "MOST_ROWS",
    "Figure",
    "Group",
    "GroupBy",
    "Question",
    "Step",
    "figures",
    "figures_on",
    "question",
]
