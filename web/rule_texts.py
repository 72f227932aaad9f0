"""What the tables of a rule set are called, and what their cells mean."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from relationships.fit.texts import CAP_NAMES, FACT_NAMES
from web.templatetags.words import language, word

TABLES = {
    "weights": (
        _("Weights"),
        _("What each fact of the delivery counts for in the score; together 100."),
    ),
    "bands": (_("Bands"), _("The score at which each depth begins.")),
    "gates": (_("Gates"), _("What must hold before the delivery needs this depth or a deeper one.")),
    "floors": (_("Floors"), _("When all of a depth hold, the delivery needs at least this depth.")),
    "caps": (
        _("Caps"),
        _(
            "The deepest depth that each level of what the parties bring allows. "
            "A higher level never allows less."
        ),
    ),
    "posture": (
        _("Posture"),
        _(
            "When the parties force a defensive or a managed dependent relationship, "
            "whatever the delivery asks."
        ),
    ),
    "replaceable": (
        _("Replaceable"),
        _("When all hold, a party that misbehaves had better be replaced."),
    ),
    "trust": (
        _("Trust a type asks"),
        _("The trust that each type requires, and what is accepted instead of it."),
    ),
    "modifiers": (_("What raises required trust"), _("By how much, and between which levels it stays.")),
    "raising": (_("Raised when"), _("Required trust is raised when all conditions of one group hold.")),
    "minimum": (_("At least the minimum when"), _("When all hold, required trust is at least the minimum.")),
    "safeguards": (
        _("Safeguards needed"),
        _("How many different kinds of safeguards stand in for a level of trust."),
    ),
    "verdict": (_("Verdict"), _("From how many levels a finding weighs.")),
}
"""Title and explanation of each table, in the order of the rule. `inverted` stands with the weights."""

ROWS = {
    "tolerance": _("Tolerance: points lower and higher that are admissible too"),
    "hostile_attitude": _("An attitude at or below this is hostile"),
    "exploiting_attitude": _("An attitude at or below this may exploit"),
    "imbalance": _("Levels of dependence more than the other"),
    "opposed_goals": _("Goals at or below this are opposed"),
    "captive_dependence": _("Dependence from this level on can lock in"),
    "captive_specificity": _("Own investment from this level on can lock in"),
    "goodwill": _("Attitudes and goals from this level on are goodwill"),
    "raised_by": _("Raised by so many levels"),
    "at_least": _("The minimum"),
    "at_most": _("The maximum"),
    "misfit_levels": _("Levels off that make a misfit"),
    "surplus": _("Levels above what is required that are a surplus"),
    "asymmetry": _("Levels between the directions that are an asymmetry"),
    "target_high_tolerated": _("Levels that a target may lie above what is required"),
    "guarantee_level": _("Level of trust that a guarantee has to stand in for"),
}

COLUMNS = {
    "value": _("Value"),
    "weight": _("Weight"),
    "inverted": _("More of it lowers the score"),
    "begins": _("Begins at"),
    "depth": _("Depth"),
    "group": _("Group"),
    "fact": _("Fact"),
    "at_least": _("At least"),
    "at_most": _("At most"),
    "base": _("Required"),
    "coverable": _("Levels that safeguards may cover"),
    "modified": _("Can be raised"),
    "unassessed_accepted": _("May stay unassessed"),
    "guarantee_accepted": _("A guarantee is enough"),
    "covered_gap_accepted": _("A covered gap is fine"),
    "kinds": _("Kinds"),
}
SPECIFICITY = _("Investment specific to the other (the side that has most)")

ASPECTS = {
    "recommended_type": _("Recommended type"),
    "needed_depth": _("Depth that is needed"),
    "required_trust": _("Trust required of the chosen type"),
    "required_trust_recommended": _("Trust required of the recommended type"),
    "verdict": _("Verdict"),
}
EFFECTS = {
    "CHANGED": _("would change"),
    "NEWLY_DECIDED": _("newly decided"),
    "NO_LONGER_DECIDED": _("no longer decided"),
    "UNCHANGED": _("stay as they are"),
    "UNDECIDED": _("undecided by both"),
    "NOT_APPLICABLE": _("nothing chosen yet"),
}


def fact_name(code: str) -> str:
    return str(SPECIFICITY) if code == "specificity" else FACT_NAMES[language()].get(code, code)


def cap_name(code: str) -> str:
    return CAP_NAMES[language()][code]


def outcome(aspect: str, value: object) -> str:
    """What a rule set says of an aspect, in words."""
    if value is None:
        return ""
    kind = {"recommended_type": "type", "verdict": "verdict"}.get(aspect)
    if kind:
        return word(value, kind)
    return f"{value} {word(value, 'trust')}" if aspect.startswith("required_trust") else str(value)
