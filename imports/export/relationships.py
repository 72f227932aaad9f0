"""A row a relationship: type, trust three ways, verdict, flags and principles; and the matrix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from imports.export.batches import batches
from imports.export.chosen import Chosen
from imports.workbook.writing import Column, Kind, TableSheet, Tone
from principles.choices import EffectiveResult
from principles.models import Compliance, Principle
from principles.queries.sets import set_in_force
from relationships.choices import CollaborationType, Nature, Phase, Side, VerdictCode
from relationships.fit.texts import FLAG_NAMES, POSTURE_NAMES, TYPE_NAMES, VERDICT_NAMES
from relationships.labels import LABELS
from relationships.queries.among import among

CODE = "relationships"
MATRIX = "principles"
VERDICT_TONES = {
    VerdictCode.FIT: Tone.GOOD,
    VerdictCode.ATTENTION: Tone.FAIR,
    VerdictCode.MISFIT: Tone.BAD,
    VerdictCode.NOT_ASSESSABLE: Tone.OPEN,
    VerdictCode.UNCLASSIFIED: Tone.NONE,
    VerdictCode.PENDING: Tone.AWAITED,
}
RESULT_TONES = {
    EffectiveResult.COMPLIANT: Tone.GOOD,
    EffectiveResult.PARTLY: Tone.FAIR,
    EffectiveResult.NON_COMPLIANT: Tone.BAD,
    EffectiveResult.EXPLAINED: Tone.EXCUSED,
    EffectiveResult.NOT_ASSESSABLE: Tone.OPEN,
    EffectiveResult.PENDING: Tone.AWAITED,
}
_SAID = (
    EffectiveResult.NON_COMPLIANT,
    EffectiveResult.PARTLY,
    EffectiveResult.EXPLAINED,
    EffectiveResult.COMPLIANT,
    EffectiveResult.NOT_ASSESSABLE,
    EffectiveResult.PENDING,
)
Results = Mapping[int, str]


class Principles:
    """The active principles of the set in force, and their results for many relationships at once."""

    @cached_property
    def active(self) -> list[Principle]:
        return list(set_in_force().principles.filter(active=True))

    def results(self, relationships: Collection[int]) -> dict[int, dict[int, str]]:
        """By relationship, the effective result by principle. One that isn't there yet is being computed."""
        pending = {each.pk: str(EffectiveResult.PENDING) for each in self.active}
        found: dict[int, dict[int, str]] = {pk: dict(pending) for pk in relationships}
        rows = Compliance.objects.filter(relationship__in=among(relationships), principle__in=list(pending))
        for pk, principle, effective in rows.order_by().values_list(
            "relationship_id", "principle_id", "effective"
        ):
            found[pk][principle] = effective
        return found


def sheet(chosen: Chosen, language: str, principles: Principles) -> TableSheet:
    columns = _columns(language)
    return TableSheet(_("Relationships"), CODE, columns, rows(chosen, language, principles), kept=2, across=3)


def _columns(language: str) -> list[Column]:
    verdicts = {VERDICT_NAMES[language][code]: tone for code, tone in VERDICT_TONES.items()}
    whole = Kind.NUMBER
    return [
        Column(_("Relationship id"), "relationship", whole, 12),
        Column(_("Counterparty"), "party", width=32),
        Column(_("Subject"), "subject", width=32),
        Column(_("Our role"), "our_role", width=12),
        Column(_("Verdict"), "verdict", width=18, tones=verdicts),
        Column(_("Flags"), "flags", width=34),
        Column(_("Chosen type"), "chosen_type", width=28),
        Column(_("Recommended type"), "recommended_type", width=28),
        Column(_("The delivery asks"), "delivery_type", width=28),
        Column(_("Posture"), "posture", width=20),
        Column(_("Trust target"), "trust_target", whole, 11),
        Column(_("Required trust"), "required_trust", whole, 11),
        Column(_("Actual: customer trusts supplier"), "trust_customer_to_supplier", whole, 14),
        Column(_("Actual: supplier trusts customer"), "trust_supplier_to_customer", whole, 14),
        Column(_("Mutual actual trust"), "mutual_trust", whole, 11),
        Column(_("Residual gap"), "residual_gap", whole, 11),
        Column(_("Score (0-100)"), "score", whole, 11),
        Column(_("Assumed facts"), "assumed_facts", whole, 10),
        Column(_("Unknown facts"), "unknown_facts", whole, 10),
        *(Column(_result(code), f"principles_{code.lower()}", width=18) for code in _SAID),
        Column(_("Nature"), "nature", width=16, folded=True),
        Column(_("Phase"), "phase", width=16, folded=True),
        Column(_("Category"), "category", width=24, folded=True),
        Column(_("Category profile"), "profile", width=24, folded=True),
        Column(_("Unit"), "unit", width=14, folded=True),
        Column(_("Portfolio"), "portfolio", width=24, folded=True),
        Column(_("Owner"), "owner", width=18, folded=True),
        Column(_("Verdict since"), "verdict_since", Kind.MOMENT, 17, folded=True),
    ]


