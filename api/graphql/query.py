"""The root of what can be read."""

from __future__ import annotations

from typing import Any

import graphene

from access.models import SavedQuery, Webhook, WebhookDelivery
from api.graphql import registry, types  # noqa: F401 the types register themselves
from api.graphql.bi import Facts
from api.graphql.cohorts import together
from api.graphql.connections import roots
from api.graphql.fields import Node
from api.graphql.ids import read_global_id
from api.graphql.scalars import Reference
from api.graphql.types.attention import attention_counts_field, attention_field
from api.graphql.types.figures import COMPLIANCE_FIGURES, COMPLIANCE_PROGRESS
from api.graphql.types.limits import LIMITS
from api.graphql.types.merging import DUPLICATE_PARTIES, MERGE_PREVIEW
from api.graphql.types.preview import COMPARED_TYPES, FIT_PREVIEW, WHAT_IF
from api.graphql.types.principle_set import PrincipleSetComparison, compared
from api.graphql.types.provisional import TRIED_PRINCIPLE_SET
from api.graphql.types.rule_set import COMPARED_RULE_SETS
from api.graphql.types.rule_set_trial import RECOMPUTING, TRIED_RULE_SET
from api.graphql.types.token import TOKENS
from imports.models import ImportProfile, ImportRun
from principles import models as p
from relationships import models as m
from relationships.queries import visible_to


class Query(Facts, graphene.ObjectType):
    """What you may see of the registry."""

    me = graphene.Field(lambda: registry.type_of(m.User), required=True, description="You.")
    node = graphene.Field(
        Node,
        args={"id": graphene.Argument(graphene.NonNull(graphene.ID), description="The id of any record.")},
        description="The record with this id; null where there is none that you may see.",
    )
    limits = LIMITS
    attention = attention_field()
    attention_counts = attention_counts_field()
    parties = roots(m.Party, "Counterparties.")
    duplicate_parties = DUPLICATE_PARTIES
    merge_preview = MERGE_PREVIEW
    party_merges = roots(m.PartyMerge, "Merges of parties, undone ones included.")
    party_distinctions = roots(m.PartyDistinction, "Parties that look like one and are two.")
    relationships = roots(m.Relationship, "Relationships between our units and counterparties.")
    contracts = roots(m.Contract, "Contracts.")
    fact_ratings = roots(m.FactRating, "Ratings of facts, withdrawn ones included.")
    trust_assessments = roots(m.TrustAssessment, "Assessments of trust, withdrawn ones included.")
    safeguards = roots(m.Safeguard, "What stands in for trust.")
    classifications = roots(m.Classification, "Decisions, superseded ones included.")
    verdicts = roots(m.Verdict, "The current verdicts, one a relationship.")
    arrangements = roots(m.Arrangement, "What is recorded of what is to be in place.")
    units = roots(m.Unit, "The units of our own organisation.")
    users = roots(m.User, "The users you may see.")
    role_assignments = roots(m.RoleAssignment, "Who may do what where, as far as you may know.")
    portfolios = roots(m.Portfolio, "Where relationships are at home.")
    categories = roots(m.CategoryProfile, "Categories of what is delivered.")
    rule_sets = roots(m.RuleSet, "Versions of the parameters of the fit rule.")
    rule_set_stakeholders = roots(m.RuleSetStakeholder, "Who must approve rule sets.")
    rule_set_approvals = roots(m.RuleSetApproval, "Approvals of rule sets, lapsed ones included.")
    compared_rule_sets = COMPARED_RULE_SETS
    tried_rule_set = TRIED_RULE_SET
    recomputing = RECOMPUTING
    fit_preview = FIT_PREVIEW
    compared_types = COMPARED_TYPES
    what_if = WHAT_IF
    safeguard_kinds = roots(m.SafeguardKind, "Kinds of safeguards.")
    exchange_rates = roots(m.ExchangeRate, "What currencies are worth in the reporting currency.")
    principle_sets = roots(p.PrincipleSet, "Versions of the principles.")
    compared_principle_sets = graphene.Field(
        PrincipleSetComparison,
        required=True,
        args={
            "old": graphene.Argument(graphene.NonNull(Reference), description="The one set."),
            "new": graphene.Argument(graphene.NonNull(Reference), description="The other set."),
        },
        description="What differs from one principle set to another.",
        resolver=compared,
    )
    principles = roots(p.Principle, "The principles of all sets.")
    stakeholders = roots(p.Stakeholder, "Who must approve principle sets.")
    approvals = roots(p.Approval, "Approvals of principle sets, lapsed ones included.")
    benefits = roots(p.Benefit, "What relationships bring, and to whom.")
    interests = roots(p.Interest, "What each side of a relationship wants.")
    interest_pairs = roots(p.InterestPair, "How interests of both sides stand to each other.")
    capabilities = roots(p.Capability, "What each side of a relationship can do.")
    capability_pairs = roots(p.CapabilityPair, "What capabilities of both sides make together.")
    resistance_signals = roots(p.ResistanceSignal, "Resistance that showed, and what was answered.")
    development_plans = roots(p.DevelopmentPlan, "Plans to develop relationships.")
    stages = roots(p.Stage, "The stages of development plans.")
    reviews = roots(p.Review, "The looking back at relationships.")
    compliance = roots(p.Compliance, "Whether relationships comply with the principles now.")
    compliance_figures = COMPLIANCE_FIGURES
    compliance_progress = COMPLIANCE_PROGRESS
    tried_principle_set = TRIED_PRINCIPLE_SET
    past_compliance = roots(p.PastCompliance, "What held under the principles before.")
    judgements = roots(p.Judgement, "What persons judged otherwise than a check.")
    explanations = roots(p.Explanation, "Why relationships depart from principles.")
    label_dismissals = roots(p.LabelDismissal, "Labels found that are none.")
    import_runs = roots(ImportRun, "Contract lists that were offered, the last one first.")
    import_profiles = roots(ImportProfile, "How lists of one layout are read, by unit.")
    saved_queries = roots(SavedQuery, "Queries with a name: your own, and those shared with you.")
    tokens = TOKENS
    webhooks = roots(Webhook, "Who is told of events in the units of which you are an administrator.")
    webhook_deliveries = roots(WebhookDelivery, "What webhooks that you keep were or are to be told.")
    discouraged_words = roots(p.DiscouragedWord, "The lists of discouraged words, exceptions included.")

    @staticmethod
    def resolve_me(root: Any, info: Any) -> Any:
        return together(visible_to(info.context.user, m.User).filter(pk=info.context.user.pk))[0]

    @staticmethod
    def resolve_node(root: Any, info: Any, id: str) -> Any:
        meant = read_global_id(id)
        model = None if meant is None else registry.model_named(meant.kind)
        if meant is None or model is None:
            return None
        found = together(visible_to(info.context.user, model).filter(pk=meant.pk))
        return found[0] if found else None
