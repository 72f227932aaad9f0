"""Two units with one of everything; in the other one every text is a canary, and every number is odd."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F, Model, QuerySet
from django.utils import timezone

from access.actions.tokens import create_token
from access.models import SavedQuery, SavedView, Token, Webhook, WebhookDelivery, WebhookEvent
from access.scopes import Scope
from api.rest.views.histories import WITH_HISTORY
from imports.models import ImportRun
from principles import models as p
from principles.following import gathered
from relationships import models as m
from relationships.actions.duplicates import tell_apart
from relationships.actions.merging import merge_parties
from relationships.choices import Role
from relationships.history import keep
from relationships.queries import visible_to
from relationships.queries.scope import VISIBLE, _of_other_rooms
from tests import builders as b
from tests.api.graphql.worlds import fill
from tests.api.rest.conftest import Caller
from tests.principles import worlds as w

CANARY = "C4N4RY"
# Of the whole installation: seen by everybody with a role.
SHARED: set[type[Model]] = {
    m.SafeguardKind,
    m.RuleSet,
    m.RuleSetStakeholder,
    m.RuleSetApproval,
    m.CategoryProfile,
    m.CategoryAlias,
    m.CpvPrefix,
    m.ProfileFact,
    m.ExchangeRate,
    m.BulkRun,
    p.PrincipleSet,
    p.Principle,
    p.Stakeholder,
    p.Approval,
    p.DiscouragedWord,
}
# Texts that hold no words of anybody, by (model, field): what finds records, and what is one of few codes.
NO_WORDS = {
    (m.Unit, "path"),
    (m.Party, "country"),
    (m.Portfolio, "currency"),
    (m.Contract, "currency"),
    (p.Benefit, "currency"),
    (ImportRun, "currency"),
    (ImportRun, "our_role"),
    (m.FactRating, "fact"),
    (m.Arrangement, "kind"),
    (m.User, "password"),
    (m.Verdict, "flag_codes"),
    (m.PastVerdict, "flag_codes"),
    (WebhookEvent, "key"),
}
# Texts that stand only together with something else, which the records of the other unit don't have.
BOUND = {
    (p.ResistanceSignal, "answer"),
    (p.ResistanceSignal, "investigation"),
    (p.DevelopmentPlan, "abandoned_reason"),
}
TEXTS = (models.CharField, models.TextField)
# The records at an address, by its first word.
MODELS: dict[str, type[Model]] = {
    **WITH_HISTORY,
    "users": m.User,
    "further-parties": m.RelationshipParty,
    "party-merges": m.PartyMerge,
    "imports": ImportRun,
    "webhook-deliveries": WebhookDelivery,
    "saved-queries": SavedQuery,
    "verdicts": m.Verdict,
}


def scoped() -> list[type[Model]]:
    """Every kind of record that a scope is registered for."""
    return [*VISIBLE, *_of_other_rooms]


def words_of(model: type[Model]) -> list[Any]:
    """The fields of a kind of record in which words of people can stand."""
    return [
        each
        for each in model._meta.concrete_fields
        if isinstance(each, (*TEXTS, models.JSONField))
        and not each.choices
        and (model, each.name) not in NO_WORDS
    ]


@dataclass
class World:
    """Who calls by their roles on the own unit (None: without a role), and what is whose."""

    users: dict[Role | None, m.User]
    above: dict[Role, m.User]
    own: dict[type[Model], set[int]]
    foreign: dict[type[Model], set[int]]
    texts: dict[tuple[int, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        by = b.system(timezone.now())
        for user in (*self.users.values(), *self.above.values()):
            for scope in Scope:
                _token, text = create_token(by=by, user=user, name="matrix", scope=scope)
                self.texts[user.pk, scope] = text

    def text(self, user: m.User, scope: str = "ADMIN") -> str:
        """A token of this user for this scope."""
        return self.texts[user.pk, scope]

    def caller(self, user: m.User | None, scope: str = "ADMIN") -> Caller:
        caller = Caller(None if user is None else self.text(user, scope))
        caller.client.raise_request_exception = False  # an answer of 500 is told with all that is wrong
        return caller

    def one(self, model: type[Model], of: dict[type[Model], set[int]]) -> Any:
        """A record of the unit that its administrator sees, the first one made."""
        if model in SHARED:
            return model._default_manager.order_by("pk").last()  # type: ignore[attr-defined]
        records = model._default_manager.filter(pk__in=of[model])  # type: ignore[attr-defined]
        if of is self.own:
            seen = visible_to(self.users[Role.ADMINISTRATOR], model).values("pk")
            records = records.filter(pk__in=seen)
        return records.order_by("pk").first()

    def address(self, pattern: str, foreign: bool = False, user: m.User | None = None) -> str:
        """The address with the id of a record of the own or the other unit; of tokens, one of this user."""
        first = pattern.split("/")[0]
        if first == "tokens":
            whose = self.above[Role.READER] if foreign or user is None else user
            return pattern.replace("*", str(Token.objects.filter(user=whose, scope="READ").get().token_key))
        if "*" not in pattern:
            return pattern
        of = self.foreign if foreign else self.own
        record = self.one(SavedQuery if first == "queries" else MODELS[first], of)
        assert record is not None, f"the world holds no record for {pattern}: make one in worlds.py"
        named = record.name if first == "queries" else str(record.pk)
        return pattern.replace("*", named, 1).replace("*", "EXIT_PLAN")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done within is undone; compliance doesn't follow it."""
    with transaction.atomic():
        with gathered():
            yield
        transaction.set_rollback(True)


