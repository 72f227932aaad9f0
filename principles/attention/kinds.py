"""Every kind of item: the statement that finds it, and what is told of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from principles.attention import arrangements, contracts, contradictions, fit, judged, minding, trust
from principles.attention.reading import Reading
from principles.attention.rows import Columns, Row
from principles.attention.told import Told
from principles.attention.view import View
from principles.choices import AttentionKind as K
from principles.choices import Severity


class Way(NamedTuple):
    """How items of a kind are found and told, and which severities they can have.

    `several`: a relationship can have more than one of them.
    """

    find: Callable[[View], Columns]
    tell: Callable[[Row, Reading], Told]
    severities: frozenset[Severity]
    several: bool = False


CRITICAL, HIGH, MEDIUM, LOW = (frozenset({each}) for each in Severity)


WAYS: dict[K, Way] = {
    K.NOTICE_DEADLINE: Way(contracts.notice, contracts.tell_day, CRITICAL | HIGH, several=True),
    K.OPTION_DEADLINE: Way(contracts.options, contracts.tell_day, CRITICAL | HIGH, several=True),
    K.RETENDER_START: Way(contracts.retenders, contracts.tell_day, HIGH | MEDIUM, several=True),
    K.EXPLANATION_LAPSING: Way(judged.lapsing, judged.tell_lapsing, HIGH | MEDIUM, several=True),
    K.MISFIT: Way(fit.misfits, fit.tell_misfit, HIGH),
    K.TRUST_GAP: Way(fit.trust_gaps, fit.tell_trust_gap, HIGH | MEDIUM),
    K.NON_COMPLIANCE: Way(judged.non_compliance, judged.tell_non_compliance, HIGH, several=True),
    K.CONTRADICTION: Way(contradictions.contradictions, contradictions.tell_contradiction, HIGH | MEDIUM),
    K.VIABILITY_LOW: Way(trust.low_viability, trust.tell_viability, HIGH | MEDIUM),
    K.RESISTANCE_UNINVESTIGATED: Way(
        judged.uninvestigated, judged.tell_resistance, HIGH | MEDIUM, several=True
    ),
    K.FRAMEWORK_TOO_LONG: Way(contracts.frameworks, contracts.tell_framework, HIGH | MEDIUM, several=True),
    K.NOT_ASSESSABLE: Way(fit.not_assessable, fit.tell_not_assessable, MEDIUM),
    K.TRUST_STALE: Way(trust.stale, trust.tell_stale, MEDIUM, several=True),
    K.REVIEW_OVERDUE: Way(judged.reviews, judged.tell_review, MEDIUM),
    K.CONTRACT_REVIEW_DUE: Way(contracts.reviews, contracts.tell_day, MEDIUM | LOW, several=True),
    K.ARRANGEMENTS_MISSING: Way(arrangements.missing, arrangements.tell_missing, MEDIUM),
    K.OWNER_MISSING: Way(minding.without_owner, minding.tell_owner, MEDIUM | LOW),
    K.DEPUTY_MISSING: Way(minding.without_deputy, minding.tell_deputy, LOW),
    K.ASSUMED_FACTS: Way(fit.assumed_facts, fit.tell_assumed, LOW),
    K.TACIT_RENEWAL_UNLIMITED: Way(contracts.tacit_renewals, contracts.tell_tacit, LOW, several=True),
    K.DEADLINE_UNKNOWN: Way(contracts.unknown_deadlines, contracts.tell_unknown, LOW, several=True),
    K.UNCLASSIFIED: Way(minding.unclassified, minding.tell_unclassified, LOW),
}
