"""The door itself: who asks, in what form, with which answer. Views add one action or one query each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.cache import patch_vary_headers
from drf_spectacular.openapi import AutoSchema
from rest_framework import exceptions
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder
from rest_framework.views import APIView

from access.scopes import Scope
from api.authentication import SAFE_METHODS, Identity, identify, require_scope
from api.deadline import Limit, reading
from api.errors import WWW_AUTHENTICATE, headers_of, problem, status_of
from api.rest import files, formats, once, paging, people, sparse
from api.rest.body import body_of
from api.rest.formats import Format
from relationships import choices
from relationships.actor import Actor, actor
from relationships.errors import Problems, Refusal, Refused, refuse
from relationships.filters import Conditions, filtered
from relationships.filters.kinds import shown
from relationships.models import User
from relationships.queries import find, visible_to

_log = structlog.get_logger("counterpart.rest")
_OUR_ETAG = re.compile(r'\s*(?:W/)?"([0-9]{1,18})"\s*\Z')


class Json(JSONRenderer):
    """JSON in UTF-8. What can't be written so (half a character, in what somebody sent) is escaped."""

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:
        if data is None:
            return b""
        written = json.dumps(
            data, cls=JSONEncoder, ensure_ascii=False, allow_nan=False, separators=(",", ":")
        )
        return written.encode("utf-8", "backslashreplace")


class Negotiation(BaseContentNegotiation):
    """One of the forms in which the view answers; refusals are JSON for everybody."""

    def select_parser(self, request: Request, parsers: Any) -> None:
        return None

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> tuple[Any, str]:
        view = (request.parser_context or {}).get("view")
        formats.check_accepted(request, formats.formats_of(view, request.method or ""))
        return renderers[0], renderers[0].media_type


class Authentication:
    """For DRF's own bookkeeping; the work is done by `identify`."""

    def authenticate(self, request: Request) -> tuple[User, Any]:
        identity = identify(request._request)
        return identity.user, identity

    def authenticate_header(self, request: Request) -> str:
        return WWW_AUTHENTICATE


