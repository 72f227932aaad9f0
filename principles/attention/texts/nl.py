"""What the attention list says, in Dutch."""

from principles.choices import AttentionKind, ResolvingAct, Severity

K, A, S = AttentionKind, ResolvingAct, Severity

KINDS: dict[AttentionKind, str] = {
    K.NOTICE_DEADLINE: "Uiterste opzegdatum",
    K.OPTION_DEADLINE: "Uiterste optiedatum",
    K.RETENDER_START: "Start van een nieuwe aanbesteding",
    K.EXPLANATION_LAPSING: "Toelichting die gaat vervallen",
    K.MISFIT: "Vorm past niet",
    K.TRUST_GAP: "Onafgedekt vertrouwenstekort",
    K.NON_COMPLIANCE: "Voldoet niet, zonder toelichting",
    K.CONTRADICTION: "Tegenspraak tussen eenheden",
    K.VIABILITY_LOW: "Lage levensvatbaarheid",
    K.RESISTANCE_UNINVESTIGATED: "Weerstand niet onderzocht",
    K.FRAMEWORK_TOO_LONG: "Raamovereenkomst langer dan 48 maanden",
    K.NOT_ASSESSABLE: "Passendheid niet te beoordelen",
    K.TRUST_STALE: "Verouderde vertrouwensmeting",
    K.REVIEW_OVERDUE: "Evaluatie over tijd",
    K.CONTRACT_REVIEW_DUE: "Evaluatiedatum van een contract",
    K.ARRANGEMENTS_MISSING: "Ontbrekende afspraken",
    K.OWNER_MISSING: "Geen eigenaar",
    K.DEPUTY_MISSING: "Geen plaatsvervanger",
    K.ASSUMED_FACTS: "Besloten op aangenomen feiten",
    K.TACIT_RENEWAL_UNLIMITED: "Stilzwijgende verlenging zonder einde",
    K.DEADLINE_UNKNOWN: "Uiterste datum onbekend",
    K.UNCLASSIFIED: "Niet geclassificeerd",
}

WHY: dict[AttentionKind, str] = {
    K.NOTICE_DEADLINE: "Contract {contract} kan tot en met {due} worden opgezegd.",
    K.OPTION_DEADLINE: "De volgende optie van contract {contract} kan tot en met {due} worden gelicht.",
    K.RETENDER_START: "De nieuwe aanbesteding van contract {contract} moet uiterlijk {due} beginnen.",
    K.EXPLANATION_LAPSING: "De toelichting bij {principle} geldt tot en met {due}.",
    K.MISFIT: "De gekozen vorm, {type}, past niet bij de feiten: {flags}.",
    K.TRUST_GAP: "Vertrouwen van niveau {required} is nodig en {actual} is er; waarborgen laten {residual} "
    "onafgedekt.",
    K.NON_COMPLIANCE: "Voldoet niet aan {principle} ({theme}), en dat is niet toegelicht. {reasons}",
    K.CONTRADICTION: "Geclassificeerd als {type}; {other_unit} classificeerde {party} als {other_type}.",
    K.VIABILITY_LOW: "De levensvatbaarheid van de wederpartij is beoordeeld met {value} van 5: "
    "omstandigheden kunnen beloften onmogelijk maken.",
    K.RESISTANCE_UNINVESTIGATED: "Weerstand van de {side}, gemeld op {on}, is niet onderzocht: {subject}. "
    "De termijn is {days} dagen.",
    K.FRAMEWORK_TOO_LONG: "Raamovereenkomst {contract} duurt langer dan 48 maanden, die eindigen op {due}.",
    K.NOT_ASSESSABLE: "Of de gekozen vorm past, is niet te zeggen: {lacking}.",
    K.TRUST_STALE: "{direction}: niveau {level} is gemeten op {on}, {months} maanden geleden of langer.",
    K.REVIEW_OVERDUE: "De laatste evaluatie was op {on}, meer dan {months} maanden geleden.",
    K.CONTRACT_REVIEW_DUE: "Contract {contract} moet op {due} worden geëvalueerd.",
    K.ARRANGEMENTS_MISSING: "De gekozen vorm, {type}, vraagt wat er niet is: {arrangements}.",
    K.OWNER_MISSING: "Niemand gaat over deze relatie: er is geen eigenaar die zich kan aanmelden.",
    K.DEPUTY_MISSING: "Niemand gaat over deze relatie als de eigenaar er niet is.",
    K.ASSUMED_FACTS: "Geclassificeerd op feiten die alleen uit de categorie zijn aangenomen: {count}.",
    K.TACIT_RENEWAL_UNLIMITED: "Contract {contract} verlengt stilzwijgend, zonder einde, met {renewal}.",
    K.DEADLINE_UNKNOWN: "De uiterste datum van contract {contract} is niet te berekenen: een termijn is niet "
    "vastgelegd.",
    K.UNCLASSIFIED: "Relaties zonder gekozen vorm in {portfolio}: {count}.",
}

