"""What every form has in common: fields that pass on what was typed, and refusals shown beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from relationships.errors import Refused
from relationships.models import User
from relationships.queries import visible_to
from relationships.shipped import SYSTEM
from web.door import STATUS, UNUSABLE
from web.fields import name_of
from web.forms.typed import AmountInput

Choices = Iterable[tuple[Any, Any]]


class ActForm(forms.Form):
    """Input of one action.

    `given()` is what was typed, by field, as text (a list where several may be chosen, True or False for a
    check box): the action reads and judges it. Only the fields that were sent are passed on. A hidden field,
    `version`, carries the version of the record that the writer saw. `sent` says whether the form was sent,
    where several stand on one page.
    """

    template_name_label = None
    required_css_class = "required"

    def __init__(
        self,
        request: HttpRequest,
        *,
        initial: Mapping[str, Any] | None = None,
        record: Model | None = None,
        sent: bool | None = None,
    ):
        sent = request.method == "POST" if sent is None else sent
        found = dict(initial or {})
        if record is not None:
            found = {**of_record(record, self.base_fields), **found}
        super().__init__(request.POST if sent else None, initial=found, use_required_attribute=False)
        self.request = request
        self.sent = sent
        self.made: Any = None
        self.stale = False
        if record is not None and hasattr(record, "version"):
            self.fields["version"] = hidden()
            self.initial["version"] = record.version

    def given(self) -> dict[str, Any]:
        """What was typed, by the name of the field, without the version."""
        found: dict[str, Any] = {}
        for name, field in self.fields.items():
            if name == "version" or field.disabled:
                continue
            value = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            if value is not None:
                found[name] = value
        return found

    @property
    def version(self) -> int | None:
        """The version of the record that the writer saw."""
        typed = self.data.get(self.add_prefix("version"), "")
        return int(typed) if typed.isdecimal() and len(typed) < 10 else None

    def done(self, act: Callable[[dict[str, Any]], Any]) -> bool:
        """Whether the form was sent and the act done; what it refused stands beside the fields."""
        if not self.sent:
            return False
        self.is_valid()
        try:
            self.made = act(self.given())
        except Refused as refused:
            self.stale = any(each.code == "STALE" for each in refused.refusals)
            self.refuse(refused)
            return False
        return True

    def refuse(self, refused: Refused) -> None:
        """Show each refusal beside the field that it is about, else above the form."""
        for each in refused.refusals:
            place = each.field or ""
            whole = place if place in self.fields else place.split(".")[0]  # “aliases.2” with all aliases
            shown = whole in self.fields and not self[whole].is_hidden
            name = whole if shown else None
            plain = each.field in (None, "version", name)
            said = each.message if plain else f"{name_of(each.field)}: {each.message}"
            self.add_error(name, forms.ValidationError(said, code=each.code))

    @property
    def status(self) -> int:
        """The status of the page that shows the form."""
        if not self.sent:
            return 200
        return STATUS["STALE"] if self.stale else UNUSABLE


def colleagues(user: Any) -> QuerySet[User]:
    """Who can be named in a form: who may sign in, as far as the reader sees them, by name."""
    seen = visible_to(user, User).filter(is_active=True).exclude(username=SYSTEM)
    return seen.order_by("full_name", "username")


def of_record(record: Model, names: Iterable[str]) -> dict[str, Any]:
    """What a record has in fields of these names, as a form shows it."""
    kept = {each.name: each for each in record._meta.get_fields() if hasattr(each, "attname")}
    return {name: getattr(record, kept[name].attname) for name in names if name in kept}


def _styled(widget: forms.Widget, kind: str, options: Mapping[str, Any]) -> forms.Widget:
    widget.attrs["class"] = f"{kind} {widget.attrs.get('class', '')}".strip()
    widget.attrs.update(
        {each.replace("_", "-"): value for each, value in options.items() if value is not None}
    )
    return widget


def _field(label: Any, widget: forms.Widget, help: Any, required: bool) -> forms.CharField:
    field = forms.CharField(label=label, widget=widget, help_text=help, required=False, strip=False)
    field.marked_required = required  # type: ignore[attr-defined]  # shown; the action demands it
    return field


def line(label: Any, help: Any = "", *, required: bool = False, **attributes: Any) -> forms.Field:
    """One line of text."""
    return _field(label, _styled(forms.TextInput(), "form-control", attributes), help, required)


def text(
    label: Any, help: Any = "", *, rows: int = 3, required: bool = False, **attributes: Any
) -> forms.Field:
    """Text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return _field(label, _styled(widget, "form-control", attributes), help, required)


def day(label: Any, help: Any = "", *, required: bool = False, **attributes: Any) -> forms.Field:
    """A day, as year-month-day."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return _field(label, _styled(widget, "form-control measured", attributes), help, required)


def number(label: Any, help: Any = "", *, required: bool = False, **attributes: Any) -> forms.Field:
    """A whole number."""
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return _field(label, _styled(widget, "form-control measured", attributes), help, required)


def amount(
    label: Any, help: Any = "", *, required: bool = False, places: int = 2, **attributes: Any
) -> forms.Field:
    """An amount of money, or another number of so many decimals at most, as the reader writes it."""
    widget = AmountInput(attrs={"inputmode": "decimal"}, places=places)
    return _field(label, _styled(widget, "form-control measured", attributes), help, required)


def choice(
    label: Any,
    choices: Choices,
    help: Any = "",
    *,
    empty: Any = "",
    required: bool = False,
    **attributes: Any,
) -> forms.Field:
    """One of some codes. `empty` is what stands for none; None: there is no such choice."""
    offered = [] if empty is None else [("", empty)]
    widget = forms.Select(choices=[*offered, *choices])
    return _field(label, _styled(widget, "form-select", attributes), help, required)


def levels(label: Any, anchors: Sequence[tuple[Any, Any]], help: Any = "", *, empty: Any = "") -> forms.Field:
    """A level on a scale, each with its anchor words; `empty` says what not choosing means."""
    widget = forms.RadioSelect(choices=[("", empty), *anchors])
    widget.attrs["class"] = "form-check-input"
    return _field(label, widget, help, False)


class _Several(forms.CheckboxSelectMultiple):
    def value_omitted_from_data(self, *args: Any) -> bool:
        return False


def many(label: Any, choices: Choices, help: Any = "") -> forms.Field:
    """Several of some codes."""
    widget = _Several(choices=list(choices), attrs={"class": "form-check-input"})
    return _field(label, widget, help, False)


def check(label: Any, help: Any = "") -> forms.Field:
    """Yes or no."""
    return _field(label, forms.CheckboxInput(attrs={"class": "form-check-input"}), help, False)


def reference(
    label: Any, among: QuerySet, help: Any = "", *, empty: Any = "", required: bool = False, **attributes: Any
) -> forms.Field:
    """One of some records that the reader may see, few enough to stand in a list."""
    chosen = ((each.pk, str(each)) for each in among)
    return choice(label, chosen, help, empty=empty, required=required, **attributes)


def secret(label: Any, help: Any = "", *, required: bool = False, **attributes: Any) -> forms.Field:
    """A password: never sent back."""
    widget = forms.PasswordInput(render_value=False)
    return _field(label, _styled(widget, "form-control", attributes), help, required)


def hidden() -> forms.Field:
    return forms.CharField(widget=forms.HiddenInput(), required=False)
