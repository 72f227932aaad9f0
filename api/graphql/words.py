"""What each column is, in the words of the domain: shown by the schema for what is read and what is given."""

from __future__ import annotations

UNIT = {
    "code": "Its code, unique in the installation.",
    "name": "Its name.",
}
USER = {
    "username": "The name with which the user signs in.",
    "full_name": "First and last name.",
    "language": "The language the user reads, en or nl.",
    "is_active": "Whether the user may still sign in.",
}
PARTY = {
    "name": "The name by which it is known.",
    "legal_name": "The name in the trade register.",
    "country": "ISO 3166 code of the country, such as NL.",
    "place": "Where it is established.",
}
PARTY_MERGE = {
    "other_name": "The name of the party that was merged.",
    "merged_at": "When they were merged.",
    "undone_at": "When that was undone; null: it stands.",
}
PARTY_DISTINCTION = {
    "reason": "How one knows.",
    "decided_at": "When it was said.",
}
PORTFOLIO = {
    "name": "Its name, unique in its unit.",
    "currency": "ISO 4217 code of the currency meant where none is said.",
    "our_role": "The side we are on where none is said.",
}
RELATIONSHIP = {
    "our_role": "The side that we are on.",
    "subject": "What is delivered.",
    "nature": "The nature of the relationship.",
    "category": "The category of what is delivered, as it was given.",
    "phase": "Where it stands in its life.",
    "sponsor_customer": "Who sponsors it on the customer's side.",
    "sponsor_supplier": "Who sponsors it on the supplier's side.",
    "external_key": "What imports match on, unique in the home portfolio.",
}
CONTRACT = {
    "number": "Its number, unique in its relationship.",
    "title": "Its title.",
    "description": "What it is about.",
    "kind": "Its legal form.",
    "status": "Whether it runs.",
    "term_kind": "How its term ends or goes on; null: not said, shown by what is recorded.",
    "start": "The first day.",
    "stated_end": "The last day as written in the contract.",
    "stated_latest_end": "The latest last day as written, all options or renewals used.",
    "term_months": "The length of the first term, in calendar months.",
    "renewal_months": "By how many months it renews tacitly.",
    "renewal_limit": "How many times it may renew.",
    "options": "The option terms in months, in order, such as 12+12.",
    "options_exercised": "How many options are used.",
    "option_notice_count": "How long before the end an option must be used: how many.",
    "option_notice_unit": "How long before the end an option must be used: of what.",
    "option_decider": "Who decides on an option.",
    "notice_count": "The notice period for us: how many.",
    "notice_unit": "The notice period for us: of what.",
    "their_notice_count": "The notice period for the other party, where it differs: how many.",
    "their_notice_unit": "The notice period for the other party, where it differs: of what.",
    "notice_falls_on": "The days on which a notice may fall.",
    "notice_given_on": "The day on which notice was given.",
    "notice_given_by": "The side that gave notice.",
    "early_termination_by": "Who may end it before its term.",
    "early_termination_count": "The notice of an early end: how many.",
    "early_termination_unit": "The notice of an early end: of what.",
    "value": "The value, exact; the sum of the lines where there are any.",
    "annual_value": "The value a year, exact.",
    "estimated_value": "The value estimated beforehand, exact.",
    "maximum_value": "The most that may be spent under it, exact.",
    "spent": "What was spent so far, exact.",
    "currency": "ISO 4217 code of the currency of all its amounts.",
    "vat": "Whether the amounts are with or without VAT.",
    "cpv": "The CPV code, eight digits.",
    "procedure": "The procurement route.",
    "notice_reference": "The reference of the notice that published it.",
    "award_date": "The day on which it was awarded.",
    "payment_term_days": "The payment term in days.",
    "indexation": "How prices are adjusted.",
    "review_date": "The day on which it is to be reviewed.",
    "document": "Where the document is.",
    "remarks": "Remarks.",
}
LINE = {
    "number": "Its number.",
    "description": "What it is for.",
    "amount": "The amount, exact; below zero only on a credit line.",
    "spent": "What was spent on it so far, exact.",
    "start": "Its own first day.",
    "end": "Its own last day.",
    "credit": "Whether it is a credit line.",
}
POSITION = {
    "current_end": "The last day of the running term.",
    "latest_end": "The latest last day, all options or renewals used.",
    "notice_deadline": "The last day on which notice can still be given against the running term's end.",
    "missed_deadline": "The deadline for notice that was missed for the running term.",
    "reminder_on": "The day on which to be reminded of the next deadline.",
    "option_deadline": "The last day on which the next option can be used.",
    "missed_option_deadline": "The deadline for the next option that was missed.",
    "committed_until": "The last day until which both are bound.",
    "earliest_end": "The earliest last day if notice were given today.",
    "retender_start": "The day on which a re-tender has to start.",
    "ended": "Whether the term has ended.",
    "notice_known": "Whether the notice period is known.",
    "valid_until": "The last day for which this was computed; null: until something changes.",
}
RATING = {
    "fact": "The fact that was rated.",
    "value": "The rating, 1 to 5.",
    "source": "Where it comes from.",
    "assessed_on": "The day on which it was assessed.",
    "evidence": "What was seen.",
    "recorded_at": "When it was recorded.",
    "withdrawn_at": "When it was withdrawn; null: it stands.",
}
TRUST = {
    "direction": "Who trusts whom.",
    "level": "How far, 1 to 5.",
    "ability": "How far the other is thought able, 1 to 5.",
    "integrity": "How far the other is thought to keep its word, 1 to 5.",
    "benevolence": "How far the other is thought to mean well, 1 to 5.",
    "assessed_on": "The day on which it was assessed.",
    "evidence": "What was seen.",
    "recorded_at": "When it was recorded.",
    "withdrawn_at": "When it was withdrawn; null: it stands.",
}
SAFEGUARD_KIND = {
    "code": "Its code, unique in the installation.",
    "name": "Its name in English.",
    "name_nl": "Its name in Dutch.",
    "level": "The level of trust that it stands in for, 2 to 4.",
}
SAFEGUARD = {
    "active_from": "The first day on which it is in place.",
    "active_to": "The last day on which it is in place; null: open.",
    "remarks": "Remarks.",
}
CLASSIFICATION = {
    "chosen_type": "The type that was chosen.",
    "trust_target": "The level of trust aimed at, 1 to 5.",
    "reason": "Why.",
    "decided_at": "When it was decided.",
    "superseded_at": "When a new decision took its place; null: it counts now.",
}
VERDICT = {
    "verdict": "Whether the choice fits the facts.",
    "chosen_type": "The type that was chosen; null: not yet.",
    "trust_target": "The level of trust aimed at, 1 to 5.",
    "score": "The score of the delivery, 0 to 100; null while unknown facts leave it open.",
    "score_low": "The lowest score that the facts known leave possible.",
    "score_high": "The highest score that the facts known leave possible.",
    "delivery_type": "The type that the delivery alone needs; null while it is open.",
    "needed_depth": "The depth that the delivery needs, 0 to 5; null while it is open.",
    "needed_low": "The least depth needed that is still possible.",
    "needed_high": "The greatest depth needed that is still possible.",
    "feasible_depth": "The depth that the parties allow, 0 to 5; null while it is open.",
    "feasible_low": "The least depth allowed that is still possible.",
    "feasible_high": "The greatest depth allowed that is still possible.",
    "recommended_type": "The type that the rule recommends; null while it is undecided.",
    "posture": "What the parties force on it; null while it is undecided.",
    "posture_side": "The side that the posture names: who misbehaves, or who is locked in.",
    "required_trust": "The trust that the chosen type requires, 1 to 5; null while it is open.",
    "required_trust_low": "The least trust required that is still possible.",
    "required_trust_high": "The most trust required that is still possible.",
    "required_trust_recommended": "The trust that the recommended type requires, 1 to 5.",
    "trust_customer_to_supplier": "The customer's trust in the supplier as last assessed, 1 to 5.",
    "trust_supplier_to_customer": "The supplier's trust in the customer as last assessed, 1 to 5.",
    "mutual_trust": "The lower of the two directions; null while one is not assessed.",
    "residual_gap": "The levels of trust that are missing and not covered by safeguards.",
    "parties_open": "Whether no fact of the parties is known yet.",
    "since": "Since when it is so.",
    "valid_until": "The last day for which it was computed; null: until something changes.",
}
CATEGORY = {
    "name": "Its name in English.",
    "name_nl": "Its name in Dutch.",
}
RULE_SET = {
    "number": "Its number, going up by one.",
    "name": "Its name.",
    "state": "Where it stands.",
    "submitted_at": "When it was put before its stakeholders; null: not, or not since it was changed.",
    "in_force_from": "Since when it counts, or did.",
    "in_force_to": "Until when it counted.",
}
RULE_SET_APPROVAL = {
    "approved_at": "When it was given.",
    "remark": "What the stakeholder said.",
    "digest": "The SHA-256 of the parameters that were approved.",
    "lapsed_at": "Since when it no longer counts; null: it counts.",
    "lapse": "Why it no longer counts.",
}
ARRANGEMENT = {
    "kind": "What is to be in place.",
    "state": "Whether it is.",
    "reason": "Why, where it is not applicable.",
}
FURTHER_PARTY = {"part": "The part that it has."}
IDENTIFIER = {
    "scheme": "Who gave the number.",
    "value": "The number.",
}
ROLE = {"role": "What the user may do on the unit and all below it."}
RATE = {
    "currency": "ISO 4217 code of the currency.",
    "valid_from": "The first day for which it holds.",
    "rate": "What one unit is worth in the reporting currency, exact.",
}
IMPORT_PROFILE = {
    "name": "Its name, unique in the unit.",
    "sheet": "The sheet; empty: the one that looks most like a list.",
}
IMPORT_RUN = {
    "portfolio_name": "The name of the portfolio.",
    "state": "How far it has come.",
    "file_name": "What its owner calls the file.",
    "digest": "The SHA-256 of the file.",
    "all_or_nothing": "Whether a problem in one row keeps all of them out.",
    "created_at": "When it was offered.",
    "planned_at": "When it was planned last.",
    "plan": "The digest of the plan.",
    "conflicts": "Rows that came out otherwise when it was to be applied.",
    "applied_at": "When it was taken in.",
    "undone_at": "When it was taken back.",
}
PLANNED_ROW = {
    "number": "The row of the list.",
    "outcome": "What becomes of it.",
    "party": "The counterparty as the list names it.",
    "about": "The contract as the list names it: its number or title.",
}
SAVED_QUERY = {
    "name": "Its name: the end of the address at which it is asked, `/api/v1/queries/{name}`.",
    "description": "What it is for.",
    "document": "The GraphQL document: one query, with one list.",
}
WEBHOOK = {
    "name": "Its name, unique in its unit.",
    "target": "The address that is told: https, and not inside the server's own network.",
    "notice_days": "How many days before it is told of a deadline.",
    "active": "Whether it is told.",
}
WEBHOOK_EVENT = {
    "key": "The id by which the receiver knows it.",
    "kind": "What happened.",
    "occurred_at": "When it happened.",
}
WEBHOOK_DELIVERY = {
    "state": "What came of it.",
    "created_at": "When it was written.",
    "attempts": "How many attempts were made, since it was written or replayed.",
    "next_at": "When the next attempt is due; null: there is none.",
    "attempted_at": "When the last attempt was made.",
    "status": "The HTTP status that came back.",
    "duration_ms": "How long that took, in milliseconds.",
    "fault": "Why it failed; null: it didn't.",
    "answer": "The beginning of the answer, control characters replaced.",
}