def rows(chosen: Chosen, language: str, principles: Principles) -> Iterator[list[Any]]:
    whole = chosen.relationships.select_related(
        "party", "verdict", "profile", "unit", "portfolio", "owner"
    ).defer("verdict__detail")
    for portion in batches(whole):
        results = principles.results([each.pk for each in portion])
        for each in portion:
            verdict = getattr(each, "verdict", None)
            yield [
                each.pk,
                each.party.name,
                each.subject,
                label(Side, each.our_role),
                *_judged(verdict, language),
                *_by_result(results[each.pk], principles.active),
                label(Nature, each.nature),
                label(Phase, each.phase),
                each.category,
                (each.profile.name_nl if language == "nl" else each.profile.name) if each.profile else None,
                each.unit.code,
                each.portfolio.name if each.portfolio else None,
                each.owner.get_username() if each.owner else None,
                timezone.localtime(verdict.since) if verdict is not None else None,
            ]


def _judged(verdict: Any, language: str) -> list[Any]:
    """From the verdict up to the unknown facts. Without one, or before it is computed, that is said."""
    if verdict is None or verdict.verdict == VerdictCode.PENDING:
        return [VERDICT_NAMES[language][VerdictCode.PENDING], *[None] * 14]
    flags = [FLAG_NAMES[language][code] for code in verdict.flag_codes.strip("|").split("|") if code]
    return [
        VERDICT_NAMES[language][verdict.verdict],
        ", ".join(flags),
        type_name(verdict.chosen_type, language),
        type_name(verdict.recommended_type, language),
        type_name(verdict.delivery_type, language),
        POSTURE_NAMES[language][verdict.posture] if verdict.posture not in ("", "NONE") else None,
        verdict.trust_target,
        _range(verdict.required_trust, verdict.required_trust_low, verdict.required_trust_high),
        verdict.trust_customer_to_supplier,
        verdict.trust_supplier_to_customer,
        verdict.mutual_trust,
        verdict.residual_gap,
        verdict.score,
        verdict.assumed_facts,
        verdict.unknown_facts,
    ]


def _range(value: int | None, low: int | None, high: int | None) -> Any:
    """The value; where it is undecided, from which to which it may be."""
    if value is not None or low is None or high is None:
        return value
    return low if low == high else f"{low}–{high}"


def _by_result(results: Results, active: Sequence[Principle]) -> list[str]:
    by_result: dict[str, list[str]] = defaultdict(list)
    for principle in active:
        by_result[results[principle.pk]].append(principle.code)
    return [", ".join(by_result[code]) for code in _SAID]


def matrix(chosen: Chosen, principles: Principles) -> TableSheet:
    """A row a relationship, a column a principle: the result that counts."""
    tones = {_result(code): tone for code, tone in RESULT_TONES.items()}
    columns = [
        Column(_("Relationship id"), "relationship", Kind.NUMBER, 12),
        Column(_("Counterparty"), "party", width=32),
        Column(_("Subject"), "subject", width=32),
        *(Column(each.code, each.code.lower(), width=17, tones=tones) for each in principles.active),
    ]
    return TableSheet(_("Principles"), MATRIX, columns, _matrix_rows(chosen, principles), kept=2, across=1)


def _matrix_rows(chosen: Chosen, principles: Principles) -> Iterator[list[Any]]:
    names = {str(code): _result(code) for code in EffectiveResult}
    for portion in batches(chosen.relationships.select_related("party")):
        results = principles.results([each.pk for each in portion])
        for each in portion:
            found = results[each.pk]
            yield [
                each.pk,
                each.party.name,
                each.subject,
                *(names[found[principle.pk]] for principle in principles.active),
            ]


def _result(code: EffectiveResult) -> str:
    return str(LABELS[EffectiveResult][code])


def label(codes: Any, code: str) -> str:
    return str(LABELS[codes][codes(code)]) if code else ""


def type_name(code: str, language: str) -> str:
    return TYPE_NAMES[language][CollaborationType(code)] if code else ""
