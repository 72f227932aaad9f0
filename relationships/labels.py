"""What a person reads beside a stored code, in the reader's language.

Types, facts, trust levels, flags and verdicts are named by the fit rule itself
(`relationships.fit.texts`); the other codes here. `choices()` turns either into what a model field takes.
"""

from enum import StrEnum
from typing import Any

from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from relationships import choices as c

LABELS: dict[type[StrEnum], dict[str, Any]] = {
    c.Side: {c.Side.CUSTOMER: _("Customer"), c.Side.SUPPLIER: _("Supplier")},
    c.Direction: {
        c.Direction.CUSTOMER_TO_SUPPLIER: _("Customer trusts supplier"),
        c.Direction.SUPPLIER_TO_CUSTOMER: _("Supplier trusts customer"),
    },
    c.FactSource: {
        c.FactSource.ASSESSED: _("Assessed"),
        c.FactSource.IMPORTED: _("Imported"),
        c.FactSource.ASSUMED: _("Assumed from category"),
    },
    c.Nature: {
        c.Nature.COMMERCIAL: _("Commercial"),
        c.Nature.INTRA_GROUP: _("Within the group"),
        c.Nature.PUBLIC_PUBLIC: _("Between public bodies"),
        c.Nature.GRANT: _("Grant"),
    },
    c.Phase: {
        c.Phase.ANALYSIS: _("Analysis"),
        c.Phase.CHOICE: _("Choice"),
        c.Phase.DESIGN: _("Design"),
        c.Phase.IMPLEMENTATION: _("Implementation"),
        c.Phase.OPERATION: _("Operation"),
        c.Phase.RESTRUCTURING: _("Restructuring"),
        c.Phase.EXIT: _("Exit"),
        c.Phase.ENDED: pgettext_lazy("phase", "Ended"),
    },
    c.PartyPart: {
        c.PartyPart.LEAD: _("Lead"),
        c.PartyPart.CONSORTIUM_MEMBER: _("Consortium member"),
        c.PartyPart.SUBCONTRACTOR: _("Subcontractor"),
        c.PartyPart.GUARANTOR: _("Guarantor"),
    },
    c.IdentifierScheme: {
        c.IdentifierScheme.KVK: _("KvK number"),
        c.IdentifierScheme.KVK_BRANCH: _("KvK branch number"),
        c.IdentifierScheme.OIN: _("OIN"),
        c.IdentifierScheme.LEI: _("LEI"),
        c.IdentifierScheme.VAT: _("VAT number"),
        c.IdentifierScheme.DUNS: _("DUNS number"),
        c.IdentifierScheme.CREDITOR: _("Creditor number"),
    },
    c.ContractKind: {
        c.ContractKind.AGREEMENT: _("Agreement"),
        c.ContractKind.FRAMEWORK: _("Framework agreement"),
        c.ContractKind.ORDER: _("Order"),
    },
    c.ContractStatus: {
        c.ContractStatus.DRAFT: _("Draft"),
        c.ContractStatus.ACTIVE: _("Active"),
        c.ContractStatus.ENDED: pgettext_lazy("contract", "Ended"),
    },
    c.TermKind: {
        c.TermKind.FIXED: _("Fixed term"),
        c.TermKind.FIXED_TACIT: _("Fixed term, renewing tacitly"),
        c.TermKind.FIXED_OPTIONS: _("Fixed term with options"),
        c.TermKind.MINIMUM: _("Minimum term, then open"),
        c.TermKind.OPEN_ENDED: _("Open-ended"),
    },
    c.PeriodUnit: {
        c.PeriodUnit.DAYS: _("Days"),
        c.PeriodUnit.WEEKS: _("Weeks"),
        c.PeriodUnit.MONTHS: _("Months"),
    },
    c.NoticeFallsOn: {
        c.NoticeFallsOn.ANY_DAY: _("Any day"),
        c.NoticeFallsOn.MONTH_END: _("End of a month"),
        c.NoticeFallsOn.QUARTER_END: _("End of a quarter"),
        c.NoticeFallsOn.YEAR_END: _("End of a year"),
        c.NoticeFallsOn.ANNIVERSARY: _("Anniversary of the start"),
    },
    c.Decider: {
        c.Decider.CUSTOMER: _("Customer"),
        c.Decider.SUPPLIER: _("Supplier"),
        c.Decider.BOTH: _("Both"),
    },
    c.Procedure: {
        c.Procedure.EUROPEAN: _("European tender"),
        c.Procedure.NATIONAL: _("National tender"),
        c.Procedure.PRIVATE: _("Private tender"),
    },
    c.VatTreatment: {
        c.VatTreatment.EXCLUDED: _("Excluding VAT"),
        c.VatTreatment.INCLUDED: _("Including VAT"),
    },
    c.ArrangementState: {
        c.ArrangementState.PRESENT: _("Present"),
        c.ArrangementState.ABSENT: _("Absent"),
        c.ArrangementState.NOT_APPLICABLE: _("Not applicable"),
    },
    c.RuleSetState: {
        c.RuleSetState.DRAFT: _("Draft"),
        c.RuleSetState.SUBMITTED: _("Submitted"),
        c.RuleSetState.IN_FORCE: _("In force"),
        c.RuleSetState.SUPERSEDED: _("Superseded"),
    },
    c.Role: {
        c.Role.READER: _("Reader"),
        c.Role.ACCOUNT_MANAGER: _("Account manager"),
        c.Role.SOURCING_MANAGER: _("Sourcing manager"),
        c.Role.PRINCIPLE_OWNER: _("Principle owner"),
        c.Role.ADMINISTRATOR: _("Administrator"),
    },
    c.Door: {
        c.Door.WEB: _("Web"),
        c.Door.REST: _("REST"),
        c.Door.GRAPHQL: _("GraphQL"),
        c.Door.IMPORT: _("Import"),
        c.Door.COMMAND: _("Command"),
        c.Door.WORKER: _("Worker"),
    },
}


def choices(codes: type[StrEnum]) -> list[tuple[str, Any]]:
    """The (code, label) pairs of one kind of code, for a model field."""
    named = LABELS.get(codes, {})
    return [(code.value, named.get(code, lazystr(code.value))) for code in codes]
