"""Where GraphQL is answered."""

from django.urls import path

from api.graphql.description import schema_view
from api.graphql.view import graphql_view

urlpatterns = [
    path("", graphql_view, name="graphql"),
    path("schema.graphql", schema_view, name="graphql_schema"),
]
