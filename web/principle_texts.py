"""What the pages say of principles beside their own texts: each check in plain words, and the limits."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

CHECKS = {
    "P0": _(
        "Adds up the recorded effects for the other party. The sum has to be above zero, and they said so or "
        "there is evidence."
    ),
    "P1": _(
        "Looks at the benefits recorded: one for them and one for both together. From depth 3 our own "
        "estimate of theirs is not enough, and our targets may not all be a department’s."
    ),
    "P2": _(
        "Looks at the interests of both sides: a goal of each, every pair of high priority rated, an "
        "arrangement for each conflict, and a review in date. From depth 3 the main interest was disclosed "
        "by the side itself."
    ),
    "P3": _(
        "Looks at what each side can do and at the pairs of these. One complementary pair in use is enough; "
        "doing the same work counts only for reasons of scale."
    ),
    "P4": _(
        "Looks at resistance: every signal investigated in time, every rational objection answered in time. "
        "Without a signal, the last review has to have asked."
    ),
    "P5": _(
        "Holds the trust target against what the chosen type requires, then the trust that is there, with "
        "safeguards, against it; and asks how old the assessments are."
    ),
    "P6": _("Asks whether the chosen type is as deep as the delivery asks, neither less nor more."),
    "P7": _(
        "Asks whether the chosen type goes no deeper than attitude, goals and attractiveness of the parties "
        "allow, and whether the posture fits."
    ),
    "P8": _(
        "Looks for discouraged words in type, segment, subject and titles of commercial relationships; from "
        "depth 3 also for an opposed interest acknowledged."
    ),
    "P9": _(
        "Speaks after a change: then a development plan has its stages in order, each with its least "
        "number of days and an approved gate. Without a change it asks for a review in date."
    ),
}
NO_CHECK = _("Has no automatic check: it is not assessable until a person judges.")

LIMITS = {
    "investigation_days": _("Days to investigate a signal of resistance"),
    "answer_days": _("Days to answer a rational objection"),
    "review_months": _("Months after which a review is overdue"),
    "assessment_months": _("Months after which an assessment of trust is old"),
    "raised_levels": _("Levels deeper that count as a big step"),
    "stage_days.2": _("Least days of a stage at depth 2"),
    "stage_days.3": _("Least days of a stage at depth 3"),
    "stage_days.4": _("Least days of a stage at depth 4"),
    "stage_days.5": _("Least days of a stage at depth 5"),
}
"""The limits of a set, flat, in the order of their form."""

USES = {
    "P2": ("review_months",),
    "P4": ("investigation_days", "answer_days"),
    "P5": ("assessment_months",),
    "P9": ("review_months", "raised_levels", "stage_days.2", "stage_days.3", "stage_days.4", "stage_days.5"),
}
"""Which limits each check goes by."""

FIELDS = {
    "code": _("Code"),
    "position": _("Place"),
    "theme_en": _("Theme in English"),
    "theme_nl": _("Theme in Dutch"),
    "observation_en": _("Observation in English"),
    "observation_nl": _("Observation in Dutch"),
    "principle_en": _("Principle in English"),
    "principle_nl": _("Principle in Dutch"),
    "rationale_en": _("Rationale in English"),
    "rationale_nl": _("Rationale in Dutch"),
    "minimum_depth": _("From depth"),
    "check_code": _("Automatic check"),
    "active": _("Active"),
}
"""What the parts of a principle are called."""


def flat(limits: dict[str, object]) -> dict[str, object]:
    """The limits of a set with the days of each depth as entries of their own, such as `stage_days.3`."""
    days = limits.get("stage_days")
    of_stages = (
        {f"stage_days.{depth}": value for depth, value in days.items()} if isinstance(days, dict) else {}
    )
    return {**{name: value for name, value in limits.items() if name != "stage_days"}, **of_stages}
