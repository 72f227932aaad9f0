"""A contract: its particulars, its dates with their reasons, and the acts on it."""

from django.urls import path

from web.views.contract import acts, line_acts, showing

urls = [
    path("contracts/<int:id>/", showing.contract, name="contract"),
    path("contracts/<int:id>/history/", showing.history, name="contract_history"),
    path("relationships/<int:id>/contracts/new/", acts.create, name="contract_new"),
    path("contracts/<int:id>/change/", acts.change, name="contract_change"),
    path("contracts/<int:id>/notice/", acts.give_notice, name="contract_notice"),
    path("contracts/<int:id>/option/", acts.exercise_option, name="contract_option"),
    path("contracts/<int:id>/remove/", acts.remove, name="contract_remove"),
    path("contracts/<int:id>/lines/new/", line_acts.add, name="contract_line_new"),
    path("contract-lines/<int:id>/", line_acts.change, name="contract_line_change"),
    path("contract-lines/<int:id>/remove/", line_acts.remove, name="contract_line_remove"),
]
