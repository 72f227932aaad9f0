"""Which parties may be one: found with the reason, few false alarms, only what may be seen."""

from __future__ import annotations

import time
from itertools import pairwise, product
from typing import Any

import pytest

from relationships import models as m
from relationships.actions.duplicates import tell_apart, tell_apart_no_more
from relationships.errors import Refused
from relationships.identifiers import registered
from relationships.likeness import Names, nearest, similarity
from relationships.queries import visible_to
from relationships.queries.duplicates import duplicates
from tests import builders as b

SYLLABLES = [
    "ba",
    "ker",
    "vel",
    "huis",
    "jan",
    "sen",
    "dijk",
    "stra",
    "mo",
    "len",
    "aar",
    "tel",
    "wes",
    "top",
]


class TestSimilarity:
    @pytest.mark.parametrize(
        ("one", "two", "expected"),
        [
            ("veldhuis catering", "catering veldhuis", 100),
            ("w o stinson and son", "w.o. stinson & son", 100),
            ("city of toronto", "the city of toronto", 100),
            ("sani sol", "sanisol", 100),
            ("veldhuis catering", "velthuis catering", 93.8),
            ("auto-wa upholstery and glass", "auto-wa upholstrey and glass", 95.2),
        ],
    )
    def test_the_same_name_written_otherwise(self, one, two, expected):
        assert similarity(one, two) == similarity(two, one) == expected

    @pytest.mark.parametrize(
        ("one", "two"),
        [
            ("leverancier 1", "leverancier 2"),
            ("kal tire ottawa 849", "kal tire ottawa 894"),
            ("bouwbedrijf noord holland", "bouwbedrijf zuid holland"),
            ("university of pennsylvania east", "university of pennsylvania west"),
            ("abc", "abd"),
            ("", ""),
            ("", "veldhuis"),
        ],
    )
    def test_names_that_only_look_alike(self, one, two):
        assert similarity(one, two) in (0, 100 if one == two else 0)

    def test_it_is_the_same_both_ways_and_never_above_a_hundred(self):
        names = [f"{a}{c} {d}" for a in SYLLABLES for c in SYLLABLES[:4] for d in SYLLABLES[:3]]
        for one, two in pairwise(names):
            assert 0 <= similarity(one, two) == similarity(two, one) <= 100


class TestNames:
    def test_near_names_are_found_from_the_beginning_the_end_and_a_rare_word(self):
        names = Names(["veldhuis catering", "bakker en zonen transport", "molenaar installaties", "westtop"])
        for meant, written in (
            ("veldhuis catering", "veldhuis caterinh"),
            ("veldhuis catering", "feldhuis catering"),
            ("bakker en zonen transport", "transport bakker en zonen"),
            ("molenaar installaties", "molenaar instalaties"),
        ):
            assert [name for _score, name in names.near(written)] == [meant]
            assert [name for _score, name in nearest(written, names.names)] == [meant]
        assert names.near("dijkstra") == []

    @pytest.mark.long
    def test_a_hundred_thousand_names_take_seconds(self):
        """Not all with all, which would be five thousand million pairs."""
        parts = product(SYLLABLES, SYLLABLES, SYLLABLES, SYLLABLES, SYLLABLES[:3])
        made = {f"{a}{c}{d} {e}{f} bouw" for a, c, d, e, f in parts}
        assert len(made) > 100_000
        begun = time.process_time()
        found = Names(made)
        assert found.near("bakervel jankerr bouw") != []
        assert time.process_time() - begun < 60


@pytest.mark.parametrize(
    ("scheme", "value", "expected"),
    [
        ("KVK", "12345678", ("KVK", "12345678")),
        ("OIN", "00000003123456780000", ("KVK", "12345678")),
        ("OIN", "00000001004495445000", ("RSIN", "004495445")),
        ("OIN", "00000004000000001000", None),
        ("VAT", "NL004495445B01", ("RSIN", "004495445")),
        ("VAT", "BE0428759497", None),
        ("KVK_BRANCH", "000012345678", None),
        ("DUNS", "123456789", None),
    ],
)
def test_the_registers_number_in_an_identifier(scheme: str, value: str, expected: Any) -> None:
    assert registered(scheme, value) == expected


def listed(user: Any = None, **asked: Any) -> list[tuple[str, str, str, float]]:
    page = duplicates(user or b.system().user, **asked)
    return [(each.one.name, each.two.name, str(each.reason), each.similarity) for each in page.duplicates]


