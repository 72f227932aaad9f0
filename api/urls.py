"""The programmable doors."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("api.rest.urls")),
    path("graphql/", include("api.graphql.urls")),
]
