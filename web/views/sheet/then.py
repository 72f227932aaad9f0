"""Then and now: what held on a day, or at the decision, beside what holds today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from principles.checks.texts import result_name
from principles.queries.past import end_of
from relationships.choices import FACTS, Flag
from relationships.errors import refuse
from relationships.models import Classification, PastVerdict, Verdict
from relationships.queries.facts import facts_of
from relationships.verdicts import columns_of
from web.pictures import words as say
from web.templatetags.words import NOTHING, language, word
from web.views.sheet.reading import Read, compliance_then


@dataclass(frozen=True, slots=True)
class Line:
    """One thing then and now."""

    said: str
    then: str
    now: str

    @property
    def changed(self) -> bool:
        return self.then != self.now


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """What was on a day beside what is; `known` is False where nothing was recorded by then."""

    day: date
    decision: Classification | None
    known: bool
    lines: list[Line]
    facts: list[Line]
    principles: list[Line]

    @property
    def changed(self) -> int:
        return sum(each.changed for each in (*self.lines, *self.facts, *self.principles))


def on_day(found: Read, day: date) -> Then:
    """As it stood when the day ended; refuses a day to come."""
    if day > found.by.on:
        refuse("DATE_IN_FUTURE", "on", value=day.isoformat())
    verdict = _verdict_on(found, day)
    before = compliance_then(found.by, found.relationship, day)
    pk = found.relationship.pk
    known = facts_of([pk], end_of(day))[pk]
    values = {code: each.value for code, each in known.items()} if verdict else {}
    return Then(
        day=day,
        decision=None,
        known=verdict is not None,
        lines=list(_lines(vars(verdict), _now(found))) if verdict else [],
        facts=_facts(found, values) if values else [],
        principles=[
            Line(
                f"{each.principle.code} {_theme(each.principle)}".strip(),
                _result(before.get(each.principle.code)),
                _result(each),
            )
            for each in found.compliance
        ]
        if before
        else [],
    )


def at_decision(found: Read) -> Then | None:
    """The decision that counts, with what it rested on, beside today's facts and rules."""
    decision = found.decision
    if decision is None:
        return None
    then = {**decision.recommendation, **decision.verdict}
    columns = {
        "verdict": then.get("verdict"),
        "chosen_type": decision.chosen_type,
        "trust_target": decision.trust_target,
        "recommended_type": then.get("recommended_type"),
        "delivery_type": then.get("delivery_type"),
        "posture": then.get("posture"),
        "needed_low": _end(then, "needed_range", 0),
        "needed_high": _end(then, "needed_range", 1),
        "feasible_low": _end(then, "feasible_range", 0),
        "feasible_high": _end(then, "feasible_range", 1),
        "required_trust_low": _end(then, "required_trust_range", 0),
        "required_trust_high": _end(then, "required_trust_range", 1),
        "trust_customer_to_supplier": then.get("trust", {}).get("CUSTOMER_TO_SUPPLIER"),
        "trust_supplier_to_customer": then.get("trust", {}).get("SUPPLIER_TO_CUSTOMER"),
        "flag_codes": "|".join(each["code"] for each in then.get("flags", ())),
    }
    values = {code: each.get("value") for code, each in decision.facts.items()}
    return Then(
        day=timezone.localdate(decision.decided_at),
        decision=decision,
        known=True,
        lines=list(_lines(columns, _now(found))),
        facts=_facts(found, values),
        principles=[],
    )


def _end(then: Mapping[str, Any], name: str, place: int) -> Any:
    ends = then.get(name) or ()
    return ends[place] if len(ends) == 2 else None


def _verdict_on(found: Read, day: date) -> Verdict | PastVerdict | None:
    """The verdict that stood when the day ended, if there was one by then."""
    end = end_of(day)
    stored = found.stored
    if stored is not None and stored.since < end:
        return stored
    past = PastVerdict.objects.filter(relationship=found.relationship, since__lt=end, until__gte=end)
    return past.order_by("-since").first()


def _now(found: Read) -> dict[str, Any]:
    preview = found.compared.preview
    return columns_of(preview.situation, preview.judgement)


def _lines(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Line]:
    for name, said, kind in (
        ("verdict", _("Verdict"), "verdict"),
        ("chosen_type", _("Chosen type"), "type"),
        ("recommended_type", _("Recommended type"), "type"),
        ("delivery_type", _("The delivery asks"), "type"),
        ("posture", _("Posture"), "posture"),
    ):
        yield Line(said, word(then.get(name), kind), word(now.get(name), kind))
    for name, said in (("needed", _("Needed depth")), ("feasible", _("Feasible depth"))):
        yield Line(said, _span(then, name), _span(now, name))
    yield Line(_("Required trust"), _span(then, "required_trust"), _span(now, "required_trust"))
    for name, said in (
        ("trust_target", _("Trust target")),
        ("trust_customer_to_supplier", _("Customer trusts supplier")),
        ("trust_supplier_to_customer", _("Supplier trusts customer")),
    ):
        yield Line(said, _level(then.get(name)), _level(now.get(name)))
    yield Line(_("Flags"), _flags(then.get("flag_codes")), _flags(now.get("flag_codes")))


def _span(columns: Mapping[str, Any], name: str) -> str:
    low, high = columns.get(f"{name}_low"), columns.get(f"{name}_high")
    if low is None or high is None:
        return NOTHING
    return say.span((low, high))


def _level(level: Any) -> str:
    return say.level_name(level)


def _flags(codes: Any) -> str:
    found = [each for each in (codes or "").split("|") if each and each != Flag.FIT]
    return ", ".join(word(each, "flag") for each in found) or NOTHING


def _facts(found: Read, values: Mapping[str, int | None]) -> list[Line]:
    """The facts that are others by now."""
    now = found.compared.preview.situation.facts
    lines = [
        Line(word(code, "fact"), _fact(code, values.get(code)), _fact(code, now[code].value))
        for code in map(str, FACTS)
    ]
    return [each for each in lines if each.changed]


def _fact(code: str, value: int | None) -> str:
    return say.not_yet_rated() if value is None else f"{value} {say.anchor(code, value)}"


def _result(row: Any) -> str:
    return NOTHING if row is None else result_name(row.effective, language())


def _theme(principle: Any) -> str:
    return principle.theme_nl if language() == "nl" and principle.theme_nl else principle.theme_en
