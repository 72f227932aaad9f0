"""The codes that are stored, sent and read: one vocabulary for database, API, workbook and pages.

Plain string enumerations, free of Django, so that the pure modules can use them too. What a person
reads beside a code (Dutch and English) stands in `relationships.labels`.
"""

from enum import StrEnum


class Side(StrEnum):
    """A side of a relationship, whatever our own role in it is."""

    CUSTOMER = "CUSTOMER"
    SUPPLIER = "SUPPLIER"

    @property
    def other(self) -> "Side":
        return Side.SUPPLIER if self is Side.CUSTOMER else Side.CUSTOMER


class Direction(StrEnum):
    """Who trusts whom: the first named side is the one that trusts."""

    CUSTOMER_TO_SUPPLIER = "CUSTOMER_TO_SUPPLIER"
    SUPPLIER_TO_CUSTOMER = "SUPPLIER_TO_CUSTOMER"

    @classmethod
    def of(cls, side: Side) -> "Direction":
        """The direction in which this side does the trusting."""
        return cls.CUSTOMER_TO_SUPPLIER if side is Side.CUSTOMER else cls.SUPPLIER_TO_CUSTOMER


class CollaborationType(StrEnum):
    """The six types on the ladder of depth, and the two that are a posture."""

    SPOT = "SPOT"
    CALL_OFF = "CALL_OFF"
    SERVICE = "SERVICE"
    MANAGED = "MANAGED"
    INTEGRATED = "INTEGRATED"
    VENTURE = "VENTURE"
    CAPTIVE = "CAPTIVE"
    GUARDED = "GUARDED"

    @property
    def depth(self) -> int | None:
        """The step on the ladder, 0-5; None for the two postures."""
        return LADDER.index(self) if self in LADDER else None


LADDER: tuple[CollaborationType, ...] = (
    CollaborationType.SPOT,
    CollaborationType.CALL_OFF,
    CollaborationType.SERVICE,
    CollaborationType.MANAGED,
    CollaborationType.INTEGRATED,
    CollaborationType.VENTURE,
)


class Posture(StrEnum):
    """What the parties force on a relationship, whatever the delivery asks."""

    NONE = "NONE"
    CAPTIVE = "CAPTIVE"
    GUARDED = "GUARDED"


class DeliveryFact(StrEnum):
    """Facts about what is delivered, in the order of the score."""

    CUSTOMISATION = "customisation"
    COMPLEXITY = "complexity"
    SPECIFICITY_CUSTOMER = "specificity_customer"
    SPECIFICITY_SUPPLIER = "specificity_supplier"
    UNCERTAINTY = "uncertainty"
    INTERDEPENDENCE = "interdependence"
    CRITICALITY = "criticality"
    MEASURABILITY = "measurability"
    SWITCHING_COST = "switching_cost"
    SUPPLY_SCARCITY = "supply_scarcity"
    DURATION = "duration"
    ACCESS = "access"
    JOINT_VALUE = "joint_value"


class PartyFact(StrEnum):
    """Facts about the parties that the type rule reads, in its order."""

    ATTITUDE_CUSTOMER = "attitude_customer"
    ATTITUDE_SUPPLIER = "attitude_supplier"
    DEPENDENCE_CUSTOMER = "dependence_customer"
    DEPENDENCE_SUPPLIER = "dependence_supplier"
    ATTRACTIVENESS_CUSTOMER = "attractiveness_customer"
    ATTRACTIVENESS_SUPPLIER = "attractiveness_supplier"
    GOAL_ALIGNMENT = "goal_alignment"
    COMPLEMENTARITY = "complementarity"


class OtherFact(StrEnum):
    """Facts about the parties that are recorded but not read by the type rule."""

    TRACK_RECORD_CUSTOMER = "track_record_customer"
    TRACK_RECORD_SUPPLIER = "track_record_supplier"
    VIABILITY_CUSTOMER = "viability_customer"
    VIABILITY_SUPPLIER = "viability_supplier"


DELIVERY_FACTS: tuple[str, ...] = tuple(DeliveryFact)
PARTY_FACTS: tuple[str, ...] = tuple(PartyFact)
OTHER_FACTS: tuple[str, ...] = tuple(OtherFact)
TYPE_RULE_FACTS: tuple[str, ...] = DELIVERY_FACTS + PARTY_FACTS
FACTS: tuple[str, ...] = TYPE_RULE_FACTS + OTHER_FACTS
ATTITUDES: tuple[str, ...] = (PartyFact.ATTITUDE_CUSTOMER, PartyFact.ATTITUDE_SUPPLIER)


class Flag(StrEnum):
    """What a verdict says about a chosen type and its trust."""

    FIT = "FIT"
    OVER = "OVER"
    UNDER = "UNDER"
    POSTURE_NAIVE = "POSTURE_NAIVE"
    POSTURE_HOSTILE = "POSTURE_HOSTILE"
    DEPENDENCE_UNMANAGED = "DEPENDENCE_UNMANAGED"
    DEPENDENCE_OVERSTATED = "DEPENDENCE_OVERSTATED"
    DEPENDENCE_TO_MANAGE = "DEPENDENCE_TO_MANAGE"
    AVOIDABLE = "AVOIDABLE"
    TENSION = "TENSION"
    TRUST_TARGET_LOW = "TRUST_TARGET_LOW"
    TRUST_TARGET_HIGH = "TRUST_TARGET_HIGH"
    TRUST_GAP = "TRUST_GAP"
    TRUST_SURPLUS = "TRUST_SURPLUS"
    TRUST_ASYMMETRY = "TRUST_ASYMMETRY"
    TRUST_NOT_ASSESSED = "TRUST_NOT_ASSESSED"


