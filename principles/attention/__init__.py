"""What needs somebody: one list a user, of all that deviates, lapses or falls due, most at stake first.

    attention(user, {"mine": True}, on=date(2026, 11, 20))
    counts(user, on=date(2026, 11, 20))

Each kind is a scoped query of its own, in a module by subject; `kinds` has them all. docs/attention.md says
what each asks.
"""

from principles.attention.conditions import AttentionFilter
from principles.attention.items import Counts, Item, KindCount, attention, counts, unsettled, view_of

__all__ = ["AttentionFilter", "Counts", "Item", "KindCount", "attention", "counts", "unsettled", "view_of"]
