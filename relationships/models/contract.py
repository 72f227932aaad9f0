"""Contracts: what was agreed, for how long and for how much; their lines; where they stand today."""

from __future__ import annotations

from django.db import models

from relationships.choices import (
    ContractKind,
    ContractStatus,
    Decider,
    NoticeFallsOn,
    PeriodUnit,
    Procedure,
    Side,
    TermKind,
    VatTreatment,
)
from relationships.models.base import (
    AmountField,
    Record,
    between,
    code_field,
    in_order,
    one_of,
    years_of,
)


class Contract(Record):
    """An agreement within a relationship. Last days are inclusive; amounts are in `currency`.

    `number` is unique within the relationship; a contract without one is recognised by `source_key`, a
    digest of the row it came from. Periods are counts of their unit; terms are calendar months.
    `options` are the option terms in months, in order, as "12+12".
    """

    relationship = models.ForeignKey(
        "relationships.Relationship", on_delete=models.CASCADE, related_name="contracts"
    )
    number = models.CharField(max_length=100, blank=True)
    source_key = models.CharField(max_length=64, blank=True, editable=False)
    title = models.CharField(max_length=500, blank=True)
    description = models.TextField(blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    kind = code_field(ContractKind, default=ContractKind.AGREEMENT)
    status = code_field(ContractStatus, default=ContractStatus.ACTIVE)

    term_kind = code_field(TermKind, blank=True)
    start = models.DateField(null=True, blank=True)
    stated_end = models.DateField(null=True, blank=True)
    stated_latest_end = models.DateField(null=True, blank=True)
    term_months = models.PositiveSmallIntegerField(null=True, blank=True)
    renewal_months = models.PositiveSmallIntegerField(null=True, blank=True)
    renewal_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    options = models.CharField(max_length=100, blank=True)
    options_exercised = models.PositiveSmallIntegerField(default=0)
    option_notice_count = models.PositiveSmallIntegerField(null=True, blank=True)
    option_notice_unit = code_field(PeriodUnit, blank=True)
    option_decider = code_field(Decider, blank=True)
    notice_count = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_unit = code_field(PeriodUnit, blank=True)
    their_notice_count = models.PositiveSmallIntegerField(null=True, blank=True)
    their_notice_unit = code_field(PeriodUnit, blank=True)
    notice_falls_on = code_field(NoticeFallsOn, default=NoticeFallsOn.ANY_DAY)
    notice_given_on = models.DateField(null=True, blank=True)
    notice_given_by = code_field(Side, blank=True)
    early_termination_by = code_field(Decider, blank=True)
    early_termination_count = models.PositiveSmallIntegerField(null=True, blank=True)
    early_termination_unit = code_field(PeriodUnit, blank=True)

    value = AmountField(null=True, blank=True)
    annual_value = AmountField(null=True, blank=True)
    estimated_value = AmountField(null=True, blank=True)
    maximum_value = AmountField(null=True, blank=True)
    spent = AmountField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    vat = code_field(VatTreatment, blank=True)

    cpv = models.CharField(max_length=8, blank=True)
    procedure = code_field(Procedure, blank=True)
    notice_reference = models.CharField(max_length=200, blank=True)
    award_date = models.DateField(null=True, blank=True)
    payment_term_days = models.PositiveSmallIntegerField(null=True, blank=True)
    indexation = models.CharField(max_length=300, blank=True)
    review_date = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=1000, blank=True)
    remarks = models.TextField(blank=True)
    attributes = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["relationship_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["relationship", "number"],
                condition=~models.Q(number=""),
                name="one_contract_a_number",
            ),
            models.UniqueConstraint(
                fields=["relationship", "source_key"],
                condition=~models.Q(source_key=""),
                name="one_contract_a_source_key",
            ),
            one_of("contract_kind_known", "kind", ContractKind),
            one_of("contract_status_known", "status", ContractStatus),
            one_of("contract_term_kind_known", "term_kind", TermKind, blank=True),
            one_of("contract_falls_on_known", "notice_falls_on", NoticeFallsOn),
            one_of("contract_notice_side_known", "notice_given_by", Side, blank=True),
            one_of("contract_procedure_known", "procedure", Procedure, blank=True),
            one_of("contract_vat_known", "vat", VatTreatment, blank=True),
            one_of("contract_decider_known", "option_decider", Decider, blank=True),
            one_of("contract_early_known", "early_termination_by", Decider, blank=True),
            one_of("contract_notice_unit_known", "notice_unit", PeriodUnit, blank=True),
            one_of("contract_their_unit_known", "their_notice_unit", PeriodUnit, blank=True),
            one_of("contract_option_unit_known", "option_notice_unit", PeriodUnit, blank=True),
            one_of("contract_early_unit_known", "early_termination_unit", PeriodUnit, blank=True),
            years_of(
                "contract_days_in_range",
                "start",
                "stated_end",
                "stated_latest_end",
                "notice_given_on",
                "award_date",
                "review_date",
            ),
            between("contract_term_months_in_range", "term_months", 1, 32_767),
            between("contract_renewal_months_in_range", "renewal_months", 1, 32_767),
            in_order("contract_end_not_before_start", "start", "stated_end"),
            in_order("contract_latest_end_not_before_start", "start", "stated_latest_end"),
            in_order("contract_latest_end_not_before_end", "stated_end", "stated_latest_end"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True)
                & models.Q(annual_value__isnull=True)
                & models.Q(estimated_value__isnull=True)
                & models.Q(maximum_value__isnull=True)
                & models.Q(spent__isnull=True)
                | ~models.Q(currency=""),
                name="contract_amounts_have_a_currency",
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{name}__isnull": True}) | models.Q(**{f"{name}__gte": 0}),
                    name=f"contract_{name}_not_negative",
                )
                for name in ("annual_value", "estimated_value", "maximum_value")
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{name}_count__isnull": True, f"{name}_unit": ""})
                    | models.Q(**{f"{name}_count__isnull": False}) & ~models.Q(**{f"{name}_unit": ""}),
                    name=f"contract_{name}_has_count_and_unit",
                )
                for name in ("option_notice", "notice", "their_notice", "early_termination")
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="contract_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title or f"#{self.pk}"


