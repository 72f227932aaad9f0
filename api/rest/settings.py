"""What the settings take from the REST door. Plain values: read before anything else is there."""

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Counterpart",
    "DESCRIPTION": (
        "The registry of customer/supplier collaboration relationships.\n\n"
        "Answers are flat; references are ids with the code or name beside them; amounts are exact text in "
        "the currency beside them. Lists come in pages by key. Every refusal is a problem (RFC 9457) with a "
        "stable code, a message in the language of `Accept-Language` (en, nl) and the field concerned."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "api.rest.sharing.add_files",
        "api.rest.sharing.share_refusals",
        "api.rest.sharing.share_answers",
        "api.rest.sharing.share_bodies",
        "api.rest.sharing.share_parameters",
        "api.rest.sharing.share_security",
    ],
    "CONTACT": {"name": "The administrator of this installation"},
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "SERVERS": [{"url": "/", "description": "This installation"}],
    "TAGS": [
        {"name": "Attention", "description": "What needs you: why, since when, and what resolves it."},
        {"name": "Relationships", "description": "One of our units and a counterparty, about one subject."},
        {"name": "Parties", "description": "Counterparties, their names and numbers."},
        {"name": "Merging parties", "description": "Parties that may be one, and making one of two."},
        {"name": "Contracts", "description": "What was agreed, for how long and for how much."},
        {"name": "Facts", "description": "Ratings 1-5 of what is delivered and of the parties."},
        {"name": "Trust", "description": "Actual trust, assessed in each direction."},
        {"name": "Safeguards", "description": "What stands in for trust."},
        {"name": "Classifications", "description": "Decisions: the chosen type and the trust target."},
        {"name": "Verdicts", "description": "Whether the choice fits the facts, and why."},
        {"name": "Previews", "description": "The fit rule asked without recording anything."},
        {"name": "Portfolios", "description": "Where relationships are at home."},
        {"name": "Units", "description": "Our own organisation."},
        {"name": "Users", "description": "Colleagues, and oneself."},
        {"name": "Categories", "description": "Categories with the facts assumed of them."},
        {"name": "Rule sets", "description": "The parameters of the fit rule."},
        {"name": "Kinds of safeguards", "description": "And the trust level that each stands in for."},
        {"name": "Principle sets", "description": "Versions of the principles, and who approved them."},
        {"name": "Principles", "description": "What one holds to in relationships, and why."},
        {"name": "Discouraged words", "description": "The word lists, and labels found in relationships."},
        {"name": "Compliance", "description": "Whether relationships comply with the principles, and why."},
        {"name": "Judgements", "description": "What persons judge otherwise than a check."},
        {"name": "Explanations", "description": "Comply or explain: why not, and what is done instead."},
        {"name": "Benefits", "description": "Evidence: what a relationship brings, and to whom."},
        {"name": "Interests", "description": "Evidence: what each side wants, and how that goes together."},
        {"name": "Capabilities", "description": "Evidence: what each side can do, and what that makes."},
        {"name": "Resistance", "description": "Evidence: resistance, its investigation and the answer."},
        {"name": "Development plans", "description": "Evidence: plans in stages, with their gates."},
        {"name": "Reviews", "description": "Evidence: looking back at a relationship."},
        {"name": "Exports", "description": "Workbooks of lists and portfolios, and a list to start from."},
        {"name": "Imports", "description": "Contract lists taken in: offered, planned, applied, taken back."},
        {"name": "Import profiles", "description": "How lists of one layout are read."},
        {"name": "Saved queries", "description": "Queries with a name, asked by GET as JSON, csv or xlsx."},
        {"name": "Webhooks", "description": "Who is told of events, and what came of telling them."},
        {"name": "History", "description": "Who changed what, when, and through which door."},
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
