"""Relationships for hypothesis: anything that may be recorded, complete or not, near the limits in time."""

from datetime import date, timedelta

from hypothesis import strategies as st

from principles.checks.codes import (
    AnswerKind,
    Beneficiary,
    CapabilityPairKind,
    CapabilityPairState,
    InterestKind,
    LabelPlace,
    PairRating,
    Priority,
    ResistanceAsked,
    ResistanceVerdict,
    Scope,
    StageKind,
)
from principles.checks.records import (
    Answer,
    Benefit,
    Capability,
    CapabilityPair,
    DatedType,
    DevelopmentPlan,
    Fit,
    FoundLabel,
    Interest,
    InterestPair,
    PhaseChange,
    ResistanceSignal,
    Review,
    Stage,
    Stance,
    Subject,
    TrustAssessment,
)
from relationships.choices import Cap, CollaborationType, Direction, Nature, Phase, Posture, Side
from tests.principles.checks.cases import ON

days = st.one_of(
    st.sampled_from([ON, ON - timedelta(30), ON - timedelta(31), ON + timedelta(1), date(2025, 11, 20)]),
    st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    st.sampled_from([date.min, date.max]),
)
maybe = st.none() | days
some = st.booleans()
codes = st.sampled_from


def few(records):
    return st.lists(records, max_size=3).map(tuple)


depths = st.integers(0, 5)
benefits = st.builds(Benefit, codes(Beneficiary), st.none() | st.integers(-5, 5), some, some)
interests = st.builds(
    Interest, st.integers(1, 4), codes(Side), codes(InterestKind), codes(Priority), some, codes(Scope), some
)
pairs = st.builds(InterestPair, st.integers(1, 4), st.integers(1, 4), st.none() | codes(PairRating), some)
capability_pairs = st.builds(
    CapabilityPair, codes(CapabilityPairKind), codes(CapabilityPairState), codes(["", "SCALE"])
)
answers = st.builds(Answer, codes(AnswerKind), some, maybe, maybe, maybe)
signals = st.builds(
    ResistanceSignal, maybe, maybe, st.none() | codes(ResistanceVerdict), maybe, st.none() | answers
)
stages = st.builds(Stage, codes(StageKind), maybe, maybe, maybe, some, maybe, some)
plans = st.builds(DevelopmentPlan, few(stages), st.frozensets(codes(Cap)))
trust = st.dictionaries(codes(Direction), st.tuples(st.integers(1, 5), days), max_size=2).map(
    lambda found: {key: TrustAssessment(key, *each) for key, each in found.items()}
)
stances = st.builds(Stance, depths, st.lists(codes(Cap), unique=True).map(tuple), codes(Posture))
required = st.tuples(st.integers(1, 5), st.integers(1, 5)).map(lambda pair: (min(pair), max(pair)))
fits = st.builds(
    Fit,
    st.lists(st.tuples(depths, depths, depths), max_size=2).map(tuple),
    st.lists(stances, max_size=2).map(tuple),
    st.none() | required,
    st.dictionaries(st.integers(1, 5), st.integers(0, 2)),
    st.just(("complexity", "access")),
)
subjects = st.builds(
    Subject,
    phase=codes(Phase),
    nature=codes(Nature),
    our_role=codes(Side),
    chosen=st.none() | codes(CollaborationType),
    target=st.none() | st.integers(1, 5),
    fit=st.none() | fits,
    trust=trust,
    safeguards=st.dictionaries(st.integers(2, 4), st.integers(0, 3)),
    arrangements=st.frozensets(codes(["DEPENDENCE_PLAN", "EXIT_PLAN"])),
    benefits=few(benefits),
    interests=few(interests),
    interest_pairs=few(pairs),
    capabilities=few(st.builds(Capability, codes(Side))),
    capability_pairs=few(capability_pairs),
    signals=few(signals),
    plans=few(plans),
    reviews=few(st.builds(Review, days, codes(ResistanceAsked))),
    phases=few(st.builds(PhaseChange, days, codes(Phase))),
    contracts=few(days),
    classifications=few(st.builds(DatedType, days, st.none() | depths)),
    labels=few(st.builds(FoundLabel, codes(LabelPlace), codes(["partner", "partnership"]))),
)
