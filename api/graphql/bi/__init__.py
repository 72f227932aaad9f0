"""The tables of facts at the root of the graph: flat lists for BI, and what their rows come to."""

from api.graphql.bi.facts import FACTS, fact_fields
from api.graphql.bi.summaries import SUMMARIES, summary_fields

Facts = type("Facts", (), {**fact_fields(), **summary_fields()})
"""The fields of the root that are tables of facts and their summaries."""

__all__ = ["FACTS", "SUMMARIES", "Facts"]
