"""The evidence of one relationship for the principles: shown together, and the acts on each kind."""

from django.urls import path

from web.views.evidence import acts, labels, showing, suggesting

urls = [
    path("relationships/<int:id>/evidence/", showing.evidence, name="evidence"),
    path("relationships/<int:id>/evidence/<slug:kind>/new/", acts.new, name="evidence_new"),
    path("evidence/<slug:kind>/<int:pk>/", acts.change, name="evidence_change"),
    path("evidence/<slug:kind>/<int:pk>/remove/", acts.remove, name="evidence_remove"),
    path("evidence/<slug:kind>/<int:pk>/<slug:step>/", acts.step, name="evidence_step"),
    path("relationships/<int:id>/suggested/<slug:fact>/", suggesting.take_over, name="take_over"),
    path("relationships/<int:id>/labels/dismiss/", labels.dismiss, name="label_dismiss"),
    path("dismissals/<int:id>/undo/", labels.undo, name="dismissal_undo"),
]
