"""The number of queries follows from the shape of what is asked, never from the number of rows.

Found from the schema and the addresses: every list at the root of the schema with every field of its
records and, for each that leads on, with every field there; every other root field with all it leads to;
every read of REST, a list with one row and with four, a record with one of everything and with three.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.models import Token
from relationships.choices import Role
from tests import builders as b
from tests.api.graphql.test_query_counts import DOCUMENTS, is_list_of_records
from tests.api.graphql.worlds import fill
from tests.api.matrix.found import operations, roots
from tests.api.matrix.test_reading import ask, asked_of, document
from tests.api.matrix.worlds import World, added_since, ids_of_all, saved_query

pytestmark = pytest.mark.django_db


def _asked(do: Any) -> list[str]:
    """The statements that something takes, but the note that a token was used."""
    with CaptureQueriesContext(connection) as found:
        answer = do()
    assert answer.status_code == 200, answer.getvalue()[:500]
    assert b'"errors":' not in answer.getvalue()[:20]
    return [each["sql"] for each in found.captured_queries if Token._meta.db_table not in each["sql"]]


def _shape(statement: str) -> str:
    """A statement without its values."""
    return re.sub(r"'[^']*'|\b\d+\b", "?", statement)[:300]


def _more(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, tuple[int, int, list[str]]]:
    return {
        what: (len(before[what]), len(after[what]), [_shape(each) for each in after[what]][-3:])
        for what in before
        if len(after[what]) > len(before[what])
    }


def test_queries_do_not_grow_with_rows(db: None) -> None:
    admin = b.user("ADMINISTRATOR", username="admin")
    start = ids_of_all()
    first = fill(1, admin, "A")[0]
    saved_query("query-a", first.unit, admin)
    ones = added_since(start)
    there = World({Role.ADMINISTRATOR: admin}, {}, ones, {})
    caller = there.caller(admin)
    singles = {root: document(root, there) for root in sorted(roots()) if not is_list_of_records(root)}
    documents = {**DOCUMENTS, **singles}
    reads = [each[4:] for each in operations() if each.startswith("GET:")]
    addresses = {each: there.address(each, user=admin) + asked_of(each, there) for each in reads}
    assert ask(there, admin, "{ me { pk } }").status_code == 200

    by_fields = {each: _asked(lambda each=each: ask(there, admin, documents[each])) for each in documents}
    by_address = {each: _asked(lambda each=each: caller.get(addresses[each])) for each in reads}
    middle = ids_of_all()
    found = fill(3, admin, "B")
    saved_query("query-b", found[0].unit, admin)
    there.foreign = added_since(middle)

    more = {each: _asked(lambda each=each: ask(there, admin, documents[each])) for each in documents}
    assert _more(by_fields, more) == {}
    lists = {each: _asked(lambda each=each: caller.get(addresses[each])) for each in reads if "*" not in each}
    assert _more({each: by_address[each] for each in lists}, lists) == {}
    assert (len(documents), len(reads)) > (90, 150)

    there.own = there.foreign
    records = {}
    for each in reads:
        if "*" in each and not each.startswith("tokens"):
            address = there.address(each) + asked_of(each, there)
            records[each] = _asked(lambda address=address: caller.get(address))
    assert _more({each: by_address[each] for each in records}, records) == {}
