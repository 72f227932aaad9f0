"""From file to registry: what a list comes to, and that nothing is written twice, half or in silence."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.db.models import Sum

from imports.export import export_portfolio
from imports.models import ImportRun
from relationships import models as m
from relationships import verdicts
from relationships.choices import Door
from relationships.errors import Refused
from tests import builders
from tests.imports.books import HEADER, lines, saved

pytestmark = pytest.mark.django_db


def counts(report):
    return {name: count for name, count in report.counts.items() if count}


class TestALongListAgain:
    """Contracts that are there are read some hundred at a time, also those of one relationship."""

    @pytest.mark.parametrize("of_one_party", [True, False])
    def test_each_change_is_found_in_its_own_row(self, take, of_one_party):
        header = ["Contractnummer", "Leverancier", "Omschrijving", "Contractwaarde"]
        rows = [
            [
                f"C-{at}" if at % 2 else None,
                f"Bedrijf {0 if of_one_party else at % 40}",
                f"Dienst {at}",
                at + 1,
            ]
            for at in range(1_100)
        ]
        take([header, *rows])
        assert m.Contract.objects.count() == 1_100
        assert counts(take([header, *rows])) == {"unchanged": 1_100}
        rows[1][3], rows[701][3] = 7_000, 8_000
        report = take([header, *reversed(rows), ["C-3", rows[3][1], "Meer", 5]])
        assert counts(report) == {"created": 1, "updated": 3, "unchanged": 1_097}
        numbered = m.Contract.objects.filter(number__in=("C-1", "C-3", "C-701"))
        kept = dict(numbered.values_list("number", "value"))
        assert kept == {"C-1": Decimal(7_000), "C-3": Decimal(9), "C-701": Decimal(8_000)}


class TestTakingIn:
    def test_each_row_becomes_a_contract_with_its_party_and_relationship(self, take):
        report = take([HEADER, *lines(6)])
        assert counts(report) == {"created": 6}
        assert report.exit_status == 0
        first = m.Contract.objects.get(number="C-001")
        assert first.value == Decimal("1000.50")
        assert first.currency == "EUR"
        assert (first.start, first.stated_end) == (date(2024, 1, 13), date(2026, 12, 31))
        assert first.position.current_end == date(2026, 12, 31)
        assert first.relationship.party.name == "Leverancier 1 B.V."
        assert first.relationship.our_role == "CUSTOMER"
        assert first.relationship.portfolio.name == "Main"

    def test_verdicts_are_pending_until_computed(self, take):
        take([HEADER, *lines(6)])
        assert set(m.Verdict.objects.values_list("verdict", flat=True)) == {"PENDING"}
        verdicts.compute_pending()
        assert set(m.Verdict.objects.values_list("verdict", flat=True)) == {"UNCLASSIFIED"}

    def test_history_says_import_and_who(self, take):
        by = builders.actor(builders.user("SOURCING_MANAGER"), Door.IMPORT)
        take([HEADER, *lines(2)], by=by)
        for model in (m.Party, m.Relationship, m.Contract, m.ContractLine):
            rows = model.history.filter(history_user=by.user)
            assert rows.count() == 2
            assert set(rows.values_list("history_door", "history_type")) == {("IMPORT", "+")}

    def test_the_same_file_twice_changes_nothing(self, take):
        rows = [HEADER, *lines(6), *[[None, *row[1:]] for row in lines(2)]]
        take(rows)
        before = m.Contract.history.count(), m.ContractLine.history.count(), m.Party.objects.count()
        report = take(rows)
        assert counts(report) == {"unchanged": 8}
        assert (m.Contract.history.count(), m.ContractLine.history.count(), m.Party.objects.count()) == before

    def test_a_dry_run_says_the_same_and_writes_nothing(self, take):
        report = take([HEADER, *lines(6)], dry_run=True)
        assert counts(report) == {"created": 6}
        assert report.new_parties == 6
        for model in (m.Party, m.Relationship, m.Contract, m.Portfolio, ImportRun):
            assert not model.objects.exists()

    def test_an_edited_cell_comes_back_as_that_change(self, take):
        rows = [HEADER, *lines(3)]
        take(rows)
        rows[2][5] = 9999
        rows[3][4] = "30-06-2027"
        assert counts(take(rows)) == {"updated": 2, "unchanged": 1}
        assert m.Contract.objects.get(number="C-002").value == 9999
        assert m.Contract.objects.get(number="C-003").stated_end == date(2027, 6, 30)
        assert m.ContractLine.objects.count() == 3

    def test_what_the_file_leaves_empty_stays(self, take):
        rows = [HEADER, *lines(1)]
        take(rows)
        rows[1][4] = None
        take(rows)
        assert m.Contract.objects.get().stated_end == date(2026, 12, 31)


class TestContracts:
    def test_rows_that_share_a_number_are_lines_that_add_up(self, take):
        rows = [HEADER, *lines(3)]
        rows[2][0] = rows[1][0]
        rows[2][1] = rows[1][1]
        take(rows)
        contract = m.Contract.objects.get(number="C-001")
        assert [line.amount for line in contract.lines.all()] == [Decimal("1000.50"), Decimal("2001")]
        assert contract.value == Decimal("3001.50")
        assert contract.start == date(2024, 1, 13)

    def test_the_same_number_at_two_parties_is_two_contracts(self, take):
        rows = [HEADER, *lines(2)]
        rows[2][0] = rows[1][0]
        take(rows)
        assert m.Contract.objects.filter(number="C-001").count() == 2

    def test_rows_that_may_repeat_a_total_are_asked(self, take):
        rows = [HEADER, *lines(2)]
        rows[2] = [*rows[1][:2], "Other part", *rows[1][3:]]
        report = take(rows)
        assert [each.code for each in report.questions] == ["repeated_totals"]
        assert report.exit_status == 3
        assert not m.Contract.objects.exists()
        take(rows, answers={"repeated_totals": "total"})
        assert m.Contract.objects.get().value == Decimal("1000.50")

    def test_rows_that_may_repeat_a_total_can_be_lines(self, take):
        rows = [HEADER, *lines(2)]
        rows[2] = [*rows[1][:2], "Other part", *rows[1][3:]]
        take(rows, answers={"repeated_totals": "lines"})
        assert m.Contract.objects.get().value == Decimal("2001")

    def test_a_negative_amount_is_a_credit_line(self, take):
        rows = [HEADER, *lines(2)]
        rows[2] = [*rows[1][:2], "Credit", *rows[1][3:5], -200]
        take(rows)
        assert m.Contract.objects.get().value == Decimal("800.50")
        assert m.ContractLine.objects.get(amount__lt=0).credit

    def test_an_open_end_is_open(self, take):
        rows = [HEADER, *lines(2)]
        rows[1][4] = "onbepaald"
        take(rows)
        contract = m.Contract.objects.get(number="C-001")
        assert (contract.term_kind, contract.stated_end) == ("OPEN_ENDED", None)

    def test_an_ended_contract_is_said_so(self, take):
        rows = [HEADER, *lines(2)]
        rows[1][4] = "31-12-2024"
        take(rows)
        assert m.Contract.objects.get(number="C-001").status == "ENDED"
        assert m.Contract.objects.get(number="C-002").status == "ACTIVE"

    def test_all_cells_stay_with_the_line_as_they_were_read(self, take):
        take([[*HEADER, "Kleur"], *[[*row, "groen"] for row in lines(1)]])
        line = m.ContractLine.objects.get()
        assert line.source["Kleur"] == "groen"
        assert line.source["Einddatum"] == "31-12-2026"


class TestParties:
    def test_a_party_is_recognised_by_its_name_legal_form_and_case_aside(self, take):
        there = builders.party(name="LEVERANCIER 1")
        take([HEADER, *lines(1)])
        assert m.Relationship.objects.get().party == there

    def test_a_party_is_recognised_by_an_alias(self, take):
        there = builders.party(name="Something else", aliases=["Leverancier 1 BV"])
        take([HEADER, *lines(1)])
        assert m.Relationship.objects.get().party == there

    def test_an_identifier_goes_before_the_name(self, take):
        numbered = builders.party(name="Renamed", identifiers=[{"scheme": "KVK", "value": "01234567"}])
        builders.party(name="Leverancier 1 B.V.")
        take([[*HEADER, "KvK-nummer"], *[[*row, 1234567] for row in lines(1)]])
        assert m.Relationship.objects.get().party == numbered

    def test_a_name_that_two_parties_have_is_refused_with_the_way_out(self, take):
        builders.party(name="Leverancier 1 B.V.")
        builders.party(name="Leverancier 1 N.V.")
        report = take([HEADER, *lines(2)])
        assert counts(report) == {"created": 1, "refused": 1}
        assert [each.code for each in report.problems] == ["PARTY_AMBIGUOUS"]
        assert report.problems[0].cell == "B2"
        assert "KvK" in report.problems[0].message()
        assert report.as_json()["parties"]["ambiguous"] == 1

    def test_parties_of_one_name_with_other_numbers_are_two(self, take):
        rows = [[*row, number] for row, number in zip(lines(2), ("11111111", "22222222"), strict=True)]
        rows[1][1] = rows[0][1]
        take([[*HEADER, "KvK-nummer"], *rows])
        assert m.Party.objects.count() == 2

    def test_a_party_with_a_number_and_no_name_is_named_after_it_and_said(self, take):
        rows = [[*HEADER, "KvK-nummer"], *[[*row, 1234560 + at] for at, row in enumerate(lines(3))]]
        rows[1][1] = None
        report = take(rows)
        assert m.Party.objects.filter(name="KVK 01234560").exists()
        said = report.as_json()["notes"]
        assert any("named after it (KVK 01234560)" in each for each in said)

    def test_a_name_further_down_goes_before_a_number(self, take):
        rows = [[*HEADER, "KvK-nummer"], *[[*row, 1234567] for row in lines(2)]]
        rows[1][1] = None
        report = take(rows)
        assert m.Party.objects.get().name == "Leverancier 2 B.V."
        assert not any("named after" in each for each in report.as_json()["notes"])

    def test_a_party_of_another_unit_is_not_recognised_by_name(self, take):
        other = builders.unit("OTHER")
        builders.relationship(unit=other, party=builders.party(name="Leverancier 1 B.V."))
        mine = builders.unit("MINE")
        by = builders.actor(builders.user("SOURCING_MANAGER", mine), Door.IMPORT)
        assert take([HEADER, *lines(1)], by=by, unit=mine).new_parties == 1


class TestQuestions:
    def test_a_role_that_nothing_says_is_asked(self, take):
        report = take([HEADER, *lines(1)], our_role="")
        assert [(each.code, each.choices) for each in report.questions] == [
            ("our_role", ("CUSTOMER", "SUPPLIER"))
        ]
        assert report.exit_status == 3
        assert not m.Party.objects.exists()

    def test_a_currency_that_nothing_says_is_asked(self, take):
        report = take([HEADER, *lines(1)], currency="")
        assert [each.code for each in report.questions] == ["currency"]
        assert report.as_json()["sums"] == {"XXX": "1000.50"}

    def test_the_portfolio_says_role_and_currency_where_nothing_else_does(self, take):
        builders.portfolio(name="Main", currency="GBP", our_role="SUPPLIER")
        report = take([HEADER, *lines(1)], currency="", our_role="")
        assert report.exit_status == 0
        assert report.as_json()["sums"] == {"GBP": "1000.50"}
        assert m.Relationship.objects.get().our_role == "SUPPLIER"

    def test_a_sign_in_the_column_says_the_currency(self, take):
        rows = [[*row[:5], "£1,234.56"] for row in lines(2)]
        assert take([HEADER, *rows], currency="").as_json()["sums"] == {"GBP": "2469.12"}

    def test_sums_are_per_currency(self, take):
        rows = [[*row, code] for row, code in zip(lines(2), ("EUR", "USD"), strict=True)]
        report = take([[*HEADER, "Valuta"], *rows])
        assert report.as_json()["sums"] == {"EUR": "1000.50", "USD": "2001.00"}


def amounts(*cells):
    """Ordinary rows with these cells as their amounts."""
    return [HEADER, *[[*row[:5], cell] for row, cell in zip(lines(len(cells)), cells, strict=True)]]


def sums(report):
    return report.as_json()["sums"]


class TestCurrencies:
    def test_an_amount_without_a_sign_takes_the_currency_given(self, take):
        rows = amounts("€ 10,50", "£ 20,50", "30,50")
        report = take(rows, currency="")
        assert [each.code for each in report.questions] == ["currency"]
        report = take(rows, currency="", answers={"currency": "EUR"})
        assert (report.exit_status, sums(report)) == (0, {"EUR": "41.00", "GBP": "20.50"})

    def test_a_sign_of_several_currencies_is_asked_where_the_currency_given_is_none_of_them(self, take):
        rows = amounts("€ 10,50", "$ 20,50")
        report = take(rows, currency="EUR")
        assert report.exit_status == 3
        (question,) = report.questions
        assert question.code == "currency_sign:$"
        assert question.choices[:3] == ("USD", "CAD", "AUD")
        assert "Contractwaarde" in question.message()
        assert not m.Contract.objects.exists()
        report = take(rows, currency="EUR", answers={"currency_sign:$": "CAD"})
        assert (report.exit_status, sums(report)) == (0, {"CAD": "20.50", "EUR": "10.50"})

    def test_a_sign_beside_another_is_asked_without_any_currency_too(self, take):
        report = take(amounts("€ 10,50", "$ 20,50"), currency="")
        assert [each.code for each in report.questions] == ["currency_sign:$"]

    @pytest.mark.parametrize("currency", ["CAD", "USD"])
    def test_a_sign_stands_for_the_currency_given_if_it_can(self, take, currency):
        report = take(amounts("$ 10.50", "$ 20.50"), currency=currency)
        assert (report.exit_status, sums(report)) == (0, {currency: "31.00"})

    def test_the_portfolio_says_what_a_sign_stands_for(self, take):
        builders.portfolio(name="Main", currency="AUD", our_role="CUSTOMER")
        assert sums(take(amounts("€ 10,50", "$ 20,50"), currency="")) == {"AUD": "20.50", "EUR": "10.50"}

    def test_a_sign_alone_asks_for_the_currency(self, take):
        rows = amounts("kr. 10,50", "kr. 20,50")
        assert [each.code for each in take(rows, currency="").questions] == ["currency"]
        assert [each.code for each in take(rows, currency="EUR").questions] == ["currency_sign:kr"]
        assert sums(take(rows, currency="EUR", answers={"currency_sign:kr": "DKK"})) == {"DKK": "31.00"}

    def test_the_header_says_what_a_sign_stands_for(self, take):
        rows = amounts("$ 10.50", "$ 20.50")
        rows[0] = [*HEADER[:5], "Contractwaarde (USD)"]
        assert sums(take(rows, currency="")) == {"USD": "31.00"}

    def test_the_sign_of_another_amount_counts_where_there_is_no_value(self, take):
        rows = [[*HEADER[:5], "Plafondbedrag"], *amounts("£ 10,50", "€ 20,50")[1:]]
        take(rows)
        assert set(m.Contract.objects.values_list("maximum_value", "currency")) == {
            (Decimal("10.50"), "GBP"),
            (Decimal("20.50"), "EUR"),
        }

    def test_currencies_in_number_formats_only_are_asked(self, take):
        book = openpyxl.Workbook()
        for row in amounts(10.5, 20.5):
            book.active.append(row)
        book.active["F2"].number_format, book.active["F3"].number_format = (
            "[$€-413] #,##0.00",
            "[$$-409]#,##0",
        )
        report = take(saved(book))
        assert [each.code for each in report.questions] == ["currency_formats:value"]
        assert report.questions[0].choices[:2] in (("USD", "CAD"), ("EUR", "USD"))
        assert sums(take(saved(book), answers={"currency_formats:value": "USD"})) == {"USD": "31.00"}

    def test_likely_currencies_come_first(self, take):
        (question,) = take([HEADER, *lines(1)], currency="").questions
        assert question.choices[:5] == ("EUR", "USD", "GBP", "CHF", "CAD")
        assert len(question.choices) == len(set(question.choices)) > 150


class TestAnswers:
    @pytest.mark.parametrize(
        "name", ["curency", "amount_notation:valeu", "date_notation:value", "currency_sign:€"]
    )
    def test_an_answer_to_no_question_is_refused_with_the_questions_there_are(self, take, name):
        report = take([HEADER, *lines(1)], answers={name: "EUR"})
        assert (report.refused.code, report.exit_status) == ("question_unknown", 2)
        assert name in report.refused.message()
        assert "our_role, currency, repeated_totals" in report.refused.message()
        assert "date_notation:start" in report.refused.message("nl")
        assert not m.Contract.objects.exists()

    def test_an_answer_that_is_none_of_the_choices_is_refused(self, take):
        report = take([HEADER, *lines(1)], answers={"repeated_totals": "both"})
        assert report.refused.code == "answer_unknown"
        report = take(amounts("€ 1,50", "$ 2,50"), answers={"currency_sign:$": "EUR"})
        assert report.refused.code == "answer_unknown"

    def test_an_answer_that_this_list_does_not_need_is_no_fault(self, take):
        answers = {
            "repeated_totals": "lines",
            "amount_notation:value": "decimal-comma",
            "currency_sign:$": "USD",
        }
        assert take([HEADER, *lines(1)], answers=answers).exit_status == 0


class TestNotes:
    def test_what_was_interpreted_is_said_once_a_column_with_the_first_cells(self, take):
        report = take(amounts(1.005, 2.005, 3.005, 4.005, "ca. 10,50", 6))
        said = report.as_json()["notes"]
        assert (
            '4 cells of "Contractwaarde" (F2, F3, F4, …); of the first: 1.005 has parts of a cent: '
            in str(said)
        )
        assert 'F6: "ca. 10,50" is an approximation: taken as 10.50.' in said
        assert any("F6" in each and "benadering" in each for each in report.as_json("nl")["notes"])

    def test_fields_are_named_in_the_language(self, take):
        rows = [[*HEADER, "Contract value"], *[[*row, 5] for row in lines(2)]]
        said = " ".join(take(rows).as_json("nl")["notes"])
        assert '"Contract value" zou Waarde kunnen zijn' in said or "zou Contractwaarde kunnen zijn" in said


class TestDoubtfulAmounts:
    def test_three_digits_after_the_decimal_sign_are_doubtful(self, take):
        report = take(amounts("1.234,50", "12,345", "2.000"))
        assert [(each.code, each.cell) for each in report.problems] == [("amount_other_notation", "F3")]
        assert sums(report) == {"EUR": "3234.50"}

    def test_they_are_read_where_the_notation_is_given_by_hand(self, take):
        rows = amounts("1.234,50", "12,345")
        report = take(rows, notations={"Contractwaarde": "decimal-comma"})
        assert (report.exit_status, sums(report)) == (0, {"EUR": "1246.85"})

    def test_not_a_number_is_a_problem(self, take):
        report = take(amounts(10.5, "NaN", "nan"))
        assert [(each.code, each.cell) for each in report.problems] == [
            ("amount_unreadable", "F3"),
            ("amount_unreadable", "F4"),
        ]


class TestProblems:
    def test_a_rule_shows_the_value_of_its_cell(self, take):
        rows = [[*HEADER, "Valuta", "fact complexity"], *[[*row, "EUR", 4] for row in lines(3)]]
        rows[1][4] = "31-12-2020"
        rows[2][7] = 6
        problems = {each.code: each.value for each in take(rows).problems}
        assert problems == {"END_BEFORE_START": "31-12-2020", "LEVEL_OUT_OF_RANGE": "6"}

    def test_a_row_with_a_problem_is_left_out_and_the_others_are_taken(self, take):
        rows = [HEADER, *lines(3)]
        rows[2][3] = "31-02-2024"
        report = take(rows)
        assert counts(report) == {"created": 2, "refused": 1}
        assert [(each.code, each.cell) for each in report.problems] == [("date_impossible", "D3")]
        assert report.exit_status == 1

    def test_an_end_before_its_start_is_refused_as_at_every_door(self, take):
        rows = [HEADER, *lines(2)]
        rows[1][4] = "31-12-2020"
        report = take(rows)
        problem = report.problems[0]
        assert (problem.code, problem.cell) == ("END_BEFORE_START", "E2")
        relationship = builders.relationship()
        with pytest.raises(Refused) as refused:
            builders.contract(None, relationship, start="2024-01-13", stated_end="2020-12-31")
        assert problem.message() == refused.value.refusals[0].message

    def test_a_term_of_no_months_is_refused_and_the_others_are_taken(self, take):
        rows = [[*row, months] for row, months in zip(lines(2), (0, 12), strict=True)]
        report = take([[*HEADER, "Looptijd in maanden"], *rows])
        assert [(each.code, each.cell) for each in report.problems] == [("NUMBER_OUT_OF_RANGE", "G2")]
        assert m.Contract.objects.get().term_months == 12

    def test_an_address_that_runs_a_script_is_refused(self, take):
        rows = [[*row, "javascript:alert(1)"] for row in lines(1)]
        report = take([[*HEADER, "Locatie document"], *rows])
        assert [each.code for each in report.problems] == ["WRONG_TYPE"]

    def test_a_row_without_a_party_is_refused(self, take):
        rows = [HEADER, *lines(3)]
        rows[1][1] = None
        report = take(rows)
        assert [(each.code, each.cell) for each in report.problems] == [("REQUIRED", "B2")]

    def test_a_list_without_a_party_column_is_refused_as_a_whole(self, take):
        report = take([["Contractnummer", "Contractwaarde"], ["C-1", 100], ["C-2", 200], ["C-3", 300]])
        assert report.refused.code == "no_party_column"
        assert report.exit_status == 2

    def test_junk_is_refused(self, take):
        assert take(b"\x00\x01\x02 junk").exit_status == 2

    def test_facts_in_columns_are_imported_ratings(self, take):
        take([[*HEADER, "fact complexity"], *[[*row, 4] for row in lines(1)]])
        rating = m.FactRating.objects.get()
        assert (rating.fact, rating.value, rating.source) == ("complexity", 4, "IMPORTED")
        take([[*HEADER, "fact complexity"], *[[*row, 4] for row in lines(1)]])
        assert m.FactRating.objects.count() == 1

    def test_a_fact_outside_its_scale_is_refused(self, take):
        report = take([[*HEADER, "fact complexity"], *[[*row, 6] for row in lines(1)]])
        assert [each.code for each in report.problems] == ["LEVEL_OUT_OF_RANGE"]
        assert not m.Contract.objects.exists()


class TestCategories:
    def test_a_cpv_code_brings_the_assumed_facts(self, take):
        take([[*HEADER, "CPV-code"], *[[*row, "90910000-9"] for row in lines(1)]])
        assert m.Relationship.objects.get().profile.name == "cleaning"
        assert m.Contract.objects.get().cpv == "90910000"
        verdicts.compute_pending()
        verdict = m.Verdict.objects.get()
        assert (verdict.delivery_type, verdict.verdict, verdict.parties_open) == (
            "SERVICE",
            "UNCLASSIFIED",
            True,
        )

    def test_a_category_splits_the_relationships_of_a_party(self, take):
        rows = [[*row, category] for row, category in zip(lines(2), ("Cleaning", "Catering"), strict=True)]
        rows[1][1] = rows[0][1]
        take([[*HEADER, "Categorie"], *rows])
        assert m.Party.objects.count() == 1
        assert sorted(m.Relationship.objects.values_list("profile__name", flat=True)) == [
            "catering",
            "cleaning",
        ]


class TestRights:
    @pytest.mark.parametrize("role", ["READER", "ACCOUNT_MANAGER"])
    def test_who_may_not_import_is_refused(self, take, role):
        by = builders.actor(builders.user(role), Door.IMPORT)
        with pytest.raises(Refused) as refused:
            take([HEADER, *lines(1)], by=by)
        assert refused.value.refusals[0].code == "NOT_ALLOWED"
        assert not m.Party.objects.exists()


class TestRoundTrip:
    @pytest.mark.parametrize("language", ["en", "nl"])
    def test_an_unedited_export_comes_back_unchanged(self, take, tmp_path, language):
        rows = [
            [*HEADER, "Opzegtermijn", "Verlengingsopties"],
            *[[*row, "3 maanden", "2x12"] for row in lines(4)],
        ]
        rows[2][0], rows[2][1] = rows[1][0], rows[1][1]
        rows[3][0] = None
        take(rows)
        before = m.Contract.history.count()
        file = tmp_path / "export.xlsx"
        portfolio = m.Portfolio.objects.get()
        export_portfolio(portfolio, str(file), builders.system(), language)
        report = take(file.read_bytes())
        assert counts(report) == {"unchanged": 4}
        assert m.Contract.history.count() == before

    def test_text_that_looks_like_a_formula_stays_text(self, take, tmp_path):
        take(b"Contractnummer;Leverancier;Titel\nC-1;Bakker;=1+1\nC-2;+Plus;@at\n")
        file = tmp_path / "export.xlsx"
        export_portfolio(m.Portfolio.objects.get(), str(file), builders.system())
        cells = [cell for row in openpyxl.load_workbook(file)["Portfolio"].iter_rows() for cell in row]
        assert [cell.value for cell in cells if cell.data_type == "f"] == []
        assert counts(take(file.read_bytes())) == {"unchanged": 2}
        assert set(m.Contract.objects.values_list("title", flat=True)) == {"=1+1", "@at"}


class TestSamples:
    """The two real lists, with the figures that were computed without any importer."""

    def test_ottawa(self, take, sample):
        report = take(sample("ottawa_contracts.xlsx").read_bytes(), currency="CAD", portfolio="Ottawa")
        assert report.exit_status == 0
        assert counts(report) == {"created": 4455}
        assert report.as_json()["sums"] == {"CAD": "1895219962.18"}
        assert m.ContractLine.objects.count() == 4455
        assert m.Contract.objects.aggregate(total=Sum("value"))["total"] == Decimal("1895219962.18")
        assert set(m.ContractLine.objects.values_list("start", flat=True)) == {
            date(2016, 1, 1),
            date(2016, 7, 1),
            date(2017, 1, 1),
            date(2017, 7, 1),
        }

    @pytest.mark.parametrize("kind", ["xlsx", "csv"])
    def test_philadelphia(self, take, sample, kind):
        report = take(sample(f"phila_prof_2020q4.{kind}").read_bytes(), currency="USD", portfolio="Phila")
        assert counts(report) == {"created": 1975}
        assert report.as_json()["sums"] == {"USD": "3494127380.44"}
        assert m.Party.objects.count() == 1121
        lines = m.ContractLine.objects
        assert lines.aggregate(Sum("spent"))["spent__sum"] == Decimal("1239746485.70")
        starts = sorted(lines.values_list("start", flat=True))
        ends = sorted(lines.values_list("end", flat=True))
        assert (starts[0], starts[-1]) == (date(2007, 12, 7), date(2020, 6, 30))
        assert (ends[0], ends[-1]) == (date(2020, 4, 1), date(2050, 12, 31))