@pytest.mark.django_db
class TestDuplicates:
    def test_by_number_by_name_by_alias_and_by_nearly_the_same_name(self):
        b.party(name="Veldhuis", identifiers=[{"scheme": "KVK", "value": "12345678"}])
        b.party(name="Anders", identifiers=[{"scheme": "OIN", "value": "00000003123456780000"}])
        b.party(name="Café Zuid B.V.")
        b.party(name="Stichting CAFE zuid")
        b.party(name="Molenaar Installaties", aliases=["Molens"])
        b.party(name="Molens N.V.")
        b.party(name="Dijkstra Transport")
        b.party(name="Dijkstra Transpord")
        assert listed() == [
            ("Veldhuis", "Anders", "SAME_NUMBER", 100),
            ("Café Zuid B.V.", "Stichting CAFE zuid", "SAME_NAME", 100),
            ("Molenaar Installaties", "Molens N.V.", "SAME_NAME", 100),
            ("Dijkstra Transport", "Dijkstra Transpord", "NEAR_NAME", 94.1),
        ]

    def test_one_reason_a_pair_the_strongest(self):
        b.party(name="Veldhuis", aliases=["Velthuis"], identifiers=[{"scheme": "KVK", "value": "12345678"}])
        b.party(name="Velthuis", identifiers=[{"scheme": "OIN", "value": "00000003123456780000"}])
        assert [each[2] for each in listed()] == ["SAME_NUMBER"]

    def test_narrowed_and_in_pages(self):
        parties = [b.party(name=name) for name in ("Veldhuis", "Veldhuis BV", "Veldhuis NV", "Westtop Zorg")]
        b.party(name="Westop Zorg")
        first = duplicates(b.system().user, limit=3)
        assert (len(first.duplicates), first.total) == (3, 4)
        second = duplicates(b.system().user, limit=3, after=first.following)
        assert [each.reason for each in second.duplicates] == ["NEAR_NAME"]
        assert second.following is None
        assert len(listed(party=parties[0])) == 2
        assert len(listed(party=parties[3])) == 1
        assert len(listed(reasons=["SAME_NAME"])) == 3
        assert len(listed(least=99)) == 3

    @pytest.mark.parametrize("after", ["", "x", "100", "100-1", "1-2-3-4", "nan-x-2", "--", "1e9999-٣-2"])
    def test_a_cursor_of_somebody_else_is_refused(self, after):
        with pytest.raises(Refused) as refused:
            duplicates(b.system().user, after=after)
        assert [each.code for each in refused.value.refusals] == ["INVALID_CURSOR"]

    def test_only_what_may_be_seen(self):
        north, south = b.unit("NORTH"), b.unit("SOUTH")
        seen, hidden = b.party(name="Veldhuis"), b.party(name="Veldhuis B.V.")
        b.relationship(unit=north, party=seen)
        b.relationship(unit=south, party=hidden)
        number = {"scheme": "CREDITOR", "value": "1", "issuer": south}
        b.party(name="Elders", identifiers=[number])
        assert listed(b.user("READER", north)) == []
        assert duplicates(b.user("READER", north)).total == 0
        assert len(listed(b.user("READER"))) == 1
        assert listed(b.user()) == []

    def test_many_of_one_name_are_set_beside_the_next_one_only(self):
        for _ in range(25):
            b.party(name="Gemeente")
        assert duplicates(b.system().user).total == 24

    def test_as_many_statements_for_three_pairs_as_for_one(self, queries):
        user = b.system().user
        for name in ("Veldhuis", "Westtop", "Dijkstra"):
            b.party(name=name)
            b.party(name=f"{name} B.V.")
            with queries(5):
                assert duplicates(user).duplicates

    def test_two_that_are_told_apart_are_not_suggested_again_until_that_is_taken_back(self):
        by = b.actor(b.user("SOURCING_MANAGER"))
        one, two = b.party(by, name="Veldhuis"), b.party(by, name="Veldhuis B.V.")
        told = tell_apart(by=by, party=two, other=one.pk, reason="Vader en zoon.")
        assert (told.first, told.second, told.decided_by, told.reason) == (
            one,
            two,
            by.user,
            "Vader en zoon.",
        )
        assert listed(by.user) == []
        with pytest.raises(Refused) as refused:
            tell_apart(by=by, party=one, other=two)
        assert [each.code for each in refused.value.refusals] == ["DUPLICATE"]
        tell_apart_no_more(by=by, distinction=told)
        assert len(listed(by.user)) == 1

    def test_telling_apart_takes_who_keeps_one_of_them(self):
        north, south = b.unit("NORTH"), b.unit("SOUTH")
        one, two = b.party(name="Veldhuis"), b.party(name="Veldhuis B.V.")
        b.relationship(unit=north, party=one)
        b.relationship(unit=south, party=two)
        reader = b.actor(b.user("READER"))
        with pytest.raises(Refused) as refused:
            tell_apart(by=reader, party=one, other=two)
        assert [each.code for each in refused.value.refusals] == ["NOT_ALLOWED"]
        northerner = b.actor(b.user("SOURCING_MANAGER", north))
        with pytest.raises(Refused) as refused:
            tell_apart(by=northerner, party=one, other=two.pk)
        assert [each.code for each in refused.value.refusals] == ["NOT_FOUND"]
        told = tell_apart(by=b.system(), party=one, other=two)
        assert list(visible_to(northerner.user, m.PartyDistinction)) == []
        assert list(visible_to(reader.user, m.PartyDistinction)) == [told]

    def test_with_itself_it_is_refused(self):
        party = b.party()
        with pytest.raises(Refused) as refused:
            tell_apart(by=b.system(), party=party, other=party)
        assert [each.code for each in refused.value.refusals] == ["DUPLICATE"]
