"""The types of the schema, a file a noun. Importing this package defines and registers them all."""

from api.graphql.types import (  # noqa: F401
    category,
    classification,
    contract,
    facts,
    history,
    party,
    relationship,
    rule_set,
    trust,
    unit,
    verdict,
)
