"""The addresses below /api/v1/. None ends with a slash; one that does is sent to the one that doesn't."""

from __future__ import annotations

from django.urls import path, re_path

from api.rest.door import Nowhere
from api.rest.views import contracts, description, judging, organisation, parties, relationships, tables
from api.rest.views.histories import WITH_HISTORY, history_view

app_name = "rest"

urlpatterns = [
    path("openapi.json", description.openapi, name="openapi"),
    path("docs", description.docs, name="docs"),
    path("me", organisation.Me.as_view()),
    path("users", organisation.Users.as_view()),
    path("users/<str:id>", organisation.OneUser.as_view()),
    path("units", organisation.Units.as_view()),
    path("units/<str:id>", organisation.OneUnit.as_view()),
    path("portfolios", organisation.Portfolios.as_view()),
    path("portfolios/<str:id>", organisation.OnePortfolio.as_view()),
    path("parties", parties.Parties.as_view()),
    path("parties/<str:id>", parties.OneParty.as_view()),
    path("relationships", relationships.Relationships.as_view()),
    path("relationships/rate-parties", relationships.RateParties.as_view()),
    path("relationships/<str:id>", relationships.OneRelationship.as_view()),
    path("relationships/<str:id>/facts", judging.RelationshipFacts.as_view()),
    path("relationships/<str:id>/trust", judging.RelationshipTrust.as_view()),
    path("relationships/<str:id>/safeguards", judging.RelationshipSafeguards.as_view()),
    path("relationships/<str:id>/classifications", judging.RelationshipClassifications.as_view()),
    path("relationships/<str:id>/verdict", judging.RelationshipVerdict.as_view()),
    path("relationships/<str:id>/arrangements", relationships.Arrangements.as_view()),
    path("relationships/<str:id>/arrangements/<str:kind>", relationships.OneArrangement.as_view()),
    path("relationships/<str:id>/further-parties", relationships.FurtherParties.as_view()),
    path("relationships/<str:id>/contracts", contracts.RelationshipContracts.as_view()),
    path("further-parties/<str:id>", relationships.OneFurtherParty.as_view()),
    path("facts", judging.Ratings.as_view()),
    path("facts/<str:id>", judging.OneRating.as_view()),
    path("facts/<str:id>/withdraw", judging.WithdrawRating.as_view()),
    path("trust-assessments", judging.Assessments.as_view()),
    path("trust-assessments/<str:id>", judging.OneAssessment.as_view()),
    path("trust-assessments/<str:id>/withdraw", judging.WithdrawAssessment.as_view()),
    path("safeguards", judging.Safeguards.as_view()),
    path("safeguards/<str:id>", judging.OneSafeguard.as_view()),
    path("classifications", judging.Classifications.as_view()),
    path("classifications/<str:id>", judging.OneClassification.as_view()),
    path("verdicts", judging.Verdicts.as_view()),
    path("contracts", contracts.Contracts.as_view()),
    path("contracts/<str:id>", contracts.OneContract.as_view()),
    path("contracts/<str:id>/lines", contracts.Lines.as_view()),
    path("contract-lines/<str:id>", contracts.OneLine.as_view()),
    path("categories", tables.Categories.as_view()),
    path("categories/<str:id>", tables.OneCategory.as_view()),
    path("rule-sets", tables.RuleSets.as_view()),
    path("rule-sets/<str:id>", tables.OneRuleSet.as_view()),
    path("safeguard-kinds", tables.SafeguardKinds.as_view()),
    path("safeguard-kinds/<str:id>", tables.OneSafeguardKind.as_view()),
    *(path(f"{each}/<str:id>/history", history_view(each).as_view()) for each in WITH_HISTORY),
    re_path(r"^(?P<rest>.*)$", Nowhere.as_view()),
]
