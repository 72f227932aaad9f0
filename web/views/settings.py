"""To come."""

from django.shortcuts import render
from django.urls import path

from web.door import page


@page()
def coming(request):
    return render(request, "web/page.html")


urls = [
    path("settings/", coming, name="settings"),
]