class Door(APIView):
    """A view of the REST door.

    `parameters` are the query parameters taken beside those of a list; `scopes` the scope that a token
    must have for a method, where it isn't READ for reading and WRITE for writing. With `secret` an answer
    holds what is shown once, so none is kept for who sends the same request again.
    """

    authentication_classes = [Authentication]
    permission_classes = []
    throttle_classes = []
    parser_classes = []
    renderer_classes: list[type[BaseRenderer]] = [Json]
    content_negotiation_class = Negotiation
    schema = AutoSchema()
    parameters: Mapping[str, Sequence[str]] = {}
    scopes: Mapping[str, Scope] = {}
    secret = False
    _limit: Limit | None = None
    _names: frozenset[str] | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self._claim = once.claim(self)
        self._answering.enter_context(people.told_to(people.Reader(self.user)))
        self._limit = self._answering.enter_context(reading(request.method in SAFE_METHODS))

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        with ExitStack() as self._answering:  # the time runs from when it is known who asks
            response = super().dispatch(request, *args, **kwargs)
        claimed = getattr(self, "_claim", None)
        if claimed is not None:
            once.settle(claimed, response, secret=self.secret)
        return response

    # Who asks

    @property
    def identity(self) -> Identity:
        return self.request.auth

    @property
    def user(self) -> User:
        return self.request.user

    @property
    def by(self) -> Actor:
        if not hasattr(self, "_by"):
            self._by = actor(self.user, choices.Door.REST)
        return self._by

    def check_permissions(self, request: Request) -> None:
        method = request.method or ""
        usual = Scope.READ if method in SAFE_METHODS else Scope.WRITE
        require_scope(request.auth, self.scopes.get(method, usual))
        if not getattr(getattr(self, method.lower(), None), "in_pages", False):
            self.asked_for([*self.parameters.get(method, ()), *self._format, *self._fields])
        if self._shape is not None:
            self._names = sparse.names_asked(request.GET.getlist(sparse.PARAMETER), self._shape)

    # What is asked

    def asked_for(self, known: Iterable[str]) -> dict[str, Any]:
        """The query parameters by name, lists where repeated; refuses unknown ones."""
        problems = Problems()
        asked: dict[str, Any] = {}
        names = list(known)
        for name, values in self.request.GET.lists():
            if name not in names:
                problems.add(
                    "UNKNOWN_PARAMETER", shown(name), value=shown(name), choices=", ".join(names) or "–"
                )
            asked[name] = values[0] if len(values) == 1 else values
        problems.raise_if_any()
        return asked

    @property
    def format_asked(self) -> Format:
        """The form in which the answer is given; refuses one that isn't one of this address."""
        return formats.format_asked(self.request, formats.formats_of(self, self.request.method or ""))

    @property
    def _format(self) -> Sequence[str]:
        """The parameter for it, where there is a choice."""
        return (formats.PARAMETER,) if len(formats.formats_of(self, self.request.method or "")) > 1 else ()

    @property
    def _shape(self) -> Any:
        """The shape of which some fields only may be asked here; None: there is none."""
        return getattr(getattr(self, (self.request.method or "").lower(), None), "shape", None)

    @property
    def _fields(self) -> Sequence[str]:
        """The parameter for these."""
        return () if self._shape is None else (sparse.PARAMETER,)

    def given(self) -> dict[str, Any]:
        """The JSON object that was sent."""
        return body_of(self.request._request)

    def given_only(self, *names: str, required: Iterable[str] = ()) -> dict[str, Any]:
        """The same, refusing fields of other names and the absence of required ones."""
        given = self.given()
        problems = Problems()
        for name in given:
            if name not in names:
                problems.add("UNKNOWN_FIELD", shown(name), value=shown(name), choices=", ".join(names) or "–")
        for name in required:
            if given.get(name) is None:
                problems.add("REQUIRED", name)
        problems.raise_if_any()
        return given

    def version_seen(self, record: Any) -> int | None:
        """The version that the writer saw, from If-Match; None: whichever it is (`*`).

        Refuses with PRECONDITION_REQUIRED a change or removal that doesn't say; an act (POST) needn't.
        """
        sent = self.request.headers.get("If-Match")
        if sent is None and self.request.method != "POST":
            refuse("PRECONDITION_REQUIRED", "If-Match")
        if sent is None or sent.strip() == "*":
            return None
        seen = [_OUR_ETAG.match(each) for each in sent.split(",")]
        versions = [int(each[1]) for each in seen if each]
        if not versions:
            refuse("STALE", "If-Match", seen=shown(sent), current=record.version)
        return record.version if record.version in versions else versions[0]

    def one(self, model: Any, value: Any) -> Any:
        """The record in the address; refuses with NOT_FOUND whether it isn't there or isn't to be seen."""
        return find(self.user, model, value)

    def visible(self, model: Any) -> QuerySet:
        return visible_to(self.user, model)

    # What is answered

    def page(self, queryset: QuerySet, conditions: type[Conditions], shape: Any) -> Any:
        """A page of the records for which the conditions in the address hold, or all of them as a file."""
        asked, ours = self.asked_in_pages(conditions)
        return self.listing(paging.records_of(filtered(conditions, asked, queryset, self.user)), ours, shape)

    def asked_in_pages(self, conditions: type[Conditions]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The conditions in the address, and which page is asked for."""
        ours = [*self._format, *self._fields]
        asked = self.asked_for([*conditions.base_filters, *paging.PARAMETERS, *ours])
        for name in ours:
            asked.pop(name, None)
        return asked, {name: asked.pop(name) for name in paging.PARAMETERS if name in asked}

    def listing(self, listing: paging.Listing, ours: Mapping[str, Any], shape: Any) -> Any:
        """The page asked for, or the list as a file: whole, or with `limit` that page of it."""
        shape = sparse.narrowed(shape, self._names)
        if self.format_asked is Format.JSON:
            written = paging.written_page(self.request._request, listing, ours, shape)
            if written is not None:
                return HttpResponse(written, content_type=formats.MEDIA_TYPES[Format.JSON])
            found = paging.page_of(self.request._request, listing, ours)
            return Response({**found, "items": shape(found["items"], many=True).data})
        return files.listed(self, listing, ours, shape)

    def rows(self, rows: Iterable[Any], shape: Any) -> Any:
        """A list without pages, or the file of it."""
        shape = sparse.narrowed(shape, self._names)
        if self.format_asked is Format.JSON:
            return Response(shape(rows, many=True).data)
        return files.sent(self, iter([shape(rows, many=True).data]), shape)

    def record(
        self, record: Any, shape: Any, *, created: str | None = None, id: str | None = None
    ) -> Response:
        """One record with its version as ETag; with the address where it was made (`id` where that isn't
        its key)."""
        response = Response(shape(record).data, status=201 if created else 200)
        if hasattr(record, "version"):
            response["ETag"] = f'"{record.version}"'
        if created:
            response["Location"] = self.request.build_absolute_uri(f"/api/v1/{created}/{id or record.pk}")
        return response

    # What is refused

    def http_method_not_allowed(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        choices = ", ".join(each for each in self.allowed_methods if each not in ("OPTIONS", "HEAD"))
        refuse("METHOD_NOT_ALLOWED", None, method=shown(request.method), choices=choices)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204, headers={"Allow": ", ".join(self.allowed_methods)})

    def handle_exception(self, error: Exception) -> Any:
        if isinstance(error, once.Again):
            return error.response
        meant = error if self._limit is None else self._limit.meant(error)
        refused = _refused(meant, self.request)
        if refused is None:
            request_id = structlog.contextvars.get_contextvars().get("request_id", "-")
            _log.error("unexpected", exc_info=error)
            got_request_exception.send(sender=type(self), request=self.request._request)
            refused = Refused(Refusal("UNEXPECTED", params={"request": request_id}))
        status = status_of(refused)
        response = Response(problem(refused), status=status, content_type="application/problem+json")
        for name, said in headers_of(refused).items():
            response[name] = said
        response.exception = True
        return response

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        if self._names is not None and isinstance(response, Response) and not response.exception:
            handler = getattr(self, (request.method or "").lower())
            if not getattr(handler, "in_pages", False):
                response.data = sparse.pruned(response.data, self._names)
        response = super().finalize_response(request, response, *args, **kwargs)
        response.setdefault("Cache-Control", "private, no-cache")
        if self._format:
            patch_vary_headers(response, ["Accept"])
        return response


class Nowhere(Door):
    """Any address below /api/v1/ that is none of ours."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        refuse("NOT_FOUND", None, thing="address", value=shown(request.path))


def _at_this_door(refusal: Refusal) -> Refusal:
    """The same refusal; the version that the writer saw comes in by the header here."""
    if refusal.code == "STALE" and refusal.field == "version":
        return Refusal(refusal.code, "If-Match", refusal.params)
    return refusal


def _refused(error: Exception, request: Any) -> Refused | None:
    """What one of the frameworks' own exceptions is in our table; None: not one of those."""
    match error:
        case Refused():
            return Refused(*(_at_this_door(each) for each in error.refusals))
        case exceptions.NotAuthenticated() | exceptions.AuthenticationFailed():
            return Refused(Refusal("NOT_SIGNED_IN"))
        case Http404() | exceptions.NotFound():
            thing = {"thing": "address", "value": shown(request.path)}
            return Refused(Refusal("NOT_FOUND", params=thing))
        case RequestDataTooBig():
            from django.conf import settings

            limit = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,} bytes"
            return Refused(Refusal("TOO_LARGE", params={"limit": limit}))
        case SuspiciousOperation() | UnreadablePostError() | MultiPartParserError() | exceptions.ParseError():
            why = "it is not in the form that it says it is."
            return Refused(Refusal("MALFORMED", params={"why": why}))
    return None
