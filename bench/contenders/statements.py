"""Statements written by hand that give the JSON of an answer, for SQLite and for PostgreSQL.

Each knows who asks, as our own do: `user` sees the units on which he has a role and those below them.
"""

from __future__ import annotations

# `{of}(` makes an object of names and values, `{all}(` a list of rows; both as the database calls them.
_FLAG_LIST = """'["' || replace(trim(v.flag_codes, '|'), '|', '","') || '"]'"""
_MOMENT_TEXT = "replace(to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), '.000000', '') || 'Z'"
_CALLS = {
    "sqlite": {
        "of": "json_object",
        "all": "json_group_array",
        "text": "",
        "made": "replace(r.created_at, ' ', 'T') || 'Z'",
        "changed": "replace(r.changed_at, ' ', 'T') || 'Z'",
        "since": "replace(v.since, ' ', 'T') || 'Z'",
        "flags": f"CASE WHEN v.flag_codes <> '' THEN json({_FLAG_LIST}) ELSE json('[]') END",
        "open": "CASE v.parties_open WHEN 1 THEN json('true') WHEN 0 THEN json('false') END",
    },
    "postgresql": {
        "of": "json_build_object",
        "all": "json_agg",
        "text": "::text",
        "made": _MOMENT_TEXT.format("r.created_at"),
        "changed": _MOMENT_TEXT.format("r.changed_at"),
        "since": _MOMENT_TEXT.format("v.since"),
        "flags": f"CASE WHEN v.flag_codes <> '' THEN ({_FLAG_LIST})::json ELSE '[]'::json END",
        "open": "v.parties_open",
    },
}
_SEEN = """r.unit_id IN (
    SELECT u.id FROM relationships_unit u, relationships_roleassignment a, relationships_unit top
    WHERE a.user_id = %(user)s AND top.id = a.unit_id AND u.path LIKE top.path || '%%')"""

_FLAT = f"""
SELECT {{all}}({{of}}('id', id, 'subject', subject, 'unitCode', unit_code, 'unitName', unit_name,
    'partyName', party_name, 'phase', phase, 'ourRole', our_role, 'categoryName', category,
    'chosenType', chosen,
    'verdict', verdict)){{text}}
FROM (
    SELECT r.id, NULLIF(r.subject, '') AS subject, u.code AS unit_code, u.name AS unit_name,
        p.name AS party_name, r.phase, r.our_role, c.name AS category,
        NULLIF(v.chosen_type, '') AS chosen, v.verdict
    FROM relationships_relationship r
    JOIN relationships_unit u ON u.id = r.unit_id
    JOIN relationships_party p ON p.id = r.party_id
    LEFT JOIN relationships_categoryprofile c ON c.id = r.profile_id
    LEFT JOIN relationships_verdict v ON v.relationship_id = r.id
    WHERE {_SEEN}
    ORDER BY r.id LIMIT 1000
) found
"""

_LIST = f"""
SELECT {{of}}('edges', {{all}}({{of}}('node', {{of}}('pk', id, 'ourRole', our_role, 'subject', subject,
    'nature', nature, 'category', category, 'phase', phase, 'sponsorCustomer', one, 'sponsorSupplier', other,
    'externalKey', external_key, 'version', version)))){{text}}
FROM (
    SELECT r.id, r.our_role, NULLIF(r.subject, '') AS subject, r.nature, NULLIF(r.category, '') AS category,
        r.phase, NULLIF(r.sponsor_customer, '') AS one, NULLIF(r.sponsor_supplier, '') AS other,
        r.external_key, r.version
    FROM relationships_relationship r WHERE {_SEEN} ORDER BY r.id LIMIT 1000
) found
"""

_NESTED = f"""
SELECT {{of}}('edges', {{all}}({{of}}('node', {{of}}('pk', r.id, 'subject', NULLIF(r.subject, ''),
    'party', (SELECT {{of}}('name', p.name) FROM relationships_party p WHERE p.id = r.party_id),
    'profile', (SELECT {{of}}('name', c.name) FROM relationships_categoryprofile c WHERE c.id = r.profile_id),
    'verdict', (SELECT {{of}}('verdict', v.verdict, 'chosenType', NULLIF(v.chosen_type, ''))
        FROM relationships_verdict v WHERE v.relationship_id = r.id),
    'contracts', (SELECT {{of}}('edges', {{all}}({{of}}('node',
        {{of}}('title', NULLIF(title, ''), 'start', start))))
        FROM (SELECT title, start FROM relationships_contract k
            WHERE k.relationship_id = r.id ORDER BY k.id LIMIT 100) k),
    'compliance', (SELECT {{of}}('edges', {{all}}({{of}}('node',
        {{of}}('result', result, 'effective', effective))))
        FROM (SELECT result, effective FROM principles_compliance s
            WHERE s.relationship_id = r.id ORDER BY s.id LIMIT 100) s)
)))){{text}}
FROM (SELECT r.id, r.subject, r.party_id, r.profile_id
    FROM relationships_relationship r WHERE {_SEEN} ORDER BY r.id LIMIT 200) r
"""

