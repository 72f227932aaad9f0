"""All tables of facts, by name."""

from bi.declared import Table
from bi.tables.attention import ATTENTION
from bi.tables.classifications import CLASSIFICATIONS
from bi.tables.compliance import COMPLIANCE
from bi.tables.contracts import CONTRACTS
from bi.tables.ratings import RATINGS
from bi.tables.relationships import RELATIONSHIPS
from bi.tables.tombstones import TOMBSTONES
from bi.tables.trust import TRUST

TABLES: dict[str, Table] = {
    each.name: each
    for each in (
        RELATIONSHIPS,
        CONTRACTS,
        COMPLIANCE,
        CLASSIFICATIONS,
        RATINGS,
        TRUST,
        ATTENTION,
        TOMBSTONES,
    )
}

__all__ = ["TABLES"]