class ContractLine(Record):
    """One row of the list that a contract stands on. The contract's value is the sum of its lines.

    Only a credit line may be negative. `start` and `end` are the line's own, where it has any. `source`
    holds the cells as they were read, by header.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="lines")
    key = models.CharField(max_length=64, editable=False)
    number = models.CharField(max_length=100, blank=True)
    description = models.TextField(blank=True)
    amount = AmountField(null=True, blank=True)
    spent = AmountField(null=True, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    credit = models.BooleanField(default=False)
    source = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["contract_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "key"], name="one_line_a_source_row"),
            models.CheckConstraint(
                condition=models.Q(credit=True)
                | (models.Q(amount__isnull=True) | models.Q(amount__gte=0))
                & (models.Q(spent__isnull=True) | models.Q(spent__gte=0)),
                name="only_credit_lines_are_negative",
            ),
            years_of("line_days_in_range", "start", "end"),
            in_order("line_end_not_before_start", "start", "end"),
        ]


class ContractPosition(models.Model):
    """Where a contract's term stands, as computed by `relationships.terms`; no record of its own.

    Right up to and including `valid_until` (empty: until something changes); `manage.py daily` computes
    it anew after that.
    """

    contract = models.OneToOneField(
        Contract, primary_key=True, on_delete=models.CASCADE, related_name="position"
    )
    current_end = models.DateField(null=True, db_index=True)
    latest_end = models.DateField(null=True)
    notice_deadline = models.DateField(null=True, db_index=True)
    missed_deadline = models.DateField(null=True)
    reminder_on = models.DateField(null=True)
    option_deadline = models.DateField(null=True, db_index=True)
    missed_option_deadline = models.DateField(null=True)
    committed_until = models.DateField(null=True)
    earliest_end = models.DateField(null=True)
    retender_start = models.DateField(null=True)
    ended = models.BooleanField(default=False)
    notice_known = models.BooleanField(default=False)
    remarks = models.JSONField(default=list)
    valid_until = models.DateField(null=True, db_index=True)

    class Meta:
        constraints = [between("position_valid", "valid_until", "1900-01-01", "9999-12-31")]
