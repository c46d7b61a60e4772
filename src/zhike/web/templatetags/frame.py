"""Tags of the frame: icons and the left rail."""

from collections.abc import Sequence

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhike.records.entry.rights import may_write
from zhike.web.rail import Entry, entries_for
from zhike.web.shown.additions import additions

register = template.Library()


@register.simple_tag
def icon(name: str, kind: str = "") -> SafeString:
    """Draw one icon of the sprite; it says nothing to a screen reader."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        kind,
        static("vendor/icons.svg"),
        name,
    )


@register.inclusion_tag("parts/rail_entries.html", takes_context=True)
def rail_entries(context: template.Context) -> dict[str, list[Entry]]:
    """List the nine places of the loop, the present one marked."""
    request = context.get("request")
    return {"entries": entries_for(request.path if request else "")}


@register.inclusion_tag("parts/add_menu.html", takes_context=True)
def add_menu(context: template.Context, look: str) -> dict[str, object]:
    """List what the present person may write by hand."""
    viewer = context.get("viewer")
    quick = look == "add-phone" and viewer is not None and may_write(viewer, "customers")
    return {"entries": additions(viewer), "look": look, "quick": quick}


@register.filter
def at(items: Sequence[object], place: int) -> object | None:
    """Return the item at a place, or nothing past the end."""
    return items[place] if place < len(items) else None