class VerdictCode(StrEnum):
    """Whether the choice fits the facts. PENDING: a bulk change has yet to be computed."""

    UNCLASSIFIED = "UNCLASSIFIED"
    MISFIT = "MISFIT"
    NOT_ASSESSABLE = "NOT_ASSESSABLE"
    ATTENTION = "ATTENTION"
    FIT = "FIT"
    PENDING = "PENDING"


class Cap(StrEnum):
    """What the parties bring that limits the depth."""

    ATTITUDE = "attitude"
    GOAL_ALIGNMENT = "goal_alignment"
    ATTRACTIVENESS = "attractiveness"


class FactSource(StrEnum):
    """Where a rating comes from; the first of these that is there counts."""

    ASSESSED = "ASSESSED"
    IMPORTED = "IMPORTED"
    ASSUMED = "ASSUMED"


class Nature(StrEnum):
    COMMERCIAL = "COMMERCIAL"
    INTRA_GROUP = "INTRA_GROUP"
    PUBLIC_PUBLIC = "PUBLIC_PUBLIC"
    GRANT = "GRANT"


class Phase(StrEnum):
    ANALYSIS = "ANALYSIS"
    CHOICE = "CHOICE"
    DESIGN = "DESIGN"
    IMPLEMENTATION = "IMPLEMENTATION"
    OPERATION = "OPERATION"
    RESTRUCTURING = "RESTRUCTURING"
    EXIT = "EXIT"
    ENDED = "ENDED"


class PartyPart(StrEnum):
    """The part of a further party in a relationship."""

    LEAD = "LEAD"
    CONSORTIUM_MEMBER = "CONSORTIUM_MEMBER"
    SUBCONTRACTOR = "SUBCONTRACTOR"
    GUARANTOR = "GUARANTOR"


class IdentifierScheme(StrEnum):
    KVK = "KVK"
    KVK_BRANCH = "KVK_BRANCH"
    OIN = "OIN"
    LEI = "LEI"
    VAT = "VAT"
    DUNS = "DUNS"
    CREDITOR = "CREDITOR"


class ContractKind(StrEnum):
    AGREEMENT = "AGREEMENT"
    FRAMEWORK = "FRAMEWORK"
    ORDER = "ORDER"


class ContractStatus(StrEnum):
    DRAFT = "DRAFT"
    ACTIVE = "ACTIVE"
    ENDED = "ENDED"


class TermKind(StrEnum):
    FIXED = "FIXED"
    FIXED_TACIT = "FIXED_TACIT"
    FIXED_OPTIONS = "FIXED_OPTIONS"
    MINIMUM = "MINIMUM"
    OPEN_ENDED = "OPEN_ENDED"


class PeriodUnit(StrEnum):
    DAYS = "DAYS"
    WEEKS = "WEEKS"
    MONTHS = "MONTHS"


class NoticeFallsOn(StrEnum):
    """The days on which a notice may fall."""

    ANY_DAY = "ANY_DAY"
    MONTH_END = "MONTH_END"
    QUARTER_END = "QUARTER_END"
    YEAR_END = "YEAR_END"
    ANNIVERSARY = "ANNIVERSARY"


class Decider(StrEnum):
    """Who decides on an option."""

    CUSTOMER = "CUSTOMER"
    SUPPLIER = "SUPPLIER"
    BOTH = "BOTH"


class Procedure(StrEnum):
    """The procurement route; it fixes the lead time of a re-tender."""

    EUROPEAN = "EUROPEAN"
    NATIONAL = "NATIONAL"
    PRIVATE = "PRIVATE"


class VatTreatment(StrEnum):
    EXCLUDED = "EXCLUDED"
    INCLUDED = "INCLUDED"


class ArrangementState(StrEnum):
    PRESENT = "PRESENT"
    ABSENT = "ABSENT"
    NOT_APPLICABLE = "NOT_APPLICABLE"


class RuleSetState(StrEnum):
    """Where a rule set stands. SUBMITTED: before its stakeholders. IN_FORCE: never changed again."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    IN_FORCE = "IN_FORCE"
    SUPERSEDED = "SUPERSEDED"


class ApprovalLapse(StrEnum):
    """Why an approval of a set no longer counts. TEXT_CHANGED: what was approved says something else now."""

    TEXT_CHANGED = "TEXT_CHANGED"
    WITHDRAWN = "WITHDRAWN"
    NOT_A_STAKEHOLDER = "NOT_A_STAKEHOLDER"


class Role(StrEnum):
    """Given per unit, holding for its subtree; each includes the ones before it."""

    READER = "READER"
    ACCOUNT_MANAGER = "ACCOUNT_MANAGER"
    SOURCING_MANAGER = "SOURCING_MANAGER"
    PRINCIPLE_OWNER = "PRINCIPLE_OWNER"
    ADMINISTRATOR = "ADMINISTRATOR"

    @property
    def rank(self) -> int:
        return list(Role).index(self) + 1


class Door(StrEnum):
    """Through which entrance a change came in."""

    WEB = "WEB"
    REST = "REST"
    GRAPHQL = "GRAPHQL"
    IMPORT = "IMPORT"
    COMMAND = "COMMAND"
    WORKER = "WORKER"
