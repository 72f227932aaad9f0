"""Facts for hypothesis: complete ones, and ones with some unknown, drawn so that the rule's corners
are met (levels near the gates, facts that interact unknown together)."""

from hypothesis import strategies as st

from relationships.choices import TYPE_RULE_FACTS, CollaborationType
from relationships.fit import Facts

CODES = [str(code) for code in TYPE_RULE_FACTS]
LEVELS = st.integers(1, 5)

DEEP = {
    **dict.fromkeys(CODES, st.sampled_from((5, 4, 3, 4))),
    "measurability": st.sampled_from((1, 2, 3, 4)),
}
SHALLOW = dict.fromkeys(CODES, st.sampled_from((1, 2, 3, 4)))
ANY = dict.fromkeys(CODES, LEVELS)

complete = st.one_of(st.fixed_dictionaries(each) for each in (ANY, DEEP, SHALLOW))

INTERACTING = [
    ["attitude_customer", "attitude_supplier", "goal_alignment", "dependence_customer"],
    ["goal_alignment", "dependence_customer", "dependence_supplier", "specificity_supplier"],
    ["specificity_customer", "specificity_supplier", "complementarity", "joint_value"],
    ["criticality", "uncertainty", "access", "interdependence"],
    ["complexity", "criticality", "interdependence", "measurability"],
    ["duration", "interdependence", "switching_cost", "supply_scarcity"],
    ["attractiveness_customer", "attractiveness_supplier", "goal_alignment", "attitude_supplier"],
    ["criticality", "specificity_customer", "attitude_customer", "access"],
]
unknown = st.one_of(
    st.sampled_from(INTERACTING).flatmap(
        lambda group: st.lists(st.sampled_from(group), min_size=1, max_size=4, unique=True)
    ),
    st.lists(st.sampled_from(CODES), max_size=3, unique=True),
)


@st.composite
def incomplete(draw, most=4):
    """Ratings by code, up to four of them unknown."""
    ratings = draw(complete)
    return {**ratings, **dict.fromkeys(draw(unknown)[:most])}


trust_levels = st.none() | LEVELS
choices = st.fixed_dictionaries(
    {
        "chosen": st.none() | st.sampled_from([code.value for code in CollaborationType]),
        "target": trust_levels,
        "c2s": st.integers(1, 5) | trust_levels,
        "s2c": st.integers(1, 5) | trust_levels,
        "safeguards": st.dictionaries(st.sampled_from((2, 3, 4)), st.integers(0, 4)),
    }
)


def facts_of(ratings: dict[str, int | None]) -> Facts:
    return Facts.of(ratings)
