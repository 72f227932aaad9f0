"""Pictures in a page, with the words beside them."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from web.pictures import Picture

register = template.Library()


@register.simple_tag
def picture(drawn: Picture) -> SafeString:
    """The picture alone, for lists: `{% picture row.ladder %}`."""
    return drawn.svg()


@register.simple_tag
def figure(drawn: Picture) -> SafeString:
    """The picture and, folded below it, the same in words: `{% figure ladder %}`."""
    lines = format_html_join("", "<li>{}</li>", ((line,) for line in drawn.text().splitlines()))
    return format_html(
        '<figure class="picture-figure">{}<details><summary>{}</summary><ul>{}</ul></details></figure>',
        drawn.svg(),
        _("In words"),
        lines,
    )
