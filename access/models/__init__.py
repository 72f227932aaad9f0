"""What this room keeps: preferences, tokens, webhooks with what they are told, what is known by a name."""

from access.models.documents import GraphqlDocument
from access.models.preferences import Preferences, SavedView
from access.models.requests import KeptAnswer
from access.models.saved_queries import SavedQuery
from access.models.tokens import SCOPES, Token
from access.models.webhooks import DeadlineTold, Webhook, WebhookDelivery, WebhookEvent, WebhookState

__all__ = [
    "SCOPES",
    "DeadlineTold",
    "GraphqlDocument",
    "KeptAnswer",
    "Preferences",
    "SavedQuery",
    "SavedView",
    "Token",
    "Webhook",
    "WebhookDelivery",
    "WebhookEvent",
    "WebhookState",
]
