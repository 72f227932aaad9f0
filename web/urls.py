"""The addresses of the pages: those of each subject stand with its views."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path
from django.views.i18n import set_language

from web.views import (
    classifying,
    connecting,
    contracts,
    helping,
    imports,
    parties,
    principles,
    profile,
    rating,
    relationships,
    searching,
    settings,
    start,
    trusting,
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
    *relationships.urls,
    *classifying.urls,
    *rating.urls,
    *trusting.urls,
    *parties.urls,
    *contracts.urls,
    *principles.urls,
    *imports.urls,
    *settings.urls,
    *profile.urls,
    *connecting.urls,
    *searching.urls,
    *helping.urls,
]
