"""What each column of the principles is, in the words of the domain: shown by the schema for what is read
and what is given.
"""

from __future__ import annotations

PRINCIPLE_SET = {
    "number": "Its number, going up by one.",
    "name": "Its name.",
    "state": "Where it stands.",
    "submitted_at": "When it was put before its stakeholders; null: not, or not since its text changed.",
    "in_force_from": "Since when it counts, or did.",
    "in_force_to": "Until when it counted.",
}
PRINCIPLE = {
    "code": "Its code, unique in its set: in every set the same principle goes by the same code.",
    "position": "Its place in the set.",
    "theme_en": "Its theme in English.",
    "theme_nl": "Its theme in Dutch.",
    "observation_en": "What one takes to be so, in English.",
    "observation_nl": "What one takes to be so, in Dutch.",
    "principle_en": "What is therefore done, in English.",
    "principle_nl": "What is therefore done, in Dutch.",
    "rationale_en": "What that brings, in English.",
    "rationale_nl": "What that brings, in Dutch.",
    "minimum_depth": "The depth, 0 to 5, from which it asks something.",
    "check_code": "Its automatic check, one a set at most; null: only persons judge it.",
    "active": "Whether relationships are held against it.",
}
APPROVAL = {
    "approved_at": "When it was given.",
    "remark": "What the stakeholder said.",
    "digest": "The SHA-256 of the text that was approved.",
    "lapsed_at": "Since when it no longer counts; null: it counts.",
    "lapse": "Why it no longer counts.",
}
BENEFIT = {
    "beneficiary": "For whom it is.",
    "description": "What it is.",
    "effect": "How large, -5 to 5; null: unknown. Only above 0 is it a benefit.",
    "amount": "What it is worth, exact.",
    "currency": "ISO 4217 code of the currency of the amount.",
    "stated_by_them": "Whether the other party said so; else it is our estimate.",
    "evidence": "What shows it.",
}
INTEREST = {
    "side": "Whose it is.",
    "kind": "What kind it is.",
    "description": "What it is.",
    "priority": "How much it weighs.",
    "disclosed": "Whether that side disclosed it; else we inferred it.",
    "scope": "Of a department, or of the whole organisation.",
    "own_target": "Whether somebody is held to it as a target.",
}
INTEREST_PAIR = {
    "rating": "How the two stand to each other; null: not rated yet.",
    "arrangement": "How the two live with a conflict.",
}
CAPABILITY = {
    "side": "Who can do it.",
    "description": "What that side can do.",
}
CAPABILITY_PAIR = {
    "kind": "What the two make together.",
    "state": "How far they are put together.",
    "reason": "Why overlapping ones are put together.",
    "remarks": "Remarks.",
}
RESISTANCE_SIGNAL = {
    "side": "The side on which it showed.",
    "subject": "What it is about.",
    "raised_by": "Who raised it.",
    "raised_on": "The day on which it was raised.",
    "driver": "What moves them.",
    "investigation": "What the investigation found.",
    "investigated_on": "The day on which it was investigated.",
    "verdict": "What it was found to be; null: not yet.",
    "verdict_on": "The day of that verdict.",
    "answer_kind": "How it is answered; null: not yet.",
    "answer": "What is answered.",
    "answer_due_on": "The day by which a measure is due.",
    "answer_done_on": "The day on which it was done.",
    "answer_told_on": "The day on which the objector was told.",
}
DEVELOPMENT_PLAN = {
    "title": "Its title.",
    "purpose": "What it is for.",
    "abandoned_on": "The day on which it was abandoned; null: it stands.",
    "abandoned_reason": "Why it was abandoned.",
}
STAGE = {
    "kind": "What is done in it.",
    "position": "Its place in the plan.",
    "remarks": "Remarks.",
    "due_on": "The day by which it is due.",
    "started_on": "Its first day.",
    "done_on": "Its last day.",
}
STAGE_GATE = {
    "approved_on": "The day on which its gate was approved; null: not yet.",
    "back_dated": "Whether a day of it was recorded later than it came.",
}
REVIEW = {
    "held_on": "The day on which it was held.",
    "participants": "Who took part.",
    "asked": "What was asked.",
    "found": "What was found.",
    "resistance": "Whether resistance was asked about, and what that found.",
}
COMPLIANCE = {
    "result": "What the check says.",
    "effective": "What counts in the end: the check's result, a person's, or that it is explained.",
    "since": "Since when it is so.",
}
CURRENT_COMPLIANCE = {
    **COMPLIANCE,
    "valid_until": "The last day for which it was computed; null: until something changes.",
}
PAST_COMPLIANCE = {**COMPLIANCE, "until": "Until when it was so; that moment not included."}
JUDGEMENT = {
    "principle_code": "The code by which its principle goes in every set.",
    "result": "What the person says instead.",
    "reason": "Why.",
    "judged_at": "When.",
    "withdrawn_at": "When it was withdrawn; null: it stands.",
}
EXPLANATION = {
    "principle_code": "The code by which its principle goes in every set.",
    "reason": "Why the relationship departs from the principle.",
    "instead": "What is done instead.",
    "written_on": "The day on which it was written.",
    "valid_until": "The last day on which it counts, at most 12 months ahead.",
    "approved_at": "When somebody else than its author approved it; null: it awaits that.",
    "lapsed_at": "Since when it no longer counts; null: it has not lapsed.",
    "lapse": "Why it no longer counts.",
}
LABEL_DISMISSAL = {
    "place": "Where it was found.",
    "word": "The word as found, in lower case.",
    "text": "The text that it was found in; it holds as long as that reads so.",
    "reason": "Why it is no label.",
    "dismissed_at": "When.",
}
DISCOURAGED_WORD = {
    "language": "The language of the list.",
    "word": "The word or phrase, in lower case.",
    "exception": "Whether it is an exception, which is never found.",
}
