"""The pages of imports: a list offered, put right, looked at, taken in, and taken back."""

from django.urls import path

from web.views.imports import acting, correcting, looking, offering

urls = [
    path("imports/", offering.list_imports, name="imports"),
    path("imports/offer/", offering.offer_import, name="offer_import"),
    path("imports/template/", offering.get_template, name="import_template"),
    path("imports/export/", offering.export_portfolio, name="export_portfolio"),
    path("imports/profiles/", acting.list_profiles, name="import_profiles"),
    path("imports/profiles/<int:id>/remove/", acting.remove_profile, name="remove_import_profile"),
    path("imports/<int:id>/", looking.show_import, name="import"),
    path("imports/<int:id>/progress/", looking.show_progress, name="import_progress"),
    path("imports/<int:id>/columns/", correcting.correct_columns, name="import_columns"),
    path("imports/<int:id>/answers/", correcting.answer_questions, name="answer_import"),
    path("imports/<int:id>/rows/decide/", correcting.decide_rows, name="decide_import_rows"),
    path("imports/<int:id>/all-or-nothing/", correcting.choose_all_or_nothing, name="all_or_nothing"),
    path("imports/<int:id>/forget/", correcting.forget_corrections, name="forget_import_corrections"),
    path("imports/<int:id>/apply/", acting.apply_import, name="apply_import"),
    path("imports/<int:id>/cancel/", acting.cancel_import, name="cancel_import"),
    path("imports/<int:id>/plan/", acting.plan_import, name="plan_import"),
    path("imports/<int:id>/undo/", acting.undo_import, name="undo_import"),
    path("imports/<int:id>/profile/", acting.keep_profile, name="keep_import_profile"),
    path("imports/<int:id>/marked/", acting.get_marked, name="marked_import"),
]
