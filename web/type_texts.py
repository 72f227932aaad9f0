"""What each type means in practice: the contract and its price, how it is governed, what is shared."""

from django.utils.translation import gettext_lazy as _

from relationships.choices import CollaborationType as T

CONTRACTS = {
    T.SPOT: _("An order at market price"),
    T.CALL_OFF: _("A framework agreement with a price list"),
    T.SERVICE: _("Service levels with credits, for a fixed fee"),
    T.MANAGED: _("Outcome measures with bonus and malus, and change control"),
    T.INTEGRATED: _("Capacity or target cost, with rules for intellectual property"),
    T.VENTURE: _("Joint investment, shared profit and intellectual property, an exit formula"),
    T.CAPTIVE: _("Price caps, help with the exit, escrow, long notice"),
    T.GUARDED: _("Everything in writing, securities, milestones, a claims file"),
}
GOVERNANCE = {
    T.SPOT: _("None"),
    T.CALL_OFF: _("A yearly check"),
    T.SERVICE: _("Monthly, operational"),
    T.MANAGED: _("Operational, tactical and strategic"),
    T.INTEGRATED: _("A joint team under joint lead"),
    T.VENTURE: _("A joint board"),
    T.CAPTIVE: _("A plan for the dependence and the exit"),
    T.GUARDED: _("A single channel and a senior negotiation team"),
}
INFORMATION = {
    T.SPOT: _("Order details"),
    T.CALL_OFF: _("Catalogue and forecast"),
    T.SERVICE: _("Performance reports"),
    T.MANAGED: _("Plans and cost drivers"),
    T.INTEGRATED: _("Open working information"),
    T.VENTURE: _("Roadmap, cost and know-how, ring-fenced"),
    T.CAPTIVE: _("What reduces the lock-in"),
    T.GUARDED: _("Need to know only"),
}
