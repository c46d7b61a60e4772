"""A customer's timeline laid out: its lines with the ways they open, and its tabs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zhike.records.entry.rights import may_write
from zhike.records.filing.lookups import NOUNS as CARRYING
from zhike.records.portrait.event import Event
from zhike.records.portrait.page import CustomerPage
from zhike.records.portrait.source import NOUNS as SOURCED
from zhike.records.said import said
from zhike.web.forms.known import FORMS
from zhike.words.viewer import Viewer

KINDS = (
    "跟进", "订单", "投诉", "问题单", "报价", "合同", "回款", "需求", "竞品", "转介绍", "附件",
    "行为", "变更", "导入",
)  # fmt: skip
ICONS = {
    "跟进": "message", "订单": "shopping-cart", "投诉": "alert-triangle",
    "问题单": "alert-triangle", "报价": "tags", "合同": "file-spreadsheet", "回款": "inbox",
    "需求": "target-arrow", "竞品": "users", "转介绍": "users", "行为": "link", "变更": "history",
    "导入": "database-import", "附件": "download",
}  # fmt: skip
QUIET = ("行为",)  # so many that they would hide the rest: shown when asked for
LINES = 60
WAYS = {"电话": "phone", "电话会议": "phone", "邮件": "mail", "上门拜访": "building"}


def timeline(
    events: Sequence[Event], *, today: date, kind: str = "", viewer: Viewer | None = None
) -> list[dict[str, Any]]:
    """Return the newest events of a kind (or all but visits) as parts/timeline.html shows them.

    With a Viewer each has the addresses by which that person may change it or take it out. Only
    the newest follow-up's promise can be late: a later talk has taken up the older ones.
    """
    newest = next((event for event in events if event.kind == "跟进"), None)
    return [
        {
            "on": event.on,
            "kind": _headed(event),
            "icon": WAYS.get(event.title, ICONS.get(event.kind, "note")),
            "by": event.by,
            "text": event.text,
            "feedback": event.feedback,
            "next": event.next_step,
            "due": event.next_due_on,
            "due_late": event is newest and _is_late(event, today),
            "place": event.place if event.kind != "导入" else "",
            "source": _source(event),
            "url": _file(event),
            **_ways(event, viewer),
        }
        for event in _chosen(events, kind)
    ]


def _file(event: Event) -> str:
    """Return where a file is handed out."""
    return reverse("attachment", args=[event.record_id]) if event.noun == "attachments" else ""


def _source(event: Event) -> str:
    """Return where the handed-over cells behind a record are shown, if it has any."""
    if not event.place or event.noun not in SOURCED:
        return ""
    return reverse(f"source_{event.noun}", args=[event.record_id])


def _ways(event: Event, viewer: Viewer | None) -> dict[str, str]:
    """Return where a record is changed, and taken out if it was entered by hand."""
    if viewer is None or event.noun not in FORMS or not may_write(viewer, event.noun):
        return {}
    ways = {"edit": reverse(f"edit_{event.noun}", args=[event.record_id])}
    if event.noun in CARRYING:
        ways["attach"] = reverse("attach", args=[event.noun, event.record_id])
    if event.entered:
        ways["remove"] = reverse(f"remove_{event.noun}", args=[event.record_id])
    return ways


def _chosen(events: Sequence[Event], kind: str) -> list[Event]:
    if kind:
        return [event for event in events if event.kind == kind][:LINES]
    return [event for event in events if event.kind not in QUIET][:LINES]


def _headed(event: Event) -> str:
    plain = event.kind == "跟进" or event.kind == event.title
    title = " · ".join(said(part) for part in event.title.split(" · "))
    return title if plain else f"{said(event.kind)} · {title}"


def _is_late(event: Event, today: date) -> bool:
    return event.next_due_on is not None and event.next_due_on < today


def kinds(page: CustomerPage, chosen: str) -> list[dict[str, Any]]:
    """Return the tabs over the timeline, with how much each holds."""
    here = reverse("customer", args=[page.id])
    found = [{"label": _("全部"), "url": f"{here}#timeline", "here": not chosen, "count": None}]
    for kind in KINDS:
        count = sum(event.kind == kind for event in page.events)
        if count:
            url = f"{here}?kind={kind}#timeline"
            found.append({"label": said(kind), "url": url, "here": kind == chosen, "count": count})
    return found
