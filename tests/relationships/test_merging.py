"""Merging parties: all moves, nothing is lost, it can be taken back exactly, and it takes the rights."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from relationships import changes
from relationships import models as m
from relationships.actions.duplicates import tell_apart
from relationships.actions.merging import may_merge, merge_parties, undo_merge
from relationships.actions.parties import change_party
from relationships.actions.relationships import add_further_party, change_relationship, remove_relationship
from relationships.errors import Refused
from relationships.history import changes_by_id
from relationships.queries import visible_to
from relationships.queries.merging import merge_preview
from tests import builders as b

pytestmark = pytest.mark.django_db

KVK = {"scheme": "KVK", "value": "12345678"}
VAT = {"scheme": "VAT", "value": "NL004495445B01"}


def merge(into: m.Party, other: m.Party, by: Any = None, **more: Any) -> m.PartyMerge:
    return merge_parties(by=by or b.system(), into=into, other=other, **more)


def undo(done: m.PartyMerge, by: Any = None) -> m.Party:
    return undo_merge(by=by or b.system(), merge=done)


def codes(refused: Any) -> list[str]:
    return [each.code for each in refused.value.refusals]


def everything() -> dict[str, Any]:
    """Every row of the registry but the merges; not its version and when it was changed last."""
    return {
        model.__name__: sorted(
            str([(name, value) for name, value in row.items() if name not in ("version", "changed_at")])
            for row in model._base_manager.values()
        )
        for model in apps.get_app_config("relationships").get_models()
        if not hasattr(model, "history_object") and model is not m.PartyMerge
    }


@pytest.fixture
def story() -> dict[str, Any]:
    """Two records of one caterer, each with all that a party can have, and what both have."""
    parent = b.party(name="Veldhuis Groep")
    into = b.party(name="Veldhuis Catering", aliases=["Veldhuis"], identifiers=[KVK])
    other = b.party(
        name="Veldhuis Catering B.V.",
        legal_name="Veldhuis Catering Nederland B.V.",
        country="NL",
        place="Delft",
        parent=parent,
        aliases=["Veldhuis", "De Veldhuis"],
        identifiers=[VAT, {"scheme": "CREDITOR", "value": "100", "issuer": b.root()}],
    )
    child = b.party(name="Veldhuis Events", parent=other)
    mine = b.relationship(party=into, subject="Lunch")
    theirs = b.relationship(party=other, subject="Banqueting")
    b.contract(None, theirs, number="C-1", value="1200", currency="EUR")
    shared = b.relationship(subject="Bouw")
    for each in (into, other):
        add_further_party(by=b.system(), relationship=shared, party=each, part="SUBCONTRACTOR")
    add_further_party(by=b.system(), relationship=shared, party=other, part="LEAD")
    stranger = b.party(name="Velthuis Catering")
    tell_apart(by=b.system(), party=stranger, other=other)
    tell_apart(by=b.system(), party=into, other=other)
    return {
        "parent": parent,
        "into": into,
        "other": other,
        "child": child,
        "mine": mine,
        "theirs": theirs,
        "shared": shared,
        "stranger": stranger,
    }


class TestMerging:
    def test_all_that_the_other_had_moves(self, story):
        merge(story["into"], story["other"])
        into = m.Party.objects.get(pk=story["into"].pk)
        assert not m.Party.objects.filter(pk=story["other"].pk).exists()
        assert sorted(into.relationships.values_list("subject", flat=True)) == ["Banqueting", "Lunch"]
        assert m.Contract.objects.get(number="C-1").relationship.party == into
        assert sorted(into.identifiers.values_list("scheme", flat=True)) == ["CREDITOR", "KVK", "VAT"]
        assert list(into.subsidiaries.all()) == [story["child"]]
        assert sorted(into.further_parts.values_list("part", flat=True)) == ["LEAD", "SUBCONTRACTOR"]

    def test_its_names_become_aliases_each_once(self, story):
        merge(story["into"], story["other"])
        assert sorted(story["into"].aliases.values_list("name", flat=True)) == [
            "De Veldhuis",
            "Veldhuis",
            "Veldhuis Catering B.V.",
            "Veldhuis Catering Nederland B.V.",
        ]

    def test_it_fills_in_only_what_was_empty(self, story):
        change_party(by=b.system(), party=story["into"], given={"place": "Den Haag"})
        merge(story["into"], story["other"])
        into = m.Party.objects.get(pk=story["into"].pk)
        assert (into.name, into.legal_name) == ("Veldhuis Catering", "Veldhuis Catering Nederland B.V.")
        assert (into.country, into.place, into.parent) == ("NL", "Den Haag", story["parent"])

    def test_who_is_told_apart_from_the_other_is_from_the_one_and_the_pair_itself_no_more(self, story):
        merge(story["into"], story["other"])
        left = m.PartyDistinction.objects.get()
        assert (left.first, left.second) == (story["into"], story["stranger"])

    def test_the_history_of_the_other_stays_and_says_who_and_when(self, story):
        by = b.actor(b.user("ADMINISTRATOR"))
        done = merge(story["into"], story["other"], by=by)
        last, first = changes_by_id(m.Party, story["other"].pk)
        assert (first.act, last.act, last.who, last.at) == ("CREATED", "REMOVED", by.user, done.merged_at)
        moved = changes_by_id(m.Relationship, story["theirs"].pk)[0]
        assert [(each.field, each.old, each.new) for each in moved.fields] == [
            ("party", story["other"].pk, story["into"].pk)
        ]

    def test_whoever_follows_parties_is_told_of_all_relationships(self, story, monkeypatch):
        told: list[Any] = []
        monkeypatch.setattr(changes, "announce", lambda *args, **more: told.append((args, more)))
        merge(story["into"], story["other"])
        concerned = sorted([story["mine"].pk, story["theirs"].pk, story["shared"].pk])
        assert [(kind, pks, more) for (kind, pks, _by), more in told] == [
            ("PARTY", concerned, {"bulk": False})
        ]

    def test_an_id_once_given_leads_to_the_party_that_it_is_today(self):
        one, two, three = b.party(), b.party(), b.party()
        merge(two, one)
        merge(three, two)
        assert dict(m.PartyMerge.objects.values_list("other_id", "into_id")) == {
            one.pk: three.pk,
            two.pk: three.pk,
        }

    def test_as_many_statements_for_many_records_as_for_one(self):
        def counted(records: int) -> int:
            into, other = b.party(), b.party(aliases=[f"Alias {each}" for each in range(records)])
            for _ in range(records):
                b.relationship(party=other)
            with CaptureQueriesContext(connection) as statements:
                merge(into, other, by=b.system(b.NOW + timedelta(hours=records)))
            return len(statements)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(changes, "_listeners", [])
            assert counted(1) == counted(3)


class TestGroups:
    """Whatever the two parties were to each other, the group never goes round."""

    def above(self, party: m.Party) -> list[str]:
        names = []
        upper = m.Party.objects.get(pk=party.pk).parent
        while upper is not None and len(names) < 9:
            names.append(upper.name)
            upper = upper.parent
        return names

    def test_a_party_merged_with_the_one_above_it_comes_in_its_place(self):
        top = b.party(name="Top")
        other = b.party(name="Other", parent=top)
        into = b.party(name="Into", parent=other)
        before = everything()
        done = merge(into, other)
        assert self.above(into) == ["Top"]
        undo(done)
        assert everything() == before

    def test_a_party_merged_with_one_further_above_it(self):
        top = b.party(name="Top")
        other = b.party(name="Other", parent=top)
        between = b.party(name="Between", parent=other)
        into = b.party(name="Into", parent=between)
        before = everything()
        done = merge(into, other)
        assert self.above(into) == ["Top"]
        assert self.above(between) == ["Into", "Top"]
        undo(done)
        assert everything() == before

    def test_a_party_merged_with_one_below_it_stays_where_it_is(self):
        into = b.party(name="Into")
        between = b.party(name="Between", parent=into)
        other = b.party(name="Other", parent=between)
        below = b.party(name="Below", parent=other)
        before = everything()
        done = merge(into, other)
        assert self.above(into) == []
        assert self.above(below) == ["Into"]
        undo(done)
        assert everything() == before

    def test_undoing_is_refused_where_the_group_would_go_round(self):
        other = b.party(name="Other", parent=b.party(name="Upper"))
        below = b.party(name="Below", parent=other)
        into = b.party(name="Into", parent=b.party(name="Top"))
        done = merge(into, other)
        change_party(by=b.system(), party=m.Party.objects.get(name="Upper"), given={"parent": below})
        before = everything()
        with pytest.raises(Refused) as refused:
            undo(done)
        assert codes(refused) == ["BUILT_ON"]
        assert everything() == before


class TestUndoing:
    def test_everything_is_as_it_was(self, story):
        before = everything()
        done = merge(story["into"], story["other"])
        assert everything() != before
        there = undo(done)
        assert there.pk == story["other"].pk
        assert everything() == before
        done.refresh_from_db()
        assert done.undone_at is not None

    def test_chains_are_taken_back_from_the_last_on(self, story):
        before = everything()
        first = merge(story["into"], story["other"])
        second = merge(story["stranger"], story["into"])
        with pytest.raises(Refused) as refused:
            undo(first)
        assert codes(refused) == ["BUILT_ON"]
        assert f"#{second.pk}" in str(refused.value)
        undo(second)
        undo(m.PartyMerge.objects.get(pk=first.pk))
        assert everything() == before

    def test_what_came_since_stays_with_the_one(self, story):
        done = merge(story["into"], story["other"])
        later = b.relationship(party=story["into"], subject="Later")
        change_party(by=b.system(), party=story["into"], given={"place": "Utrecht"})
        undo(done)
        into = m.Party.objects.get(pk=story["into"].pk)
        assert m.Relationship.objects.get(pk=later.pk).party == into
        assert (into.place, into.country) == ("Utrecht", "")

    def test_a_change_of_something_else_on_what_moved_is_no_obstacle(self, story):
        done = merge(story["into"], story["other"])
        change_relationship(by=b.system(), relationship=story["theirs"], given={"subject": "Diner"})
        undo(done)
        held = m.Relationship.objects.get(pk=story["theirs"].pk)
        assert (held.subject, held.party) == ("Diner", story["other"])

    def test_what_moved_on_since_is_named(self, story):
        done = merge(story["into"], story["other"])
        change_relationship(by=b.system(), relationship=story["theirs"], given={"party": story["stranger"]})
        before = everything()
        with pytest.raises(Refused) as refused:
            undo(done)
        assert codes(refused) == ["BUILT_ON"]
        assert f"relationship #{story['theirs'].pk}" in str(refused.value)
        assert everything() == before

    def test_what_is_gone_since_is_named_all_at_once(self, story):
        bare = b.relationship(party=story["other"])
        done = merge(story["into"], story["other"])
        remove_relationship(by=b.system(), relationship=bare)
        change_party(by=b.system(), party=story["into"], given={"aliases": [], "identifiers": []})
        with pytest.raises(Refused) as refused:
            undo(done)
        assert codes(refused) == ["BUILT_ON", "BUILT_ON", "BUILT_ON"]

    def test_only_once(self, story):
        done = merge(story["into"], story["other"])
        undo(done)
        with pytest.raises(Refused) as refused:
            undo(done)
        assert codes(refused) == ["ALREADY_WITHDRAWN"]

    def test_and_then_merged_again(self, story):
        undo(merge(story["into"], story["other"]))
        merge(story["other"], story["into"])
        assert not m.Party.objects.filter(pk=story["into"].pk).exists()


class TestRefusals:
    def test_with_itself(self):
        party = b.party()
        with pytest.raises(Refused) as refused:
            merge(party, party)
        assert codes(refused) == ["DUPLICATE"]

    def test_twice(self, story):
        merge(story["into"], story["other"])
        with pytest.raises(Refused) as refused:
            merge(story["into"], story["other"])
        assert codes(refused) == ["NOT_FOUND"]

    @pytest.mark.parametrize("value", [None, "", "x", 0, -1, 10**30, True, [], {}, "\x00"])
    def test_with_nothing_that_there_is(self, value):
        with pytest.raises(Refused) as refused:
            merge(b.party(), value)
        assert codes(refused)[0] in ("NOT_FOUND", "WRONG_TYPE")

    @pytest.mark.parametrize(("name", "field"), [("version", "version"), ("other_version", "other_version")])
    def test_a_party_that_was_changed_in_between(self, story, name, field):
        with pytest.raises(Refused) as refused:
            merge(story["into"], story["other"], **{name: 7})
        assert [(each.code, each.field) for each in refused.value.refusals] == [("STALE", field)]


class TestRights:
    @pytest.fixture
    def units(self):
        return b.unit("NORTH"), b.unit("SOUTH")

    def pair(self, one: m.Unit, two: m.Unit) -> tuple[m.Party, m.Party]:
        into, other = b.party(), b.party()
        b.relationship(unit=one, party=into)
        b.relationship(unit=two, party=other)
        return into, other

    def test_within_a_unit_it_takes_who_keeps_parties_there(self, units):
        north, _south = units
        into, other = self.pair(north, north)
        for role, allowed in (
            ("READER", False),
            ("ACCOUNT_MANAGER", False),
            ("SOURCING_MANAGER", True),
            ("ADMINISTRATOR", True),
        ):
            by = b.actor(b.user(role, north))
            assert may_merge(by, into, other) is allowed
            if allowed:
                undo(merge(into, other, by=by), by=by)
                continue
            with pytest.raises(Refused) as refused:
                merge(into, other, by=by)
            assert codes(refused) == ["NOT_ALLOWED"]

    def test_across_units_it_takes_an_administrator_of_each(self, units):
        into, other = self.pair(*units)
        for role, allowed in (("SOURCING_MANAGER", False), ("ADMINISTRATOR", True)):
            by = b.actor(b.user(role))
            assert may_merge(by, into, other) is allowed
            if allowed:
                done = merge(into, other, by=by)
                assert done.merged_by == by.user
                continue
            with pytest.raises(Refused) as refused:
                merge(into, other, by=by)
            assert codes(refused) == ["NOT_ALLOWED"]

    @pytest.mark.parametrize("how", ["relationship", "further", "creditor", "of_into"])
    def test_a_hidden_unit_refuses_without_being_named(self, units, how):
        north, south = units
        into, other = self.pair(north, north)
        if how == "relationship":
            b.relationship(unit=south, party=other)
        elif how == "of_into":
            b.relationship(unit=south, party=into)
        elif how == "further":
            relationship = b.relationship(unit=south)
            add_further_party(by=b.system(), relationship=relationship, party=other, part="LEAD")
        else:
            number = {"scheme": "CREDITOR", "value": "1", "issuer": south}
            change_party(by=b.system(), party=other, given={"identifiers": [number]})
        by = b.actor(b.user("ADMINISTRATOR", north))
        before = everything()
        with pytest.raises(Refused) as refused:
            merge(into, other, by=by)
        assert codes(refused) == ["NOT_ALLOWED"]
        assert "SOUTH" not in str(refused.value)
        assert not may_merge(by, into, other)
        assert everything() == before

    def test_undoing_takes_the_rights_as_they_are_then(self, units):
        north, south = units
        into, other = self.pair(north, north)
        by = b.actor(b.user("SOURCING_MANAGER", north))
        done = merge(into, other, by=by)
        b.relationship(unit=south, party=into)
        with pytest.raises(Refused) as refused:
            undo(done, by=by)
        assert codes(refused) == ["NOT_ALLOWED"]

    def test_parties_that_nobody_deals_with_are_merged_by_who_made_them(self, units):
        by = b.actor(b.user("SOURCING_MANAGER", units[0]))
        into, other = b.party(by), b.party(by)
        merge(into, other, by=by)
        assert list(visible_to(by.user, m.Party)) == [into]

    def test_a_hidden_party_is_not_there(self, units):
        north, south = units
        into, other = self.pair(north, south)
        by = b.actor(b.user("ADMINISTRATOR", north))
        with pytest.raises(Refused) as refused:
            merge(into, other.pk, by=by)
        assert codes(refused) == ["NOT_FOUND"]

    def test_an_undone_merge_is_seen_by_who_sees_both(self, units):
        north, _south = units
        into, other = self.pair(*units)
        northerner, everywhere = b.user("READER", north), b.user("READER")
        done = merge(into, other)
        assert visible_to(northerner, m.PartyMerge).count() == 1
        undo(done)
        assert visible_to(northerner, m.PartyMerge).count() == 0
        assert visible_to(everywhere, m.PartyMerge).count() == 1


class TestPreview:
    def test_it_says_what_would_move_and_be_filled_in(self, story):
        found = merge_preview(b.system().user, story["into"], story["other"])
        assert found.moving == {
            "aliases": 2,
            "identifiers": 2,
            "relationships": 1,
            "further_parts": 2,
            "subsidiaries": 1,
        }
        assert found.names == ["Veldhuis Catering B.V.", "Veldhuis Catering Nederland B.V."]
        assert found.filled == {
            "legal_name": "Veldhuis Catering Nederland B.V.",
            "country": "NL",
            "place": "Delft",
            "parent": story["parent"].pk,
        }
        assert found.numbers == []

    def test_two_numbers_of_one_scheme_are_pointed_out(self):
        one = b.party(identifiers=[KVK])
        two = b.party(identifiers=[{"scheme": "KVK", "value": "87654321"}, VAT])
        assert merge_preview(b.system().user, one, two).numbers == ["KVK"]

    def test_only_what_may_be_seen_is_counted(self):
        north, south = b.unit("NORTH"), b.unit("SOUTH")
        into, other = b.party(), b.party(parent=b.party(name="Hidden"))
        for unit in (north, south):
            b.relationship(unit=unit, party=other)
        found = merge_preview(b.user("READER", north), into, other)
        assert found.moving["relationships"] == 1
        assert "parent" not in found.filled

    def test_nothing_is_written(self, story):
        before = everything()
        merge_preview(b.system().user, story["into"], story["other"])
        assert everything() == before


def test_merges_have_moments_of_their_own() -> None:
    parties = [b.party() for _ in range(4)]
    done = [merge(parties[0], each) for each in parties[1:]]
    assert [each.merged_at - b.NOW for each in done] == [timedelta(microseconds=at) for at in (1, 2, 3)]
