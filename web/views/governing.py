"""The acts on a set that stakeholders approve, the same for principles and for rules.

Drafted, named, put before its stakeholders, approved, put in force, discarded: each a page that asks, and the
action that judges.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relationships.permissions import require
from web.door import by, done, one, page, saved
from web.forms.base import ActForm
from web.forms.governed import ApproveForm, DraftForm, NameForm, StakeholdersForm
from web.governed import Governed, consent, versions

MOST_VERSIONS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAct:
    """An act on a set that asks no more than to be meant, or a remark.

    `of_keeper`: for who keeps such sets; else for its stakeholders. `home`: the reader goes on at the page of
    the set in force; `gone`: at the list of versions.
    """

    heading: Any
    button: Any
    said: Any
    explained: Callable[[Governed], Any]
    action: Callable[[Governed], Callable[..., Any]]
    of_keeper: bool = True
    tone: str = "primary"
    form: type[ActForm] = ActForm
    home: bool = False
    gone: bool = False


ACTS: dict[str, SetAct] = {
    "submit": SetAct(
        heading=gettext_lazy("Put %(record)s before its stakeholders"),
        button=gettext_lazy("Put before its stakeholders"),
        said=gettext_lazy("Its stakeholders can approve it now."),
        explained=lambda kind: _(
            "Each stakeholder approves exactly this text. When it is changed after all, it is a draft again "
            "and the approvals given lapse."
        ),
        action=lambda kind: kind.submit,
    ),
    "approve": SetAct(
        heading=gettext_lazy("Approve %(record)s"),
        button=gettext_lazy("Approve"),
        said=gettext_lazy("You approved it."),
        explained=lambda kind: _(
            "You approve exactly what it says now. Your approval lapses by itself when the text is changed."
        ),
        action=lambda kind: kind.approve,
        of_keeper=False,
        form=ApproveForm,
    ),
    "withdraw": SetAct(
        heading=gettext_lazy("Take back your approval of %(record)s"),
        button=gettext_lazy("Take back"),
        said=gettext_lazy("Your approval is taken back."),
        explained=lambda kind: _("It stays on record as taken back. You may approve again."),
        action=lambda kind: kind.withdraw,
        of_keeper=False,
        tone="danger",
    ),
    "put_in_force": SetAct(
        heading=gettext_lazy("Put %(record)s in force"),
        button=gettext_lazy("Put in force"),
        said=gettext_lazy("It is in force. What follows from it is worked out in the background."),
        explained=lambda kind: kind.explained_in_force,
        action=lambda kind: kind.put_in_force,
        home=True,
    ),
    "discard": SetAct(
        heading=gettext_lazy("Discard %(record)s"),
        button=gettext_lazy("Discard"),
        said=gettext_lazy("The draft is discarded."),
        explained=lambda kind: _(
            "It goes, with its stakeholders and approvals. Its history stays, "
            "and its number is not given again."
        ),
        action=lambda kind: kind.discard,
        tone="danger",
        gone=True,
    ),
}


def urls_of(kind: Governed) -> list[URLPattern]:
    """The addresses of the acts on this kind of set, and of its versions."""
    under, name, given = kind.under, kind.name, {"kind": kind}
    return [
        path(under, listed, given, name=f"{name}s"),
        path(f"{under}new/", draft, given, name=f"{name}_new"),
        path(f"{under}<int:id>/stakeholders/", stakeholders, given, name=f"{name}_stakeholders"),
        path(f"{under}<int:id>/name/", rename, given, name=f"{name}_name"),
        *(
            path(
                f"{under}<int:id>/{act.replace('_', '-')}/",
                act_on,
                {**given, "act": act},
                name=f"{name}_{act}",
            )
            for act in ACTS
        ),
    ]


@page()
def listed(request: HttpRequest, kind: Governed) -> HttpResponse:
    """Every version, the newest first."""
    rows = list(versions(kind, by(request))[: MOST_VERSIONS + 1])
    shown = {
        "kind": kind,
        "rows": [(each, reverse(f"web:{kind.name}", args=[each.pk])) for each in rows[:MOST_VERSIONS]],
        "more": len(rows) > MOST_VERSIONS,
        "most": MOST_VERSIONS,
        "new": reverse(f"web:{kind.name}_new") if kind.may_keep(by(request)) else "",
        "tab": f"{kind.name}s",
    }
    return render(request, "web/governed/versions.html", shown)


@page("GET", "POST")
def draft(request: HttpRequest, kind: Governed) -> HttpResponse:
    """The next version, from the set in force."""
    actor = by(request)
    require(actor, kind.act, None)
    form = DraftForm(request, may_be_empty=kind.may_be_empty)
    if form.done(lambda given: kind.draft(by=actor, **{"name": "", **given})):
        return done(
            request, _("The draft is there. Nothing counts of it yet."), f"web:{kind.name}", form.made.pk
        )
    shown = {
        "form": form,
        "heading": kind.said_new,
        "explained": kind.explained_new,
        "button": kind.said_new,
        "back": reverse(f"web:{kind.name}s"),
    }
    return render(request, "web/act.html", shown, status=form.status)


@page("GET", "POST")
def act_on(request: HttpRequest, id: int, kind: Governed, act: str) -> HttpResponse:
    """One of the acts, after asking."""
    actor, what = by(request), ACTS[act]
    record = one(request, kind.model, id)
    if what.of_keeper:
        require(actor, kind.act, None)
    form = what.form(request, record=record)
    to = reverse(f"web:{kind.name}", args=[id])
    action = what.action(kind)
    if form.done(lambda given: kind.do(action, actor, record, version=form.version, **given)):
        going_on = reverse(f"web:{kind.home}") if what.home else to
        return done(request, str(what.said), reverse(f"web:{kind.name}s") if what.gone else going_on)
    shown = {
        "form": form,
        "heading": what.heading % {"record": record},
        "explained": what.explained(kind),
        "button": what.button,
        "tone": what.tone,
        "back": to,
        "back_said": record,
    }
    return render(request, "web/act.html", shown, status=form.status)


@page("GET", "POST")
def stakeholders(request: HttpRequest, id: int, kind: Governed) -> HttpResponse:
    """Name exactly those who must approve."""
    actor = by(request)
    record = one(request, kind.model, id)
    require(actor, kind.act, None)
    agreed = consent(kind, record, actor)
    form = StakeholdersForm(request, record=record, named=[each.user for each in agreed.voices])

    def named(_given: dict[str, Any]) -> Any:
        return kind.do(kind.name_stakeholders, actor, record, users=form.users, version=form.version)

    if form.done(named):
        return saved(request, f"web:{kind.name}", id)
    shown = {
        "form": form,
        "heading": _("Stakeholders of %(record)s") % {"record": record},
        "explained": _(
            "Everybody named here has to approve before it can come into force. "
            "The approval of who is no longer named lapses."
        ),
        "back": reverse(f"web:{kind.name}", args=[id]),
        "back_said": record,
    }
    return render(request, "web/act.html", shown, status=form.status)


@page("GET", "POST")
def rename(request: HttpRequest, id: int, kind: Governed) -> HttpResponse:
    """Another name; that is no change of what is approved."""
    actor = by(request)
    record = one(request, kind.model, id)
    require(actor, kind.act, None)
    form = NameForm(request, record=record)
    if form.done(lambda given: kind.rename(actor, record, given, form.version)):
        return saved(request, f"web:{kind.name}", id)
    shown = {
        "form": form,
        "heading": _("Name of %(record)s") % {"record": record},
        "explained": _("Another name changes nothing of what is approved."),
        "back": reverse(f"web:{kind.name}", args=[id]),
        "back_said": record,
    }
    return render(request, "web/act.html", shown, status=form.status)
