"""What the attention list says, in English."""

from principles.choices import AttentionKind, ResolvingAct, Severity

K, A, S = AttentionKind, ResolvingAct, Severity

KINDS: dict[AttentionKind, str] = {
    K.NOTICE_DEADLINE: "Notice deadline",
    K.OPTION_DEADLINE: "Option deadline",
    K.RETENDER_START: "Start of a re-tender",
    K.EXPLANATION_LAPSING: "Explanation about to lapse",
    K.MISFIT: "Misfit",
    K.TRUST_GAP: "Trust gap left open",
    K.NON_COMPLIANCE: "Non-compliance without explanation",
    K.CONTRADICTION: "Contradiction between units",
    K.VIABILITY_LOW: "Low viability",
    K.RESISTANCE_UNINVESTIGATED: "Resistance not investigated",
    K.FRAMEWORK_TOO_LONG: "Framework agreement over 48 months",
    K.NOT_ASSESSABLE: "Fit not assessable",
    K.TRUST_STALE: "Old assessment of trust",
    K.REVIEW_OVERDUE: "Review overdue",
    K.CONTRACT_REVIEW_DUE: "Review date of a contract",
    K.ARRANGEMENTS_MISSING: "Arrangements missing",
    K.OWNER_MISSING: "No owner",
    K.DEPUTY_MISSING: "No deputy",
    K.ASSUMED_FACTS: "Decided on assumed facts",
    K.TACIT_RENEWAL_UNLIMITED: "Tacit renewal without limit",
    K.DEADLINE_UNKNOWN: "Deadline unknown",
    K.UNCLASSIFIED: "Not classified",
}

WHY: dict[AttentionKind, str] = {
    K.NOTICE_DEADLINE: "Notice of contract {contract} can be given until {due}.",
    K.OPTION_DEADLINE: "The next option of contract {contract} can be used until {due}.",
    K.RETENDER_START: "The re-tender of contract {contract} has to start by {due}.",
    K.EXPLANATION_LAPSING: "The explanation for {principle} holds until {due}.",
    K.MISFIT: "The chosen type, {type}, does not fit the facts: {flags}.",
    K.TRUST_GAP: "Trust of level {required} is required and {actual} is there; safeguards leave {residual} "
    "uncovered.",
    K.NON_COMPLIANCE: "Not compliant with {principle} ({theme}), and not explained. {reasons}",
    K.CONTRADICTION: "Classified as {type}, while {other_unit} classified {party} as {other_type}.",
    K.VIABILITY_LOW: "The viability of the other party is rated {value} of 5: circumstances can make its "
    "promises impossible.",
    K.RESISTANCE_UNINVESTIGATED: "Resistance of the {side}, raised on {on}, has not been investigated: "
    "{subject}. The term is {days} days.",
    K.FRAMEWORK_TOO_LONG: "Framework agreement {contract} lasts longer than 48 months, which end on {due}.",
    K.NOT_ASSESSABLE: "Whether the chosen type fits can't be told: {lacking}.",
    K.TRUST_STALE: "{direction}: level {level} was assessed on {on}, {months} months ago or more.",
    K.REVIEW_OVERDUE: "The last review was on {on}, more than {months} months ago.",
    K.CONTRACT_REVIEW_DUE: "Contract {contract} is to be reviewed on {due}.",
    K.ARRANGEMENTS_MISSING: "The chosen type, {type}, asks for what is not in place: {arrangements}.",
    K.OWNER_MISSING: "Nobody minds this relationship: it has no owner who can sign in.",
    K.DEPUTY_MISSING: "Nobody minds this relationship when its owner is away.",
    K.ASSUMED_FACTS: "Classified on facts that are only assumed from the category: {count}.",
    K.TACIT_RENEWAL_UNLIMITED: "Contract {contract} renews tacitly, without limit, each time by {renewal}.",
    K.DEADLINE_UNKNOWN: "The deadline of contract {contract} can't be computed: a period is not recorded.",
    K.UNCLASSIFIED: "Relationships without a chosen type in {portfolio}: {count}.",
}

OTHERWISE: dict[str, str] = {
    "unowned_together": "Relationships without an owner, and without a chosen type, in {portfolio}: {count}.",
    "never_reviewed": "The relationship has never been reviewed; it is to be every {months} months.",
    "runs_beyond": "Framework agreement {contract} has run for more than 48 months, which ended on {due}.",
    "renewal_waits": "The explanation for {principle} holds until {due}; its renewal awaits approval.",
}
"""What is said instead where something is otherwise than usual."""

ACTS: dict[ResolvingAct, str] = {
    A.DECIDE_ON_NOTICE: "Decide, and give notice in time or let it renew.",
    A.DECIDE_ON_OPTION: "Decide, and use the option in time or let it pass.",
    A.START_RETENDER: "Start the re-tender and set the phase to restructuring, or let it go to exit.",
    A.RENEW_EXPLANATION: "Write a new explanation and have it approved, or comply.",
    A.APPROVE_EXPLANATION: "Have somebody else approve the new explanation.",
    A.CLASSIFY_AGAIN: "Classify again, or change what the facts say.",
    A.CLOSE_TRUST_GAP: "Add safeguards, work on trust, or choose a type that needs less.",
    A.COMPLY_OR_EXPLAIN: "Do what would make it comply, or write an explanation and have it approved.",
    A.ALIGN_UNITS: "Agree between the units on how to deal with this party, and classify again.",
    A.SECURE_CONTINUITY: "Secure continuity (guarantee, second source, exit plan); rate viability again.",
    A.INVESTIGATE_RESISTANCE: "Investigate what is behind it and record the verdict.",
    A.END_FRAMEWORK: "Limit its term or replace it.",
    A.RATE_FACTS: "Rate the facts.",
    A.ASSESS_TRUST: "Assess trust anew.",
    A.HOLD_REVIEW: "Hold a review and record it.",
    A.MAKE_ARRANGEMENTS: "Put it in place, or say with a reason why it is not applicable.",
    A.NAME_OWNER: "Name an owner.",
    A.NAME_DEPUTY: "Name a deputy.",
    A.LIMIT_RENEWAL: "Agree on a limit, or give notice in time.",
    A.RECORD_NOTICE_PERIOD: "Record the notice period, or the day that is missing.",
    A.CLASSIFY: "Classify them.",
}

SEVERITIES: dict[Severity, str] = {
    S.CRITICAL: "Critical",
    S.HIGH: "High",
    S.MEDIUM: "Medium",
    S.LOW: "Low",
}

WORDS: dict[str, str] = {
    "CUSTOMER_TO_SUPPLIER": "The customer's trust in the supplier",
    "SUPPLIER_TO_CUSTOMER": "The supplier's trust in the customer",
    "trust_not_assessed": "trust is not assessed",
    "unknown_facts": "not known are {facts}",
    "more": "{first} and {count} more",
    "undecided": "too little is known",
    "no_portfolio": "no portfolio",
    "no_flags": "the target or the trust",
    "unknown_period": "an unknown period",
    "month": "1 month",
    "months": "{n} months",
    "judged": "So judged: {reason}",
    "unknown": "?",
}
