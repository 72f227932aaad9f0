"""Codes of webhooks and of preferences, as they are stored."""

from enum import StrEnum


class EventKind(StrEnum):
    """What a webhook is told: what happens in the registry (`relationships.changes.Event`), a deadline that
    comes near, and a ping, which comes when somebody asks for one."""

    CLASSIFIED = "CLASSIFIED"
    VERDICT_CHANGED = "VERDICT_CHANGED"
    EXPLANATION_LAPSED = "EXPLANATION_LAPSED"
    DEADLINE_NEAR = "DEADLINE_NEAR"
    IMPORT_APPLIED = "IMPORT_APPLIED"
    IMPORT_UNDONE = "IMPORT_UNDONE"
    PARTIES_MERGED = "PARTIES_MERGED"
    PING = "PING"


# What a webhook can ask for.
ASKED_FOR = tuple(each for each in EventKind if each is not EventKind.PING)


class DeliveryState(StrEnum):
    """WAITING to be sent, first or again; DELIVERED; WITHHELD, as the webhook's owner may not see (any more)
    what it is about, or it is gone; GIVEN_UP after the last attempt."""

    WAITING = "WAITING"
    DELIVERED = "DELIVERED"
    WITHHELD = "WITHHELD"
    GIVEN_UP = "GIVEN_UP"


class DeliveryFault(StrEnum):
    """Why an attempt failed: the target is refused or its name leads nowhere, no connection, no trusted
    certificate, too slow, an answer that sends elsewhere, another status than 2xx, a fault of ours."""

    TARGET_REFUSED = "TARGET_REFUSED"
    UNRESOLVED = "UNRESOLVED"
    CONNECTION = "CONNECTION"
    CERTIFICATE = "CERTIFICATE"
    TIMEOUT = "TIMEOUT"
    REDIRECT = "REDIRECT"
    STATUS = "STATUS"
    UNEXPECTED = "UNEXPECTED"


class Theme(StrEnum):
    """How the pages look: as the system is set, light, or dark."""

    SYSTEM = "SYSTEM"
    LIGHT = "LIGHT"
    DARK = "DARK"


class NumberFormat(StrEnum):
    """How numbers are written: as in the reader's language, 1.234,56 or 1,234.56."""

    LANGUAGE = "LANGUAGE"
    COMMA = "COMMA"
    POINT = "POINT"
