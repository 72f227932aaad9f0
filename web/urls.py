"""The addresses of the pages: those of each subject stand with its views."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path
from django.views.i18n import set_language

from web import choosing
from web.views import (
    attention,
    calendar,
    classifying,
    classifying_many,
    connecting,
    contract,
    contracts,
    evidence,
    helping,
    imports,
    jobs,
    keeping,
    making,
    parties,
    party,
    people,
    portfolio,
    principles,
    profile,
    rating,
    relationships,
    rules,
    searching,
    settings,
    sheet,
    start,
    trusting,
    webhooks,
)

app_name = "web"

urlpatterns = [
    path(
        "sign-in/",
        LoginView.as_view(template_name="web/sign_in.html", redirect_authenticated_user=True),
        name="sign_in",
    ),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("language/", set_language, name="language"),
    *start.urls,
    *choosing.urls,
    *making.urls,
    *portfolio.urls,
    *attention.urls,
    *calendar.urls,
    *relationships.urls,
    *sheet.urls,
    *classifying.urls,
    *classifying_many.urls,
    *rating.urls,
    *trusting.urls,
    *party.urls,
    *parties.urls,
    *contracts.urls,
    *contract.urls,
    *principles.urls,
    *evidence.urls,
    *rules.urls,
    *imports.urls,
    *settings.urls,
    *keeping.urls,
    *people.urls,
    *jobs.urls,
    *webhooks.urls,
    *profile.urls,
    *connecting.urls,
    *searching.urls,
    *helping.urls,
]
