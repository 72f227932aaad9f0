"""`manage.py graphql_documents FILE…`: registers documents, so that they can be asked for by their digest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from graphql import GraphQLError, parse

from access.actions.documents import register_document, remove_document
from access.documents import digest_of
from access.models import GraphqlDocument
from api.graphql.documents import documents
from api.graphql.schema import schema
from relationships.errors import Refused
from relationships.shipped import system_actor


class Command(BaseCommand):
    help = (
        "Registers GraphQL documents: files of one document each, or JSON files with documents by their "
        "digest (SHA-256). Without files it lists those that are registered."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="files to register")
        parser.add_argument("--remove", metavar="DIGEST", action="append", default=[], help="take one back")

    def handle(self, *, files: list[Path], remove: list[str], **options: Any) -> None:
        by = system_actor(timezone.now())
        try:
            for digest in remove:
                remove_document(by=by, document=_registered(digest))
            read = [(name, text) for path in files for name, text in _read(path)]
            for name, text in read:
                document = register_document(by=by, text=text, name=name)
                self.stdout.write(f"sha256:{document.digest} {document.name}")
        except Refused as refused:
            raise CommandError(str(refused)) from None
        if not files and not remove:
            for each in GraphqlDocument.objects.all():
                self.stdout.write(f"sha256:{each.digest} {each.name}")


def _registered(digest: str) -> GraphqlDocument:
    found = GraphqlDocument.objects.filter(pk=digest.removeprefix("sha256:").lower()).first()
    if found is None:
        raise CommandError(f"No document is registered under {digest}.")
    return found


def _read(path: Path) -> Iterator[tuple[str, str]]:
    """The documents of a file, each found valid under the schema of today."""
    try:
        text = path.read_text(encoding="utf-8")
        held = json.loads(text) if path.suffix == ".json" else {"": text}
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} can't be read: {error}") from None
    if not isinstance(held, dict) or not all(isinstance(each, str) for each in held.values()):
        raise CommandError(f"{path} should hold an object of documents by their digest.")
    for digest, each in held.items():
        if digest and digest.removeprefix("sha256:").lower() != digest_of(each):
            raise CommandError(f"{path}: {digest} is not the SHA-256 of its document.")
        yield _name(path, each), each


def _name(path: Path, text: str) -> str:
    """The name of its operation, or else that of the file; refuses what can't be carried out."""
    try:
        document = parse(text)
        faults = documents.faults(text, document, schema())
    except GraphQLError as error:
        faults = [error]
    if faults:
        raise CommandError(f"{path}: {faults[0].message}")
    names = [
        getattr(each, "name", None) for each in document.definitions if each.kind == "operation_definition"
    ]
    return next((each.value for each in names if each is not None), path.stem)
