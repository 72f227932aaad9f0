"""An import taken back: as if it had never been, or refused with what stands in the way."""

from datetime import timedelta

import pytest

from imports.models import ImportRun
from imports.undo import undo
from relationships import models as m
from relationships import verdicts
from relationships.actions.contracts import change_contract
from relationships.choices import Role
from relationships.errors import Refused
from tests import builders
from tests.imports.books import HEADER, lines

pytestmark = pytest.mark.django_db

RECORDS = (
    m.Party,
    m.PartyIdentifier,
    m.Relationship,
    m.Contract,
    m.ContractLine,
    m.FactRating,
    m.Classification,
)


def later(hours=1):
    return builders.system(builders.NOW + timedelta(hours=hours))


def held():
    """All that the registry holds, without when it was last changed."""
    left_out = ("version", "changed_at")
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in left_out}
            for row in model.objects.order_by("pk").values()
        ]
        for model in RECORDS
    }


def codes(caught):
    return [each.code for each in caught.value.refusals]


class TestUndo:
    def test_what_the_run_made_is_gone_and_its_history_stays(self, take):
        take(
            [
                [*HEADER, "KvK-nummer", "complexity"],
                *[[*row, f"0123456{at}", 3] for at, row in enumerate(lines(3))],
            ]
        )
        verdicts.compute_pending()
        run = undo(by=later(), run=ImportRun.objects.get())
        assert run.state == "UNDONE"
        assert run.undone_by == later().user
        assert not any(held().values())
        assert not m.Verdict.objects.exists()
        assert not m.Portfolio.objects.exists()
        for model in (m.Party, m.Relationship, m.Contract, m.ContractLine, m.FactRating):
            acts = set(model.history.values_list("history_type", flat=True))
            assert acts == {"+", "-"}

    def test_what_the_run_changed_holds_what_it_held_before(self, take):
        take([HEADER, *lines(3)])
        before = held()
        rows = lines(4)
        rows[0][2], rows[0][5], rows[1][4] = "Iets anders", 77, "30-06-2028"
        assert take([HEADER, *rows]).counts["updated"] == 2
        undo(by=later(), run=ImportRun.objects.first())
        assert held() == before
        assert m.Contract.objects.get(number="C-002").position.current_end.year == 2026

    def test_the_file_can_be_taken_in_again(self, take):
        take([HEADER, *lines(3)])
        undo(by=later(), run=ImportRun.objects.get())
        assert take([HEADER, *lines(3)]).counts["created"] == 3

    def test_ratings_of_what_stays_are_withdrawn(self, take):
        take([HEADER, *lines(1)])
        take([[*HEADER, "complexity"], [*lines(1)[0], 4]])
        undo(by=later(), run=ImportRun.objects.first())
        rating = m.FactRating.objects.get()
        assert rating.withdrawn_at == later().at
        assert m.Relationship.objects.count() == 1

    def test_the_verdicts_of_what_stays_are_pending(self, take):
        take([HEADER, *lines(2)])
        take([HEADER, [*lines(1)[0][:5], 5], lines(2)[1]])
        verdicts.compute_pending()
        undo(by=later(), run=ImportRun.objects.first())
        assert m.Verdict.objects.filter(verdict="PENDING").count() == 1


class TestDecisions:
    HEADER = (*HEADER, "Collaboration type", "Trust target", "Reason of the choice")

    def test_a_decision_is_superseded_by_the_one_before(self, take):
        take([self.HEADER, [*lines(1)[0], "SERVICE", 2, "Chosen in the workshop"]])
        take([self.HEADER, [*lines(1)[0], "MANAGED", 3, "Chosen again"]])
        undo(by=later(), run=ImportRun.objects.first())
        decisions = list(m.Classification.objects.order_by("pk"))
        assert [each.chosen_type for each in decisions] == ["SERVICE", "MANAGED", "SERVICE"]
        assert [each.superseded_at is None for each in decisions] == [False, False, True]
        assert "list.xlsx" in decisions[-1].reason

    def test_a_first_decision_is_gone(self, take):
        take([HEADER, *lines(1)])
        take([self.HEADER, [*lines(1)[0], "SERVICE", 2, "Chosen in the workshop"]])
        undo(by=later(), run=ImportRun.objects.first())
        assert not m.Classification.objects.exists()


class TestBuiltOn:
    def test_a_contract_changed_since_stands_in_the_way(self, take):
        take([HEADER, *lines(2)])
        change_contract(by=later(), contract=m.Contract.objects.get(number="C-001"), given={"title": "New"})
        before = held()
        with pytest.raises(Refused) as caught:
            undo(by=later(2), run=ImportRun.objects.get())
        assert codes(caught) == ["BUILT_ON"]
        assert held() == before
        assert ImportRun.objects.get().state == "APPLIED"

    def test_a_decision_taken_since_stands_in_the_way(self, take):
        take([HEADER, *lines(1)])
        builders.classification(later(), m.Relationship.objects.get())
        with pytest.raises(Refused) as caught:
            undo(by=later(2), run=ImportRun.objects.get())
        assert codes(caught) == ["BUILT_ON"]

    def test_a_relationship_with_a_party_of_the_run_stands_in_the_way(self, take):
        take([HEADER, *lines(1)])
        builders.relationship(later(), party=m.Party.objects.get())
        with pytest.raises(Refused) as caught:
            undo(by=later(2), run=ImportRun.objects.get())
        assert codes(caught) == ["BUILT_ON"]

    def test_of_two_runs_the_last_is_undone_first(self, take):
        take([HEADER, *lines(2)])
        take([HEADER, [*lines(1)[0][:5], 5]])
        last, first = ImportRun.objects.all()
        with pytest.raises(Refused):
            undo(by=later(), run=first)
        undo(by=later(), run=last)
        undo(by=later(2), run=first)
        assert not any(held().values())

    def test_twice_is_refused(self, take):
        take([HEADER, *lines(2)])
        undo(by=later(), run=ImportRun.objects.get())
        with pytest.raises(Refused) as caught:
            undo(by=later(2), run=ImportRun.objects.get())
        assert codes(caught) == ["WRONG_STATE"]

    @pytest.mark.parametrize("role", [Role.READER, Role.ACCOUNT_MANAGER])
    def test_who_may_not_import_may_not_undo(self, take, role):
        take([HEADER, *lines(2)])
        by = builders.actor(builders.user(role))
        with pytest.raises(Refused) as caught:
            undo(by=by, run=ImportRun.objects.get())
        assert codes(caught) == ["NOT_ALLOWED"]


def test_the_number_of_queries_does_not_follow_the_number_of_rows(take, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked = []
    for count in (2, 12):
        take([HEADER, *lines(count)], portfolio=f"P{count}")
        with CaptureQueriesContext(connection) as found:
            undo(by=later(), run=ImportRun.objects.first())
        asked.append(len(found))
    assert asked[0] == asked[1]