OTHERWISE: dict[str, str] = {
    "unowned_together": "Relaties zonder eigenaar, en zonder gekozen vorm, in {portfolio}: {count}.",
    "never_reviewed": "De relatie is nog nooit geëvalueerd; dat hoort elke {months} maanden.",
    "runs_beyond": "Raamovereenkomst {contract} loopt al langer dan 48 maanden, die eindigden op {due}.",
    "renewal_waits": "De toelichting bij {principle} geldt tot en met {due}; een nieuwe wacht op akkoord.",
}
"""What is said instead where something is otherwise than usual."""

ACTS: dict[ResolvingAct, str] = {
    A.DECIDE_ON_NOTICE: "Beslis, en zeg op tijd op of laat verlengen.",
    A.DECIDE_ON_OPTION: "Beslis, en licht de optie op tijd of laat haar voorbijgaan.",
    A.START_RETENDER: "Begin de aanbesteding en zet de fase op herinrichting, of laat de relatie aflopen.",
    A.RENEW_EXPLANATION: "Schrijf een nieuwe toelichting en laat die goedkeuren, of voldoe.",
    A.APPROVE_EXPLANATION: "Laat een ander de nieuwe toelichting goedkeuren.",
    A.CLASSIFY_AGAIN: "Classificeer opnieuw, of verander wat de feiten zeggen.",
    A.CLOSE_TRUST_GAP: "Voeg waarborgen toe, werk aan vertrouwen, of kies een vorm die minder vraagt.",
    A.COMPLY_OR_EXPLAIN: "Doe wat nodig is om te voldoen, of schrijf een toelichting en laat die goedkeuren.",
    A.ALIGN_UNITS: "Spreek onderling af hoe met deze partij wordt omgegaan, en classificeer opnieuw.",
    A.SECURE_CONTINUITY: "Stel de continuïteit veilig (garantie, tweede bron, exitplan) en beoordeel de "
    "levensvatbaarheid daarna opnieuw.",
    A.INVESTIGATE_RESISTANCE: "Onderzoek wat erachter zit en leg het oordeel vast.",
    A.END_FRAMEWORK: "Beperk de looptijd of vervang de overeenkomst.",
    A.RATE_FACTS: "Beoordeel de feiten.",
    A.ASSESS_TRUST: "Meet het vertrouwen opnieuw.",
    A.HOLD_REVIEW: "Houd een evaluatie en leg die vast.",
    A.MAKE_ARRANGEMENTS: "Regel het, of leg met een reden vast waarom het niet van toepassing is.",
    A.NAME_OWNER: "Wijs een eigenaar aan.",
    A.NAME_DEPUTY: "Wijs een plaatsvervanger aan.",
    A.LIMIT_RENEWAL: "Spreek een einde af, of zeg op tijd op.",
    A.RECORD_NOTICE_PERIOD: "Leg de opzegtermijn vast, of de dag die ontbreekt.",
    A.CLASSIFY: "Classificeer ze.",
}

SEVERITIES: dict[Severity, str] = {
    S.CRITICAL: "Kritiek",
    S.HIGH: "Hoog",
    S.MEDIUM: "Middel",
    S.LOW: "Laag",
}

WORDS: dict[str, str] = {
    "CUSTOMER_TO_SUPPLIER": "Het vertrouwen van de afnemer in de leverancier",
    "SUPPLIER_TO_CUSTOMER": "Het vertrouwen van de leverancier in de afnemer",
    "trust_not_assessed": "het vertrouwen is niet gemeten",
    "unknown_facts": "niet bekend zijn {facts}",
    "more": "{first} en nog {count}",
    "undecided": "er is te weinig bekend",
    "no_portfolio": "geen portfolio",
    "no_flags": "het doel of het vertrouwen",
    "unknown_period": "een onbekende termijn",
    "month": "1 maand",
    "months": "{n} maanden",
    "judged": "Zo beoordeeld: {reason}",
    "unknown": "?",
}