_SUMMARY = f"""
SELECT {{all}}({{of}}('chosenType', chosen, 'trustTarget', target, 'count', number)){{text}}
FROM (
    SELECT NULLIF(v.chosen_type, '') AS chosen, v.trust_target AS target, COUNT(*) AS number
    FROM relationships_relationship r LEFT JOIN relationships_verdict v ON v.relationship_id = r.id
    WHERE {_SEEN}
    GROUP BY 1, 2 ORDER BY 1 NULLS LAST, 2 NULLS LAST
) found
"""

_REST = f"""
SELECT {{all}}({{of}}('id', r.id, 'version', r.version, 'created_at', {{made}},
    'changed_at', {{changed}}, 'unit', r.unit_id, 'unit_code', u.code,
    'portfolio', r.portfolio_id, 'portfolio_name', f.name,
    'party', r.party_id, 'party_name', p.name, 'our_role', r.our_role, 'subject', r.subject,
    'nature', NULLIF(r.nature, ''), 'category', r.category, 'profile', r.profile_id, 'profile_name', c.name,
    'phase', r.phase, 'owner', r.owner_id, 'owner_username', o.username, 'deputy', r.deputy_id,
    'deputy_username', d.username, 'sponsor_customer', r.sponsor_customer,
    'sponsor_supplier', r.sponsor_supplier, 'external_key', r.external_key,
    'verdict', COALESCE(v.verdict, 'PENDING'), 'verdict_since', {{since}}, 'flags', {{flags}},
    'chosen_type', NULLIF(v.chosen_type, ''), 'trust_target', v.trust_target,
    'recommended_type', NULLIF(v.recommended_type, ''), 'delivery_type', NULLIF(v.delivery_type, ''),
    'score', v.score, 'needed_depth', v.needed_depth, 'feasible_depth', v.feasible_depth,
    'posture', NULLIF(v.posture, ''), 'posture_side', NULLIF(v.posture_side, ''),
    'required_trust', v.required_trust, 'mutual_trust', v.mutual_trust, 'residual_gap', v.residual_gap,
    'unknown_facts', v.unknown_facts, 'assumed_facts', v.assumed_facts,
    'parties_open', {{open}})){{text}}
FROM (SELECT * FROM relationships_relationship r WHERE {_SEEN} ORDER BY r.id LIMIT 1000) r
JOIN relationships_unit u ON u.id = r.unit_id
JOIN relationships_party p ON p.id = r.party_id
LEFT JOIN relationships_portfolio f ON f.id = r.portfolio_id
LEFT JOIN relationships_categoryprofile c ON c.id = r.profile_id
LEFT JOIN relationships_user o ON o.id = r.owner_id
LEFT JOIN relationships_user d ON d.id = r.deputy_id
LEFT JOIN relationships_verdict v ON v.relationship_id = r.id
"""

_TEN = f"""
SELECT {{all}}({{of}}('id', id, 'version', version, 'our_role', our_role, 'subject', subject,
    'nature', NULLIF(nature, ''), 'category', category, 'phase', phase, 'sponsor_customer', sponsor_customer,
    'sponsor_supplier', sponsor_supplier, 'external_key', external_key)){{text}}
FROM (SELECT * FROM relationships_relationship r WHERE {_SEEN} ORDER BY r.id LIMIT 1000) r
"""

_BY_NAME = (
    ("facts", _FLAT),
    ("list", _LIST),
    ("nested", _NESTED),
    ("summary", _SUMMARY),
    ("rest", _REST),
    ("ten", _TEN),
)
STATEMENTS = {
    database: {name: statement.format(**calls) for name, statement in _BY_NAME}
    for database, calls in _CALLS.items()
}
