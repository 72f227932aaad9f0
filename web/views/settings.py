"""The way into all that can be set: one's own things, and what an administrator or principle owner keeps."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from web.door import page


@page()
def see_settings(request: HttpRequest) -> HttpResponse:
    return render(request, "web/settings/settings.html")


urls = [path("settings/", see_settings, name="settings")]
