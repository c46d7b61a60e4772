"""The left rail: the loop of the work, in its order."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACES: tuple[tuple[Promise, str, str], ...] = (
    (_("今天"), "home", "sun"),
    (_("客户"), "customers", "users"),
    (_("收集"), "collect", "inbox"),
    (_("整理"), "clean", "wand"),
    (_("标签与指标"), "measure", "tags"),
    (_("分析"), "analyse", "chart-dots-3"),
    (_("报表"), "reports", "report-analytics"),
    (_("行动"), "tasks", "checklist"),
    (_("设置"), "settings", "settings"),
)

PARTS = (("findings", "analyse"), ("activities", "collect"), ("products", "collect"))
"""Pages that stand at an address of their own, with the place they belong to."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the rail; without a url it can't be opened yet."""

    label: Promise
    icon: str
    url: str
    here: bool


def entries_for(path: str) -> list[Entry]:
    """Return the places, the one that holds `path` marked as here."""
    urls = [url_or_nothing(name) for _label, name, _icon in PLACES]
    for part, whole in PARTS:
        path = reverse(whole) if path.startswith(reverse(part)) else path
    inside = [url for url in urls if url and (path == url or (url != "/" and path.startswith(url)))]
    here = max(inside, key=len, default="")
    return [
        Entry(label, icon, url, bool(url) and url == here)
        for (label, _name, icon), url in zip(PLACES, urls, strict=True)
    ]


def url_or_nothing(name: str) -> str:
    """Return the address of a place, or nothing while it has no page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
