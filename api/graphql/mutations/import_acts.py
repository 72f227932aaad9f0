"""Acts on contract lists that were offered, and on how lists are read.

A token needs the scope IMPORT for these. A file is offered at the REST door: it takes more than a document.
"""

from __future__ import annotations

import graphene

from api.graphql import words
from api.graphql.columns import input_of
from api.graphql.mutations.acts import Act
from api.graphql.scalars import Code, Json, Text, Truth
from imports import undo
from imports.models import ImportProfile, ImportRun
from imports.runs import acts, keeping_profiles
from relationships.choices import Side

_RUN = ("import_run", ImportRun)
_ON = ("run", ImportRun)
_PROFILE = ("profile", ImportProfile)
_ADDED = "What is given is added; null takes one back."


class ImportInput(graphene.InputObjectType):
    """What was understood of a list, or is meant where it says nothing."""

    portfolio = graphene.InputField(
        Text, description="The name of the portfolio; made in the unit if it isn't there."
    )
    currency = graphene.InputField(Text, description="ISO 4217 code, meant where the list says none.")
    our_role = graphene.InputField(
        Code, description=f"Meant where the list says none. Codes: {', '.join(Side)}."
    )
    sheet = graphene.InputField(Text, description="The sheet; else the one that looks most like a list.")
    profile = graphene.InputField(Text, description="The name of a profile; else the one of the layout.")
    fields = graphene.InputField(
        Json, description=f"Fields by header; “-” leaves out, “attribute” keeps the column. {_ADDED}"
    )
    notations = graphene.InputField(Json, description=f"Notations by header. {_ADDED}")
    answers = graphene.InputField(Json, description=f"Choices by question. {_ADDED}")
    all_or_nothing = graphene.InputField(
        Truth, description="Whether a problem in one row keeps all of them out."
    )


ImportProfileInput = input_of(
    "ImportProfileInput",
    "What is given for an import profile.",
    ImportProfile,
    keeping_profiles.MADE,
    {
        **words.IMPORT_PROFILE,
        "unit": "The unit; it stays.",
        "fields": f"Fields by header. {_ADDED}",
        "notations": f"Notations by header. {_ADDED}",
        "answers": f"Answers about columns, by question. {_ADDED}",
    },
)

IMPORTS = (
    Act(
        "change_import",
        "Give other columns, notations, answers or options for a list: it is planned again.",
        acts.change,
        on=_ON,
        given=ImportInput,
        gives=_RUN,
    ),
    Act(
        "plan_import",
        "Plan an import again on the registry of now. One that failed or was cancelled goes on so.",
        acts.plan_again,
        on=_ON,
        gives=_RUN,
    ),
    Act(
        "apply_import",
        "Take in what was planned, in one transaction, or nothing.",
        acts.apply,
        on=_ON,
        more={
            "plan": graphene.Argument(
                graphene.String,
                description="The digest of the plan that you saw: refused as STALE when there is another.",
            )
        },
        gives=_RUN,
    ),
    Act(
        "cancel_import",
        "Stop an import: nothing of it is written.",
        acts.cancel,
        on=_ON,
        gives=_RUN,
    ),
    Act(
        "undo_import",
        "Take an import back. Refused with BUILT_ON once something was built on it.",
        undo.undo,
        on=_ON,
        gives=_RUN,
    ),
    Act(
        "save_import_profile",
        "Keep how a list was understood, for the next one of its layout in the unit.",
        keeping_profiles.save_profile,
        on=_ON,
        argument="import_run",
        more={
            "name": graphene.Argument(graphene.NonNull(Text), description="The name, unique in the unit."),
        },
        gives=_PROFILE,
    ),
    Act(
        "create_import_profile",
        "Make an import profile, to be named when a file is offered.",
        keeping_profiles.create_profile,
        given=ImportProfileInput,
        gives=_PROFILE,
    ),
    Act(
        "change_import_profile",
        "Change an import profile.",
        keeping_profiles.change_profile,
        on=_PROFILE,
        versioned=True,
        given=ImportProfileInput,
        gives=_PROFILE,
    ),
    Act(
        "remove_import_profile",
        "Remove an import profile; imports that used it stay.",
        keeping_profiles.remove_profile,
        on=_PROFILE,
        versioned=True,
    ),
)
