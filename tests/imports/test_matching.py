"""Which party a row means: proposed where a name is nearly one that is there, nothing made silently twice."""

from __future__ import annotations

import pytest

from imports.models import ImportRun
from imports.undo import undo
from relationships import models as m
from relationships.actions.merging import merge_parties, undo_merge
from relationships.errors import Refused
from tests import builders
from tests.imports.books import HEADER, lines

pytestmark = pytest.mark.django_db

NAME = "Veldhuis Catering en Vergaderservice"
NEARLY = "Veldhuis Catering en Vergaderservise B.V."
KEY = "party:veldhuis catering en vergaderservise"
KVK = {"scheme": "KVK", "value": "12345678"}


@pytest.fixture
def take(take):
    """Taken in by somebody who wants to be asked."""
    return lambda rows, **given: take(rows, **{"ask_near_names": True, **given})


def of(*names, header=HEADER):
    """Ordinary rows, one for each of these suppliers."""
    rows = lines(len(names))
    for row, name in zip(rows, names, strict=True):
        row[1] = name
    return [header, *rows]


def names():
    return sorted(m.Party.objects.values_list("name", flat=True))


def notes(report):
    return {each.code: each.message() for each in report.notes}


class TestNearNames:
    def test_a_new_name_that_is_nearly_one_there_is_asked_with_its_similarity(self, take):
        party = builders.party(name=NAME)
        report = take(of(NEARLY, "Westtop Zorg"))
        assert report.exit_status == 3
        (question,) = report.questions
        assert (question.code, question.choices) == (KEY, (f"#{party.pk}", "new"))
        assert f"“{NAME}” (#{party.pk}, 97%)" in question.message()
        assert "parties=new" in question.message("nl")
        assert names() == [NAME]

    def test_unless_asked_for_it_is_a_new_party_and_said(self, take):
        party = builders.party(name=NAME)
        report = take(of(NEARLY), ask_near_names=False)
        assert (report.exit_status, report.new_parties) == (0, 1)
        assert f"“{NAME}” (#{party.pk}, 97%)" in notes(report)["party_near"]
        assert KEY in notes(report)["party_near"]

    def test_answered_with_its_id_it_is_that_party_from_then_on(self, take):
        party = builders.party(name=NAME)
        rows = of(NEARLY)
        report = take(rows, answers={KEY: f"#{party.pk}"})
        assert (report.exit_status, report.new_parties, report.matched_parties) == (0, 0, 1)
        assert names() == [NAME]
        assert list(party.aliases.values_list("name", flat=True)) == [NEARLY]
        again = take(rows)
        assert (again.exit_status, again.counts["unchanged"]) == (0, 1)

    def test_the_answer_may_say_the_name_as_it_is_written(self, take):
        party = builders.party(name=NAME)
        assert take(of(NEARLY), answers={f"party:{NEARLY}": f"#{party.pk}"}).exit_status == 0
        assert names() == [NAME]

    @pytest.mark.parametrize("answers", [{KEY: "new"}, {"parties": "new"}])
    def test_answered_as_new_it_is_made_and_not_asked_again(self, take, answers):
        builders.party(name=NAME)
        rows = of(NEARLY)
        assert take(rows, answers=answers).exit_status == 0
        assert names() == [NAME, NEARLY]
        assert take(rows).exit_status == 0

    def test_nearly_an_alias_counts_too(self, take):
        party = builders.party(name="VCV", aliases=[NAME])
        assert take(of(NEARLY)).questions[0].choices == (f"#{party.pk}", "new")

    def test_another_number_or_country_says_that_it_is_another_party(self, take):
        builders.party(name=NAME, identifiers=[KVK], country="NL")
        header = [*HEADER, "KvK-nummer", "Land"]
        rows = of(NEARLY, header=header)
        rows[1] += ["87654321", "NL"]
        assert take(rows, dry_run=True).questions == ()
        rows[1][-2:] = [None, "BE"]
        assert take(rows, dry_run=True).questions == ()
        rows[1][-2:] = [None, "NL"]
        assert [each.code for each in take(rows, dry_run=True).questions] == [KEY]

    def test_names_that_only_look_alike_are_not_asked(self, take):
        for name in ("Leverancier 11", "Bouwbedrijf Noord Holland", "Kal Tire Ottawa 849", "Arkema"):
            builders.party(name=name)
        report = take(of("Leverancier 12", "Bouwbedrijf Zuid Holland", "Kal Tire Ottawa 894", "Arkea"))
        assert (report.exit_status, report.new_parties) == (0, 4)

    def test_a_party_that_may_not_be_seen_is_not_proposed(self, take):
        north, south = builders.unit("NORTH"), builders.unit("SOUTH")
        builders.relationship(unit=south, party=builders.party(name=NAME))
        by = builders.actor(builders.user("SOURCING_MANAGER", north))
        assert take(of(NEARLY), by=by, unit=north).exit_status == 0

    def test_without_new_parties_nothing_is_looked_up(self, take, django_assert_max_num_queries):
        rows = of(NAME)
        take(rows)
        with django_assert_max_num_queries(60):
            assert take(rows).counts["unchanged"] == 1

    def test_an_import_that_recognised_a_name_is_undone_with_it(self, take):
        party = builders.party(name=NAME)
        take(of(NEARLY), answers={KEY: f"#{party.pk}"})
        undo(by=builders.system(), run=ImportRun.objects.get())
        assert not party.aliases.exists()
        assert names() == [NAME]


