"""What is recorded about the term of a contract."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from relationships.choices import Decider, NoticeFallsOn, PeriodUnit, Procedure, Side, TermKind

LEAD_MONTHS: Mapping[Procedure, int] = MappingProxyType(
    {Procedure.EUROPEAN: 9, Procedure.NATIONAL: 6, Procedure.PRIVATE: 4}
)
"""How many months before the latest end a re-tender has to start, per procurement route."""


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time, such as a notice period of 3 months."""

    count: int
    unit: PeriodUnit

    @property
    def days(self) -> int:
        """The length in days, of a period in days or weeks."""
        return self.count * (7 if self.unit is PeriodUnit.WEEKS else 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The term of a contract as recorded; whatever isn't known is None.

    A number that makes no sense (a term of 0 months, a renewal of −1) counts as not known: refusing
    it is for who records it.
    """

    kind: TermKind
    start: date | None = None
    stated_end: date | None = None
    """The last day of the initial or minimum term as the contract states it, not of a renewal."""
    term_months: int | None = None
    """The initial term, or the minimum term of MINIMUM and OPEN_ENDED."""
    stated_latest_end: date | None = None
    """The day past which nothing renews or extends, as the contract states it."""
    renewal_months: int | None = None
    renewal_limit: int | None = None
    """The greatest number of tacit renewals; None without a limit."""
    options: tuple[int, ...] = ()
    """The option terms in months, in order."""
    options_exercised: int = 0
    option_notice: Period | None = None
    option_decider: Decider | None = None
    notice: Period | None = None
    """The notice period of a side that has none of its own."""
    notice_customer: Period | None = None
    notice_supplier: Period | None = None
    our_side: Side = Side.CUSTOMER
    """The side whose deadlines are shown."""
    notice_falls_on: NoticeFallsOn = NoticeFallsOn.ANY_DAY
    notice_given_on: date | None = None
    """The day the notice was received."""
    notice_given_by: Side | None = None
    """Whose notice period the notice is measured by; ours when not recorded."""
    procedure: Procedure | None = None
    reminder_days: int = 30
    lead_months: Mapping[Procedure, int] = field(default_factory=lambda: LEAD_MONTHS, hash=False)

    def notice_of(self, side: Side | None) -> Period | None:
        """The notice period of a side, or of our own."""
        own = self.notice_supplier if (side or self.our_side) is Side.SUPPLIER else (self.notice_customer)
        period = own or self.notice
        return period if period and period.count >= 0 else None
