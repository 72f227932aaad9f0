"""What compliance does when something changes: follow at once, or be pending until the worker is there."""

from __future__ import annotations

from principles import compliance, tasks
from relationships.changes import Announcement, Kind

KINDS = tuple(Kind)


def on_change(announcement: Announcement) -> None:
    """Have compliance follow a change, at once for a few relationships, marked as pending for many.

    A change in bulk that names no relationships touches all of them.
    """
    if announcement.bulk:
        compliance.mark_pending(announcement.relationships or None, announcement.by.at)
        tasks.compute_later()
    else:
        compliance.refresh(announcement.relationships, announcement.by.at)
