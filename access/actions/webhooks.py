"""Acts on webhooks: made, changed, removed, given another secret, tried, and told again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from access.choices import ASKED_FOR, DeliveryState, EventKind
from access.models import Webhook, WebhookDelivery, WebhookState
from access.models.webhooks import MOST_NOTICE_DAYS
from access.webhooks import outbox, signing, tasks
from access.webhooks.targets import resolved, target_of
from relationships.actions.inputs import action, apply, clean, locked
from relationships.actor import Actor
from relationships.errors import Problems, refuse, shown
from relationships.history import keep, remove
from relationships.models.base import EARLIEST, LATEST
from relationships.permissions import Act, require
from relationships.values import one_of, whole

WEBHOOK_FIELDS = ("unit", "name", "target", "events", "notice_days", "active")
CHANGED = WEBHOOK_FIELDS[1:]
# How long the secret before goes on signing beside the new one.
BOTH_FOR = timedelta(days=1)


def create_webhook(*, by: Actor, given: Mapping[str, Any]) -> tuple[Webhook, str]:
    """A new webhook of a unit, and its secret: shown this once.

    It tells what the user who makes it may see. Refuses with TARGET_REFUSED or TARGET_UNKNOWN an address that
    may not be told. (The name is looked up before the transaction: nobody waits for that.)
    """
    problems = Problems()
    kept = _cleaned(given, WEBHOOK_FIELDS, by, problems, required=("unit", "name", "target", "events"))
    problems.raise_if_any()
    require(by, Act.KEEP_WEBHOOKS, kept["unit"])
    resolved(target_of(kept["target"]))
    return _create_webhook(by=by, kept=kept)


@action
def _create_webhook(*, by: Actor, kept: Mapping[str, Any]) -> tuple[Webhook, str]:
    if Webhook.objects.filter(unit=kept["unit"], name=kept["name"]).exists():
        refuse("DUPLICATE", "name", what=kept["name"])
    webhook = keep(Webhook(**kept, owner=by.user), by)
    salt = signing.new_salt()
    WebhookState.objects.create(webhook=webhook, salt=salt)
    return webhook, signing.secret_of(salt)


def change_webhook(
    *, by: Actor, webhook: Webhook, given: Mapping[str, Any], version: int | None = None
) -> Webhook:
    """Another name, address, choice of events or days; switched on or off. Unit, owner and secret stay.

    Switched on, it is sent what waited for it meanwhile.
    """
    require(by, Act.KEEP_WEBHOOKS, webhook.unit)
    problems = Problems()
    kept = _cleaned(given, CHANGED, by, problems)
    problems.raise_if_any()
    if "target" in kept or kept.get("active"):
        resolved(target_of(kept.get("target", webhook.target)))
    return _change_webhook(by=by, webhook=webhook, kept=kept, version=version)


@action
def _change_webhook(*, by: Actor, webhook: Webhook, kept: Mapping[str, Any], version: int | None) -> Webhook:
    held: Webhook = locked(webhook, version=version)
    others = Webhook.objects.filter(unit=held.unit, name=kept.get("name")).exclude(pk=held.pk)
    if "name" in kept and others.exists():
        refuse("DUPLICATE", "name", what=kept["name"])
    was_active = held.active
    if not apply(held, kept):
        return held
    if held.active and not was_active:
        WebhookState.objects.filter(pk=held.pk).update(failing_since=None, switched_off_at=None)
        tasks.deliver_later()
    return keep(held, by)


@action
def remove_webhook(*, by: Actor, webhook: Webhook, version: int | None = None) -> None:
    """Remove a webhook, with all that it was or is to be told; its history stays."""
    require(by, Act.KEEP_WEBHOOKS, webhook.unit)
    remove(locked(webhook, version=version), by)


@action
def rotate_secret(*, by: Actor, webhook: Webhook) -> tuple[Webhook, str]:
    """Another secret, shown this once. For a day both sign, so that the receiver can change over."""
    require(by, Act.KEEP_WEBHOOKS, webhook.unit)
    held = locked(webhook)
    state = WebhookState.objects.select_for_update().get(pk=held.pk)
    state.former_salt, state.former_until = state.salt, by.at + BOTH_FOR
    state.salt = signing.new_salt()
    state.save(update_fields=["salt", "former_salt", "former_until"])
    return keep(held, by), signing.secret_of(state.salt)


@action
def test_webhook(*, by: Actor, webhook: Webhook) -> WebhookDelivery:
    """Have the worker send a ping; the delivery says what comes of it. Refuses one that is switched off."""
    require(by, Act.KEEP_WEBHOOKS, webhook.unit)
    if not webhook.active:
        refuse("WRONG_STATE", None, what=str(webhook), state="INACTIVE", needed="ACTIVE")
    told = outbox.Told(EventKind.PING, by.at, webhook.unit_id, None, {}, [webhook.pk])
    (event,) = outbox.write([told])
    return WebhookDelivery.objects.select_related("webhook", "event").get(event=event)


test_webhook.__test__ = False  # type: ignore[attr-defined] an act, though its name begins like a test's


@action
def replay_delivery(*, by: Actor, delivery: WebhookDelivery) -> WebhookDelivery:
    """Send it once more, whatever came of it: the same event with the same id, from the first attempt on."""
    require(by, Act.KEEP_WEBHOOKS, delivery.webhook.unit)
    _again(WebhookDelivery.objects.filter(pk=delivery.pk), by)
    return WebhookDelivery.objects.select_related("webhook", "event").get(pk=delivery.pk)


@action
def replay_since(*, by: Actor, webhook: Webhook, since: Any) -> tuple[Webhook, int]:
    """Send all that was written for a webhook since a moment once more; how many. One statement."""
    require(by, Act.KEEP_WEBHOOKS, webhook.unit)
    began = _moment(since, "since")
    return webhook, _again(WebhookDelivery.objects.filter(webhook=webhook, created_at__gte=began), by)


def _again(deliveries: Any, by: Actor) -> int:
    """What is being sent at this moment is left to whoever sends it."""
    free = deliveries.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=by.at))
    count: int = free.update(
        state=DeliveryState.WAITING, next_at=by.at, attempts=0, claim="", claimed_until=None
    )
    if count:
        tasks.deliver_later()
    return count


def _moment(value: Any, field: str) -> datetime:
    """A moment: text with its offset from UTC, or one that was read already."""
    if value is None or value == "":
        refuse("REQUIRED", field)
    found = value
    if isinstance(value, str):
        try:
            found = parse_datetime(value[:40])
        except ValueError:
            found = None
    if not isinstance(found, datetime) or timezone.is_naive(found):
        refuse("DATE_INVALID", field, value=shown(value))
    if not EARLIEST.year <= found.year < LATEST.year:
        refuse("DATE_OUT_OF_RANGE", field, value=shown(value))
    return found


def _cleaned(
    given: Mapping[str, Any],
    fields: tuple[str, ...],
    by: Actor,
    problems: Problems,
    required: tuple[str, ...] = (),
) -> dict[str, Any]:
    kept = clean(Webhook, given, by=by, fields=fields, problems=problems, required=required)
    with problems.gather():
        if "events" in kept and not problems.on("events"):
            kept["events"] = _events(kept["events"])
    with problems.gather():
        if "notice_days" in kept:
            kept["notice_days"] = whole(kept["notice_days"], "notice_days", 0, MOST_NOTICE_DAYS)
    with problems.gather():
        if kept.get("target"):
            target_of(kept["target"])
    return kept


def _events(value: Any) -> list[str]:
    """The kinds of events, each once, in their own order."""
    if not isinstance(value, list | tuple):
        refuse("WRONG_TYPE", "events", expected="a list", given=type(value).__name__)
    asked = {one_of(each, "events", ASKED_FOR) for each in value}
    if not asked:
        refuse("REQUIRED", "events")
    return [str(each) for each in ASKED_FOR if each in asked]
