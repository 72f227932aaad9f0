"""Where GraphQL is answered."""

from django.urls import path

from api.graphql.view import graphql_view

urlpatterns = [path("", graphql_view, name="graphql")]
