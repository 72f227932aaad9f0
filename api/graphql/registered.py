"""Documents asked for by their digest, and who may register one by sending it.

`documentId` as GraphQL over HTTP has it, or the extension `persistedQuery` of Apollo's clients. A document is
registered where an administrator sends it with its digest, or by `manage.py graphql_documents`.
"""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from access.actions.documents import register_document
from access.documents import digest_of, document_of, is_registered
from access.scopes import Scope
from api.authentication import Identity
from api.graphql.asking import Asked
from relationships.actor import Actor
from relationships.errors import refuse
from relationships.permissions import Act, may


def check(wanted: Asked, identity: Identity, by: Actor) -> None:
    """Where only registered documents are run, refuse with DOCUMENT_NOT_REGISTERED any other."""
    if not settings.GRAPHQL_ONLY_REGISTERED or not wanted.query or is_registered(wanted.query):
        return
    if not _may_register(wanted, identity, by):
        refuse("DOCUMENT_NOT_REGISTERED", "query")


def resolved(wanted: Asked) -> Asked:
    """What is asked, with the document that its digest means.

    Refuses with PERSISTED_QUERY_NOT_FOUND, and a digest that isn't that of the document beside it.
    """
    if not wanted.query:
        text = document_of(wanted.digest or "")
        if text is None:
            refuse("PERSISTED_QUERY_NOT_FOUND", "documentId")
        return replace(wanted, query=text)
    if wanted.digest is not None and wanted.digest != digest_of(wanted.query):
        refuse("MALFORMED", "documentId", why="it is not the digest of the document beside it.")
    return wanted


def register(wanted: Asked, identity: Identity, by: Actor, name: str) -> None:
    """Register the document that was sent with its digest, found valid, by who may."""
    if _may_register(wanted, identity, by) and not is_registered(wanted.query):
        register_document(by=by, text=wanted.query, name=name[:200])


def _may_register(wanted: Asked, identity: Identity, by: Actor) -> bool:
    if wanted.digest is None or wanted.by_address:
        return False
    return identity.scope.includes(Scope.ADMIN) and may(by, Act.KEEP_USERS, None)
