"""What each sees of another unit: nothing, in no read of REST, no root field with all its fields, no file.

What belongs to another unit makes no difference to any answer: not one byte of it, nor of its headers,
whether the other unit's texts and numbers are these or others, and whether there is more of it or less.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from access.models import SavedQuery
from relationships.actions.units import revoke_role
from relationships.choices import Role
from relationships.filters import FILTERS
from relationships.filters.kinds import Ordering
from relationships.models import RoleAssignment
from relationships.permissions import Act
from relationships.queries import visible_to
from tests import builders as b
from tests.api.graphql.test_query_counts import asking_for, is_list_of_records, node_type, plain_fields
from tests.api.matrix.expected import FIELDS, READS, Sight, by_name
from tests.api.matrix.found import operations, roots
from tests.api.matrix.reading import ask, asked_of, document, reads
from tests.api.matrix.worlds import (
    BOUND,
    CANARY,
    MODELS,
    SHARED,
    World,
    add_more,
    scoped,
    seed,
    words_of,
    world,
)
from tests.kept import made_once

pytestmark = pytest.mark.django_db

EXPECTED = by_name(READS)
# What differs from one answer to the next.
PASSING = {"Date", "X-Request-ID", "Content-Length"}
# What it does tell of another unit: whether two parties may be merged, which that one's dealings can forbid.
TELLING = {"parties/*/merge-preview", "mergePreview"}
# Said to be in another state than is asked about: no import was read, the set is in force.
NOT_NOW = {"imports/*/annotated", "relationships/*/compliance/provisional"}
ONES_OWN = (Sight.SIGNED_IN, Sight.TOKENS)
Answers = dict[tuple[str, str], str]


def told(answer: Any) -> str:
    """All that an answer says, what is packed in it too."""
    content = answer.getvalue()
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"".join(packed.read(each) for each in sorted(packed.namelist()))
    if content[:4] == b"PAR1":
        content = str(_rows_of(content)).encode()
    headers = sorted((name, said) for name, said in answer.headers.items() if name not in PASSING)
    return f"{answer.status_code} {headers} {content.decode(errors='replace')}"


def _rows_of(content: bytes) -> list[Any]:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra parquet: requirements/parquet.txt")
    rows: list[Any] = parquet.read_table(io.BytesIO(content)).to_pylist()
    return rows


def all_answers(there: World, user: Any) -> Answers:
    """What somebody is answered to everything: the text of it by what he asked."""
    found: Answers = {}
    for pattern, address, answer in reads(there, user):
        at_what_moment = EXPECTED[pattern] is Sight.TOKENS or answer.getvalue()[:2] == b"PK"
        if not at_what_moment and pattern not in TELLING:
            assert answer.status_code == (409 if pattern in NOT_NOW else 200), address
            found["REST", address] = told(answer)
    for root in sorted(roots() - TELLING):
        lean = is_list_of_records(root)
        text = asking_for(root, plain_fields(node_type(root))) if lean else document(root, there)
        found["GraphQL", root] = told(ask(there, user, text))
    return found


class Kept:
    """The world, and what its administrator was answered before the other unit changed."""

    def __init__(self) -> None:
        self.there = world()
        self.user = self.there.users[Role.ADMINISTRATOR]
        self.before = all_answers(self.there, self.user)
        self.orders = {address: told(answer) for address, answer in self.ordered()}
        add_more(self.there)
        self.missing = seed(self.there)

    def ordered(self) -> Iterator[tuple[str, Any]]:
        """Every list by all that it can be ordered by, and searched for the canary."""
        caller = self.there.caller(self.user)
        for address, model in MODELS.items():
            filters = FILTERS.get(model)
            if filters is None or f"GET:{address}" not in operations():
                continue
            ordering = filters.base_filters.get("ordering")
            if isinstance(ordering, Ordering):
                by_all = f"{address}?ordering={','.join(ordering.keys)}"
                yield by_all, caller.get(by_all)
            if "q" in filters.base_filters:
                yield f"{address}?count=1&q={CANARY}", caller.get(f"{address}?count=1&q={CANARY}")


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("imports")
    with made_once(django_db_blocker), override_settings(IMPORT_DIR=folder):
        yield Kept()


@pytest.fixture
def kept(made: Kept, db: None) -> Kept:
    return made


@pytest.fixture
def there(kept: Kept) -> World:
    return kept.there


def test_every_read_is_expected_of_somebody() -> None:
    found = {each.removeprefix("GET:") for each in operations() if each.startswith("GET:")}
    assert found - EXPECTED.keys() == set(), "say in expected.py READS who sees each of these"
    assert EXPECTED.keys() - found == set(), "these are no operations any more: take them out of expected.py"
    assert roots() - by_name(FIELDS).keys() == set(), "say in expected.py FIELDS who sees each of these"
    assert by_name(FIELDS).keys() - roots() == set()


def test_the_scope_of_each_kind_leaves_out_the_other_unit(there: World) -> None:
    for model in scoped():
        for user in there.users.values():
            seen = set(visible_to(user, model).values_list("pk", flat=True))
            if user is there.users[None]:
                assert seen <= {user.pk if model is type(user) else 0}, model
            elif model not in SHARED:
                known = {each.pk for each in (there.users.values() if model is type(user) else ())}
                assert seen & there.foreign[model] <= known, (model, user)


def test_every_text_of_the_other_unit_is_a_canary(kept: Kept) -> None:
    assert kept.missing == [], "make one of these in the other unit (tests/api/matrix/worlds.py)"
    bare = []
    for model in scoped():
        if model in SHARED or not words_of(model):
            continue
        for each in words_of(model):
            held = model._base_manager.filter(pk__in=kept.there.foreign[model]).values_list(
                each.name, flat=True
            )
            short = CANARY[: each.max_length]
            if (model, each.name) not in BOUND and not any(short in str(text) for text in held):
                bare.append(f"{model.__name__}.{each.name}")
    assert bare == [], "no canary in these: see to it in tests/api/matrix/worlds.py"


def test_what_another_unit_has_makes_no_difference(kept: Kept) -> None:
    after = all_answers(kept.there, kept.user)
    differing = [
        (what, kept.before[what][:1_500], after[what][:1_500])
        for what in after
        if after[what] != kept.before[what]
    ]
    assert differing == []
    assert len(after) > 280


def test_nor_to_the_order_of_a_list_or_to_what_is_found_in_it(kept: Kept) -> None:
    after = {address: told(answer) for address, answer in kept.ordered()}
    assert [each for each in after if after[each] != kept.orders[each]] == []
    assert len(after) > 40


# What the widest role is answered is compared to the byte above.
WIDER = [pytest.param(each, marks=pytest.mark.long) for each in Role if each is not Role.READER]


@pytest.mark.parametrize("role", [None, Role.READER, *WIDER])
def test_each_role_is_answered_what_it_may_see(there: World, role: Role | None) -> None:
    wrong = []
    for pattern, address, answer in reads(there, there.users[role]):
        said = told(answer)
        if CANARY in said:
            wrong.append(("canary", address, said[:500]))
        if answer.status_code not in _statuses(EXPECTED[pattern], role, pattern):
            wrong.append((answer.status_code, address, said[:300]))
        elif role is None and answer.status_code == 200 and EXPECTED[pattern] not in ONES_OWN:
            items = answer.json().get("items") if isinstance(answer.json(), dict) else answer.json()
            if items and pattern != "users":
                wrong.append(("items", address, said[:300]))
    assert wrong == [], "\n".join(map(str, wrong))


def _statuses(takes: Sight | Act, role: Role | None, pattern: str) -> set[int]:
    """How somebody on the own unit may be answered."""
    one = "*" in pattern
    if takes in ONES_OWN:
        return {200}
    if role is not None and pattern in NOT_NOW:
        return {409} if not isinstance(takes, Act) or role.rank >= takes.role.rank else {403}
    if pattern.startswith("role-assignments/*") and role is not Role.ADMINISTRATOR:
        return {404}  # one's own, and those that one may keep
    if role is None:
        return {404} if one else {403} if isinstance(takes, Act) else {200}
    if isinstance(takes, Act):
        return {200} if role.rank >= takes.role.rank else {403}
    if takes is Sight.KEPT and role is not Role.ADMINISTRATOR:
        return {404} if one else {200}
    return {200}


def test_the_id_of_another_units_record_is_as_good_as_none(there: World) -> None:
    caller = there.caller(there.users[Role.ADMINISTRATOR])
    nothing = 99_999_999
    for pattern, takes in EXPECTED.items():
        model = SavedQuery if pattern.startswith("queries") else MODELS.get(pattern.split("/")[0])
        if "*" not in pattern or model in SHARED or takes is Sight.SHARED or takes is Sight.TOKENS:
            continue
        assert model is not None
        pk = max(there.foreign[model])
        one, other = (caller.get(pattern.replace("*", str(each))) for each in (pk, nothing))
        assert one.status_code == other.status_code == 404, pattern
        assert told(one).replace(f"“{pk}”", "X") == told(other).replace(f"“{nothing}”", "X"), pattern


def test_files_hold_nothing_of_another_unit(there: World) -> None:
    """Every list as csv; what is exported, and the rows of a saved query, in each of their forms."""
    caller = there.caller(there.users[Role.ADMINISTRATOR])
    files = 0
    for name, view in operations().items():
        method, pattern = name.split(":")
        forms = getattr(getattr(view, "get", None), "formats", ()) if method == "GET" else ()
        for form in map(str, forms):
            in_each = EXPECTED[pattern] is Act.EXPORT or pattern == "queries/*"
            if form == "csv" or (form != "json" and in_each):
                asked = asked_of(pattern, there)
                address = f"{there.address(pattern)}{asked}{'&' if asked else '?'}format={form}"
                answer = caller.get(address)
                assert answer.status_code == 200, address
                assert CANARY not in told(answer), address
                files += 1
    assert files > 90


def test_strangers_are_told_nothing_but_to_sign_in(there: World) -> None:
    for pattern, address, answer in reads(there, None):
        assert (answer.status_code, answer.json()["code"]) == (401, "NOT_SIGNED_IN"), (pattern, address)
    for root in sorted(roots()):
        answer = ask(there, None, document(root, there))
        assert [each["extensions"]["code"] for each in answer.json()["errors"]] == ["NOT_SIGNED_IN"], root


def test_somebody_without_a_role_is_told_nothing_by_any_root_field(there: World) -> None:
    nobody = there.users[None]
    shown = []
    for root, takes in by_name(FIELDS).items():
        answer = ask(there, nobody, document(root, there)).json()
        found = (answer.get("data") or {}).get(root)
        assert CANARY not in json.dumps(answer), root
        if takes not in ONES_OWN and root != "users" and found and not _nothing_in(found):
            shown.append((root, str(found)[:300]))
    assert shown == []


def _nothing_in(found: Any) -> bool:
    if isinstance(found, dict) and "edges" in found:
        return bool(found["totalCount"] == 0 and found["edges"] == [])
    return not any(found.values() if isinstance(found, dict) else found)


def test_a_role_that_is_taken_away_shows_nothing_from_then_on(there: World) -> None:
    user = there.users[Role.READER]
    text = "{ relationships { totalCount } relationshipFacts { rowKey } }"
    assert ask(there, user, text).json()["data"]["relationships"]["totalCount"] == 1
    for each in RoleAssignment.objects.filter(user=user):
        revoke_role(by=b.system(), assignment=each)
    assert ask(there, user, text).json()["data"] == {
        "relationships": {"totalCount": 0},
        "relationshipFacts": [],
    }