class TestAnswers:
    @pytest.mark.parametrize(
        "answer", ["", "x", "#", "#x", "#0", "12", "#999999", "NEW", "#١", "#1" + "0" * 30]
    )
    def test_one_that_names_no_party_is_refused(self, take, answer):
        report = take(of(NEARLY), answers={KEY: answer})
        assert (report.exit_status, report.refused.code) == (2, "answer_unknown")

    def test_one_that_names_a_hidden_party_is_refused_alike(self, take):
        north, south = builders.unit("NORTH"), builders.unit("SOUTH")
        hidden = builders.party(name=NAME)
        builders.relationship(unit=south, party=hidden)
        by = builders.actor(builders.user("SOURCING_MANAGER", north))
        report = take(of(NEARLY), by=by, unit=north, answers={KEY: f"#{hidden.pk}"})
        assert report.refused.code == "answer_unknown"

    @pytest.mark.parametrize("code", ["party", "party:", "party: ", "parties:x"])
    def test_one_to_no_question_is_refused(self, take, code):
        assert take(of(NEARLY), answers={code: "new"}).refused.code == "question_unknown"

    def test_all_at_once_can_only_be_new(self, take):
        assert take(of(NEARLY), answers={"parties": "#1"}).refused.code == "answer_unknown"


class TestAmbiguousNames:
    @pytest.fixture
    def namesakes(self):
        return builders.party(name="Bakker B.V."), builders.party(name="Bakker N.V.")

    def test_the_row_is_refused_and_the_report_says_how_to_answer(self, take, namesakes):
        report = take(of("Bakker", "Westtop Zorg"))
        assert [each.code for each in report.problems] == ["PARTY_AMBIGUOUS"]
        assert report.counts["created"] == 1
        assert "party:bakker" in notes(report)["party_unclear"]
        assert f"#{namesakes[1].pk}" in notes(report)["party_unclear"]

    def test_a_further_party_of_such_a_name_is_said_too(self, take, namesakes):
        rows = of("Westtop Zorg", header=[*HEADER, "Onderaannemer"])
        rows[1].append("Bakker")
        report = take(rows)
        assert (report.exit_status, m.RelationshipParty.objects.count()) == (0, 0)
        assert "party:bakker" in notes(report)["party_unclear"]
        take(rows, answers={"party:bakker": f"#{namesakes[0].pk}"})
        assert m.RelationshipParty.objects.get().party == namesakes[0]

    def test_answered_with_an_id_it_is_that_one(self, take, namesakes):
        report = take(of("Bakker"), answers={"party:bakker": f"#{namesakes[1].pk}"})
        assert (report.exit_status, report.new_parties) == (0, 0)
        assert m.Relationship.objects.get().party == namesakes[1]
        assert not m.PartyAlias.objects.exists()

    def test_answered_as_new_it_is_a_third(self, take, namesakes):
        assert take(of("Bakker"), answers={"party:bakker": "new"}).new_parties == 1
        assert m.Party.objects.count() == 3


