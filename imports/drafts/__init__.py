"""What a row asks to be recorded: its typed values sorted by record, checked by the registry's own rules.

A row that breaks a rule is refused with the code and the message that every other door gives. The rules
are asked of the actions' own check; a quick look first passes over the rows that can't break them.
"""

from imports.drafts.currency import sign_question
from imports.drafts.draft import Draft, RuleProblem
from imports.drafts.drafter import Drafter
from imports.drafts.forms import Form, Kept
from imports.drafts.placing import ATTRIBUTES, CONTRACT_COLUMNS, DECISION, IDENTIFIERS, IMPORT_FIELD
from imports.drafts.put_away import Drafts, OfParty, Said

__all__ = [
    "ATTRIBUTES",
    "CONTRACT_COLUMNS",
    "DECISION",
    "IDENTIFIERS",
    "IMPORT_FIELD",
    "Draft",
    "Drafter",
    "Drafts",
    "Form",
    "Kept",
    "OfParty",
    "RuleProblem",
    "Said",
    "sign_question",
]