def ids_of_all() -> dict[type[Model], set[int]]:
    return {
        each: set(each._default_manager.values_list("pk", flat=True))  # type: ignore[attr-defined]
        for each in scoped()
    }


def added_since(before: dict[type[Model], set[int]]) -> dict[type[Model], set[int]]:
    return {model: pks - before[model] for model, pks in ids_of_all().items()}


def saved_query(name: str, unit: m.Unit, owner: m.User) -> None:
    document = "{ relationshipFacts { id subject partyName unitCode } }"
    keep(SavedQuery(name=name, unit=unit, owner=owner, document=document), b.system())


def world() -> World:
    """The other unit first, then the own one: nothing of the first may be seen in the second."""
    owner = b.user("ADMINISTRATOR", username="owner")
    above = {role: b.user(role, username=f"above-{role.lower()}") for role in Role}
    start = ids_of_all()
    theirs = fill(1, owner, "QANARY")[0]
    keeper = b.user("ADMINISTRATOR", theirs.unit, username="their-administrator")
    saved_query("their-query", theirs.unit, keeper)
    keep(SavedView(name="theirs", unit=theirs.unit, owner=keeper, listing="relationships"), b.system())
    QuerySet(m.PastVerdict).create(relationship=theirs, since=b.NOW - timedelta(days=9), until=b.NOW)
    foreign = added_since(start)
    middle = ids_of_all()
    ours = fill(1, owner, "OWN")[0]
    guarantor = ours.further_parties.get().party
    merge_parties(by=b.system(), into=ours.party, other=b.party(name="Double of ours"))
    tell_apart(by=b.system(), party=ours.party, other=guarantor)
    users: dict[Role | None, m.User] = {
        role: b.user(role, ours.unit, username=f"own-{role.lower()}") for role in Role
    }
    users[None] = b.user(username="nobody")
    saved_query("own-query", ours.unit, users[Role.ADMINISTRATOR])
    w.own_principle(w.draft(b.User.objects.get(username="own-reader"), name="Drafted"))
    b.rule_set(users[Role.READER], name="Drafted")
    return World(users, above, added_since(middle), foreign)


def add_more(world: World) -> None:
    """More of everything in the other unit, with parties that both deal with."""
    unit = world.one(m.Unit, world.foreign)
    shared = m.Party.objects.get(pk=world.one(m.Relationship, world.own).party_id)
    before = ids_of_all()
    with gathered() as waiting:
        more = b.relationship(unit=unit, party=shared, subject=CANARY, owner="owner")
        b.rate(None, more)
        b.assessment(None, more, "CUSTOMER_TO_SUPPLIER", 2, evidence=CANARY)
        b.contract(None, more, number="X-1", title=CANARY, value="7777777.00", currency="EUR")
        b.classification(None, more, "VENTURE", 5, reason=CANARY)
        keep(m.PartyIdentifier(party=shared, scheme="CREDITOR", value=CANARY, issuer=unit), b.system())
        w.explanation(more, reason=CANARY)
        w.benefit(more, description=CANARY)
        waiting.follow(b.NOW)
    for model, pks in added_since(before).items():
        world.foreign[model] |= pks


def seed(world: World) -> list[str]:
    """Write a canary in every text of the other unit, and other numbers; what could not be seeded."""
    missing = []
    for model in scoped():
        if model in SHARED or not words_of(model):
            continue
        pks = world.foreign[model]
        if model is m.User:
            theirs = m.RoleAssignment.objects.filter(unit__in=world.foreign[m.Unit])
            pks = set(theirs.values_list("user", flat=True))
        if not pks:
            missing.append(model.__name__)
        for record in QuerySet(model).filter(pk__in=pks).order_by("pk"):
            for each in words_of(model):
                with suppress(IntegrityError), transaction.atomic():
                    QuerySet(model).filter(pk=record.pk).update(**{each.name: _canary(each, record)})
    QuerySet(m.Contract).filter(pk__in=world.foreign[m.Contract]).update(
        value=77_777_777, annual_value=7, currency="EUR"
    )
    QuerySet(m.FactRating).filter(pk__in=world.foreign[m.FactRating]).update(value=6 - F("value"))
    return missing


def _canary(of: Any, record: Any) -> Any:
    text = f"{CANARY}{record.pk:x}{of.name}"
    if isinstance(of, models.JSONField):
        held = getattr(record, of.name)
        return [text] if isinstance(held, list) else {text: text}
    if isinstance(record, Webhook) and of.name == "target":
        return f"https://{CANARY}.example/{record.pk}"
    return text[: of.max_length] if of.max_length else text
