"""The sheet of a relationship, its history, and the acts that are done from it."""

from django.urls import path

from web.views.sheet import acts, showing

urls = [
    path("relationships/<int:id>/", showing.relationship, name="relationship"),
    path("relationships/<int:id>/sheet.pdf", showing.on_paper, name="relationship_pdf"),
    path("relationships/<int:id>/history/", showing.history, name="relationship_history"),
    path("relationships/<int:id>/change/", acts.change, name="relationship_change"),
    path("relationships/<int:id>/remove/", acts.remove, name="relationship_remove"),
    path("relationships/<int:id>/arrangements/", acts.arrangements, name="arrangements"),
    path("relationships/<int:id>/further-parties/new/", acts.add_party, name="further_party_new"),
    path("further-parties/<int:id>/remove/", acts.remove_party, name="further_party_remove"),
]
