"""The language of pages: the one chosen on them, else that of the reader's profile, else the browser's."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

PROGRAMS = ("/api/", "/graphql")  # they say their language with each request


class OwnLanguage:
    """Speak the language of who signed in, unless another was chosen on the page (its cookie)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.speaks_for_itself(request):
            return self.get_response(request)
        language = getattr(request.user, "language", None)
        if language in dict(settings.LANGUAGES):
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return self.get_response(request)

    def speaks_for_itself(self, request: HttpRequest) -> bool:
        return (
            settings.SESSION_COOKIE_NAME not in request.COOKIES
            or settings.LANGUAGE_COOKIE_NAME in request.COOKIES
            or request.path_info.startswith(PROGRAMS)
        )
