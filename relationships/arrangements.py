"""What must be in place for each collaboration type: the account manager's to-do list. Pure.

An arrangement belongs to a type, to every type from depth 2 on, or to a relationship whose delivery
takes deep access (level 4 or more).
"""

from __future__ import annotations

from relationships.choices import CollaborationType

_T = CollaborationType

OF_TYPE: dict[str, tuple[str, ...]] = {
    _T.SPOT: (),
    _T.CALL_OFF: ("PRICE_LIST", "INDEXATION", "ORDERING_RULES"),
    _T.SERVICE: ("SERVICE_LEVELS", "OPERATING_PROCEDURES", "MONTHLY_REVIEW"),
    _T.MANAGED: (
        "STEERING_BOARD",
        "OUTCOME_MEASURES",
        "ESCALATION_LADDER",
        "BENCHMARK",
        "EXIT_PLAN",
    ),
    _T.INTEGRATED: ("IP_CLAUSE", "JOINT_LEAD", "SPONSORS", "KNOWLEDGE_SHARING_AGREEMENT"),
    _T.VENTURE: ("JOINT_BOARD", "EXIT_FORMULA", "IP_SHARING"),
    _T.CAPTIVE: ("DEPENDENCE_PLAN", "PRICE_CAP", "ESCROW_OR_STEP_IN", "EXIT_PLAN"),
    _T.GUARDED: ("NEGOTIATION_TEAM", "CONTRACT_MANAGER", "CLAIMS_LOG", "SECURITIES"),
}
FROM_DEPTH_2 = ("DISPUTE_CLAUSE",)
WITH_DEEP_ACCESS = ("DATA_PROCESSING_AGREEMENT", "INFORMATION_SECURITY_TERMS")
DEEP_ACCESS = 4

NAMES: dict[str, dict[str, str]] = {
    "PRICE_LIST": {"en": "Price list", "nl": "Prijslijst"},
    "INDEXATION": {"en": "Indexation", "nl": "Indexering"},
    "ORDERING_RULES": {"en": "Ordering rules", "nl": "Bestelafspraken"},
    "SERVICE_LEVELS": {"en": "Service levels", "nl": "Dienstverleningsniveaus"},
    "OPERATING_PROCEDURES": {"en": "Operating procedures", "nl": "Werkafspraken"},
    "MONTHLY_REVIEW": {"en": "Monthly review", "nl": "Maandelijks overleg"},
    "STEERING_BOARD": {"en": "Steering board", "nl": "Stuurgroep"},
    "OUTCOME_MEASURES": {"en": "Outcome measures", "nl": "Resultaatindicatoren"},
    "ESCALATION_LADDER": {"en": "Escalation ladder", "nl": "Escalatieladder"},
    "BENCHMARK": {"en": "Benchmark", "nl": "Benchmark"},
    "EXIT_PLAN": {"en": "Exit plan", "nl": "Exitplan"},
    "IP_CLAUSE": {"en": "Intellectual-property clause", "nl": "Afspraak intellectueel eigendom"},
    "JOINT_LEAD": {"en": "Joint lead", "nl": "Gezamenlijke leiding"},
    "SPONSORS": {"en": "Sponsor on both sides", "nl": "Sponsor aan beide zijden"},
    "KNOWLEDGE_SHARING_AGREEMENT": {
        "en": "Knowledge-sharing agreement",
        "nl": "Afspraak over kennisdeling",
    },
    "JOINT_BOARD": {"en": "Joint board", "nl": "Gezamenlijk bestuur"},
    "EXIT_FORMULA": {"en": "Exit formula", "nl": "Uittredingsformule"},
    "IP_SHARING": {
        "en": "Sharing of intellectual property",
        "nl": "Verdeling intellectueel eigendom",
    },
    "DEPENDENCE_PLAN": {"en": "Dependence plan", "nl": "Afhankelijkheidsplan"},
    "PRICE_CAP": {"en": "Price cap", "nl": "Prijsplafond"},
    "ESCROW_OR_STEP_IN": {"en": "Escrow or step-in right", "nl": "Escrow of instaprecht"},
    "NEGOTIATION_TEAM": {
        "en": "Senior negotiation team with mandate",
        "nl": "Senior onderhandelteam met mandaat",
    },
    "CONTRACT_MANAGER": {"en": "Contract manager", "nl": "Contractmanager"},
    "CLAIMS_LOG": {"en": "Claims log", "nl": "Claimregister"},
    "SECURITIES": {"en": "Securities", "nl": "Zekerheden"},
    "DISPUTE_CLAUSE": {"en": "Dispute clause or mediation", "nl": "Geschillenregeling of mediation"},
    "DATA_PROCESSING_AGREEMENT": {
        "en": "Data-processing agreement",
        "nl": "Verwerkersovereenkomst",
    },
    "INFORMATION_SECURITY_TERMS": {
        "en": "Information-security terms",
        "nl": "Afspraken informatiebeveiliging",
    },
}
KINDS: tuple[str, ...] = tuple(NAMES)


def needed(chosen: str | None, access: int | None) -> tuple[str, ...]:
    """The kinds that a relationship of this type must have in place; access is the fact's level."""
    kinds: tuple[str, ...] = ()
    if chosen is not None:
        kinds += OF_TYPE[chosen]
        depth = CollaborationType(chosen).depth
        if depth is not None and depth >= 2:
            kinds += FROM_DEPTH_2
    if access is not None and access >= DEEP_ACCESS:
        kinds += WITH_DEEP_ACCESS
    return kinds