class TestWithinAList:
    def test_two_spellings_of_a_new_party_are_pointed_out(self, take):
        report = take(of(NAME, NEARLY, "Westtop Zorg"))
        assert report.exit_status == 0
        said = notes(report)["parties_alike"]
        assert said.startswith("New parties in pairs of nearly the same name, 1 in all:")
        assert f"“{NAME}” – “{NEARLY}” (97%)" in said

    def test_with_numbers_of_their_own_they_are_two(self, take):
        rows = of(NAME, NEARLY, header=[*HEADER, "KvK-nummer"])
        rows[1].append("12345678")
        rows[2].append("87654321")
        assert "parties_alike" not in notes(take(rows))

    def test_a_number_of_a_party_that_is_called_otherwise_is_said(self, take):
        party = builders.party(name="Westtop Zorg", identifiers=[KVK])
        rows = of("Bakker", "Westtop Zorg B.V.", header=[*HEADER, "KvK-nummer"])
        for row in rows[1:]:
            row.append("12345678")
        report = take(rows)
        assert set(m.Relationship.objects.values_list("party", flat=True)) == {party.pk}
        assert "“Bakker” – “Westtop Zorg”" in notes(report)["party_other_name"]
        assert notes(report)["party_other_name"].startswith("1 names")

    def test_a_contract_on_several_rows_is_said(self, take):
        rows = of(NAME, NAME, "Westtop Zorg")
        rows[2][0] = rows[1][0]
        said = notes(take(rows))["contracts_on_several_rows"]
        assert (
            said
            == "1 contracts stand on several rows (2 in all), which were taken as their lines: C-001 (2)."
        )

    def test_several_suppliers_in_a_cell_are_said_with_their_names(self, take):
        report = take(of("Jansen B.V. / Pietersen N.V.", "Bakker B.V.\nSmit B.V.", "Müller GmbH & Co. KG"))
        said = notes(report)
        assert '"Jansen B.V.", "Pietersen N.V."' in said["several_names"]
        assert '"Bakker B.V."' in said["several_parties"]
        assert '"Smit B.V."' in said["several_parties"]
        assert "Jansen B.V. / Pietersen N.V." in names()
        assert not any("Müller" in each for each in said.values())


class TestMergedParties:
    def test_a_list_finds_the_party_by_the_name_of_the_one_that_was_merged(self, take):
        take(of("Westtop Zorg"))
        into = builders.party(name="Zorggroep West")
        merge_parties(by=builders.system(), into=into, other=m.Party.objects.get(name="Westtop Zorg"))
        report = take(of("Westtop Zorg"))
        assert (report.counts["unchanged"], report.new_parties) == (1, 0)

    def test_an_import_is_not_undone_while_a_merge_rests_on_it_and_is_afterwards(self, take):
        take(of("Westtop Zorg"))
        into = builders.party(name="Zorggroep West")
        other = m.Party.objects.get(name="Westtop Zorg")
        merge = merge_parties(by=builders.system(), into=into, other=other)
        run = ImportRun.objects.get()
        with pytest.raises(Refused) as refused:
            undo(by=builders.system(), run=run)
        assert {each.code for each in refused.value.refusals} == {"BUILT_ON"}
        undo_merge(by=builders.system(), merge=merge)
        undo(by=builders.system(), run=run)
        assert names() == ["Zorggroep West"]
