"""What this room keeps: tokens, webhooks and what they are to be told, what is known by a key or a name."""

from access.models.documents import GraphqlDocument
from access.models.requests import KeptAnswer
from access.models.saved_queries import SavedQuery
from access.models.tokens import SCOPES, Token
from access.models.webhooks import DeadlineTold, Webhook, WebhookDelivery, WebhookEvent, WebhookState

__all__ = [
    "SCOPES",
    "DeadlineTold",
    "GraphqlDocument",
    "KeptAnswer",
    "SavedQuery",
    "Token",
    "Webhook",
    "WebhookDelivery",
    "WebhookEvent",
    "WebhookState",
]
