"""The principles: read, in force and in every version; drafted and tried out; explained and judged."""

from django.urls import path

from web.governed import PRINCIPLES
from web.views.governing import urls_of
from web.views.principles import compared, counted, drafting, explaining, judging, reading, trying

urls = [
    path("principles/", reading.principles, name="principles"),
    path("principles/progress/", reading.progress, name="principles_progress"),
    path("principles/figures/", counted.figures_of, name="principle_figures"),
    *urls_of(PRINCIPLES),
    path("principles/sets/<int:id>/", reading.principle_set, name="principle_set"),
    path("principles/sets/<int:id>/compare/", compared.compare_sets, name="principle_set_compare"),
    path("principles/sets/<int:id>/try/", trying.try_set, name="principle_set_try"),
    path("principles/sets/<int:id>/limits/", drafting.limits, name="principle_set_limits"),
    path("principles/sets/<int:id>/principles/new/", drafting.add, name="principle_new"),
    path("principles/<int:id>/change/", drafting.change, name="principle_change"),
    path("principles/<int:id>/active/", drafting.activity, name="principle_active"),
    path("principles/<int:id>/remove/", drafting.remove, name="principle_remove"),
    path("principles/explanations/", explaining.explanations, name="explanations"),
    path("principles/explanations/<int:id>/", explaining.explanation, name="explanation"),
    path("principles/explanations/<int:id>/approve/", explaining.approve, name="explanation_approve"),
    path("principles/explanations/<int:id>/withdraw/", explaining.withdraw, name="explanation_withdraw"),
    path("relationships/<int:id>/principles/<str:code>/explain/", explaining.explain, name="explain"),
    path("relationships/<int:id>/principles/<str:code>/judge/", judging.judge, name="judge"),
    path("judgements/<int:id>/withdraw/", judging.withdraw, name="judgement_withdraw"),
]
