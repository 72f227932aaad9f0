"""The database itself refuses what may not be, on both databases: rows written past the actions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from relationships import models as m
from relationships.actions.contracts import add_line
from relationships.actions.duplicates import tell_apart
from relationships.actions.merging import merge_parties
from relationships.actions.parties import create_party
from relationships.actions.relationships import add_further_party, set_arrangement
from relationships.actions.tables import set_rate
from tests import builders as b

pytestmark = pytest.mark.django_db

TOO_EARLY, OTHER_DAY = date(1899, 12, 31), date(2020, 1, 1)

# For each constraint: the model's example changed in these ways breaks it.
BREAKS: dict[str, list[dict[str, Any]]] = {
    "unit_not_its_own_parent": [{"parent_id": "itself"}],
    "unit_has_code": [{"code": ""}],
    "one_role_a_user_and_unit": [{}],
    "assignment_role_known": [{"role": "BOSS"}, {"role": ""}],
    "party_has_name": [{"name": ""}],
    "party_not_its_own_parent": [{"parent_id": "itself"}],
    "one_alias_a_name": [{}],
    "identifier_scheme_known": [{"scheme": "EAN"}],
    "one_party_an_identifier": [{}],
    "one_party_a_creditor_number": [{"creditor": "7"}],
    "creditor_numbers_have_an_issuer": [{"scheme": "CREDITOR"}, {"issuer_id": "root"}],
    "merge_of_two_parties": [{"into_id": 1_000_000, "other_id": 1_000_000}],
    "one_standing_merge_a_party": [{}],
    "merge_undone_by_somebody": [{"other_id": 1_000_000, "undone_at": b.NOW + timedelta(days=1)}],
    "merge_undone_after": [
        {"other_id": 1_000_000, "undone_at": b.NOW - timedelta(days=1), "undone_by_id": "system"}
    ],
    "one_distinction_a_pair": [{}],
    "distinction_in_order": [{"first_id": 1_000_000}],
    "one_portfolio_a_unit_and_name": [{}],
    "portfolio_named": [{"name": ""}],
    "portfolio_role_known": [{"name": "Other", "our_role": "BOTH"}],
    "relationship_role_known": [{"our_role": ""}, {"our_role": "BOTH"}],
    "relationship_nature_known": [{"nature": ""}],
    "relationship_phase_known": [{"phase": "LATER"}],
    "one_external_key_a_portfolio": [{}],
    "external_key_not_blank": [{"external_key": ""}],
    "one_part_a_further_party": [{}],
    "further_party_part_known": [{"part": "FRIEND"}],
    "one_arrangement_a_kind": [{}],
    "arrangement_state_known": [{"kind": "OTHER", "state": "SOON"}],
    "not_applicable_has_a_reason": [{"kind": "OTHER", "state": "NOT_APPLICABLE"}],
    "one_contract_a_number": [{"source_key": ""}],
    "one_contract_a_source_key": [{"number": ""}],
    "contract_kind_known": [{"kind": ""}],
    "contract_status_known": [{"status": "OLD"}],
    "contract_term_kind_known": [{"term_kind": "LONG"}],
    "contract_falls_on_known": [{"notice_falls_on": ""}],
    "contract_notice_side_known": [{"notice_given_by": "BOTH"}],
    "contract_procedure_known": [{"procedure": "SECRET"}],
    "contract_vat_known": [{"vat": "HALF"}],
    "contract_decider_known": [{"option_decider": "NOBODY"}],
    "contract_early_known": [{"early_termination_by": "NOBODY"}],
    "contract_notice_unit_known": [{"notice_count": 1, "notice_unit": "YEARS"}],
    "contract_their_unit_known": [{"their_notice_count": 1, "their_notice_unit": "YEARS"}],
    "contract_option_unit_known": [{"option_notice_count": 1, "option_notice_unit": "YEARS"}],
    "contract_early_unit_known": [{"early_termination_count": 1, "early_termination_unit": "YEARS"}],
    **{
        f"contract_{name}_has_count_and_unit": [{f"{name}_count": 1}, {f"{name}_unit": "DAYS"}]
        for name in ("notice", "their_notice", "option_notice", "early_termination")
    },
    "contract_days_in_range": [
        {name: TOO_EARLY}
        for name in (
            "start",
            "stated_end",
            "stated_latest_end",
            "notice_given_on",
            "award_date",
            "review_date",
        )
    ],
    "contract_term_months_in_range": [{"term_months": 0}],
    "contract_renewal_months_in_range": [{"renewal_months": 0}],
    "contract_end_not_before_start": [{"start": date(2020, 1, 2), "stated_end": OTHER_DAY}],
    "contract_latest_end_not_before_start": [{"start": date(2020, 1, 2), "stated_latest_end": OTHER_DAY}],
    "contract_latest_end_not_before_end": [{"stated_end": date(2020, 1, 2), "stated_latest_end": OTHER_DAY}],
    "contract_amounts_have_a_currency": [
        {"currency": "", "value": None, name: 1}
        for name in ("value", "annual_value", "estimated_value", "maximum_value", "spent")
    ],
    **{
        f"contract_{name}_not_negative": [{name: -1}]
        for name in ("annual_value", "estimated_value", "maximum_value")
    },
    "contract_not_its_own_parent": [{"parent_id": "itself"}],
    "one_line_a_source_row": [{}],
    "only_credit_lines_are_negative": [{"amount": -1}, {"spent": -1}],
    "line_days_in_range": [{"start": TOO_EARLY}, {"end": TOO_EARLY}],
    "line_end_not_before_start": [{"start": date(2020, 1, 2), "end": OTHER_DAY}],
    "position_valid": [{"valid_until": TOO_EARLY}],
    "rating_fact_known": [{"fact": "colour"}],
    "rating_source_known": [{"source": "ASSUMED"}],
    "rating_level": [{"value": 0}, {"value": 6}],
    "rating_day_in_range": [{"assessed_on": TOO_EARLY}],
    "extreme_attitude_has_evidence": [{"fact": "attitude_supplier", "value": each} for each in (1, 5)],
    "withdrawal_says_who_and_when": [{"withdrawn_at": b.NOW}, {"withdrawn_by_id": "system"}],
    "trust_direction_known": [{"direction": "BOTH"}],
    "trust_level": [{"level": 0}, {"level": 6}],
    "trust_ability_level": [{"ability": 0}, {"ability": 6}],
    "trust_integrity_level": [{"integrity": 0}, {"integrity": 6}],
    "trust_benevolence_level": [{"benevolence": 0}, {"benevolence": 6}],
    "trust_day_in_range": [{"assessed_on": TOO_EARLY}],
    "trust_withdrawal_says_who_and_when": [{"withdrawn_at": b.NOW}, {"withdrawn_by_id": "system"}],
    "safeguard_level": [{"code": "X", "level": 1}, {"code": "X", "level": 5}],
    "safeguard_days_in_range": [{"active_from": TOO_EARLY}, {"active_to": TOO_EARLY}],
    "safeguard_end_not_before_start": [{"active_from": date(2020, 1, 2), "active_to": OTHER_DAY}],
    "one_rate_a_day": [{}],
    "rate_positive": [{"valid_from": OTHER_DAY, "rate": 0}],
    "rate_day_in_range": [{"valid_from": TOO_EARLY}],
    "profile_named": [{"name": ""}],
    "one_value_a_profile_fact": [{}],
    "profile_fact_known": [{"fact": "colour"}, {"fact": "attitude_supplier"}],
    "profile_fact_level": [{"value": 0}, {"value": 6}],
    "rule_set_state_known": [{"number": 9, "state": "OLD"}],
    "rule_set_named": [{"name": ""}],
    "one_rule_set_in_force": [{"number": 9}],
    "rule_set_term_by_state": [
        {"state": "DRAFT", "in_force_from": b.NOW},
        {"state": "SUBMITTED", "in_force_to": b.NOW},
        {"state": "SUPERSEDED", "in_force_from": b.NOW},
    ],
    "rule_set_stakeholder_named_once": [{}],
    "one_standing_rule_set_approval": [{}],
    "rule_set_approval_lapse_known": [{"lapse": "OLD", "lapsed_at": b.NOW}],
    "rule_set_approval_lapse_says_when_and_why": [{"lapsed_at": b.NOW}, {"lapse": "WITHDRAWN"}],
    "rule_set_approval_of_parameters": [{"digest": ""}],
    "classification_type_known": [{"chosen_type": "PARTNERSHIP", "superseded_at": b.NOW}],
    "classification_target": [{"trust_target": 0}, {"trust_target": 6}],
    "one_current_classification": [{}],
    "verdict_known": [{"verdict": "GOOD"}],
    "past_verdict_lasted_a_while": [{"until": b.NOW}, {"until": b.NOW - timedelta(days=1)}],
}


@pytest.fixture
def example() -> dict[Any, Any]:
    """A row of each kind that has a constraint."""
    party = create_party(
        by=b.system(),
        given={
            "name": "A",
            "aliases": ["B"],
            "identifiers": [
                {"scheme": "KVK", "value": "12345678"},
                {"scheme": "CREDITOR", "value": "7", "issuer": "ROOT"},
            ],
        },
    )
    portfolio = b.portfolio()
    relationship = b.relationship(party=party, portfolio=portfolio, external_key="K1")
    contract = b.contract(None, relationship, number="C1", currency="EUR", value="1")
    m.Contract._base_manager.filter(pk=contract.pk).update(source_key="digest")
    add_line(by=b.system(), contract=contract, given={"amount": "1"})
    add_further_party(by=b.system(), relationship=relationship, party=party, part="LEAD")
    set_arrangement(by=b.system(), relationship=relationship, kind="EXIT_PLAN", state="PRESENT")
    b.rating(None, relationship, "access", 2)
    b.assessment(None, relationship, "CUSTOMER_TO_SUPPLIER", 3)
    b.safeguard(None, relationship, "AUDIT")
    b.classification(b.system(b.NOW + timedelta(hours=1)), relationship)
    set_rate(by=b.system(), code="USD", valid_from="2026-01-01", rate="0.9")
    b.approved_rule_set()
    merge_parties(by=b.system(), into=party, other=b.party().pk)
    tell_apart(by=b.system(), party=party, other=b.party().pk)
    return {
        model: model._base_manager.order_by("pk").first()
        for model in apps.get_app_config("relationships").get_models()
        if model._meta.constraints
    }


def broken(row: Any, change: dict[str, Any]) -> Any:
    """A copy of the row, to be inserted beside it, with these columns changed."""
    if "creditor" in change:
        row, change = m.PartyIdentifier.objects.get(scheme="CREDITOR"), {}
    copy = type(row)._base_manager.get(pk=row.pk)
    copy.pk = None
    known = {
        "itself": 1_000_000,
        "root": b.root().pk,
        "system": b.system().user.pk,
    }
    for name, value in change.items():
        setattr(copy, name, known.get(value, value) if isinstance(value, str) else value)
    if "itself" in change.values():
        copy.pk = known["itself"]
    return copy


def constraints() -> dict[str, Any]:
    return {
        constraint.name: model
        for model in apps.get_app_config("relationships").get_models()
        for constraint in model._meta.constraints
    }


def test_every_constraint_is_tried() -> None:
    assert set(BREAKS) == set(constraints())


def test_every_constraint_bites(example: dict[Any, Any]) -> None:
    models_of = constraints()
    for name, changes in BREAKS.items():
        model = models_of[name]
        for change in changes:
            row = broken(example[model], change)
            if isinstance(row, m.Verdict | m.ContractPosition):
                row.pk = None
                row = model(**{each.attname: getattr(row, each.attname) for each in model._meta.fields})
                row.pk = example[model].pk
            unlike_others(row, change, model, name)
            with pytest.raises(IntegrityError) as refused, transaction.atomic():
                if isinstance(row, m.Verdict | m.ContractPosition):
                    models.QuerySet(model).filter(pk=row.pk).update(**change)
                else:
                    model._base_manager.bulk_create([row])
            assert names(refused.value, name, models_of[name]), (name, change, refused.value)


def unlike_others(row: Any, change: dict[str, Any], model: Any, name: str) -> None:
    """Keep the copy out of the way of the other uniqueness of its kind."""
    unique = [
        each
        for each in model._meta.constraints
        if isinstance(each, models.UniqueConstraint) and each.name != name
    ]
    aside = {
        m.Unit: {"code": "OTHER"},
        m.CategoryProfile: {"name": "Other"},
        m.SafeguardKind: {"code": "OTHER"},
        m.Relationship: {"external_key": None},
        m.Contract: {"number": "", "source_key": ""},
        m.ContractLine: {"key": "other"},
        m.PartyIdentifier: {"value": "99999999"},
        m.ProfileFact: {"profile_id": 1_000_000},
        m.RelationshipParty: {"party_id": 1_000_000},
        m.RoleAssignment: {"user_id": 1_000_000},
        m.PartyAlias: {},
        m.Classification: {"superseded_at": b.NOW},
        m.RuleSet: {"number": 9, "state": "DRAFT", "in_force_from": None},
        m.RuleSetApproval: {"user_id": 1_000_000},
        m.ExchangeRate: {"currency": "CHF"},
    }.get(model, {})
    is_unique = isinstance(
        next(each for each in model._meta.constraints if each.name == name), models.UniqueConstraint
    )
    for attname, value in aside.items():
        if (
            attname not in change
            and not is_unique
            and (unique or model in (m.Unit, m.CategoryProfile, m.SafeguardKind))
        ):
            setattr(row, attname, value)


def names(error: IntegrityError, name: str, model: Any) -> bool:
    """Whether the database names this constraint (SQLite names the columns of a unique one)."""
    said = str(error)
    constraint = next(each for each in model._meta.constraints if each.name == name)
    if name in said:
        return True
    fields = getattr(constraint, "fields", ())
    columns = [f"{model._meta.db_table}.{model._meta.get_field(each).column}" for each in fields]
    return bool(columns) and "UNIQUE" in said and all(each in said for each in columns)


def test_the_days_of_the_year_9999_are_kept() -> None:
    contract = b.contract(None, b.relationship(), start="1900-01-01", stated_end="9999-12-31")
    contract.refresh_from_db()
    assert (contract.start, contract.stated_end) == (date(1900, 1, 1), date(9999, 12, 31))


def test_moments_are_kept_with_their_microseconds() -> None:
    moment = datetime(2026, 11, 20, 12, 0, 0, 123_456, tzinfo=b.NOW.tzinfo)
    relationship = b.relationship()
    rating = b.rating(b.system(moment), relationship, "access", 2)
    rating.refresh_from_db()
    assert rating.recorded_at == moment
