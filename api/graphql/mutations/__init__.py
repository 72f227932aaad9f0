"""The mutations: one for each action of the registry, and the root type that holds them."""

from __future__ import annotations

import graphene

from api.graphql import types  # noqa: F401 payloads carry them
from api.graphql.columns import camel
from api.graphql.mutations.access_acts import ACCESS
from api.graphql.mutations.acts import Act, mutation
from api.graphql.mutations.compliance_acts import COMPLIANCE
from api.graphql.mutations.evidence_acts import EVIDENCE
from api.graphql.mutations.import_acts import IMPORTS
from api.graphql.mutations.merging_acts import MERGING
from api.graphql.mutations.organisation import ORGANISATION
from api.graphql.mutations.principle_acts import APPROVING, GOVERNING
from api.graphql.mutations.registry_acts import REGISTRY
from api.graphql.mutations.rule_set_acts import APPROVING_RULES, GOVERNING_RULES
from api.graphql.mutations.saved_query_acts import SAVED_QUERIES
from api.graphql.mutations.webhook_acts import WEBHOOKS

ACTS: tuple[Act, ...] = (
    *REGISTRY,
    *MERGING,
    *ORGANISATION,
    *GOVERNING_RULES,
    *APPROVING_RULES,
    *GOVERNING,
    *APPROVING,
    *EVIDENCE,
    *COMPLIANCE,
    *SAVED_QUERIES,
    *WEBHOOKS,
    *ACCESS,
    *IMPORTS,
)
# For these a token needs the scope ADMIN: the fields as the schema spells them.
ADMINISTRATION = frozenset(
    camel(act.name) for act in (*ORGANISATION, *GOVERNING, *GOVERNING_RULES, *WEBHOOKS, *ACCESS)
)
# And for these IMPORT.
IMPORTING = frozenset(camel(act.name) for act in IMPORTS)

Mutation = type(
    "Mutation",
    (graphene.ObjectType,),
    {
        "__doc__": "What can be done: one field for each act of the registry, refused with the reasons.",
        **{act.name: mutation(act) for act in ACTS},
    },
)
