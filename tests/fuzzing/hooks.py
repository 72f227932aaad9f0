"""What schemathesis has to know of our GraphQL: its scalars, and which answers are no good."""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import strategies as st
from schemathesis.graphql import nodes

_texts = st.one_of(
    st.text(max_size=20), st.sampled_from(["1", "0", "NL", "EUR", "x" * 300, "=1+1", "SERVICE"])
)
_numbers = st.integers(min_value=-(2**40), max_value=2**40)
_days = st.sampled_from(["2026-11-20", "2026-02-30", "0001-01-01", "9999-12-31", "yesterday", ""])

SCALARS = {
    "Text": _texts.map(nodes.String),
    "Code": _texts.map(nodes.String),
    "Level": st.integers(-1, 7).map(nodes.Int),
    "Whole": _numbers.map(nodes.Int),
    "Amount": st.sampled_from(["1.00", "-3", "1e9", "ten", ""]).map(nodes.String),
    "Day": _days.map(nodes.String),
    "Date": _days.map(nodes.String),
    "Moment": _days.map(nodes.String),
    "DateTime": _days.map(nodes.String),
    "Truth": st.booleans().map(nodes.Boolean),
    "Json": _texts.map(nodes.String),
    "Reference": st.one_of(st.integers(0, 30).map(nodes.Int), _texts.map(nodes.String)),
}
for name, strategy in SCALARS.items():
    schemathesis.graphql.scalar(name, strategy)


@schemathesis.check
def answered_or_refused(ctx: Any, response: Any, case: Any) -> None:
    """JSON, and each error with a code of ours; none of them says that something unexpected happened."""
    assert response.status_code in (200, 400), response.status_code
    for error in response.json().get("errors", ()):
        code = error.get("extensions", {}).get("code")
        assert code not in (None, "UNEXPECTED"), error
