"""Acts on GraphQL documents: registering one, and taking it back."""

from __future__ import annotations

from typing import Any

from access.documents import digest_of, forget
from access.models import GraphqlDocument
from relationships.actions.inputs import action
from relationships.actor import Actor
from relationships.errors import refuse
from relationships.permissions import Act, require
from relationships.shipped import SYSTEM
from relationships.values import line

LONGEST = 100_000


@action
def register_document(*, by: Actor, text: str, name: Any = "") -> GraphqlDocument:
    """Let a document be asked for by its digest; takes an administrator of the root unit.

    One that is registered stays as it is. Whether it can be carried out is for the entrance to see first.
    """
    require(by, Act.KEEP_USERS, None)
    if not text.strip():
        refuse("REQUIRED", "query")
    if len(text) > LONGEST:
        refuse("TOO_LONG", "query", length=len(text), limit=LONGEST)
    if "\x00" in text or not _is_unicode(text):
        refuse("MALFORMED", "query", why="it is not in the form that it says it is.")
    row = GraphqlDocument(
        digest=digest_of(text),
        text=text,
        name=line(name, "name", limit=200),
        registered_at=by.at,
        by=None if by.user.username == SYSTEM else by.user,
    )
    GraphqlDocument.objects.bulk_create([row], ignore_conflicts=True)
    return GraphqlDocument.objects.get(pk=row.digest)


@action
def remove_document(*, by: Actor, document: GraphqlDocument) -> None:
    """Take a document back: it can't be asked for any more, by other processes after half a minute."""
    require(by, Act.KEEP_USERS, None)
    document.delete()
    forget()


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
