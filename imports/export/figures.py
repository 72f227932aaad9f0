"""The dashboard: what the portfolio comes to, in figures and drawings. Nothing unknown counts as a value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from imports.export.chosen import Chosen
from imports.export.money import counted, in_reporting, running, summed
from imports.export.relationships import RESULT_TONES, VERDICT_TONES, Principles, label
from imports.workbook.writing import Chart, Counts, Kind, Panel, Tone
from principles.attention.money import Rates, reporting_currency
from principles.choices import EffectiveResult
from principles.models import Compliance
from relationships.choices import CollaborationType, VerdictCode
from relationships.fit.texts import TRUST_NAMES, TYPE_NAMES, VERDICT_NAMES
from relationships.terms.days import add_months

WIDTHS = (32, 14, 14, 14, 14, 14, 14, 14, 14)
MONTHS = 12
DEPTHS = range(6)
LEVELS = range(5, 0, -1)
_VERDICTS = (
    VerdictCode.FIT,
    VerdictCode.ATTENTION,
    VerdictCode.MISFIT,
    VerdictCode.NOT_ASSESSABLE,
    VerdictCode.UNCLASSIFIED,
    VerdictCode.PENDING,
)
_RESULTS = (
    EffectiveResult.COMPLIANT,
    EffectiveResult.EXPLAINED,
    EffectiveResult.PARTLY,
    EffectiveResult.NON_COMPLIANT,
    EffectiveResult.NOT_ASSESSABLE,
    EffectiveResult.PENDING,
    EffectiveResult.NOT_APPLICABLE,
)
_ASSESSED = _RESULTS[:4]
# Bubbles on one spot stand beside each other: what falls short left, the rest right.
_ASIDE = 0.18


@dataclass(frozen=True)
class Dashboard:
    """What is drawn of the chosen relationships, in one language."""

    chosen: Chosen
    language: str
    rates: Rates
    principles: Principles = field(default_factory=Principles)

    def panels(self, counts: Counts) -> Iterator[Panel]:
        yield self._totals()
        yield self._by_verdict()
        yield self._value_by_type()
        yield self._matrix()
        yield self._deadlines()
        yield self._compliance()

    def _totals(self) -> Panel:
        """Money by currency, never added up, with what it comes to in the reporting currency."""
        sums: dict[str, Decimal] = {}
        numbers: Counter[str] = Counter()
        for currency, number, amount in summed(running(self.chosen)):
            numbers[currency] += number
            if amount is not None:
                sums[currency] = sums.get(currency, Decimal(0)) + amount
        rows: list[list[Any]] = []
        for currency in sorted(numbers):
            amount = sums.get(currency)
            priced = in_reporting({currency: amount}, self.rates)[0] if amount is not None else None
            rate = self.rates.get(currency)
            rows.append([currency or _("No amount"), numbers[currency], amount, rate, priced])
        all_of_it, _left_out = in_reporting(sums, self.rates)
        rows.append([_("All with a rate"), sum(numbers.values()), None, None, all_of_it])
        said = [
            _("%(relationships)s relationships, %(parties)s parties, %(contracts)s contracts.")
            % {
                "relationships": self.chosen.relationships.order_by().count(),
                "parties": self.chosen.parties.order_by().count(),
                "contracts": self.chosen.contracts.order_by().count(),
            },
            _("Worth of the running contracts: their value, else their annual value."),
            *self._not_drawn(sums),
        ]
        header = [_("Currency"), _("Running contracts"), _("Value"), _("Rate"), self._in_reporting()]
        kinds = [Kind.TEXT, Kind.NUMBER, Kind.AMOUNT, Kind.NUMBER, Kind.AMOUNT]
        return Panel(_("Dashboard"), said, header, rows, kinds)

    def _by_verdict(self) -> Panel:
        found: Counter[str] = Counter()
        rows = self.chosen.relationships.order_by().values("verdict__verdict").annotate(number=Count("pk"))
        for code, number in rows.values_list("verdict__verdict", "number"):
            found[code or VerdictCode.PENDING] += number
        return Panel(
            title=_("Verdicts"),
            header=[_("Verdict"), _("Relationships")],
            rows=[[VERDICT_NAMES[self.language][code], found[code] or None] for code in _VERDICTS],
            kinds=[Kind.TEXT, Kind.NUMBER],
            chart=Chart("bars", [2], tones=[VERDICT_TONES[code] for code in _VERDICTS]),
        )

    def _value_by_type(self) -> Panel:
        by_type: dict[str, dict[str, dict[str, Decimal]]] = defaultdict(lambda: defaultdict(dict))
        everything: dict[str, Decimal] = {}
        columns = ("relationship__verdict__chosen_type", "relationship__verdict__verdict")
        for kind, verdict, currency, _number, amount in summed(running(self.chosen), *columns):
            if amount is not None:
                sums = by_type[kind or ""][verdict or VerdictCode.PENDING]
                sums[currency] = sums.get(currency, Decimal(0)) + amount
                everything[currency] = everything.get(currency, Decimal(0)) + amount
        rows = []
        for kind in [*map(str, CollaborationType), ""]:
            name = TYPE_NAMES[self.language][kind] if kind else _("No type chosen")
            amounts = [in_reporting(by_type[kind][code], self.rates)[0] for code in _VERDICTS]
            rows.append([name, *amounts, sum(each for each in amounts if each is not None) or None])
        tones = [VERDICT_TONES[code] for code in _VERDICTS]
        return Panel(
            title=_("Value by type and verdict"),
            said=[
                _("In %(currency)s, at the rates of %(day)s.")
                % {"currency": reporting_currency(), "day": self.chosen.by.on.isoformat()},
                *self._not_drawn(everything),
            ],
            header=[_("Type"), *(VERDICT_NAMES[self.language][code] for code in _VERDICTS), _("Together")],
            rows=rows,
            kinds=[Kind.TEXT, *[Kind.AMOUNT] * 7],
            chart=Chart("bars", range(2, 8), tones=tones),
            new_page=True,
        )

    def _not_drawn(self, sums: Mapping[str, Decimal]) -> list[str]:
        """What the amounts in the reporting currency leave out."""
        left_out = in_reporting(sums, self.rates)[1]
        said = []
        if left_out:
            said.append(
                _("Left out, since no rate is known: %(amounts)s.")
                % {"amounts": "; ".join(f"{each} {sums[each]:,.2f}" for each in left_out)}
            )
        unknown = counted(running(self.chosen)).filter(value__isnull=True, annual_value__isnull=True).count()
        if unknown:
            said.append(_("Running contracts of which no amount is known: %(count)s.") % {"count": unknown})
        return said

    def _matrix(self) -> Panel:
        """Needed depth across, mutual actual trust up; apart, what falls short of the required trust."""
        found: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
        unplaced = 0
        columns = ("verdict__needed_depth", "verdict__mutual_trust", "verdict__required_trust")
        rows = self.chosen.relationships.order_by().values(*columns).annotate(number=Count("pk"))
        for depth, trust, required, number in rows.values_list(*columns, "number"):
            if depth is None or trust is None:
                unplaced += number
                continue
            side = "open" if required is None else "short" if trust < required else "met"
            found[depth, trust][side] += number
        grid = [
            [
                f"{level} {TRUST_NAMES[self.language][level]}",
                *(sum(found[depth, level].values()) or None for depth in DEPTHS),
            ]
            for level in LEVELS
        ]
        said = [_("Relationships by the depth that the delivery needs and the mutual actual trust.")]
        if unplaced:
            said.append(
                _("%(count)s have no place here: their depth is undecided or their trust is not assessed.")
                % {"count": unplaced}
            )
        return Panel(
            title=_("Portfolio matrix"),
            said=said,
            header=[_("Mutual actual trust"), *(_("Depth %(depth)s") % {"depth": each} for each in DEPTHS)],
            rows=grid,
            kinds=[Kind.TEXT, *[Kind.NUMBER] * 6],
            chart=self._bubbles(),
            beside=_beside(found),
            shades=True,
            new_page=True,
        )

    def _bubbles(self) -> Chart:
        return Chart(
            "bubbles",
            [(1, 2, 3), (4, 5, 6), (7, 8, 9)],
            across=_("Needed depth"),
            up=_("Mutual actual trust"),
            tones=[Tone.BAD, Tone.GOOD, Tone.OPEN],
            most_across=6,
            most_up=6,
        )

    def _deadlines(self) -> Panel:
        first = self.chosen.by.on.replace(day=1)
        months = [add_months(first, each) for each in range(MONTHS)]
        after = add_months(first, MONTHS)
        contracts = running(self.chosen)
        notice = _by_month(contracts, "notice_deadline", self.chosen.by.on, after)
        option = _by_month(contracts, "option_deadline", self.chosen.by.on, after)
        rows = [
            [f"{each:%Y-%m}", notice[each.year, each.month] or None, option[each.year, each.month] or None]
            for each in months
        ]
        missed = contracts.filter(position__missed_deadline__isnull=False).count()
        unknown = contracts.filter(
            Q(position__isnull=True) | Q(position__notice_known=False, position__current_end__isnull=False)
        ).count()
        said = [_("Running contracts of which notice, or an option, has to be decided on.")]
        if missed:
            said.append(_("Missed already: %(count)s.") % {"count": missed})
        if unknown:
            said.append(_("Of %(count)s the notice period is not known.") % {"count": unknown})
        return Panel(
            title=_("Notice deadlines by month"),
            said=said,
            header=[_("Month"), _("Notice"), _("Option")],
            rows=rows,
            kinds=[Kind.TEXT, Kind.NUMBER, Kind.NUMBER],
            chart=Chart(
                "columns",
                [2, 3],
                tones=[Tone.BAD, Tone.AWAITED],
            ),
            new_page=True,
        )

    def _compliance(self) -> Panel:
        active = self.principles.active
        found: dict[int, Counter[str]] = defaultdict(Counter)
        ids = self.chosen.relationships.order_by().values("pk")
        rows = Compliance.objects.filter(relationship__in=ids, principle__in=[each.pk for each in active])
        counts = rows.order_by().values("principle", "effective").annotate(number=Count("pk"))
        for principle, effective, number in counts.values_list("principle", "effective", "number"):
            found[principle][effective] += number
        total = self.chosen.relationships.order_by().count()
        listed = []
        for each in active:
            tally = found[each.pk]
            tally[EffectiveResult.PENDING] += total - sum(tally.values())
            theme = (each.theme_nl if self.language == "nl" else each.theme_en) or each.theme_en
            applying = total - tally[EffectiveResult.NOT_APPLICABLE]
            share = sum(tally[code] for code in _ASSESSED) / applying if applying else None
            listed.append([f"{each.code} {theme}", *(tally[code] or None for code in _RESULTS), share])
        tones = [RESULT_TONES[code] for code in _RESULTS[:-1]]
        return Panel(
            title=_("Principles"),
            said=[_("Counts of relationships, never an average. Not assessable is no mark, good or bad.")],
            header=[
                _("Principle"),
                *(label(EffectiveResult, code) for code in _RESULTS),
                _("Share assessable"),
            ],
            rows=listed,
            kinds=[Kind.TEXT, *[Kind.NUMBER] * 7, Kind.SHARE],
            chart=Chart("bars", range(2, 8), tones=tones),
            new_page=True,
        )

    def _in_reporting(self) -> str:
        return _("In %(currency)s") % {"currency": reporting_currency()}


def _beside(found: Mapping[tuple[int, int], Counter[str]]) -> list[list[Any]]:
    """Across, up and size of each bubble, for each of the three series."""
    sides = {
        "short": (_("Below the required trust"), -_ASIDE),
        "met": (_("Required trust is there"), _ASIDE),
        "open": (_("Required trust undecided"), 0.0),
    }
    header: list[Any] = []
    for name, _aside in sides.values():
        header += [_("Needed depth"), _("Mutual actual trust"), name]
    columns = []
    for side, (_name, aside) in sides.items():
        spots = [
            (depth + aside, trust, sizes[side])
            for (depth, trust), sizes in sorted(found.items())
            if sizes[side]
        ]
        columns.append(spots)
    height = max([1, *map(len, columns)])
    rows = [
        [value for spots in columns for value in (spots[at] if at < len(spots) else (None, None, None))]
        for at in range(height)
    ]
    return [header, *rows]


def _by_month(contracts: Any, column: str, first: date, after: date) -> Counter[tuple[int, int]]:
    found: Counter[tuple[int, int]] = Counter()
    path = f"position__{column}"
    days = contracts.filter(**{f"{path}__gte": first, f"{path}__lt": after}).order_by()
    for day, number in days.values(path).annotate(number=Count("pk")).values_list(path, "number"):
        found[day.year, day.month] += number
    return found
