"""The types of the schema, a file a noun. Importing this package defines and registers them all."""

from api.graphql.types import (  # noqa: F401
    category,
    classification,
    compliance,
    contract,
    evidence,
    facts,
    history,
    import_run,
    labels,
    merging,
    party,
    plan,
    principle_set,
    relationship,
    rule_set,
    rule_set_trial,
    trust,
    unit,
    verdict,
)
